"""Opening a corpus wherever it is kept: its migrations, its sessions, its revisions."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, event, inspect, make_url, select, text
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.orm import Session

from corpus import dialects
from corpus.errors import CorpusDamaged, UsageProblem
from corpus.models import State

SCHEMA = "0005"
"""The newest migration; opening a corpus brings it here."""

Name = TypeVar("Name", int, str)

BUSY_SECONDS = 30

MOST_NAMED = 500
"""Rows that one statement may name: a database takes only so many parameters."""


class Corpus:
    """An open corpus. Safe to share between threads: each read or write takes a session of its own."""

    def __init__(self, url: str | URL) -> None:
        """Open the corpus at a database address, creating or migrating it.

        Raises UsageProblem for an address that is neither SQLite's nor PostgreSQL's, CorpusDamaged, CorpusBusy or
        AddewidError as they apply. What they say never holds a password.
        """
        url = understood(url)
        self._dialect = dialects.dialect(url)
        self.address = url.render_as_string(hide_password=False)
        """For whoever must open the same corpus again, in another process; not to be shown."""
        self.engine = self._dialect.engine(BUSY_SECONDS)
        self._reading = self._dialect.reading(self.engine)
        self._writing = self.engine.execution_options(**{dialects.WRITING: True})
        event.listen(self.engine, "connect", lambda connection, _record: self._dialect.prepare(connection))
        event.listen(self.engine, "begin", self._dialect.begin)
        with self.named_errors():
            if not self._is_newest():
                self._migrate()

    @property
    def named(self) -> str:
        """How the corpus is called in messages: a path, or an address without its password."""
        return self._dialect.named

    @property
    def shared(self) -> bool:
        """Whether people on several machines may have it open."""
        return self._dialect.shared

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees the corpus at one moment; whatever is changed in it is thrown away."""
        with self.named_errors(), Session(self._reading, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that holds the corpus's one write lock; commits at the end, or leaves everything as it was."""
        with self.named_errors(), Session(self._writing) as session:
            session.connection()  # takes the lock now, not at the first statement
            yield session
            session.commit()

    @contextmanager
    def snapshot(self) -> Iterator[Any]:
        """The driver's own connection, in a transaction that sees one moment, and that nobody but its user commits."""
        with self.named_errors(), self._reading.connect() as connection:
            yield connection.connection.driver_connection

    @contextmanager
    def alone(self, name: str, wait: float, busy: str) -> Iterator[None]:
        """Be the only one, in any thread or process, that does what has this ``name``.

        Raises CorpusBusy after ``wait`` seconds, which says ``busy`` with its ``{who}`` filled in.
        """
        with self.named_errors(), self._dialect.alone(self.engine, name, wait, busy):
            yield

    @contextmanager
    def named_errors(self) -> Iterator[None]:
        """Turn the database's errors into ours, where they are not faults of the program."""
        try:
            yield
        except (DatabaseError, self.engine.dialect.loaded_dbapi.Error) as error:
            if (told := self._dialect.told(error, self.engine)) is None:
                raise
            raise told from error

    def revision(self) -> int:
        """Count of the changes that search must see; 0 for an empty corpus."""
        with self.read() as session:
            return revision(session)

    def fault(self) -> str:
        """What is wrong with the stored data, in the database's words; empty when they are whole."""
        with self.read() as session:
            return self._dialect.fault(session)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    def _is_newest(self) -> bool:
        with self.engine.connect() as connection:
            return (
                inspect(connection).has_table("alembic_version")
                and connection.scalar(text("SELECT version_num FROM alembic_version")) == SCHEMA
            )

    def _migrate(self) -> None:
        from alembic.util import CommandError

        with self._writing.connect() as connection:
            try:
                migrate(connection)
            except CommandError as error:
                raise CorpusDamaged(
                    "The corpus at {corpus} was made by another version of Addewid; install the newest.",
                    corpus=self.named,
                ) from error


def migrate(connection: Connection) -> None:
    """Make the tables that a connection sees, or bring them to the newest schema; within its transaction, if any."""
    from alembic import command  # imported here: most openings need no migration, and it is slow to load
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(resources.files("corpus") / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def understood(url: str | URL) -> URL:
    """A database address taken apart. Raises UsageProblem, which does not repeat it: it may hold a password."""
    try:
        found = make_url(url)
        if "@" not in (found.host or ""):
            return found
    except (ArgumentError, ValueError):
        pass  # said below, without what it was raised from
    raise UsageProblem(
        "The database address cannot be understood; "
        "it should be like postgresql://name@server/database, with %40 for an @ within a password."
    )


def named(url: str | URL) -> str:
    """How a corpus at an address is called in messages: a path, or the address without its password."""
    return dialects.dialect(understood(url)).named


def revision(session: Session) -> int:
    """Corpus revision as this session sees it."""
    value = session.scalar(select(State.value).where(State.name == "revision"))
    return int(value) if value else 0


def next_revision(session: Session) -> int:
    """Count one change that search must see, and return the new revision."""
    state = session.get(State, "revision") or State(name="revision", value="0")
    state.value = str(int(state.value) + 1)
    session.add(state)
    return int(state.value)


def batched(names: Sequence[Name]) -> Iterator[Sequence[Name]]:
    """Row numbers or refs in pieces small enough for one statement, in order."""
    for at in range(0, len(names), MOST_NAMED):
        yield names[at : at + MOST_NAMED]


def identity(session: Session) -> str:
    """The corpus's own name, given once when it was made: an index of another corpus is told by it."""
    return session.scalars(select(State.value).where(State.name == "identity")).one()
