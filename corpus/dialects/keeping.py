"""What a copy of a whole corpus asks of each kind of database, in that one's own words."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from corpus.errors import CorpusBusy

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""

_PAGES = 1024
"""Pages of a SQLite file that are copied at a time: 4 MB."""


def copy_file(connection: Connection, target: Path, progress: Progress) -> None:
    """Copy a SQLite database page by page, as the transaction that ``connection`` is in sees it. Others may write."""
    source = connection.connection.driver_connection
    assert isinstance(source, sqlite3.Connection)  # noqa: S101
    with closing(sqlite3.connect(target)) as copy:
        copy.execute("PRAGMA synchronous=OFF")  # whoever asks for the copy says when it is to be on disk
        source.backup(copy, pages=_PAGES, progress=lambda _status, left, total: progress(total - left, total))


def fold(path: Path, patience: float) -> None:
    """Bring all of a SQLite database into its one file, so that the file can be moved; a damaged one stays as it is.

    Raises CorpusBusy where somebody else has it open: they would go on writing into the file that was moved.
    """
    with closing(sqlite3.connect(path, timeout=patience)) as connection:
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise CorpusBusy(
                    "The corpus at {path} is open in another process; close Addewid there and try again.", path=path
                ) from error


def shape(connection: Connection) -> set[tuple[str, str, str]]:
    """The tables and views of a SQLite database by name, and its triggers with what they do."""
    rows = connection.exec_driver_sql(
        "SELECT type, name, CASE type WHEN 'trigger' THEN sql ELSE '' END FROM sqlite_master "
        "WHERE type IN ('table', 'view', 'trigger') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    return {(kind, name, sql) for kind, name, sql in rows}


@contextmanager
def pouring(connection: Connection, tables: Sequence[str]) -> Iterator[None]:
    """For filling new tables with rows that were checked when they were first written, within one transaction.

    Triggers are set aside until the end; rows may come before those of their own table that they refer to.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")  # until the end of the transaction
        triggers = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
        for name, _ in triggers:
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        yield
        for _, made in triggers:
            connection.exec_driver_sql(made)
        return
    looking = inspect(connection)
    own = [
        f'ALTER TABLE "{table}" ALTER CONSTRAINT "{key["name"]}"'
        for table in tables
        for key in looking.get_foreign_keys(table)
        if key["referred_table"] == table
    ]
    for statement in (
        *(f"{constraint} DEFERRABLE INITIALLY DEFERRED" for constraint in own),
        *(f'ALTER TABLE "{table}" DISABLE TRIGGER USER' for table in tables),
    ):
        connection.exec_driver_sql(statement)
    yield
    for statement in (
        "SET CONSTRAINTS ALL IMMEDIATE",
        *(f"{constraint} NOT DEFERRABLE" for constraint in own),
        *(f'ALTER TABLE "{table}" ENABLE TRIGGER USER' for table in tables),
    ):
        connection.exec_driver_sql(statement)


def number_on(connection: Connection, tables: Iterable[str]) -> None:
    """Let new rows of tables that were filled with numbered ones be numbered from the last on."""
    if connection.dialect.name == "postgresql":
        for table in tables:
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM \"{table}\"))"
            )


def set_aside(connection: Connection, tables: Sequence[str], schema: str) -> None:
    """Move tables of a PostgreSQL database into a new schema, with their rows, numbering, triggers and functions."""
    functions = connection.execute(_CALLED, {"tables": list(tables)}).scalars().all()
    connection.exec_driver_sql(f'CREATE SCHEMA "{schema}"')
    for table in tables:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" SET SCHEMA "{schema}"')
    for function in functions:
        connection.exec_driver_sql(f'ALTER FUNCTION "{function}"() SET SCHEMA "{schema}"')


_CALLED = text(
    "SELECT DISTINCT p.proname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_namespace n ON n.oid = p.pronamespace "
    "WHERE NOT t.tgisinternal AND n.nspname = current_schema() AND c.relnamespace = n.oid "
    "AND c.relname = ANY(:tables)"
)


def drop(connection: Connection, schema: str) -> None:
    """Remove a schema of a PostgreSQL database and all that is in it, where there is one."""
    connection.exec_driver_sql(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE')


def has_schema(connection: Connection, schema: str) -> bool:
    """Whether a PostgreSQL database has a schema of this name."""
    return schema in inspect(connection).get_schema_names()
