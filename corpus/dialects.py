"""What SQLite and PostgreSQL do each in their own way. The one module that knows either.

Both keep one writer at a time and let readers see one moment. PostgreSQL is told to compare and to sort words as SQLite
does, by their letters' code points, so that lists and pages come out the same in either.
"""

import getpass
import os
import socket
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from hashlib import blake2b
from typing import Any, Protocol

from sqlalchemy import URL, Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session

from corpus.errors import AddewidError, CorpusBusy, CorpusDamaged, UsageProblem

WRITING = "addewid_writing"
"""The execution option of connections that are to hold the corpus's one write lock."""

_PATIENCE = "addewid_patience"
"""The execution option that says how many seconds they wait for it."""

_BUSY = "The corpus is being written by {who}; wait for it to finish and try again."


class Dialect(Protocol):
    """One kind of database; ``named`` is how a corpus in it is called in messages, never with a password."""

    named: str
    shared: bool
    """Whether people on several machines may have it open."""

    def engine(self, patience: float) -> Engine:
        """An engine whose connections wait ``patience`` seconds for a lock."""

    def reading(self, engine: Engine) -> Engine:
        """The same, for connections that see the database at one moment."""

    def prepare(self, connection: Any) -> None:
        """Get a new connection of the driver's ready."""

    def begin(self, connection: Connection) -> None:
        """What begins a transaction, for writing where the option says so."""

    def fault(self, session: Session) -> str:
        """What is wrong with the stored data; empty when they are whole."""

    def alone(self, engine: Engine, name: str, wait: float, busy: str) -> AbstractContextManager[None]:
        """Hold a lock of this name. Raises CorpusBusy after ``wait`` seconds, saying ``busy`` with its ``{who}``."""

    def told(self, error: Exception, engine: Engine) -> AddewidError | None:
        """An error of the database in words for a person; None for one that is a fault of ours."""


def dialect(url: URL) -> Dialect:
    """The dialect of a database address. Raises UsageProblem where there is none."""
    match url.get_backend_name():
        case "sqlite":
            return _Sqlite(url)
        case "postgresql":
            return _Postgresql(url)
    raise UsageProblem(
        f"A corpus is kept in SQLite or in PostgreSQL, not in {url.get_backend_name()}; "
        "give an address that starts sqlite:/// or postgresql://."
    )


def append_only(connection: Connection, tables: tuple[str, ...]) -> None:
    """Make tables refuse every change and removal, whoever asks."""
    is_sqlite = connection.dialect.name == "sqlite"
    if not is_sqlite:
        connection.exec_driver_sql(_REFUSE)
    for table in tables:
        if is_sqlite:
            for act in ("UPDATE", "DELETE"):
                connection.exec_driver_sql(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
        else:
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )


_REFUSE = (
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$"
)


def settle(connection: Connection) -> None:
    """After migrations: let PostgreSQL compare words as SQLite does, and take them at whatever length."""
    if connection.dialect.name != "postgresql":
        return
    unsettled = connection.exec_driver_sql(
        "SELECT table_name, column_name, data_type FROM information_schema.columns "
        "WHERE table_schema = current_schema() AND data_type IN ('text', 'character varying') "
        "AND (collation_name IS DISTINCT FROM 'C' OR character_maximum_length IS NOT NULL) "
        "AND table_name <> 'alembic_version' ORDER BY 1, 2"
    ).all()
    for table, column, kind in unsettled:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE {kind} COLLATE "C"')


class _Sqlite:
    """A file, on one machine."""

    shared = False

    def __init__(self, url: URL) -> None:
        self._url = url
        self.named = url.database or "memory"

    def engine(self, patience: float) -> Engine:
        return create_engine(self._url, connect_args={"timeout": patience})

    def reading(self, engine: Engine) -> Engine:
        return engine

    def prepare(self, connection: Any) -> None:
        # The driver's own implicit BEGIN takes a read lock first and then cannot always upgrade it; we say BEGIN.
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")

    def begin(self, connection: Connection) -> None:
        writing = connection.get_execution_options().get(WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    def fault(self, session: Session) -> str:
        answer = session.scalar(text("PRAGMA quick_check"))
        return "" if answer == "ok" else str(answer)

    @contextmanager
    def alone(self, engine: Engine, name: str, wait: float, busy: str) -> Iterator[None]:
        from filelock import FileLock, Timeout

        lock = FileLock(f"{self._url.database}.{name}.lock")
        try:
            lock.acquire(timeout=wait)
        except Timeout as error:
            raise CorpusBusy(busy.format(who="another process")) from error
        try:
            yield
        finally:
            lock.release()

    def told(self, error: Exception, engine: Engine) -> AddewidError | None:
        said = str(getattr(error, "orig", error))
        if "locked" in said:
            return CorpusBusy(_BUSY.format(who="another process"))
        if "malformed" in said or "not a database" in said:
            return CorpusDamaged(
                f"The corpus at {self.named} is damaged ({said}); "
                "move it away and restore a copy, or move it away and run: addewid rebuild."
            )
        if type(error).__name__ == "OperationalError":
            return CorpusDamaged(f"The corpus at {self.named} could not be used ({said}); run: addewid doctor.")
        return None


_KEEPALIVE = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
"""So that the lock of a machine that went away is soon free."""

_LOCKS = 0xADDE
"""First half of the number of each of our advisory locks; the second tells them apart."""

_HOLDER = (
    "SELECT coalesce(nullif(a.application_name, ''), 'process ' || l.pid) "
    "FROM pg_locks l LEFT JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND l.granted "
    "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
    "AND l.classid = %s AND l.objid = %s AND l.objsubid = 2"
)

_UNAVAILABLE = {"55P03"}
_TOLD: tuple[tuple[set[str], type[AddewidError], str], ...] = (
    ({"40001", "40P01"}, CorpusBusy, "Another process changed the same part of the corpus ({said}); try again."),
    ({"42501", "25006"}, AddewidError, "{corpus} is closed to you ({said}); ask its owner for the right."),
    ({"XX001", "XX002"}, CorpusDamaged, "{corpus} is damaged ({said}); restore a copy."),
    (
        {"53100", "53200", "53300", "53400"},
        AddewidError,
        "{corpus} cannot go on, as its server is full ({said}); make room there.",
    ),
)
"""What the server's error codes come to: changed by others, not allowed, damaged, out of room."""


class _Postgresql:
    """A server's database, which a team shares."""

    shared = True

    def __init__(self, url: URL) -> None:
        self._url = url.set(drivername="postgresql+psycopg")
        self.named = URL.create("postgresql", url.username, None, url.host, url.port, url.database).render_as_string()

    def engine(self, patience: float) -> Engine:
        try:
            return create_engine(
                self._url,
                connect_args={"application_name": _application(), "connect_timeout": 10, **_KEEPALIVE},
                execution_options={_PATIENCE: patience},
                pool_pre_ping=True,  # a laptop that slept finds its connections gone
            )
        except (ModuleNotFoundError, NoSuchModuleError) as error:
            raise UsageProblem(
                f"The corpus at {self.named} needs PostgreSQL's driver; install addewid[postgres]."
            ) from error

    def reading(self, engine: Engine) -> Engine:
        return engine.execution_options(isolation_level="REPEATABLE READ")

    def prepare(self, connection: Any) -> None:
        encoding = connection.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            raise UsageProblem(
                f"The database at {self.named} is in {encoding}, which lacks letters of Welsh; "
                "make one in UTF8: createdb --encoding=UTF8 --template=template0 NAME."
            )

    def begin(self, connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get(WRITING):
            _take(connection, "pg_advisory_xact_lock", _number("writing"), options[_PATIENCE])

    def fault(self, session: Session) -> str:
        """Every row of every table is read: that is how the server finds what it cannot read."""
        connection = session.connection()
        tables = connection.exec_driver_sql(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1"
        ).scalars()
        for table in tables.all():
            try:
                connection.exec_driver_sql(f'SELECT sum(length(t::text)) FROM "{table}" t')
            except DBAPIError as error:
                return f"{table}: {_first_line(error.orig)}"
        return ""

    @contextmanager
    def alone(self, engine: Engine, name: str, wait: float, busy: str) -> Iterator[None]:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            try:
                _take(connection, "pg_advisory_lock", _number(name), wait)
                yield
            except DBAPIError as error:
                if _state(error) not in _UNAVAILABLE:
                    raise
                raise CorpusBusy(busy.format(who=_holder(connection, name))) from error
            finally:
                if not connection.invalidated:  # a connection that broke holds nothing any more
                    connection.exec_driver_sql(
                        "SELECT pg_advisory_unlock_all(), set_config('lock_timeout', '0', false)"
                    )

    def told(self, error: Exception, engine: Engine) -> AddewidError | None:
        state, said = _state(error), _first_line(getattr(error, "orig", error))
        if state in _UNAVAILABLE:
            with engine.connect() as connection:
                return CorpusBusy(_BUSY.format(who=_holder(connection, "writing")))
        for states, kind, words in _TOLD:
            if state in states:
                return kind(words.format(corpus=f"The corpus at {self.named}", said=said))
        if type(error).__name__ == "OperationalError":
            return AddewidError(
                f"The corpus at {self.named} cannot be reached ({said}); start its server, or correct its address."
            )
        return None


def _take(connection: Connection, function: str, number: int, wait: float) -> None:
    """Take an advisory lock or raise the driver's error; 0 seconds is nothing to wait, not for ever."""
    local = function == "pg_advisory_xact_lock"
    milliseconds = str(max(int(wait * 1000), 1))
    connection.exec_driver_sql("SELECT set_config('lock_timeout', %s, %s)", (milliseconds, local))
    connection.exec_driver_sql(f"SELECT {function}(%s, %s)", (_LOCKS, number))


def _number(name: str) -> int:
    """The second half of a lock's number."""
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest()) >> 1


def _holder(connection: Connection, name: str) -> str:
    """Who holds a lock, as they call themselves."""
    found = connection.exec_driver_sql(_HOLDER, (_LOCKS, _number(name))).scalar()
    return str(found) if found else "another process"


def _application() -> str:
    """What others are told of this process: the server keeps 63 bytes of it."""
    try:
        who = getpass.getuser()
    except (OSError, KeyError):
        who = "somebody"
    words = f"{who} on {socket.gethostname()} (process {os.getpid()})"
    return words if len(words.encode()) < 64 else f"process {os.getpid()} on {socket.gethostname()}"[:60]


def _state(error: Exception) -> str:
    return getattr(getattr(error, "orig", error), "sqlstate", None) or ""


def _first_line(error: object) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__).strip().rstrip(".")
