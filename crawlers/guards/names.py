"""A name for what was fetched. Servers may suggest any name; ours is only ever a name, and short."""

import re
import unicodedata
from email.message import Message
from urllib.parse import unquote, urlsplit

from scrapy.http import Response

LONGEST_NAME = 100
_LONGEST_HEADER = 2000
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def safe_name(response: Response) -> str:
    """The name suggested by Content-Disposition, or the end of the address, made harmless; ``""`` if nothing is left.

    Never a path: use it to tell a format by its suffix, or to show it.
    """
    return harmless(_suggested(response.headers.get(b"Content-Disposition"))) or harmless(
        unquote(urlsplit(response.url).path, errors="replace")
    )


def _suggested(header: bytes | None) -> str:
    if header is None or len(header) > _LONGEST_HEADER:
        return ""
    message = Message()
    message["Content-Disposition"] = re.sub(r"[\r\n\0]", " ", _text(header))
    try:
        return message.get_filename() or ""
    except (LookupError, ValueError, TypeError):  # parameters that the library trips over
        return ""


def _text(header: bytes) -> str:
    try:
        return header.decode("utf-8")
    except UnicodeDecodeError:
        return header.decode("latin-1")


def harmless(name: str) -> str:
    """A file name of letters, digits and a few marks, at most ``LONGEST_NAME`` long, that no system takes amiss."""
    name = unicodedata.normalize("NFKC", name[-4 * LONGEST_NAME :])
    name = re.split(r"[/\\:]", name)[-1]
    name = "".join(char if char.isalnum() or char in " ._()-" else "_" for char in name if char.isprintable())
    name = unicodedata.normalize("NFKC", name).strip(" .")
    suffix = found[0] if (found := _SUFFIX.search(name)) else ""
    name = name.removesuffix(suffix)[: LONGEST_NAME - len(suffix) - 1].strip(" .") + suffix
    if not name.strip("._ -()"):
        return ""
    return f"_{name}" if _DEVICES.match(name) else name
