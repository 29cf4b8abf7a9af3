"""What the program suggests: pairs of statements that may be of one commitment. Rejections are remembered."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from corpus.carrying import PROGRAM
from corpus.codebook import LinkState
from corpus.models import Commitment, SamePair
from corpus.same import pairs

PAIRED = "paired"
"""Name of the state that says which revision of the corpus was last looked through for pairs, and how."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two commitments, by their refs, that may be one. ``score`` is between 0 and 1; ``reasons`` can be checked."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]


def suggest(session: Session, suggestions: Iterable[Suggestion]) -> int:
    """Replace the program's undecided suggestions, and count the new ones.

    What a person decided stays as it is; what follows from it, or speaks against it, is not suggested.
    """
    wanted = _undecided(session, suggestions)
    standing = {
        (pair.one_id, pair.other_id): pair
        for pair in session.scalars(
            select(SamePair).where(SamePair.state == LinkState.SUGGESTED, SamePair.made_by == PROGRAM)
        )
    }
    for key, pair in standing.items():
        again = wanted.pop(key, None)
        if again is None:
            session.delete(pair)
        elif (pair.score, tuple(pair.reasons)) != (again.score, again.reasons):
            pair.score, pair.reasons = again.score, list(again.reasons)
    # Those left over may be there all the same: named by people who have decided nothing yet.
    made = {(one, other) for one, other in session.execute(select(SamePair.one_id, SamePair.other_id))}
    refs = set(session.scalars(select(SamePair.ref)))
    rows = [
        pairs.made(key, (one.one, one.other), PROGRAM, refs, one.score, one.reasons)
        for key, one in wanted.items()
        if key not in made
    ]
    if rows:
        session.execute(insert(SamePair), rows)
    return len(rows)


def _undecided(session: Session, suggestions: Iterable[Suggestion]) -> dict[tuple[int, int], Suggestion]:
    """Suggestions by the two row numbers, without those of statements that are one already, or are said not to be."""
    ids = {ref: number for number, ref in session.execute(select(Commitment.id, Commitment.ref))}
    stands = {
        number: same_as
        for number, same_as in session.execute(select(Commitment.id, Commitment.same_as_id))
        if same_as is not None
    }
    rejected = {
        frozenset(stands.get(number, number) for number in pair)
        for pair in session.execute(
            select(SamePair.one_id, SamePair.other_id).where(SamePair.state == LinkState.REJECTED)
        )
    }
    wanted: dict[tuple[int, int], Suggestion] = {}
    for one in suggestions:
        if one.one in ids and one.other in ids:  # else tagged away by another process since
            first, second = sorted((ids[one.one], ids[one.other]))
            between = frozenset(stands.get(number, number) for number in (first, second))
            if len(between) == 2 and between not in rejected:
                wanted.setdefault((first, second), one)
    return wanted
