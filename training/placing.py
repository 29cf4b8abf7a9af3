"""Finding coded words again in the passages that the product's readers make of their source.

Readers drop blanks, unseen characters and the numbers of provisions, so words are compared without any of these.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.readers.clean import scrub
from corpus.types import Passage

_MARKER = re.compile(r"\s*(?:[-•*–—]|\(?[\dA-Za-z]{1,5}[.)]|\d{1,4}[A-Z]{0,3})\s+")
_LONGEST_MARKERS = 3
_SOUGHT_AT_LEAST = 12
"""Characters, blanks left out, of a piece that is looked for by itself."""


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without its blanks and unseen characters; ``at`` gives for each character its offset in the text."""

    chars: str
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where some of the words sought stand in a passage: ``pairs`` gives offsets, in the words and in the passage."""

    passage: int
    pairs: tuple[tuple[int, int], ...]

    @property
    def span(self) -> tuple[int, int]:
        """Where it begins and ends in its passage."""
        return self.pairs[0][1], self.pairs[-1][1] + 1

    def within(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the characters ``start:end`` of the words stand in the passage, as far as they are in it."""
        held = [there for here, there in self.pairs if start <= here < end]
        return (held[0], held[-1] + 1) if held else None


def squeeze(text: str) -> Squeezed:
    """A text as it is compared."""
    chars: list[str] = []
    at: list[int] = []
    for offset, char in enumerate(text):
        for shown in scrub(char):
            if not shown.isspace():
                chars.append(shown)
                at.append(offset)
    return Squeezed("".join(chars), tuple(at))


class Haystack:
    """The passages of a version, to look for words in."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._where: list[tuple[int, int]] = []
        parts: list[str] = []
        for index, passage in enumerate(passages):
            squeezed = squeeze(passage.text)
            parts.append(squeezed.chars)
            self._where.extend((index, offset) for offset in squeezed.at)
        self._chars = "".join(parts)

    def find(self, words: str, near: float) -> list[Stretch]:
        """Where words stand, passage by passage; empty if nowhere.

        ``near`` says how far into the version they are expected, from 0 to 1: of several places the nearest is meant.
        """
        for skipped in _starts(words):
            sought = squeeze(words[skipped:])
            at = self._nearest(sought.chars, near) if sought.chars else -1
            if at >= 0:
                pairs = [(self._where[at + step], skipped + offset) for step, offset in enumerate(sought.at)]
                return list(_stretches(pairs))
        return list(_stretches(self._pieces(words, near)))

    def _nearest(self, sought: str, near: float) -> int:
        aim = near * len(self._chars)
        best, at = -1, self._chars.find(sought)
        while at >= 0:
            if best < 0 or abs(at - aim) < abs(best - aim):
                best = at
            at = self._chars.find(sought, at + 1)
        return best

    def _pieces(self, words: str, near: float) -> list[tuple[tuple[int, int], int]]:
        """The longest piece of the words, cut at blanks, that stands somewhere; most of them must."""
        cuts = [0, *(match.end() for match in re.finditer(r"\s+", words))]
        for start in cuts:
            for end in reversed([*cuts[1:], len(words)]):
                sought = squeeze(words[start:end])
                if len(sought.chars) < max(_SOUGHT_AT_LEAST, len(words) // 2):
                    break
                at = self._nearest(sought.chars, near)
                if at >= 0:
                    return [(self._where[at + step], start + offset) for step, offset in enumerate(sought.at)]
        return []


def _starts(words: str) -> Iterator[int]:
    """Where the words may begin: at their start, or after one or more numbers or bullets."""
    at = 0
    yield at
    for _ in range(_LONGEST_MARKERS):
        found = _MARKER.match(words, at)
        if found is None:
            return
        at = found.end()
        yield at


def _stretches(pairs: Sequence[tuple[tuple[int, int], int]]) -> Iterator[Stretch]:
    """Characters with their places, as one stretch a passage."""
    for passage, members in groupby(pairs, key=lambda pair: pair[0][0]):
        yield Stretch(passage, tuple((here, there) for (_, there), here in members))
