"""Auditing the account: whether both chains are whole, and the history of anything.

The chain of judgements and the journal hold one another: every judgement was told to the journal, with its hash. What
was cut off at the end of both cannot be seen from within; so a person keeps the head, and asks later whether it is
still there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from corpus import commitments, events, journal, recorded, traces
from corpus import evidence as links
from corpus.database import batched
from corpus.errors import NotFound
from corpus.journal import GENESIS, LETTERS, decision_hash, name_of
from corpus.language import msg, tr
from corpus.models import Commitment, Decision, EventEvidence, EvidenceLink, RecordedSearch, SamePair, StatusEvent
from corpus.recorded import is_genuine
from corpus.rows import DecisionRow, SearchRow, StatusRow
from corpus.same import groups, pairs


@dataclass(frozen=True, slots=True)
class Fault:
    """A broken link: what it is called, what it is about, and what is wrong with it."""

    name: str
    subject: str
    what: str


@dataclass(frozen=True, slots=True)
class Audit:
    """What re-reading both chains found. ``head`` stands for all that was read; ``notes`` are odd, and no faults."""

    judgements: int
    decisions: int
    head: str
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class History:
    """All that was ever decided about one thing: judgements and decisions, oldest first."""

    ref: str
    judgements: tuple[StatusRow, ...]
    decisions: tuple[DecisionRow, ...]
    search: SearchRow | None = None


def audit(session: Session) -> Audit:
    """Re-read every judgement and every decision. The first break of a chain is told, and every bad link."""
    faults: list[Fault] = []
    judged, told = _read(session, StatusEvent, faults), _read(session, Decision, faults)
    faults += [*_chain_of_judgements(session, judged), *_chain_of_decisions(told), *_held(judged, told)]
    faults += [Fault(search.ref, search.query, tr(_CHANGED)) for search in _searches(session) if not is_genuine(search)]
    faults += [Fault(ref, ref, what) for ref, what in traces.untrue(session, told)]
    notes = [*_back_in_time([(events.name_of(each), each.recorded_at) for each in judged])]
    notes += _back_in_time([(name_of(each.hash), each.recorded_at) for each in told])
    head = f"{judged[-1].hash if judged else GENESIS}-{told[-1].hash if told else GENESIS}"
    return Audit(len(judged), len(told), head, tuple(faults), tuple(notes))


def holds(session: Session, head: str) -> bool:
    """Whether what a head stood for, when it was written down, is still in both chains."""
    judged, _, told = head.strip().partition("-")
    return all(
        digest == GENESIS or session.scalar(select(model.id).where(model.hash == digest)) is not None
        for model, digest in ((StatusEvent, judged), (Decision, told))
    )


def history(session: Session, ref: str) -> History:
    """What was decided about a commitment, evidence, a pair or a recorded search, be it gone since.

    A judgement or a decision stands for what it is about. Raises NotFound or UsageProblem.
    """
    match ref[:2]:
        case "s-":
            return _of_search(session, ref)
        case "e-" | "p-":
            return _of_detail(session, ref)
        case "j-":
            ref = session.get_one(Commitment, events.find_event(session, ref).commitment_id).ref
        case "d-":
            return history(session, journal.find(session, ref).subject)
    return _of_commitment(session, ref)


def _of_search(session: Session, ref: str) -> History:
    search = recorded.get(session, ref)
    if search is None:
        raise NotFound(
            "No recorded search is called {ref}; addewid audit REF lists those that judgements rest on.", ref=ref
        )
    resting = select(StatusEvent.commitment_id).join(RecordedSearch, StatusEvent.search_id == RecordedSearch.id)
    of = session.scalars(resting.where(RecordedSearch.ref == ref)).all()
    return History(ref, tuple(row for row in events.history(session, of) if row.search == ref), (), search)


def _of_detail(session: Session, ref: str) -> History:
    """Of evidence, with the judgements that cite it, or of a pair."""
    find = links.find if ref.startswith("e-") else pairs.find
    try:
        ref = find(session, ref).ref
    except NotFound:
        if not (told := journal.about(session, (), [ref])):
            raise
        return History(ref, (), tuple(told))
    citing = (
        select(StatusEvent.commitment_id)
        .join(EventEvidence, EventEvidence.event_id == StatusEvent.id)
        .join(EvidenceLink, EventEvidence.link_id == EvidenceLink.id)
        .where(EvidenceLink.ref == ref)
    )
    judged = [row for row in events.history(session, session.scalars(citing).all()) if ref in row.evidence]
    return History(ref, tuple(judged), tuple(journal.about(session, (), [ref])))


def _of_commitment(session: Session, ref: str) -> History:
    try:
        ref = commitments.find_ref(session, ref)
    except NotFound:
        if not (told := journal.about(session, (), [ref])):
            raise
        return History(ref, (), tuple(told))
    own = session.scalars(select(Commitment.id).where(Commitment.ref == ref)).one()
    members = groups.members(session, own)
    compared = select(SamePair.ref).where(SamePair.one_id.in_(members) | SamePair.other_id.in_(members))
    return History(
        ref,
        tuple(events.history(session, members)),
        tuple(journal.about(session, members, session.scalars(compared).all())),
    )


Row = TypeVar("Row", StatusEvent, Decision)


def _read(session: Session, model: type[Row], faults: list[Fault]) -> list[Row]:
    """Every row of a chain, in order; what is not even in the form of one is a fault."""
    wanted = select(model)
    if model is StatusEvent:
        wanted = wanted.options(
            joinedload(StatusEvent.commitment), selectinload(StatusEvent.evidence).joinedload(EvidenceLink.anchor)
        )
    found: list[Row] = []
    for some in batched(session.scalars(select(model.id).order_by(model.id)).all()):
        try:
            found += session.scalars(wanted.where(model.id.in_(some)).order_by(model.id))
        except (ValueError, TypeError):  # a day that is none, or no JSON: which one is it?
            for number in some:
                try:
                    found += session.scalars(wanted.where(model.id == number))
                except (ValueError, TypeError):
                    name = session.scalars(select(model.hash).where(model.id == number)).one()
                    letter = "j" if model is StatusEvent else "d"
                    faults.append(Fault(f"{letter}-{name[:LETTERS]}", "", tr(_UNREADABLE)))
    return found


def _searches(session: Session) -> Iterator[RecordedSearch]:
    yield from session.scalars(select(RecordedSearch).order_by(RecordedSearch.id))


_CHANGED = msg("what it says was changed afterwards")
_UNREADABLE = msg("it was changed afterwards, and cannot be read any more")
_BROKEN = msg("what stood before it was removed, added or changed")


def _chain_of_judgements(session: Session, judged: list[StatusEvent]) -> Iterator[Fault]:
    """The first that does not follow from the one before it, and every one that does not say what its hash says."""
    searches = {search.id: search for search in _searches(session)}
    hashes = {event.id: event.hash for event in judged}
    places: dict[int, int] = {}
    previous, broken = GENESIS, False
    for event in judged:
        search = searches.get(event.search_id) if event.search_id else None
        corrects = hashes.get(event.corrects_id, "gone") if event.corrects_id else ""
        places[event.id] = places.get(event.corrects_id, event.id) if event.corrects_id else event.id
        subject = _subject(event)
        if (event.place_id or event.id) != places[event.id]:
            yield Fault(events.name_of(event), subject, tr("its place among the others was changed afterwards"))
        if event.hash != events.event_hash(event, subject, event.evidence, search, corrects):
            what = tr("the judgement, or what it rests on, was changed afterwards")
            yield Fault(events.name_of(event), subject, what)
        elif event.previous_hash != previous and not broken:
            broken = True
            yield Fault(events.name_of(event), subject, tr(_BROKEN))
        previous = event.hash


def _chain_of_decisions(told: list[Decision]) -> Iterator[Fault]:
    hashes = {each.id: each.hash for each in told}
    previous, broken = GENESIS, False
    for each in told:
        undoes = hashes.get(each.undoes_id, "gone") if each.undoes_id else ""
        if each.hash != decision_hash(each, undoes):
            yield Fault(name_of(each.hash), each.subject, tr(_CHANGED))
        elif each.previous_hash != previous and not broken:
            broken = True
            yield Fault(name_of(each.hash), each.subject, tr(_BROKEN))
        previous = each.hash


def _held(judged: list[StatusEvent], told: list[Decision]) -> Iterator[Fault]:
    """Judgements that the journal does not know, though it was kept by then, and those that only it knows."""
    known = {event.hash: event for event in judged}
    named = [(each, each.after["event"]) for each in told if isinstance(each.after, dict) and "event" in each.after]
    for decision, digest in named:
        if digest not in known:
            yield Fault(name_of(decision.hash), decision.subject, tr("the judgement that it tells of is gone"))
    since = min((known[digest].id for _, digest in named if digest in known), default=None)
    kept = {digest for _, digest in named}
    for event in judged:
        if since is not None and event.id >= since:
            if event.hash not in kept:
                yield Fault(events.name_of(event), _subject(event), tr("no decision in the journal tells of it"))
            if event.rests_on != len(event.evidence):
                yield Fault(events.name_of(event), _subject(event), tr("what it rests on was added to or taken from"))


def _subject(event: StatusEvent) -> str:
    return event.commitment.ref if event.commitment else "a commitment that is gone"


def _back_in_time(recorded_at: list[tuple[str, datetime]]) -> Iterator[str]:
    """What was recorded after another, by the chain, and before it, by the clock."""
    for (before, earlier), (after, later) in pairwise(recorded_at):
        if later < earlier:
            yield tr(
                "{after} came after {before}, and the clock of its machine said an earlier time.",
                after=after,
                before=before,
            )
