"""Stretches of a document: what is marked in it, which comes next, and how each sort of mark is told."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from corpus import wording
from corpus.language import msg, tr
from corpus.marked import MarkRow, Sort
from tui.text import plain
from tui.tones import Tone
from tui.widgets.layout import LineOf
from tui.words import Saying

Of = TypeVar("Of")

SORTS: dict[Sort, Saying] = {
    Sort.COMMITMENT: Saying("◆", msg("promise"), Tone.GOOD, msg("somebody is to do something")),
    Sort.EVIDENCE: Saying("●", msg("evidence"), Tone.GOOD, msg("linked to a promise and accepted")),
    Sort.PROGRESS: Saying("►", msg("progress"), Tone.LABEL, msg("it is told what was or is being done")),
    Sort.RESPONSE: Saying("◄", msg("response"), Tone.LABEL, msg("a recommendation is answered")),
    Sort.CASE_STUDY: Saying("★", msg("case study"), Tone.LABEL, msg("somebody named does something")),
    Sort.QUESTION: Saying("?", msg("question"), Tone.LABEL, msg("a consultation asks")),
    Sort.THEME: Saying("#", msg("theme"), Tone.QUIET, msg("what it is about")),
}
"""The sign of each sort of mark, and its word."""

FIRST_MARKED = frozenset(Sort) - {Sort.THEME}
"""What is marked until a person chooses otherwise: themes are everywhere."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a passage's text; ``passage`` counts from 0 in the document."""

    passage: int
    start: int = 0
    end: int = 0

    def meets(self, line: LineOf) -> bool:
        """Whether a line of the same passage shows some of it."""
        return self.start < line.end and self.end > line.start


class Marks(Generic[Of]):
    """Stretches of a document in order, each with what it stands for."""

    def __init__(self, marks: Iterable[tuple[Place, Of]] = ()) -> None:
        self._marks = list(marks)
        self._keys = [(place.passage, place.start) for place, _ in self._marks]
        self._longest = max((place.end - place.start for place, _ in self._marks), default=0)

    def __len__(self) -> int:
        return len(self._marks)

    def __getitem__(self, which: int) -> Place:
        return self._marks[which][0]

    def __iter__(self) -> Iterator[tuple[Place, Of]]:
        return iter(self._marks)

    def of(self, passage: int) -> list[tuple[Place, Of]]:
        """Those of one passage."""
        return self._marks[bisect_left(self._keys, (passage, -1)) : bisect_left(self._keys, (passage + 1, -1))]

    def on(self, line: LineOf) -> Iterator[tuple[Place, Of]]:
        """Those of which a line shows some: only those near it are looked at."""
        first = bisect_left(self._keys, (line.passage, line.start - self._longest))
        last = bisect_left(self._keys, (line.passage, line.end))
        return (mark for mark in self._marks[first:last] if mark[0].meets(line))

    def beyond(self, at: tuple[int, int], forward: bool) -> int:
        """The first one after a passage and offset, or the last one before them, going round at the ends."""
        if forward:
            return bisect_right(self._keys, at) % len(self._keys)
        return (bisect_left(self._keys, at) - 1) % len(self._keys)


def placed(marks: Iterable[MarkRow]) -> Marks[MarkRow]:
    """Marks in their places."""
    return Marks((Place(mark.passage, mark.start, mark.end), mark) for mark in marks)


def signs(marks: Iterable[MarkRow], room: int) -> list[Saying]:
    """The signs of as many sorts as there is room for, the weightiest last, where it stands nearest to the text."""
    found = {mark.sort for mark in marks}
    return [SORTS[sort] for sort in Sort if sort in found][:room][::-1]


def told(marks: Sequence[MarkRow]) -> list[str]:
    """What is found, in words: sign, sort and what of it ("◆ promise: pledge"), each once, the weightiest first."""
    order = list(Sort)
    return list(dict.fromkeys(map(_told, sorted(marks, key=lambda mark: order.index(mark.sort)))))


def _told(mark: MarkRow) -> str:
    what = wording.name(mark.said) if isinstance(mark.said, StrEnum) else plain(mark.said)
    saying = SORTS[mark.sort]
    return tr("{sort}: {what}", sort=str(saying), what=what) if what else str(saying)
