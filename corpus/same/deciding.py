"""What people decide: that two statements are one commitment, or are not, or that this is open again."""

from datetime import UTC, datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from corpus.carrying import PROGRAM
from corpus.codebook import LinkState
from corpus.errors import UsageProblem
from corpus.models import Commitment, SamePair, State
from corpus.rows import PairRow
from corpus.same import groups, pairs
from corpus.same.suggesting import PAIRED


def decide(session: Session, ref: str, state: LinkState, who: str, because: str = "") -> PairRow:
    """Say that the two statements of a pair are one commitment, or are not, or leave it open again.

    A pair that a person named is gone when it is left open: the program never saw it. Raises NotFound, or UsageProblem
    when the decision speaks against others, which it names.
    """
    pair = pairs.find(session, ref)
    by_hand = state is LinkState.SUGGESTED and pair.made_by != PROGRAM
    if pair.state == state and not by_hand:
        return pairs.rows_of(session, [pair])[0]
    if state is LinkState.ACCEPTED:
        _refuse_to_join_what_is_not_one(session, pair)
    if state is LinkState.REJECTED:
        _refuse_to_part_what_is_one(session, pair)
    pair.state = state
    pair.decided_by, pair.decided_at = (who, datetime.now(UTC)) if state is not LinkState.SUGGESTED else ("", None)
    pair.because = because.strip()
    session.flush()
    groups.settle(session, [pair.one_id, pair.other_id])
    session.execute(delete(State).where(State.name == PAIRED))  # what follows from it may be suggested, or not
    row = pairs.rows_of(session, [pair])[0]
    if by_hand:
        session.delete(pair)
        session.flush()
    return row


def _refuse_to_join_what_is_not_one(session: Session, pair: SamePair) -> None:
    joined = groups.joined(session, pair.one_id) | groups.joined(session, pair.other_id)
    against = session.scalars(
        select(SamePair).where(
            SamePair.state == LinkState.REJECTED,
            SamePair.one_id.in_(joined),
            SamePair.other_id.in_(joined),
            SamePair.id != pair.id,
        )
    ).first()
    if against is not None:
        raise UsageProblem(
            f"{against.one.ref} and {against.other.ref} were said not to be one, and this would join them; "
            f"leave that open first with: addewid same {against.ref} --undo."
        )


def _refuse_to_part_what_is_one(session: Session, pair: SamePair) -> None:
    through = groups.path(session, pair.one_id, pair.other_id, without=pair.id)
    if through:
        names = " and ".join(other.ref for other in through)
        raise UsageProblem(
            f"{pair.one.ref} and {pair.other.ref} are one through {names}, which were accepted; "
            f"leave one of these open first with: addewid same {through[0].ref} --undo."
        )


def between(session: Session, one_ref: str, other_ref: str, who: str) -> str:
    """The ref of the pair of two commitments, which is made where the program saw none. Raises UsageProblem."""
    if one_ref == other_ref:
        raise UsageProblem(f"{one_ref} is one commitment; name two.")
    held = pairs.between(session, one_ref, other_ref)
    if held is not None:
        return held.ref
    named = select(Commitment.ref, Commitment.id).where(Commitment.ref.in_([one_ref, other_ref]))
    numbers = dict(session.execute(named).all())
    ids, names = (numbers[one_ref], numbers[other_ref]), (one_ref, other_ref)
    row = pairs.made(ids, names, who, set(session.scalars(select(SamePair.ref))), 1.0, ())
    session.execute(insert(SamePair), [row])
    return str(row["ref"])
