"""``--base-url``: pages are fetched from a copy of the sites, and keep the addresses that they have on the sites."""

from urllib.parse import urlsplit

from scrapy.http import Headers

from corpus.errors import UsageProblem


def usable(base: str) -> str:
    """A base URL as it was given, without its last slash. Raises UsageProblem when it cannot be one."""
    try:
        parts = urlsplit(base)
        fits = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        fits = False
    if not fits or "@" in base or "?" in base or "#" in base or not base.isascii() or not base.isprintable():
        raise UsageProblem(f"{base!r} cannot be a base URL; give one such as http://127.0.0.1:8000.")
    return base.rstrip("/")


def mapped(url: str, base: str) -> str:
    """``https://HOST/PATH?QUERY`` at the copy: ``BASE/HOST/PATH?QUERY``."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{base.rstrip('/')}/{parts.hostname}{parts.path or '/'}{query}"


def told(headers: Headers, base: str) -> Headers:
    """Headers of an answer, in which a redirect to a place in the copy leads to the same place on the site."""
    location = headers.get(b"Location")
    start = f"{base.rstrip('/')}/".encode("latin-1")
    if location is None or not location.startswith(start):
        return headers
    headers = Headers(headers)
    headers[b"Location"] = b"https://" + location[len(start) :]
    return headers
