"""The account: what was judged of each commitment, by whom, on what evidence. Events are only ever added.

Each event carries the hash of the one before it in the whole account, so that a change made behind the program's
back shows. What a judgement was on a day is the newest event whose as-of date is not later than that day.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload, selectinload

from corpus import evidence as links
from corpus import proof
from corpus.codebook import (
    JUDGEMENT_VALUES,
    Delivery,
    Judgement,
    LinkState,
)
from corpus.database import revision
from corpus.errors import NotFound, UsageProblem
from corpus.models import Commitment, EventEvidence, EvidenceLink, RecordedSearch, StatusEvent
from corpus.refs import digest_ref
from corpus.rows import SearchRow, StatusRow
from corpus.same import groups

GENESIS = "0" * 64
"""What stands as the hash before the first event."""


def record(
    session: Session,
    commitment_ref: str,
    judgement: Judgement,
    value: str,
    *,
    because: str,
    who: str,
    as_of: date,
    evidence: Sequence[str] = (),
    search: str = "",
    self_reported: bool = False,
) -> StatusRow:
    """Add one event about a commitment; evidence that is cited, of any of its statements, is thereby accepted.

    Raises UsageProblem for what does not fit the codebook, EvidenceNeeded where it asks for more evidence.
    """
    commitment = _commitment(session, commitment_ref)
    members = groups.members(session, commitment.id)
    _check_words(judgement, value, because, who)
    if as_of > date.today():
        raise UsageProblem(f"{as_of} has not come yet; a judgement is of a day that has.")
    cited = [proof.cited(session, commitment, members, ref) for ref in dict.fromkeys(evidence)]
    found = _search(session, search) if search else None
    if judgement is Judgement.DELIVERY:
        proof.check_delivery(session, commitment, members, Delivery(value), cited, found, self_reported)
    for link in cited:
        if link.state != LinkState.ACCEPTED:
            links.decide(session, link.ref, LinkState.ACCEPTED, who)
    previous = session.scalar(select(StatusEvent.hash).order_by(StatusEvent.id.desc()).limit(1)) or GENESIS
    event = StatusEvent(
        commitment_id=commitment.id,
        judgement=judgement,
        value=value,
        as_of=as_of,
        recorded_at=datetime.now(UTC),
        who=who.strip(),
        because=because.strip(),
        self_reported=self_reported,
        search_id=found.id if found else None,
        previous_hash=previous,
    )
    event.hash = event_hash(event, commitment.ref, cited, found)
    session.add(event)
    session.flush()
    session.add_all(EventEvidence(event_id=event.id, link_id=link.id) for link in cited)
    session.flush()
    groups.settle(session, [commitment.id])  # the statement that was judged last stands for those that are one with it
    return history(session, [commitment.id])[-1]


def record_search(session: Session, query: str, hits: int, who: str, searched: int | None = None) -> str:
    """Keep a search as evidence of absence; returns its ref.

    ``searched`` is the corpus revision that answered, where it may not be the newest.
    """
    if not query.strip():
        raise UsageProblem("A recorded search needs the words that were searched for.")
    now, of_revision = datetime.now(UTC), revision(session) if searched is None else searched

    def taken(ref: str) -> bool:
        return bool(session.scalar(select(exists().where(RecordedSearch.ref == ref))))

    ref = digest_ref("s", query, str(of_revision), now.isoformat(), who, taken=taken)
    kept = RecordedSearch(ref=ref, query=query, corpus_revision=of_revision, searched_at=now, hits=hits, who=who)
    session.add(kept)
    session.flush()
    return ref


def recorded_search(session: Session, ref: str) -> SearchRow | None:
    """A recorded search by its ref, or None."""
    found = session.scalar(select(RecordedSearch).where(RecordedSearch.ref == ref))
    if found is None:
        return None
    return SearchRow(found.ref, found.query, found.corpus_revision, found.searched_at, found.hits, found.who)


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
    return [
        StatusRow(
            commitment_ref=event.commitment.ref,
            judgement=Judgement(event.judgement),
            value=event.value,
            as_of=event.as_of,
            recorded_at=event.recorded_at,
            who=event.who,
            because=event.because,
            self_reported=event.self_reported,
            evidence=tuple(link.ref for link in event.evidence),
            search=searches.get(event.search_id, "") if event.search_id else "",
            hash=event.hash,
        )
        for event in events
    ]


def event_hash(
    event: StatusEvent, commitment_ref: str, cited: Sequence[EvidenceLink], search: RecordedSearch | None
) -> str:
    """SHA-256 of everything an event says, of the words it rests on, and of the hash before it."""
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
        "evidence": sorted((link.ref, link.relation, link.anchor.exact) for link in cited),
        "search": [search.ref, search.query, search.corpus_revision, search.hits] if search else [],
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def broken_event(session: Session) -> StatusEvent | None:
    """The first event whose hash does not follow from what it says and from the event before it; None when all do."""
    previous = GENESIS
    searches = {search.id: search for search in session.scalars(select(RecordedSearch))}
    events = session.scalars(
        select(StatusEvent)
        .options(
            joinedload(StatusEvent.commitment),
            selectinload(StatusEvent.evidence).joinedload(EvidenceLink.anchor),
        )
        .order_by(StatusEvent.id)
    )
    for event in events:
        search = searches.get(event.search_id) if event.search_id else None
        follows = event_hash(event, event.commitment.ref, event.evidence, search)
        if event.previous_hash != previous or event.hash != follows:
            return event
        previous = event.hash
    return None


def _commitment(session: Session, ref: str) -> Commitment:
    commitment = session.scalar(select(Commitment).where(Commitment.ref == ref))
    if commitment is None:
        raise NotFound(f"No commitment is called {ref}; addewid unmet lists them with their names.")
    return commitment


def _check_words(judgement: Judgement, value: str, because: str, who: str) -> None:
    values = list(JUDGEMENT_VALUES[judgement])
    if value not in values:
        raise UsageProblem(f"{value} is not a value of {judgement}; choose one of: {', '.join(values)}.")
    if not because.strip():
        raise UsageProblem("A judgement needs a reason; say why in a sentence.")
    if not who.strip():
        raise UsageProblem("A judgement needs the name of whoever makes it.")


def _search(session: Session, ref: str) -> RecordedSearch:
    search = session.scalar(select(RecordedSearch).where(RecordedSearch.ref == ref))
    if search is None:
        raise NotFound(f"No recorded search is called {ref}; record one with: addewid search --record QUERY.")
    return search
