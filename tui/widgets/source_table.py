"""The table of sources, and what is said of the one under its cursor."""

from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from corpus import wording
from corpus.codebook import CrawlOutcome
from corpus.crawls import SourceHealth
from corpus.language import day, number, plural, tr
from tui.desk.sources import SourceRow
from tui.text import cell, plain
from tui.tones import Tone
from tui.widgets.paged import PagedList
from tui.words.sources import named, published

SIGNS: dict[CrawlOutcome | None, tuple[str, Tone]] = {
    None: ("○", Tone.QUIET),
    CrawlOutcome.RUNNING: ("»", Tone.PART),
    CrawlOutcome.COMPLETE: ("✓", Tone.GOOD),
    CrawlOutcome.PARTIAL: ("◐", Tone.GOOD),
    CrawlOutcome.STOPPED: ("■", Tone.PART),
    CrawlOutcome.BLOCKED: ("✗", Tone.BAD),
    CrawlOutcome.CHANGED: ("!", Tone.BAD),
    CrawlOutcome.SHRUNK: ("!", Tone.BAD),
    CrawlOutcome.EMPTY: ("!", Tone.BAD),
    CrawlOutcome.FAILED: ("✗", Tone.BAD),
}
"""How the last crawl ended, as a sign beside the word."""

NAME, STATE, DATE, ITEMS = 36, 21, 15, 7
"""Widths of the columns; the name has what the others leave, unless there is room for a note after them."""
NOTE = 24
"""The least room for a note on what is wrong."""


def state(health: SourceHealth) -> str:
    """How the last crawl ended, in a word or two."""
    return wording.name(health.outcome) if health.outcome else tr("never crawled")


class SourceHead(Widget):
    """The names of the columns."""

    def render(self) -> Content:
        """One line."""
        heads = (tr("How it fares"), tr("Last crawl"), tr("Items"))
        return Content("  ") + _columns(Content(tr("Source")), heads, "", self.size.width - 2)


class SourceTable(PagedList[SourceRow]):
    """One line a source."""

    @dataclass
    class Opened(Message):
        """The source of this name was opened."""

        name: str

    def draw(self, row: SourceRow, width: int) -> list[Content]:
        """Sign and name, how it fares, when it was crawled, how many items it listed, and what is wrong."""
        health = row.health
        sign, tone = SIGNS[health.outcome]
        last = day(health.last.date()) if health.last else "–"
        columns = (state(health), last, number(health.listed) if health.last else "–")
        called = named(row.name)
        name = Content(tr("{source} · due", source=called) if row.due and health.last else called)
        return [Content.assemble((sign, tone), " ") + _columns(name, columns, wrong(health), width - 2)]

    def opened(self, row: SourceRow) -> Message:
        """Tell which."""
        return self.Opened(row.name)


def _columns(name: Content, columns: tuple[str, str, str], note: str, width: int) -> Content:
    """The columns that there is room for, the name first."""
    others = STATE + DATE + ITEMS + 3
    if width < 20 + others:
        first = max(4, width - STATE - 1)
        return _cut(name, first) + " " + cell(columns[0], STATE)
    left = width - NAME - others - 2
    fares_, last, items = columns
    count = " " * max(0, ITEMS - cell_len(items)) + items
    wide = NAME if left >= NOTE else width - others
    shown = Content.assemble(_cut(name, wide), " ", cell(fares_, STATE), " ", cell(last, DATE), " ", count)
    return shown + "  " + cell(note, left, Tone.QUIET) if left >= NOTE else shown


def _cut(name: Content, width: int) -> Content:
    return name.truncate(width, ellipsis=True).truncate(width, pad=True)


def wrong(health: SourceHealth) -> str:
    """What was wrong with the last crawl, in the words of the crawl; "" where its outcome says enough."""
    return "" if health.outcome is CrawlOutcome.STOPPED else plain(health.because)


def about(row: SourceRow) -> Content:
    """What a source is, what it publishes, and how it fares, in a few lines."""
    health = row.health
    head = Content.assemble((named(row.name), Tone.STRONG), (f"  {plain(row.name)}", Tone.QUIET))
    lines = [head, Content(published(row.name)), fares(health)]
    if wrong(health):
        lines.append(Content(wrong(health)))
    if health.via:
        through = tr("Fetched through {address}, not from the site itself.", address=plain(health.via))
        lines.append(Content.styled(through, Tone.PART))
    return Content("\n").join(lines)


def fares(health: SourceHealth) -> Content:
    """How it fares: how the last crawl ended, when it was whole, what is left to fetch."""
    if health.last is None:
        return Content.styled(tr("Never crawled; c fetches from it."), Tone.QUIET)
    sign, tone = SIGNS[health.outcome]
    parts = [tr("{state} on {date}", state=state(health), date=day(health.last.date()))]
    if health.last_success:
        items = plural("{count} item", "{count} items", health.healthy or 0)
        parts.append(tr("whole on {date}, with {items}", date=day(health.last_success.date()), items=items))
    else:
        parts.append(tr("never crawled whole"))
    if health.waiting:
        parts.append(plural("{count} page still to fetch", "{count} pages still to fetch", health.waiting))
    return Content.assemble((sign, tone), " ", "; ".join(parts), ".")
