"""Reading a document: its passages with numbers and pages, its headings, its promises, finding words in it."""

from bisect import bisect_right
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from corpus.codebook import PassageKind
from tui.background import in_background
from tui.desk import Desk, OpenDocument
from tui.messages import OpenReader
from tui.screens.base import AddewidScreen, TitleLine
from tui.text import plain
from tui.widgets.keys import KeyLine
from tui.widgets.layout import page
from tui.widgets.lists import Options
from tui.widgets.marks import Place
from tui.widgets.passages import PassageView


class ReaderScreen(AddewidScreen[None]):
    """One version, opened at a passage."""

    AUTO_FOCUS = "#passages"
    HELP = (
        "The document itself. On the left are the numbers printed in it; promises are underlined and have ◆ beside "
        "them. Enter opens the promise on the line, ] goes to the next one. / finds words in this document, "
        "n and N go to the next and the one before. c shows the contents."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", "Find", key_display="/", tooltip="Find words in this document"),
        Binding("n", "next(True)", "Next found", show=False),
        Binding("N", "next(False)", "Previous found", show=False),
        Binding("c", "contents", "Contents", tooltip="Show or hide the headings"),
        Binding("escape", "leave", "Back", show=False),
    ]

    def __init__(self, desk: Desk, wanted: OpenReader) -> None:
        super().__init__()
        self._desk = desk
        self._wanted = wanted
        self._found = 0
        self._headings: list[int] = []
        self._at = 0

    def compose(self) -> ComposeResult:
        """Contents and text, and a line for finding words."""
        yield TitleLine("Reader", "Reading…")
        with Horizontal():
            yield Options(id="contents", compact=True, markup=False)
            yield PassageView()
        with Horizontal(id="reader-line"):
            yield Static(id="where", markup=False)
            yield Static(id="found", markup=False)
        with Horizontal(id="find-line"):
            yield Static("Find: ", markup=False)
            yield Input(placeholder="words in this document, then Enter", id="find", compact=True)
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the document."""
        in_background(self, partial(self._desk.document, self._wanted.version_id), self._show, group="document")

    def _show(self, document: OpenDocument) -> None:
        self.query_one(TitleLine).say("Reader", document.passages[0].document_title)
        wanted = self._wanted
        at = min(max(0, wanted.ordinal), len(document.passages) - 1)
        headings = [(n, row) for n, row in enumerate(document.passages) if row.kind is PassageKind.HEADING]
        self._headings = [number for number, _ in headings]
        lines = (Content("  " * len(row.headings) + plain(row.text)) for _, row in headings)
        self.query_one("#contents", Options).add_options(lines)
        self.set_class(bool(headings), "-has-headings")
        self.query_one(PassageView).show(document, Place(at, wanted.start, wanted.end))

    @on(PassageView.Moved)
    def say_where(self, message: PassageView.Moved) -> None:
        """Say on which number, page and heading the cursor is."""
        passage = message.passage
        self._at = passage.ordinal
        parts = [passage.number, page(passage), *passage.headings]
        self.query_one("#where", Static).update(Content(" › ".join(plain(part) for part in parts if part)))

    @on(OptionList.OptionSelected, "#contents")
    def go_to_heading(self, message: OptionList.OptionSelected) -> None:
        """Go to the heading chosen."""
        view = self.query_one(PassageView)
        view.go(Place(self._headings[message.option_index]))
        view.focus()

    def action_contents(self) -> None:
        """Show or hide the headings."""
        if not self._headings:
            self.notify("This document has no headings.")
            return
        contents = self.query_one("#contents", Options)
        contents.highlighted = max(0, bisect_right(self._headings, self._at) - 1)
        shown = not contents.display
        self.set_class(shown, "-contents")
        self.set_class(not shown, "-no-contents")
        (contents if shown else self.query_one(PassageView)).focus()

    def action_find(self) -> None:
        """Ask for words to find."""
        self.add_class("-finding")
        self.query_one("#find", Input).focus()

    @on(Input.Submitted, "#find")
    def find(self, message: Input.Submitted) -> None:
        """Mark the words typed, and go to the first from here on."""
        view = self.query_one(PassageView)
        self._found = view.find(message.value)
        self.remove_class("-finding")
        view.focus()
        if message.value.strip():
            self.action_next(True)
        else:
            self.query_one("#found", Static).update("")

    def action_next(self, forward: bool) -> None:
        """Go to the next or previous words found, and say which of how many they are."""
        which = self.query_one(PassageView).next_found(forward)
        said = "not in this document" if which is None else f"{which + 1:,} of {self._found:,}"
        words = plain(self.query_one("#find", Input).value)
        self.query_one("#found", Static).update(f"“{words}”: {said}" if words else "Press / to find words")

    async def action_leave(self) -> None:
        """Leave what was begun: finding, the contents, or the reader."""
        if self.has_class("-finding"):
            self.remove_class("-finding")
            self.query_one(PassageView).focus()
        elif self.query_one("#contents").has_focus:
            self.query_one(PassageView).focus()
        else:
            await self.run_action("app.back")
