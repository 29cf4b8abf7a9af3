"""Commitments joined with all that a line of a list shows of them, and the filters and orders of lists."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, Text, and_, case, cast, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from corpus.codebook import (
    UNMET,
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
from corpus.models import Anchor, Body, Commitment, Document, EvidenceLink, Passage, StatusEvent, Version
from corpus.rows import CommitmentFilter, CommitmentRow, CommitmentSort, place


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
class View:
    """Commitments joined with all that a row shows, and the delivery in force as an expression to filter by."""

    query: Select[Any]
    delivery: ColumnElement[str]


def view_on(on: date) -> View:
    """Every statement of a commitment, with the judgements in force on a day."""
    force = {judgement: _in_force(judgement, on) for judgement in Judgement}
    delivery = func.coalesce(force[Judgement.DELIVERY].c.value, Delivery.NOT_ASSESSED)
    link, other = aliased(EvidenceLink), aliased(Commitment)

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
            select(other.ref)
            .where(other.id == Commitment.same_as_id)
            .correlate(Commitment)
            .scalar_subquery()
            .label("same_as"),
            select(func.count(other.id))
            .where(other.same_as_id == Commitment.id)
            .correlate(Commitment)
            .scalar_subquery()
            .label("also_stated"),
        )
        .join(Anchor, Commitment.anchor_id == Anchor.id)
        .join(Passage, Anchor.passage_id == Passage.id)
        .join(Version, Anchor.version_id == Version.id)
        .join(Document, Commitment.document_id == Document.id)
        .outerjoin(Body, Commitment.body_id == Body.id)
    )
    for values in force.values():
        query = query.outerjoin(values, values.c.commitment_id == Commitment.id)
    return View(query, delivery)


def filtered(view: View, wanted: CommitmentFilter, on: date) -> Select[Any]:
    """Commitments that fit a filter, each once, however often people said that it is stated.

    Document, language and words may be those of any of its statements.
    """
    query = view.query.where(Commitment.same_as_id.is_(None))
    choices = ((view.delivery, wanted.deliveries), (Commitment.kind, wanted.kinds), (Body.key, wanted.bodies))
    for column, values in choices:
        if values:
            query = query.where(column.in_(values))
    if wanted.themes:
        themes = cast(Commitment.themes, Text)
        query = query.where(or_(*(themes.contains(f'"{theme}"', autoescape=True) for theme in wanted.themes)))
    if wanted.overdue:
        query = query.where(view.delivery.in_(wanted.deliveries or UNMET), Commitment.deadline < on)
    if wanted.document or wanted.langs or wanted.text.strip():
        query = query.where(Commitment.id.in_(_stated(wanted)))
    return query


def _stated(wanted: CommitmentFilter) -> Select[int]:
    """The commitments that stand for a statement of this document and language, and with these words."""
    stated, body, version = aliased(Commitment), aliased(Body), aliased(Version)
    query = (
        select(func.coalesce(stated.same_as_id, stated.id))
        .join(Anchor, stated.anchor_id == Anchor.id)
        .join(version, Anchor.version_id == version.id)
        .join(Document, stated.document_id == Document.id)
        .outerjoin(body, stated.body_id == body.id)
    )
    if wanted.langs:
        query = query.where(stated.lang.in_(wanted.langs))
    if wanted.document:
        query = query.where(or_(Document.key == wanted.document, _inserted_into(wanted.document, stated.amends)))
    for word in wanted.text.split():
        places = (Anchor.exact, stated.actor, body.name_en, body.name_cy, version.title, stated.amends, stated.ref)
        query = query.where(or_(*(place.icontains(word, autoescape=True) for place in places)))
    return query


def _inserted_into(document: str, amends: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Whether the Act that words are inserted into is the document of this key, or, where none is, has this name."""
    titled = select(func.lower(Version.title)).join(Document).where(Document.key == document)
    known = select(Document.id).where(Document.key == document).exists()
    return and_(
        amends != "", or_(func.lower(amends).in_(titled), and_(~known, amends.icontains(document, autoescape=True)))
    )


_STATUS_ORDER = {delivery: place for place, delivery in enumerate(Delivery)}


def ordered_by(view: View, wanted: CommitmentFilter) -> list[Any]:
    """The columns of a total order."""
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


def as_row(found: Any, on: date) -> CommitmentRow:
    """One result of the view as a row."""
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
        amends=commitment.amends,
        same_as=found.same_as or "",
        also_stated=found.also_stated,
    )
