"""Taking back: a person's own decision, by another that says so. What was decided stays to be read."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus import editing, events, evidence, journal
from corpus.codebook import Action, Judgement
from corpus.errors import NotFound, UsageProblem
from corpus.events import Added, Given
from corpus.language import msg
from corpus.models import Commitment, Decision, StatusEvent
from corpus.rows import DecisionRow
from corpus.same import deciding, groups

_LATER_OWN = msg("{who} has decided about the same commitment since ({name}: {told}); undo that first.")
_LATER = msg("{who} has decided about the same commitment since ({name}: {told}); correct it or edit it instead.")


def undo(session: Session, who: str, because: str = "", name: str = "") -> DecisionRow:
    """Take back a decision of ``who`` that still stands, the last one or that of a ``name``; the answer names it.

    Raises NotFound where there is none, UsageProblem where more was decided about the same commitment since.
    """
    decision = _named(session, who, name) if name else last(session, who)
    _refuse_over_others(session, decision)
    kept = _take_back(session, decision, who, because)
    after = {name: value for name, value in decision.before.items() if name in decision.after and name != "evidence"}
    told = journal.write(
        session,
        Action.UNDONE,
        decision.subject,
        decision.commitment_ref,
        before=decision.after,
        after={**after, **kept},
        who=who,
        because=because,
        undoes=decision,
    )
    return next(journal.rows(session, [told]))


def last(session: Session, who: str) -> Decision:
    """The last decision of ``who`` that still stands. Raises NotFound where there is none."""
    own = select(Decision).where(Decision.who == who.strip(), journal.stands())
    found = session.scalar(own.order_by(Decision.id.desc()).limit(1))
    if found is None:
        raise NotFound("There is nothing that {who} decided and that is not undone yet.", who=who)
    return found


def _named(session: Session, who: str, name: str) -> Decision:
    decision = journal.find(session, name)
    if decision.who != who.strip():
        raise UsageProblem(
            "{name} was decided by {who}, who alone can undo it; correct it or edit it instead.",
            name=name,
            who=decision.who,
        )
    if session.scalar(select(Decision.id).where(Decision.id == decision.id, journal.stands())) is None:
        raise UsageProblem("{name} does not stand any more: it was undone, or undoes another.", name=name)
    return decision


def _refuse_over_others(session: Session, decision: Decision) -> None:
    """See that no later decision about the same commitment rests on what this one left."""
    own = session.scalar(select(Commitment.id).where(Commitment.ref == decision.commitment_ref))
    refs = journal.refs_of(groups.members(session, own)) if own else [decision.commitment_ref]
    later = select(Decision).where(Decision.commitment_ref.in_(refs), Decision.id > decision.id, journal.stands())
    found = session.scalars(later.order_by(Decision.id.desc()).limit(1)).all()
    for row in journal.rows(session, found):
        later_than = _LATER_OWN if row.who == decision.who else _LATER
        raise UsageProblem(later_than, who=row.who, name=row.name, told=row.told)


def _take_back(session: Session, decision: Decision, who: str, because: str) -> dict[str, Any]:
    """Do the opposite of a decision; what it leaves behind it, for the journal to keep."""
    match Action(decision.action):
        case Action.JUDGED:
            return _reopened(session, decision, _withdraw(session, decision, who, because))
        case Action.CORRECTED:
            return _reopened(session, decision, _say_again(session, decision, who, because))
        case Action.CITED:
            evidence.take_back(session, evidence.find(session, decision.subject))
        case Action.WEIGHED:
            evidence.put_back(session, evidence.find(session, decision.subject), decision.before)
        case Action.JOINED:
            deciding.put_back(session, decision.subject, decision.before)
        case _:
            return editing.put_back(session, decision)
    return {}


def _reopened(session: Session, decision: Decision, added: Added) -> dict[str, Any]:
    """Let evidence that a judgement had accepted be as it was before, unless another judgement rests on it now."""
    kept = added.accepted
    for ref, before in decision.before.get("evidence", {}).items():
        link = evidence.find(session, ref)
        if not evidence.is_rested_on(session, link):
            evidence.put_back(session, link, before)
            kept["evidence"] = {**kept.get("evidence", {}), ref: link.state}
    return kept


def _withdraw(session: Session, decision: Decision, who: str, because: str) -> Added:
    wrong = events.standing_for(session, events.find_event(session, decision.after["event"]))
    commitment = session.get_one(Commitment, wrong.commitment_id)
    given = Given(Judgement(wrong.judgement), "", because or "Undone.", who, wrong.as_of)
    return events.add_event(session, commitment, groups.members(session, commitment.id), given, corrects=wrong)


def _say_again(session: Session, decision: Decision, who: str, because: str) -> Added:
    """What was corrected, said anew in the place of the correction, on the evidence that it rested on."""
    correction = events.find_event(session, decision.after["event"])
    first = session.get_one(StatusEvent, correction.corrects_id)
    commitment = session.get_one(Commitment, first.commitment_id)
    members = groups.members(session, commitment.id)
    row = next(each for each in events.history(session, members) if each.hash == first.hash)
    given = Given(
        row.judgement, row.value, because or row.because, who, row.as_of, row.evidence, row.search, row.self_reported
    )
    last = events.standing_for(session, correction)
    return events.add_event(session, commitment, members, given, corrects=last)
