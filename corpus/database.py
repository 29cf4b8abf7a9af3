"""Opening a corpus: the engine, its migrations, sessions. The one module that knows SQLite."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, select, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session

from corpus.errors import CorpusBusy, CorpusDamaged, UsageProblem
from corpus.models import State

SCHEMA = "0003"
"""The newest migration; opening a corpus brings it here."""

BUSY_SECONDS = 30

MOST_NAMED = 500
"""Rows that one statement may name: a database takes only so many parameters."""

APPEND_ONLY = ("status_events", "event_evidence", "recorded_searches")


class Corpus:
    """An open corpus. Safe to share between threads: each read or write takes a session of its own."""

    def __init__(self, url: str | URL) -> None:
        """Open the corpus at a database address, creating or migrating it.

        Raises UsageProblem for a database that is not SQLite, CorpusDamaged or CorpusBusy as they apply.
        """
        url = make_url(url)
        if url.get_backend_name() != "sqlite":
            raise UsageProblem(f"A corpus is kept in SQLite, not at {url}; give an address that starts sqlite:///.")
        self.url = url.render_as_string(hide_password=True)
        self._engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
        self._writing = self._engine.execution_options(begin="BEGIN IMMEDIATE")
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)
        with _named_errors(url):
            _migrate(self._engine)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees the corpus at one moment; whatever is changed in it is thrown away."""
        with _named_errors(self._engine.url), Session(self._engine, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that holds the corpus's one write lock; commits at the end, or leaves everything as it was."""
        with _named_errors(self._engine.url), Session(self._writing) as session:
            session.connection()  # takes the lock now, not at the first statement
            yield session
            session.commit()

    def revision(self) -> int:
        """Count of the changes that search must see; 0 for an empty corpus."""
        with self.read() as session:
            return revision(session)

    def fault(self) -> str:
        """What is wrong with the database file, in the database's words; empty when it is whole."""
        with self.read() as session:
            answer = session.scalar(text("PRAGMA quick_check"))
        return "" if answer == "ok" else str(answer)

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()


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


def batched(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """Row numbers in pieces small enough for one statement, in order."""
    for at in range(0, len(numbers), MOST_NAMED):
        yield numbers[at : at + MOST_NAMED]


def identity(session: Session) -> str:
    """The corpus's own name, given once when it was made: an index of another corpus is told by it."""
    return session.scalars(select(State.value).where(State.name == "identity")).one()


def append_only(connection: Connection) -> None:
    """Make the account's tables refuse every change and removal, whoever asks."""
    for table in APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            connection.execute(
                text(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
            )


def _prepare(connection: Any, _record: Any) -> None:
    # The driver's own implicit BEGIN takes a read lock first and then cannot always upgrade it; we say BEGIN.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _migrate(engine: Engine) -> None:
    with engine.connect() as connection:
        if (
            inspect(connection).has_table("alembic_version")
            and connection.scalar(text("SELECT version_num FROM alembic_version")) == SCHEMA
        ):
            return
    from alembic import command  # imported here: most openings need no migration, and it is slow to load
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(resources.files("corpus") / "migrations"))
    with engine.execution_options(begin="BEGIN IMMEDIATE").connect() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise CorpusDamaged(
                f"The corpus at {engine.url.database} was made by another version of Addewid; install the newest."
            ) from error


@contextmanager
def _named_errors(url: URL) -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if "locked" in str(error.orig):
            raise CorpusBusy(
                "The corpus is being written by another process; wait for it to finish and try again."
            ) from error
        raise CorpusDamaged(
            f"The corpus at {url.database} could not be used ({error.orig}); run: addewid doctor."
        ) from error
    except DatabaseError as error:
        if "malformed" in str(error.orig) or "not a database" in str(error.orig):
            raise CorpusDamaged(
                f"The corpus at {url.database} is damaged ({error.orig}); "
                "move it away and restore a copy, or move it away and run: addewid rebuild."
            ) from error
        raise
