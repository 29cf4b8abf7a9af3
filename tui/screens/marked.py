"""Choosing what is marked in the text of a document."""

from collections import Counter
from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static
from textual.widgets.selection_list import Selection

from corpus.language import msg, number, tr
from corpus.marked import MarkRow, Sort
from tui.deeds import deed
from tui.screens.base import AddewidDialogue
from tui.widgets.lists import Choices
from tui.widgets.marks import SORTS


class MarkedDialogue(AddewidDialogue[frozenset[Sort] | None]):
    """The sorts of marks to tick, with how many there are in the document."""

    BINDINGS: ClassVar[list[BindingType]] = [deed("ctrl+s,f", "apply", msg("Mark these"))]

    def __init__(self, sorts: frozenset[Sort], marks: Iterable[MarkRow]) -> None:
        super().__init__()
        self._sorts = sorts
        self._many = Counter(mark.sort for mark in marks)

    def compose(self) -> ComposeResult:
        """The list, and the buttons."""
        with Vertical(classes="dialogue"):
            yield Static(tr("What is marked in the text"), classes="dialogue-title", markup=False)
            yield Choices(*map(self._choice, Sort), id="sorts", compact=True)
            yield Static(tr("Space ticks. The line below the text tells of them all."), classes="hint", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(tr("Mark these (f)")), id="apply", variant="primary", compact=True)
                yield Button(Content(tr("Cancel (Esc)")), id="leave", compact=True)

    def _choice(self, sort: Sort) -> Selection[Sort]:
        saying = SORTS[sort]
        said = tr("{sort} ({many}): {meaning}", sort=str(saying), many=number(self._many[sort]), meaning=saying.meaning)
        return Selection(Content(said), sort, sort in self._sorts)

    @on(Button.Pressed)
    async def press(self, message: Button.Pressed) -> None:
        """Do what the button is named after."""
        await self.run_action(message.button.id or "")

    def action_apply(self) -> None:
        """Answer with what is ticked."""
        self.dismiss(frozenset(self.query_one("#sorts", Choices).selected))
