"""Asking whether one's own last decision is to be taken back, saying exactly which it is."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from corpus.language import msg, tr
from corpus.rows import DecisionRow
from tui.background import in_background, sentence
from tui.deeds import deed
from tui.screens.base import AddewidDialogue
from tui.tones import Tone
from tui.widgets.lists import Pane


class UndoDialogue(AddewidDialogue[DecisionRow | None]):
    """Taking back a decision, answered with the decision that says so; None where it stays."""

    AUTO_FOCUS = "#leave"
    BINDINGS: ClassVar[list[BindingType]] = [
        deed("y", "undo", msg("Take it back")),
        deed("n", "leave", msg("Leave it"), show=False, id="leave-it"),
    ]

    def __init__(self, told: Sequence[str], undo: Callable[[], DecisionRow]) -> None:
        """``told`` says what was decided, then when, then whatever else there is to say of it."""
        super().__init__()
        self._told = told
        self._undo = undo

    def compose(self) -> ComposeResult:
        """The decision, and the question."""
        first, when, *others = self._told
        with Vertical(classes="dialogue"):
            yield Static(tr("Take back your last decision?"), classes="dialogue-title", markup=False)
            with Pane(id="decision"):
                yield Static(Content.assemble((first, Tone.STRONG), "\n", (when, Tone.QUIET)), markup=False)
                for other in others:
                    yield Static(other, classes="paragraph", markup=False)
            kept = tr(
                "It stays in the account, with a note that you took it back. That cannot itself be taken back, "
                "but you can decide the same again."
            )
            yield Static(kept, classes="hint", markup=False)
            yield Static(id="problem", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(tr("Take it back (y)"), id="undo", variant="primary", compact=True)
                yield Button(tr("Leave it (Esc)"), id="leave", compact=True)

    @on(Button.Pressed)
    async def press(self, message: Button.Pressed) -> None:
        """Do what the button is named after."""
        await self.run_action(message.button.id or "")

    def action_undo(self) -> None:
        """Take it back; a refusal is shown."""
        in_background(self, self._undo, self._undone, group="undo", failed=self._refused)

    def _undone(self, row: DecisionRow) -> None:
        self.dismiss(row)

    def _refused(self, error: Exception) -> None:
        self.say_problem(sentence(error))
