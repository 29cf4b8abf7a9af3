"""Two statements of one commitment: what the program suggests, what people decide. Rejections are remembered.

Statements that people said are one stand in lists as one: the one that was judged, and last, else one whose words
still stand, else the earliest. The others name it (``Commitment.same_as_id``). Nothing is removed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from corpus import pairs
from corpus.carrying import PROGRAM
from corpus.codebook import LinkState
from corpus.database import batched
from corpus.errors import UsageProblem
from corpus.models import Anchor, Commitment, Document, Passage, SamePair, State, StatusEvent
from corpus.refs import digest_ref
from corpus.rows import PairRow

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
    # Those left over may be there all the same: made by people, and undone since.
    made = {(one, other) for one, other in session.execute(select(SamePair.one_id, SamePair.other_id))}
    refs = set(session.scalars(select(SamePair.ref)))
    rows = [
        _columns(key, one.one, one.other, PROGRAM, refs, one.score, one.reasons)
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
            key = _key(ids[one.one], ids[one.other])
            between = frozenset(stands.get(number, number) for number in key)
            if len(between) == 2 and between not in rejected:
                wanted.setdefault(key, one)
    return wanted


def decide(session: Session, ref: str, state: LinkState, who: str, because: str = "") -> PairRow:
    """Say that the two statements of a pair are one commitment, or are not, or leave it open again.

    Raises NotFound, or UsageProblem when somebody said of two that would be joined through it that they are not one.
    """
    pair = pairs.find(session, ref)
    if pair.state != state:
        if state is LinkState.ACCEPTED:
            _refuse_contradiction(session, pair)
        pair.state = state
        pair.decided_by, pair.decided_at = (who, datetime.now(UTC)) if state is not LinkState.SUGGESTED else ("", None)
        pair.because = because.strip()
        session.flush()
        settle(session, [pair.one_id, pair.other_id])
        session.execute(delete(State).where(State.name == PAIRED))  # what follows from it may be suggested, or not
    return pairs.rows_of(session, [pair])[0]


def _refuse_contradiction(session: Session, pair: SamePair) -> None:
    joined = pairs.group_of(session, pair.one_id) | pairs.group_of(session, pair.other_id)
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


def between(session: Session, one_ref: str, other_ref: str, who: str) -> str:
    """The ref of the pair of two commitments, which is made where the program saw none. Raises UsageProblem."""
    numbers = {
        ref: number
        for number, ref in session.execute(
            select(Commitment.id, Commitment.ref).where(Commitment.ref.in_([one_ref, other_ref]))
        )
    }
    if len(numbers) < 2:
        raise UsageProblem(f"{one_ref} is one commitment; name two.")
    key = _key(numbers[one_ref], numbers[other_ref])
    held = session.scalar(select(SamePair.ref).where(SamePair.one_id == key[0], SamePair.other_id == key[1]))
    if held is not None:
        return held
    row = _columns(key, one_ref, other_ref, who, set(session.scalars(select(SamePair.ref))), 1.0, ())
    session.execute(insert(SamePair), [row])
    return str(row["ref"])


def _key(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _columns(
    key: tuple[int, int], one: str, other: str, made_by: str, refs: set[str], score: float, reasons: Sequence[str]
) -> dict[str, object]:
    """A new pair as a row; its ref joins ``refs``."""
    ref = digest_ref("p", *sorted((one, other)), taken=lambda candidate: candidate in refs)
    refs.add(ref)
    return {
        "ref": ref,
        "one_id": key[0],
        "other_id": key[1],
        "state": LinkState.SUGGESTED,
        "score": score,
        "reasons": list(reasons),
        "made_by": made_by,
        "made_at": datetime.now(UTC),
        "decided_by": "",
        "decided_at": None,
        "because": "",
    }


def settle(session: Session, commitment_ids: Iterable[int]) -> None:
    """Let the right one stand for each of the groups of statements, said to be one, that these belong to."""
    settled: set[int] = set()
    for number in commitment_ids:
        if number in settled:
            continue
        group = pairs.group_of(session, number)
        settled |= group
        stands = _standing(session, group) if len(group) > 1 else number
        session.execute(update(Commitment).where(Commitment.id == stands).values(same_as_id=None))
        for some in batched(sorted(group - {stands})):
            session.execute(update(Commitment).where(Commitment.id.in_(some)).values(same_as_id=stands))


def settle_document(session: Session, document_id: int) -> None:
    """The same for the commitments of a document, whose words may have come or gone."""
    own = select(Commitment.id).where(Commitment.document_id == document_id)
    for column in (SamePair.one_id, SamePair.other_id):
        joined = select(column).where(SamePair.state == LinkState.ACCEPTED, column.in_(own))
        found = session.scalars(joined).all()
        if found:
            settle(session, found)


def _standing(session: Session, group: set[int]) -> int:
    judged = select(func.max(StatusEvent.id)).where(StatusEvent.commitment_id == Commitment.id).scalar_subquery()
    dated = func.coalesce(Passage.dated, Document.issued)
    found = []
    for some in batched(sorted(group)):
        rows = (
            select(Commitment.id, judged, Commitment.withdrawn, dated)
            .select_from(Commitment)
            .join(Anchor, Commitment.anchor_id == Anchor.id)
            .join(Passage, Anchor.passage_id == Passage.id)
            .join(Document, Commitment.document_id == Document.id)
            .where(Commitment.id.in_(some))
        )
        found += [
            (-(last or 0), withdrawn, issued or date.max, number)
            for number, last, withdrawn, issued in session.execute(rows)
        ]
    stands: int = min(found)[-1]
    return stands
