"""Statements of Welsh ministers."""

from collections.abc import Iterator, Sequence

from scrapy.http import TextResponse

from corpus.codebook import DocumentKind
from crawlers import feeds
from crawlers.items import Claim, Follow, Yielded
from crawlers.select import PageChanged
from crawlers.spiders import gov_wales_words as words
from crawlers.spiders.base import reads
from crawlers.spiders.gov_wales import GovWales
from crawlers.spiders.gov_wales_listing import Row
from crawlers.spiders.gov_wales_page import canonical, first_published


class GovWalesStatements(GovWales):
    """gov.wales: ministers' written, oral and cabinet statements; news is left out.

    Site: www.gov.wales, with its Welsh pages on www.llyw.cymru.
    Yields: a statement in English and Welsh, with the minister's name and office where the page gives them, and as
        documents of their own the files attached to it.
    Caveats: the feed holds about the last hundred announcements of all sorts; the listing holds all of them, so that
        fewer than in an earlier crawl is a fault. Told from news by the beginning of their titles or by their type, so
        how many there are is not known beforehand.
    Confirmed: the feed and the beginnings of its titles, the listing (ten a page, newest first), the type "Cabinet
        statement", the block of text and the language link were seen by others; paging by links with ``page=`` and
        where the minister's name stands are assumptions. Without rows, a title, a date or the block of text:
        PageChanged; a feed or listing without statements gives nothing, which stops the crawl.
    """

    name = "gov-wales-statements"
    entry = (
        Follow(address="https://www.gov.wales/announcements/rss", read="feed", listing=True),
        Follow(address="https://www.gov.wales/announcements/search", read="listing", listing=True),
    )
    bodies = (".announcement-item__article", ".announcement-item__body", "div[role='article']")

    @reads
    def feed(self, response: TextResponse) -> Iterator[Yielded]:
        """The feed of announcements. It says when each was published, not when it was changed, so it stamps nothing."""
        entries = feeds.read(response).entries
        if not entries:
            raise PageChanged("item", response.url)
        for entry in entries:
            if not words.is_statement(entry.title):
                continue
            if not entry.address:
                raise PageChanged(f"link for {entry.title!r}", response.url)
            yield Follow(address=canonical(entry.address), read="page", dated=entry.published, counts=True)

    def wanted(self, row: Row) -> bool:
        """Whether an announcement is a statement."""
        return words.is_statement(row.title, row.label)

    def claim(self, response: TextResponse, rows: Sequence[Row]) -> Iterator[Claim]:
        """The listing counts news too, so it says nothing of how many statements there are."""
        return iter(())

    def kind(self, label: str, title: str) -> DocumentKind:
        """A statement."""
        return DocumentKind.STATEMENT

    def facts(self, response: TextResponse, label: str) -> dict[str, str]:
        """Nothing beside its text. Raises PageChanged when it does not say when it was made."""
        if first_published(response) is None:
            raise PageChanged(".first-published", response.url)
        return {}
