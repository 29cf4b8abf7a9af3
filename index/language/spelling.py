"""Other words that a corpus really holds: what a mistyped word was meant to be, and how a begun one goes on.

Case and accents make no difference, in either language. A word may be up to two slips away: a letter too many, too
few or another one, or two neighbours the wrong way round.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from heapq import nsmallest
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.language.letters import fold

LONGEST = 32
"""Letters of a word that is still suggested."""

# The most that one slip changes of the letters and pairs of letters that a word has: of letters, when one stands for
# another; of both together, when two are swapped or one stands for another.
_OF_LETTERS, _OF_ALL = 2, 6

_Letters = NDArray[np.uint32]
_Bits = NDArray[np.uint64]


class _Signs(NamedTuple):
    """What each word has, roughly: its length, and as bits its letters and its pairs of letters; some share a bit."""

    lengths: NDArray[np.int64]
    letters: _Bits
    pairs: _Bits


class Vocabulary:
    """The words of a corpus, each with how many passages hold it; made once, asked often, never changed.

    Spellings that differ only in case or accents are one word, shown as most passages have it.
    """

    def __init__(self, passages: Mapping[str, int]) -> None:
        counts: dict[str, int] = {}
        shown: dict[str, str] = {}
        for word, count in passages.items():
            if 0 < len(plain := fold(word)) <= LONGEST:
                counts[plain] = counts.get(plain, 0) + count
                if (-count, word) <= (-passages[best := shown.get(plain, word)], best):
                    shown[plain] = word
        self._words = sorted(counts)
        self._shown = [shown[word] for word in self._words]
        self._counts = [counts[word] for word in self._words]

    def __contains__(self, word: str) -> bool:
        at = bisect_left(self._words, plain := fold(word))
        return at < len(self._words) and self._words[at] == plain

    def suggestions(self, word: str, limit: int = 3) -> tuple[str, ...]:
        """What a word may have been meant to be: nearest first, then what most passages hold; never the word itself."""
        plain = fold(word)
        places = self._likely(plain, most := _slips(plain))
        slips = _distances(plain, [self._words[place] for place in places])
        near = (
            (far, self._words[place][0] != plain[0], -self._counts[place], place)
            for far, place in zip(slips, places, strict=True)
            if 0 < far <= most
        )
        return tuple(self._shown[place] for *_, place in nsmallest(limit, near))

    def completions(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """The words that begin so, those that most passages hold first; none for an empty beginning."""
        plain = fold(prefix)
        if not plain:
            return ()
        start = bisect_left(self._words, plain)
        end = bisect_left(self._words, plain + chr(0x10FFFF), lo=start)
        found = nsmallest(limit, range(start, end), key=lambda place: (-self._counts[place], place))
        return tuple(self._shown[place] for place in found)

    @cached_property
    def _signs(self) -> _Signs:
        return _signs(self._words)

    def _likely(self, plain: str, most: int) -> list[int]:
        """The places of all words that may be so near, and of few others."""
        if not most or not self._words or len(plain) > LONGEST + most:
            return []
        ours, theirs = _signs([plain]), self._signs
        letters = np.bitwise_count(theirs.letters ^ ours.letters)
        pairs = np.bitwise_count(theirs.pairs ^ ours.pairs)
        likely = (np.abs(theirs.lengths - len(plain)) <= most) & (letters <= _OF_LETTERS * most)
        found: list[int] = np.flatnonzero(likely & (letters + pairs <= _OF_ALL * most)).tolist()
        return found


def _slips(word: str) -> int:
    """How many slips are believed of a word: in a short one, two would make any other."""
    return 0 if len(word) < 3 else 1 if len(word) < 5 else 2


def _rows(words: Sequence[str]) -> _Letters:
    """A row of letters to each word, filled up with zeros."""
    width = max(map(len, words), default=0) + 1
    return np.array(words, f"U{width}").view(np.uint32).reshape(len(words), width)


def _signs(words: Sequence[str]) -> _Signs:
    letters, pairs = np.zeros(len(words), np.uint64), np.zeros(len(words), np.uint64)
    rows = _rows(words)
    one, low = np.uint64(1), np.uint64(63)
    before = np.zeros(len(words), np.uint64)
    for place in range(rows.shape[1]):
        here = rows[:, place].astype(np.uint64)
        letters |= (here > 0) * (one << (here & low))
        if place:
            pairs |= (here > 0) * (one << (before * np.uint64(31) + here & low))
        before = here
    return _Signs(np.count_nonzero(rows, axis=1), letters, pairs)


def _distances(word: str, others: Sequence[str]) -> list[int]:
    """How many slips lie between a word and each of the others, worked out for all of them at once."""
    if not others:
        return []
    letters, wanted = _rows(others).T, _rows([word])[0]
    width, count = letters.shape
    before = last = np.repeat(np.arange(width, dtype=np.int8)[:, None], count, axis=1)
    for at in range(len(word)):
        row = np.empty_like(last)
        row[0] = at + 1
        for place in range(width - 1):
            differs = letters[place] != wanted[at]
            slips = np.minimum(np.minimum(last[place + 1], row[place]) + 1, last[place] + differs)
            if at and place:
                swapped = (letters[place] == wanted[at - 1]) & (letters[place - 1] == wanted[at])
                slips = np.where(swapped, np.minimum(slips, before[place - 1] + 1), slips)
            row[place + 1] = slips
        before, last = last, row
    lengths = np.count_nonzero(letters, axis=0)
    found: list[int] = last[lengths, np.arange(count)].tolist()
    return found


def close(word: str, words: Iterable[str], edits: int) -> list[str]:
    """Those of some folded words that are at most ``edits`` slips from a folded word, in order."""
    likely = sorted(each for each in words if abs(len(each) - len(word)) <= edits)
    return [each for each, far in zip(likely, _distances(word, likely), strict=True) if far <= edits]
