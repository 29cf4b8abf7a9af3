"""Plain content sites: found by the sitemaps that robots.txt names, read by the corpus's own reader of web pages."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import ClassVar
from urllib.parse import urljoin, urlsplit

from scrapy.http import HtmlResponse, Response, TextResponse

from corpus.codebook import DocumentKind, Lang
from corpus.errors import UnreadableDocument
from crawlers import pages, sitemaps
from crawlers.dates import day
from crawlers.items import Follow, Item, Nothing, Yielded
from crawlers.select import PageChanged, required
from crawlers.spiders.base import Source, reads


class PlainSite(Source):
    """A site of which nothing is known but where its pages are.

    ``kinds`` are globs of paths (``*`` stands for anything, ``/`` included), each with what is found there; the first
    that fits a path decides, and a page that fits none is left alone, as is one that fits an ``exclude``. Other
    languages are reached from the page's own link, so their parts of the site are excluded.
    """

    confirmed = False
    kinds: ClassVar[tuple[tuple[str, DocumentKind], ...]]
    exclude: ClassVar[tuple[str, ...]] = ("/cy/*",)
    usual_sitemap: ClassVar[str] = "/sitemap.xml"
    """Where the sitemap is when robots.txt names none."""
    without: ClassVar[tuple[str, ...]] = (
        *("nav", "form", ".breadcrumb", ".feedback", ".share", ".rs_skip", ".rsbtn"),
        *("h1 ~ time", ".date", ".entry-date", ".entry-meta", ".posted-on", "[class*='field--name-field-date']"),
        *(".wp-block-file", "[class*='field--name-field-document']"),
        *("h2:contains('like your feedback')", "p:contains('like your feedback')", "h2:contains('Find documents')"),
    )
    """What is left out of a page's ``main``; with none, the reader chooses the page's content itself."""

    def kind_of(self, address: str) -> DocumentKind | None:
        """What is found at an address of one of the hosts; None for what is left alone."""
        parts = urlsplit(address)
        if parts.hostname not in self.hosts or any(fnmatchcase(parts.path, glob) for glob in self.exclude):
            return None
        return next((kind for glob, kind in self.kinds if fnmatchcase(parts.path, glob)), None)

    def title_of(self, response: TextResponse) -> str:
        """What a page is called. Raises PageChanged."""
        return required(response, "h1")

    @reads
    def robots(self, response: Response) -> Iterator[Yielded]:
        """The sitemaps that robots.txt names, or the usual one."""
        if not isinstance(response, TextResponse) or isinstance(response, HtmlResponse):
            raise PageChanged("plain text, as robots.txt is", response.url)
        found = sitemaps.named(response) or [urljoin(response.url, self.usual_sitemap)]
        yield from self._sitemaps(found, 1, sitemaps.MOST_SITEMAPS // len(found))

    @reads
    def sitemap(self, response: Response, *, depth: str, most: str) -> Iterator[Yielded]:
        """The pages of a sitemap that are wanted, or its sitemaps: at most ``depth`` deep, ``most`` in all."""
        found = sitemaps.read(response)
        if not found.index:
            yield from self._pages(found.rows)
            return
        if int(depth) >= sitemaps.DEEPEST or len(found.rows) > int(most):
            what = f"nests sitemaps more than {sitemaps.DEEPEST} deep, or lists too many"
            raise UnreadableDocument(response.url, what, "look at what the site does")
        yield from self._sitemaps([row.address for row in found.rows], int(depth) + 1, int(most) // len(found.rows))

    @reads
    def page(self, response: Response, *, kind: str, work: str = "") -> Iterator[Yielded]:
        """A page, its twin in the other language, and its files; or a file, for addresses do not always tell."""
        if not isinstance(response, HtmlResponse):
            yield from self.attachment(response, kind=kind, title="")
            return
        lang = pages.language(response)
        twin = pages.twin(response, Lang.EN if lang is Lang.CY else Lang.CY)
        whole = (work or twin or response.url) if lang is Lang.CY else response.url
        issued = pages.published(response)
        title = self.title_of(response)
        chosen = bool(self.without and response.css("main"))
        yield Item(
            kind=DocumentKind(kind),
            title=title,
            work=whole,
            lang=lang,
            publisher=self.publisher,
            issued=issued,
            content=("main",) if chosen else (),
            without=self.without if chosen else (),
        )
        if twin and not work:
            yield Follow(address=twin, read="page", context={"kind": kind, "work": whole})
        for one in pages.attached(response):
            if urlsplit(one.address).hostname not in self.hosts:
                continue
            context = {"kind": kind, "part_of": whole, "title": one.title or title}
            if issued:
                context["issued"] = issued.isoformat()
            yield Follow(address=one.address, read="attachment", context=context)

    @reads
    def attachment(
        self, response: Response, *, kind: str, title: str, part_of: str = "", issued: str = ""
    ) -> Iterator[Yielded]:
        """A file that a page links to, dated as the page is."""
        yield Item(
            kind=DocumentKind(kind),
            title=title,
            work=response.url,
            publisher=self.publisher,
            issued=day(issued),
            part_of=part_of,
        )

    def _sitemaps(self, addresses: list[str], depth: int, most: int) -> Iterator[Follow]:
        context = {"depth": str(depth), "most": str(most)}
        for address in addresses:
            yield Follow(address=address, read="sitemap", context=context, listing=True)

    def _pages(self, rows: tuple[sitemaps.Listed, ...]) -> Iterator[Yielded]:
        wanted = 0
        for row in rows:
            kind = self.kind_of(row.address)
            if kind is None:
                continue
            wanted += 1
            is_file = pages.ending(row.address) in pages.FILES
            yield Follow(
                address=row.address,
                read="attachment" if is_file else "page",
                context={"kind": kind} | ({"title": ""} if is_file else {}),
                stamp=row.changed,
                dated=day(row.changed),
                counts=True,
            )
        if rows and not wanted:
            yield Nothing("none of its pages is collected")
