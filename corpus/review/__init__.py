"""The queue: what waits for a person to look at, and why. Computed from the corpus each time; nothing of it is kept.

What the words of people and sources come to is read whole, for it is little. The rest is counted, and read by the page.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from corpus.codebook import DocumentKind, ReviewReason
from corpus.database import revision
from corpus.known import View
from corpus.models import Coding, Decision, EvidenceLink
from corpus.review import due, judged, said
from corpus.review.parts import Part, Waiting

__all__ = ["Queue", "Tide", "Waiting", "outline", "queue", "tide", "told"]

Tide = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """Some of what waits, and how much waits in all for each reason that was asked for."""

    items: tuple[Waiting, ...]
    counts: Mapping[ReviewReason, int]

    @property
    def total(self) -> int:
        """How much waits in all; a commitment that waits for several reasons is counted for each."""
        return sum(self.counts.values())


def queue(
    session: Session,
    *,
    on: date | None = None,
    reasons: Iterable[ReviewReason] = (),
    weeks: Mapping[DocumentKind, int] | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Queue:
    """What waits, by reason and then the most pressing first; one commitment may wait for several reasons.

    ``weeks`` is how long there is to answer a recommendation, by the kind of document that makes it; 0 is never.
    """
    wanted = frozenset(reasons) or frozenset(ReviewReason)
    made = _parts(session, on, weeks)
    counts: dict[ReviewReason, int] = {}
    items: list[Waiting] = []
    for reason in (each for each in ReviewReason if each in wanted):
        counts[reason] = 0
        for part in made[reason]():
            many = part.count(session)
            counts[reason] += many
            left = None if limit is None else limit - len(items)
            if offset < many and left != 0:
                items += part.some(session, left, offset)
            offset = max(0, offset - many)
    return Queue(tuple(items), counts)


def tide(session: Session) -> Tide:
    """Numbers that change whenever something is read, found, decided or coded: while they stay, the queue does."""
    newest = (select(func.max(table.id)) for table in (Decision, Coding, EvidenceLink))
    return (revision(session), *(session.scalar(each) or 0 for each in newest))


def outline(
    session: Session, *, on: date | None = None, weeks: Mapping[DocumentKind, int] | None = None
) -> tuple[Waiting, ...]:
    """The whole queue, quickly: ``why`` is empty where ``told`` has it. What is listed is worked through from there."""
    parts = (part for made in _parts(session, on, weeks).values() for part in made())
    return tuple(each for part in parts for each in part.outlined(session))


def told(
    session: Session,
    items: Sequence[Waiting],
    *,
    on: date | None = None,
    weeks: Mapping[DocumentKind, int] | None = None,
) -> dict[Waiting, Waiting]:
    """These items of an ``outline``, each with why it waits; those that do not wait any more are left out."""
    found = {each: each for each in items if each.why}
    parts = _parts(session, on, weeks)
    for reason in dict.fromkeys(each.reason for each in items if not each.why):
        own = {(each.ref, each.about): each for each in items if each.reason is reason and not each.why}
        refs = list(dict.fromkeys(ref for ref, _ in own))
        for each in (each for part in parts[reason]() for each in part.of(session, refs)):
            if (each.ref, each.about) in own:
                found[own[each.ref, each.about]] = each
    return found


def _parts(
    session: Session, on: date | None, weeks: Mapping[DocumentKind, int] | None
) -> dict[ReviewReason, Callable[[], tuple[Part, ...]]]:
    """How what waits for each reason is found, in the order in which they are told."""
    view = View(on or date.today())
    return {
        ReviewReason.CHANGED_SOURCE: lambda: (said.changed(session),),
        ReviewReason.DISPUTED: lambda: (said.disputed(session), judged.contradicted(view)),
        ReviewReason.STALE: lambda: (judged.overtaken(view), judged.old(view)),
        ReviewReason.OVERDUE: lambda: (due.overdue(view),),
        ReviewReason.RESPONSE_DUE: lambda: (due.unanswered(view, weeks or {}),),
        ReviewReason.NEW: lambda: (due.new(),),
    }
