"""A question that is answered with yes, or left."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from corpus.language import msg
from tui.deeds import deed
from tui.screens.base import AddewidDialogue


class SureDialogue(AddewidDialogue[bool | None]):
    """A question that is answered with yes, or left. ``yes`` says what is done then."""

    AUTO_FOCUS = "#yes"
    BINDINGS: ClassVar[list[BindingType]] = [deed("y", "yes", msg("Yes"), show=False)]

    def __init__(self, question: str, yes: str, no: str) -> None:
        super().__init__()
        self._question, self._yes, self._no = question, yes, no

    def compose(self) -> ComposeResult:
        """The question, and two buttons."""
        with Vertical(classes="dialogue"):
            yield Static(self._question, classes="question", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(self._yes, id="yes", variant="primary", compact=True)
                yield Button(self._no, id="leave", compact=True)

    @on(Button.Pressed)
    async def press(self, message: Button.Pressed) -> None:
        """Do what the button is named after."""
        await self.run_action(message.button.id or "")

    def action_yes(self) -> None:
        """Answer yes."""
        self.dismiss(True)
