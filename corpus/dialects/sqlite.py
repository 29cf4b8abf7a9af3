"""SQLite: one file, which the processes of one machine share."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, text
from sqlalchemy.orm import Session

from corpus.dialects.contract import BUSY, WRITING
from corpus.errors import AddewidError, CorpusBusy, CorpusDamaged
from corpus.language import tr


class Sqlite:
    """A file, on one machine."""

    shared = False

    def __init__(self, url: URL) -> None:
        self._url = url
        self.named = url.database or "memory"

    def engine(self, patience: float) -> Engine:
        """An engine over the file; the driver itself waits."""
        return create_engine(self._url, connect_args={"timeout": patience})

    def reading(self, engine: Engine) -> Engine:
        """The same: a transaction sees one moment in any case."""
        return engine

    def prepare(self, connection: Any) -> None:
        """Readers beside the writer, and keys that must hold."""
        # The driver's own implicit BEGIN takes a read lock first and then cannot always upgrade it; we say BEGIN.
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")

    def begin(self, connection: Connection) -> None:
        """For writing, the file's one write lock is taken at once."""
        writing = connection.get_execution_options().get(WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    def fault(self, session: Session) -> str:
        """The file is checked page by page."""
        answer = session.scalar(text("PRAGMA quick_check"))
        return "" if answer == "ok" else str(answer)

    @contextmanager
    def alone(self, engine: Engine, name: str, wait: float, busy: str) -> Iterator[None]:
        """A lock file beside the corpus, which does not say who holds it."""
        from filelock import FileLock, Timeout

        lock = FileLock(f"{self._url.database}.{name}.lock")
        try:
            lock.acquire(timeout=wait)
        except Timeout as error:
            raise CorpusBusy(busy, who=tr("another process")) from error
        try:
            yield
        finally:
            lock.release()

    def told(self, error: Exception, engine: Engine) -> AddewidError | None:
        """By the words of the error: SQLite's own are few, and stable."""
        said = str(getattr(error, "orig", error))
        if "locked" in said:
            return CorpusBusy(BUSY, who=tr("another process"))
        if "malformed" in said or "not a database" in said:
            return CorpusDamaged(
                "The corpus at {corpus} is damaged ({said}); "
                "move it away and restore a copy, or move it away and run: addewid rebuild.",
                corpus=self.named,
                said=said,
            )
        if type(error).__name__ == "OperationalError":
            return CorpusDamaged(
                "The corpus at {corpus} could not be used ({said}); run: addewid doctor.", corpus=self.named, said=said
            )
        return None
