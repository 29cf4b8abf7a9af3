"""legislation.gov.uk: the laws of Wales, as its own XML."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml import etree
from scrapy.http import Response

from corpus.codebook import DocumentKind, Lang
from corpus.errors import UnreadableDocument
from corpus.readers import clml
from corpus.readers.dates import iso
from corpus.readers.xmlsafe import name
from crawlers import feeds
from crawlers.items import Claim, Follow, Item, Yielded
from crawlers.select import PageChanged
from crawlers.spiders.base import Source, reads

HOST = "www.legislation.gov.uk"
_ALIASES = {HOST, "legislation.gov.uk", "legislation.data.gov.uk"}
_ATOM = "{http://www.w3.org/2005/Atom}"
_LEG = "{http://www.legislation.gov.uk/namespaces/legislation}"
_META = "{http://www.legislation.gov.uk/namespaces/metadata}"
_VALID = "{http://purl.org/dc/terms/}valid"
_HAS_VERSION = "http://purl.org/dc/terms/hasVersion"
_KINDS = {
    "WelshParliamentAct": DocumentKind.ACT,
    "WelshNationalAssemblyAct": DocumentKind.ACT,
    "WelshAssemblyMeasure": DocumentKind.ACT,
    "WelshStatutoryInstrument": DocumentKind.STATUTORY_INSTRUMENT,
}
_VERSIONS = {"final": "enacted", "revised": "revised"}


class LegislationGovUk(Source):
    """legislation.gov.uk: Acts, Measures and statutory instruments of Wales, in English and Welsh.

    Site: www.legislation.gov.uk, by its Atom lists (asc, anaw, mwa, and wsi year by year) and each entry's data.xml.
    Yields: the text in force as the list names it, as CLML; the Welsh where the entry, or else the document, links to
        it. Facts: ``version`` (enacted or revised), ``point_in_time`` (the day from which this text is valid; of an
        enacted one, the day it was enacted or made) and ``unapplied_effects`` (changes still to be worked in); the
        same with ``_cy`` for the Welsh, which may be another version. A revision is a new version of its document.
    Caveats: statutory instruments only from ``first_year``, in which the Sixth Senedd was elected, as all since 1999
        would take days at the pace that the site asks for; drafts, and the explanatory notes of Acts, are left out; of
        what is published as a PDF alone only the fact is reported.
    Confirmed: CLML and its links by real samples, and the changes feed; the lists, their facets and bilingual titles
        were seen in stored answers of 2022 and 2026 elsewhere. Assumed: that a list of one type, or one type and year,
        states its total or the size of its type. A list that does neither stops the crawl; a law whose type or status
        is not known is reported by name, and many of them stop it.
    """

    name = "legislation"
    hosts = (HOST,)
    publisher = ""
    fresh_for = timedelta(days=180)
    first_year: ClassVar[int] = 2021

    def begin(self) -> Iterable[Follow]:
        """The lists of Acts and Measures, and the years of statutory instruments."""
        for kind in ("asc", "anaw", "mwa"):
            yield _list(f"https://{HOST}/{kind}/data.feed", "first")
        yield _list(f"https://{HOST}/wsi/data.feed", "years", many=1)

    @reads
    def years(self, response: Response) -> Iterator[Yielded]:
        """The years that have statutory instruments, as the list itself counts them."""
        found = feeds.read(response).element.findall(f"{_LEG}facets/{_LEG}facetYears/{_LEG}facetYear")
        first = max(self.first_year, self.since.year) if self.since else self.first_year
        counted = {year.get("year", ""): year.get("href", "") for year in found}
        if not any(year.isdecimal() and int(year) >= self.first_year for year in counted):
            raise PageChanged(f"leg:facetYear of {self.first_year} or later", response.url)
        for year, address in counted.items():
            if year.isdecimal() and int(year) >= first:
                yield _list(_canonical(address or f"https://{HOST}/wsi/{year}/data.feed"), "first")

    @reads
    def first(self, response: Response) -> Iterator[Yielded]:
        """The first page of a list, which says how many there are."""
        feed = feeds.read(response)
        yield Claim(_claimed(feed, response))
        yield from _listed(feed, response)

    @reads
    def listing(self, response: Response) -> Iterator[Yielded]:
        """Any later page of a list."""
        yield from _listed(feeds.read(response), response)

    @reads
    def text(self, response: Response, *, stamp: str = "", welsh: str = "") -> Iterator[Yielded]:
        """A law's text. ``welsh`` says that the list has led to the Welsh already."""
        root = feeds.xml(response)
        if name(root) != "Legislation":
            raise PageChanged("Legislation element at its root", response.url)
        if root.get("NumberOfProvisions") == "0" and root.find(f".//{_LEG}Body") is None:
            raise UnreadableDocument(response.url, "is published as a PDF only", "read it on the site")
        lang = clml.language(root)
        title = clml.title(root, lang)
        if not title:
            raise PageChanged("dc:title", response.url)
        kind = _KINDS[_one_of(_KINDS, root, "DocumentMainType", response)]
        yield Item(kind=kind, title=title, lang=lang, facts=_facts(root, lang, response))
        if lang is Lang.EN and not welsh and (address := _welsh(root)):
            yield Follow(address=address, read="text", stamp=stamp)


def _list(address: str, read: str, *, many: int = 100) -> Follow:
    """A page of a list, its order always stated: feeds and pages of the site have different ones."""
    parts = urlsplit(address)
    query = {**dict(parse_qsl(parts.query)), "sort": "basic", "results-count": str(many)}
    return Follow(address=urlunsplit(parts._replace(query=urlencode(query))), read=read, listing=True)


def _canonical(address: str) -> str:
    """The address that is asked: the site writes its own as http, and once had another host for data."""
    parts = urlsplit(address.strip())
    if parts.hostname in _ALIASES:
        parts = parts._replace(scheme="https", netloc=HOST)
    return urlunsplit(parts)


def _claimed(feed: feeds.Feed, response: Response) -> int:
    """How many a list says it has: in all, or, as long lists leave that out, of the types in it."""
    if feed.total is not None:
        return feed.total
    types = feed.element.findall(f"{_LEG}facets/{_LEG}facetTypes/{_LEG}facetType")
    counts = [one.get("value", "") for one in types if "|" not in one.get("type", "")]
    if not counts or not all(count.isdecimal() for count in counts):
        raise PageChanged("openSearch:totalResults or leg:facetType", response.url)
    return sum(map(int, counts))


def _listed(feed: feeds.Feed, response: Response) -> Iterator[Yielded]:
    for entry in feed.entries:
        texts = [link for link in entry.links if (link.rel, link.media_type) == ("alternate", "application/xml")]
        english = next((link.address for link in texts if not link.lang), "")
        welsh = next((link.address for link in texts if link.lang == "cy"), "")
        if not (english or entry.address):
            raise PageChanged(f"link in its entry {entry.id}", response.url)
        made = entry.element.find(f"{_META}CreationDate")
        dated = (iso(made.get("Date", "")) if made is not None else None) or entry.published
        yield Follow(
            address=_canonical(english) if english else _data(entry.address),
            read="text",
            context={"stamp": entry.stamp, "welsh": "listed" if welsh else ""},
            stamp=entry.stamp,
            dated=dated,
            counts=True,
        )
        if welsh:
            yield Follow(address=_canonical(welsh), read="text", stamp=entry.stamp, dated=dated)
    if feed.next:
        yield _list(_canonical(feed.next), "listing")


def _data(address: str) -> str:
    """Where the XML of a document is."""
    whole = _canonical(address).rstrip("/")
    return whole if whole.endswith("/data.xml") else f"{whole}/data.xml"


def _welsh(root: etree._Element) -> str:
    """Where a document's own links say that its Welsh is: at the same point in time, or else as it was enacted."""
    links = [link for link in root.iterfind(f"{_META}Metadata/{_ATOM}link") if link.get("hreflang") == "cy"]
    same = [link for link in links if link.get("rel") == "alternate"]
    others = [link for link in links if link.get("rel") == _HAS_VERSION]
    enacted = [link for link in others if link.get("title") in {"enacted", "made"}]
    return next((_data(link.get("href", "")) for link in same + enacted), "")


def _facts(root: etree._Element, lang: Lang, response: Response) -> Mapping[str, str]:
    """Which version of the law a text is."""
    version = _VERSIONS[_one_of(_VERSIONS, root, "DocumentStatus", response)]
    when = _enacted(root) if version == "enacted" else ""
    facts = {
        "version": version,
        "point_in_time": when or _valid(root),
        "unapplied_effects": str(clml.outstanding(root, lang)),
    }
    return {f"{key}_cy" if lang is Lang.CY else key: value for key, value in facts.items() if value}


def _valid(root: etree._Element) -> str:
    """The day from which a text is valid: as its metadata or else its root element states."""
    day = iso(root.findtext(f"{_META}Metadata/{_VALID}") or root.get("RestrictStartDate") or "")
    return day.isoformat() if day else ""


def _enacted(root: etree._Element) -> str:
    dates = (root.find(f"{_META}Metadata//{_META}{tag}") for tag in ("EnactmentDate", "Made"))
    days = (iso(found.get("Date", "")) for found in dates if found is not None)
    return next((day.isoformat() for day in days if day), "")


def _one_of(known: Mapping[str, object], root: etree._Element, tag: str, response: Response) -> str:
    """A classification in the metadata. Raises PageChanged for one that is not known."""
    found = root.find(f"{_META}Metadata//{_META}{tag}")
    value = found.get("Value", "") if found is not None else ""
    if value not in known:
        raise PageChanged(f"{tag} that is known (it has {value or 'none'})", response.url)
    return value
