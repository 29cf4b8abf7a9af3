"""What is marked in a version: all that was found in it, what people linked, and where its twin says the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from corpus import documents
from corpus.codebook import VERIFIED, CommitmentKind, LinkState, ProgressState, Relation, Response, Theme
from corpus.errors import NotFound
from corpus.models import (
    Anchor,
    CaseStudy,
    Commitment,
    EvidenceLink,
    Passage,
    ProgressStatement,
    Question,
    ResponseStatement,
    ThemeMark,
    Twin,
    Version,
)
from corpus.rows import PassageRow
from corpus.same import groups


class Sort(StrEnum):
    """What a mark stands for, the weightiest first."""

    COMMITMENT = "commitment"
    EVIDENCE = "evidence"
    PROGRESS = "progress"
    RESPONSE = "response"
    CASE_STUDY = "case-study"
    QUESTION = "question"
    THEME = "theme"


@dataclass(frozen=True, slots=True)
class MarkRow:
    """Words of a passage that something was found in; ``start:end`` are offsets in the passage's own text.

    ``passage`` is its ordinal. ``said`` is what was found there: a value of the codebook, or the name of a case study,
    or the number of a question. ``ref`` names the commitment that it is, or is evidence for.
    """

    sort: Sort
    passage: int
    start: int
    end: int
    said: StrEnum | str
    ref: str = ""


def marks(session: Session, version_id: int) -> list[MarkRow]:
    """All marks of a version in the order of its text; of evidence what people accepted, of commitments those that
    nobody refused.
    """
    found = [*_commitments(session, version_id), *_evidence(session, version_id), *_findings(session, version_id)]
    order = list(Sort)
    return sorted(found, key=lambda mark: (mark.passage, mark.start, mark.end, order.index(mark.sort)))


def standing(session: Session, passage_id: int) -> PassageRow:
    """A passage, of a document as it is read today. Raises NotFound where it was read again and says otherwise."""
    for row in documents.passages_by_id(session, [passage_id]):
        if newest(session, row.version_id) == row.version_id:
            return row
    raise NotFound("This document was read again since, so nothing was changed; press F5 and look at its words anew.")


def newest(session: Session, version_id: int) -> int | None:
    """The version that stands for the same document in the same language now; None where there is none."""
    own = aliased(Version)
    same = select(Version.id).join(own, (own.document_id == Version.document_id) & (own.lang == Version.lang))
    return session.scalar(same.where(own.id == version_id, Version.current))


def other_language(session: Session, version_id: int) -> int | None:
    """The version of the same document in the other language, where there is one."""
    own = aliased(Version)
    other = select(Version.id).join(own, (own.document_id == Version.document_id) & (own.lang != Version.lang))
    return session.scalar(other.where(own.id == version_id, Version.current))


def twins(session: Session, version_id: int, other_id: int) -> dict[int, int]:
    """By the ordinals of a version's passages, those of the passages of its twin that say the same."""
    ordinals = dict(session.execute(select(Passage.id, Passage.ordinal).where(Passage.version_id == other_id)).all())
    pairs: dict[int, int] = {}
    for here, there in ((Twin.english_id, Twin.welsh_id), (Twin.welsh_id, Twin.english_id)):
        # One join: a database that may choose between two sides of this size can choose to compare all with all.
        own = select(Passage.ordinal, there).join(Twin, here == Passage.id).where(Passage.version_id == version_id)
        pairs |= {mine: ordinals[theirs] for mine, theirs in session.execute(own) if theirs in ordinals}
    return pairs


def _commitments(session: Session, version_id: int) -> Iterator[MarkRow]:
    wanted = _anchored(Commitment.kind, Commitment.ref).join(Commitment, Commitment.anchor_id == Anchor.id)
    for kind, ref, *place in session.execute(wanted.where(Anchor.version_id == version_id, groups.stands())):
        yield MarkRow(Sort.COMMITMENT, *_within(*place), CommitmentKind(kind), ref)


def _evidence(session: Session, version_id: int) -> Iterator[MarkRow]:
    wanted = _anchored(EvidenceLink.relation, Commitment.ref).join(EvidenceLink, EvidenceLink.anchor_id == Anchor.id)
    wanted = wanted.join(Commitment, EvidenceLink.commitment_id == Commitment.id)
    holds = (EvidenceLink.state == LinkState.ACCEPTED, Anchor.outcome.in_(VERIFIED))
    for relation, ref, *place in session.execute(wanted.where(Anchor.version_id == version_id, *holds)):
        yield MarkRow(Sort.EVIDENCE, *_within(*place), Relation(relation), ref)


def _anchored(*columns: Any) -> Select[Any]:
    """These columns, and where the words of an anchor stand."""
    place = (Passage.ordinal, Passage.start, Passage.end, Anchor.start, Anchor.end)
    return select(*columns, *place).select_from(Anchor).join(Passage, Anchor.passage_id == Passage.id)


def _findings(session: Session, version_id: int) -> Iterator[MarkRow]:
    tables: tuple[tuple[Sort, Any, Any, type[StrEnum] | type[str]], ...] = (
        (Sort.PROGRESS, ProgressStatement, ProgressStatement.state, ProgressState),
        (Sort.RESPONSE, ResponseStatement, ResponseStatement.response, Response),
        (Sort.CASE_STUDY, CaseStudy, CaseStudy.name, str),
        (Sort.QUESTION, Question, Question.number, str),
        (Sort.THEME, ThemeMark, ThemeMark.theme, Theme),
    )
    for sort, table, column, value in tables:
        place = (Passage.ordinal, Passage.start, Passage.end, table.start, table.end)
        wanted = select(column, *place).join(Passage, table.passage_id == Passage.id)
        for said, *where in session.execute(wanted.where(Passage.version_id == version_id)):
            yield MarkRow(sort, *_within(*where), value(said))


def _within(ordinal: int, first: int, last: int, start: int, end: int) -> tuple[int, int, int]:
    """Ordinal, and offsets in the version's text as offsets in the passage's own; what lies outside it is left out."""
    return ordinal, max(0, start - first), min(end, last) - first
