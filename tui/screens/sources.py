"""The place of the sources: the sites that documents come from, how they fare, and what is being done."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from corpus.codebook import CrawlOutcome
from corpus.crawls import DISTRUSTED, CrawlReport
from corpus.language import msg, plural, tr
from tui.background import in_background
from tui.chores import Chore
from tui.deeds import deed
from tui.desk import Desk, Window, sources
from tui.desk.sources import SourceRow, Sources
from tui.messages import BeginChore, StopChore
from tui.screens.base import PlaceScreen
from tui.screens.chore import UPDATE, AddDialogue, CrawlDialogue, WebsiteDialogue
from tui.screens.last_crawl import LastCrawlDialogue
from tui.tones import Tone
from tui.widgets.chore import ChorePane, chores_of
from tui.widgets.keys import KeyLine
from tui.widgets.paged import PagedList
from tui.widgets.place_bar import PlaceBar
from tui.widgets.source_table import SourceHead, SourceTable, about


class SourcesScreen(PlaceScreen):
    """Every source with how it fares; fetching, adding and looking through begin here."""

    NAME: ClassVar[str] = "sources"
    AUTO_FOCUS = "#sources"
    HELP: ClassVar[str] = msg(
        "The sites that documents come from, and how they fare. Fetching runs beside the app, which you can go on "
        "using; it is slow and open about who asks, and takes only what is new or changed. A source that refuses is "
        "left alone, and one that has changed or lists much fewer than before is stopped before anything is replaced. "
        "Documents of your own are added here too. Then have the promises found in what has come."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        deed("c", "crawl", msg("Fetch"), msg("Fetch what is new from the source under the highlight")),
        deed("C", "crawl_due", msg("Fetch due"), msg("Fetch what is new from every source that is due"), show=False),
        deed("a", "add", msg("Add"), msg("Add a file or folder of your own")),
        deed("u", "update", msg("Find promises"), msg("Look for promises and evidence in what is new")),
        deed("S", "stop", msg("Stop"), msg("Stop what is under way; what has come is kept")),
        deed("w", "website", msg("Other site"), msg("Fetch another site, by its address"), show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sources: Sources | None = None
        self._cursor = ""

    def compose(self) -> ComposeResult:
        """What is due, the sources, the one under the cursor, and the work under way."""
        yield PlaceBar(self.NAME)
        yield Static(tr("Reading the corpus…"), id="sources-sum", markup=False)
        yield SourceHead()
        yield SourceTable(id="sources")
        yield Static(id="source", markup=False)
        yield ChorePane()
        yield KeyLine()

    def keep(self) -> dict[str, Any]:
        """The source under the cursor."""
        return {"source": self._here.name if self._here else self._cursor}

    def bring_back(self, kept: Mapping[str, Any]) -> None:
        """Go to that source once they are listed."""
        name = kept.get("source")
        self._cursor = name if isinstance(name, str) else ""

    @property
    def _here(self) -> SourceRow | None:
        return self.query_one(SourceTable).current if self.is_mounted else None

    def reload(self) -> None:
        """Read again how they fare."""
        in_background(self, partial(sources.listing, self._desk), self._show, group="sources")
        self.query_one(ChorePane).show()
        self.refresh_bindings()

    def _show(self, found: Sources) -> None:
        self._sources = found
        table = self.query_one(SourceTable)
        here = table.current
        name = here.name if here else self._cursor
        at = next((number for number, row in enumerate(found.rows) if row.name == name), 0)
        table.show(Window(len(found.rows), 0, found.rows), cursor=at)
        self.query_one("#sources-sum", Static).update(summary(found))
        self.refresh_bindings()

    @on(PagedList.Moved)
    def tell(self, message: PagedList.Moved) -> None:
        """Say all there is to say of the source under the cursor, in a few lines."""
        told = about(message.row) if isinstance(message.row, SourceRow) else Content()
        self.query_one("#source", Static).update(told)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is under way it can be stopped, and nothing else begun."""
        if action == "stop":
            return chores_of(self).under_way
        return action not in _BEGINNINGS or not chores_of(self).under_way

    # What can be begun

    def action_crawl(self) -> None:
        """Ask how much is to be fetched of the source under the cursor; of a site, where to begin."""
        row = self._here
        if row is None:
            return
        if row.name.startswith(sources.WEBSITE):
            in_background(self, partial(sources.last, self._desk, row.name), self._ask_site, group="last")
            return
        doubted = row.health.outcome in DISTRUSTED
        self._ask(CrawlDialogue((row.name,), doubted=doubted))

    def _ask_site(self, report: CrawlReport | None) -> None:
        options = report.wanted.get("options", {}) if report else {}
        self._ask(WebsiteDialogue(str(options.get("start", ""))))

    def action_crawl_due(self) -> None:
        """Ask which of the sources that are due are to be fetched; they are all ticked."""
        due = self._sources.due if self._sources else ()
        if due:
            self._ask(CrawlDialogue(due, due))
        else:
            self.notify(
                tr("No source is due: each was crawled within a week. c fetches the one highlighted all the same.")
            )

    def action_website(self) -> None:
        """Ask which other site is to be fetched."""
        self._ask(WebsiteDialogue())

    def action_add(self) -> None:
        """Ask which file or folder is to be added."""
        self._ask(AddDialogue())

    def action_update(self) -> None:
        """Look for promises in what is new."""
        self.post_message(BeginChore(UPDATE))

    def action_stop(self) -> None:
        """Stop what is under way."""
        self.post_message(StopChore())

    def _ask(self, dialogue: AddDialogue | CrawlDialogue | WebsiteDialogue) -> None:
        def answered(chore: Chore | None) -> None:
            if chore is not None:
                self.post_message(BeginChore(chore))

        self.app.push_screen(dialogue, answered)

    @on(SourceTable.Opened)
    def open_last(self, message: SourceTable.Opened) -> None:
        """Tell how the last crawl went, page by page."""

        def show(report: CrawlReport | None) -> None:
            if report is None:
                self.notify(tr("It was never crawled; c fetches from it."))
            else:
                self.app.push_screen(LastCrawlDialogue(report))

        in_background(self, partial(sources.last, self._desk, message.name), show, group="last")


_BEGINNINGS = frozenset({"crawl", "crawl_due", "add", "update", "website"})


def summary(found: Sources) -> Content:
    """How many sources there are, how many are due and ill, and what waits to be looked through."""
    parts = [Content(plural("{count} source", "{count} sources", len(found.rows)))]
    if found.due:
        parts.append(_click("crawl_due", plural("{count} due (C)", "{count} due (C)", len(found.due)), Tone.PART))
    ill = sum(row.health.outcome in _ILL for row in found.rows)
    if ill:
        parts.append(Content.styled(plural("! {count} needs a look", "! {count} need a look", ill), Tone.BAD))
    parts.append(Content(plural("{count} document", "{count} documents", found.stock.documents)))
    if found.stock.unread:
        waiting = plural("{count} not looked through yet (u)", "{count} not looked through yet (u)", found.stock.unread)
        parts.append(_click("update", waiting, Tone.STRONG))
    return Content(" · ").join(parts)


def _click(action: str, words: str, tone: Tone) -> Content:
    """Words that are a thing to click."""
    return Content.from_markup(f"[{tone}][@click=screen.{action}]$words[/][/]", words=words)


_ILL: Sequence[CrawlOutcome] = (*DISTRUSTED, CrawlOutcome.BLOCKED, CrawlOutcome.FAILED)
