"""Which of the places where words stand in a new text is that of the words quoted from the old one, if any.

Documents repeat themselves: paragraphs that differ by a number, a name or a "not", sentences that end every section.
So the same words are not enough. A place is believed on ``marks``: stretches beside the quotation that stood nowhere
else in the old text, numbers apart. It takes two, which no single edit can forge; three, on both sides, where the old
text held the words elsewhere too; none where their paragraph is whole and neither half of it stood elsewhere. A place
is not believed where the text goes on as at another old place of such words, nor when another can be believed as well,
nor when what stands there was copied: unless nothing was changed from there to the edge of the text.
"""

import re
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

SHORT = 12
"""Fewer characters than this are no mark, wherever they stand."""

RUN = 1000
"""Characters looked at on either side of a quotation."""

NEAR = 96
"""Characters on either side that are looked for elsewhere, to see whether they were copied."""

MOST = 16
"""Places that are weighed: of words that stand oftener, those with the longest old neighbours."""

BREAK = "\n"
_NUMBERS = re.compile(r"\d")


def place_of(old: str, start: int, end: int, new: str) -> int | None:
    """Where the words ``old[start:end]`` start in a new text; None where they are gone or it cannot be told.

    Time grows with the length of the texts, not with how often the words stand in them.
    """
    if new.count(old) == 1:
        return new.find(old) + start
    case = _Case(old, start, end, new, _unnumbered(old), _unnumbered(new))
    places = case.places()
    believed = [place for place in places if case.believes(place)]
    if not believed:
        return None
    rivals = [place for place in places if place in believed or case.is_marked(place)]
    if len(rivals) > 1 or case.was_copied(rivals[0]):
        rivals = [place for place in rivals if case.stands_fast(place, rivals)]
    return rivals[0] if len(rivals) == 1 and rivals[0] in believed else None


@dataclass(slots=True)
class _Case:
    """A quotation, the text it was taken from, and the one in which it is sought."""

    old: str
    start: int
    end: int
    new: str
    _old: str
    """The old text with each digit a nought, for lists are numbered anew: numbers tell no place from another."""
    _new: str
    _unique: dict[tuple[int, int], bool] = field(default_factory=dict)

    @property
    def words(self) -> str:
        return self.old[self.start : self.end]

    def places(self) -> list[int]:
        """Where the words stand as whole as they stood; of too many those with the longest old neighbours."""
        found = _occurrences(self.words, self.new, MOST)
        if found is None:
            found = sorted({*self._with_neighbours(left=True), *self._with_neighbours(left=False)})
        return [place for place in found if self._is_whole(place)]

    def _with_neighbours(self, *, left: bool) -> list[int]:
        for many in (16, 64, RUN):
            before = min(many, self.start) if left else 0
            found = _occurrences(self.old[self.start - before : self.end + (0 if left else many)], self.new, MOST)
            if found is not None:
                return [place + before for place in found]
        return []

    def _is_whole(self, place: int) -> bool:
        """Whether the words are not a piece of longer ones here, unless they were one there."""
        ends = ((self.start, place), (self.end, place + self.end - self.start))
        return not any(_is_within_word(self.new, to) and not _is_within_word(self.old, of) for of, to in ends)

    def believes(self, place: int) -> bool:
        """Whether this is, by all that stands there, the place of the quotation."""
        before, after = self._beside(place)
        enough = (
            before + after > 1 if self._is_unique(self.start, self.end) else before and after and before + after > 2
        )
        return bool(enough or self._paragraph_stands(place)) and not self._comes_from_elsewhere(place)

    def _paragraph_stands(self, place: int) -> bool:
        """Whether the paragraph of the words is whole here, and neither half of it stood elsewhere."""
        first = self.old.rfind(BREAK, 0, self.start) + 1
        last = self.old.find(BREAK, self.end)
        last = last if last >= 0 else len(self.old)
        at = place - self.start + first
        end = at + last - first
        whole = at >= 0 and self.new[at - 1 : at] in {"", BREAK} and self.new[end : end + 1] in {"", BREAK}
        stands = whole and self.new.startswith(self.old[first:last], at)
        return stands and self._marks(_halves(first, last)) > 1

    def is_marked(self, place: int) -> bool:
        """Whether anything beside it is known to have stood beside the quotation."""
        return any(self._beside(place))

    def _beside(self, place: int) -> tuple[int, int]:
        """How many marks there are before a place and after it.

        The last characters of a run are left out: those after them are alike by chance as often as not.
        """
        end = place + self.end - self.start
        left = _alike(self.old, self.start, self.new, place, -1, RUN)
        right = _alike(self.old, self.end, self.new, end, 1, RUN)
        left -= SHORT if left < min(RUN, self.start) else 0
        right -= SHORT if right < min(RUN, len(self.old) - self.end) else 0
        return (
            self._marks(_halves(self.start - left, self.start)),
            self._marks(_halves(self.end, self.end + right)),
        )

    def runs(self, place: int) -> tuple[int, int]:
        """How many characters before it, and after it, are those that stood there."""
        end = place + self.end - self.start
        return (
            _alike(self._old, self.start, self._new, place, -1, RUN),
            _alike(self._old, self.end, self._new, end, 1, RUN),
        )

    def _marks(self, stretches: Iterable[tuple[int, int]]) -> int:
        return sum(end - start >= SHORT and self._is_unique(start, end) for start, end in stretches)

    def _is_unique(self, start: int, end: int) -> bool:
        if (start, end) not in self._unique:
            words = self._old[start:end]
            alone = self._old.find(words) == start and self._old.find(words, start + 1) < 0
            self._unique[start, end] = alone
        return self._unique[start, end]

    def _comes_from_elsewhere(self, place: int) -> bool:
        """Whether the text goes on, where it departs from the old place, as at another old place of such words.

        A third of the words is enough to be such: an edit of other words may have made them equal.
        """
        left, right = self.runs(place)
        size = self.end - self.start
        part = size if size < 2 * SHORT else size // 3
        end = place + size
        before = self._new[max(0, place - left - SHORT) : place + part]
        after = self._new[end - part : end + right + SHORT]
        departs_before = left < min(RUN, place)
        departs_after = right < min(RUN, len(self.new) - end)
        return (departs_before and before in self._old) or (departs_after and after in self._old)

    def stands_fast(self, place: int, rivals: list[int]) -> bool:
        """Whether nothing was changed on one side of the words up to the edge of the text, and no rival has more.

        More, on the other side, of what stood beside the words, each character as it was.
        """
        size = self.end - self.start
        from_start = place == self.start and self.new.startswith(self.old[:place])
        to_end = len(self.new) - place == len(self.old) - self.start and self.new.endswith(self.old[self.end :])
        after = [_alike(self.old, self.end, self.new, at + size, 1) for at in (place, *rivals)]
        before = [_alike(self.old, self.start, self.new, at, -1) for at in (place, *rivals)]
        return (from_start and after[0] == max(after)) or (to_end and before[0] == max(before))

    def was_copied(self, place: int) -> bool:
        """Whether something that stands here, of the words or beside them, stands in more places than it did.

        Then this may be the copy, and what the words were copied from may have been changed.
        """
        left, right = (min(run, NEAR) for run in self.runs(place))
        size = self.end - self.start
        third = size // 3 if size >= 2 * SHORT else size
        pieces = [
            *((at, at + 2 * SHORT) for at in range(self.start - left, self.start - SHORT + 1, SHORT)),
            *((self.start + step * third, self.start + (step + 1) * third) for step in range(size // third)),
            *((at - 2 * SHORT, at) for at in range(self.end + right, self.end + SHORT - 1, -SHORT)),
        ]
        return any(self._new.count(piece) > self._old.count(piece) for piece in {self._old[at:to] for at, to in pieces})


@lru_cache(maxsize=4)
def _unnumbered(text: str) -> str:
    return _NUMBERS.sub("0", text)


def _halves(start: int, end: int) -> list[tuple[int, int]]:
    """A stretch in two, where each is long enough."""
    middle = (start + end) // 2
    return [(start, middle), (middle, end)] if end - start >= 2 * SHORT else [(start, end)]


def _occurrences(words: str, text: str, most: int) -> list[int] | None:
    """Where words stand in a text; None where that is in more places than ``most``."""
    found: list[int] = []
    at = text.find(words)
    while at >= 0:
        if len(found) == most:
            return None
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _longest(most: int, fits: Callable[[int], bool]) -> int:
    """The greatest number up to ``most`` that fits, where all smaller ones do as well."""
    return bisect_left(range(1, most + 1), True, key=lambda number: not fits(number))


def _alike(one: str, at: int, other: str, there: int, step: int, most: int = sys.maxsize) -> int:
    """How many characters, up to ``most``, two texts have alike after two places, or before them (a ``step`` of -1)."""
    if step > 0:
        most = min(most, len(one) - at, len(other) - there)
        return _longest(most, lambda many: one[at : at + many] == other[there : there + many])
    most = min(most, at, there)
    return _longest(most, lambda many: one[at - many : at] == other[there - many : there])


def _is_within_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and _is_letter(text[at - 1]) and _is_letter(text[at])


def _is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"
