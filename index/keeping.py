"""Keeping an index in step with its corpus: what it holds, what it lacks, and bringing it there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from corpus import database, documents
from corpus.database import Corpus, batched
from corpus.errors import CorpusBusy
from corpus.models import Passage, Version
from corpus.rows import PassageRow
from index.engine import Asked, Change, Engine, IndexLost, Stamp
from index.results import Building, Updated
from index.tending import Progress, Tender

if TYPE_CHECKING:
    from index.scan import Scan

PATIENCE = 30.0
"""Seconds to wait for another writer, where only a whole answer will do."""

GRACE = 0.5
"""Seconds to wait for another writer before the database is looked through instead."""

_ATTEMPTS = 5
_REPORT_EVERY = 100

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class State:
    """What answers now: which corpus revision, and how far the index is ``building`` where it is behind the corpus.

    ``scans`` where there is no index to ask.
    """

    revision: int
    building: Building | None = None
    scans: bool = False


class Keeper:
    """Looks after one engine's index of one corpus."""

    def __init__(self, engine: Engine, corpus: Corpus) -> None:
        """Nothing is read or written yet."""
        self._engine = engine
        self._corpus = corpus
        self._scanning: Scan | None = None
        self._tender: Tender | None = None
        self.looked_at = False
        """Whether it was ever brought up to date since it was opened."""

    def is_current(self) -> bool:
        """Whether the index is whole and holds the corpus as it is now."""
        held = self._engine.held()
        with self._corpus.read() as session:
            return held == stamp(session)

    def update(self, progress: Progress | None = None, wait: float | None = None) -> Updated:
        """Bring the index up to date, from nothing when it is missing, damaged or of another corpus.

        ``progress`` is told the passages done and the passages to do. Raises CorpusBusy when another writer
        does not finish in ``wait`` seconds, or in ``PATIENCE``.
        """
        with self._engine.writing(PATIENCE if wait is None else wait):
            return self._update(progress)

    def tend(self) -> None:
        """From now on do that in a thread of its own, beginning now where it is due; searches do not wait for it."""
        self._tender = Tender(lambda progress: self.update(progress, GRACE))
        if not self.is_current():
            self._tender.start()

    def building(self) -> Building | None:
        """How far the index has come that is being built in a thread of ours; None while there is none."""
        return self._tender.building if self._tender else None

    def close(self) -> None:
        """Give up what is being written, and let go of everything."""
        if self._tender is not None:
            self._tender.leave()
        self._engine.close()
        self._scanning = None

    def heal(self, *, patient: bool = True) -> int:
        """Bring the index up to date unless another process is doing so; returns the revision it holds then.

        Raises CorpusBusy, after ``PATIENCE`` seconds or ``GRACE``, where there is none to ask without it.
        """
        return self._brought(PATIENCE if patient else GRACE).revision

    def ready(self, *, further: bool) -> State:
        """The same, but where there is no index to ask, read in the database.

        ``further`` is said of a new question: for that, another writer is waited for a moment, and then more is read
        than for those before.
        """
        return self._ready(GRACE if further else 0.0, further=further)

    def asked(self, ask: Callable[[Asked], Answer], *, whole: bool = False) -> Answer:
        """What an engine answers, asked again where its index went missing, or of a scan, unless it must be ``whole``.

        Raises CorpusBusy when that has no end.
        """
        for _ in range(_ATTEMPTS):
            try:
                return ask(self._engine)
            except IndexLost:
                if whole:
                    self.heal()
                elif self._ready(0.0, further=False).scans:
                    return ask(self._scan())
        raise CorpusBusy("The search index is being changed by other processes all the time; try again later.")

    def _ready(self, wait: float, *, further: bool) -> State:
        try:
            return self._brought(wait)
        except CorpusBusy:
            scan = self._scan()
            with self._corpus.read() as session:
                scan.look(session, stamp(session), further=further)
            return State(scan.revision, self._progress(), scans=True)

    def _scan(self) -> "Scan":
        """What stands in for the engine."""
        from index.scan import Scan  # loads the analysis, and with it the engine's library

        if self._scanning is None:
            self._scanning = Scan()
        return self._scanning

    def _brought(self, wait: float) -> State:
        """The index up to date, or as it is while it is being written. Raises CorpusBusy where it is of no use so."""
        held = self._engine.held()
        with self._corpus.read() as session:
            now = stamp(session)
            usable = held if held == now or (held is not None and leads_to(held, now, session)) else None
        state = State(now.revision)
        if usable != now:
            try:
                state = State(self._written(wait, usable=usable is not None))
            except CorpusBusy:
                if usable is None:
                    raise
                state = State(usable.revision, self._progress())
        self.looked_at = True
        return state

    def _written(self, wait: float, *, usable: bool) -> int:
        """The revision that the index was brought to, here or in the thread for it. Raises CorpusBusy."""
        if self._tender is None:
            return self.update(wait=0.0 if usable else wait).revision
        updated = self._tender.work(min(wait, GRACE) if usable else wait)
        if updated is None:
            raise CorpusBusy(
                "The search index is being built{progress}; wait for it to finish and try again.",
                progress=self._progress(),
            )
        return updated.revision

    def _progress(self) -> Building:
        """How far the index has come that is being built, by us or by another."""
        return self.building() or self._engine.building()

    def _noted(self, progress: Progress | None) -> Progress:
        """Progress that is told to other processes too."""

        def note(done: int, to_do: int) -> None:
            self._engine.note(done, to_do)
            if progress is not None:
                progress(done, to_do)

        return note

    def _update(self, progress: Progress | None) -> Updated:
        held = self._engine.held()
        with self._corpus.read() as session:
            now = stamp(session)
            if held == now:
                return Updated(0, 0, rebuilt=False, revision=now.revision)
            afresh = held is None or not leads_to(held, now, session)
            changes = documents.changed_since(session, 0 if held is None or afresh else held.revision)
            versions = changes.versions
            if not afresh:
                versions = sorted({*versions, *self._engine.worn([*versions, *changes.gone])})
            passages = streamed(session, versions, self._noted(progress))
            change = Change(now, versions, changes.gone, afresh=afresh, passages=passages)
            added, removed = self._engine.write(change)
        return Updated(added, removed, rebuilt=afresh, revision=now.revision)


def streamed(session: Session, versions: Sequence[int], progress: Progress) -> Iterator[PassageRow]:
    """The passages of versions, telling how far it has come."""
    total = sum(_count(session, batch) for batch in batched(versions))
    progress(0, total)
    for done, passage in enumerate(documents.stream(session, versions), 1):
        yield passage
        if done % _REPORT_EVERY == 0 or done == total:
            progress(done, total)


def _count(session: Session, versions: Sequence[int]) -> int:
    counted = select(func.count()).select_from(Passage).where(Passage.version_id.in_(versions))
    return session.scalars(counted).one()


def stamp(session: Session) -> Stamp:
    """The corpus as a session sees it."""
    newest = session.scalar(select(func.max(Version.id)))
    witness = _witness(session, newest) if newest is not None else ""
    return Stamp(database.identity(session), database.revision(session), witness)


def _witness(session: Session, version_id: int) -> str:
    described = select(Version.text_sha256, Version.added_at).where(Version.id == version_id)
    found = session.execute(described).one_or_none()
    return f"{version_id} {found.text_sha256} {found.added_at.isoformat()}" if found else ""


def leads_to(held: Stamp, now: Stamp, session: Session) -> bool:
    """Whether the corpus has gone through what the index holds: not so for another one, or one put back from a copy."""
    if held.corpus != now.corpus or held.revision > now.revision:
        return False
    return not held.witness or held.witness == _witness(session, int(held.witness.split()[0]))
