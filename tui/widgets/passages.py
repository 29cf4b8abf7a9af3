"""A document to read: only the lines seen are drawn, so that a long one is as quick as a short one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from corpus.codebook import PassageKind
from corpus.rows import PassageRow
from tui.desk import OpenDocument
from tui.messages import OpenPromise
from tui.text import Stretch, cell, marked, toned
from tui.tones import Tone
from tui.widgets.layout import Layout, LineOf, above, texts
from tui.widgets.marks import Marks, Place, places

MARGIN = 12
"""Cells left of the text: the cursor, the number as printed, and the sign of a promise."""

MEASURE = 88
"""The widest text is set, in cells; longer lines are hard to read."""

PROMISE_SIGN = "◆"


class PassageView(ScrollView, can_focus=True):
    """The passages of one version, a cursor on one line of them."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"passages--line", "passages--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,p", "open_promise", "Open promise"),
        Binding("right_square_bracket", "promise(True)", "Next promise", key_display="]"),
        Binding("left_square_bracket", "promise(False)", "Previous promise", key_display="[", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("home,g", "edge(False)", "Beginning", show=False),
        Binding("end,G", "edge(True)", "End", show=False),
    ]

    cursor: reactive[int] = reactive(0)

    @dataclass
    class Moved(Message):
        """The cursor came to a line of this passage."""

        passage: PassageRow

    def __init__(self) -> None:
        super().__init__(id="passages")
        self._passages: Sequence[PassageRow] = ()
        self._texts: Sequence[str] = ()
        self._above: Sequence[Sequence[str]] = ()
        self._promises = Marks(())
        self._found = Marks(())
        self._quoted: Place | None = None
        self._stop: Place | None = None
        self._fitted = MEASURE
        self._layout = Layout((), (), MEASURE)

    def show(self, document: OpenDocument, here: Place) -> None:
        """Show a document with the cursor at a place, whose words are marked."""
        self._passages = document.passages
        self._texts = texts(document.passages)
        self._above = above(document.passages)
        self._promises = Marks(places(document.passages, document.promises))
        self._quoted = here
        self._lay_out(here)

    def go(self, place: Place) -> None:
        """Put the cursor on the first line of a place, a little below the top of the screen."""
        self.cursor = self._layout.line_of(place.passage, place.start)
        top = max(0, self.cursor - max(1, self.size.height // 4))
        self.scroll_to(y=top, animate=False, force=True)

    def find(self, text: str) -> int:
        """Mark every occurrence of some words, whatever their case; returns how many there are."""
        words = re.compile(r"\s+".join(map(re.escape, text.split())), re.IGNORECASE) if text.split() else None
        self._found = Marks(
            (Place(number, match.start(), match.end()), "")
            for number, passage in enumerate(self._texts)
            for match in (words.finditer(passage) if words else ())
        )
        self._stop = None
        self.refresh()
        return len(self._found)

    def next_found(self, forward: bool) -> int | None:
        """Go to the next occurrence, round the ends; returns which it is, counted from 0, or None without any."""
        return self._step(self._found, forward)

    def _step(self, marks: Marks, forward: bool) -> int | None:
        if not marks:
            return None
        stop = self._stop
        if stop is not None and self._layout.line_of(stop.passage, stop.start) == self.cursor:
            at = (stop.passage, stop.start)
        else:
            line = self._layout.line(self.cursor)
            at = (line.passage, line.start - 1 if forward else line.start)
        which = marks.beyond(at, forward)
        self._stop = marks[which]
        self.go(marks[which])
        self.refresh()
        return which

    def _lay_out(self, here: Place) -> None:
        self._fitted = self._width
        self._layout = Layout(self._texts, self._above, self._fitted)
        self.virtual_size = Size(self.size.width, self._layout.height)
        if self._passages:
            self.go(here)
            self._tell()
        self.refresh()

    @property
    def _width(self) -> int:
        return max(10, min(MEASURE, self.size.width - MARGIN - 2))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines to be seen. A width that no Resize told of (Textual may drop one) is caught here."""
        if self._passages and self._fitted != self._width:
            self.call_later(self.on_resize)
        return super().render_lines(crop)

    def on_resize(self) -> None:
        """Lay the document out again, with the cursor on the same words."""
        if self._passages and self._fitted != self._width:
            line = self._layout.line(self.cursor)
            self._lay_out(Place(line.passage, line.start, line.start))
        self._follow()

    def watch_cursor(self, before: int, now: int) -> None:
        """Keep the cursor in sight, and tell where it is."""
        if before != now and self._passages:
            self._follow()
            self.refresh()
            self._tell()

    def _follow(self) -> None:
        top, height = self.scroll_offset.y, self.size.height
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, force=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, force=True)

    def _tell(self) -> None:
        self.post_message(self.Moved(self._passages[self._layout.line(self.cursor).passage]))

    def on_click(self, event: events.Click) -> None:
        """Go to the line clicked; a second click opens its promise."""
        if self._passages:
            self.cursor = max(0, min(event.y + self.scroll_offset.y, self._layout.height - 1))
            if event.chain > 1:
                self.action_open_promise()

    def action_move(self, lines: int) -> None:
        """Go some lines down, or up."""
        self.cursor = max(0, min(self.cursor + lines, self._layout.height - 1))

    def action_page(self, pages: int) -> None:
        """Go some pages down, or up."""
        self.action_move(pages * max(1, self.size.height - 2))

    def action_edge(self, last: bool) -> None:
        """Go to the beginning or the end."""
        self.cursor = max(0, self._layout.height - 1) if last else 0

    def action_promise(self, forward: bool) -> None:
        """Go to the next or previous promise of the document."""
        if self._step(self._promises, forward) is None:
            self.notify("No promise was found in this document.", severity="warning")

    def action_open_promise(self) -> None:
        """Open the promise that the cursor's line, or else its passage, holds."""
        if not self._passages:
            return
        line = self._layout.line(self.cursor)
        near = self._promises.of(line.passage)
        at = [ref for place, ref in near if place == self._stop] + [ref for place, ref in near if place.meets(line)]
        for ref in [*at, *(ref for _, ref in near)]:
            self.post_message(OpenPromise(ref))
            return
        self.notify(f"There is no promise here; ] goes to the next one, marked {PROMISE_SIGN}.", markup=False)

    def render_line(self, y: int) -> Strip:
        """A line of the document."""
        number = y + self.scroll_offset.y
        width = self.size.width
        at_cursor = number == self.cursor and bool(self._passages)
        style = self.get_visual_style("passages--cursor" if at_cursor else "passages--line")
        if number >= self._layout.height:
            return Strip.blank(width, style.rich_style)
        content = self._draw(self._layout.line(number), at_cursor)
        strip = Visual.to_strips(self, content, width, 1, style, apply_selection=False)[0]
        return strip.adjust_cell_length(width, style.rich_style)

    def _draw(self, line: LineOf, at_cursor: bool) -> Content:
        pointer = "›" if at_cursor else " "
        if line.above is not None:
            return Content.assemble(pointer, " " * (MARGIN - 1), _heading(self._above[line.passage][line.above]))
        passage = self._passages[line.passage]
        promised = any(place.meets(line) for place, _ in self._promises.of(line.passage))
        return Content.assemble(
            pointer,
            _number(line, passage),
            (f" {PROMISE_SIGN} ", Tone.GOOD) if promised else "   ",
            self._words(line, passage),
        )

    def _words(self, line: LineOf, passage: PassageRow) -> Content:
        stretches: list[Stretch] = []
        if passage.kind is PassageKind.HEADING:
            stretches.append((line.start, line.end, Tone.HEADING))
        stretches += [(p.start, p.end, Tone.PROMISE) for p, _ in self._promises.of(line.passage)]
        stretches += [(p.start, p.end, Tone.FOUND) for p, _ in self._found.of(line.passage)]
        for place, tone in ((self._quoted, Tone.QUOTED), (self._stop, Tone.HERE)):
            if place is not None and place.passage == line.passage:
                stretches.append((place.start, place.end, tone))
        text = self._texts[line.passage][line.start : line.end].rstrip()
        return marked(text, [(start - line.start, end - line.start, tone) for start, end, tone in stretches])


def _number(line: LineOf, passage: PassageRow) -> Content:
    """What stands in the margin of a passage's first line: its number as printed, or the bullet of a list item."""
    if line.start == 0 and passage.number:
        return cell(passage.number, MARGIN - 4, Tone.LABEL)
    bullet = "•" if line.start == 0 and passage.kind is PassageKind.LIST_ITEM else ""
    return Content(bullet.rjust(MARGIN - 4))


def _heading(words: str) -> Content:
    return toned(words, Tone.LABEL) if words else Content()
