"""Reading a document: finding words in it, its contents, what is marked, and what is done with words chosen in it."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from corpus.codebook import AnchorOutcome
from corpus.language import msg, number, tr
from corpus.marked import Sort
from corpus.rows import DecisionRow, EvidenceRow, PassageRow, Quotation
from tui.background import in_background
from tui.deeds import deed
from tui.screens.base import TitleLine
from tui.screens.linking import LinkDialogue
from tui.screens.making import MakingDialogue
from tui.screens.marked import MarkedDialogue
from tui.screens.twinned import MAIN, TWIN, TwinnedScreen
from tui.text import plain
from tui.widgets.keys import KeyLine
from tui.widgets.line import Line
from tui.widgets.marks import Marks, Place
from tui.widgets.outline import Outline
from tui.widgets.passages import PassageView


class ReaderScreen(TwinnedScreen):
    """The reader, with the keys for everything that can be done in it."""

    HELP = msg(
        "The document itself. On the left are the numbers printed in it, and the signs of what was found: "
        "◆ promise, ● evidence, ► progress, ◄ response, ★ case study, ? question, # theme; the line below says it in "
        "words. f chooses what is marked, ] and [ go to the next and the one before, Enter opens the promise. / finds "
        "words in this document, n and N go to the next and the one before. c shows the contents, t what says the "
        "same in the other language.\n\n"
        "v or Space begins to choose words: → and w take in more, ← and b less, 0 and $ go to the ends of the line, "
        "v again takes in the sentence, then the passage; or drag with the mouse. → and w without it go to where "
        "choosing shall begin. y copies the words and Y with where they stand, m makes a promise of them, "
        "l links them to a promise as evidence."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        deed("slash", "find", msg("Find"), msg("Find words in this document"), shown="/"),
        deed("n", "next(True)", msg("Next found"), show=False, id="next-found"),
        deed("N", "next(False)", msg("Previous found"), show=False, id="previous-found"),
        deed("m", "make", msg("Make a promise"), msg("Make a promise of the words chosen")),
        deed("l", "link", msg("Link"), msg("Link the words to a promise as evidence")),
        deed("f", "marks", msg("Marks"), msg("Choose what is marked in the text")),
        deed("c", "contents", msg("Contents"), msg("Show or hide the headings")),
        deed("escape", "leave", msg("Back"), show=False),
    ]

    def compose(self) -> ComposeResult:
        """Contents, text and twin; below them where the cursor is, what is there, and a line for finding words."""
        yield TitleLine(tr("Reader"), tr("Reading…"))
        with Horizontal(id="reading"):
            yield Outline(id="contents")
            yield PassageView(id=MAIN)
            yield PassageView(id=TWIN)
        with Horizontal(id="reader-line"):
            yield Static(id="where", markup=False)
            yield Static(id="found", markup=False)
        yield Static(id="here", markup=False)
        with Horizontal(id="find-line"):
            yield Static(tr("Find:"), markup=False)
            yield Line(placeholder=tr("words in this document, then Enter"), id="find", compact=True)
        yield KeyLine()

    # What is under the cursor

    def _words_here(self) -> tuple[PassageRow, Place] | None:
        """The words chosen; or the mark at the cursor; or its whole passage."""
        view = self.view
        if not view.is_shown:
            return None
        place = view.chosen or view.at or view.marked_here or Place(view.line.passage, 0, len(view.passage.text))
        return view.paper.passages[place.passage], place

    def quotation(self) -> Quotation | None:
        """The words chosen, or else what was found at the cursor, or else its passage."""
        found = self._words_here()
        if found is None:
            return None
        passage, place = found
        words = passage.text[place.start : place.end]
        return Quotation(words, place.start, place.end, AnchorOutcome.FOUND, passage)

    # Contents and marks

    @on(Outline.Chosen)
    def go_to_heading(self, message: Outline.Chosen) -> None:
        """Go to the heading chosen."""
        self.main.focus()
        self.main.go(Place(message.heading.passage))

    def action_contents(self) -> None:
        """Show or hide the headings."""
        if not self.has_class("-has-headings"):
            self.notify(tr("This document has no headings."), markup=False)
            return
        contents = self.query_one(Outline)
        contents.point_at(self.main.line.passage)
        shown = not contents.display
        self.set_class(shown, "-contents")
        self.set_class(not shown, "-no-contents")
        (contents if shown else self.view).focus()

    def action_marks(self) -> None:
        """Choose what is marked."""
        view = self.view

        def answered(sorts: frozenset[Sort] | None) -> None:
            if sorts is not None:
                self.main.mark(sorts)
                self.twin.mark(sorts)

        self.app.push_screen(MarkedDialogue(view.sorts, view.paper.document.marks), answered)

    # Finding words

    def action_find(self) -> None:
        """Ask for words to find."""
        self.add_class("-finding")
        self.query_one("#find", Input).focus()

    @on(Input.Submitted, "#find")
    def find(self, message: Input.Submitted) -> None:
        """Mark the words typed, and go to the first from here on."""
        view = self.view
        self.remove_class("-finding")
        view.focus()
        in_background(self, partial(view.paper.find, message.value), partial(self._found, view), group="find")

    def _found(self, view: PassageView, found: Marks[None]) -> None:
        view.show_found(found)
        if self.query_one("#find", Input).value.strip():
            self.action_next(True)
        else:
            self.query_one("#found", Static).update("")

    def action_next(self, forward: bool) -> None:
        """Go to the next or previous words found, and say which of how many they are."""
        which = self.view.next_found(forward)
        words = plain(self.query_one("#find", Input).value)
        if not words:
            said = tr("Press / to find words")
        elif which is None:
            said = tr("“{words}”: not in this document", words=words)
        else:
            said = tr(
                "“{words}”: {which} of {many}", words=words, which=number(which + 1), many=number(self.view.found)
            )
        self.query_one("#found", Static).update(said)

    # What is done with words

    def action_make(self) -> None:
        """Make a promise of the words chosen."""
        chosen = self.view.chosen
        if chosen is None:
            self.notify(tr("Choose the words of the promise first: v begins, w takes in a word."), markup=False)
            return
        passage = self.view.paper.passages[chosen.passage]
        self.app.push_screen(MakingDialogue(self._desk, passage, chosen.start, chosen.end), self._made)

    def _made(self, row: DecisionRow | None) -> None:
        if row is not None:
            self.view.stop_choosing()
            words = str(row.after["quote"])
            self.notify(tr("A promise now: “{words}”. Ctrl-Z takes it back.", words=plain(words)), markup=False)

    def action_link(self) -> None:
        """Link the words chosen, or what was found at the cursor, or its passage, to a promise."""
        found = self._words_here()
        if found is not None:
            passage, place = found
            self.app.push_screen(LinkDialogue(self._desk, passage.id, place.start, place.end), self._linked)

    def _linked(self, row: EvidenceRow | None) -> None:
        if row is not None:
            self.view.stop_choosing()
            said = tr("Evidence now for {ref}. Ctrl-Z takes it back.", ref=row.commitment_ref)
            self.notify(said, markup=False)

    async def action_leave(self) -> None:
        """Leave what was begun: choosing words, finding, the contents, the twin in its place; or the reader."""
        if self.has_class("-finding"):
            self.remove_class("-finding")
            self.view.focus()
        elif self.query_one(Outline).has_focus:
            self.view.focus()
        elif self.view.is_choosing:
            self.view.stop_choosing()
        else:
            await self.run_action("app.back")
