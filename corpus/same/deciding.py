"""What people decide: that two statements are one commitment, or are not, or that this is open again."""

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from corpus import journal, wording
from corpus.carrying import PROGRAM
from corpus.codebook import Action, LinkState
from corpus.errors import NotFound, UsageProblem
from corpus.models import Commitment, SamePair, State
from corpus.rows import PairRow
from corpus.same import groups, pairs
from corpus.same.suggesting import PAIRED


def decide(
    session: Session, ref: str, state: LinkState, who: str, because: str = "", seen: str | None = None
) -> PairRow:
    """Say that the two statements of a pair are one commitment, or are not, or leave it open again.

    A pair that a person named is gone when it is left open: the program never saw it. ``seen`` names the newest
    decision about either statement, as ``journal.unless_stale`` has it. Raises NotFound, StaleEdit, or UsageProblem
    when the decision speaks against others, which it names.
    """
    pair = pairs.find(session, ref)
    journal.unless_stale(session, pair.ref, members(session, pair), seen, f"{pair.ref} {wording.name(state)}")
    before = state_of(pair)
    row = set_state(session, pair, state, who, because)
    if before["state"] != row.state:
        after = {"state": state}
        journal.write(
            session, Action.JOINED, row.ref, row.one.ref, before=before, after=after, who=who, because=because
        )
    return row


def members(session: Session, pair: SamePair) -> list[int]:
    """The row numbers of all statements that are one with either of a pair, as far as people said so."""
    return [*groups.members(session, pair.one_id), *groups.members(session, pair.other_id)]


def state_of(pair: SamePair) -> dict[str, str]:
    """What was decided about a pair, by whom and when, as the journal keeps it; and of what it is the pair."""
    at = pair.decided_at.isoformat() if pair.decided_at else ""
    said = {"state": pair.state, "by": pair.decided_by, "at": at, "because": pair.because}
    return {**said, "one": pair.one.ref, "other": pair.other.ref}


def put_back(session: Session, ref: str, before: Mapping[str, str]) -> None:
    """Let a pair, by its ref, be as ``state_of`` told it to be, though it be gone since.

    Raises UsageProblem when that speaks against other decisions, NotFound where a statement is gone.
    """
    pair = session.scalar(select(SamePair).where(SamePair.ref == ref))
    if pair is None:
        pair = pairs.find(session, between(session, before["one"], before["other"], before["by"]))
    set_state(session, pair, LinkState(before["state"]), before["by"], before["because"])
    if before["at"]:
        pair.decided_at = datetime.fromisoformat(before["at"])
        session.flush()


def set_state(session: Session, pair: SamePair, state: LinkState, who: str, because: str = "") -> PairRow:
    """The same, without a word to the journal."""
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
            "{one} and {other} were said not to be one, and this would join them; "
            "leave that open first with: addewid same {pair} --undo.",
            one=against.one.ref,
            other=against.other.ref,
            pair=against.ref,
        )


def _refuse_to_part_what_is_one(session: Session, pair: SamePair) -> None:
    through = groups.path(session, pair.one_id, pair.other_id, without=pair.id)
    if through:
        names = " and ".join(other.ref for other in through)
        raise UsageProblem(
            "{one} and {other} are one through {pairs}, which were accepted; "
            "leave one of these open first with: addewid same {first} --undo.",
            one=pair.one.ref,
            other=pair.other.ref,
            pairs=names,
            first=through[0].ref,
        )


def between(session: Session, one_ref: str, other_ref: str, who: str) -> str:
    """The ref of the pair of two commitments, which is made where the program saw none. Raises UsageProblem."""
    if one_ref == other_ref:
        raise UsageProblem("{ref} is one commitment; name two.", ref=one_ref)
    held = pairs.between(session, one_ref, other_ref)
    if held is not None:
        return held.ref
    named = select(Commitment.ref, Commitment.id).where(Commitment.ref.in_([one_ref, other_ref]))
    numbers = dict(session.execute(named).all())
    if len(numbers) < 2:
        raise NotFound("{one} or {other} is not in the corpus any more.", one=one_ref, other=other_ref)
    ids, names = (numbers[one_ref], numbers[other_ref]), (one_ref, other_ref)
    row = pairs.made(ids, names, who, set(session.scalars(select(SamePair.ref))), 1.0, ())
    session.execute(insert(SamePair), [row])
    return str(row["ref"])
