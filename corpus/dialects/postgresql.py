"""PostgreSQL: advisory locks for its one writer and for whoever must be alone, and its errors in words."""

import getpass
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session

from corpus.dialects.contract import BUSY, WRITING
from corpus.errors import AddewidError, CorpusBusy, CorpusDamaged, UsageProblem
from corpus.language import msg, tr

_PATIENCE = "addewid_patience"
"""The execution option that says how many seconds connections wait for the write lock."""

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
    ({"40001", "40P01"}, CorpusBusy, msg("Another process changed the same part of the corpus ({said}); try again.")),
    (
        {"42501", "25006"},
        AddewidError,
        msg("The corpus at {corpus} is closed to you ({said}); ask its owner for the right."),
    ),
    ({"XX001", "XX002"}, CorpusDamaged, msg("The corpus at {corpus} is damaged ({said}); restore a copy.")),
    (
        {"53100", "53200", "53300", "53400"},
        AddewidError,
        msg("The corpus at {corpus} cannot go on, as its server is full ({said}); make room there."),
    ),
)
"""What the server's error codes come to: changed by others, not allowed, damaged, out of room."""


class Postgresql:
    """A server's database, which a team shares."""

    shared = True

    def __init__(self, url: URL) -> None:
        self._url = url.set(drivername="postgresql+psycopg")
        self.named = URL.create("postgresql", url.username, None, url.host, url.port, url.database).render_as_string()

    def engine(self, patience: float) -> Engine:
        """An engine whose connections tell the server who they are. Raises UsageProblem where its driver is lacking."""
        try:
            return create_engine(
                self._url,
                connect_args={"application_name": _application(), "connect_timeout": 10, **_KEEPALIVE},
                execution_options={_PATIENCE: patience},
                pool_pre_ping=True,  # a laptop that slept finds its connections gone
            )
        except (ModuleNotFoundError, NoSuchModuleError) as error:
            raise UsageProblem(
                "The corpus at {corpus} needs PostgreSQL's driver; install addewid[postgres].", corpus=self.named
            ) from error

    def reading(self, engine: Engine) -> Engine:
        """A transaction that sees one moment must be asked for."""
        return engine.execution_options(isolation_level="REPEATABLE READ")

    def prepare(self, connection: Any) -> None:
        """Nothing but to see that it can hold Welsh. Raises UsageProblem."""
        encoding = connection.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            raise UsageProblem(
                "The database at {corpus} is in {encoding}, which lacks letters of Welsh; "
                "make one in UTF8: createdb --encoding=UTF8 --template=template0 NAME.",
                corpus=self.named,
                encoding=encoding,
            )

    def begin(self, connection: Connection) -> None:
        """SQLAlchemy begins; for writing, the one write lock is waited for, to be held to the end."""
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
        """A lock of the connection's, which ends with it."""
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            try:
                _take(connection, "pg_advisory_lock", _number(name), wait)
                yield
            except DBAPIError as error:
                if _state(error) not in _UNAVAILABLE:
                    raise
                raise CorpusBusy(busy, who=_holder(connection, name)) from error
            finally:
                if not connection.invalidated:  # a connection that broke holds nothing any more
                    connection.exec_driver_sql(
                        "SELECT pg_advisory_unlock_all(), set_config('lock_timeout', '0', false)"
                    )

    def told(self, error: Exception, engine: Engine) -> AddewidError | None:
        """By the server's codes, which are the same in every language."""
        state, said = _state(error), _first_line(getattr(error, "orig", error))
        if state in _UNAVAILABLE:
            with engine.connect() as connection:
                return CorpusBusy(BUSY, who=_holder(connection, "writing"))
        for states, kind, words in _TOLD:
            if state in states:
                return kind(words, corpus=self.named, said=said)
        if type(error).__name__ == "OperationalError":
            return AddewidError(
                "The corpus at {corpus} cannot be reached ({said}); start its server, or correct its address.",
                corpus=self.named,
                said=said,
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
    return str(found) if found else tr("another process")


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
