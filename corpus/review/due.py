"""What waits without a judgement that it should have: a day that passed, an answer that is due, what is new."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, case, exists, or_, select

from corpus import events, journal
from corpus.carrying import PROGRAM
from corpus.codebook import UNMET, CommitmentKind, Delivery, DocumentKind, ReviewReason
from corpus.known import View
from corpus.language import day, tr
from corpus.models import Commitment, Decision, Document, StatusEvent
from corpus.review.parts import Asked, listed
from corpus.wording import name


def overdue(view: View) -> Asked:
    """Commitments whose day has passed, and that nobody judged since."""
    unjudged = view.delivery == Delivery.NOT_ASSESSED
    since = and_(view.delivery.in_(UNMET), view.delivery_as_of <= view.deadline)
    due = view.brief(
        Commitment.ref, view.deadline.label("due"), case((unjudged, ""), else_=view.delivery).label("delivery")
    ).where(listed(), view.deadline < view.on, or_(unjudged, since))

    def told(row: Any) -> str:
        if row.delivery:
            judged = name(Delivery(row.delivery))
            return tr("it was due on {day} and was {delivery} when last judged", day=day(row.due), delivery=judged)
        return tr("it was due on {day} and has not been judged", day=day(row.due))

    return Asked(ReviewReason.OVERDUE, due.order_by(view.deadline, Commitment.id), told)


def unanswered(view: View, weeks: Mapping[DocumentKind, int]) -> Asked:
    """Recommendations to which an answer was due, by the kind of document, and none is judged."""
    late = [
        and_(Document.kind == kind, Document.issued < view.on - timedelta(weeks=many))
        for kind, many in weeks.items()
        if many
    ]
    made = (
        view.answered(Commitment.ref, Document.kind, Document.issued)
        .join(Document, Commitment.document_id == Document.id)
        .where(
            listed(),
            Commitment.kind == CommitmentKind.RECOMMENDATION,
            or_(False, *late),
            view.response.is_(None),
        )
    )

    def told(row: Any) -> str:
        due = row.issued + timedelta(weeks=weeks[DocumentKind(row.kind)])
        return tr("an answer was due by {day} and none is judged", day=day(due))

    return Asked(ReviewReason.RESPONSE_DUE, made.order_by(Document.issued, Commitment.id), told)


def new() -> Asked:
    """What the program found and nobody has decided anything about, the surest first."""
    columns: tuple[Any, ...] = (Commitment.ref, Commitment.confidence)
    wanted = select(*columns).where(
        listed(),
        ~Commitment.withdrawn,
        Commitment.origin == PROGRAM,
        ~exists().where(Decision.commitment_ref == Commitment.ref, journal.stands()),
        ~exists().where(StatusEvent.commitment_id == Commitment.id, events.counts()),
    )

    def told(row: Any) -> str:
        return tr("the program found it (confidence {sure}) and nobody has looked at it", sure=f"{row.confidence:.2f}")

    return Asked(ReviewReason.NEW, wanted.order_by(Commitment.confidence.desc(), Commitment.id), told)
