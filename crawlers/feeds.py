"""Feeds, RSS 2.0 and Atom, and other XML from the web: read without entities, network or unbounded depth."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lxml import etree
from parsel import Selector
from scrapy.http import Response

from corpus.codebook import Lang
from corpus.errors import UnreadableDocument
from corpus.readers import draft, xmlsafe
from corpus.readers.clean import clean
from crawlers.dates import day
from crawlers.select import PageChanged

_ATOM = "{http://www.w3.org/2005/Atom}"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BLOCK = re.compile(r"(?=</?(?:p|div|br|li|h[1-6]|td)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a feed or an entry names, whole. ``rel`` is ``alternate`` where it does not say; ``lang`` as
    stated ("cy"), or empty.
    """

    address: str
    rel: str = "alternate"
    media_type: str = ""
    lang: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed.

    ``address`` is its page (empty where it names none), ``id`` its ``id`` or ``guid``. ``title`` and ``summary`` are
    plain words; ``titles`` holds the title by language where it stands in both. ``stamp`` is the mark of its last
    change as the feed has it, ``""`` if none. ``element`` is for what only one site has.
    """

    id: str
    address: str
    title: str
    titles: Mapping[Lang, str]
    summary: str
    published: date | None
    updated: date | None
    stamp: str
    categories: tuple[str, ...]
    links: tuple[Link, ...]
    element: etree._Element = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, its entries in their order. ``total`` is how many the site says there are over all pages
    (OpenSearch), None where it does not say; ``next`` the address of the next page, or empty.
    """

    title: str
    total: int | None
    next: str
    entries: tuple[Entry, ...]
    element: etree._Element = field(repr=False, compare=False)


class _Answer(draft.Source):
    """An answer from the web, called by its address where it is refused."""

    def refuse(self, what: str, /, **values: object) -> UnreadableDocument:
        return UnreadableDocument(self.given.url, what, **values)


def xml(response: Response) -> etree._Element:
    """The root element of an XML answer. Raises ``UnreadableDocument`` for a DTD, entities, too deep nesting or size,
    and for what is not well-formed XML, a page of HTML for one.
    """
    answer = _Answer(Path("answer.xml"), response.body, xmlsafe.LARGEST, draft.Given(url=response.url))
    root, _ = xmlsafe.parse(answer)
    return root


def read(response: Response) -> Feed:
    """The feed in an answer, RSS 2.0 or Atom. Raises PageChanged for other XML, and what `xml` raises."""
    root = xml(response)
    if root.tag == f"{_ATOM}feed":
        return _feed(response, root, root.findall(f"{_ATOM}entry"))
    if root.tag == "rss" and (channel := root.find("channel")) is not None:
        return _feed(response, channel, channel.findall("item"))
    raise PageChanged("feed or rss element at its root", response.url)


def lang_of(element: etree._Element) -> str:
    """The language that an element itself says it is in: ``xml:lang`` or ``lang``, lower case, or empty."""
    return (element.get(_XML_LANG) or element.get("lang") or "").strip().lower()


def _feed(response: Response, holder: etree._Element, entries: list[etree._Element]) -> Feed:
    links = tuple(_links(response, holder))
    return Feed(
        title=_words(holder, "title"),
        total=_total(response, holder),
        next=next((link.address for link in links if link.rel == "next"), ""),
        entries=tuple(_entry(response, element) for element in entries),
        element=holder,
    )


def _total(response: Response, holder: etree._Element) -> int | None:
    stated = next((child for child in holder if xmlsafe.name(child) == "totalResults"), None)
    if stated is None:
        return None
    text = clean(xmlsafe.all_text(stated))
    if not (text.isascii() and text.isdecimal()):
        raise PageChanged("number in totalResults", response.url)
    return int(text)


def _entry(response: Response, element: etree._Element) -> Entry:
    links = tuple(_links(response, element))
    titles = _by_lang(element, "title")
    published = _words(element, "published", "pubDate", f"{_DUBLIN_CORE}date")
    updated = _words(element, "updated") or published
    return Entry(
        id=_words(element, "id", "guid"),
        address=_page(response, element, links),
        title=titles.get(Lang.EN) or _words(element, "title"),
        titles=titles,
        summary=_by_lang(element, "summary").get(Lang.EN) or _words(element, "summary", "description", "content"),
        published=day(published),
        updated=day(updated),
        stamp=updated,
        categories=tuple(filter(None, (_category(child) for child in element))),
        links=links,
        element=element,
    )


def _links(response: Response, element: etree._Element) -> Iterator[Link]:
    """Those of Atom, which RSS feeds may hold too, and RSS's own."""
    for child in element:
        if child.tag == f"{_ATOM}link" and (href := clean(child.get("href", ""))):
            yield Link(
                response.urljoin(href),
                child.get("rel", "alternate"),
                child.get("type", ""),
                child.get("hreflang", "").lower(),
                clean(child.get("title", "")),
            )
        elif child.tag == "link" and (href := clean(xmlsafe.all_text(child))):
            yield Link(response.urljoin(href))


def _page(response: Response, element: etree._Element, links: tuple[Link, ...]) -> str:
    """An entry's own page: its plain link or else its first, or a ``guid`` that is said to be its address."""
    pages = [link for link in links if link.rel == "alternate"]
    plain = [link for link in pages if link.media_type in {"", "text/html"} and not link.lang]
    if found := next(iter(plain or pages), None):
        return found.address
    guid = element.find("guid")
    if guid is None or guid.get("isPermaLink", "true").strip() != "true":
        return ""
    return response.urljoin(clean(xmlsafe.all_text(guid)))


def _by_lang(element: etree._Element, name: str) -> dict[Lang, str]:
    """The words of an Atom child by language, where parts of it say theirs."""
    holder = element.find(f"{_ATOM}{name}")
    parts = [] if holder is None else [(lang_of(part), part) for part in holder.iter(etree.Element)]
    return {Lang(lang): clean(xmlsafe.all_text(part)) for lang, part in parts if lang in set(Lang)}


def _words(element: etree._Element, *names: str) -> str:
    """The plain words of the first of these children that has any; markup, inline or escaped, is taken off."""
    for name in names:
        for tag in (name,) if name.startswith("{") else (name, f"{_ATOM}{name}"):
            found = element.find(tag)
            if found is not None and (text := _plain(found)):
                return text
    return ""


def _plain(element: etree._Element) -> str:
    text = xmlsafe.all_text(element)
    stated = element.get("type", "html" if not element.tag.startswith("{") else "text")
    if stated in {"html", "text/html"} and ("<" in text or "&" in text):
        apart = _BLOCK.sub(" ", text)
        return clean("".join(Selector(text=f"<div>{apart}</div>", type="html").xpath("//text()").getall()))
    return clean(text)


def _category(element: etree._Element) -> str:
    if element.tag == f"{_ATOM}category":
        return clean(element.get("term", ""))
    return clean(xmlsafe.all_text(element)) if element.tag == "category" else ""
