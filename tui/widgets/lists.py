"""Textual's own lists and panes with the keys that this app has everywhere, and ticks that can be told apart."""

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, TypeVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.strip import Strip
from textual.widgets import Checkbox, OptionList, SelectionList

from corpus.language import msg
from tui.deeds import deed
from tui.widgets.reversing import Reversing

Value = TypeVar("Value")

TICKED = "✓"

_LIST_KEYS: list[BindingType] = [
    deed("down,j", "cursor_down", msg("Next"), show=False, id="down"),
    deed("up,k", "cursor_up", msg("Previous"), show=False, id="up"),
    deed("home,g", "first", msg("First"), show=False, id="first"),
    deed("end,G", "last", msg("Last"), show=False, id="last"),
]


if TYPE_CHECKING:
    Beside = OptionList
else:
    Beside = object  # of two widgets, Textual heeds the style sheet of the first alone


class InAnyRoom(Beside):
    """A list that can be paged through in a terminal so small that Textual lays none of its lines out."""

    def action_page_down(self) -> None:
        """A page down, where there is one."""
        with suppress(KeyError):
            super().action_page_down()  # type: ignore[no-untyped-call]

    def action_page_up(self) -> None:
        """A page up, where there is one."""
        with suppress(KeyError):
            super().action_page_up()  # type: ignore[no-untyped-call]


class Options(InAnyRoom, Reversing, OptionList):
    """Options that can be walked with j and k."""

    BINDINGS: ClassVar[list[BindingType]] = _LIST_KEYS


class Choices(InAnyRoom, Reversing, SelectionList[Value]):
    """Choices to tick, walked with j and k."""

    BINDINGS: ClassVar[list[BindingType]] = [*_LIST_KEYS, deed("space", "select", msg("Tick"), show=False)]

    def render_line(self, y: int) -> Strip:
        """A line with a box that is ticked or empty; Textual's own differ in colour alone."""
        strip = super().render_line(y)
        index = self.scroll_offset.y + y
        if index >= self.option_count:
            return strip
        left, box, *rest = strip
        ticked = self.get_option_at_index(index).value in self.selected
        return Strip([left, Segment(TICKED if ticked else " ", box.style), *rest])


class Tick(Checkbox):
    """A box that is ticked or empty; Textual's own differ in colour alone."""

    BUTTON_INNER = " "

    def watch_value(self) -> None:
        """Put the tick into the box, or take it out."""
        self.BUTTON_INNER = TICKED if self.value else " "
        super().watch_value()


class Pane(VerticalScroll):
    """Something to read that may be longer than the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        deed("down,j", "scroll_down", msg("Down"), show=False, id="down"),
        deed("up,k", "scroll_up", msg("Up"), show=False, id="up"),
        deed("home,g", "scroll_home", msg("Top"), show=False, id="first"),
        deed("end,G", "scroll_end", msg("Bottom"), show=False, id="last"),
        deed("pagedown,space", "page_down", msg("Page down"), show=False, id="page-down"),
        deed("pageup", "page_up", msg("Page up"), show=False, id="page-up"),
    ]
