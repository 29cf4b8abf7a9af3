"""Reading commitments: lists, counts, and everything about one, with the judgements in force on a day."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from corpus import documents, events, evidence, journal
from corpus.codebook import AnchorOutcome, Delivery, LinkState
from corpus.database import batched, revision
from corpus.errors import NotFound, UsageProblem
from corpus.known import View
from corpus.models import (
    Anchor,
    Body,
    CaseStudy,
    Commitment,
    Document,
    EvidenceLink,
    Passage,
    ProgressStatement,
    Question,
    ResponseStatement,
    ThemeMark,
    Version,
)
from corpus.rows import (
    BodyCount,
    CaseStudyRow,
    CommitmentDetail,
    CommitmentFilter,
    CommitmentRow,
    Counts,
    PassageRow,
    Quotation,
)
from corpus.same import groups, pairs, statements
from corpus.types import Outcome
from corpus.view import as_row, filtered, named, page, single
from corpus.view import numbered as view_of

Mark = ThemeMark | CaseStudy | Question | ProgressStatement | ResponseStatement
"""What is found in a passage and replaced when it is tagged again."""

NEIGHBOURS = 2
"""Passages shown on either side of a commitment's own."""


def listing(
    session: Session, wanted: CommitmentFilter, *, limit: int | None = None, offset: int = 0
) -> list[CommitmentRow]:
    """Commitments that fit a filter, in its order; those that people decided about stay when their words are gone.

    Of statements that people said are one, the one that stands for them is listed.
    """
    on = wanted.on or date.today()
    found = session.execute(page(View(on), wanted, limit, offset)).all()
    links = evidence.counted(session, [row.Commitment.id for row in found])
    return [as_row(row, on, links[row.Commitment.id]) for row in found]


def rows(session: Session, refs: Collection[str], *, on: date | None = None) -> dict[str, CommitmentRow]:
    """The statements of these refs, each as a line of a list, by their refs; those that are gone are left out."""
    today = on or date.today()
    told: dict[str, CommitmentRow] = {}
    for some in batched(sorted(set(refs))):
        found = session.execute(named(View(today), some)).all()
        of = {row.Commitment.id: row.Commitment.same_as_id or row.Commitment.id for row in found}
        links = evidence.counted(session, list(of.values()))
        told |= {row.Commitment.ref: as_row(row, today, links[of[row.Commitment.id]]) for row in found}
    return told


def numbered(session: Session, ids: Sequence[int], *, on: date | None = None) -> dict[int, CommitmentRow]:
    """The commitments of these row numbers, as lines of a list; those that are gone are left out."""
    today = on or date.today()
    told: dict[int, CommitmentRow] = {}
    for some in batched(ids):
        stated = select(Commitment.id).where(or_(Commitment.id.in_(some), Commitment.same_as_id.in_(some)))
        found = session.execute(view_of(View(today, session.scalars(stated).all()), some)).all()
        links = evidence.counted(session, [row.Commitment.id for row in found])
        told |= {row.Commitment.id: as_row(row, today, links[row.Commitment.id]) for row in found}
    return told


def quotation(session: Session, ref: str) -> Quotation:
    """The words of a commitment, in their passage. Raises NotFound or UsageProblem."""
    stated = Commitment.ref == find_ref(session, ref)
    anchor = session.scalars(select(Anchor).join(Commitment, Commitment.anchor_id == Anchor.id).where(stated)).one()
    return _quotation(anchor, documents.passages_by_id(session, [anchor.passage_id])[0])


def _quotation(anchor: Anchor, passage: PassageRow) -> Quotation:
    within = anchor.start - passage.start, anchor.end - passage.start
    return Quotation(anchor.exact, *within, AnchorOutcome(anchor.outcome), passage)


def number_of(session: Session, ref: str) -> int | None:
    """The row number of the commitment that a statement of this ref is listed as; None where there is none."""
    return session.scalar(select(groups.number()).where(Commitment.ref == ref))


def count(session: Session, wanted: CommitmentFilter) -> int:
    """How many commitments fit a filter."""
    view = View(wanted.on or date.today())
    return session.scalar(filtered(view, view.brief(func.count(Commitment.id)), wanted)) or 0


def passages(session: Session, wanted: CommitmentFilter) -> frozenset[int]:
    """The ids of the passages that state commitments that fit a filter, in any of their statements."""
    view = View(wanted.on or date.today())
    fitting = filtered(view, view.brief(Commitment.id), wanted)
    stated = select(Anchor.passage_id).join(Commitment)
    stated = stated.where(func.coalesce(Commitment.same_as_id, Commitment.id).in_(fitting), groups.stands())
    return frozenset(session.scalars(stated))


def find_ref(session: Session, ref: str) -> str:
    """The whole ref that a ref or its beginning stands for. Raises NotFound, or UsageProblem when several fit."""
    like = Commitment.ref.startswith(ref, autoescape=True)
    refs = list(session.scalars(select(Commitment.ref).where(like).order_by(Commitment.ref).limit(4)))
    if ref in refs:
        return ref
    if not ref or not refs:
        raise NotFound(
            "No commitment is called {ref}; addewid unmet and addewid search list them with their names.", ref=ref
        )
    if len(refs) > 1:
        raise UsageProblem("{ref} could be {refs}; type more of the name.", ref=ref, refs=", ".join(refs[:3]))
    return refs[0]


def get(session: Session, ref: str, *, on: date | None = None) -> CommitmentDetail:
    """Everything about the commitment that a ref, or its beginning, names. Raises NotFound or UsageProblem."""
    today = on or date.today()
    ref = find_ref(session, ref)
    own_id = session.scalars(select(Commitment.id).where(Commitment.ref == ref)).one()
    members = groups.members(session, own_id)
    found = session.execute(single(View(today, members), ref)).one()
    passage, group = found.Passage, found.Commitment.same_as_id or own_id
    told = statements.rows(session, members)
    around = session.scalars(
        select(Passage.id)
        .where(
            Passage.version_id == passage.version_id,
            Passage.ordinal.between(passage.ordinal - NEIGHBOURS, passage.ordinal + NEIGHBOURS),
        )
        .order_by(Passage.ordinal)
    )
    context = tuple(documents.passages_by_id(session, list(around)))
    own = next(row for row in context if row.id == passage.id)
    return CommitmentDetail(
        row=as_row(found, today, evidence.counted(session, [group])[group]),
        own=told.pop(own_id),
        quotation=_quotation(found.Anchor, own),
        context=context,
        twin=documents.twin(session, passage.id),
        evidence=tuple(evidence.of_statements(session, members)),
        history=tuple(events.history(session, members)),
        statements=tuple(sorted(told.values(), key=lambda row: (not row.stands, row.issued or date.max, row.ref))),
        open_pairs=pairs.count(session, members=members),
        last_decision=last.name if (last := journal.newest(session, members)) else "",
    )


def bodies(session: Session) -> list[BodyCount]:
    """Bodies that have commitments whose words stand, most first; each counts once for a body, however often stated."""
    number = func.count(groups.number().distinct())
    query = (
        select(Body.key, Body.name_en, Body.name_cy, number)
        .join(Commitment)
        .where(groups.stands())
        .group_by(Body.id)
        .order_by(number.desc(), Body.key)
    )
    return [BodyCount(*row) for row in session.execute(query)]


def of_version(session: Session, version_id: int) -> list[tuple[str, int, int]]:
    """Ref, start and end (in the version's text) of every commitment in a version."""
    query = (
        select(Commitment.ref, Anchor.start, Anchor.end)
        .join(Anchor)
        .where(Anchor.version_id == version_id, groups.stands())
        .order_by(Anchor.start)
    )
    return [(ref, start, end) for ref, start, end in session.execute(query)]


def case_studies(session: Session) -> list[CaseStudyRow]:
    """Case studies of current versions, by name."""
    studies = session.scalars(
        select(CaseStudy).join(Passage).join(Version).where(Version.current).order_by(CaseStudy.name, CaseStudy.id)
    ).all()
    told = {row.id: row for row in documents.passages_by_id(session, [study.passage_id for study in studies])}
    return [
        CaseStudyRow(
            name=study.name,
            place=study.place,
            sector=study.sector,
            outcomes=tuple(Outcome(**outcome) for outcome in study.outcomes),
            passage=told[study.passage_id],
        )
        for study in studies
    ]


def counts(session: Session, *, on: date | None = None) -> Counts:
    """How many there are of everything in current versions."""

    def number(query: Select[int]) -> int:
        return session.scalar(query) or 0

    def marks(table: type[Mark]) -> int:
        return number(select(func.count(table.id)).join(Passage).join(Version).where(Version.current))

    view = View(on or date.today())
    judged = filtered(view, view.brief(view.delivery.label("delivery")), CommitmentFilter()).subquery().c.delivery
    deliveries = dict.fromkeys(Delivery, 0)
    for value, many in session.execute(select(judged, func.count()).group_by(judged)):
        deliveries[Delivery(value)] = many
    links = dict.fromkeys(LinkState, 0)
    for state, many in session.execute(select(EvidenceLink.state, func.count()).group_by(EvidenceLink.state)):
        links[LinkState(state)] = many
    current = select(func.count(Version.id)).where(Version.current)
    return Counts(
        documents=number(select(func.count(Document.id))),
        versions=number(current),
        passages=number(select(func.count(Passage.id)).join(Version).where(Version.current)),
        commitments=sum(deliveries.values()),
        progress=marks(ProgressStatement),
        responses=marks(ResponseStatement),
        themes=marks(ThemeMark),
        case_studies=marks(CaseStudy),
        questions=marks(Question),
        pairs=pairs.count(session),
        links=links,
        deliveries=deliveries,
        untagged=number(current.where(Version.tagged_with == "")),
        revision=revision(session),
    )
