"""Linking words of a document to a promise as evidence: which promise, how they bear on it, and why."""

from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, Select, Static

from corpus.codebook import Relation
from corpus.language import msg, plural, tr
from corpus.rows import CommitmentRow, EvidenceRow, PassageRow
from tui import words
from tui.background import in_background, sentence
from tui.deeds import deed
from tui.desk import Desk, Window, marking
from tui.latest import Latest
from tui.screens.base import AddewidDialogue
from tui.text import cell, plain
from tui.tones import Tone
from tui.widgets.line import Line
from tui.widgets.paged import PagedList


class PromiseChoice(PagedList[CommitmentRow]):
    """Promises to choose one of: its words, and below them what is known of it."""

    row_height = 2

    class Chosen(Message):
        """The promise under the cursor is the one."""

    def draw(self, row: CommitmentRow, width: int) -> list[Content]:
        """Two lines."""
        status = words.DELIVERIES[row.delivery]
        facts = [str(status), row.ref, plain(words.body(row)), plain(words.deadline(row)), plain(row.document_title)]
        below = " · ".join(fact for fact in facts if fact)
        return [
            Content.assemble(" ", cell(row.quote, max(1, width - 1))),
            Content.assemble("   ", cell(below, max(1, width - 3), Tone.QUIET)),
        ]

    def opened(self, row: CommitmentRow) -> Message:
        """It is chosen."""
        return self.Chosen()


class LinkDialogue(AddewidDialogue[EvidenceRow | None]):
    """Finding the promise and saying how the words bear on it; answers with the link, accepted at once."""

    AUTO_FOCUS = "#looked-for"
    BINDINGS: ClassVar[list[BindingType]] = [deed("ctrl+s", "save", msg("Link them"), priority=True)]

    def __init__(self, desk: Desk, passage_id: int, start: int, end: int) -> None:
        super().__init__()
        self._desk = desk
        self._passage_id = passage_id
        self._start, self._end = start, end
        self._looked_for = ""
        self._reading = Latest(self, "promises")
        self._saving = False

    def compose(self) -> ComposeResult:
        """The words, the promises, and the form."""
        relations = [(tr(told), relation.value) for relation, told in words.RELATIONS.items()]
        with Vertical(classes="dialogue"):
            yield Static(tr("Link these words to a promise"), classes="dialogue-title", markup=False)
            yield Static(id="linked-words", classes="quoted", markup=False)
            with Horizontal(classes="form-line"):
                yield Static(tr("Promise"), classes="form-name")
                yield Line(
                    placeholder=tr("words of it, of its body or document, or its name"), id="looked-for", compact=True
                )
            yield PromiseChoice(id="promise-choice")
            yield Static(id="promises-found", classes="hint", markup=False)
            with Horizontal(classes="form-line"):
                yield Static(tr("The words"), classes="form-name")
                yield Select(relations, prompt=tr("how they bear on it"), id="relation", compact=True)
            with Horizontal(classes="form-line"):
                yield Static(tr("Because"), classes="form-name")
                yield Line(placeholder=tr("why, in a sentence"), id="because", compact=True)
            yield Static(id="problem", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(tr("Link them (Ctrl-S)")), id="save", variant="primary", compact=True)
                yield Button(Content(tr("Cancel (Esc)")), id="leave", compact=True)

    def on_mount(self) -> None:
        """Read the words, and the promises there are."""
        words_of = partial(marking.passage, self._desk, self._passage_id)
        in_background(self, words_of, self._show_words, group="words", failed=self._refused)
        self._look()

    def _show_words(self, passage: PassageRow) -> None:
        quoted = plain(passage.text[self._start : self._end])
        self.query_one("#linked-words", Static).update(Content(f"“{quoted}”"))

    # Finding the promise

    @on(Input.Changed, "#looked-for")
    def look_for(self, message: Input.Changed) -> None:
        """Show the promises that have these words."""
        self._looked_for = message.value
        self._look()

    def _look(self, offset: int = 0, cursor: int | None = 0) -> None:
        words = self._looked_for
        read = partial(marking.fitting, self._desk, words, PromiseChoice.window, offset)
        self._reading.run(read, partial(self._show, words, cursor), self._refused)

    def _show(self, looked_for: str, cursor: int | None, window: Window[CommitmentRow]) -> None:
        if looked_for == self._looked_for:
            self.query_one(PromiseChoice).show(window, cursor=cursor)
            many = plural("{count} promise", "{count} promises", window.total)
            self.query_one("#promises-found", Static).update(Content(many))

    @on(PagedList.Wanted)
    def read_more(self, message: PagedList.Wanted) -> None:
        """Read the promises that are scrolled to."""
        self._look(message.offset, None)

    @on(Input.Submitted, "#looked-for")
    def go_to_promises(self) -> None:
        """Go on to the promises."""
        self.query_one(PromiseChoice).focus()

    def on_key(self, event: events.Key) -> None:
        """The arrow down goes on from the words to the promises."""
        if event.key == "down" and self.query_one("#looked-for").has_focus:
            event.stop()
            self.go_to_promises()

    @on(PromiseChoice.Chosen)
    def go_to_relation(self) -> None:
        """Go on to how the words bear on the promise."""
        self.query_one("#relation").focus()

    # Linking

    @on(Button.Pressed)
    async def press(self, message: Button.Pressed) -> None:
        """Do what the button is named after."""
        await self.run_action(message.button.id or "")

    def action_save(self) -> None:
        """Link them; a refusal is shown, and the form stays."""
        row, relation = self.query_one(PromiseChoice).current, self.query_one("#relation", Select).value
        if row is None:
            self.say_problem(tr("Find the promise first: there is none with these words."))
            self.query_one("#looked-for").focus()
        elif relation is Select.NULL:
            self.say_problem(tr("Say how the words bear on the promise."))
            self.query_one("#relation").focus()
        elif not self._saving:
            self._saving = True
            place = (self._passage_id, self._start, self._end)
            because = self.query_one("#because", Line).value
            link = partial(marking.link, self._desk, row.ref, *place, Relation(str(relation)), because)
            in_background(self, link, self._linked, group="link", failed=self._refused)

    def _linked(self, row: EvidenceRow) -> None:
        self.dismiss(row)

    def _refused(self, error: Exception) -> None:
        self._saving = False
        self.say_problem(sentence(error))
