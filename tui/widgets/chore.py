"""The work that is under way, or was done last: what it is at, how far it has come, and everything it said."""

from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar, Protocol, runtime_checkable

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import Static

from corpus.language import msg, percent
from tui.chores import Chores, Standing
from tui.chores import words as chore_words
from tui.deeds import deed
from tui.text import line_breaks
from tui.tones import Tone

BAR = 24
"""Cells of the bar."""


@runtime_checkable
class Attends(Protocol):
    """An app that does chores."""

    chores: Chores


def chores_of(widget: Widget) -> Chores:
    """The chores of the app that a widget is in."""
    app = widget.app
    return app.chores if isinstance(app, Attends) else Chores(())


class ChorePane(Vertical):
    """Shown once there is something to show."""

    def __init__(self) -> None:
        super().__init__(classes="chore")

    def compose(self) -> ComposeResult:
        """How it stands, and what was said."""
        yield Static(classes="chore-standing", markup=False)
        yield Said()

    def on_mount(self) -> None:
        """Show what is under way."""
        self.show()

    def show(self) -> None:
        """Show how it stands by now."""
        chores = chores_of(self)
        standing = chores.standing
        self.display = standing is not None
        if standing is not None:
            self.query_one(".chore-standing", Static).update(said(standing))
            self.query_one(Said).show(chores.lines)


def said(standing: Standing) -> Content:
    """How it stands: a bar and words, or what it came to."""
    if standing.ended is not None:
        sign, tone = ("✓", Tone.GOOD) if standing.ended.well else ("!", Tone.PART)
        return Content.assemble((sign, tone), " ", chore_words.result(standing))
    words = chore_words.doing(standing)
    task = standing.task
    if task is None or not task.total:
        return Content.assemble(("»", Tone.PART), " ", (words, Tone.STRONG))
    share = min(1.0, task.done / task.total)
    full = round(BAR * share)
    bar = Content.assemble(("█" * full, Tone.GOOD), ("░" * (BAR - full), Tone.QUIET), f" {percent(share)}  ")
    return Content.assemble(bar, (words, Tone.STRONG))


class Said(ScrollView, can_focus=True):
    """Lines that were said, broken at the width there is; it stays at the last of them unless it was scrolled up."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        deed("down,j", "scroll_down", msg("Down"), show=False),
        deed("up,k", "scroll_up", msg("Up"), show=False),
        deed("home,g", "scroll_home", msg("Top"), show=False),
        deed("end,G", "scroll_end", msg("Bottom"), show=False),
        deed("pagedown,space", "page_down", msg("Page down"), show=False),
        deed("pageup", "page_up", msg("Page up"), show=False),
    ]

    def __init__(self) -> None:
        super().__init__(classes="said")
        self._said: Sequence[str] = ()
        self._lines: list[str] = []

    def show(self, said: Sequence[str]) -> None:
        """Show these lines."""
        at_end = self.scroll_offset.y >= self.max_scroll_y
        self._said = said
        self._lay_out()
        if at_end:
            self.scroll_end(animate=False, force=True, immediate=True)

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._lay_out()
        self.scroll_end(animate=False, force=True, immediate=True)

    def _lay_out(self) -> None:
        width = max(2, self.size.width - 1)
        self._lines = [
            line[start:end].rstrip()
            for line in self._said
            for start, end in pairwise([*line_breaks(line, width), len(line)])
        ]
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line."""
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        style = self.visual_style
        if number >= len(self._lines):
            return Strip.blank(width, style.rich_style)
        strip = Visual.to_strips(self, Content(self._lines[number]), width, 1, style, apply_selection=False)
        return (strip[0] if strip else Strip.blank(width)).adjust_cell_length(width, style.rich_style)
