"""Charts of blocks with their numbers and words beside them: each line is a thing to choose."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from corpus.language import msg, plural, tr
from tui.deeds import deed
from tui.text import cell, toned
from tui.tones import Tone
from tui.widgets.bars import Line, Sort, shared, solid

CURSOR = "▸"
MOST = 10
"""Lines of a long chart until the rest are asked for."""

_NARROWEST = 8
"""Cells of a bar below which a column of figures makes way for it."""
_LONGEST_NAME = 40


class Chart(Widget, can_focus=True):
    """A heading and its lines; the bars are drawn against the longest. Without ``sorts`` there are figures only."""

    ALLOW_SELECT: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        deed("enter", "open", msg("Open"), msg("Show what the line counts")),
        deed("space", "open", msg("Open"), show=False),
        deed("down,j", "move(1)", msg("Next"), show=False, id="down"),
        deed("up,k", "move(-1)", msg("Previous"), show=False, id="up"),
        deed("pagedown", "move(10)", msg("Page down"), show=False, id="page-down"),
        deed("pageup", "move(-10)", msg("Page up"), show=False, id="page-up"),
        deed("home,g", "edge(False)", msg("First"), show=False, id="first"),
        deed("end,G", "edge(True)", msg("Last"), show=False, id="last"),
    ]

    cursor: reactive[int] = reactive(0)

    @dataclass
    class Moved(Message):
        """The cursor is at the line ``y`` of the chart."""

        chart: "Chart"
        y: int

    @dataclass
    class Left(Message):
        """The cursor is to go beyond the chart: ``by`` lines, or to the first or the last of all where it is 0."""

        chart: "Chart"
        by: int
        last: bool = False

    def __init__(
        self, heading: str, *, sorts: Sequence[Sort] = (), columns: Sequence[str], most: int | None = MOST, id: str
    ) -> None:
        """``heading`` and ``columns`` are messages, those of the figures from left to right."""
        super().__init__(id=id)
        self._heading, self._sorts, self._columns = heading, tuple(sorts), tuple(columns)
        self._lines: tuple[Line, ...] = ()
        self._note = ""
        self._most = most

    def show(self, lines: Sequence[Line], note: str = "") -> None:
        """Show these lines, and a note below them; the cursor stays in its line as far as there is one."""
        self._lines, self._note = tuple(lines), note
        self.cursor = max(0, min(self.cursor, self._choices - 1))
        self.refresh(layout=True)

    # What is drawn

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Heading, lines, a note, and an empty line."""
        return len(self._drawn(max(1, width)))

    def render(self) -> Content:
        """The whole chart."""
        return Content("\n").join(self._drawn(max(1, self.size.width)))

    @property
    def _shown(self) -> tuple[Line, ...]:
        few = self._most is None or len(self._lines) <= self._most + 1
        return self._lines if few else self._lines[: self._most]

    @property
    def _choices(self) -> int:
        """Lines that the cursor goes through."""
        return len(self._shown) + (len(self._shown) < len(self._lines))

    def _drawn(self, width: int) -> list[Content]:
        columns = [tr(column) for column in self._columns]
        figures = [line.figures for line in self._lines]
        rooms = [max(map(cell_len, each)) for each in zip(columns, *figures, strict=True)]
        name = min(
            _LONGEST_NAME, max(width * 2 // 5, 10), max((cell_len(line.name) for line in self._lines), default=0)
        )
        while len(rooms) > 1 and width - name - 2 - sum(rooms) - 2 * len(rooms) < (_NARROWEST if self._sorts else 0):
            rooms.pop()
        bar = max(0, width - name - 3 - sum(rooms) - 2 * len(rooms)) if self._sorts else 0
        heads = Content("").join(Content(f"  {one:>{room}}") for one, room in zip(columns, rooms, strict=False))
        left = width - heads.cell_length
        drawn = [cell(tr(self._heading), max(1, left), Tone.HEADING) + heads.stylize(Tone.LABEL)]
        for at, line in enumerate(self._shown):
            drawn.append(self._draw(at, line, name if self._sorts else max(1, left - 2), bar, rooms))
        if len(self._shown) < len(self._lines):
            more = plural("{count} more…", "{count} more…", len(self._lines) - len(self._shown))
            drawn.append(self._marked(len(self._shown), toned(more, Tone.QUIET)))
        if self._note:
            drawn.append(Content.assemble("  ", (self._note, Tone.QUIET)))
        return [each.truncate(width, ellipsis=True) for each in drawn] + [Content()]

    def _draw(self, at: int, line: Line, name: int, bar: int, rooms: Sequence[int]) -> Content:
        parts = [cell(line.name, name, line.tone)]
        if bar:
            parts += [Content(" "), self._bar(line, bar)]
        parts += [Content(f"  {one:>{room}}") for one, room in zip(line.figures, rooms, strict=False)]
        return self._marked(at, Content("").join(parts))

    def _marked(self, at: int, content: Content) -> Content:
        if at != self.cursor or not self.has_focus:
            return Content("  ") + content
        return (Content.styled(f"{CURSOR} ", Tone.KEY) + content).stylize(Tone.STRONG)

    def _bar(self, line: Line, width: int) -> Content:
        longest = max(each.total for each in self._lines)
        if len(self._sorts) == 1:
            return Content.styled(solid(line.total, longest, width), line.tone or self._sorts[0].tone)
        parts = zip(self._sorts, shared(line.counts, longest, width), strict=True)
        drawn = Content.assemble(*((sort.block * cells, sort.tone) for sort, cells in parts))
        return drawn.truncate(width, pad=True)

    # Going about

    def watch_cursor(self) -> None:
        """Show where it is."""
        self.refresh()
        self.post_message(self.Moved(self, self.cursor + 1))

    def on_focus(self) -> None:
        """Show where one is."""
        self.refresh()
        self.post_message(self.Moved(self, self.cursor + 1))

    def on_blur(self) -> None:
        """Show that one is elsewhere."""
        self.refresh()

    def go(self, at: int) -> None:
        """Go to a line; below 0 it is counted from the last."""
        self.cursor = max(0, min(at if at >= 0 else self._choices + at, self._choices - 1))

    @property
    def is_empty(self) -> bool:
        """Whether there is no line to go to."""
        return not self._lines

    def action_move(self, lines: int) -> None:
        """Go some lines down, or up, and on to the next chart."""
        to = self.cursor + lines
        if 0 <= to < self._choices or (abs(lines) > 1 and self.cursor not in (0, self._choices - 1)):
            self.cursor = max(0, min(to, self._choices - 1))
        else:
            self.post_message(self.Left(self, 1 if lines > 0 else -1))

    def action_edge(self, last: bool) -> None:
        """Go to the first or the last line of all charts."""
        self.post_message(self.Left(self, 0, last))

    def action_open(self) -> None:
        """Ask for what the line counts, or show the rest of the lines."""
        if self.cursor < len(self._shown):
            opens = self._shown[self.cursor].opens if self._shown else None
            if opens is not None:
                self.post_message(opens())
        else:
            self._most = None
            self.refresh(layout=True)

    def on_click(self, event: events.Click) -> None:
        """Choose the line that is clicked."""
        if 1 <= event.y <= self._choices:
            self.cursor = event.y - 1
            self.action_open()
