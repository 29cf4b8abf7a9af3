"""What every kind of database must be able to do for a corpus."""

from contextlib import AbstractContextManager
from typing import Any, Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from corpus.errors import AddewidError
from corpus.language import msg

WRITING = "addewid_writing"
"""The execution option of connections that are to hold the corpus's one write lock."""

BUSY = msg("The corpus is being written by {who}; wait for it to finish and try again.")


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
