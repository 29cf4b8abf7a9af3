"""How the last crawl of a source went: what it counted, and every page that was not read."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from corpus import wording
from corpus.crawls import CrawlReport
from corpus.language import day, msg, number, plural, tr
from tui.deeds import deed
from tui.screens.base import AddewidDialogue
from tui.text import plain
from tui.tones import Tone
from tui.widgets.lists import Pane
from tui.widgets.pairs import Pair, Pairs
from tui.words.sources import named

COUNTED = {
    "listed": msg("Listed"),
    "fetched": msg("Fetched"),
    "unchanged": msg("Unchanged"),
    "failed": msg("Not had"),
    "gone": msg("Gone"),
    "added": msg("Added"),
    "replaced": msg("Renewed"),
}
"""What a crawl counts, in words."""
MOST = 200
"""Lines of a report that are shown; the command line has all of them."""


class LastCrawlDialogue(AddewidDialogue[None]):
    """The report of a crawl."""

    AUTO_FOCUS = "Pane"
    BINDINGS: ClassVar[list[BindingType]] = [deed("q,enter", "leave", msg("Close"), show=False)]

    def __init__(self, report: CrawlReport) -> None:
        super().__init__()
        self._report = report

    def compose(self) -> ComposeResult:
        """How it ended, its counts, its problems."""
        report = self._report
        with Vertical(classes="dialogue"):
            yield Static(
                tr("{source}: the last crawl", source=named(report.source)), classes="dialogue-title", markup=False
            )
            with Pane():
                yield Pairs(list(self._facts()), label=16)
                if report.problems:
                    heading = plural("{count} page was not read", "{count} pages were not read", len(report.problems))
                    yield Static(heading, classes="part-title", markup=False)
                    yield Static(self._problems(), markup=False)
            yield Static(tr("Esc closes this."), classes="hint", markup=False)

    def _facts(self) -> list[Pair]:
        report = self._report
        facts = [
            (tr("It was"), Content(wording.name(report.outcome))),
            (tr("On"), Content(day(report.started.date()))),
        ]
        if report.because:
            facts.append((tr("Because"), Content(plain(report.because))))
        if report.via:
            facts.append((tr("Through"), Content(plain(report.via))))
        return facts + [
            (tr(said), Content(number(report.counts[name])))
            for name, said in COUNTED.items()
            if report.counts.get(name)
        ]

    def _problems(self) -> Content:
        lines = []
        for address, what in self._report.problems[:MOST]:
            lines += [Content(plain(what)), Content.styled(f"  {plain(address)}", Tone.QUIET)]
        left = len(self._report.problems) - MOST
        if left > 0:
            lines.append(Content(plural("and {count} more", "and {count} more", left)))
        return Content("\n").join(lines)
