"""Commitments, their evidence, what was judged of them and on which searches, in bulk."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from corpus import commitments, grouping
from corpus import evidence as links
from corpus.anchors import Selector
from corpus.codebook import LinkState
from corpus.database import batched
from corpus.models import Anchor, Capture, Commitment, Document, EvidenceLink, Passage, RecordedSearch, Version
from corpus.rows import CommitmentFilter, CommitmentRow, EvidenceRow, SearchRow, place
from corpus.rows.documents import in_english
from corpus.same import groups


@dataclass(frozen=True, slots=True)
class Stands:
    """Where words stand: their selector in the version's text, and whether that version is the current one."""

    selector: Selector
    page_index: int | None
    page_label: str
    current: bool
    captured_at: datetime


@dataclass(frozen=True, slots=True)
class TakenCommitment:
    """A commitment and where its words stand. Its ``place`` is in English, whatever the language in use."""

    row: CommitmentRow
    stands: Stands


@dataclass(frozen=True, slots=True)
class TakenEvidence:
    """Evidence of the commitment ``of``, a ref: that which stands in lists for the statement that it was linked to."""

    row: EvidenceRow
    of: str
    stands: Stands


def chosen(session: Session, wanted: CommitmentFilter, keys: Collection[str] | None = None) -> tuple[int, ...]:
    """The row numbers of the commitments that fit a filter, in its order; of these documents alone, by their keys.

    A commitment is of every document that states it.
    """
    ids = grouping.ordered(session, wanted)
    if keys is None:
        return ids
    stated: set[int] = set()
    for some in batched(sorted(keys)):
        query = select(groups.number()).join(Document, Commitment.document_id == Document.id)
        stated |= set(session.scalars(query.where(Document.key.in_(some))))
    return tuple(number for number in ids if number in stated)


def refs(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """The refs of commitments by their row numbers."""
    told: dict[int, str] = {}
    for some in batched(ids):
        found = session.execute(select(Commitment.id, Commitment.ref).where(Commitment.id.in_(some)))
        told |= dict(found.all())
    return told


def rows(session: Session, ids: Sequence[int], on: date) -> Iterator[TakenCommitment]:
    """The commitments of these row numbers, in this order, with their judgements as they stood on a day."""
    for some in batched(ids):
        told = commitments.numbered(session, some, on=on)
        anchors = dict(
            session.execute(select(Commitment.id, Commitment.anchor_id).where(Commitment.id.in_(some))).all()
        )
        stand = _stand(session, list(anchors.values()))
        for number in some:
            stands, printed, ordinal = stand[anchors[number]]
            there = place(printed, stands.page_label, stands.page_index, ordinal, in_english)
            yield TakenCommitment(replace(told[number], place=there), stands)


def evidence(session: Session, ids: Sequence[int], states: Collection[LinkState]) -> Iterator[TakenEvidence]:
    """The evidence of these commitments, in their order, that is in one of these states.

    Of each: accepted before suggested before rejected, and the surest first. A passage that the program suggests for
    several statements of one commitment is told once, and not where a person decided about it.
    """
    for some in batched(ids):
        named = refs(session, some)
        members: dict[int, list[int]] = {number: [] for number in some}
        for group, number in session.execute(select(groups.number(), Commitment.id).where(_stating(some))):
            members[group].append(number)
        found = links.of_groups(session, list(members.values()))
        told = [(named[group], row) for group, rows in zip(members, found, strict=True) for row in rows]
        taken = [(of, row) for of, row in told if row.state in states]
        stand = _stand_links(session, [row.ref for _, row in taken])
        for of, row in taken:
            yield TakenEvidence(row, of, stand[row.ref])


def searches(session: Session, wanted: Collection[str] | None = None) -> Iterator[SearchRow]:
    """Recorded searches, the oldest first: all of them, or those of these refs."""
    query = select(RecordedSearch).order_by(RecordedSearch.id)
    for found in session.scalars(query.execution_options(yield_per=1000)):
        if wanted is None or found.ref in wanted:
            yield SearchRow(found.ref, found.query, found.corpus_revision, found.searched_at, found.hits, found.who)


def documents_of(session: Session, ids: Sequence[int], states: Collection[LinkState]) -> set[str]:
    """The keys of the documents that state these commitments, or hold evidence of them in one of these states."""
    keys: set[str] = set()
    for some in batched(ids):
        stated = select(Document.key).join(Commitment, Commitment.document_id == Document.id)
        quoted = (
            select(Document.key)
            .join(Version, Version.document_id == Document.id)
            .join(Anchor, Anchor.version_id == Version.id)
            .join(EvidenceLink, EvidenceLink.anchor_id == Anchor.id)
            .join(Commitment, EvidenceLink.commitment_id == Commitment.id)
            .where(EvidenceLink.state.in_(states))
        )
        for query in (stated, quoted):
            keys |= set(session.scalars(query.where(_stating(some)).distinct()))
    return keys


def _stating(ids: Sequence[int]) -> ColumnElement[bool]:
    """Whether a statement is of one of these commitments; said so that an index serves."""
    return or_(Commitment.id.in_(ids), Commitment.same_as_id.in_(ids))


def _stand_links(session: Session, refs: Sequence[str]) -> dict[str, Stands]:
    """Where the words of evidence stand, by its refs."""
    anchors: dict[str, int] = {}
    for some in batched(refs):
        named = select(EvidenceLink.ref, EvidenceLink.anchor_id).where(EvidenceLink.ref.in_(some))
        anchors |= dict(session.execute(named).all())
    stand = _stand(session, list(anchors.values()))
    return {ref: stand[anchor][0] for ref, anchor in anchors.items()}


def _stand(session: Session, anchors: Sequence[int]) -> dict[int, tuple[Stands, str, int]]:
    """Where these anchors stand, with the number and the ordinal of each one's passage."""
    told: dict[int, tuple[Stands, str, int]] = {}
    query = (
        select(Anchor, Passage.page_index, Passage.page_label, Version.current, Capture.captured_at)
        .add_columns(Passage.number, Passage.ordinal)
        .join(Passage, Anchor.passage_id == Passage.id)
        .join(Version, Anchor.version_id == Version.id)
        .join(Capture, Version.capture_id == Capture.id)
    )
    for some in batched(anchors):
        for anchor, index, label, current, captured, number, ordinal in session.execute(
            query.where(Anchor.id.in_(some))
        ):
            selector = Selector(anchor.exact, anchor.prefix, anchor.suffix, anchor.start)
            told[anchor.id] = Stands(selector, index, label, current, captured), number, ordinal
    return told
