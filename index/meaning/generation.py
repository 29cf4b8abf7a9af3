"""Vector on disk: parts that are only ever added to, and a table of the passages whose stretches they are of.

A part is an array of rows: a number made from the words that were read, and the vector in eight bits with its scale.
Arrays are plain ones of NumPy, nothing in them is code, and parts are mapped into memory rather than read.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.blocks import ITS_OWN
from index.meaning.model import SIZE, Vector

LAYOUT = "addewid meaning 1"
ROW = np.dtype([("key", np.int64), ("scale", np.float32), ("vector", np.int8, (SIZE,))])
COLUMNS = 4
"""What the table says of a passage: its id, its version, the row of its vector, its wording."""

MOST_PARTS = 32
_PART = re.compile(r"part([0-9]{1,9})\.npy")
_TABLE = re.compile(r"table([0-9]{1,9})\.npy")
_AT_ONCE = 8_192
"""Rows that are compared at a time: some 13 MB as they are then."""

_HALF_RANGE = 127
_SPARE = 4
"""How many times as many passages as wanted are looked at before all that a query lets through are."""

Table = NDArray[np.int64]
LetThrough = Callable[[Sequence[int] | None], Collection[int]]
"""Which of some passages a query lets through; of all there are, when it is asked of None."""


@dataclass(frozen=True, slots=True)
class Near:
    """A passage near in meaning to a question.

    ``similarity`` is the cosine, from -1 to 1. ``alike`` counts others of its ``wording`` that it stands for.
    """

    passage: int
    similarity: float
    alike: int
    wording: int


def packed(keys: Sequence[int], vectors: NDArray[np.float32]) -> NDArray[np.void]:
    """Vector as rows of a part."""
    rows = np.zeros(len(keys), ROW)
    rows["key"] = keys
    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-12) / _HALF_RANGE
    rows["scale"] = scales
    rows["vector"] = np.rint(vectors / scales[:, None])
    return rows


def part_name(number: int) -> str:
    """The file of a part."""
    return f"part{number}.npy"


def tables_in(folder: Path) -> list[Path]:
    """The files of tables in a folder, of which there should be one."""
    return [path for path in folder.iterdir() if _TABLE.fullmatch(path.name)]


def parts_in(folder: Path) -> dict[int, NDArray[np.void]]:
    """The parts in a folder by their numbers, in order. Raises OSError and ValueError for what is none."""
    paths = {int(part[1]): path for path in folder.iterdir() if (part := _PART.fullmatch(path.name))}
    found = {number: np.load(paths[number], mmap_mode="r", allow_pickle=False) for number in sorted(paths)}
    if any(part.dtype != ROW or part.ndim != 1 for part in found.values()):
        raise ValueError("not what was written")
    return found


class Generation:
    """One state of the store, open for reading. Raises OSError and ValueError for what is no such thing."""

    def __init__(self, folder: Path | None = None) -> None:
        """That in a folder, or an empty one."""
        found = parts_in(folder) if folder else {}
        self.numbers, self.parts = list(found), list(found.values())
        self.size = sum(map(len, self.parts))
        self.table: Table = np.empty((0, COLUMNS), np.int64)
        if folder:
            (path,) = tables_in(folder)
            self.table = np.load(path, allow_pickle=False)
        if not self._fits():
            raise ValueError("not what was written")

    @classmethod
    def of(cls, part: NDArray[np.void], table: Table) -> "Generation":
        """One in memory, of a single part."""
        made = cls()
        made.numbers, made.parts, made.size, made.table = [1], [part], len(part), table
        return made

    def _fits(self) -> bool:
        table = self.table
        if table.dtype != np.int64 or table.ndim != 2 or table.shape[1] != COLUMNS:
            return False
        return not table.size or (int(table[:, 2].min()) >= 0 and int(table[:, 2].max()) < self.size)

    def keys(self) -> Iterator[int]:
        """The keys of all rows, in order."""
        for part in self.parts:
            yield from part["key"].tolist()

    def similarities(self, vector: Vector) -> Vector:
        """Of every row to a vector of length 1."""
        found = np.empty(self.size, np.float32)
        begin = 0
        for part in self.parts:
            for at in range(0, len(part), _AT_ONCE):
                rows = part[at : at + _AT_ONCE]
                found[begin : begin + len(rows)] = (rows["vector"].astype(np.float32) @ vector) * rows["scale"]
                begin += len(rows)
        return found

    def nearest(self, vector: Vector, let_through: LetThrough, most: int) -> list[Near]:
        """The passages nearest to a vector, of those let through; those of one wording folded into the nearest.

        Nearest first, the older id first among equals.
        """
        ids, near = self.table[:, 0], self.similarities(vector)[self.table[:, 2]]
        some = most * _SPARE
        if some < ids.size:
            among = np.flatnonzero(near >= np.partition(near, ids.size - some)[ids.size - some])
            found = self._folded(among, near, let_through(ids[among].tolist()))
            if len(found) >= most:
                return found[:most]
        return self._folded(np.arange(ids.size), near, let_through(None))[:most]

    def _folded(self, among: NDArray[np.intp], near: Vector, allowed: Collection[int]) -> list[Near]:
        ids, wordings = self.table[among, 0], self.table[among, 3]
        kept = np.isin(ids, np.fromiter(allowed, np.int64, len(allowed)))
        ids, wordings, near = ids[kept], wordings[kept], near[among][kept]
        order = np.lexsort((ids, -near))
        first: dict[int, int] = {}
        found: list[Near] = []
        for passage, wording, similarity in zip(
            ids[order].tolist(), wordings[order].tolist(), near[order].tolist(), strict=True
        ):
            at = first.get(wording) if wording != ITS_OWN else None
            if at is None:
                first[wording] = len(found)
                found.append(Near(passage, similarity, 0, wording))
            else:
                held = found[at]
                found[at] = Near(held.passage, held.similarity, held.alike + 1, wording)
        return found

    def wordings(self, passages: Collection[int]) -> dict[int, int]:
        """Of passages that have a vector, their wording, where others may share it."""
        asked = np.isin(self.table[:, 0], np.fromiter(passages, np.int64, len(passages)))
        rows = self.table[asked & (self.table[:, 3] != ITS_OWN)]
        return dict(zip(rows[:, 0].tolist(), rows[:, 3].tolist(), strict=True))
