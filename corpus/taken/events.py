"""What was judged of many commitments: every event of the account, and which of them are in force on a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from corpus.events import counts, latest_first, name_of, row
from corpus.models import Commitment, RecordedSearch, StatusEvent
from corpus.rows import StatusRow
from corpus.same import groups

AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class TakenEvent:
    """An event about the commitment ``of``, a ref: that which stands in lists for the statement that was judged.

    ``in_force`` says that it tells how the commitment stands on the day that was asked for. ``number`` counts the
    account; among events of one day it counts at ``place``, its own number or that of the first which it corrects.
    """

    row: StatusRow
    of: str
    in_force: bool
    number: int
    place: int


def judged(session: Session, named: Mapping[int, str], on: date, *, newest_first: bool = False) -> Iterator[TakenEvent]:
    """Events of a day up to this one about these commitments, whose refs are ``named`` by their row numbers.

    In the order in which they were recorded, or the other way round.
    """
    force = _in_force(session, on)
    later = aliased(StatusEvent)
    corrected = select(later.id).where(later.corrects_id == StatusEvent.id).exists()
    query = (
        select(StatusEvent, groups.number(), corrected, RecordedSearch.ref)
        .join(Commitment, StatusEvent.commitment_id == Commitment.id)
        .outerjoin(RecordedSearch, StatusEvent.search_id == RecordedSearch.id)
        .options(selectinload(StatusEvent.evidence), joinedload(StatusEvent.commitment))
        .where(StatusEvent.as_of <= on)
        .order_by(StatusEvent.id.desc() if newest_first else StatusEvent.id)
    )
    names = _corrected_names(session)
    for event, group, is_corrected, search in session.execute(query.execution_options(yield_per=AT_A_TIME)):
        if group in named:
            told = row(event, corrected=is_corrected, search=search or "", corrects=names.get(event.corrects_id, ""))
            yield TakenEvent(told, named[group], event.id in force, event.id, event.place_id or event.id)


def _in_force(session: Session, on: date) -> set[int]:
    """The row numbers of the events that tell how anything stands on a day."""
    rank = func.row_number().over(partition_by=(groups.number(), StatusEvent.judgement), order_by=latest_first())
    ranked = (
        select(StatusEvent.id, rank.label("rank"))
        .join(Commitment, StatusEvent.commitment_id == Commitment.id)
        .where(StatusEvent.as_of <= on, counts())
        .subquery()
    )
    return set(session.scalars(select(ranked.c.id).where(ranked.c.rank == 1)))


def _corrected_names(session: Session) -> dict[int | None, str]:
    """What events are called that others stand in the place of, by their row numbers."""
    later = aliased(StatusEvent)
    wrong = session.scalars(select(StatusEvent).join(later, later.corrects_id == StatusEvent.id))
    return {event.id: name_of(event) for event in wrong}
