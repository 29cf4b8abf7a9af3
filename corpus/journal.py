"""The journal: every decision of a person, in order, each with the hash of the one before. Nothing in it changes.

A decision is named by the beginning of its hash (``d-3f9a01c2``). What stood before it is kept, so that it can be told
and taken back; taking back is a decision as well.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from corpus.codebook import Action
from corpus.database import batched
from corpus.errors import NotFound, StaleEdit, UsageProblem
from corpus.language import tr
from corpus.models import Commitment, Decision, StatusEvent
from corpus.rows import DecisionRow
from corpus.same import groups

GENESIS = "0" * 64
"""What stands as the hash before the first of a chain."""

LETTERS = 10
"""Of a hash, that name a decision."""

Link = TypeVar("Link", Decision, StatusEvent)
"""What the two chains are made of."""


def write(
    session: Session,
    action: Action,
    subject: str,
    commitment_ref: str,
    *,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    who: str,
    because: str = "",
    undoes: Decision | None = None,
) -> Decision:
    """Add one decision about ``subject``, a ref, that bears on a commitment. Raises UsageProblem without a name."""
    if not who.strip():
        raise UsageProblem("A decision needs the name of whoever makes it; set it as name in settings.toml.")
    decision = Decision(
        action=action,
        subject=subject,
        commitment_ref=commitment_ref,
        before=dict(before),
        after=dict(after),
        who=who.strip(),
        because=because.strip(),
        recorded_at=datetime.now(UTC),
        undoes_id=undoes.id if undoes else None,
        previous_hash=session.scalar(select(Decision.hash).order_by(Decision.id.desc()).limit(1)) or GENESIS,
    )
    decision.hash = decision_hash(decision, undoes.hash if undoes else "")
    session.add(decision)
    session.flush()
    return decision


def decision_hash(decision: Decision, undoes: str) -> str:
    """SHA-256 of everything a decision says and of the hash before it; ``undoes`` is the hash of what it takes back."""
    said = {
        "previous": decision.previous_hash,
        "action": decision.action,
        "subject": decision.subject,
        "commitment": decision.commitment_ref,
        "before": decision.before,
        "after": decision.after,
        "who": decision.who,
        "because": decision.because,
        "recorded_at": decision.recorded_at.astimezone(UTC).isoformat(),
        "undoes": undoes,
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def find(session: Session, name: str) -> Decision:
    """The decision that a name, or its beginning, stands for. Raises NotFound, or UsageProblem when several fit."""
    missing = NotFound(
        "No decision is called {name}; addewid audit REF lists what was decided about something.", name=name
    )
    return called(session, Decision, name.removeprefix("d-"), missing)


def called(session: Session, chain: type[Link], letters: str, missing: NotFound) -> Link:
    """The link of a chain whose hash begins so. Raises ``missing``, or UsageProblem when several do."""
    wanted = select(chain).where(chain.hash.startswith(letters, autoescape=True)).limit(2)
    found = session.scalars(wanted).all() if letters else []
    if not found:
        raise missing
    if len(found) > 1:
        raise UsageProblem("{letters} could be several of them; type more of the name.", letters=letters)
    return found[0]


def about(session: Session, commitment_ids: Sequence[int], subjects: Iterable[str] = ()) -> list[DecisionRow]:
    """Every decision that bears on these statements, or was made about these subjects, oldest first."""
    found: dict[int, Decision] = {}
    wanted = [Decision.commitment_ref.in_(refs_of(some)) for some in batched(commitment_ids)]
    wanted += [Decision.subject.in_(some) for some in batched(list(subjects))]
    for condition in wanted:
        found |= {each.id: each for each in session.scalars(select(Decision).where(condition))}
    return list(rows(session, [found[number] for number in sorted(found)]))


def newest(session: Session, commitment_ids: Sequence[int]) -> DecisionRow | None:
    """The last decision that bears on statements that are one commitment."""
    wanted = select(Decision).where(Decision.commitment_ref.in_(refs_of(commitment_ids)))
    last = session.scalars(wanted.order_by(Decision.id.desc()).limit(1)).all()
    return next(rows(session, last), None)


def newest_names(session: Session, refs: Iterable[str]) -> dict[str, str]:
    """By the ref of a statement, the name of the last decision that bears on its commitment; "" where there is none."""
    wanted = sorted(set(refs))
    group_of: dict[str, int] = {}
    last: dict[int, int] = {}
    digests: dict[int, str] = {}
    for some in batched(wanted):
        group_of |= dict(session.execute(select(Commitment.ref, groups.number()).where(Commitment.ref.in_(some))).all())
    for groups_of_some in batched(sorted(set(group_of.values()))):
        for column in (Commitment.id, Commitment.same_as_id):
            made = select(groups.number(), func.max(Decision.id)).join(
                Decision, Decision.commitment_ref == Commitment.ref
            )
            for group, number in session.execute(made.where(column.in_(groups_of_some)).group_by(groups.number())):
                last[group] = max(number, last.get(group, 0))
    for numbers in batched(sorted(last.values())):
        digests |= dict(session.execute(select(Decision.id, Decision.hash).where(Decision.id.in_(numbers))).all())
    return {ref: name_of(digests[last[group]]) if group in last else "" for ref, group in group_of.items()}


def stands() -> ColumnElement[bool]:
    """Whether a decision was not taken back, and takes none back."""
    later = aliased(Decision)
    return and_(Decision.action != Action.UNDONE, ~exists().where(later.undoes_id == Decision.id))


def unless_stale(session: Session, ref: str, commitment_ids: Sequence[int], seen: str | None, yours: str) -> None:
    """See that nobody decided about a commitment since the decision ``seen``, a name; "" where there was none.

    None asks for no such care. Raises StaleEdit, which tells what was decided and what ``yours`` would have been.
    """
    if seen is None:
        return
    last = newest(session, commitment_ids)
    if not _is_the_same(last, seen):
        raise StaleEdit(ref, last.told if last else tr("taken back, so that nothing is decided"), yours)


def rows(session: Session, decisions: Sequence[Decision]) -> Iterator[DecisionRow]:
    """Decisions as rows, in the order given."""
    linked = {each.undoes_id for each in decisions if each.undoes_id} | {each.id for each in decisions}
    names: dict[int, str] = {}
    undone: set[int] = set()
    for some in batched(sorted(linked)):
        wanted = select(Decision.id, Decision.hash, Decision.undoes_id)
        for number, digest, undoes in session.execute(
            wanted.where(or_(Decision.id.in_(some), Decision.undoes_id.in_(some)))
        ):
            names[number] = name_of(digest)
            undone |= {undoes} if undoes else set()
    for each in decisions:
        yield DecisionRow(
            name=name_of(each.hash),
            action=Action(each.action),
            subject=each.subject,
            before=each.before,
            after=each.after,
            who=each.who,
            because=each.because,
            recorded_at=each.recorded_at,
            undoes=names[each.undoes_id] if each.undoes_id else "",
            undone=each.id in undone,
            hash=each.hash,
        )


def _is_the_same(last: DecisionRow | None, seen: str) -> bool:
    """Whether a name, or a whole hash, is that of the last decision; "" is that of none."""
    letters = seen.removeprefix("d-")
    if last is None or len(letters) < LETTERS:
        return last is None and not letters
    return last.hash.startswith(letters)


def refs_of(commitment_ids: Sequence[int]) -> Select[str]:
    """The refs of statements by their row numbers, to be asked for within another query."""
    return select(Commitment.ref).where(Commitment.id.in_(commitment_ids))


def name_of(digest: str) -> str:
    """What a decision of this hash is called."""
    return f"d-{digest[:LETTERS]}"
