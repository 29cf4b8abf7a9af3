"""Blocks in a Whoosh index, written and read back. All that knows Whoosh's files, with ``engine`` beside it.

A block is a document of Whoosh's; each of its terms has one posting, whose value is the term's packed array.
"""

from collections import Counter
from collections.abc import Generator, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import fields, formats, versionstring
from whoosh.index import create_in, open_dir

from corpus.codebook import Lang
from index.blocks import COLUMNS, Block, Packed
from index.view import EXACT, FACETS, Numbers

LAYOUT = f"4 whoosh {versionstring()}"

NUMBER, TABLE = "number", "table"

_MEMORY_MB = 192


class _Bytes(formats.Format):
    """Postings whose value is whatever bytes they were given."""

    posting_size = -1


class _Packed(fields.FieldType):
    """A field that is given its terms ready made, each with the bytes of its posting; its weight counts its numbers."""

    def __init__(self) -> None:
        nothing_to_analyse: Any = None
        super().__init__(_Bytes(), nothing_to_analyse)

    def index(self, value: Packed, **_: Any) -> Generator[tuple[bytes, int, float, bytes], Any, None]:
        for term, numbers in value.items():
            yield term.encode(), 1, float(numbers.size), numbers.tobytes()


_SCHEMA = fields.Schema(
    **{lang: _Packed() for lang in Lang},
    **{EXACT: _Packed(), FACETS: _Packed(), NUMBER: fields.ID(stored=True), TABLE: fields.STORED()},
)


def write(folder: Path, blocks: Iterable[Block], *, drop: Iterable[int], afresh: bool, together: int) -> None:
    """Add blocks to the index in a folder and drop blocks by number, ``together`` blocks to a segment."""
    index: Any = create_in(str(folder), _SCHEMA) if afresh else open_dir(str(folder), schema=_SCHEMA)
    waiting, doomed = iter(blocks), [str(number) for number in drop]
    block = next(waiting, None)
    while block is not None or doomed:
        # Whoosh copies the whole of a compound file into memory to read it; of single files it reads what is asked for.
        with index.writer(limitmb=_MEMORY_MB, compound=False) as writer:
            writer.mergetype = _without_empty
            for number in doomed:
                writer.delete_by_term(NUMBER, number)
            doomed = []
            for _ in range(together):
                if block is not None:
                    _add(writer, block)
                    block = next(waiting, None)


def _add(writer: Any, block: Block) -> None:
    packed = {EXACT: block.atoms(), FACETS: block.facets(), **{str(lang): block.words(lang) for lang in Lang}}
    writer.add_document(**{NUMBER: str(block.number), TABLE: block.table.tobytes()}, **packed)


def _without_empty(_writer: Any, segments: list[Any]) -> list[Any]:
    """What becomes of the old segments: they stay as they are, or go when all they held was dropped."""
    return [segment for segment in segments if segment.doc_count()]


class Stored:
    """The blocks of an index, open for reading. Not safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        index: Any = open_dir(str(folder), readonly=True, schema=_SCHEMA)
        self._reader = index.reader()
        self._leaves = [leaf for leaf, _ in self._reader.leaf_readers()]
        placed = [
            (int(stored[NUMBER]), place, row, np.frombuffer(stored[TABLE], np.int64).reshape(-1, COLUMNS))
            for place, leaf in enumerate(self._leaves)
            for row, stored in leaf.iter_docs()
        ]
        placed.sort(key=lambda block: block[0])
        self.numbers = [number for number, *_ in placed]
        self.tables: list[NDArray[np.int64]] = [table for *_, table in placed]
        self._bases: list[dict[int, int]] = [{} for _ in self._leaves]
        size = 0
        for _, place, row, table in placed:
            self._bases[place][row] = size
            size += len(table)

    def arrays(self, field: str, term: str) -> list[tuple[int, Numbers]]:
        """A term's packed arrays in the order of the blocks, each with the row number that its block begins at."""
        found: list[tuple[int, Numbers]] = []
        key = term.encode()
        for leaf, bases in zip(self._leaves, self._bases, strict=True):
            if (field, key) in leaf:
                postings = leaf.postings(field, key)
                while postings.is_active():
                    found.append((bases[postings.id()], np.frombuffer(postings.value(), np.uint32)))
                    postings.next()
        return sorted(found, key=lambda each: each[0])

    def starting(self, field: str, prefix: str, limit: int) -> set[str]:
        """Terms that begin with ``prefix``; more than ``limit`` of them when there are more."""
        found: set[str] = set()
        for leaf in self._leaves:
            found.update(term.decode() for term in islice(leaf.expand_prefix(field, prefix), limit + 1))
        return found

    def counts(self, field: str) -> Counter[str]:
        """All terms of a field, each with how many numbers its arrays hold."""
        found: Counter[str] = Counter()
        for leaf in self._leaves:
            found.update({term.decode(): int(info.weight()) for term, info in leaf.iter_field(field)})
        return found

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()
