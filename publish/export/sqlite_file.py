"""SQLite: a database of the tables with keys, indexes, full text search and views, and what Datasette is told of it."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from publish.export import datasette
from publish.export.about import About
from publish.export.cells import bare, dumps
from publish.export.columns import Column, Table, Type, Value
from publish.export.views import views
from publish.export.writing import whole_file

SCHEMA = 1
"""Counts the forms that these files have had; ``PRAGMA user_version``."""

APPLICATION = 0x41444457
"""``PRAGMA application_id``: ADDW."""

_PRAGMAS = (
    "journal_mode=OFF",
    "synchronous=OFF",
    "page_size=4096",
    f"user_version={SCHEMA}",
    f"application_id={APPLICATION}",
)
"""A file that is thrown away unless it is whole needs no journal."""

ROWS = 2_000
"""Rows that are written at a time."""

_TYPES: Mapping[Type, str] = {
    Type.INTEGER: "INTEGER",
    Type.BOOLEAN: "INTEGER",
    Type.NUMBER: "REAL",
}
_INDEXED = {
    "commitments": ("delivery", "body_key", "kind", "deadline", "document_key"),
    "passages": ("document_ref",),
    "events": ("commitment_ref", "as_of"),
    "evidence": ("commitment_ref", "passage_ref"),
    "documents": ("key",),
    "case_studies": ("passage_ref",),
}
_SEARCHED = {"passages", "commitments"}


def write(tables: Sequence[Table], path: Path, about: About) -> dict[str, int]:
    """Write a database and, beside it, ``NAME.metadata.json``; returns how many rows each table has.

    Each is written whole or not at all. The same rows give the same bytes.
    """
    counts: dict[str, int] = {}
    named = {table.name for table in tables}
    with whole_file(beside(path)) as metadata, whole_file(path) as draft:
        told = datasette.metadata(path.stem, tables, about)
        metadata.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="")
        with closing(sqlite3.connect(draft, isolation_level=None)) as database:
            for pragma in _PRAGMAS:
                database.execute(f"PRAGMA {pragma}")
            database.execute("BEGIN")
            _about(database, about)
            for table in tables:
                counts[table.name] = _fill(database, table, named)
            for table in tables:
                _index(database, table)
            for view in views(named):
                database.execute(view)
            database.execute("COMMIT")
            database.execute("ANALYZE")
    return counts


def beside(path: Path) -> Path:
    """The file in which Datasette is told of a database."""
    return path.with_name(f"{path.stem}.metadata.json")


def _about(database: sqlite3.Connection, about: About) -> None:
    """What the export says of itself, as a table."""
    database.execute("CREATE TABLE about (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL)")
    told = {**about.facts(), "sentences": list(about.lines())}
    rows = [(name, value if isinstance(value, str) else dumps(value)) for name, value in told.items()]
    database.executemany("INSERT INTO about VALUES (?, ?)", rows)


def _fill(database: sqlite3.Connection, table: Table, named: set[str]) -> int:
    """Make a table and put its rows in."""
    columns = [_column(column, table, named) for column in table.columns]
    if table.name in _SEARCHED:  # what is searched names rows by number: one that stays when the file is compacted
        columns.insert(0, "id INTEGER PRIMARY KEY")
    database.execute(f"CREATE TABLE {_quoted(table.name)} ({', '.join(columns)})")
    names = ", ".join(_quoted(column.name) for column in table.columns)
    marks = ", ".join("?" * len(table.columns))
    insert = f"INSERT INTO {_quoted(table.name)} ({names}) VALUES ({marks})"
    count = 0
    for some in _pieces(table):
        database.executemany(insert, some)
        count += len(some)
    return count


def _pieces(table: Table) -> Iterator[list[tuple[Any, ...]]]:
    rows = (tuple(map(_stored, row)) for row in table.rows())
    while some := list(islice(rows, ROWS)):
        yield some


def _stored(value: Value) -> str | int | float | None:
    """A value as SQLite holds it: days as ISO 8601, lists as JSON."""
    if isinstance(value, tuple | list):
        return dumps(value)
    if isinstance(value, bool):
        return int(value)
    stored: str | int | float | None = bare(value)
    return stored


def _column(column: Column[Any], table: Table, named: set[str]) -> str:
    said = f"{_quoted(column.name)} {_TYPES.get(column.type, 'TEXT')}"
    if column.name == table.key:
        said += " NOT NULL UNIQUE" if table.name in _SEARCHED else " PRIMARY KEY NOT NULL"
    other, _, field = column.references.partition(".")
    # a passage may come before the twin that it names: a key that is only checked at the end
    late = " DEFERRABLE INITIALLY DEFERRED" if other == table.name else ""
    return said + (f" REFERENCES {_quoted(other)} ({_quoted(field)}){late}" if other in named else "")


def _index(database: sqlite3.Connection, table: Table) -> None:
    """Indexes, and the search of words."""
    for column in _INDEXED.get(table.name, ()):
        name = _quoted(f"{table.name}_{column}")
        database.execute(f"CREATE INDEX {name} ON {_quoted(table.name)} ({_quoted(column)})")
    if table.name in _SEARCHED:
        columns = ", ".join(_quoted(column) for column in table.searched)
        words = f"{table.name}_fts"
        database.execute(
            f"CREATE VIRTUAL TABLE {_quoted(words)} USING FTS5 ({columns}, content={_quoted(table.name)}, "
            "content_rowid=\"id\", tokenize='unicode61 remove_diacritics 2')"
        )
        database.execute(f"INSERT INTO {_quoted(words)} ({_quoted(words)}) VALUES ('rebuild')")


def _quoted(name: str) -> str:
    """A name of ours within SQL: "group" is a word of its own there, and "end" too."""
    return f'"{name}"'
