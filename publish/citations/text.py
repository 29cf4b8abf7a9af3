"""Words of anybody's as plain text on one line: nothing in them commands a screen, a style or a browser."""

from urllib.parse import quote, urlsplit

_OF_ADDRESSES = "%:/?#[]@!$&'()*+,;=~"


def one_line(text: str) -> str:
    """A text without controls and marks of direction, its runs of white space as one space."""
    if not text.isprintable():
        text = "".join(c for c in text if c.isprintable() or c.isspace())
    return " ".join(text.split())


def web_address(url: str) -> str:
    """An address for a browser; "" where it is none that a browser should open.

    What stands in a document is anybody's: only http and https, and nothing that could make one host look like another.
    """
    try:
        split = urlsplit(url)
        host = split.hostname or ""
    except ValueError:
        return ""
    if split.scheme not in {"http", "https"} or not host or not host.isascii() or "@" in split.netloc:
        return ""
    if not url.isprintable() or "\\" in url:
        return ""
    return quote(url, safe=_OF_ADDRESSES)
