"""Where documents come from: the sources and how they fare, and what came in and was not looked through yet."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from corpus import crawls, documents
from corpus.crawls import CrawlReport, SourceHealth
from crawlers.spiders import SOURCES
from tui.desk import Desk

WEBSITE = "website"
"""The source that is any site a person names; each such site is a source of its own, as ``website:example.org``."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source, how it fares, and whether it is time to crawl it again."""

    health: SourceHealth
    due: bool

    @property
    def name(self) -> str:
        """The name by which it is crawled."""
        return self.health.name


@dataclass(frozen=True, slots=True)
class Stock:
    """How many documents there are, in each language one, and how many of them nobody looked through for promises."""

    documents: int
    unread: int

    @property
    def begun(self) -> bool:
        """Whether any was looked through: else there is nothing for the app to show."""
        return self.unread < self.documents


@dataclass(frozen=True, slots=True)
class Sources:
    """All sources in their order, and what has come of them and otherwise."""

    rows: tuple[SourceRow, ...]
    stock: Stock

    @property
    def due(self) -> tuple[str, ...]:
        """Names of those to be crawled again."""
        return tuple(row.name for row in self.rows if row.due)


def listing(desk: Desk) -> Sources:
    """The sources that come with the program, then sites that were named by a person."""
    now = datetime.combine(desk.today(), time.max, UTC)
    with desk.corpus.read() as session:
        named = [name for name in SOURCES if name != WEBSITE]
        others = [key for key in crawls.names(session) if key not in named]
        found = crawls.health(session, [*named, *others])
        rows = tuple(SourceRow(health, health.name in named and crawls.due(health, now)) for health in found)
        return Sources(rows, Stock(*documents.unread(session)))


def stock(desk: Desk) -> Stock:
    """What there is to read, and what is left to look through."""
    with desk.corpus.read() as session:
        return Stock(*documents.unread(session))


def last(desk: Desk, name: str) -> CrawlReport | None:
    """What there is to tell of a source's last crawl; None before its first."""
    with desk.corpus.read() as session:
        return crawls.report(session, name)
