"""Where words stand, in any of their forms: for words near one another, and for words of headings and titles."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.bodies import mutations
from corpus.codebook import Lang
from index.language.words import Word, analyser

MAX_ALIKE = 5_000
"""Atoms looked at for the forms of one word."""

MAX_KEPT = 12_000_000
"""Places kept of the atoms asked for last, at 8 bytes each: phrases share their commonest words."""

_SURE = 3
"""Letters at the beginning of a form that its endings leave alone."""

Places = NDArray[np.int64]


class Written(Protocol):
    """What is needed of an open index: its atoms and where they stand."""

    def places(self, atom: str) -> Places:
        """Where an atom stands, in order: row << 16 | position."""

    def atoms(self, prefix: str, limit: int) -> set[str]:
        """Atoms that begin so; more than ``limit`` when there are more."""


class Remembered:
    """The same, which keeps the places that it was asked for last."""

    def __init__(self, written: Written) -> None:
        self._written = written
        self._places: dict[str, Places] = {}
        self._kept = 0

    def places(self, atom: str) -> Places:
        """Where an atom stands, in order: row << 16 | position."""
        found = self._places.pop(atom, None)
        if found is None:
            found = self._written.places(atom)
            self._kept += found.size
        self._places[atom] = found  # the latest is the last to be forgotten
        while self._kept > MAX_KEPT and len(self._places) > 1:
            self._kept -= self._places.pop(next(iter(self._places))).size
        return found

    def atoms(self, prefix: str, limit: int) -> set[str]:
        """Atoms that begin so; more than ``limit`` when there are more."""
        return self._written.atoms(prefix, limit)


def places_of(word: Word, lang: Lang, written: Written) -> Places:
    """Where a word begins, in any form that answers for it, in order."""
    alike = [written.places(atom) for atom in _alike(word, lang, written)]
    if word.apart:
        alike.append(in_a_row([written.places(atom) for atom in word.apart]))
    return merged(alike)


def merged(found: Iterable[Places]) -> Places:
    """All of some places that are in order each, in order and each once."""
    places = np.sort(np.concatenate([np.empty(0, np.int64), *found]), kind="stable")  # quick for runs in order
    return places[np.concatenate(([True], places[1:] != places[:-1]))] if places.size else places


def in_a_row(found: Sequence[Places]) -> Places:
    """Where the first of some atoms stands with the others straight after it."""
    if not found:
        return np.empty(0, np.int64)
    (rarest, places), *others = sorted(enumerate(found), key=lambda each: each[1].size)
    begins = places - rarest
    for distance, other in others:  # the few are moved to the many, which stay as they are
        begins = begins[_held(begins + distance, other)]
    return begins


def near(found: Sequence[Places], within: int) -> Places:
    """Where the first of some words stands, whichever it is, with all of the others near after it.

    At most ``within`` places lie among them that are none of theirs.
    """
    reach = len(found) - 1 + within
    rarest = min(found, key=len, default=np.empty(0, np.int64))
    found = [each[_follows(each - reach, rarest, 2 * reach)] for each in found]  # the rest is far from all of them
    begins: list[Places] = []
    for number, mine in enumerate(found):
        kept = np.ones(mine.size, np.bool_)
        for other_number, other in enumerate(found):
            if other_number != number:
                kept &= _follows(mine, other, reach)
        begins.append(mine[kept])
    return merged(begins)


def _follows(mine: Places, other: Places, reach: int) -> NDArray[np.bool_]:
    """Whether each of my places has one of the others at it or at most ``reach`` after it."""
    if not other.size:
        return np.zeros(mine.size, np.bool_)
    at = np.searchsorted(other, mine)
    there = other[np.minimum(at, other.size - 1)]
    found: NDArray[np.bool_] = (at < other.size) & (there <= mine + reach)
    return found


def _held(some: Places, others: Places) -> NDArray[np.bool_]:
    """Which of some places are among the others; both are in order."""
    if not others.size:
        return np.zeros(some.size, np.bool_)
    at = np.minimum(np.searchsorted(others, some), others.size - 1)
    held: NDArray[np.bool_] = others[at] == some
    return held


def _alike(word: Word, lang: Lang, written: Written) -> Iterator[str]:
    """The atoms of the index that answer for a word."""
    wanted, seen = {form for form, _ in word.wanted}, set[str]()
    for beginning in sorted({begin for form in wanted for begin in _beginnings(form, lang)}):
        for atom in sorted(written.atoms(beginning, MAX_ALIKE)):
            if atom not in seen and any(term.text in wanted for term in analyser(lang).word(atom).terms):
                seen.add(atom)
                yield atom


def _beginnings(form: str, lang: Lang) -> tuple[str, ...]:
    """How an atom may begin whose word has this form."""
    sure = form[: max(_SURE, len(form) - _SURE)]
    return mutations(sure) if lang is Lang.CY else (sure,)
