"""Textual's own lists and panes with the keys that this app has everywhere, and ticks that can be told apart."""

from typing import ClassVar, TypeVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.strip import Strip
from textual.widgets import Checkbox, OptionList, SelectionList

Value = TypeVar("Value")

TICKED = "✓"

_LIST_KEYS: list[BindingType] = [
    Binding("down,j", "cursor_down", "Next", show=False),
    Binding("up,k", "cursor_up", "Previous", show=False),
    Binding("home,g", "first", "First", show=False),
    Binding("end,G", "last", "Last", show=False),
]


class Options(OptionList):
    """Options that can be walked with j and k."""

    BINDINGS: ClassVar[list[BindingType]] = _LIST_KEYS


class Choices(SelectionList[Value]):
    """Choices to tick, walked with j and k."""

    BINDINGS: ClassVar[list[BindingType]] = [*_LIST_KEYS, Binding("space", "select", "Tick", show=False)]

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
        Binding("down,j", "scroll_down", "Down", show=False),
        Binding("up,k", "scroll_up", "Up", show=False),
        Binding("home,g", "scroll_home", "Top", show=False),
        Binding("end,G", "scroll_end", "Bottom", show=False),
        Binding("pagedown,space", "page_down", "Page down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
    ]
