"""Blocks in tables of a PostgreSQL database, written and read back. All that knows these tables, with ``engine``.

A block is a row of one table, and each of its terms a row of another, with the term's packed array. The two are
numbered together: an index built from nothing fills new ones, and whoever still asks for the old ones learns that they
are gone. One row more, in ``state``, says what the index holds.
"""

import json
import sys
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.codebook import Lang
from index.blocks import COLUMNS, Block
from index.engine import Stamp
from index.view import EXACT, FACETS, Numbers

LAYOUT = f"2 postgresql {sys.byteorder}"

SCHEMA = "addewid_index"
"""The tables stand apart from the corpus's own, so that they can be left out of a copy, or dropped."""

_FIELDS = {field: number for number, field in enumerate((EXACT, FACETS, *map(str, Lang)))}

_PREFETCHED = 1_000
"""So many terms that begin alike are fetched with their arrays, for these are what is asked for next."""

_NUMBER = np.dtype(np.uint32).itemsize

_LAST = chr(sys.maxunicode)


@dataclass(frozen=True, slots=True)
class Held:
    """What the index holds: in which tables, and from which block on each ``replaced`` version counts."""

    layout: str
    stamp: Stamp
    tables: int
    blocks: Mapping[int, int]
    """Blocks by number, with a checksum of what each says of its rows."""
    replaced: Mapping[int, int]

    def said(self) -> str:
        """As the row in ``state`` holds it."""
        body = json.dumps(asdict(self))
        return f"{zlib.crc32(body.encode()):08x} {body}"


def held(said: str, layout: str) -> Held | None:
    """What a row in ``state`` says; None when it was changed by another hand, or is of another layout."""
    checksum, _, body = said.partition(" ")
    if f"{zlib.crc32(body.encode()):08x}" != checksum:
        return None
    found = json.loads(body)
    if found["layout"] != layout:
        return None
    blocks, replaced = ({int(one): int(other) for one, other in found[name].items()} for name in ("blocks", "replaced"))
    return Held(layout, Stamp(**found["stamp"]), int(found["tables"]), blocks, replaced)


def said(connection: Any) -> str | None:
    """The row in ``state``, if there is one. ``connection`` is the driver's own, here as everywhere below."""
    row = connection.execute(f"SELECT held FROM {SCHEMA}.state").fetchone()
    return row[0] if row else None


def stand(connection: Any, tables: int) -> bool:
    """Whether the tables of this number are there."""
    names = [f"{SCHEMA}.{kind}_{tables}" for kind in ("blocks", "terms")]
    row = connection.execute("SELECT count(to_regclass(name)) FROM unnest(%s::text[]) name", (names,)).fetchone()
    return bool(row[0] == len(names))


def say(connection: Any, now: Held) -> None:
    """Write the row in ``state``."""
    connection.execute(f"DELETE FROM {SCHEMA}.state")
    connection.execute(f"INSERT INTO {SCHEMA}.state VALUES (%s)", (now.said(),))


def begin(connection: Any) -> int:
    """New tables; returns their number."""
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    if _columns(connection, "state") != ["held"]:
        connection.execute(f"DROP TABLE IF EXISTS {SCHEMA}.state")
        connection.execute(f"CREATE TABLE {SCHEMA}.state (held text NOT NULL)")
    number = max(_numbers(connection), default=0) + 1
    connection.execute(f"CREATE TABLE {SCHEMA}.blocks_{number} (number integer PRIMARY KEY, packed bytea NOT NULL)")
    connection.execute(
        f"CREATE TABLE {SCHEMA}.terms_{number} "
        '(field smallint NOT NULL, term text COLLATE "C" NOT NULL, block integer NOT NULL, numbers bytea NOT NULL)'
    )
    for column in (f"blocks_{number} ALTER packed", f"terms_{number} ALTER numbers"):
        connection.execute(f"ALTER TABLE {SCHEMA}.{column} SET STORAGE EXTERNAL")  # not packed: asked for too often
    return number


def finish(connection: Any, number: int) -> None:
    """Make the new tables quick to ask, now that they are full, and drop all others."""
    terms = f"{SCHEMA}.terms_{number}"
    connection.execute(f"CREATE UNIQUE INDEX ON {terms} (field, term, block)")
    connection.execute(f"CREATE INDEX ON {terms} (block)")
    connection.execute(f"ANALYZE {terms}")
    for other in _numbers(connection):
        if other != number:
            connection.execute(f"DROP TABLE IF EXISTS {SCHEMA}.blocks_{other}, {SCHEMA}.terms_{other}")


def _columns(connection: Any, table: str) -> list[str]:
    rows = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = %s AND table_name = %s",
        (SCHEMA, table),
    )
    return [name for (name,) in rows]


def _numbers(connection: Any) -> list[int]:
    rows = connection.execute(
        "SELECT DISTINCT substring(tablename from '[0-9]+$')::integer FROM pg_tables "
        "WHERE schemaname = %s AND tablename ~ '^(blocks|terms)_[0-9]{1,9}$'",
        (SCHEMA,),
    )
    return [number for (number,) in rows]


def write(connection: Any, number: int, blocks: Iterable[Block]) -> dict[int, int]:
    """Add blocks; returns a checksum of each, by its number."""
    sums: dict[int, int] = {}
    for block in blocks:
        packed = block.table.tobytes()
        sums[block.number] = zlib.crc32(packed)
        connection.execute(f"INSERT INTO {SCHEMA}.blocks_{number} VALUES (%s, %s)", (block.number, packed))
        fields = {EXACT: block.atoms(), FACETS: block.facets(), **{str(lang): block.words(lang) for lang in Lang}}
        copy = f"COPY {SCHEMA}.terms_{number} FROM STDIN (FORMAT BINARY)"
        with connection.cursor().copy(copy) as rows:
            rows.set_types(("int2", "text", "int4", "bytea"))
            for field, terms in fields.items():
                for term, numbers in terms.items():
                    rows.write_row((_FIELDS[field], term, block.number, numbers.tobytes()))
    return sums


def drop(connection: Any, number: int, blocks: Iterable[int]) -> None:
    """Take blocks away."""
    gone = list(blocks)
    connection.execute(f"DELETE FROM {SCHEMA}.terms_{number} WHERE block = ANY(%s)", (gone,))
    connection.execute(f"DELETE FROM {SCHEMA}.blocks_{number} WHERE number = ANY(%s)", (gone,))


class Damaged(Exception):
    """The tables do not hold what the row in ``state`` says."""


class Stored:
    """The blocks of an index as one transaction sees them; ``connection`` is put in its place for the next one."""

    def __init__(self, connection: Any, now: Held) -> None:
        self.connection = connection
        self._terms = f"{SCHEMA}.terms_{now.tables}"
        self._fetched: dict[tuple[str, str], list[tuple[int, Numbers]]] = {}
        self._facets: dict[str, set[str]] = {}
        rows = connection.execute(f"SELECT number, packed FROM {SCHEMA}.blocks_{now.tables} ORDER BY 1", binary=True)
        packed: dict[int, bytes] = dict(rows.fetchall())
        if {number: zlib.crc32(found) for number, found in packed.items()} != now.blocks:
            raise Damaged
        self.numbers = list(packed)
        self.tables: list[NDArray[np.int64]] = [
            np.frombuffer(found, np.int64).reshape(-1, COLUMNS) for found in packed.values()
        ]
        self._bases: dict[int, int] = {}
        size = 0
        for number, table in zip(self.numbers, self.tables, strict=True):
            self._bases[number] = size
            size += len(table)

    def within(self, connection: Any) -> None:
        """Go on in another transaction; what was fetched for the last query is let go, facets are kept."""
        self.connection = connection
        self._fetched = {key: arrays for key, arrays in self._fetched.items() if key[0] == FACETS}

    def arrays(self, field: str, term: str) -> list[tuple[int, Numbers]]:
        """A term's packed arrays in the order of the blocks, each with the row number that its block begins at."""
        known = self._fetched.get((field, term))
        if known is not None:
            return known
        rows = self.connection.execute(
            f"SELECT block, numbers FROM {self._terms} WHERE field = %s AND term = %s",
            (_FIELDS[field], term),
            binary=True,
        )
        return sorted(map(self._array, rows), key=_base)

    def starting(self, field: str, prefix: str, limit: int) -> set[str]:
        """Terms that begin with ``prefix``; more than ``limit`` of them when there are more."""
        if field == FACETS and prefix in self._facets:
            return self._facets[prefix]
        rows = self.connection.execute(
            f"SELECT DISTINCT term FROM {self._terms} WHERE field = %s AND term >= %s AND term < %s LIMIT %s",
            (_FIELDS[field], prefix, prefix + _LAST, limit + 1),
        )
        found = {term for (term,) in rows}
        if len(found) <= _PREFETCHED:
            self._fetch(field, prefix, found)
        if field == FACETS:
            self._facets[prefix] = found
        return found

    def counts(self, field: str) -> dict[str, int]:
        """All terms of a field, each with how many numbers its arrays hold."""
        rows = self.connection.execute(
            f"SELECT term, sum(length(numbers)) / {_NUMBER} FROM {self._terms} WHERE field = %s GROUP BY term",
            (_FIELDS[field],),
        )
        return {term: int(count) for term, count in rows}

    def close(self) -> None:
        """Nothing is open between transactions."""

    def _fetch(self, field: str, prefix: str, terms: set[str]) -> None:
        arrays: dict[str, list[tuple[int, Numbers]]] = {term: [] for term in terms}
        rows = self.connection.execute(
            f"SELECT term, block, numbers FROM {self._terms} WHERE field = %s AND term >= %s AND term < %s",
            (_FIELDS[field], prefix, prefix + _LAST),
            binary=True,
        )
        for term, block, numbers in rows:
            arrays[term].append(self._array((block, numbers)))
        self._fetched.update({(field, term): sorted(found, key=_base) for term, found in arrays.items()})

    def _array(self, row: tuple[int, bytes]) -> tuple[int, Numbers]:
        return self._bases[row[0]], np.frombuffer(row[1], np.uint32)


def _base(array: tuple[int, Numbers]) -> int:
    return array[0]
