"""The chain of judgements: one event after another, each with the hash of the one before, none ever changed.

What a judgement was on a day is the newest event whose as-of date is not later than that day, and which nobody
corrected.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, UnaryExpression, and_, exists, func, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from corpus import evidence as links
from corpus import proof, recorded
from corpus.codebook import JUDGEMENT_VALUES, Delivery, Judgement, LinkState
from corpus.errors import NotFound, UsageProblem
from corpus.journal import GENESIS, LETTERS, called
from corpus.language import day
from corpus.models import Commitment, EventEvidence, EvidenceLink, RecordedSearch, StatusEvent
from corpus.rows import StatusRow
from corpus.same import groups


@dataclass(frozen=True, slots=True)
class Given:
    """What is said in one event: a value without words takes back what it corrects."""

    judgement: Judgement
    value: str
    because: str
    who: str
    as_of: date
    evidence: tuple[str, ...] = ()
    search: str = ""
    self_reported: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """An event that was added, and what the evidence that it accepts was before, by its ref (``evidence.state_of``)."""

    event: StatusEvent
    weighed: dict[str, dict[str, str]]

    @property
    def accepted(self) -> dict[str, Any]:
        """What the journal keeps beside the judgement: the event, and the evidence that it accepted."""
        told = dict.fromkeys(self.weighed, LinkState.ACCEPTED)
        return {"event": self.event.hash, **({"evidence": told} if told else {})}

    @property
    def held(self) -> dict[str, Any]:
        """The same before the judgement."""
        return {"evidence": self.weighed} if self.weighed else {}


def add_event(
    session: Session,
    commitment: Commitment,
    members: Sequence[int],
    given: Given,
    corrects: StatusEvent | None = None,
) -> Added:
    """The next event of the chain, with its evidence; told to the journal by whoever calls."""
    _check(given, corrects)
    if corrects is not None and corrected_by(session, corrects) is not None:
        raise UsageProblem("{name} was corrected before; correct what stands in its place.", name=name_of(corrects))
    cited = [proof.cited(session, commitment, members, ref) for ref in dict.fromkeys(given.evidence)]
    found = recorded.find(session, given.search) if given.search else None
    if given.judgement is Judgement.DELIVERY and given.value:
        proof.check_delivery(session, commitment, members, Delivery(given.value), cited, found, given.self_reported)
    weighed = {link.ref: links.state_of(link) for link in cited if link.state != LinkState.ACCEPTED}
    for link in cited:
        links.set_state(session, link, LinkState.ACCEPTED, given.who)
    event = StatusEvent(
        commitment_id=commitment.id,
        judgement=given.judgement,
        value=given.value,
        as_of=given.as_of,
        recorded_at=datetime.now(UTC),
        who=given.who.strip(),
        because=given.because.strip(),
        self_reported=given.self_reported,
        search_id=found.id if found else None,
        corrects_id=corrects.id if corrects else None,
        place_id=(corrects.place_id or corrects.id) if corrects else None,
        rests_on=len(cited),
        previous_hash=session.scalar(select(StatusEvent.hash).order_by(StatusEvent.id.desc()).limit(1)) or GENESIS,
    )
    event.hash = event_hash(event, commitment.ref, cited, found, corrects.hash if corrects else "")
    session.add(event)
    session.flush()
    session.add_all(EventEvidence(event_id=event.id, link_id=link.id) for link in cited)
    session.flush()
    groups.settle(session, [commitment.id])  # the statement that was judged last stands for those that are one with it
    return Added(event, weighed)


def find_event(session: Session, name: str) -> StatusEvent:
    """The event that a name, or its beginning, stands for. Raises NotFound, or UsageProblem when several fit."""
    missing = NotFound("No judgement is called {name}; addewid audit REF lists those about a commitment.", name=name)
    return called(session, StatusEvent, name.removeprefix("j-"), missing)


def corrected_by(session: Session, event: StatusEvent) -> StatusEvent | None:
    """The event that stands in the place of this one."""
    return session.scalar(select(StatusEvent).where(StatusEvent.corrects_id == event.id))


def standing_for(session: Session, event: StatusEvent) -> StatusEvent:
    """The event that stands in its place in the end, through however many corrections; itself where none does."""
    while (later := corrected_by(session, event)) is not None:
        event = later
    return event


def in_force(session: Session, members: Sequence[int], judgement: Judgement) -> StatusEvent | None:
    """The event that says how statements that are one commitment are judged today."""
    wanted = select(StatusEvent).where(
        StatusEvent.commitment_id.in_(members), StatusEvent.judgement == judgement, counts()
    )
    return session.scalar(wanted.order_by(*latest_first()).limit(1))


def latest_first() -> tuple[UnaryExpression[Any], ...]:
    """The order of events by the day they are of; of one day, a correction has the place of what it corrects."""
    place = func.coalesce(StatusEvent.place_id, StatusEvent.id)
    return StatusEvent.as_of.desc(), place.desc(), StatusEvent.id.desc()


def counts() -> ColumnElement[bool]:
    """Whether an event is neither corrected nor only takes another back."""
    later = aliased(StatusEvent)
    return and_(StatusEvent.value != "", ~exists().where(later.corrects_id == StatusEvent.id))


def history(session: Session, commitment_ids: Sequence[int]) -> list[StatusRow]:
    """Every event about statements that are one commitment, oldest first."""
    events = session.scalars(
        select(StatusEvent)
        .where(StatusEvent.commitment_id.in_(commitment_ids))
        .options(selectinload(StatusEvent.evidence), joinedload(StatusEvent.commitment))
        .order_by(StatusEvent.id)
    ).all()
    searches = {
        search.id: search.ref
        for search in session.scalars(
            select(RecordedSearch).where(RecordedSearch.id.in_(event.search_id for event in events))
        )
    }
    names = {event.id: name_of(event) for event in events}
    corrected = {event.corrects_id for event in events}
    return [
        row(
            event,
            corrected=event.id in corrected,
            search=searches.get(event.search_id, "") if event.search_id else "",
            corrects=names.get(event.corrects_id, "") if event.corrects_id else "",
        )
        for event in events
    ]


def row(event: StatusEvent, *, corrected: bool, search: str, corrects: str) -> StatusRow:
    """An event for people: with the ref of its search, and the name of the event in whose place it stands, or ""."""
    return StatusRow(
        commitment_ref=event.commitment.ref,
        judgement=Judgement(event.judgement),
        value=event.value,
        as_of=event.as_of,
        recorded_at=event.recorded_at,
        who=event.who,
        because=event.because,
        self_reported=event.self_reported,
        evidence=tuple(link.ref for link in event.evidence),
        search=search,
        hash=event.hash,
        corrects=corrects,
        corrected=corrected,
    )


def event_hash(
    event: StatusEvent,
    commitment_ref: str,
    cited: Sequence[EvidenceLink],
    search: RecordedSearch | None,
    corrects: str = "",
) -> str:
    """SHA-256 of all that an event says, of the words it rests on, and of the hash before it.

    ``corrects`` is the hash of the event in whose place it stands.
    """
    said = {
        "previous": event.previous_hash,
        "commitment": commitment_ref,
        "judgement": event.judgement,
        "value": event.value,
        "as_of": event.as_of.isoformat(),
        "recorded_at": event.recorded_at.astimezone(UTC).isoformat(),
        "who": event.who,
        "because": event.because,
        "self_reported": event.self_reported,
        "evidence": sorted((link.ref, link.relation, link.anchor.exact if link.anchor else "") for link in cited),
        "search": [search.ref, search.query, search.corpus_revision, search.hits] if search else [],
    }
    if corrects:
        said["corrects"] = corrects
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def name_of(event: StatusEvent) -> str:
    """What an event is called."""
    return f"j-{event.hash[:LETTERS]}"


def _check(given: Given, corrects: StatusEvent | None) -> None:
    values = list(JUDGEMENT_VALUES[given.judgement])
    if given.value not in values and (given.value or corrects is None):
        raise UsageProblem(
            "{value} is not a value of {judgement}; choose one of: {values}.",
            value=given.value,
            judgement=given.judgement,
            values=", ".join(values),
        )
    if not given.value and corrects is not None and not corrects.value:
        raise UsageProblem(
            "{name} only takes back another judgement; say what should stand in its place.", name=name_of(corrects)
        )
    if not given.because.strip():
        raise UsageProblem("A judgement needs a reason; say why in a sentence.")
    if not given.who.strip():
        raise UsageProblem("A judgement needs the name of whoever makes it.")
    if given.as_of > date.today():
        raise UsageProblem("{day} has not come yet; a judgement is of a day that has.", day=day(given.as_of))
