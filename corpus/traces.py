"""What the journal says must be so now, held against what is: evidence, pairs and commitments as people left them.

This tells what was changed without a decision, and decisions that were cut off the end of the journal.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from corpus import editing
from corpus.carrying import PERSON
from corpus.codebook import Action, Judgement, LinkState
from corpus.database import batched
from corpus.language import tr
from corpus.models import Commitment, Decision, EventEvidence, EvidenceLink, SamePair, StatusEvent

Expected = Mapping[str, Mapping[str, Any]]
Untrue = tuple[str, str]
"""A ref, and what is not as the journal has it."""

_NOT_OF_IT = frozenset({*Judgement, "event", "evidence"})
"""What a decision about a commitment holds that is no field of it."""


def untrue(session: Session, told: Sequence[Decision]) -> Iterator[Untrue]:
    """All that is not as the journal, oldest first, leaves it."""
    expected = _expected(told)
    since = min((decision.recorded_at for decision in told), default=None)
    yield from _weighed(session, EvidenceLink, expected, since)
    yield from _weighed(session, SamePair, expected, since)
    yield from _commitments(session, expected)
    yield from _rested_on(session)


def _expected(told: Sequence[Decision]) -> Expected:
    """By ref, what the decisions about it come to. What is said of no field any more is left out."""
    expected: dict[str, dict[str, Any]] = defaultdict(dict)
    added = {decision.id for decision in told if decision.action == Action.ADDED}
    for decision in told:
        if not isinstance(decision.after, dict):
            continue  # told as changed already
        if decision.undoes_id in added and not decision.after:
            expected.pop(decision.subject, None)  # what was added is gone
            continue
        said = {name: value for name, value in decision.after.items() if name not in _NOT_OF_IT}
        expected[decision.subject] |= said
        for ref, state in decision.after.get("evidence", {}).items():
            expected[ref]["state"] = state
    return expected


def _weighed(
    session: Session, model: type[EvidenceLink] | type[SamePair], expected: Expected, since: datetime | None
) -> Iterator[Untrue]:
    """Evidence or pairs in a state that nobody decided, though the journal was kept by then."""
    open_or_gone = (LinkState.SUGGESTED, "")
    prefix = "e-" if model is EvidenceLink else "p-"
    states = {ref: said["state"] for ref, said in expected.items() if ref.startswith(prefix) and "state" in said}
    found = session.execute(select(model.ref, model.state, model.decided_at).where(model.state != LinkState.SUGGESTED))
    decided = {ref: (state, at) for ref, state, at in found}
    for ref, state in states.items():
        now, _ = decided.pop(ref, (LinkState.SUGGESTED, None))
        if now != state and not (now in open_or_gone and state in open_or_gone):
            left = state or tr("open")
            yield ref, tr("it is {now}, and the last decision about it left it {left}", now=now, left=left)
    for ref, (state, at) in decided.items():
        if since is not None and at is not None and at > since:
            yield ref, tr("it is {state}, and no decision in the journal says so", state=state)


def _commitments(session: Session, expected: Expected) -> Iterator[Untrue]:
    """Commitments that a person made, changed or refused, and that are not so."""
    wanted = [ref for ref, said in expected.items() if ref.startswith("c-") and said]
    held: dict[str, dict[str, Any]] = {}
    for some in batched(wanted):
        query = select(Commitment).where(Commitment.ref.in_(some))
        for commitment in session.scalars(query.options(joinedload(Commitment.body), joinedload(Commitment.anchor))):
            held[commitment.ref] = editing.held_of(commitment)
    for ref in wanted:
        said, now = expected[ref], held.get(ref)
        if now is None:
            yield ref, tr("it is gone, though a person decided about it")
            continue
        if said.get("origin", PERSON) != PERSON:
            said = {"origin": said["origin"], "refused": said.get("refused", False)}  # the rest is the program's again
        wrong = [name for name, value in said.items() if name in now and now[name] != value]
        if wrong:
            yield ref, tr("changed without a decision: {fields}", fields=", ".join(wrong))
    joined = exists().where(
        or_(SamePair.one_id == Commitment.id, SamePair.other_id == Commitment.id), SamePair.state == LinkState.ACCEPTED
    )
    hidden = select(Commitment.ref).where(Commitment.same_as_id.is_not(None), ~joined)
    for ref in session.scalars(hidden.order_by(Commitment.id)):
        yield ref, tr("another stands for it, and nobody said that both are one")
    mine = select(Commitment.ref).where(Commitment.refused | ((Commitment.origin == PERSON) & (Commitment.rule != "")))
    for ref in session.scalars(mine.order_by(Commitment.id)):
        if not expected.get(ref):
            yield ref, tr("it is confirmed or refused, and no decision in the journal says so")


def _rested_on(session: Session) -> Iterator[Untrue]:
    """Evidence that a judgement in force rests on, and that is not accepted."""
    later = aliased(StatusEvent)
    wanted = (
        select(EvidenceLink.ref, EvidenceLink.state)
        .distinct()
        .join(EventEvidence, EventEvidence.link_id == EvidenceLink.id)
        .outerjoin(later, later.corrects_id == EventEvidence.event_id)
        .where(EvidenceLink.state != LinkState.ACCEPTED, later.id.is_(None))
    )
    for ref, state in session.execute(wanted.order_by(EvidenceLink.ref)):
        yield ref, tr("it is {state}, though a judgement rests on it", state=state)
