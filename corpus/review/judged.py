"""What waits though its delivery was judged: evidence spoke against that since, news came, or it is long ago."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Select, func, or_
from sqlalchemy.orm import aliased

from corpus.carrying import PROGRAM
from corpus.codebook import UNMET, Delivery, LinkState, Relation, ReviewReason
from corpus.known import View
from corpus.language import day, plural, tr
from corpus.models import Anchor, Commitment, EvidenceLink
from corpus.review.parts import Asked
from corpus.wording import name

STALE_AFTER = timedelta(days=365)
"""After which a judgement of what goes on is to be looked at again."""

_GOES_ON = UNMET - {Delivery.BROKEN}
_SAID_TO_BE_DONE = (Delivery.MET, Delivery.PARTLY_MET, Delivery.IN_PROGRESS)


def contradicted(view: View) -> Asked:
    """Commitments that evidence speaks against which was accepted after they were judged; about each such evidence."""
    against = _of_evidence(view, view.delivery.label("delivery")).where(
        EvidenceLink.state == LinkState.ACCEPTED,
        EvidenceLink.relation == Relation.CONTRADICTS,
        view.delivery.in_(_SAID_TO_BE_DONE),
        EvidenceLink.decided_at > view.delivery_recorded,
    )

    def told(row: Any) -> str:
        judged = name(Delivery(row.delivery))
        return tr("evidence that contradicts it was accepted after it was judged {delivery}", delivery=judged)

    return Asked(ReviewReason.DISPUTED, against.order_by(EvidenceLink.id), told, about=EvidenceLink.ref)


def overtaken(view: View) -> Asked:
    """Commitments of which the program found more since they were judged."""

    def told(row: Any) -> str:
        return plural(
            "{count} passage was found that may bear on it since it was judged as of {day}",
            "{count} passages were found that may bear on it since it was judged as of {day}",
            row.passages,
            day=day(row.as_of),
        )

    many = func.count(Anchor.passage_id.distinct()).label("passages")
    query = _news(view).add_columns(many, view.delivery_as_of.label("as_of"))
    return Asked(ReviewReason.STALE, query.order_by(view.delivery_as_of, Commitment.id), told)


def _news(view: View) -> Select[Any]:
    news = _of_evidence(view).join(Anchor, EvidenceLink.anchor_id == Anchor.id)
    return news.where(
        EvidenceLink.state == LinkState.SUGGESTED,
        EvidenceLink.made_by == PROGRAM,
        EvidenceLink.made_at > view.delivery_recorded,
    ).group_by(Commitment.id, view.delivery_as_of)


def old(view: View) -> Asked:
    """Other commitments that go on and were judged long ago."""
    news = _news(view).with_only_columns(Commitment.id, maintain_column_froms=True).correlate(None)
    query = view.judged(Commitment.ref, view.delivery.label("delivery"), view.delivery_as_of.label("as_of")).where(
        ~Commitment.refused,
        view.delivery.in_(_GOES_ON),
        view.delivery_as_of < view.on - STALE_AFTER,
        Commitment.id.not_in(news),
    )

    def told(row: Any) -> str:
        judged = name(Delivery(row.delivery))
        return tr("it was judged {delivery} as of {day}, over a year ago", delivery=judged, day=day(row.as_of))

    return Asked(ReviewReason.STALE, query.order_by(view.delivery_as_of, Commitment.id), told)


def _of_evidence(view: View, *columns: Any) -> Select[Any]:
    """Refs, and these columns, of listed commitments that were judged, by the evidence for any of their statements."""
    stated = aliased(Commitment)
    return (
        view.judged(Commitment.ref, *columns)
        .join(stated, or_(stated.id == Commitment.id, stated.same_as_id == Commitment.id))
        .join(EvidenceLink, EvidenceLink.commitment_id == stated.id)
        .where(~Commitment.refused)
    )
