"""Where the document in the other language says the same."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tui.widgets.marks import Place


@dataclass(frozen=True, slots=True)
class There:
    """A place in the twin; ``exact`` where its passage is known to say the same, else it stands near."""

    place: Place
    exact: bool


class Twins:
    """From the passages of one document to those of its twin, by their counts from 0.

    ``here`` and ``there`` are the texts of both, ``pairs`` which passages say the same.
    """

    def __init__(self, pairs: Mapping[int, int], here: Sequence[str], there: Sequence[str]) -> None:
        held = {mine: theirs for mine, theirs in pairs.items() if mine < len(here) and theirs < len(there)}
        self._mine = sorted(held)
        self._pairs = held
        self._here, self._there = here, there

    def back(self) -> "Twins":
        """The other way round."""
        return Twins({theirs: mine for mine, theirs in self._pairs.items()}, self._there, self._here)

    def of(self, place: Place) -> There:
        """Where the twin says the same, as far through its passage as the place is through its own."""
        passage = self._pairs.get(place.passage)
        if passage is None:
            return There(Place(self._near(place.passage)), exact=False)
        share = place.start / max(1, len(self._here[place.passage]))
        return There(Place(passage, int(share * len(self._there[passage]))), exact=True)

    def _near(self, passage: int) -> int:
        """The passage as far beyond the twin of one before as this is beyond that; without any, as far through."""
        before = bisect_right(self._mine, passage) - 1
        last = len(self._there) - 1
        if not self._mine:
            return passage * last // max(1, len(self._here) - 1)
        if before < 0:
            return max(0, self._pairs[self._mine[0]] - (self._mine[0] - passage))
        near = self._pairs[self._mine[before]] + passage - self._mine[before]
        if before + 1 < len(self._mine):
            near = min(near, max(self._pairs[self._mine[before]], self._pairs[self._mine[before + 1]] - 1))
        return min(near, last)
