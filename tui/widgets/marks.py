"""Stretches of a document: what is marked in it, and which comes next."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.rows import PassageRow
from tui.desk import PromiseMark
from tui.widgets.layout import LineOf


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a passage's text; ``passage`` counts from 0 in the document."""

    passage: int
    start: int = 0
    end: int = 0

    def meets(self, line: LineOf) -> bool:
        """Whether a line of the same passage shows some of it."""
        return self.start < line.end and self.end > line.start


class Marks:
    """Stretches of a document in order, each with the ref it stands for, if any."""

    def __init__(self, marks: Iterable[tuple[Place, str]]) -> None:
        self._marks = list(marks)
        self._keys = [(place.passage, place.start) for place, _ in self._marks]

    def __len__(self) -> int:
        return len(self._marks)

    def __getitem__(self, which: int) -> Place:
        return self._marks[which][0]

    def of(self, passage: int) -> list[tuple[Place, str]]:
        """Those of one passage."""
        return self._marks[bisect_left(self._keys, (passage, -1)) : bisect_left(self._keys, (passage + 1, -1))]

    def beyond(self, at: tuple[int, int], forward: bool) -> int:
        """The first one after a passage and offset, or the last one before them, going round at the ends."""
        if forward:
            return bisect_right(self._keys, at) % len(self._keys)
        return (bisect_left(self._keys, at) - 1) % len(self._keys)


def places(passages: Sequence[PassageRow], promises: Sequence[PromiseMark]) -> Iterator[tuple[Place, str]]:
    """Marks by offsets in the version's text as places in its passages."""
    begins = [passage.start for passage in passages]
    for mark in promises:
        number = max(0, bisect_right(begins, mark.start) - 1)
        yield Place(number, mark.start - begins[number], mark.end - begins[number]), mark.ref
