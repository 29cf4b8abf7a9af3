"""What is known of commitments on a day, by all their statements: the judgements in force, the deadline."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, Subquery, and_, case, func, or_, select, union_all
from sqlalchemy.orm import aliased

from corpus.codebook import Delivery, Judgement
from corpus.events import counts, latest_first
from corpus.models import Commitment, StatusEvent
from corpus.same import groups


def _in_force(on: date, within: Sequence[int]) -> CTE:
    """The value of each judgement in force on a day, for each group of statements that has one."""
    group = groups.number()
    rank = func.row_number().over(partition_by=(group, StatusEvent.judgement), order_by=latest_first())
    ranked = (
        select(
            group.label("of"),
            StatusEvent.judgement,
            StatusEvent.value,
            StatusEvent.self_reported,
            StatusEvent.as_of,
            StatusEvent.recorded_at,
            rank.label("rank"),
        )
        .join(Commitment, StatusEvent.commitment_id == Commitment.id)
        .where(StatusEvent.as_of <= on, counts(), *([StatusEvent.commitment_id.in_(within)] if within else []))
        .subquery()
    )
    columns = [column for column in ranked.c if column.name != "rank"]
    return select(*columns).where(ranked.c.rank == 1).cte("in_force")


def _due(within: Sequence[int]) -> Subquery:
    """The deadline of each group of several statements: the earliest, of those whose words stand before others."""
    led, stated = aliased(Commitment), aliased(Commitment)
    several = select(led.same_as_id.label("of"), led.id.label("id")).where(led.same_as_id.is_not(None))
    leading = select(led.same_as_id, led.same_as_id).where(led.same_as_id.is_not(None)).distinct()
    members = union_all(several, leading).subquery()
    rank = func.row_number().over(
        partition_by=members.c.of, order_by=(stated.withdrawn, stated.deadline.asc().nulls_last(), stated.id)
    )
    ranked = (
        select(members.c.of, stated.deadline, stated.deadline_text, rank.label("rank"))
        .join(stated, stated.id == members.c.id)
        .where(or_(stated.deadline.is_not(None), stated.deadline_text != ""))
        .where(*([stated.id.in_(within)] if within else []))
        .subquery()
    )
    return select(ranked.c.of, ranked.c.deadline, ranked.c.deadline_text).where(ranked.c.rank == 1).subquery("due")


class View:
    """What is known of commitments on a day by all their statements: expressions, and the joins that they need.

    ``delivery``, the day it is of and the moment it was recorded at, ``response`` and ``deadline`` are to filter and
    to order by, in a query that ``brief`` or ``whole`` began.
    """

    def __init__(self, on: date, within: Sequence[int] = ()) -> None:
        """Of all commitments, or quicker only of one: of its statements by their row numbers, ``within``."""
        self.on = on
        force = _in_force(on, within)
        self._force = {judgement: force.alias(f"{judgement}_in_force") for judgement in Judgement}
        self._due = _due(within)
        several = self._due.c.of.is_not(None)
        self.delivery: ColumnElement[str] = func.coalesce(
            self._force[Judgement.DELIVERY].c.value, Delivery.NOT_ASSESSED
        )
        self.delivery_as_of = self._force[Judgement.DELIVERY].c.as_of
        self.delivery_recorded = self._force[Judgement.DELIVERY].c.recorded_at
        self.response = self._force[Judgement.RESPONSE].c.value
        self.deadline: ColumnElement[date | None] = case((several, self._due.c.deadline), else_=Commitment.deadline)
        self._deadline_text = case((several, self._due.c.deadline_text), else_=Commitment.deadline_text)

    def brief(self, *columns: Any) -> Select[Any]:
        """These columns of commitments, with delivery and deadline."""
        return self._joined(select(*columns).select_from(Commitment), Judgement.DELIVERY)

    def judged(self, *columns: Any) -> Select[Any]:
        """These columns of commitments whose delivery is judged, with that alone: quick, as few are.

        They stand for all their statements.
        """
        values = self._force[Judgement.DELIVERY].c
        force = and_(values.of == Commitment.id, values.judgement == Judgement.DELIVERY)
        return select(*columns).select_from(self._force[Judgement.DELIVERY]).join(Commitment, force)

    def answered(self, *columns: Any) -> Select[Any]:
        """The same, with the response too."""
        return self._joined(select(*columns).select_from(Commitment), Judgement.DELIVERY, Judgement.RESPONSE)

    def whole(self) -> Select[Any]:
        """The row numbers of statements, and all that is known of their commitment."""
        return self._joined(
            select(
                Commitment.id,
                self.deadline.label("due"),
                self._deadline_text.label("due_text"),
                self.delivery.label("delivery"),
                self._force[Judgement.DELIVERY].c.self_reported,
                self._force[Judgement.RESPONSE].c.value.label("response"),
                self._force[Judgement.VERIFIABILITY].c.value.label("verifiability"),
            ),
            *Judgement,
        )

    def _joined(self, query: Select[Any], *judgements: Judgement) -> Select[Any]:
        query = query.outerjoin(self._due, self._due.c.of == groups.number())
        for judgement in judgements:
            values = self._force[judgement].c
            query = query.outerjoin(
                self._force[judgement], and_(values.of == groups.number(), values.judgement == judgement)
            )
        return query
