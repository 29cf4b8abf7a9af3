"""One generation of an index, open for reading: which rows live, what filters let through, which come first."""

from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.codebook import Lang
from index.blocks import COLUMNS, EIGHTHS, ROWS, UNDATED, WORDS, facet
from index.query import Node
from index.ranking import NOTHING, Match, Places, Ranker, Rows, Weights
from index.results import Filters
from index.whoosh_store import EXACT, FACETS, Stored

Mask = NDArray[np.bool_]

FEW_BLOCKS = 8
"""So many blocks may be less than half full before their passages are written again into fewer."""


class View:
    """Not safe to share between threads. Rows count the passages of all blocks from 0."""

    def __init__(self, folder: Path, replaced: Mapping[int, int]) -> None:
        self._stored = Stored(folder)
        self.size = self._stored.size
        self.numbers = self._stored.numbers
        tables = self._stored.tables
        self._block = np.repeat(np.array(self.numbers, np.int64), [len(table) for table in tables])
        table = np.concatenate([np.empty((0, COLUMNS), np.int64), *tables])
        self._passages, self._versions, self.lengths, self._days, self.langs = np.ascontiguousarray(table.T)
        self.alive: Mask = self._block >= self._since(replaced)
        self._ranker = Ranker(self)

    def close(self) -> None:
        """Let go of the files."""
        self._stored.close()

    def rows(self, lang: Lang, term: str) -> tuple[Rows, Weights]:
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

    def find(self, query: Node, filters: Filters) -> Match:
        """The passages that a query finds and the filters let through."""
        found = [self._ranker.find(query, lang) for lang in Lang if not filters.langs or lang in filters.langs]
        rows = np.concatenate([match.rows for match in found])
        scores = np.concatenate([match.scores for match in found])
        allowed = self._allowed(filters)[rows]
        return Match(rows[allowed], scores[allowed])

    def best(self, match: Match, limit: int, offset: int) -> list[tuple[int, float]]:
        """A page of passage ids with scores: the best first, and the older id first among equals."""
        rows, scores, last = match.rows, match.scores, offset + limit
        if not limit:
            return []
        if last < rows.size:
            least = np.partition(scores, rows.size - last)[rows.size - last]
            rows, scores = rows[scores >= least], scores[scores >= least]
        passages = self._passages[rows]
        order = np.lexsort((passages, -scores))[offset:last]
        return list(zip(passages[order].tolist(), scores[order].tolist(), strict=True))

    def living(self, versions: Collection[int]) -> int:
        """How many passages of these versions are found today."""
        return int(np.count_nonzero(self._of(versions) & self.alive))

    def empty(self, outdated: Collection[int]) -> list[int]:
        """Numbers of the blocks that hold nothing living but ``outdated`` versions."""
        return sorted(set(self.numbers) - set(self._block[self.alive & ~self._of(outdated)].tolist()))

    def replaced(self, before: Mapping[int, int], outdated: Collection[int], number: int) -> dict[int, int]:
        """What is dead once ``outdated`` versions count only from block ``number`` on and empty blocks are gone."""
        after = dict(before) | dict.fromkeys(outdated, number)
        dead = (self._block < self._since(after)) & ~np.isin(self._block, self.empty(outdated))
        return {version: after[version] for version in np.unique(self._versions[dead]).tolist()}

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

    def _allowed(self, filters: Filters) -> Mask:
        wanted: list[list[str]] = [
            [facet("kind", kind) for kind in filters.kinds],
            [facet("body", body.casefold()) for body in filters.bodies],
            [facet("theme", theme) for theme in filters.themes],
            [facet("document", filters.document)] if filters.document else [],
            [facet("is", "commitment")] if filters.only_commitments else [],
            [facet("is", "case-study")] if filters.only_case_studies else [],
        ]
        allowed = np.ones(self.size, np.bool_)
        for terms in filter(None, wanted):
            either = np.zeros(self.size, np.bool_)
            for term in terms:
                for base, numbers in self._stored.arrays(FACETS, term):
                    either[(numbers >> 8).astype(np.int64) + base] = True
            allowed &= either
        if filters.since is not None:
            allowed &= self._days >= filters.since.toordinal()
        if filters.until is not None:
            allowed &= (self._days != UNDATED) & (self._days <= filters.until.toordinal())
        return allowed
