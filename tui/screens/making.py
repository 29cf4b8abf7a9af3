"""Making a promise of words that a person chose in a document."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Select, Static

from corpus.codebook import CommitmentKind
from corpus.errors import AddewidError
from corpus.language import msg, tr
from corpus.rows import DecisionRow, PassageRow
from corpus.wording import name
from tui.background import in_background, sentence
from tui.deeds import deed
from tui.desk import Desk, marking
from tui.screens.base import AddewidDialogue
from tui.text import plain
from tui.widgets.body_box import BodyBox
from tui.widgets.line import Line


class MakingDialogue(AddewidDialogue[DecisionRow | None]):
    """A form that stays as it was filled in until the promise is made, or it is left."""

    AUTO_FOCUS = "#kind"
    BINDINGS: ClassVar[list[BindingType]] = [deed("ctrl+s", "save", msg("Make it"), priority=True)]

    def __init__(self, desk: Desk, passage: PassageRow, start: int, end: int) -> None:
        super().__init__()
        self._desk = desk
        self._passage = passage
        self._start, self._end = start, end
        self._saving = False

    def compose(self) -> ComposeResult:
        """The words, and the form."""
        kinds = [(name(kind), kind.value) for kind in CommitmentKind]
        with Vertical(classes="dialogue"):
            yield Static(tr("Make a promise of these words"), classes="dialogue-title", markup=False)
            yield Static(f"“{plain(self._passage.text[self._start : self._end])}”", classes="quoted", markup=False)
            with Horizontal(classes="form-line"):
                yield Static(tr("Kind"), classes="form-name")
                yield Select(kinds, prompt=tr("what it is"), id="kind", compact=True)
            with Horizontal(classes="form-line"):
                yield Static(tr("Body"), classes="form-name")
                yield BodyBox("", id="body")
            with Horizontal(classes="form-line"):
                yield Static(tr("Because"), classes="form-name")
                yield Line(placeholder=tr("why, in a sentence"), id="because", compact=True)
            yield Static(id="problem", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(tr("Make it (Ctrl-S)")), id="save", variant="primary", compact=True)
                yield Button(Content(tr("Cancel (Esc)")), id="leave", compact=True)

    @on(Button.Pressed)
    async def press(self, message: Button.Pressed) -> None:
        """Do what the button is named after."""
        await self.run_action(message.button.id or "")

    def action_save(self) -> None:
        """Make it; a refusal is shown, and the form stays."""
        kind = self.query_one("#kind", Select).value
        if kind is Select.NULL:
            self.say_problem(tr("Say what kind of promise it is."))
            self.query_one("#kind").focus()
        elif not self._saving:
            try:
                body = self.query_one(BodyBox).key
            except AddewidError as problem:
                self.say_problem(sentence(problem))
            else:
                self._make(CommitmentKind(str(kind)), body)

    def _make(self, kind: CommitmentKind, body: str) -> None:
        self._saving = True
        because = self.query_one("#because", Line).value
        make = partial(marking.make, self._desk, self._passage.id, self._start, self._end, kind, body, because)
        in_background(self, make, self._made, group="make", failed=self._refused)

    def _made(self, row: DecisionRow) -> None:
        self.dismiss(row)

    def _refused(self, error: Exception) -> None:
        self._saving = False
        self.say_problem(sentence(error))
