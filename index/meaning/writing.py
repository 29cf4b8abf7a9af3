"""Writing vectors: those that are new in a part of their own, put on disk again and again, and none that are unused."""

from array import array
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import numpy as np

from corpus.rows import PassageRow
from index.blocks import wording
from index.engine import Stamp
from index.meaning.generation import COLUMNS, MOST_PARTS, ROW, Generation, Table, packed, part_name, parts_in, tables_in
from index.meaning.model import Model, Vector
from index.whoosh.shelf import Held, Shelf

AT_ONCE = 2_000
"""Texts after which what was read is put on disk: a kill costs no more than these."""

_CUT_SHORT = Stamp("", 0, "")
"""Of what was read the first time when that was cut short: vectors, and no passages yet."""

_ROWS_COPIED = 65_536


class Writer:
    """Makes the next state of the store out of ``old``; used once, by whoever is ``writing`` on the shelf."""

    def __init__(self, shelf: Shelf, held: Held | None, old: Generation, model: Model) -> None:
        self._shelf, self._held, self._old, self._model = shelf, held, old, model
        self._rows = {key: row for row, key in enumerate(old.keys())}
        self._size = old.size
        self._next_part = max(old.numbers, default=0) + 1
        self._keys: list[int] = []
        self._vectors: list[Vector] = []
        self.added = 0

    def read(self, passages: Iterable[tuple[PassageRow, str]]) -> Table:
        """The table of passages, each with the text to read, which is read where its words never were."""
        found = array("q")
        for passage, text in passages:
            key = int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)
            if key not in self._rows:
                self._rows[key] = self._read(key, text)
            found.extend((passage.id, passage.version_id, self._rows[key], wording(passage.text)))
        return np.array(found, np.int64).reshape(-1, COLUMNS)

    def _read(self, key: int, text: str) -> int:
        """Read a text; returns its row."""
        if len(self._keys) >= AT_ONCE:
            self._keep()
        self._keys.append(key)
        self._vectors.append(self._model.vector(text))
        self._size += 1
        self.added += 1
        return self._size - 1

    def publish(self, table: Table, stamp: Stamp) -> int:
        """Make this table the current one; returns how many vectors left with their last passage."""
        used = np.unique(table[:, 2])
        dead = self._size - used.size
        fresh = self._begin()
        if dead or self._next_part > MOST_PARTS:
            _merge(fresh, used)
            table = table.copy()
            table[:, 2] = np.searchsorted(used, table[:, 2])
        _save_table(fresh, table)
        self._shelf.publish(fresh, self._held, stamp, {})
        return dead

    def _keep(self) -> None:
        """Put what was read so far on disk, beside the passages as they were."""
        stamp = self._held.stamp if self._held else _CUT_SHORT
        fresh = self._begin()
        if self._held is None:
            _save_table(fresh, self._old.table)
        self._shelf.publish(fresh, self._held, stamp, {})
        self._held = self._shelf.held()

    def _begin(self) -> Path:
        """The next generation's folder, with the parts there are and one of what was read since."""
        fresh = self._shelf.begin(self._held)
        if self._keys:
            np.save(fresh / part_name(self._next_part), packed(self._keys, np.stack(self._vectors)))
            self._next_part += 1
            self._keys, self._vectors = [], []
        return fresh


def _save_table(folder: Path, table: Table) -> None:
    """Under a name of its own: what has the name it had before is taken to be what it was."""
    for path in tables_in(folder):
        path.unlink()
    np.save(folder / f"table{folder.name.removeprefix('g')}.npy", table)


def _merge(folder: Path, used: Table) -> None:
    """All parts as one, with the rows that are used."""
    every = parts_in(folder)
    paths = [folder / part_name(number) for number in every]
    number = max(every, default=0) + 1
    if used.size:
        merged = np.lib.format.open_memmap(folder / part_name(number), "w+", ROW, (used.size,))
        begin = done = 0
        for part in every.values():
            mine = used[(used >= begin) & (used < begin + len(part))] - begin
            for at in range(0, mine.size, _ROWS_COPIED):
                some = mine[at : at + _ROWS_COPIED]
                merged[done : done + some.size] = part[some]
                done += some.size
            begin += len(part)
        merged.flush()
        del merged
    every.clear()  # lets go of the files
    for path in paths:
        path.unlink()
