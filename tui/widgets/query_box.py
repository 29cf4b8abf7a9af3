"""The box that a query is typed into: it suggests how a word goes on, and brings back what was asked before."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input

from corpus.language import msg, tr
from tui.deeds import deed
from tui.text import same_length


class QueryBox(Input):
    """Up in an empty box shows what was asked last, and again what was asked before; Down goes the other way."""

    BINDINGS: ClassVar[list[BindingType]] = [
        deed("enter", "submit", msg("Find"), msg("Search, and go to the passages found")),
        deed("up", "older", msg("Asked before"), msg("In an empty box: bring back what was asked before")),
        deed("down", "newer", msg("Passages"), msg("Go to the passages found"), show=False),
    ]

    class Left(Message):
        """The way down out of the box was taken."""

    def __init__(self, suggester: Suggester) -> None:
        super().__init__(
            placeholder=tr("words to look for in all documents; ↑ brings back what you asked"),
            suggester=suggester,
            id="query",
            compact=True,
        )
        self.asked: Sequence[str] = ()
        self._at = -1

    def validate_value(self, value: str) -> str:
        """What is pasted is text, whatever it holds: it neither drives the terminal nor turns the line round."""
        return same_length(value)

    def _on_paste(self, event: events.Paste) -> None:
        """Take all lines of what is pasted; Textual takes the first."""
        event.prevent_default()
        event.stop()
        start, end = self.selection
        self.replace(" ".join(event.text.splitlines()), min(start, end), max(start, end))

    def remember(self, asked: Sequence[str]) -> None:
        """Bring these back, the first of them first."""
        self.asked = asked

    @property
    def _walking(self) -> bool:
        """Whether the box holds what was brought back, unchanged."""
        return 0 <= self._at < len(self.asked) and self.value == self.asked[self._at]

    def action_older(self) -> None:
        """Bring back what was asked before that."""
        if self._walking:
            self._go(self._at + 1)
        elif not self.value:
            self._go(0)

    def action_newer(self) -> None:
        """Bring back what was asked after that; the way down out of the box where nothing was brought back."""
        if self._walking:
            self._go(self._at - 1)
        else:
            self.post_message(self.Left())

    def _go(self, at: int) -> None:
        if at < len(self.asked):
            self._at = at
            self.value = self.asked[at] if at >= 0 else ""
            self.cursor_position = len(self.value)
