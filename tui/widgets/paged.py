"""A list of any length that holds only the rows around what is seen, and asks for others as it is scrolled."""

from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from corpus.language import msg
from tui.deeds import deed
from tui.desk import Window
from tui.widgets.reversing import Reversing

Row = TypeVar("Row")


class PagedList(Reversing, ScrollView, Generic[Row], can_focus=True):
    """Rows of ``row_height`` lines each. Subclasses draw a row and say what opening it means."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"paged-list--row", "paged-list--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        deed("enter", "open", msg("Open")),
        deed("down,j", "move(1)", msg("Next"), show=False, id="down"),
        deed("up,k", "move(-1)", msg("Previous"), show=False, id="up"),
        deed("pagedown,space", "page(1)", msg("Page down"), show=False, id="page-down"),
        deed("pageup", "page(-1)", msg("Page up"), show=False, id="page-up"),
        deed("home,g", "edge(False)", msg("First"), show=False, id="first"),
        deed("end,G", "edge(True)", msg("Last"), show=False, id="last"),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)
    row_height: ClassVar[int] = 1
    window: ClassVar[int] = 200
    """Rows held at a time, or more on a very high screen."""
    gap: ClassVar[int] = 0
    """How many of a row's lines stand empty below it."""

    @dataclass
    class Wanted(Message):
        """These rows are about to be seen."""

        offset: int
        limit: int

    @dataclass
    class Moved(Message):
        """The cursor came to a row, or the row under it was read; ``row`` is None in an empty list."""

        row: object

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._window: Window[Row] = Window(0, 0, ())
        self._asked = range(0)

    def draw(self, row: Row, width: int) -> list[Content]:
        """The ``row_height`` lines of a row."""
        raise NotImplementedError

    def opened(self, row: Row) -> Message:
        """What to post when a row is opened."""
        raise NotImplementedError

    @property
    def total(self) -> int:
        """How many rows the whole list has."""
        return self._window.total

    @property
    def current(self) -> Row | None:
        """The row under the cursor; None in an empty list, or before it was read."""
        return self._row(self.cursor)

    def show(self, window: Window[Row], *, cursor: int | None = None) -> None:
        """Show this window; with ``cursor``, a new list with the cursor there, else more of the same list."""
        self._window = window
        self.virtual_size = Size(self.size.width, window.total * self.row_height)
        wanted = self.cursor if cursor is None else cursor
        self.cursor = max(0, min(wanted, window.total - 1))
        if cursor is not None:
            self._asked = range(0)
            self._follow()
        self._ask()
        self.post_message(self.Moved(self.current))
        self.refresh()

    def _row(self, index: int) -> Row | None:
        within = index - self._window.offset
        return self._window.rows[within] if 0 <= within < len(self._window.rows) else None

    @property
    def _page(self) -> int:
        return max(1, self.size.height // self.row_height)

    def _ask(self) -> None:
        """Ask for the rows around those seen, when some of them, or those just beyond, are not held."""
        first = self.scroll_offset.y // self.row_height
        last = min(first + self._page + 1, self.total)
        limit = max(self.window, 3 * self._page)
        held = range(self._window.offset, self._window.offset + len(self._window.rows))
        beyond = range(max(0, first - limit // 5), min(self.total, last + limit // 5))
        if not any(beyond.start >= have.start and beyond.stop <= have.stop for have in (held, self._asked)):
            offset = max(0, min((first + last - limit) // 2, self.total - limit))
            self._asked = range(offset, offset + limit)
            self.post_message(self.Wanted(offset, limit))

    def _follow(self) -> None:
        top = self.cursor * self.row_height
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)
        elif top + self.row_height > self.scroll_offset.y + self.size.height:
            self.scroll_to(y=top + self.row_height - self.size.height, animate=False, force=True)

    def watch_cursor(self, before: int, now: int) -> None:
        """Keep the cursor in sight."""
        if before != now:
            self._follow()
            for row in (before, now):  # the others stay as they are
                self.refresh_lines(row * self.row_height, self.row_height)
            self.post_message(self.Moved(self.current))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for rows that come into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._ask()

    def on_resize(self) -> None:
        """Keep the cursor in sight, and ask for rows that came into it."""
        self.virtual_size = Size(self.size.width, self.total * self.row_height)
        self._follow()
        self._ask()

    def on_click(self, event: events.Click) -> None:
        """Go to the row clicked; a second click opens it."""
        index = (event.y + self.scroll_offset.y) // self.row_height
        if index < self.total:
            self.cursor = index
            if event.chain > 1:
                self.action_open()

    def action_move(self, rows: int) -> None:
        """Go some rows down, or up."""
        self.cursor = max(0, min(self.cursor + rows, self.total - 1))

    def action_page(self, pages: int) -> None:
        """Go some pages down, or up."""
        self.action_move(pages * self._page)

    def action_edge(self, last: bool) -> None:
        """Go to the first or last row."""
        self.cursor = max(0, self.total - 1) if last else 0

    def action_open(self) -> None:
        """Open the row under the cursor."""
        row = self.current
        if row is not None:
            self.post_message(self.opened(row))

    def render_line(self, y: int) -> Strip:
        """A line of a row; rows that are not read yet show an ellipsis."""
        index, line = divmod(y + self.scroll_offset.y, self.row_height)
        at_cursor = index == self.cursor and line < self.row_height - self.gap and self.total > 0
        style = self.get_visual_style("paged-list--cursor" if at_cursor else "paged-list--row")
        width = self.scrollable_content_region.width
        if index >= self.total:
            return Strip.blank(width, style.rich_style)
        row = self._row(index)
        lines = self.draw(row, width) if row is not None else [Content("…")]
        content = lines[line] if line < len(lines) else Content()
        if not content:
            return Strip.blank(width, style.rich_style)
        strip = Visual.to_strips(self, content, width, 1, style, apply_selection=False)[0]
        return strip.adjust_cell_length(width, style.rich_style)
