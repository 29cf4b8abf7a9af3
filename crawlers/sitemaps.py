"""Sitemaps, plain or packed, and the lines of robots.txt that name them: bounded, and parsed without entities."""

import re
from dataclasses import dataclass

from scrapy.http import Response, TextResponse

from corpus.errors import UnreadableDocument
from corpus.readers.clean import clean
from corpus.readers.xmlsafe import LARGEST, all_text, name
from crawlers import feeds, pages
from crawlers.guards import Failed, unpacking
from crawlers.select import PageChanged

DEEPEST = 3
"""Sitemaps of sitemaps within one another."""
MOST_SITEMAPS = 1000
MOST_PAGES = 50_000
"""Addresses that one sitemap may hold, by the protocol."""
ROOTS = {"urlset": "url", "sitemapindex": "sitemap"}
"""What a sitemap's root is called, and its rows."""

_NAMED = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
_PACKED = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Listed:
    """An address in a sitemap, whole, and when it was last changed, as stated there (empty where it is not)."""

    address: str
    changed: str


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists: pages, or, when it is an ``index``, other sitemaps."""

    index: bool
    rows: tuple[Listed, ...]


def named(robots: TextResponse) -> list[str]:
    """The addresses of sitemaps that a robots.txt names, in their order."""
    found = (pages.whole(address, robots.url, robots.url) for address in _NAMED.findall(robots.text))
    return list(dict.fromkeys(filter(None, found)))[:MOST_SITEMAPS]


def read(response: Response) -> Sitemap:
    """The sitemap in an answer. Raises PageChanged for other XML and for one that lists nothing,
    ``UnreadableDocument`` for one that is larger than a sitemap may be, and what `feeds.xml` raises.
    """
    root = feeds.xml(response.replace(body=unpacked(response)))
    if name(root) not in ROOTS:
        raise PageChanged("urlset or sitemapindex element at its root", response.url)
    row = ROOTS[name(root)]
    index = row == "sitemap"
    found = [element for element in root if name(element) == row]
    if not found:
        raise PageChanged(f"{row} element in its sitemap", response.url)
    most = MOST_SITEMAPS if index else MOST_PAGES
    if len(found) > most:
        raise UnreadableDocument(response.url, f"lists more than {most:,} addresses", "look at what the site does")
    rows = []
    for element in found:
        said = {name(child): clean(all_text(child)) for child in element}
        address = pages.whole(said.get("loc", ""), response.url, response.url)
        if not address:
            raise PageChanged(f"address as loc in each {row} of its sitemap", response.url)
        rows.append(Listed(address, said.get("lastmod", "")))
    return Sitemap(index, tuple(rows))


def unpacked(response: Response) -> bytes:
    """The body, unpacked where it is gzip, whatever it is called."""
    if not response.body.startswith(_PACKED):
        return response.body
    try:
        return unpacking.unpacked(response.body, gzip=True, limit=LARGEST)
    except Failed as trouble:
        what = f"cannot be unpacked ({trouble.what.rstrip('.')})"
        raise UnreadableDocument(response.url, what, "look at what the site does, or try again later") from trouble
