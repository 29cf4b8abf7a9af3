"""Encodings that lie: in which encoding a text should be read, whatever is said of it."""

import codecs
import re

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

from corpus.readers.decode import older

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_GUESS_FROM = 256 * 1024
_COUNTED = 4 * 1024 * 1024
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")


def declared_encoding(content_type: str, body: bytes) -> str:
    """What a text says its encoding is: by its mark, its ``Content-Type`` or its own first lines; ``""`` if nothing."""
    return read_bom(body)[0] or http_content_type_encoding(content_type) or html_body_declared_encoding(body) or ""


def true_encoding(body: bytes, said: str) -> str:
    """The name of the encoding to read a body in; ``said`` itself (``""`` if nothing was) where the bytes agree.

    Text that is UTF-8 by its bytes is UTF-8, for hardly any other text looks like that. Of the older encodings only
    those that Welsh and English pages use are thought of.
    """
    name = _known(said)
    if body.isascii() or body.startswith(_MARKS) or name.startswith("utf-16"):
        return said
    if _fits(body, "utf-8"):
        return said if name == "utf-8" else "utf-8"
    if name != "utf-8":
        return said if name and _fits(body, name) else older(body[:_GUESS_FROM])
    sample = body[:_COUNTED]
    mostly = 2 * sum(map(len, _MULTIBYTE.findall(sample))) > len(_HIGH.findall(sample))
    return said if mostly else older(body[:_GUESS_FROM])


def _known(said: str) -> str:
    try:
        return codecs.lookup(said).name
    except LookupError:
        return ""


def _fits(body: bytes, encoding: str) -> bool:
    try:
        body.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
