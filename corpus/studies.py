"""Case studies by the page: those that fit a filter, what they can be chosen by, and the commitments they bear on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session

from corpus import commitments, documents, evidence, journal
from corpus.codebook import LinkState, Theme
from corpus.database import batched
from corpus.models import Anchor, CaseStudy, Commitment, EvidenceLink, Passage, ThemeMark, Version
from corpus.rows import CommitmentRow, EvidenceRow, PassageRow
from corpus.same import groups
from corpus.types import Outcome


@dataclass(frozen=True, slots=True)
class StudyFilter:
    """Which case studies to list. Empty sets and strings ask for all.

    ``text`` is found in name, place, passage or title; ``places`` and ``sectors`` are as found, "" for none named.
    """

    text: str = ""
    themes: frozenset[Theme] = frozenset()
    places: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class StudyRow:
    """A case study with its passage, in which it stands at ``start:end``. ``links`` counts what it is evidence of."""

    id: int
    name: str
    place: str
    sector: str
    outcomes: tuple[Outcome, ...]
    start: int
    end: int
    passage: PassageRow
    links: Mapping[LinkState, int]


@dataclass(frozen=True, slots=True)
class StudyLink:
    """A commitment that the passage of a case study is evidence of, or may be; ``seen`` is its newest decision."""

    link: EvidenceRow
    commitment: CommitmentRow
    seen: str


_ORDER = (LinkState.ACCEPTED, LinkState.SUGGESTED, LinkState.REJECTED)


def listing(session: Session, wanted: StudyFilter, *, limit: int | None = None, offset: int = 0) -> list[StudyRow]:
    """Case studies of current versions that fit a filter, by name."""
    return rows(session, session.scalars(_in_order(wanted).limit(limit).offset(offset)).all())


def numbers(session: Session, wanted: StudyFilter) -> list[int]:
    """The row numbers of all case studies that fit a filter, in the same order."""
    return list(session.scalars(_in_order(wanted)))


def rows(session: Session, numbers: Sequence[int]) -> list[StudyRow]:
    """Case studies by their row numbers, in that order; those that are gone are left out."""
    studies: dict[int, CaseStudy] = {}
    for some in batched(numbers):
        studies |= {each.id: each for each in session.scalars(select(CaseStudy).where(CaseStudy.id.in_(some)))}
    found = [studies[number] for number in numbers if number in studies]
    passages = {row.id: row for row in documents.passages_by_id(session, [each.passage_id for each in found])}
    links = _linked(session, list(passages))
    return [_as_row(each, passages[each.passage_id], links.get(each.passage_id, {})) for each in found]


def count(session: Session, wanted: StudyFilter) -> int:
    """How many case studies fit a filter."""
    return session.scalar(_fitting(select(func.count(CaseStudy.id)), wanted)) or 0


def choices(session: Session) -> tuple[dict[str, int], dict[str, int], dict[Theme, int]]:
    """Sectors, places and themes that case studies can be chosen by, each with how many there are, most first."""
    sectors, places = (_counted(session, column) for column in (CaseStudy.sector, CaseStudy.place))
    columns: tuple[Any, ...] = (ThemeMark.theme, func.count(CaseStudy.id.distinct()))
    held = _current(select(*columns)).join(ThemeMark, ThemeMark.passage_id == CaseStudy.passage_id)
    themes = {Theme(theme): many for theme, many in session.execute(held.group_by(ThemeMark.theme))}
    return sectors, places, dict(sorted(themes.items(), key=lambda each: -each[1]))


def commitments_of(session: Session, passage_id: int) -> list[StudyLink]:
    """The commitments that a passage is evidence of, or may be: accepted first, then suggested, the surest first."""
    owners = select(groups.number()).join(EvidenceLink, EvidenceLink.commitment_id == Commitment.id).join(Anchor)
    links = [
        link
        for group in session.scalars(owners.where(Anchor.passage_id == passage_id).distinct()).all()
        for link in evidence.of_statements(session, groups.members(session, group))
        if link.quotation.passage.id == passage_id
    ]
    links.sort(key=lambda link: (_ORDER.index(link.state), -link.score, link.ref))
    refs = {link.commitment_ref for link in links}
    rows = commitments.rows(session, refs)
    names = journal.newest_names(session, refs)
    return [
        StudyLink(link, rows[link.commitment_ref], names[link.commitment_ref])
        for link in links
        if not rows[link.commitment_ref].refused
    ]


def _as_row(study: CaseStudy, passage: PassageRow, links: Mapping[LinkState, int]) -> StudyRow:
    start = max(0, study.start - passage.start)
    return StudyRow(
        id=study.id,
        name=study.name,
        place=study.place,
        sector=study.sector,
        outcomes=tuple(Outcome(**outcome) for outcome in study.outcomes),
        start=start,
        end=min(len(passage.text), study.end - passage.start),
        passage=passage,
        links=links,
    )


def _linked(session: Session, passage_ids: list[int]) -> dict[int, dict[LinkState, int]]:
    """How many commitments each passage is evidence of, by how it was decided."""
    found: dict[int, dict[LinkState, int]] = {}
    for some in batched(passage_ids):
        counted = (
            select(Anchor.passage_id, EvidenceLink.state, func.count(EvidenceLink.id))
            .join(EvidenceLink, EvidenceLink.anchor_id == Anchor.id)
            .where(Anchor.passage_id.in_(some))
            .group_by(Anchor.passage_id, EvidenceLink.state)
        )
        for passage_id, state, many in session.execute(counted):
            found.setdefault(passage_id, {})[LinkState(state)] = many
    return found


def _counted(session: Session, column: Any) -> dict[str, int]:
    counted = _current(select(column, func.count(CaseStudy.id))).group_by(column)
    return dict(session.execute(counted.order_by(func.count(CaseStudy.id).desc(), column)).all())


def _current(query: Select[Any]) -> Select[Any]:
    """A query of case studies, of current versions only."""
    return (
        query.select_from(CaseStudy)
        .join(Passage, CaseStudy.passage_id == Passage.id)
        .join(Version, Passage.version_id == Version.id)
        .where(Version.current)
    )


def _in_order(wanted: StudyFilter) -> Select[Any]:
    columns: tuple[Any, ...] = (CaseStudy.id,)
    return _fitting(select(*columns), wanted).order_by(CaseStudy.name, CaseStudy.id)


def _fitting(query: Select[Any], wanted: StudyFilter) -> Select[Any]:
    query = _current(query)
    if text := wanted.text.strip():
        columns = (CaseStudy.name, CaseStudy.place, Passage.text, Version.title)
        query = query.where(or_(*(column.icontains(text, autoescape=True) for column in columns)))
    if wanted.themes:
        about = exists().where(ThemeMark.passage_id == CaseStudy.passage_id, ThemeMark.theme.in_(wanted.themes))
        query = query.where(about)
    if wanted.places:
        query = query.where(CaseStudy.place.in_(wanted.places))
    if wanted.sectors:
        query = query.where(CaseStudy.sector.in_(wanted.sectors))
    return query
