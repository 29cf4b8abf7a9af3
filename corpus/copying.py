"""Copying a whole corpus, from one kind of database into the same or the other; rows are never all in memory.

A copy of SQLite is its file, page by page. Between SQLite and PostgreSQL rows are copied table by table, with their
numbers, into tables that the migrations have just made.
"""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Table, delete, exists, func, select
from sqlalchemy.orm import Session

from corpus import audit, database
from corpus.database import Corpus
from corpus.dialects import keeping
from corpus.dialects.keeping import Progress
from corpus.language import plural, tr
from corpus.models import Base, Decision, State, StatusEvent

BATCH = 1_000
"""Rows in memory at a time."""

_VERSION = "alembic_version"
_TABLES: tuple[Table, ...] = tuple(Base.metadata.sorted_tables)
_NAMES = tuple(table.name for table in _TABLES)


@dataclass(frozen=True, slots=True)
class Facts:
    """What tells one state of a corpus from another; ``head`` stands for its whole account (see ``corpus.audit``).

    ``faults`` are the names of what in the account does not hold.
    """

    identity: str
    revision: int
    judgements: int
    decisions: int
    head: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """What one corpus holds of judgements and decisions and another does not."""

    judgements: int = 0
    decisions: int = 0

    def __bool__(self) -> bool:
        return bool(self.judgements or self.decisions)

    def __str__(self) -> str:
        return tr(
            "{judgements} and {decisions}",
            judgements=plural("{count} judgement", "{count} judgements", self.judgements),
            decisions=plural("{count} decision", "{count} decisions", self.decisions),
        )


NOTHING = Lacking()


def facts(session: Session) -> Facts:
    """What a session sees; its whole account is read again."""
    found = audit.audit(session)
    return Facts(
        database.identity(session),
        database.revision(session),
        found.judgements,
        found.decisions,
        found.head,
        tuple(fault.name for fault in found.faults),
    )


def is_empty(session: Session) -> bool:
    """Whether nothing was ever put into a corpus."""
    filled = (select(exists().select_from(table)) for table in _TABLES if table is not State.__table__)
    return not any(session.scalar(each) for each in filled)


def lacking(here: Session, there: Session) -> Lacking:
    """What the one holds and the other lacks."""
    found = []
    for model in (StatusEvent, Decision):
        known = set(there.scalars(select(model.hash)))
        found.append(sum(digest not in known for digest in here.scalars(select(model.hash))))
    return Lacking(*found)


def save(session: Session, target: Path, progress: Progress) -> None:
    """Copy what a session sees into a new SQLite file. Others may read and write meanwhile."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        keeping.copy_file(connection, target, progress)
        return
    with closing(Corpus(URL.create("sqlite", database=str(target)))) as copy, copy.write() as into:
        _pour(session, into, progress)


def replace(source: Session, into: Session, progress: Progress, *, aside: str, disposable: Iterable[str] = ()) -> None:
    """Put what ``source`` sees in the place of a corpus in PostgreSQL, within the transaction of ``into``.

    The tables that are there are moved into a new schema, ``aside``, or removed where they are empty and it is "".
    Schemas that are ``disposable`` are dropped: what was made of the corpus that was there.
    """
    connection = into.connection()
    schema = aside or "addewid_empty"
    keeping.set_aside(connection, (*_NAMES, _VERSION), schema)
    if not aside:
        keeping.drop(connection, schema)
    for each in disposable:
        keeping.drop(connection, each)
    into.expire_all()
    database.migrate(connection)
    _pour(source, into, progress)


def was_set_aside(session: Session, schema: str) -> bool:
    """Whether a corpus in PostgreSQL was moved into this schema."""
    return keeping.has_schema(session.connection(), schema)


def differs(session: Session, fresh: Session) -> str:
    """What of the making of a SQLite corpus is not as in a fresh one, in a few words; "" when all is."""
    found, due = keeping.shape(session.connection()), keeping.shape(fresh.connection())
    for kind, name, _ in sorted(due - found):
        return tr("its {kind} {name} is not as it was made", kind=kind, name=name)
    for kind, name, _ in sorted(found - due):
        return tr("its {kind} {name} is none of Addewid's", kind=kind, name=name)
    return ""


def _pour(source: Session, into: Session, progress: Progress) -> None:
    """Copy every row into tables that hold none yet but what migrations put there."""
    connection = into.connection()
    total = sum(source.scalars(select(func.count()).select_from(table)).one() for table in _TABLES)
    done = 0
    with keeping.pouring(connection, _NAMES):
        connection.execute(delete(State))
        for table in _TABLES:
            reading = select(table).order_by(*table.primary_key.columns)
            with source.execute(reading, execution_options={"yield_per": BATCH}) as rows:
                for batch in rows.mappings().partitions():
                    connection.execute(table.insert(), [dict(row) for row in batch])
                    done += len(batch)
                    progress(done, total)
    keeping.number_on(connection, [table.name for table in _TABLES if "id" in table.columns])
