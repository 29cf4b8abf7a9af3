"""The queue: what waits for a person to look at, and why. Computed from the corpus each time; nothing of it is kept.

What follows from decisions is read whole, for people make few. What the program found is counted, and read by the page.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from corpus import codings, events, journal, verify
from corpus.carrying import PROGRAM
from corpus.codebook import (
    JUDGEMENT_VALUES,
    UNMET,
    CommitmentKind,
    Delivery,
    DocumentKind,
    Judgement,
    LinkState,
    Question,
    Relation,
    ReviewReason,
)
from corpus.database import batched, revision
from corpus.known import View
from corpus.language import day, msg, plural, tr
from corpus.models import Anchor, Coding, Commitment, Decision, Document, EvidenceLink, StatusEvent
from corpus.same import groups
from corpus.wording import name

Tide = tuple[int, ...]

STALE_AFTER = timedelta(days=365)
"""After which a judgement of what goes on is to be looked at again."""

_YES_OR_NO = {"yes": msg("yes"), "no": msg("no")}
_GOES_ON = UNMET - {Delivery.BROKEN}
_SAID_TO_BE_DONE = (Delivery.MET, Delivery.PARTLY_MET, Delivery.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A commitment that waits for a person. ``about`` is the ref of what to look at, ``why`` a sentence."""

    reason: ReviewReason
    ref: str
    about: str
    why: str


@dataclass(frozen=True, slots=True)
class Queue:
    """Some of what waits, and how much waits in all for each reason that was asked for."""

    items: tuple[Waiting, ...]
    counts: Mapping[ReviewReason, int]

    @property
    def total(self) -> int:
        """How much waits in all; a commitment that waits for several reasons is counted for each."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class _Part:
    """What waits for one reason: already read, or to be asked for."""

    read: Sequence[Waiting] = ()
    asked: Any = None
    """The query, of whatever columns ``told`` makes a row of."""
    told: Callable[[Any], Waiting] | None = None

    def count(self, session: Session) -> int:
        if self.asked is None:
            return len(self.read)
        return session.scalar(select(func.count()).select_from(self.asked.order_by(None).subquery())) or 0

    def outlined(self, session: Session, reason: ReviewReason) -> Iterator[Waiting]:
        """All of it, in order; why is left out where it would have to be made of more than the ref."""
        if self.asked is None:
            yield from self.read
            return
        for ref in session.scalars(self.asked.with_only_columns(Commitment.ref)):
            yield Waiting(reason, ref, ref, "")

    def of(self, session: Session, refs: Sequence[str]) -> Iterator[Waiting]:
        """What waits of the commitments of these refs."""
        if self.asked is None or self.told is None:
            yield from (each for each in self.read if each.ref in refs)
            return
        for some in batched(refs):
            for row in session.execute(self.asked.where(Commitment.ref.in_(some))):
                yield self.told(row)

    def some(self, session: Session, limit: int | None, offset: int) -> Iterator[Waiting]:
        if self.asked is None or self.told is None:
            yield from self.read[offset : None if limit is None else offset + limit]
            return
        for row in session.execute(self.asked.limit(limit).offset(offset)):
            yield self.told(row)


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
        part = made[reason]()
        counts[reason] = part.count(session)
        left = None if limit is None else limit - len(items)
        if offset < counts[reason] and left != 0:
            items += part.some(session, left, offset)
        offset = max(0, offset - counts[reason])
    return Queue(tuple(items), counts)


def tide(session: Session) -> Tide:
    """Numbers that change whenever something is read, found, decided or coded: while they stay, the queue does."""
    newest = (select(func.max(table.id)) for table in (Decision, Coding, EvidenceLink))
    return (revision(session), *(session.scalar(each) or 0 for each in newest))


def outline(
    session: Session, *, on: date | None = None, weeks: Mapping[DocumentKind, int] | None = None
) -> tuple[Waiting, ...]:
    """The whole queue, quickly: ``why`` is empty where ``told`` has it. What is listed is worked through from there."""
    return tuple(
        each for reason, made in _parts(session, on, weeks).items() for each in made().outlined(session, reason)
    )


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
        own = {each.ref: each for each in items if each.reason is reason}
        found |= {own[each.ref]: each for each in parts[reason]().of(session, list(own))}
    return found


def _parts(
    session: Session, on: date | None, weeks: Mapping[DocumentKind, int] | None
) -> dict[ReviewReason, Callable[[], _Part]]:
    """How what waits for each reason is found, in the order in which they are told."""
    view = View(on or date.today())
    return {
        ReviewReason.CHANGED_SOURCE: lambda: _Part(list(_changed(session))),
        ReviewReason.DISPUTED: lambda: _Part(list(_disputed(session, view))),
        ReviewReason.STALE: lambda: _Part(list(_stale(session, view))),
        ReviewReason.OVERDUE: lambda: _overdue(view),
        ReviewReason.RESPONSE_DUE: lambda: _unanswered(view, weeks or {}),
        ReviewReason.NEW: _new,
    }


def _changed(session: Session) -> Iterator[Waiting]:
    lost = verify.lost(session)
    own: dict[str, str] = {}
    for some in batched([each.owner for each in lost]):
        pressing = and_(_listed(), Commitment.ref.in_(some))
        own |= {ref: ref for ref in session.scalars(select(Commitment.ref).where(pressing))}
        links = select(EvidenceLink.ref, Commitment.ref).join(Commitment, EvidenceLink.commitment_id == Commitment.id)
        own |= dict(session.execute(links.where(EvidenceLink.ref.in_(some), ~Commitment.refused)).all())
    for each in lost:
        if each.owner in own:  # not what was refused, nor what is stated elsewhere by words that stand
            why = tr(
                "its words are {outcome} in {document}, {place}",
                outcome=name(each.outcome),
                document=each.document_key,
                place=each.place,
            )
            yield Waiting(ReviewReason.CHANGED_SOURCE, own[each.owner], each.owner, why)


def _disputed(session: Session, view: View) -> Iterator[Waiting]:
    refused = set(session.scalars(select(Commitment.ref).where(Commitment.refused)))
    for each in codings.differences(session):
        if each.ref not in refused:
            said = ", ".join(f"{who}: {_answer(each.question, value)}" for who, value in each.answers.items())
            why = tr("coders differ on {question} ({said})", question=name(each.question), said=said)
            yield Waiting(ReviewReason.DISPUTED, each.ref, each.ref, why)
    against = _of_evidence(view, EvidenceLink.ref.label("about"), view.delivery.label("delivery")).where(
        EvidenceLink.state == LinkState.ACCEPTED,
        EvidenceLink.relation == Relation.CONTRADICTS,
        view.delivery.in_(_SAID_TO_BE_DONE),
        EvidenceLink.decided_at > view.delivery_recorded,
    )
    for ref, about, delivery in session.execute(against.order_by(EvidenceLink.id)):
        judged = name(Delivery(delivery))
        why = tr("evidence that contradicts it was accepted after it was judged {delivery}", delivery=judged)
        yield Waiting(ReviewReason.DISPUTED, ref, about, why)


def _answer(question: Question, value: str) -> str:
    """What a coder said, as people call it."""
    if question is Question.COMMITMENT:
        return tr(_YES_OR_NO[value])
    kind = CommitmentKind if question is Question.KIND else JUDGEMENT_VALUES[Judgement(question.value)]
    return name(kind(value))


def _stale(session: Session, view: View) -> Iterator[Waiting]:
    passages = func.count(Anchor.passage_id.distinct())
    news = (
        _of_evidence(view, passages, view.delivery_as_of.label("as_of"))
        .join(Anchor, EvidenceLink.anchor_id == Anchor.id)
        .where(
            EvidenceLink.state == LinkState.SUGGESTED,
            EvidenceLink.made_by == PROGRAM,
            EvidenceLink.made_at > view.delivery_recorded,
        )
        .group_by(Commitment.id, view.delivery_as_of)
    )
    told = set()
    for ref, many, as_of in session.execute(news.order_by(view.delivery_as_of, Commitment.id)):
        told.add(ref)
        why = plural(
            "{count} passage was found that may bear on it since it was judged as of {day}",
            "{count} passages were found that may bear on it since it was judged as of {day}",
            many,
            day=day(as_of),
        )
        yield Waiting(ReviewReason.STALE, ref, ref, why)
    old = view.brief(Commitment.ref, view.delivery.label("delivery"), view.delivery_as_of.label("as_of")).where(
        _listed(), view.delivery.in_(_GOES_ON), view.delivery_as_of < view.on - STALE_AFTER
    )
    for ref, delivery, as_of in session.execute(old.order_by(view.delivery_as_of, Commitment.id)):
        if ref not in told:
            judged = name(Delivery(delivery))
            why = tr("it was judged {delivery} as of {day}, over a year ago", delivery=judged, day=day(as_of))
            yield Waiting(ReviewReason.STALE, ref, ref, why)


def _of_evidence(view: View, *columns: Any) -> Select[Any]:
    """These columns of listed commitments and of the evidence for any of their statements."""
    stated = aliased(Commitment)
    return (
        view.brief(Commitment.ref, *columns)
        .join(stated, groups.number(stated) == Commitment.id)
        .join(EvidenceLink, EvidenceLink.commitment_id == stated.id)
        .where(_listed())
    )


def _overdue(view: View) -> _Part:
    unjudged = view.delivery == Delivery.NOT_ASSESSED
    since = and_(view.delivery.in_(UNMET), view.delivery_as_of <= view.deadline)
    due = view.brief(
        Commitment.ref, view.deadline.label("due"), case((unjudged, ""), else_=view.delivery).label("delivery")
    ).where(_listed(), view.deadline < view.on, or_(unjudged, since))

    def told(row: Any) -> Waiting:
        if row.delivery:
            judged = name(Delivery(row.delivery))
            why = tr("it was due on {day} and was {delivery} when last judged", day=day(row.due), delivery=judged)
        else:
            why = tr("it was due on {day} and has not been judged", day=day(row.due))
        return Waiting(ReviewReason.OVERDUE, row.ref, row.ref, why)

    return _Part(asked=due.order_by(view.deadline, Commitment.id), told=told)


def _unanswered(view: View, weeks: Mapping[DocumentKind, int]) -> _Part:
    late = [
        and_(Document.kind == kind, Document.issued < view.on - timedelta(weeks=many))
        for kind, many in weeks.items()
        if many
    ]
    made = (
        view.answered(Commitment.ref, Document.kind, Document.issued)
        .join(Document, Commitment.document_id == Document.id)
        .where(
            _listed(),
            Commitment.kind == CommitmentKind.RECOMMENDATION,
            or_(False, *late),
            view.response.is_(None),
        )
    )

    def told(row: Any) -> Waiting:
        due = row.issued + timedelta(weeks=weeks[DocumentKind(row.kind)])
        why = tr("an answer was due by {day} and none is judged", day=day(due))
        return Waiting(ReviewReason.RESPONSE_DUE, row.ref, row.ref, why)

    return _Part(asked=made.order_by(Document.issued, Commitment.id), told=told)


def _new() -> _Part:
    wanted = select(Commitment.ref, Commitment.confidence).where(
        _listed(),
        ~Commitment.withdrawn,
        Commitment.origin == PROGRAM,
        ~exists().where(Decision.commitment_ref == Commitment.ref, journal.stands()),
        ~exists().where(StatusEvent.commitment_id == Commitment.id, events.counts()),
    )

    def told(row: Any) -> Waiting:
        why = tr("the program found it (confidence {sure}) and nobody has looked at it", sure=f"{row.confidence:.2f}")
        return Waiting(ReviewReason.NEW, row.ref, row.ref, why)

    return _Part(asked=wanted.order_by(Commitment.confidence.desc(), Commitment.id), told=told)


def _listed() -> ColumnElement[bool]:
    """Whether a statement stands for its commitment in lists."""
    return and_(Commitment.same_as_id.is_(None), ~Commitment.refused)
