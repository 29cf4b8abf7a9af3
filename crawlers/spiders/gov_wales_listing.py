"""The listings of gov.wales: their rows, and which page comes next.

Rows and their quirks were seen; that links with ``page=`` lead to the other pages, as in every Drupal site, is an
assumption. It is checked: a full page without such links must be the only one, an empty page must not have been
promised by the page before it, and no page may show what the page before it showed.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs, urlsplit

from parsel import Selector
from scrapy.http import TextResponse

from crawlers.dates import day
from crawlers.select import PageChanged, one, required, text
from crawlers.spiders.gov_wales_page import joined, linked

PAGE_SIZE = 10
"""Rows of a full page."""
ROWS = "li.index-list__item"
UNPROMISED = "unpromised"
"""What a page is told to come after when nothing says that it is there."""
PERHAPS = "perhaps"
"""What the first page of a listing is told when there may well be nothing to list."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it leads, its title, what it is called ("Open consultation"), and when it was last updated.

    ``stamp`` is that moment as the listing has it, ``dated`` its day; a row may lack both.
    """

    address: str
    title: str
    label: str
    stamp: str
    dated: date | None


@dataclass(frozen=True, slots=True)
class Next:
    """The page after this one; ``before`` is to be told to it."""

    address: str
    before: str


def rows(response: TextResponse, before: str) -> list[Row]:
    """The rows of a page. Raises PageChanged for a page that was promised and has none, and for one that shows again
    what the page before it showed.
    """
    found = [_row(response, item) for item in response.css(ROWS)]
    if not found and before not in {UNPROMISED, PERHAPS}:
        raise PageChanged(ROWS, response.url)
    if found and before in {UNPROMISED, _digest(found)}:
        unlike = "link to other pages that leads here" if before == UNPROMISED else "row that the page before has not"
        raise PageChanged(unlike, response.url)
    return found


def _row(response: TextResponse, item: Selector) -> Row:
    link = one(response, ".index-list__title a[href]", item)
    stamp = text(item.css(".index-list__date time::attr(datetime)"))
    dated = day(stamp)
    if stamp and dated is None:
        raise PageChanged(f"date that can be read (it says {stamp!r})", response.url)
    return Row(
        address=linked(response, link),
        title=required(response, ".index-list__title a[href]", item),
        label=text(item.css(".index-list__type")),
        stamp=stamp,
        dated=dated,
    )


def following(response: TextResponse, found: Sequence[Row]) -> Next | None:
    """The page after this one; None on the last. Raises PageChanged when the links to other pages do not say."""
    if not found:
        return None
    here = number(response.url)
    links = _links(response)
    if here + 1 in links:
        return Next(links[here + 1], _digest(found))
    if any(other > here for other in links) or (here and not links):
        raise PageChanged(f"link to page={here + 1}", response.url)
    if links or len(found) < PAGE_SIZE:
        return None
    return Next(f"{response.url}{'&' if urlsplit(response.url).query else '?'}page=1", UNPROMISED)


def number(address: str) -> int:
    """A page's number, from 0."""
    stated = parse_qs(urlsplit(address).query).get("page", ["0"])[-1]
    return int(stated) if stated.isascii() and stated.isdigit() else 0


def _links(response: TextResponse) -> dict[int, str]:
    """The listing's other pages that this one links to."""
    here = urlsplit(response.url)
    links: dict[int, str] = {}
    for href in response.css("a[href*='page=']::attr(href)").getall():
        address = joined(response, href)
        parts = urlsplit(address)
        if (parts.hostname, parts.path) == (here.hostname, here.path) and "page" in parse_qs(parts.query):
            links.setdefault(number(address), address)
    links.pop(number(response.url), None)
    return links


def _digest(found: Sequence[Row]) -> str:
    return hashlib.sha256("\n".join(row.address for row in found).encode()).hexdigest()[:16]
