"""What a page of gov.wales or llyw.cymru says around its text: its language and twin, its dates, its attachments."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from parsel import Selector
from scrapy.http import TextResponse

from corpus.codebook import Lang
from corpus.readers import can_read
from crawlers.dates import day
from crawlers.select import PageChanged, one, required, text
from crawlers.spiders import gov_wales_words as words

HOSTS = {"www.gov.wales": Lang.EN, "gov.wales": Lang.EN, "www.llyw.cymru": Lang.CY, "llyw.cymru": Lang.CY}


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something attached to a page.

    ``read`` names how it is read: ``document`` for a web page, ``attachment`` for a file, ``""`` for what is not
    collected, being on another host or of a format that the corpus does not read. ``stamp`` is the last moment that
    its update history gives, ``released`` the day it came out.
    """

    address: str
    title: str
    read: str
    stamp: str
    released: date | None


def canonical(address: str) -> str:
    """An address of the site as its own pages have it: https, with www, without query, fragment and slash at its end.
    One of another host stays as it is.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    if host not in HOSTS:
        return address
    host = host if host.startswith("www.") else f"www.{host}"
    return urlunsplit(("https", host, parts.path.rstrip("/"), "", ""))


def joined(response: TextResponse, href: str) -> str:
    """A link of a page as a whole address; ``""`` for what is none."""
    try:
        return response.urljoin(href)
    except ValueError:  # such as "http://["
        return ""


def linked(response: TextResponse, link: Selector) -> str:
    """Where a link leads, as a whole address. Raises PageChanged when that is no address."""
    href = link.attrib["href"]
    address = joined(response, href)
    if not address:
        raise PageChanged(f"address in a link that must have one (it says {href!r})", response.url)
    return address


def language(address: str) -> Lang:
    """The language of a page, by its host."""
    return HOSTS.get(urlsplit(address).hostname or "", Lang.EN)


def other(response: TextResponse) -> str:
    """The same page in the other language, as its own language link or, failing that, its head says; or ``""``."""
    here = language(response.url)
    code = Lang.EN if here is Lang.CY else Lang.CY
    hrefs = response.css("a.language-link::attr(href)").getall()
    hrefs += response.css(f"link[rel='alternate'][hreflang|='{code}']::attr(href)").getall()
    for address in (canonical(joined(response, href)) for href in hrefs):
        parts = urlsplit(address)
        if parts.path and HOSTS.get(parts.hostname or "") is code:  # a page without a twin may link to the front page
            return address
    return ""


def first_published(response: TextResponse) -> date | None:
    """The day a page was first published, or its launch; None when it does not say. Raises PageChanged when it says
    what is no date.
    """
    for css in (".first-published .item", ".first-published"):
        if stated := text(response.css(css)):
            return _day(response, stated.rpartition(":")[2].strip(), css)
    return None


def period(response: TextResponse) -> dict[str, str]:
    """``opens`` and ``closes`` as ISO dates, where the rows of dates at the page's head give them."""
    found: dict[str, str] = {}
    for row in response.css(".header-meta .gw-row"):
        name = words.dated(text(row.css(".label")), row.attrib.get("class", ""))
        if name and name not in found:
            stated = text(row.css("time::attr(datetime)")) or required(response, "div.item", row)
            found[name] = _day(response, stated, f".{name}").isoformat()
    return found


def _day(response: TextResponse, stated: str, css: str) -> date:
    found = day(stated)
    if found is None:
        raise PageChanged(f"date that can be read in {css} (it says {stated!r})", response.url)
    return found


def attachments(response: TextResponse) -> Iterator[Attachment]:
    """What is attached to a page, in order. Raises PageChanged for an attachment without a link."""
    for block in response.css(".document"):
        link = one(response, "h3 a[href]", block)
        address = canonical(linked(response, link))
        moments = block.css("time::attr(datetime)").getall()
        yield Attachment(
            address=address,
            title=text(link.css("div")) or required(response, "h3 a[href]", block),
            read=_how(address),
            stamp=max(moments, default=""),
            released=_released(response, block),
        )


def _released(response: TextResponse, block: Selector) -> date | None:
    stated = text(block.css(".meta__released time::attr(datetime)"))
    return _day(response, stated, ".meta__released") if stated else None


def _how(address: str) -> str:
    parts = urlsplit(address)
    if parts.hostname not in HOSTS:
        return ""
    path = Path(parts.path)
    if not path.suffix:
        return "document"
    return "attachment" if can_read(path) else ""
