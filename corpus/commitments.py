"""Reading commitments: lists, counts, and everything about one, with the judgements in force on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, Text, and_, case, cast, func, or_, select
from sqlalchemy.orm import Session, aliased

from corpus import account, documents, evidence
from corpus.codebook import (
    UNMET,
    AnchorOutcome,
    CommitmentKind,
    Delivery,
    DocumentKind,
    Judgement,
    Lang,
    LinkState,
    Response,
    Theme,
    Verifiability,
)
from corpus.database import revision
from corpus.errors import NotFound, UsageProblem
from corpus.models import (
    Anchor,
    Body,
    CaseStudy,
    Commitment,
    Document,
    EvidenceLink,
    Passage,
    Question,
    StatusEvent,
    ThemeMark,
    Version,
)
from corpus.rows import (
    BodyCount,
    CaseStudyRow,
    CommitmentDetail,
    CommitmentFilter,
    CommitmentRow,
    CommitmentSort,
    Counts,
    Quotation,
    place,
)
from corpus.types import Outcome

NEIGHBOURS = 2
"""Passages shown on either side of a commitment's own."""


def listing(
    session: Session, wanted: CommitmentFilter, *, limit: int | None = None, offset: int = 0
) -> list[CommitmentRow]:
    """Commitments that fit a filter, in its order; those that people decided about stay when their words are gone."""
    on = wanted.on or date.today()
    view = _view(on)
    query = _filtered(view, wanted, on).order_by(*_order(view, wanted)).limit(limit).offset(offset)
    return [_as_row(row, on) for row in session.execute(query)]


def count(session: Session, wanted: CommitmentFilter) -> int:
    """How many commitments fit a filter."""
    on = wanted.on or date.today()
    return session.scalar(select(func.count()).select_from(_filtered(_view(on), wanted, on).subquery())) or 0


def find_ref(session: Session, ref: str) -> str:
    """The whole ref that a ref or its beginning stands for. Raises NotFound, or UsageProblem when several fit."""
    like = Commitment.ref.startswith(ref, autoescape=True)
    refs = list(session.scalars(select(Commitment.ref).where(like).order_by(Commitment.ref).limit(4)))
    if ref in refs:
        return ref
    if not ref or not refs:
        raise NotFound(f"No commitment is called {ref}; addewid unmet and addewid search list them with their names.")
    if len(refs) > 1:
        raise UsageProblem(f"{ref} could be {', '.join(refs[:3])}; type more of the name.")
    return refs[0]


def get(session: Session, ref: str, *, on: date | None = None) -> CommitmentDetail:
    """Everything about the commitment that a ref, or its beginning, names. Raises NotFound or UsageProblem."""
    today = on or date.today()
    query = _view(today).query.where(Commitment.ref == find_ref(session, ref))
    found = session.execute(query).one()
    passage = found.Passage
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
    anchor = found.Anchor
    return CommitmentDetail(
        row=_as_row(found, today),
        quotation=Quotation(
            anchor.exact, anchor.start - own.start, anchor.end - own.start, AnchorOutcome(anchor.outcome), own
        ),
        context=context,
        twin=documents.twin(session, passage.id),
        evidence=tuple(evidence.of_commitment(session, found.Commitment.id)),
        history=tuple(account.history(session, found.Commitment.id)),
    )


def bodies(session: Session) -> list[BodyCount]:
    """Bodies that have commitments, most first."""
    number = func.count(Commitment.id)
    query = (
        select(Body.key, Body.name_en, Body.name_cy, number)
        .join(Commitment)
        .where(~Commitment.withdrawn)
        .group_by(Body.id)
        .order_by(number.desc(), Body.key)
    )
    return [BodyCount(*row) for row in session.execute(query)]


def of_version(session: Session, version_id: int) -> list[tuple[str, int, int]]:
    """Ref, start and end (in the version's text) of every commitment in a version."""
    query = (
        select(Commitment.ref, Anchor.start, Anchor.end)
        .join(Anchor)
        .where(Anchor.version_id == version_id, ~Commitment.withdrawn)
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

    def marks(table: type[ThemeMark] | type[CaseStudy] | type[Question]) -> int:
        return number(select(func.count(table.id)).join(Passage).join(Version).where(Version.current))

    rows = _view(on or date.today()).query.subquery()
    deliveries = dict.fromkeys(Delivery, 0)
    for value, many in session.execute(select(rows.c.delivery, func.count()).group_by(rows.c.delivery)):
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
        themes=marks(ThemeMark),
        case_studies=marks(CaseStudy),
        questions=marks(Question),
        links=links,
        deliveries=deliveries,
        untagged=number(current.where(Version.tagged_with == "")),
        revision=revision(session),
    )


def _in_force(judgement: Judgement, on: date) -> Subquery:
    """The value of one judgement in force on a day, for each commitment that has one: a replay of the account."""
    rank = func.row_number().over(
        partition_by=StatusEvent.commitment_id, order_by=(StatusEvent.as_of.desc(), StatusEvent.id.desc())
    )
    ranked = (
        select(StatusEvent.commitment_id, StatusEvent.value, StatusEvent.self_reported, rank.label("rank"))
        .where(StatusEvent.judgement == judgement, StatusEvent.as_of <= on)
        .subquery()
    )
    columns = (ranked.c.commitment_id, ranked.c.value, ranked.c.self_reported)
    return select(*columns).where(ranked.c.rank == 1).subquery(f"{judgement}_in_force")


@dataclass(frozen=True, slots=True)
class _View:
    """Commitments joined with all that a row shows, and the delivery in force as an expression to filter by."""

    query: Select[Any]
    delivery: ColumnElement[str]


def _view(on: date) -> _View:
    force = {judgement: _in_force(judgement, on) for judgement in Judgement}
    delivery = func.coalesce(force[Judgement.DELIVERY].c.value, Delivery.NOT_ASSESSED)
    link = aliased(EvidenceLink)

    def links(state: LinkState) -> Any:
        mine = and_(link.commitment_id == Commitment.id, link.state == state)
        return select(func.count(link.id)).where(mine).correlate(Commitment).scalar_subquery()

    query = (
        select(
            Commitment,
            Anchor,
            Passage,
            Version,
            Document,
            Body,
            delivery.label("delivery"),
            force[Judgement.DELIVERY].c.self_reported.label("self_reported"),
            force[Judgement.RESPONSE].c.value.label("response"),
            force[Judgement.VERIFIABILITY].c.value.label("verifiability"),
            links(LinkState.SUGGESTED).label("suggested"),
            links(LinkState.ACCEPTED).label("accepted"),
        )
        .join(Anchor, Commitment.anchor_id == Anchor.id)
        .join(Passage, Anchor.passage_id == Passage.id)
        .join(Version, Anchor.version_id == Version.id)
        .join(Document, Commitment.document_id == Document.id)
        .outerjoin(Body, Commitment.body_id == Body.id)
    )
    for values in force.values():
        query = query.outerjoin(values, values.c.commitment_id == Commitment.id)
    return _View(query, delivery)


def _filtered(view: _View, wanted: CommitmentFilter, on: date) -> Select[Any]:
    query = view.query
    choices = (
        (view.delivery, wanted.deliveries),
        (Commitment.kind, wanted.kinds),
        (Commitment.lang, wanted.langs),
        (Body.key, wanted.bodies),
    )
    for column, values in choices:
        if values:
            query = query.where(column.in_(values))
    if wanted.themes:
        themes = cast(Commitment.themes, Text)
        query = query.where(or_(*(themes.contains(f'"{theme}"', autoescape=True) for theme in wanted.themes)))
    if wanted.document:
        query = query.where(Document.key == wanted.document)
    if wanted.overdue:
        query = query.where(view.delivery.in_(wanted.deliveries or UNMET), Commitment.deadline < on)
    for word in wanted.text.split():
        places = (Anchor.exact, Commitment.actor, Body.name_en, Body.name_cy, Version.title, Commitment.ref)
        query = query.where(or_(*(place.icontains(word, autoescape=True) for place in places)))
    return query


_STATUS_ORDER = {delivery: place for place, delivery in enumerate(Delivery)}


def _order(view: _View, wanted: CommitmentFilter) -> list[Any]:
    keys: dict[CommitmentSort, Any] = {
        CommitmentSort.DEADLINE: Commitment.deadline,
        CommitmentSort.DATE: Document.issued,
        CommitmentSort.BODY: func.coalesce(Body.name_en, Commitment.actor),
        CommitmentSort.STATUS: case(_STATUS_ORDER, value=view.delivery),
        CommitmentSort.DOCUMENT: Version.title,
        CommitmentSort.CONFIDENCE: Commitment.confidence,
    }
    key = keys[wanted.sort]
    ordered = key.desc() if wanted.descending else key.asc()
    return [ordered.nulls_last(), Version.title, Commitment.document_id, Anchor.version_id, Anchor.start, Commitment.id]


def _as_row(found: Any, on: date) -> CommitmentRow:
    commitment, passage, document, body = found.Commitment, found.Passage, found.Document, found.Body
    delivery = Delivery(found.delivery)
    return CommitmentRow(
        ref=commitment.ref,
        quote=found.Anchor.exact,
        kind=CommitmentKind(commitment.kind),
        lang=Lang(commitment.lang),
        actor=commitment.actor,
        body_key=body.key if body else "",
        body_en=body.name_en if body else "",
        body_cy=body.name_cy if body else "",
        action=commitment.action,
        beneficiary=commitment.beneficiary,
        deadline=commitment.deadline,
        deadline_text=commitment.deadline_text,
        condition=commitment.condition,
        themes=tuple(Theme(theme) for theme in commitment.themes),
        confidence=commitment.confidence,
        rule=commitment.rule,
        origin=commitment.origin,
        withdrawn=commitment.withdrawn,
        document_key=document.key,
        document_title=found.Version.title,
        document_kind=DocumentKind(document.kind),
        issued=passage.dated or document.issued,
        issued_text="" if passage.dated else document.issued_text,
        collection=document.collection,
        place=place(passage.number, passage.page_label, passage.page_index, passage.ordinal),
        page=passage.page_label or (str(passage.page_index + 1) if passage.page_index is not None else ""),
        passage_ref=f"{document.key}/{found.Version.lang}/{passage.ordinal}",
        start=found.Anchor.start - passage.start,
        end=found.Anchor.end - passage.start,
        publisher=found.Version.publisher,
        url=found.Version.url,
        response=Response(found.response) if found.response else None,
        delivery=delivery,
        verifiability=Verifiability(found.verifiability) if found.verifiability else None,
        self_reported=bool(found.self_reported),
        overdue=delivery in UNMET and commitment.deadline is not None and commitment.deadline < on,
        suggested=found.suggested,
        accepted=found.accepted,
    )
