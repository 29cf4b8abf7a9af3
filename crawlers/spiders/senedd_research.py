"""Senedd Research: impartial articles and timelines about policy in Wales."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from parsel import Selector
from scrapy.http import TextResponse

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.readers.record_rows import paragraphs
from corpus.types import Passage
from crawlers.dates import day
from crawlers.items import Follow, Item, Yielded
from crawlers.select import PageChanged, many, one, required, text
from crawlers.spiders.base import Source, reads

ROOT = "https://research.senedd.wales"
INDEX = f"{ROOT}/research-articles/"

_ARTICLE = re.compile(r"/research-articles/[^/?#]+/?")
_PUBLISHED = re.compile(r"Published\s+(\d{2}/\d{2}/\d{4})")
_FURTHER = re.compile(rf"{re.escape(INDEX)}\?(?!.*ViewModelType=)(?:.*&)?Page=(?!1\b)\d")
_UPDATED = re.compile(r"Last Updated\s+\d{2}/\d{2}/\d{4}")


class SeneddResearch(Source):
    """Senedd Research: impartial articles and timelines about policy in Wales.

    Site: https://research.senedd.wales/research-articles/ (Welsh: https://ymchwil.senedd.cymru).
    Yields: one document an article, of the kind research; a timeline is of the kind timeline, with the date of each
        event on its passages. The Welsh page is followed from the article's own language switch.
    Caveats: An article whose card in the index does not say when it was last updated is looked at again every thirty
        days. The day of publication and the lines around it stand in the text. An event whose date is no day ("Summer
        2025") keeps it as words.
    Confirmed: Addresses of articles and of the index, "Published dd/mm/yyyy | Last Updated ... | Reading Time",
        .timeline .timeline-content with h2, h3 and p, a#languageSwitchButton (read in public programs that used them;
        no page was seen). Assumed: that every page of the index links to other pages of it by addresses with "Page=",
        that dates stand on its cards, the h1, and main around a timeline's own paragraphs.
    """

    name = "senedd-research"
    hosts = ("research.senedd.wales", "ymchwil.senedd.cymru")
    publisher = "Senedd Research"
    entry = (Follow(address=INDEX, read="index", listing=True),)

    @reads
    def index(self, response: TextResponse) -> Iterator[Yielded]:
        """A page of the index: its articles, and the further pages that it links to."""
        found = many(response, "a[href*='/research-articles/']")
        articles = {path: link for link in found if _ARTICLE.fullmatch(path := _path(response, link))}
        if not articles:
            raise PageChanged("link to an article", response.url)
        for path, link in articles.items():
            yield _followed(ROOT + path, link)
        for link in many(response, "a[href*='Page=']"):
            address = response.urljoin(link.attrib["href"])
            if _FURTHER.match(address):
                yield Follow(address=address, read="index", listing=True)

    @reads
    def article(self, response: TextResponse) -> Iterator[Yielded]:
        """An article in English, and the way to its Welsh page."""
        words = " ".join(response.css("body ::text").getall())
        found = _PUBLISHED.search(words)
        published = day(found[1]) if found else None
        if published is None:
            raise PageChanged("“Published dd/mm/yyyy”", response.url)
        yield _item(response, Lang.EN, response.url, published)
        twin = response.urljoin(required(response, "a#languageSwitchButton::attr(href)"))
        # The switch of an article that has not been translated leads to the front page.
        if urlsplit(twin).hostname == self.hosts[1] and "/" in urlsplit(twin).path.strip("/"):
            context = {"work": response.url, "published": published.isoformat()}
            yield Follow(address=twin, read="welsh", context=context, stamp=_updated(words), dated=published)

    @reads
    def welsh(self, response: TextResponse, *, work: str, published: str) -> Iterator[Yielded]:
        """The Welsh page of an article whose English one has been read."""
        yield _item(response, Lang.CY, work, date.fromisoformat(published))


def _path(response: TextResponse, link: Selector) -> str:
    parts = urlsplit(response.urljoin(link.attrib["href"]))
    return parts.path if f"{parts.scheme}://{parts.netloc}" == ROOT else ""


def _followed(address: str, link: Selector) -> Follow:
    """An article in the index. Only a date of its last change can be a stamp: the day it was published never moves."""
    card = link.xpath("ancestor-or-self::*[self::li or self::article or self::div][1]")
    words = text(card)
    published = _PUBLISHED.search(words)
    return Follow(
        address=address,
        read="article",
        stamp=_updated(words),
        dated=day(published[1]) if published else None,
        counts=True,
    )


def _updated(words: str) -> str:
    found = _UPDATED.search(words)
    return found[0] if found else ""


def _item(response: TextResponse, lang: Lang, work: str, published: date) -> Item:
    events = tuple(_events(response))
    return Item(
        kind=DocumentKind.TIMELINE if events else DocumentKind.RESEARCH,
        title=required(response, "h1"),
        work=work,
        lang=lang,
        publisher=SeneddResearch.publisher,
        issued=published,
        passages=events,
    )


def _events(response: TextResponse) -> Iterator[Passage]:
    """The passages of a timeline, what is said before its events first; none if the page is no timeline."""
    if not response.css(".timeline"):
        return
    around = response.css("main").xpath(".//p[not(ancestor::*[contains(@class, 'timeline')])]")
    for lead in around:
        yield from (Passage(words, 0, 0) for words in paragraphs(lead.get()))
    for event in many(response, ".timeline .timeline-content"):
        stated = text(one(response, "h3", event))
        when = day(stated)
        title = required(response, "h2", event)
        above = (title,) if when else (title, stated)
        yield Passage(title, 0, 0, PassageKind.HEADING, dated=when)
        if not when and stated:
            yield Passage(stated, 0, 0, PassageKind.HEADING, (title,))
        for line in event.xpath(".//*[(self::p or self::li) and not(ancestor::li)]"):
            yield from (Passage(words, 0, 0, headings=above, dated=when) for words in paragraphs(line.get()))
