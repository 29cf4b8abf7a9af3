"""Groups of statements that people said are one commitment, and which of them stands for the others in lists.

It is one that nobody refused and whose words still stand in its document, if any is: of those the one that was judged
last, else the earliest. The others name it (``Commitment.same_as_id``).
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from corpus.codebook import LinkState
from corpus.database import batched
from corpus.models import Anchor, Commitment, Document, Passage, SamePair, StatusEvent


def number(statement: type[Commitment] = Commitment) -> ColumnElement[int]:
    """The group of a statement: the row number of that which stands for it, its own where it stands for itself."""
    return func.coalesce(statement.same_as_id, statement.id)


def stands(statement: type[Commitment] = Commitment) -> ColumnElement[bool]:
    """Whether a statement's words are in its document, and nobody said that it is no commitment."""
    return and_(~statement.withdrawn, ~statement.refused)


def members(session: Session, commitment_id: int) -> list[int]:
    """The row numbers of all statements that are one with this one, and its own."""
    group = session.scalars(select(number()).where(Commitment.id == commitment_id)).one()
    return list(
        session.scalars(select(Commitment.id).where(or_(Commitment.id == group, Commitment.same_as_id == group)))
    )


def joined(session: Session, commitment_id: int) -> set[int]:
    """The same, by the pairs that people accepted, directly or through others."""
    return {commitment_id, *_reached(session, commitment_id)}


def path(session: Session, one_id: int, other_id: int, *, without: int) -> list[SamePair]:
    """The fewest accepted pairs through which two statements are one; none when they are not.

    ``without`` is the row number of a pair that does not count.
    """
    reached = _reached(session, one_id, without)
    pairs = []
    while other_id != one_id and other_id in reached:
        other_id, pair = reached[other_id]
        pairs.append(pair)
    return pairs[::-1]


def _reached(session: Session, start: int, without: int | None = None) -> dict[int, tuple[int, SamePair]]:
    """What accepted pairs lead to from a statement, nearest first: each with the statement before it and the pair."""
    reached: dict[int, tuple[int, SamePair]] = {}
    edge = [start]
    while edge:
        met: list[int] = []
        for some in batched(edge):
            pairs = select(SamePair).where(
                SamePair.state == LinkState.ACCEPTED, or_(SamePair.one_id.in_(some), SamePair.other_id.in_(some))
            )
            for pair in session.scalars(pairs.order_by(SamePair.id)):
                for here, there in ((pair.one_id, pair.other_id), (pair.other_id, pair.one_id)):
                    if here in some and there != start and there not in reached and pair.id != without:
                        reached[there] = (here, pair)
                        met.append(there)
        edge = met
    return reached


def settle(session: Session, commitment_ids: Iterable[int]) -> None:
    """Let the right one stand for each of the groups of statements, said to be one, that these belong to."""
    settled: set[int] = set()
    for commitment_id in commitment_ids:
        if commitment_id in settled:
            continue
        group = joined(session, commitment_id)
        settled |= group
        stands = _standing(session, group) if len(group) > 1 else commitment_id
        session.execute(update(Commitment).where(Commitment.id == stands).values(same_as_id=None))
        for some in batched(sorted(group - {stands})):
            session.execute(update(Commitment).where(Commitment.id.in_(some)).values(same_as_id=stands))


def settle_document(session: Session, document_id: int) -> None:
    """The same for the commitments of a document, whose words may have come or gone."""
    own = select(Commitment.id).where(Commitment.document_id == document_id)
    for column in (SamePair.one_id, SamePair.other_id):
        accepted = select(column).where(SamePair.state == LinkState.ACCEPTED, column.in_(own))
        found = session.scalars(accepted).all()
        if found:
            settle(session, found)


def _standing(session: Session, group: set[int]) -> int:
    judged = select(func.max(StatusEvent.id)).where(StatusEvent.commitment_id == Commitment.id).scalar_subquery()
    dated = func.coalesce(Passage.dated, Document.issued)
    found = []
    for some in batched(sorted(group)):
        rows = (
            select(Commitment.id, judged, Commitment.refused, Commitment.withdrawn, dated)
            .select_from(Commitment)
            .join(Anchor, Commitment.anchor_id == Anchor.id)
            .join(Passage, Anchor.passage_id == Passage.id)
            .join(Document, Commitment.document_id == Document.id)
            .where(Commitment.id.in_(some))
        )
        found += [
            (refused, withdrawn, -(last or 0), issued or date.max, commitment_id)
            for commitment_id, last, refused, withdrawn, issued in session.execute(rows)
        ]
    stands: int = min(found)[-1]
    return stands
