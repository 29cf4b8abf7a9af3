"""From bytes to text: byte order mark, UTF-8, or the likeliest older encoding; what is lost stands as U+FFFD."""

import codecs
import re

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = ("cp1252", "iso8859_14", "mac_roman")
_EXPECTED = frozenset("âêîôûŵŷäëïöüẅÿáéíóúẃýàèìòùẁỳçñÂÊÎÔÛŴŶÄËÏÖÜÁÉÍÓÚÝÀÈÌÒÙÇÑ–—‘’“”…•·£€©®™°§½¼¾«»\xa0\xad")
_GUESS_FROM = 256 * 1024
_COUNTED = 4 * 1024 * 1024
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """The text of some bytes, and a sentence for the person when it was not UTF-8 (else ``""``).

    ``declared`` is what the file says of itself (an XML declaration, a ``meta`` element); it is believed
    when the bytes agree. Characters that could not be decoded are U+FFFD in the text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), ""
    if wide := _wide(data):
        return data.decode(wide, "replace"), f"It was read as {wide.upper()}, which it does not say it is."
    if (declared := _usable(declared)) and (text := _strictly(data, declared)) is not None:
        return text, ""
    if (text := _strictly(data, "utf-8")) is not None:
        return text, ""
    return _not_utf8(data)


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: nearly every second byte of western text is then zero."""
    sample = data[:4096]
    if len(sample) < 4 or b"\0" not in sample:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * len(sample) / 2 > 8 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * len(sample) / 2 > 8 * odd else ""


def _usable(declared: str) -> str:
    try:
        name = codecs.lookup(declared.strip()).name if declared.strip() else ""
    except LookupError:
        return ""
    return "cp1252" if name in {"iso8859-1", "ascii"} else name


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _not_utf8(data: bytes) -> tuple[str, str]:
    sample = data[:_COUNTED]
    whole = sum(map(len, _MULTIBYTE.findall(sample)))
    if 2 * whole > len(_HIGH.findall(sample)):
        return data.decode("utf-8", "replace"), ""
    encoding = older(data[:_GUESS_FROM])
    text = data.decode(encoding, "replace")
    return text, f"It is not UTF-8 and was read as {encoding}; check its accented letters."


def older(data: bytes) -> str:
    """The older encoding in which the bytes above ASCII make the most sense as Welsh or English."""

    def sense(encoding: str) -> int:
        high = [letter for letter in data.decode(encoding, "replace") if letter > "\x7f"]
        return sum(1 if letter in _EXPECTED else -1 for letter in high)

    return max(_LEGACY, key=sense)  # the first of equals, which is the commonest
