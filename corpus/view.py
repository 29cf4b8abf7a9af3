"""Commitments joined with all that a line of a list shows of them, and the filters and orders of lists."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, Text, and_, case, cast, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from corpus.codebook import (
    UNMET,
    CommitmentKind,
    Delivery,
    DocumentKind,
    Lang,
    LinkState,
    Response,
    Theme,
    Verifiability,
)
from corpus.known import View
from corpus.models import Anchor, Body, Commitment, Document, Passage, Version
from corpus.rows import CommitmentFilter, CommitmentRow, CommitmentSort, place
from corpus.same import groups


def page(view: View, wanted: CommitmentFilter, limit: int | None, offset: int) -> Select[Any]:
    """Some of the commitments that fit a filter, in its order, with all that a row shows."""
    chosen = _placed(filtered(view, view.whole(), wanted)).order_by(*_order(wanted, view.deadline, view.delivery))
    # Only the page has wide columns joined to it: those of all that fit would have to be sorted with them.
    known = chosen.limit(limit).offset(offset).subquery("known")
    return _rows(known).order_by(*_order(wanted, known.c.due, known.c.delivery))


def numbers(view: View, wanted: CommitmentFilter, *columns: Any) -> Select[Any]:
    """The row numbers of the commitments that fit a filter, in its order, and these columns of them."""
    chosen = filtered(view, view.brief(Commitment.id, *columns), wanted)
    return _placed(chosen).order_by(*_order(wanted, view.deadline, view.delivery))


def numbered(view: View, ids: Sequence[int]) -> Select[Any]:
    """The statements of these row numbers, with all that a row shows."""
    return _rows(view.whole().where(Commitment.id.in_(ids)).subquery("known"))


def single(view: View, ref: str) -> Select[Any]:
    """The statement of this ref, with all that a row shows."""
    return _rows(view.whole().where(Commitment.ref == ref).subquery("known"))


def named(view: View, refs: Sequence[str]) -> Select[Any]:
    """The statements of these refs, with all that a row shows."""
    return _rows(view.whole().where(Commitment.ref.in_(refs)).subquery("known"))


def _rows(known: Subquery) -> Select[Any]:
    """The statements of a ``whole`` query, with all that a row shows."""
    other = aliased(Commitment)
    same_as = select(other.ref).where(other.id == Commitment.same_as_id)
    also_stated = select(func.count(other.id)).where(other.same_as_id == Commitment.id)
    query = select(
        *(Commitment, Anchor, Passage, Version, Document, Body),
        *(column for column in known.c if column.name != "id"),
        same_as.correlate(Commitment).scalar_subquery().label("same_as"),
        also_stated.correlate(Commitment).scalar_subquery().label("also_stated"),
    )
    return _placed(query.join(known, known.c.id == Commitment.id)).join(Passage, Anchor.passage_id == Passage.id)


def _placed(query: Select[Any]) -> Select[Any]:
    """A query of commitments joined with where they stand and whom they bind."""
    return (
        query.join(Anchor, Commitment.anchor_id == Anchor.id)
        .join(Version, Anchor.version_id == Version.id)
        .join(Document, Commitment.document_id == Document.id)
        .outerjoin(Body, Commitment.body_id == Body.id)
    )


def filtered(view: View, query: Select[Any], wanted: CommitmentFilter) -> Select[Any]:
    """A query that a view began, of commitments that fit a filter: each once, however often people said it is stated.

    Kind, body and themes may each be those of any of its statements; document, language, day and words those of one.
    """
    query = query.where(Commitment.same_as_id.is_(None), ~Commitment.refused)
    if wanted.deliveries or wanted.overdue:
        query = query.where(view.delivery.in_(wanted.deliveries or UNMET))
    if wanted.overdue:
        query = query.where(view.deadline < view.on)
    if wanted.due_from:
        query = query.where(view.deadline >= wanted.due_from)
    if wanted.due_by:
        query = query.where(view.deadline <= wanted.due_by)
    if wanted.kinds:
        query = query.where(_in_any(lambda stated: stated.kind.in_(wanted.kinds)))
    if wanted.bodies:
        named = select(Body.id).where(Body.key.in_(wanted.bodies))
        query = query.where(_in_any(lambda stated: stated.body_id.in_(named)))
    if wanted.themes:
        query = query.where(_in_any(lambda stated: _has_theme(stated, wanted.themes)))
    if wanted.document or wanted.langs or wanted.text.strip() or wanted.since or wanted.until:
        query = query.where(Commitment.id.in_(_stated(wanted)))
    return query


def _in_any(condition: Callable[[type[Commitment]], ColumnElement[bool]]) -> ColumnElement[bool]:
    """Whether a commitment, or a statement that it stands for, meets a condition."""
    other = aliased(Commitment)
    through = select(other.same_as_id).where(other.same_as_id.is_not(None), condition(other))
    return or_(condition(Commitment), Commitment.id.in_(through))


def _has_theme(stated: type[Commitment], themes: Iterable[Theme]) -> ColumnElement[bool]:
    held = cast(stated.themes, Text)
    return or_(*(held.contains(f'"{theme}"', autoescape=True) for theme in themes))


def _stated(wanted: CommitmentFilter) -> Select[int]:
    """The commitments that stand for a statement of this document and language, and with these words."""
    stated, body, version = aliased(Commitment), aliased(Body), aliased(Version)
    query = (
        select(groups.number(stated))
        .join(Anchor, stated.anchor_id == Anchor.id)
        .join(version, Anchor.version_id == version.id)
        .join(Document, stated.document_id == Document.id)
        .outerjoin(body, stated.body_id == body.id)
    )
    if wanted.since or wanted.until:
        query = query.join(Passage, Anchor.passage_id == Passage.id)
        query = query.where(*_dated(func.coalesce(Passage.dated, Document.issued), wanted))
    if wanted.langs:
        query = query.where(stated.lang.in_(wanted.langs))
    if wanted.document:
        query = query.where(or_(Document.key == wanted.document, _inserted_into(wanted.document, stated.amends)))
    for word in wanted.text.split():
        places = (Anchor.exact, stated.actor, body.name_en, body.name_cy, version.title, stated.amends, stated.ref)
        query = query.where(or_(*(place.icontains(word, autoescape=True) for place in places)))
    return query


def _dated(on: ColumnElement[date | None], wanted: CommitmentFilter) -> list[ColumnElement[bool]]:
    """Whether a day is between those of a filter."""
    bounds = [on >= wanted.since] if wanted.since else []
    return [*bounds, on <= wanted.until] if wanted.until else bounds


def _inserted_into(document: str, amends: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Whether the Act that words are inserted into is the document of this key, or, where none is, has this name."""
    titled = select(func.lower(Version.title)).join(Document).where(Document.key == document)
    known = select(Document.id).where(Document.key == document).exists()
    return and_(
        amends != "", or_(func.lower(amends).in_(titled), and_(~known, amends.icontains(document, autoescape=True)))
    )


_STATUS_ORDER = {delivery: place for place, delivery in enumerate(Delivery)}


def _order(wanted: CommitmentFilter, deadline: ColumnElement[Any], delivery: ColumnElement[Any]) -> list[Any]:
    """The columns of a total order."""
    keys: dict[CommitmentSort, Any] = {
        CommitmentSort.DEADLINE: deadline,
        CommitmentSort.DATE: Document.issued,
        CommitmentSort.BODY: func.coalesce(Body.name_en, Commitment.actor),
        CommitmentSort.STATUS: case(_STATUS_ORDER, value=delivery),
        CommitmentSort.DOCUMENT: Version.title,
        CommitmentSort.CONFIDENCE: Commitment.confidence,
    }
    key = keys[wanted.sort]
    ordered = key.desc() if wanted.descending else key.asc()
    return [ordered.nulls_last(), Version.title, Commitment.document_id, Anchor.version_id, Anchor.start, Commitment.id]


def as_row(found: Any, on: date, links: Mapping[LinkState, int]) -> CommitmentRow:
    """One result of the view as a row; ``links`` counts the evidence of all its statements."""
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
        deadline=found.due,
        deadline_text=found.due_text,
        condition=commitment.condition,
        themes=tuple(Theme(theme) for theme in commitment.themes),
        confidence=commitment.confidence,
        rule=commitment.rule,
        origin=commitment.origin,
        withdrawn=commitment.withdrawn,
        refused=commitment.refused,
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
        overdue=delivery in UNMET and found.due is not None and found.due < on,
        suggested=links[LinkState.SUGGESTED],
        accepted=links[LinkState.ACCEPTED],
        amends=commitment.amends,
        same_as=found.same_as or "",
        also_stated=found.also_stated,
    )
