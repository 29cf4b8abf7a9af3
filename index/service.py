"""Search as the rest of the house sees it: an index that keeps itself in step with the corpus, and its answers."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from corpus import database, documents
from corpus.codebook import Lang
from corpus.database import Corpus
from corpus.errors import CorpusBusy
from corpus.models import Passage, Version
from corpus.rows import PassageRow
from index.engine import Change, Engine, Found, IndexLost, Stamp
from index.query import Node, loosened, parse
from index.results import Filters, Hit, Results, Updated

PATIENCE = 30.0
"""Seconds to wait for another writer."""

_AT_ONCE = 500
_ATTEMPTS = 5
_REPORT_EVERY = 100

Answer = TypeVar("Answer")

Progress = Callable[[int, int], None]
EVERYTHING = Filters()


class Index:
    """The index of one corpus, in one folder. Safe to share between threads."""

    def __init__(self, folder: Path, corpus: Corpus) -> None:
        """Nothing is read or written yet; a folder that is missing is made by the first update."""
        from index.whoosh_engine import WhooshEngine  # slow to load

        self._corpus = corpus
        self._engine: Engine = WhooshEngine(folder)
        self._looked_at = False

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

    def search(self, query: str, filters: Filters = EVERYTHING, *, limit: int = 20, offset: int = 0) -> Results:
        """The passages that a query finds, best first; see ``index.query`` for how to ask.

        Brings the index up to date first; while another process is doing that, answers from the index as it
        was, with the revision it held. Raises UsageProblem for a query that cannot be understood.
        """
        limit, offset = max(limit, 0), max(offset, 0)
        node = parse(query)
        revision = self._heal()
        if node is None:
            return Results(0, (), revision, any_words=False)
        asked = node
        found = self._asked(lambda: self._engine.search(node, filters, limit=limit, offset=offset))
        if not found.total and (loose := loosened(node)) != node:
            asked = loose
            found = self._asked(lambda: self._engine.search(loose, filters, limit=limit, offset=offset))
        any_words = asked != node and found.total > 0
        return Results(found.total, self._hits(found, asked), found.revision, any_words)

    def candidates(self, words: Sequence[str], *, lang: Lang | None, limit: int) -> list[tuple[int, float]]:
        """Passage ids and scores for any of the words, best first: the raw material of links.

        Made to be called thousands of times: the first call brings the index up to date, later ones look at it
        as it was when last searched or updated.
        """
        if not self._looked_at:
            self._heal()
        return self._asked(lambda: self._engine.candidates(" ".join(words), lang=lang, limit=max(limit, 0)))

    def close(self) -> None:
        """Let go of every file; the index may be used again."""
        self._engine.close()

    def _asked(self, ask: Callable[[], Answer]) -> Answer:
        for _ in range(_ATTEMPTS):
            try:
                return ask()
            except IndexLost:
                self._heal()
        raise CorpusBusy("The search index is being changed by other processes all the time; try again later.")

    def _heal(self) -> int:
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
        self._looked_at = True
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

    def _hits(self, found: Found, asked: Node) -> tuple[Hit, ...]:
        from index.snippets import Marker, snippet  # loads the analysis, and with it the engine's library

        marker, scores, hits = Marker(asked), dict(found.passages), list[Hit]()
        with self._corpus.read() as session:
            for ids in _batched(list(scores)):
                for passage in documents.passages_by_id(session, ids):
                    spans = marker.spans(passage.text, passage.lang)
                    hits.append(Hit(passage, scores[passage.id], *snippet(passage.text, spans)))
        return tuple(hits)


def _passages(session: Session, versions: Sequence[int], progress: Progress | None) -> Iterator[PassageRow]:
    """The passages of versions, telling how far it has come."""
    if progress is None:
        yield from documents.stream(session, versions)
        return
    total = sum(_count(session, batch) for batch in _batched(versions))
    progress(0, total)
    for done, passage in enumerate(documents.stream(session, versions), 1):
        yield passage
        if done % _REPORT_EVERY == 0 or done == total:
            progress(done, total)


def _count(session: Session, versions: Sequence[int]) -> int:
    counted = select(func.count()).select_from(Passage).where(Passage.version_id.in_(versions))
    return session.scalars(counted).one()


def _batched(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


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
