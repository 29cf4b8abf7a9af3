"""Keeping an index in step with its corpus: what it holds, what it lacks, and bringing it there."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from corpus import database, documents
from corpus.database import Corpus, batched
from corpus.errors import CorpusBusy
from corpus.models import Passage, Version
from corpus.rows import PassageRow
from index.engine import Change, Engine, IndexLost, Stamp
from index.results import Updated

PATIENCE = 30.0
"""Seconds to wait for another writer."""

_ATTEMPTS = 5
_REPORT_EVERY = 100

Answer = TypeVar("Answer")

Progress = Callable[[int, int], None]


class Keeper:
    """Looks after one engine's index of one corpus."""

    def __init__(self, engine: Engine, corpus: Corpus) -> None:
        """Nothing is read or written yet."""
        self._engine = engine
        self._corpus = corpus
        self.looked_at = False
        """Whether it was ever brought up to date since it was opened."""

    def is_current(self) -> bool:
        """Whether the index is whole and holds the corpus as it is now."""
        held = self._engine.held()
        with self._corpus.read() as session:
            return held == _stamp(session)

    def update(self, progress: Progress | None = None) -> Updated:
        """Bring the index up to date, from nothing when it is missing, damaged or of another corpus.

        ``progress`` is told the passages done and the passages to do. Raises CorpusBusy when another writer
        does not finish in time.
        """
        with self._engine.writing(PATIENCE):
            return self._update(progress)

    def asked(self, ask: Callable[[], Answer]) -> Answer:
        """What an engine answers, asked again where its index went missing. Raises CorpusBusy when that has no end."""
        for _ in range(_ATTEMPTS):
            try:
                return ask()
            except IndexLost:
                self.heal()
        raise CorpusBusy("The search index is being changed by other processes all the time; try again later.")

    def heal(self) -> int:
        """Bring the index up to date unless another process is doing so; returns the revision it holds then."""
        held = self._engine.held()
        with self._corpus.read() as session:
            now = _stamp(session)
            usable = held if held == now or (held is not None and _leads_to(held, now, session)) else None
        revision = now.revision
        if usable != now:
            try:
                with self._engine.writing(0.0 if usable else PATIENCE):
                    revision = self._update(None).revision
            except CorpusBusy:
                if usable is None:
                    raise
                revision = usable.revision
        self.looked_at = True
        return revision

    def _update(self, progress: Progress | None) -> Updated:
        held = self._engine.held()
        with self._corpus.read() as session:
            now = _stamp(session)
            if held == now:
                return Updated(0, 0, rebuilt=False, revision=now.revision)
            afresh = held is None or not _leads_to(held, now, session)
            changes = documents.changed_since(session, 0 if held is None or afresh else held.revision)
            versions = changes.versions
            if not afresh:
                versions = sorted({*versions, *self._engine.worn([*versions, *changes.gone])})
            passages = _passages(session, versions, progress)
            change = Change(now, versions, changes.gone, afresh=afresh, passages=passages)
            added, removed = self._engine.write(change)
        return Updated(added, removed, rebuilt=afresh, revision=now.revision)


def _passages(session: Session, versions: Sequence[int], progress: Progress | None) -> Iterator[PassageRow]:
    """The passages of versions, telling how far it has come."""
    if progress is None:
        yield from documents.stream(session, versions)
        return
    total = sum(_count(session, batch) for batch in batched(versions))
    progress(0, total)
    for done, passage in enumerate(documents.stream(session, versions), 1):
        yield passage
        if done % _REPORT_EVERY == 0 or done == total:
            progress(done, total)


def _count(session: Session, versions: Sequence[int]) -> int:
    counted = select(func.count()).select_from(Passage).where(Passage.version_id.in_(versions))
    return session.scalars(counted).one()


def _stamp(session: Session) -> Stamp:
    """The corpus as a session sees it."""
    newest = session.scalar(select(func.max(Version.id)))
    witness = _witness(session, newest) if newest is not None else ""
    return Stamp(database.identity(session), database.revision(session), witness)


def _witness(session: Session, version_id: int) -> str:
    described = select(Version.text_sha256, Version.added_at).where(Version.id == version_id)
    found = session.execute(described).one_or_none()
    return f"{version_id} {found.text_sha256} {found.added_at.isoformat()}" if found else ""


def _leads_to(held: Stamp, now: Stamp, session: Session) -> bool:
    """Whether the corpus has gone through what the index holds: not so for another one, or one put back from a copy."""
    if held.corpus != now.corpus or held.revision > now.revision:
        return False
    return not held.witness or held.witness == _witness(session, int(held.witness.split()[0]))
