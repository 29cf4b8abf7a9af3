"""How many commitments there are, and what became of them: by delivery, kind, theme, body and the year they were made.

A commitment that people said is stated in several places counts once for each kind, theme, body and year that any of
its statements has, so that every count is that of the list which a filter by it gives.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    String,
    Text,
    and_,
    case,
    cast,
    extract,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from corpus import crawls
from corpus.codebook import UNMET, CommitmentKind, Delivery, Theme
from corpus.grouping import known, several, stated, themes_of
from corpus.known import View
from corpus.models import Body, Commitment, Document, Passage
from corpus.rows import BodyCount, CommitmentFilter
from corpus.view import filtered

SOON = timedelta(days=90)
"""What is due within this is due soon."""

OPEN = frozenset(Delivery) - {Delivery.MET, Delivery.SUPERSEDED}
"""What became of commitments that can still fall due."""

_YEAR = extract("year", func.coalesce(Passage.dated, Document.issued))


@dataclass(frozen=True, slots=True)
class Share:
    """How many commitments there are of some sort, and what became of them."""

    met: int = 0
    unmet: int = 0
    not_assessed: int = 0
    superseded: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.met + self.unmet + self.not_assessed + self.superseded


@dataclass(frozen=True, slots=True)
class Tallies:
    """The commitments that fit a filter, counted. Kinds are all there; of the rest, those that there are any of.

    ``bodies`` and ``themes`` come with the largest first, years in order. ``unnamed`` are of no body that is known,
    ``unthemed`` on no theme, ``undated`` made nobody knows when.
    """

    total: int
    deliveries: Mapping[Delivery, int]
    kinds: Mapping[CommitmentKind, Share]
    themes: Mapping[Theme, Share]
    bodies: Mapping[BodyCount, Share]
    years: Mapping[int, Share]
    unnamed: int
    unthemed: int
    undated: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All commitments on a day: how many, those past their day and those soon due; and the sources that fare badly."""

    on: date
    documents: int
    tallies: Tallies
    overdue: int
    due_soon: int
    unwell: int


@dataclass(slots=True)
class _Counted:
    """Counts by what is counted by, value and delivery; ``joined`` are commitments that are stated several times."""

    by: dict[str, dict[Any, dict[Delivery, int]]] = field(default_factory=dict)
    joined: dict[int, Delivery] = field(default_factory=dict)
    deliveries: dict[Delivery, int] = field(default_factory=lambda: dict.fromkeys(Delivery, 0))

    def add(self, of: str, value: Any, delivery: Delivery, many: int) -> None:
        counts = self.by.setdefault(of, {}).setdefault(value, {})
        counts[delivery] = counts.get(delivery, 0) + many

    def shares(self, of: str) -> dict[Any, Share]:
        return {value: _share(counts) for value, counts in self.by.get(of, {}).items() if value is not None}

    def none(self, of: str) -> int:
        return sum(self.by.get(of, {}).get(None, {}).values())


def overview(session: Session, *, on: date | None = None) -> Overview:
    """All commitments, as things stand on a day."""
    today = on or date.today()
    counted = _counted(session, CommitmentFilter(on=today), soon=True)
    due = {value: share.total for value, share in counted.shares("due").items()}
    return Overview(
        on=today,
        documents=session.scalar(select(func.count(Document.id))) or 0,
        tallies=_tallies(session, counted),
        overdue=due.get("overdue", 0),
        due_soon=due.get("soon", 0),
        unwell=crawls.unwell(session),
    )


def tallies(session: Session, wanted: CommitmentFilter) -> Tallies:
    """The commitments that fit a filter, counted."""
    return _tallies(session, _counted(session, wanted, soon=False))


def overdue(on: date) -> CommitmentFilter:
    """What is unmet though its day is past."""
    return CommitmentFilter(overdue=True, on=on)


def due_soon(on: date) -> CommitmentFilter:
    """What falls due within ``SOON`` days, the day itself among them, and is not known to be done with."""
    return CommitmentFilter(deliveries=OPEN, due_from=on, due_by=on + SOON, on=on)


def made_in(year: int, on: date) -> CommitmentFilter:
    """What was promised in a year."""
    return CommitmentFilter(since=date(year, 1, 1), until=date(year, 12, 31), on=on)


def _tallies(session: Session, counted: _Counted) -> Tallies:
    bodies = {body.id: body for body in session.scalars(select(Body))}
    shares = counted.shares
    by_body = {
        BodyCount(bodies[number].key, bodies[number].name_en, bodies[number].name_cy, share.total): share
        for number, share in shares("body").items()
    }
    kinds = shares("kind")
    return Tallies(
        total=sum(counted.deliveries.values()),
        deliveries=counted.deliveries,
        kinds={kind: kinds.get(kind, Share()) for kind in CommitmentKind},
        themes=dict(sorted(shares("theme").items(), key=lambda one: (-one[1].total, one[0]))),
        bodies=dict(sorted(by_body.items(), key=lambda one: (-one[1].total, one[0].name_en))),
        years=dict(sorted(shares("year").items())),
        unnamed=counted.none("body"),
        unthemed=counted.none("theme"),
        undated=counted.none("year"),
    )


def _counted(session: Session, wanted: CommitmentFilter, *, soon: bool) -> _Counted:
    """One statement counts by everything; what is said elsewhere too of the few that people joined is put to it."""
    counted = _Counted()
    for of, value, delivery, many in session.execute(_counting(wanted, soon=soon)):
        became = Delivery(delivery)
        if of in ("joined", "kind"):  # each of all commitments is in one of the two
            counted.deliveries[became] += many
        if of == "joined":
            counted.joined[int(value)] = became
            continue
        for each in _values(of, value):
            counted.add(of, each, became, many)
    if counted.joined:
        _put_together(session, counted)
    return counted


def _counting(wanted: CommitmentFilter, *, soon: bool) -> Select[Any]:
    """What is counted by, value, delivery and count. Of commitments stated several times, only the row number."""
    view = View(wanted.on or date.today())
    led = select(Commitment.same_as_id).where(Commitment.same_as_id.is_not(None))
    given = view.brief(
        Commitment.id,
        Commitment.id.in_(led).label("joined"),
        Commitment.kind,
        cast(Commitment.body_id, String).label("body"),
        cast(Commitment.themes, Text).label("theme"),
        cast(_YEAR, String).label("year"),
        view.delivery.label("delivery"),
        _falls_due(view).label("due"),
    )
    fitting = filtered(view, stated(given), wanted).cte("fitting")
    parts = [_part(fitting, of, fitting.c[of], ~fitting.c.joined) for of in ("kind", "body", "theme", "year")]
    parts += [_part(fitting, "joined", cast(fitting.c.id, String), fitting.c.joined)]
    if soon:
        parts += [_part(fitting, "due", fitting.c.due, fitting.c.due.is_not(None))]
    every = union_all(*parts).subquery()
    return select(*every.c)


def _part(fitting: CTE, of: str, value: ColumnElement[Any], *where: ColumnElement[bool]) -> Select[Any]:
    what = literal(of).label("of"), value.label("value"), fitting.c.delivery, func.count().label("many")
    return select(*what).where(*where).group_by(value, fitting.c.delivery)


def _falls_due(view: View) -> ColumnElement[Any]:
    soon = and_(view.delivery.in_(OPEN), view.deadline.between(view.on, view.on + SOON))
    return case((and_(view.delivery.in_(UNMET), view.deadline < view.on), "overdue"), (soon, "soon"), else_=None)


def _put_together(session: Session, counted: _Counted) -> None:
    """Count commitments that are stated several times, by what any of their statements has."""
    names = ("kind", "body", "theme", "year")
    columns = (Commitment.kind, Commitment.body_id, cast(Commitment.themes, Text), _YEAR)
    held: dict[int, dict[str, set[Any]]] = {number: {name: set() for name in names} for number in counted.joined}
    for number, *values in several(session, *columns):
        if number in held:
            for name, value in zip(names, values, strict=True):
                held[number][name].update(_values(name, value))
    for number, of in held.items():
        for name, values in of.items():
            for value in known(values):
                counted.add(name, value, counted.joined[number], 1)


def _values(of: str, value: Any) -> Iterable[Any]:
    """A stored value as it is counted by; of the themes of a commitment, each."""
    if of == "theme":
        return themes_of(value) or (None,)
    if of == "kind":
        return (CommitmentKind(value),)
    if value is None or of not in ("body", "year"):
        return (value,)
    return (int(value),)


def _share(counts: Mapping[Delivery, int]) -> Share:
    return Share(
        met=counts.get(Delivery.MET, 0),
        unmet=sum(counts.get(delivery, 0) for delivery in UNMET),
        not_assessed=counts.get(Delivery.NOT_ASSESSED, 0),
        superseded=counts.get(Delivery.SUPERSEDED, 0),
    )
