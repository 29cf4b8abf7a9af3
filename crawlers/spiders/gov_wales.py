"""What the gov.wales spiders share: listings, a page in its two languages, and what is attached to it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

from scrapy.http import Response, TextResponse

from corpus.codebook import DocumentKind, Lang
from crawlers.dates import day
from crawlers.items import Claim, Follow, Item, Nothing, Yielded
from crawlers.select import PageChanged, one, required, text
from crawlers.spiders import gov_wales_listing as listings
from crawlers.spiders import gov_wales_words as words
from crawlers.spiders.base import Source, reads
from crawlers.spiders.gov_wales_listing import Row
from crawlers.spiders.gov_wales_page import (
    HOSTS,
    Attachment,
    attachments,
    canonical,
    first_published,
    language,
    other,
)

_HEAD = (".page-header__title", ".hero-block__summary")
_WITHOUT = (
    *(".page-header__type", ".header-meta", ".first-published", ".last-updated", ".btn--summary", ".document"),
    *(".breadcrumb", ".language-link", "p:contains('Efallai na fydd y ffeil hon')"),
    *("p:contains('This was published under the 20')", "p:contains('dan weinyddiaeth 20')"),
)


class GovWales(Source):
    """What the gov.wales spiders share; see the module.

    ``bodies`` are selectors of the part of a page that holds its text, the first that matches counting; ``adds`` of
    parts that some pages have besides.
    """

    hosts = tuple(HOSTS)
    publisher = "Welsh Government"

    bodies: ClassVar[tuple[str, ...]]
    adds: ClassVar[tuple[str, ...]] = ()

    def kind(self, label: str, title: str) -> DocumentKind:
        """What a page is, by what it is called and its title."""
        raise NotImplementedError

    def wanted(self, row: Row) -> bool:
        """Whether a row is of what the spider collects."""
        return True

    def claim(self, response: TextResponse, rows: Sequence[Row]) -> Iterator[Claim]:
        """What the last page of a listing says of how many there are."""
        yield Claim(listings.number(response.url) * listings.PAGE_SIZE + len(rows))

    def facts(self, response: TextResponse, label: str) -> dict[str, str]:
        """What a page says beside its text."""
        return {}

    @reads
    def listing(self, response: TextResponse, *, before: str = "") -> Iterator[Yielded]:
        """A page of a listing. ``before`` is told by the page before it."""
        rows = listings.rows(response, before)
        after = listings.following(response, rows)
        wanted = list(filter(self.wanted, rows))
        if not wanted and after is None:
            yield Nothing("none of its rows is collected" if rows else "no page was promised here")
        for row in wanted:
            yield Follow(
                address=canonical(row.address),
                read="page",
                context={"label": row.label},
                stamp=row.stamp,
                dated=row.dated,
                counts=True,
            )
        if after is None:
            yield from self.claim(response, rows) if self.since is None else ()
        elif not self._older(rows):
            yield Follow(address=after.address, read="listing", context={"before": after.before}, listing=True)

    def _older(self, rows: Sequence[Row]) -> bool:
        """Whether a whole page is older than what is asked for; listings are sorted by the dates they show."""
        since = self.since
        return since is not None and all(row.dated is not None and row.dated < since for row in rows)

    @reads
    def page(self, response: TextResponse, *, work: str = "", label: str = "") -> Iterator[Yielded]:
        """A page in either language. ``work`` and ``label``, where given, are the English page's."""
        address, twin, lang = canonical(response.url), other(response), language(response.url)
        if lang is Lang.EN:
            work, label = address, text(response.css(".page-header__type")) or label
        work = work or twin or address
        title = required(response, ".page-header__title")
        kind = self.kind(label, title)
        attached = list(attachments(response))
        issued = first_published(response)
        yield Item(
            kind=kind,
            title=title,
            work=work,
            lang=lang,
            issued=issued,
            facts=self._facts(response, label, attached),
            content=self._content(response),
            without=_WITHOUT,
        )
        if twin and lang is Lang.EN:
            stamp = text(response.css(".last-updated time::attr(datetime)"))
            yield Follow(address=twin, read="page", context={"work": work, "label": label}, stamp=stamp, dated=issued)
        for one_of_them in attached:
            yield from _follow(one_of_them, work, title, kind, issued)

    def _content(self, response: TextResponse) -> tuple[str, ...]:
        body = next((css for css in self.bodies if response.css(css)), None)
        if body is None:
            raise PageChanged(" or ".join(self.bodies), response.url)
        return tuple(css for css in dict.fromkeys((*_HEAD, body, *self.adds)) if response.css(css))

    def _facts(self, response: TextResponse, label: str, attached: Sequence[Attachment]) -> dict[str, str]:
        """Facts in no language; what only the English page says in its own words is left to it."""
        facts = self.facts(response, label) | _administration(response)
        if language(response.url) is Lang.EN:
            elsewhere = " ".join(one_of_them.address for one_of_them in attached if not one_of_them.read)
            facts |= {name: value for name, value in (("type", label), ("elsewhere", elsewhere)) if value}
        return facts

    @reads
    def document(
        self, response: TextResponse, *, part_of: str, kind: str, issued: str = "", work: str = ""
    ) -> Iterator[Yielded]:
        """A document that is a web page, attached to another, in either language. ``work`` is the English one's."""
        address, twin, lang = canonical(response.url), other(response), language(response.url)
        work = address if lang is Lang.EN else work or twin or address
        one(response, "main")
        yield Item(
            kind=DocumentKind(kind),
            title=required(response, "h1"),
            work=work,
            lang=lang,
            issued=day(issued) or first_published(response),
            part_of=part_of,
            facts=_administration(response),
            content=("main",),
            without=_WITHOUT,
        )
        if twin and lang is Lang.EN:
            context = {"part_of": part_of, "kind": kind, "issued": issued, "work": work}
            yield Follow(address=twin, read="document", context=context)

    @reads
    def attachment(
        self, response: Response, *, part_of: str, kind: str, title: str, issued: str = ""
    ) -> Iterator[Yielded]:
        """A file attached to a page. Its language is told from its words, as files are attached in either."""
        yield Item(
            kind=DocumentKind(kind),
            title=title,
            work=canonical(response.url),
            issued=day(issued),
            part_of=part_of,
        )


def _administration(response: TextResponse) -> dict[str, str]:
    years = words.administration(" ".join(" ".join(response.css("body ::text").getall()).split()))
    return {"administration": years} if years else {}


def _follow(attached: Attachment, work: str, title: str, kind: DocumentKind, issued: date | None) -> Iterator[Follow]:
    """The attachment of a work, if it is collected. Most are called "Consultation document" or the like."""
    released = attached.released or issued
    context = {
        "part_of": work,
        "kind": words.attached(attached.title, kind).value,
        "issued": released.isoformat() if released else "",
    }
    if attached.read == "attachment":
        named = title.casefold() in attached.title.casefold()
        context["title"] = attached.title if named else f"{title}: {attached.title}"
    if attached.read:
        yield Follow(
            address=attached.address, read=attached.read, context=context, stamp=attached.stamp, dated=released
        )
