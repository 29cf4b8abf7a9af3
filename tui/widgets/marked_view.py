"""A document with what was found in it marked, and going from one mark, or one of the words found, to the next."""

from collections.abc import Iterator
from typing import Any, ClassVar

from textual.binding import BindingType

from corpus.language import msg, tr
from corpus.marked import MarkRow, Sort
from tui.deeds import deed
from tui.messages import OpenPromise
from tui.text import Stretch
from tui.tones import Tone
from tui.widgets.layout import Layout, LineOf
from tui.widgets.marks import FIRST_MARKED, SORTS, Marks, Place, signs
from tui.widgets.paper import SIGNS, Paper
from tui.widgets.paper_view import PaperView
from tui.words import Saying


class MarkedView(PaperView):
    """The passages of one version with their marks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        deed("enter,p", "open_promise", msg("Open"), msg("Open the promise on the line")),
        deed("right_square_bracket", "mark(True)", msg("Next"), msg("The next mark"), shown="]", id="next-mark"),
        deed("left_square_bracket", "mark(False)", msg("The mark before"), show=False, shown="[", id="previous-mark"),
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._sorts = FIRST_MARKED
        self._marks: Marks[MarkRow] = Marks()
        self._found: Marks[None] = Marks()
        self._quoted: Place | None = None
        self._stop: Place | None = None

    def show(self, paper: Paper, here: Place) -> None:
        """Show a document with the cursor at a place, whose words are marked."""
        self._quoted = here
        self._found, self._stop = Marks(), None
        super().show(paper, here)

    def renew(self, paper: Paper) -> None:
        """Show the same version as it is marked now, with all as it was."""
        self._paper = paper
        self.mark(self._sorts)
        self._tell()

    def _laid_out(self, paper: Paper, here: Place | None, layout: Layout) -> None:
        is_other = paper is not self._paper
        super()._laid_out(paper, here, layout)
        if is_other:
            self.mark(self._sorts)

    def mark(self, sorts: frozenset[Sort]) -> None:
        """Mark these sorts of what was found, and no others."""
        self._sorts = sorts
        self._marks = Marks(each for each in self._paper.marks if each[1].sort in sorts)
        self.refresh()

    @property
    def sorts(self) -> frozenset[Sort]:
        """What is marked."""
        return self._sorts

    @property
    def here(self) -> list[MarkRow]:
        """All that was found, marked or not, in the words of the cursor's line."""
        return [mark for _, mark in self._paper.marks.on(self.line)] if self.is_shown else []

    @property
    def at(self) -> Place | None:
        """The mark or words found that somebody went to, or that the document was opened at, on the cursor's line."""
        for place in (self._stop, self._quoted):
            if place is not None and place.end and self._layout.line_of(place.passage, place.start) == self.cursor:
                return place
        return None

    @property
    def marked_here(self) -> Place | None:
        """The first mark of the cursor's line, of those that are shown."""
        return next((place for place, _ in self._marks.on(self.line)), None)

    # Going about

    @property
    def found(self) -> int:
        """How many words are marked as those that somebody looked for."""
        return len(self._found)

    def show_found(self, found: Marks[None]) -> None:
        """Mark these words as those that somebody looked for."""
        self._found, self._stop = found, None
        self.refresh()

    def next_found(self, forward: bool) -> int | None:
        """Go to the next occurrence, round the ends; returns which it is, counted from 0, or None without any."""
        return self._step(self._found, forward, self._stop)

    def _step(self, marks: Marks[Any], forward: bool, stop: Place | None) -> int | None:
        if not marks:
            return None
        if stop is not None and self._layout.line_of(stop.passage, stop.start) == self.cursor:
            at = (stop.passage, stop.start)
        else:
            line = self.line
            at = (line.passage, line.start - 1 if forward else line.start)
        which = marks.beyond(at, forward)
        self._stop = marks[which]
        self.go(marks[which])
        self.refresh()
        self._tell()
        return which

    def action_mark(self, forward: bool) -> None:
        """Go to the next or previous mark."""
        if self._step(self._marks, forward, self.at) is None:
            self.notify(tr("Nothing is marked in this document; f chooses what is."), severity="warning", markup=False)

    def action_open_promise(self) -> None:
        """Open the promise that the cursor's line, or else its passage, holds or is evidence for."""
        if not self.is_shown:
            return
        line = self.line
        near = [(place, mark.ref) for place, mark in self._paper.marks.of(line.passage) if mark.ref]
        at = [ref for place, ref in near if place == self._stop] + [ref for place, ref in near if place.meets(line)]
        for ref in [*at, *(ref for _, ref in near)]:
            self.post_message(OpenPromise(ref))
            return
        sign = SORTS[Sort.COMMITMENT].symbol
        said = tr("There is no promise here; ] goes to the next mark, and promises are marked {sign}.", sign=sign)
        self.notify(said, markup=False)

    # Drawing it

    def signs(self, line: LineOf) -> list[Saying]:
        """The signs that stand beside a line."""
        return signs((mark for _, mark in self._marks.on(line)), SIGNS)

    def stretches(self, line: LineOf) -> Iterator[Stretch]:
        """What is marked in a line, in characters of its passage, what stands over the others last."""
        for place, mark in self._marks.on(line):
            if mark.sort is not Sort.THEME:
                yield place.start, place.end, Tone.PROMISE
        for place, _ in self._found.on(line):
            yield place.start, place.end, Tone.FOUND
        for stop, tone in ((self._quoted, Tone.QUOTED), (self._stop, Tone.HERE)):
            if stop is not None and stop.passage == line.passage:
                yield stop.start, stop.end, tone
