"""What the program found in many versions, beside commitments: case studies, and the words that show themes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from corpus import documents
from corpus.codebook import LinkState, Theme
from corpus.models import Anchor, CaseStudy, EvidenceLink, Passage, ThemeMark
from corpus.rows import PassageRow
from corpus.types import Outcome

AT_A_TIME = 500

Found = TypeVar("Found", CaseStudy, ThemeMark)


@dataclass(frozen=True, slots=True)
class TakenStudy:
    """A case study, which stands at ``start:end`` of its passage; ``accepted`` counts what that is evidence of.

    ``ref`` names it by where it stands.
    """

    ref: str
    name: str
    place: str
    sector: str
    outcomes: tuple[Outcome, ...]
    start: int
    end: int
    confidence: float
    rule: str
    accepted: int
    passage: PassageRow


@dataclass(frozen=True, slots=True)
class TakenMark:
    """A theme that the words ``start:end`` of a passage show. ``ref`` names it by where it stands."""

    ref: str
    theme: Theme
    start: int
    end: int
    confidence: float
    rule: str
    passage: PassageRow


def studies(session: Session, versions: Sequence[int]) -> Iterator[TakenStudy]:
    """The case studies in these versions, in the order in which they stand there."""
    for version in versions:
        named = set[str]()
        for found, passages in _some(session, CaseStudy, version):
            accepted = _accepted(session, list(passages))
            for each in found:
                passage = passages[each.passage_id]
                start, end = _within(each, passage)
                yield TakenStudy(
                    ref=_new(f"{passage.ref}#{start}-{end}", named),
                    name=each.name,
                    place=each.place,
                    sector=each.sector,
                    outcomes=tuple(Outcome(**outcome) for outcome in each.outcomes),
                    start=start,
                    end=end,
                    confidence=each.confidence,
                    rule=each.rule,
                    accepted=accepted.get(passage.id, 0),
                    passage=passage,
                )


def marks(session: Session, versions: Sequence[int]) -> Iterator[TakenMark]:
    """The themes in these versions, in the order in which they stand there."""
    for version in versions:
        named = set[str]()
        for found, passages in _some(session, ThemeMark, version):
            for each in found:
                passage = passages[each.passage_id]
                start, end = _within(each, passage)
                ref = _new(f"{passage.ref}#{each.theme}-{start}-{end}", named)
                yield TakenMark(ref, Theme(each.theme), start, end, each.confidence, each.rule, passage)


def _some(session: Session, table: type[Found], version: int) -> Iterator[tuple[list[Found], dict[int, PassageRow]]]:
    """What was found in a version in order, a few at a time, with the passages that it stands in."""
    query = select(table).join(Passage).where(Passage.version_id == version)
    everything = iter(session.scalars(query.order_by(Passage.ordinal, table.start, table.end, table.id)).all())
    while some := list(islice(everything, AT_A_TIME)):
        rows = documents.passages_by_id(session, sorted({each.passage_id for each in some}))
        yield some, {row.id: row for row in rows}


def _within(each: CaseStudy | ThemeMark, passage: PassageRow) -> tuple[int, int]:
    """Its stretch, as far as it stands in its passage."""
    return max(0, each.start - passage.start), min(len(passage.text), each.end - passage.start)


def _new(ref: str, named: set[str]) -> str:
    """A name that nothing else of the version has: two rules may find the same words."""
    name, times = ref, 1
    while name in named:
        times += 1
        name = f"{ref}~{times}"
    named.add(name)
    return name


def _accepted(session: Session, passages: Sequence[int]) -> dict[int, int]:
    """How many commitments each passage is accepted evidence of."""
    query = (
        select(Anchor.passage_id, func.count(EvidenceLink.id))
        .join(EvidenceLink, EvidenceLink.anchor_id == Anchor.id)
        .where(Anchor.passage_id.in_(passages), EvidenceLink.state == LinkState.ACCEPTED)
        .group_by(Anchor.passage_id)
    )
    return dict(session.execute(query).all())
