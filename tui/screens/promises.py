"""The opening screen: promises, those unmet first, to filter, sort and open."""

from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from corpus.codebook import UNMET, Delivery
from corpus.rows import BodyCount, CommitmentFilter, CommitmentRow, CommitmentSort, Counts
from tui import words
from tui.background import in_background
from tui.desk import Desk, Window
from tui.screens.base import AddewidScreen, TitleLine
from tui.screens.filters import FilterDialogue, summary
from tui.text import plain, titled
from tui.tones import Tone
from tui.widgets.keys import KeyLine
from tui.widgets.paged import PagedList
from tui.widgets.promise_table import PromiseTable, TableHead
from tui.widgets.welcome import Welcome

VIEWS: dict[str, frozenset[Delivery]] = {
    "unmet": UNMET,
    "unassessed": frozenset({Delivery.NOT_ASSESSED}),
    "met": frozenset({Delivery.MET}),
    "all": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What the screen shows: the counts of everything, and one window of the promises that fit."""

    counts: Counts
    wanted: CommitmentFilter
    window: Window[CommitmentRow]


def opening(counts: Counts) -> CommitmentFilter:
    """What to show first: the unmet promises, or those not yet assessed when none is unmet."""
    return CommitmentFilter(deliveries=VIEWS["unmet" if unmet(counts) else "unassessed"])


def unmet(counts: Counts) -> int:
    """How many promises are unmet."""
    return sum(counts.deliveries[delivery] for delivery in UNMET)


def tally(counts: Counts) -> Content:
    """The counts as one line, each with the key that shows them, and a thing to click."""
    shown = [
        (unmet(counts), "unmet", "unmet"),
        (counts.deliveries[Delivery.NOT_ASSESSED], "not yet assessed", "unassessed"),
        (counts.deliveries[Delivery.MET], "met", "met"),
    ]
    return Content(" · ").join(
        Content.from_markup(f"[@click=screen.view('{view}')]{count:,} {word} ({key})[/]")
        for key, (count, word, view) in enumerate(shown, 1)
    )


class PromisesScreen(AddewidScreen[None]):
    """All promises that fit the filters, a window at a time."""

    AUTO_FOCUS = "#promises"
    HELP = (
        "The promises found in your documents. It opens on those that are unmet; 1, 2, 3 and 4 show the unmet, "
        "those nobody has assessed, those met, and all. A deadline with ! before it has passed."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "focus_words", "Words", key_display="/", tooltip="Find promises by their words"),
        Binding("f", "filter", "Filter", tooltip="Choose status, kind, theme and body"),
        Binding("s", "sort", "Sort", tooltip="Take the next order: deadline, date, body, …"),
        Binding("r", "reverse", "Reverse the order", show=False),
        Binding("x", "view('all')", "Take all filters away", show=False),
        Binding("1", "view('unmet')", "Show the unmet", show=False),
        Binding("2", "view('unassessed')", "Show those not yet assessed", show=False),
        Binding("3", "view('met')", "Show the met", show=False),
        Binding("4", "view('all')", "Show all", show=False),
        Binding("f5,ctrl+r", "reload", "Read the corpus again", show=False),
        Binding("escape", "focus_table", "Back to the list", show=False),
        Binding("ctrl+f", "app.search", "Search", key_display="^f", tooltip="Search all documents"),
        Binding("q", "app.back", "Quit", tooltip="Leave Addewid"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._wanted: CommitmentFilter | None = None
        self._bodies: tuple[BodyCount, ...] = ()
        self._none_unmet = False

    def compose(self) -> ComposeResult:
        """Counts, filters, the table and a preview; or a welcome."""
        with Horizontal(id="top"):
            yield TitleLine("Promises")
            yield Static(id="tally", markup=False)
        yield Welcome()
        with Vertical(id="listing"):
            yield Static("Reading the corpus…", id="showing", markup=False)
            with Horizontal(id="words-line"):
                yield Static("Words: ", markup=False)
                yield Input(placeholder="press / and type to find promises by their words", id="words", compact=True)
            yield TableHead()
            yield PromiseTable(id="promises")
            yield Static(id="nothing", markup=False)
            yield Static(id="preview", markup=False)
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Read again on coming back: something may have been decided."""
        self.action_reload()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While there is nothing to list, the keys of the list do nothing."""
        return not (self.has_class("-empty") and action in ("focus_words", "filter", "sort", "reverse", "view"))

    def action_reload(self) -> None:
        """Read counts and the rows seen again: something may have been decided since."""
        table = self.query_one(PromiseTable)
        offset = max(0, min(table.cursor - PromiseTable.window // 2, table.total - PromiseTable.window))
        given = self._wanted

        def look() -> Look:
            counts = self._desk.counts()
            wanted = replace(given or opening(counts), on=self._desk.today())
            return Look(counts, wanted, self._desk.promises(wanted, PromiseTable.window, offset))

        def shown(look: Look) -> None:
            if given is None:
                self._none_unmet = not unmet(look.counts)
            self.query_one("#tally", Static).update(tally(look.counts))
            self.set_class(look.counts.commitments == 0, "-empty")
            self.refresh_bindings()
            self.query_one(Welcome).say(look.counts)
            self._show(look.wanted, look.window, table.cursor)

        in_background(self, look, shown, group="list")

    def _list(self, wanted: CommitmentFilter) -> None:
        """Show the promises of another filter, from the first."""
        self._wanted = wanted = replace(wanted, on=self._desk.today())
        self._none_unmet = False
        in_background(
            self,
            lambda: self._desk.promises(wanted, PromiseTable.window, 0),
            lambda window: self._show(wanted, window, 0),
            group="list",
        )

    def _show(self, wanted: CommitmentFilter, window: Window[CommitmentRow], cursor: int | None) -> None:
        self._wanted = wanted
        self.query_one(PromiseTable).show(window, cursor=cursor)
        self.set_class(window.total == 0, "-nothing")
        self.query_one("#nothing", Static).update("No promise fits. Press x to show all of them.")
        said = summary(wanted, window.total, {body.key: body.name_en for body in self._bodies})
        if self._none_unmet:
            said = Content.assemble(("None is unmet yet. ", Tone.STRONG), said)
        self.query_one("#showing", Static).update(said)

    @on(PagedList.Wanted)
    def read_more(self, message: PagedList.Wanted) -> None:
        """Read the rows that are scrolled to."""
        wanted = self._wanted
        if wanted is None:
            return

        def shown(window: Window[CommitmentRow]) -> None:
            if wanted == self._wanted:
                self._show(wanted, window, None)

        in_background(self, lambda: self._desk.promises(wanted, message.limit, message.offset), shown, group="more")

    @on(PagedList.Moved)
    def preview(self, message: PagedList.Moved) -> None:
        """Show the promise under the cursor in full, with its document."""
        row = message.row
        preview = self.query_one("#preview", Static)
        if not isinstance(row, CommitmentRow):
            preview.update("")
            return
        width = max(20, preview.size.width)
        head = titled(row.stands_in, [row.place, words.when(row.when)], width)
        quote = Content(f"“{plain(row.quote)}”").truncate(3 * width - 10, ellipsis=True)
        preview.update(Content("\n").join([head, quote]))

    @on(Input.Changed, "#words")
    def find_words(self, message: Input.Changed) -> None:
        """List the promises that have the words typed."""
        if self._wanted is not None and message.value.strip() != self._wanted.text:
            self._list(replace(self._wanted, text=message.value.strip()))

    @on(Input.Submitted, "#words")
    def action_focus_table(self) -> None:
        """Go to the table."""
        self.query_one(PromiseTable).focus()

    def action_focus_words(self) -> None:
        """Go to the words."""
        self.query_one("#words", Input).focus()

    def action_view(self, view: str) -> None:
        """Show one of the views, leaving out every other filter but the order."""
        if self._wanted is not None:
            with self.prevent(Input.Changed):
                self.query_one("#words", Input).value = ""
            wanted, kept = CommitmentFilter(deliveries=VIEWS[view]), self._wanted
            self._list(replace(wanted, sort=kept.sort, descending=kept.descending))

    def action_sort(self) -> None:
        """Take the next order."""
        if self._wanted is not None:
            orders = list(CommitmentSort)
            after = orders[(orders.index(self._wanted.sort) + 1) % len(orders)]
            self._list(replace(self._wanted, sort=after, descending=False))

    def action_reverse(self) -> None:
        """Turn the order round."""
        if self._wanted is not None:
            self._list(replace(self._wanted, descending=not self._wanted.descending))

    def action_filter(self) -> None:
        """Read which bodies there are, then ask what to show."""
        wanted = self._wanted
        if wanted is None:
            return

        def ask(bodies: tuple[BodyCount, ...]) -> None:
            self._bodies = bodies
            self.app.push_screen(FilterDialogue(wanted, bodies), answered)

        def answered(chosen: CommitmentFilter | None) -> None:
            if chosen is not None:
                self._list(chosen)

        in_background(self, self._desk.bodies, ask, group="bodies")
