"""What the screens read and write: the corpus and the search, behind calls that hand out frozen rows.

Every method blocks, and is called in a thread. The rules are those of ``corpus``; its errors pass through.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from corpus import account, commitments, documents, evidence, recorded
from corpus.codebook import Judgement, LinkState
from corpus.database import Corpus
from corpus.errors import NotFound
from corpus.rows import (
    BodyCount,
    CommitmentDetail,
    CommitmentFilter,
    CommitmentRow,
    Counts,
    EvidenceRow,
    PassageRow,
    StatusRow,
)
from index import Index
from index.query.limits import readable

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Window(Generic[Row]):
    """Some rows of a long list: those from ``offset`` on, of ``total``."""

    total: int
    offset: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class StatusDraft:
    """A judgement as filled in: ``evidence`` by refs of links; ``searched`` are the words of a search in vain."""

    judgement: Judgement
    value: str
    as_of: date
    because: str
    evidence: tuple[str, ...] = ()
    self_reported: bool = False
    searched: str = ""


@dataclass(frozen=True, slots=True)
class PromiseMark:
    """Where a commitment stands in a version's text."""

    ref: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A version to be read: its passages in order, and the commitments found in it."""

    passages: tuple[PassageRow, ...]
    promises: tuple[PromiseMark, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's place at the corpus: ``who`` is written to everything decided, ``today`` says what day it is."""

    corpus: Corpus
    index: Index
    who: str
    today: Callable[[], date]

    def counts(self) -> Counts:
        """How many there are of everything, today."""
        with self.corpus.read() as session:
            return commitments.counts(session, on=self.today())

    def bodies(self) -> tuple[BodyCount, ...]:
        """Bodies that promises can be chosen by."""
        with self.corpus.read() as session:
            return tuple(commitments.bodies(session))

    def promises(self, wanted: CommitmentFilter, limit: int, offset: int) -> Window[CommitmentRow]:
        """One window of the commitments that fit a filter."""
        with self.corpus.read() as session:
            rows = commitments.listing(session, wanted, limit=limit, offset=offset)
            return Window(commitments.count(session, wanted), offset, tuple(rows))

    def promise(self, ref: str) -> CommitmentDetail:
        """Everything about one commitment. Raises NotFound."""
        with self.corpus.read() as session:
            return commitments.get(session, ref, on=self.today())

    def decide(self, link: str, state: LinkState) -> EvidenceRow:
        """Accept or reject a piece of evidence, or undo that."""
        with self.corpus.write() as session:
            return evidence.decide(session, link, state, self.who)

    def record(self, ref: str, draft: StatusDraft, seen: str | None = None) -> StatusRow:
        """Record a judgement; a search in vain is made and recorded with it, or neither is.

        ``seen`` names the newest decision that the screen knows. Raises StaleEdit where there is a newer one, and
        CorpusBusy while such a search cannot look through the whole corpus.
        """
        searched = readable(draft.searched)
        found = self.index.search(searched, limit=1, offset=0) if searched else None
        with self.corpus.write() as session:
            search = ""
            if found is not None:
                search = recorded.record(session, searched, found.evidence(), self.who, found.revision)
            return account.record(
                session,
                ref,
                draft.judgement,
                draft.value,
                because=draft.because,
                who=self.who,
                as_of=draft.as_of,
                evidence=draft.evidence,
                search=search,
                self_reported=draft.self_reported,
                seen=seen,
            )

    def document(self, version_id: int) -> OpenDocument:
        """A whole version. Raises NotFound when a re-reading has taken it away."""
        with self.corpus.read() as session:
            passages = tuple(documents.passages(session, version_id))
            if not passages:
                raise NotFound("This document is no longer in the corpus; go back and look for it again.")
            marks = commitments.of_version(session, version_id)
            return OpenDocument(passages, tuple(PromiseMark(*mark) for mark in marks))
