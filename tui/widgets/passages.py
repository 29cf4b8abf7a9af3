"""A document of which words can be chosen: with keys from where the cursor is, or with the mouse."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType

from corpus.language import msg, tr
from tui.deeds import deed
from tui.text import Stretch
from tui.tones import Tone
from tui.widgets import selecting
from tui.widgets.layout import LineOf
from tui.widgets.marked_view import MarkedView
from tui.widgets.marks import Place
from tui.widgets.paper import MARGIN, Paper
from tui.widgets.selecting import Choice


class PassageView(MarkedView):
    """The passages of one version, of which words of one can be chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        deed("v,space", "choose", msg("Choose"), msg("Choose words; again: the sentence, then the passage")),
        deed("right", "step(True)", msg("A character on"), show=False, id="right"),
        deed("left", "step(False)", msg("A character back"), show=False, id="left"),
        deed("w", "word(True)", msg("A word on"), show=False, id="word-on"),
        deed("b", "word(False)", msg("A word back"), show=False, id="word-back"),
        deed("0", "line_edge(False)", msg("To the beginning of the line"), show=False, id="line-beginning"),
        deed("dollar_sign", "line_edge(True)", msg("To the end of the line"), show=False, shown="$", id="line-end"),
        deed("shift+right", "begin('step(True)')", msg("Choose a character on"), show=False, id="choose-right"),
        deed("shift+left", "begin('step(False)')", msg("Choose a character back"), show=False, id="choose-left"),
        deed("shift+down", "begin('move(1)')", msg("Choose a line down"), show=False, id="choose-down"),
        deed("shift+up", "begin('move(-1)')", msg("Choose a line up"), show=False, id="choose-up"),
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._caret: Place | None = None
        self._choice: Choice | None = None
        self._pressed: Place | None = None

    def show(self, paper: Paper, here: Place) -> None:
        """Show a document with the cursor at a place; nothing is chosen in it."""
        self._caret = self._choice = None
        super().show(paper, here)

    # What is chosen

    @property
    def is_choosing(self) -> bool:
        """Whether words are being chosen."""
        return self._choice is not None

    @property
    def chosen(self) -> Place | None:
        """The words chosen, without the space around them."""
        if self._choice is None:
            return None
        start, end = selecting.trimmed(self._text(self._choice.passage), *self._choice.stretch)
        return Place(self._choice.passage, start, end) if start < end else None

    @property
    def words_chosen(self) -> int:
        """How many words are chosen."""
        chosen = self.chosen
        return len(self._text(chosen.passage)[chosen.start : chosen.end].split()) if chosen else 0

    def _text(self, passage: int) -> str:
        return self.paper.texts[passage]

    def _set(self, choice: Choice | None) -> None:
        self._choice = choice
        if choice is not None:
            self._put_caret(choice.passage, choice.head[0] if choice.head[0] < choice.anchor[0] else choice.head[1])
        self.refresh()
        self._tell()

    def _put_caret(self, passage: int, at: int) -> None:
        self.cursor = self._layout.line_of(passage, at)
        self._caret = Place(passage, at, selecting.letter_after(self._text(passage), at))
        self.refresh()

    def _spot(self) -> Place:
        """Where choosing begins: where the keys have gone to in the line, at its mark, or at its beginning."""
        line = self.line
        return self._caret or self.at or Place(line.passage, line.start)

    def stop_choosing(self) -> None:
        """Choose nothing any more."""
        self._caret = None
        self._set(None)

    def action_choose(self) -> None:
        """Begin with the word at the cursor; then take in its whole sentence, then the whole passage."""
        if not self.is_shown:
            return
        if self._choice is None:
            spot = self._spot()
            text = self._text(spot.passage)
            end = selecting.word_end(text, spot.start)
            start, end = selecting.trimmed(text, spot.start, end)
            self._set(Choice(spot.passage, (start, start), (end, end)))
            return
        text, (start, end) = self._text(self._choice.passage), self._choice.stretch
        first, last = selecting.wider(text, start, end)
        self._set(replace(self._choice, anchor=(first, first), head=(last, last)))

    async def action_begin(self, action: str) -> None:
        """Begin choosing where the cursor is, unless it is begun, and go on."""
        if self.is_shown and self._choice is None:
            spot = self._spot()
            self._set(Choice(spot.passage, (spot.start,) * 2, (spot.start,) * 2))
        await self.run_action(action)

    # By keys

    def watch_cursor(self, before: int, now: int) -> None:
        """Another line: the keys go on from its beginning."""
        self._caret = None
        super().watch_cursor(before, now)

    def _reach(self, at: int, passage: int, beyond: bool = False) -> None:
        """Come to a character: choose the words up to it, where that is begun. ``beyond`` was out of the passage."""
        if self._choice is None:
            self._put_caret(passage, at)
            return
        self._set(replace(self._choice, head=(at, at)))
        if beyond:
            self._tell_of_edge()

    def _tell_of_edge(self) -> None:
        if self._choice is not None and not self._choice.told:
            self._choice = replace(self._choice, told=True)
            self.notify(tr("Words are chosen within one passage; what comes next is chosen by itself."), markup=False)

    def _go(self, at: int, passage: int) -> None:
        self._reach(at, passage, beyond=self._head == (passage, at))

    @property
    def _head(self) -> tuple[int, int]:
        """Passage and character that the keys go on from."""
        if self._choice is None:
            spot = self._spot()
            return spot.passage, spot.start
        return self._choice.passage, self._choice.head[0]

    def action_step(self, forward: bool) -> None:
        """A character on, or back."""
        if self.is_shown:
            passage, at = self._head
            step = selecting.letter_after if forward else selecting.letter_before
            self._go(step(self._text(passage), at), passage)

    def action_word(self, forward: bool) -> None:
        """To the end of the word, or of the next; or to the beginning of the one before."""
        if self.is_shown:
            passage, at = self._head
            step = selecting.word_end if forward else selecting.word_start
            self._go(step(self._text(passage), at), passage)

    def action_line_edge(self, last: bool) -> None:
        """To the end of the line, or its beginning."""
        if self.is_shown:
            line = self._layout.line(self._layout.line_of(*self._head))
            self._reach(self._layout.shown_end(line) if last else line.start, line.passage)

    def action_move(self, lines: int) -> None:
        """Go some lines down, or up; while words are chosen, as far as their passage goes."""
        if self._choice is None:
            super().action_move(lines)
            return
        passage, at = self._head
        own = self._layout.own(passage)
        line = self._layout.line_of(passage, at)
        wanted = line + lines
        if wanted not in own:
            self._reach(0 if lines < 0 else len(self._text(passage)), passage, beyond=True)
            return
        cells = cell_len(self._text(passage)[self._layout.line(line).start : at])
        there = self._layout.line(wanted)
        found = selecting.letter_in_cell(self._text(passage), there.start, self._layout.shown_end(there), cells)
        self._reach(found[0], passage)

    # With the mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Choose nothing any more, and remember where a choice may begin."""
        if self.is_shown and event.button == 1:
            self.stop_choosing()
            self._pressed = self._under(event)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Choose the words from where the button was pressed up to here."""
        if self._pressed is None:
            return
        under, pressed = self._under(event), self._pressed
        if self._choice is None and under == pressed:
            return
        length = len(self._text(pressed.passage))
        head, beyond = (under.start, under.end), under.passage - pressed.passage
        if beyond:
            head = (length, length) if beyond > 0 else (0, 0)
        told = self._choice is not None and self._choice.told
        self._set(Choice(pressed.passage, (pressed.start, pressed.end), head, told))
        if beyond:
            self._tell_of_edge()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Leave it at what is chosen."""
        if self._pressed is not None:
            self.release_mouse()
            if self._choice is not None and self._under(event) == self._pressed:
                self.stop_choosing()
            self._pressed = None

    def on_click(self, event: events.Click) -> None:
        """Go to the line clicked, unless words were chosen; a second click opens its promise."""
        if self.is_shown and self._choice is None:
            self.cursor = self._line_under(event)
            if event.chain > 1:
                self.action_open_promise()
            elif self.line.above is None:
                self._put_caret(self.line.passage, self._under(event).start)

    def _line_under(self, event: events.MouseEvent) -> int:
        y = max(-1, min(event.y - self.gutter.top, self.size.height))
        return max(0, min(y + self.scroll_offset.y, self._layout.height - 1))

    def _under(self, event: events.MouseEvent) -> Place:
        """The character under the mouse; beside, above and below the text the nearest."""
        line = self._layout.line(self._line_under(event))
        if line.above is not None:
            return Place(line.passage)
        text, cell = self._text(line.passage), event.x - self.gutter.left - MARGIN
        return Place(line.passage, *selecting.letter_in_cell(text, line.start, self._layout.shown_end(line), cell))

    def stretches(self, line: LineOf) -> Iterator[Stretch]:
        """What is marked in a line, and over it what is chosen, or where the keys have gone to."""
        yield from super().stretches(line)
        chosen, caret = self.chosen, self._caret
        if chosen is not None and chosen.passage == line.passage:
            yield chosen.start, chosen.end, Tone.CHOSEN
        elif self._choice is None and caret is not None and caret.meets(line):
            yield caret.start, caret.end, Tone.CHOSEN
