"""One state of an index, open for reading: which rows live, and which of those found come first.

It knows blocks and their arrays, and not where an engine stores them.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.codebook import Lang
from index.blocks import COLUMNS, EIGHTHS, ITS_OWN, LANGS, ROWS, UNDATED, WORDS, facet
from index.matches import NOTHING, Match, Rows, Weighed
from index.nearness import Places
from index.query.nodes import Node
from index.ranking import Ranker

EXACT, FACETS = "exact", "facets"
"""The fields of atoms and of facets; the words of a language are in the field that is called after it."""

FACET_NAMES = ("kind", "body", "theme", "source", "is")
MOST_VALUES = 2_000
"""Values of a facet that are counted."""

Mask = NDArray[np.bool_]
Placed = tuple[int, float, int]
"""A passage id, its score, and how many others of the same wording it stands for."""

FEW_BLOCKS = 8
"""So many blocks may be less than half full before their passages are written again into fewer."""


Numbers = NDArray[np.uint32]


class Stored(Protocol):
    """The blocks of an index as an engine keeps them: their numbers, in order, and a table for each."""

    numbers: list[int]
    tables: list[NDArray[np.int64]]

    def arrays(self, field: str, term: str) -> list[tuple[int, Numbers]]:
        """A term's packed arrays in the order of the blocks, each with the row number that its block begins at."""

    def starting(self, field: str, prefix: str, limit: int) -> set[str]:
        """Terms that begin with ``prefix``; more than ``limit`` of them when there are more."""

    def counts(self, field: str) -> Mapping[str, int]:
        """All terms of a field, each with how many numbers its arrays hold."""

    def close(self) -> None:
        """Let go of whatever is open."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a change comes to: the next block's ``number``, how many passages are removed, and which blocks are empty.

    ``replaced`` gives, for a version that was written again or forgotten, the number of the first block that counts
    for it: what earlier blocks hold of it is dead.
    """

    number: int
    removed: int
    replaced: Mapping[int, int]
    empty: Sequence[int]


FROM_NOTHING = Plan(1, 0, {}, ())


class View:
    """Not safe to share between threads. Rows count the passages of all blocks from 0."""

    def __init__(self, stored: Stored, replaced: Mapping[int, int]) -> None:
        self._stored = stored
        self._replaced = replaced
        self.numbers = stored.numbers
        tables = stored.tables
        self.size = sum(map(len, tables))
        self._block = np.repeat(np.array(self.numbers, np.int64), [len(table) for table in tables])
        table = np.concatenate([np.empty((0, COLUMNS), np.int64), *tables])
        columns = np.ascontiguousarray(table.T)
        self.passages, self._versions, self.lengths, self.days, self.langs, self._wordings = columns
        self.alive: Mask = self._block >= self._since(replaced)
        self._repeated = _repeated(self._wordings, self.alive)
        self._ranker = Ranker(self)

    def close(self) -> None:
        """Let go of whatever is open."""
        self._stored.close()

    def rows(self, lang: Lang, term: str) -> Weighed:
        """The rows that hold a term, each once, and how heavily."""
        arrays = self._stored.arrays(lang, term)
        rows = [(numbers >> 8).astype(np.int32) + np.int32(base) for base, numbers in arrays]
        weights = [(numbers & 0xFF).astype(np.float32) / EIGHTHS for _, numbers in arrays]
        return np.concatenate([NOTHING.rows, *rows]), np.concatenate([NOTHING.scores, *weights])

    def places(self, atom: str) -> Places:
        """Where an atom stands, in order: row << 16 | position."""
        arrays = self._stored.arrays(EXACT, atom)
        places = [numbers.astype(np.int64) + (base << 16) for base, numbers in arrays]
        return np.concatenate([np.empty(0, np.int64), *places])

    def atoms(self, prefix: str, limit: int) -> set[str]:
        """Atoms that begin so; more than ``limit`` when there are more."""
        return self._stored.starting(EXACT, prefix, limit)

    def vocabulary(self) -> Mapping[str, int]:
        """All atoms, each with how often it stands there."""
        return self._stored.counts(EXACT)

    def with_facet(self, term: str) -> Rows:
        """The rows that have a facet's value."""
        arrays = self._stored.arrays(FACETS, term)
        return np.concatenate(
            [NOTHING.rows, *((numbers >> 8).astype(np.int32) + np.int32(base) for base, numbers in arrays)]
        )

    def find(self, query: Node) -> Match:
        """The passages that a query finds."""
        found = [self._ranker.find(query, lang) for lang in Lang]
        return Match(np.concatenate([match.rows for match in found]), np.concatenate([match.scores for match in found]))

    def page(self, match: Match, limit: int, offset: int, *, newest: bool = False) -> tuple[int, list[Placed]]:
        """A page of those found, with passages of one wording folded into the best of them, and how many are left so.

        The best first, or the newest, and the older id first among equals.
        """
        match, others = self._folded(match)
        rows, scores, last = match.rows, match.scores, offset + limit
        shown = rows.size
        if not limit:
            return shown, []
        if last < rows.size and not newest:
            kept = scores >= np.partition(scores, rows.size - last)[rows.size - last]
            rows, scores, others = rows[kept], scores[kept], others[kept]
        passages = self.passages[rows]
        order = np.lexsort((passages, -scores, *((-self.days[rows],) if newest else ())))[offset:last]
        return shown, list(zip(passages[order].tolist(), scores[order].tolist(), others[order].tolist(), strict=True))

    def best(self, match: Match, limit: int) -> list[tuple[int, float]]:
        """The best of those found, none folded: passage ids with scores, the older id first among equals."""
        if not limit:
            return []
        rows, scores = match.rows, match.scores
        if limit < rows.size:
            kept = scores >= np.partition(scores, rows.size - limit)[rows.size - limit]
            rows, scores = rows[kept], scores[kept]
        passages = self.passages[rows]
        order = np.lexsort((passages, -scores))[:limit]
        return list(zip(passages[order].tolist(), scores[order].tolist(), strict=True))

    def facets(self, match: Match) -> dict[str, dict[str, int]]:
        """How many of those found have each value of each facet, of language and of year, where any has."""
        found = np.zeros(self.size, np.bool_)
        found[match.rows] = True
        counted: dict[str, dict[str, int]] = {}
        for name in FACET_NAMES:
            terms = self._stored.starting(FACETS, facet(name, ""), MOST_VALUES)
            by_value = {
                term.partition(":")[2]: int(np.count_nonzero(found[self.with_facet(term)])) for term in sorted(terms)
            }
            counted[name] = {value: count for value, count in by_value.items() if count}
        langs = np.bincount(self.langs[match.rows], minlength=len(LANGS))
        counted["lang"] = {lang.value: int(count) for lang, count in zip(LANGS, langs, strict=True) if count}
        days = self.days[match.rows]
        of_days, many = np.unique(days[days != UNDATED], return_counts=True)
        years: Counter[str] = Counter()
        for day, count in zip(of_days.tolist(), many.tolist(), strict=True):
            years[str(date.fromordinal(day).year)] += count
        counted["year"] = dict(sorted(years.items()))
        return counted

    def _folded(self, match: Match) -> tuple[Match, Rows]:
        """The best row of each wording, and how many others each stands for."""
        again = self._repeated[match.rows]
        if not again.any():
            return match, np.zeros(match.rows.size, np.int32)
        rows, scores = match.rows[again], match.scores[again]
        order = np.lexsort((self.passages[rows], -scores, self._wordings[rows]))
        rows, scores = rows[order], scores[order]
        first = np.flatnonzero(np.diff(self._wordings[rows], prepend=self._wordings[rows[0]] - 1))
        others = np.diff(first, append=rows.size) - 1
        return Match(
            np.concatenate([match.rows[~again], rows[first]]), np.concatenate([match.scores[~again], scores[first]])
        ), np.concatenate([np.zeros(match.rows.size - np.count_nonzero(again), np.int32), others.astype(np.int32)])

    def plan(self, outdated: Collection[int]) -> Plan:
        """What it comes to that ``outdated`` versions are written into new blocks, or nowhere."""
        number = max(self.numbers, default=0) + 1
        stays = self.alive & ~self._of(outdated)
        empty = sorted(set(self.numbers) - set(self._block[stays].tolist()))
        after = dict(self._replaced) | dict.fromkeys(outdated, number)
        dead = (self._block < self._since(after)) & ~np.isin(self._block, empty)
        replaced = {version: after[version] for version in np.unique(self._versions[dead]).tolist()}
        return Plan(number, int(np.count_nonzero(self.alive & ~stays)), replaced, empty)

    def worn(self, outdated: Collection[int]) -> list[int]:
        """Versions in blocks less than half full, when there are more than a few of these."""
        left = self.alive & ~self._of(outdated)
        blocks, of, rows = np.unique(self._block[left], return_inverse=True, return_counts=True)
        words = np.bincount(of, self.lengths[left], blocks.size)
        sparse = blocks[(rows < ROWS / 2) & (words < WORDS / 2)]
        if sparse.size <= FEW_BLOCKS:
            return []
        versions: list[int] = np.unique(self._versions[left & np.isin(self._block, sparse)]).tolist()
        return versions

    def _since(self, replaced: Mapping[int, int]) -> NDArray[np.int64]:
        """For every row, the number of the first block that counts for its version."""
        versions = np.array(sorted(replaced), np.int64)
        numbers = np.array([0, *(replaced[version] for version in sorted(replaced))], np.int64)
        at = np.searchsorted(versions, self._versions, side="right")
        is_replaced = np.isin(self._versions, versions)
        return np.where(is_replaced, numbers[at], 0)

    def _of(self, versions: Collection[int]) -> Mask:
        return np.isin(self._versions, np.fromiter(versions, np.int64, len(versions)))


def _repeated(wordings: NDArray[np.int64], alive: Mask) -> Mask:
    """Which rows share their wording with another living one."""
    living = np.sort(wordings[alive & (wordings != ITS_OWN)])
    again: Mask = np.isin(wordings, living[1:][living[1:] == living[:-1]]) & alive
    return again
