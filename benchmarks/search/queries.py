"""Eight kinds of query, made of words of the passages themselves."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from benchmarks.search.recombined import KINDS, YEARS
from corpus.codebook import DocumentKind
from corpus.rows import PassageRow

EACH = 100
"""Queries of a kind."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_LETTERS = 4


class Shape(StrEnum):
    """The kinds of query."""

    ONE = "one word"
    TWO = "two words"
    SIX = "six words"
    PHRASE = "phrase of three"
    PREFIX = "four letters*"
    EITHER = "either of two"
    WITHOUT = "one, another left out"
    FILTERED = "two, by kind and date"


@dataclass(frozen=True, slots=True)
class Asked:
    """One query: its words, and for ``FILTERED`` the kinds of document and the years it is narrowed to."""

    shape: Shape
    words: tuple[str, ...]
    kinds: tuple[DocumentKind, ...] = ()
    since: int = YEARS[0]
    until: int = YEARS[-1]

    @property
    def text(self) -> str:
        """The query in our own language."""
        return _WRITTEN[self.shape](self)


_WRITTEN: dict[Shape, Callable[[Asked], str]] = {
    Shape.ONE: lambda asked: asked.words[0],
    Shape.TWO: lambda asked: " ".join(asked.words),
    Shape.SIX: lambda asked: " ".join(asked.words),
    Shape.PHRASE: lambda asked: f'"{" ".join(asked.words)}"',
    Shape.PREFIX: lambda asked: f"{asked.words[0]}*",
    Shape.EITHER: lambda asked: " OR ".join(asked.words),
    Shape.WITHOUT: lambda asked: " -".join(asked.words),
    Shape.FILTERED: lambda asked: (
        f"{' '.join(asked.words)} kind:{','.join(asked.kinds)} date:{asked.since}..{asked.until}"
    ),
}


def queries(passages: Sequence[PassageRow]) -> Iterator[Asked]:
    """``EACH`` queries of every kind in turn, the same every time."""
    chance = Random(2)
    for _ in range(EACH):
        for shape in Shape:
            yield _made(shape, passages, chance)


def _made(shape: Shape, passages: Sequence[PassageRow], chance: Random) -> Asked:
    match shape:
        case Shape.ONE:
            return Asked(shape, _words(1, passages, chance))
        case Shape.PHRASE:
            return Asked(shape, _row_of(3, passages, chance))
        case Shape.PREFIX:
            return Asked(shape, (_words(1, passages, chance)[0][:_LETTERS],))
        case Shape.SIX:
            return Asked(shape, _words(6, passages, chance))
        case Shape.FILTERED:
            since = chance.choice(YEARS[:-10])
            return Asked(shape, _words(2, passages, chance), tuple(chance.sample(KINDS, 4)), since, since + 9)
    return Asked(shape, _words(2, passages, chance))


def _words(count: int, passages: Sequence[PassageRow], chance: Random) -> tuple[str, ...]:
    """Words of one passage, with none between them but short ones."""
    while True:
        found = _WORD.findall(chance.choice(passages).text)
        if len(found) >= count:
            at = chance.randrange(len(found) - count + 1)
            return tuple(found[at : at + count])


def _row_of(count: int, passages: Sequence[PassageRow], chance: Random) -> tuple[str, ...]:
    """Words that stand so, one straight after another."""
    while True:
        parts = chance.choice(passages).text.split()
        at = chance.randrange(len(parts))
        if len(parts) - at >= count and all(part.isalpha() for part in parts[at : at + count]):
            return tuple(parts[at : at + count])
