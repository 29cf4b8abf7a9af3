"""A document to read: only the lines seen are drawn, so that a long one is as quick as a short one."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from corpus.language import msg
from corpus.rows import PassageRow
from tui.background import in_background
from tui.deeds import deed
from tui.desk.reading import OpenDocument
from tui.text import Stretch
from tui.widgets.layout import Layout, LineOf
from tui.widgets.marks import Place
from tui.widgets.paper import MARGIN, Paper
from tui.widgets.reversing import Reversing
from tui.words import Saying

MEASURE = 88
"""The widest text is set, in cells; longer lines are hard to read."""

AT_ONCE = 300_000
"""Characters that are laid out while a key waits; more are laid out beside it."""


class PaperView(Reversing, ScrollView, can_focus=True):
    """The passages of one version, a cursor on one line of them. Subclasses say what is marked in a line."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"passages--line", "passages--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        deed("down,j", "move(1)", msg("Down"), show=False, id="down"),
        deed("up,k", "move(-1)", msg("Up"), show=False, id="up"),
        deed("pagedown", "page(1)", msg("Page down"), show=False, id="page-down"),
        deed("pageup", "page(-1)", msg("Page up"), show=False, id="page-up"),
        deed("home,g", "edge(False)", msg("Beginning"), show=False, id="first"),
        deed("end,G", "edge(True)", msg("End"), show=False, id="last"),
    ]

    cursor: reactive[int] = reactive(0)

    @dataclass
    class Moved(Message):
        """The cursor came to another line of a view, or other words are chosen there."""

        view: "PaperView"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, classes="paper")
        self._paper = Paper(OpenDocument(()))
        self._layout = Layout((), (), MEASURE)
        self._fitted = MEASURE

    # What is shown

    @property
    def paper(self) -> Paper:
        """What is shown."""
        return self._paper

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to read yet."""
        return bool(self._paper.passages)

    @property
    def passage(self) -> PassageRow:
        """The passage that the cursor is on."""
        return self._paper.passages[self.line.passage]

    @property
    def line(self) -> LineOf:
        """The line that the cursor is on."""
        return self._layout.line(self.cursor)

    def show(self, paper: Paper, here: Place) -> None:
        """Show a document with the cursor at a place."""
        self._lay_out(paper, here)

    @property
    def row(self) -> int:
        """The row of the view that the cursor is on."""
        return self.cursor - self.scroll_offset.y

    def go(self, place: Place, row: int | None = None) -> None:
        """Put the cursor on the first line of a place, in a row of the view, or else a little below its top."""
        self.cursor = self._layout.line_of(place.passage, place.start)
        top = max(0, self.cursor - (max(1, round(self.size.height / 4)) if row is None else row))
        self.scroll_to(y=top, animate=False, force=True)

    def _lay_out(self, paper: Paper, here: Place | None = None) -> None:
        """Lay a document out in the width there is; without a place the cursor stays on the same words."""
        width = self._fitted = self._width
        make = partial(Layout, paper.texts, paper.above, width)
        if paper.length <= AT_ONCE:
            self._laid_out(paper, here, make())
        else:
            in_background(self, make, partial(self._laid_out, paper, here), group="layout")

    def _laid_out(self, paper: Paper, here: Place | None, layout: Layout) -> None:
        line = self.line if self.is_shown else LineOf(0)
        self._paper, self._layout = paper, layout
        self.virtual_size = Size(self.size.width, layout.height)
        self.go(here or Place(line.passage, line.start))
        self.refresh()
        self._tell()

    @property
    def _width(self) -> int:
        return max(10, min(MEASURE, self.size.width - MARGIN - 2))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines to be seen. A width that no Resize told of (Textual may drop one) is caught here."""
        if self.is_shown and self._fitted != self._width:
            self.call_later(self.on_resize)
        return super().render_lines(crop)

    def on_resize(self) -> None:
        """Lay the document out again, with the cursor on the same words."""
        if self.is_shown and self._fitted != self._width:
            self._lay_out(self._paper)
        self._follow()

    def on_show(self) -> None:
        """Keep the cursor in sight: it may have moved unseen."""
        self._follow()

    # Moving in it

    def watch_cursor(self, before: int, now: int) -> None:
        """Keep the cursor in sight, and tell where it is."""
        if before != now and self.is_shown:
            self._follow()
            self.refresh_line(before)
            self.refresh_line(now)
            self._tell()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Keep the cursor in sight where the wheel has turned."""
        super().watch_scroll_y(old_value, new_value)
        if self.is_shown and self.size.height:
            top = self.scroll_offset.y
            self.cursor = max(top, min(self.cursor, top + self.size.height - 1, self._layout.height - 1))

    def _follow(self) -> None:
        top, height = self.scroll_offset.y, self.size.height
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, force=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, force=True)

    def _tell(self) -> None:
        self.post_message(self.Moved(self))

    def action_move(self, lines: int) -> None:
        """Go some lines down, or up."""
        self.cursor = max(0, min(self.cursor + lines, self._layout.height - 1))

    def action_page(self, pages: int) -> None:
        """Go some pages down, or up."""
        self.action_move(pages * max(1, self.size.height - 2))

    def action_edge(self, last: bool) -> None:
        """Go to the beginning or the end."""
        self.action_move(self._layout.height if last else -self._layout.height)

    # Drawing it

    def signs(self, line: LineOf) -> Iterable[Saying]:
        """The signs that stand beside a line."""
        return ()

    def stretches(self, line: LineOf) -> Iterable[Stretch]:
        """What is marked in a line, in characters of its passage, what stands over the others last."""
        return ()

    def render_line(self, y: int) -> Strip:
        """A line of the document."""
        number = y + self.scroll_offset.y
        width = self.size.width
        at_cursor = number == self.cursor and self.is_shown
        style = self.get_visual_style("passages--cursor" if at_cursor else "passages--line")
        if number >= self._layout.height:
            return Strip.blank(width, style.rich_style)
        line = self._layout.line(number)
        content = self._paper.line(line, at_cursor=at_cursor, signs=self.signs(line), stretches=self.stretches(line))
        strip = Visual.to_strips(self, content, width, 1, style, apply_selection=False)[0]
        return strip.adjust_cell_length(width, style.rich_style)
