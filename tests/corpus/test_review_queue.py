"""The queue over accounts of any kind: what was judged waits as a plain reading of every row has it, page by page."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from corpus import recorded
from corpus.codebook import UNMET, AnchorOutcome, Delivery, Judgement, LinkState, Relation, ReviewReason
from corpus.database import Corpus
from corpus.models import Anchor, Commitment, EvidenceLink, Passage, RecordedSearch, StatusEvent
from corpus.review import Waiting, outline, queue, told
from tests.corpus.stated import Make, Put, keep

TODAY = date(2024, 6, 1)
MANY = 4
FIRST = datetime(2024, 1, 1, tzinfo=UTC)
DAYS = [date(2022, 3, 1), date(2023, 5, 31), date(2023, 6, 3), date(2024, 2, 1), date(2025, 1, 1)]

STATEMENTS = st.integers(0, MANY - 1)
MOMENTS = st.integers(0, 6).map(lambda days: FIRST + timedelta(days=days))
VALUES = (Delivery.MET, Delivery.IN_PROGRESS, Delivery.IN_PROGRESS, Delivery.STALLED, Delivery.BROKEN, "")
EVENTS = st.tuples(STATEMENTS, st.sampled_from(VALUES), st.sampled_from(DAYS), MOMENTS, st.booleans())
"""Of which statement, the value, the day, when it was recorded, and whether it corrects the one before it."""
LINKS = st.tuples(
    STATEMENTS,
    st.sampled_from([Relation.CONTRADICTS, Relation.DELIVERS]),
    st.sampled_from([LinkState.ACCEPTED, LinkState.SUGGESTED, LinkState.SUGGESTED, LinkState.REJECTED]),
    st.sampled_from(["program", "program", "Mair"]),
    MOMENTS,
    MOMENTS,
    STATEMENTS,
)
"""For which statement, how, what was decided, who made it, when it was made and decided, and whose passage it is in."""


LONG_AGO = [(of, Delivery.IN_PROGRESS, DAYS[day], FIRST, False) for of, day in ((0, 0), (1, 1), (2, 0))]
NEWS = [(of, Relation.DELIVERS, LinkState.SUGGESTED, "program", FIRST + timedelta(1), FIRST, 3) for of in (0, 1, 2)]
"""One that was refused, and two of which the later was judged first."""


@pytest.mark.databases
def test_what_was_judged_waits_as_the_rows_have_it(corpus: Corpus, put: Put, make_document: Make) -> None:
    with corpus.write() as session:
        recorded.record(session, "hubs", 0, "Mair")
        for at in range(MANY):
            keep(session, put, make_document(f"We will open hub number {at}.", work=f"plan-{at}"))

    @settings(
        max_examples=70 if corpus.engine.dialect.name == "sqlite" else 8,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    @given(
        leads=st.lists(st.sampled_from([True, True, False]), min_size=MANY, max_size=MANY),
        refused=st.sets(STATEMENTS, max_size=1),
        events=st.lists(EVENTS, min_size=4, max_size=10),
        links=st.lists(LINKS, min_size=6, max_size=14),
    )
    @example(leads=[True] * MANY, refused={0}, events=LONG_AGO, links=[])
    @example(leads=[True] * MANY, refused={0}, events=LONG_AGO, links=NEWS)
    def run(leads: list[bool], refused: set[int], events: list[tuple], links: list[tuple]) -> None:  # type: ignore[type-arg]
        with corpus.write() as session:
            _fill(session, leads, refused, events, links)
            _compare(session)
            session.rollback()

    run()


def _fill(
    session: Session, leads: Sequence[bool], refused: set[int], events: Sequence[tuple], links: Sequence[tuple]  # type: ignore[type-arg]
) -> None:  # fmt: skip
    own = session.scalars(select(Commitment.id).order_by(Commitment.id)).all()
    lead = own[0]
    for number, (statement, leading) in enumerate(zip(own, leads, strict=True)):
        lead = statement if leading or number == 0 else lead
        changed = {"same_as_id": None if lead == statement else lead, "refused": number in refused}
        session.execute(update(Commitment).where(Commitment.id == statement).values(**changed))
    passages = session.scalars(select(Passage).order_by(Passage.id)).all()
    for number, (of, relation, state, who, made, decided, at) in enumerate(links):
        anchor = _anchor(passages[at])
        session.add(anchor)
        session.flush()
        session.add(
            EvidenceLink(
                ref=f"e-{number:08d}", commitment_id=own[of], anchor_id=anchor.id, relation=relation, state=state,
                score=0.5, reasons=[], made_by=who, made_at=made, decided_by="", decided_at=decided,
            )
        )  # fmt: skip
    search = session.scalars(select(RecordedSearch.id)).one()
    hashes = count(1)
    before: StatusEvent | None = None
    for of, value, as_of, moment, corrects in events:
        wrong = before if corrects and before is not None and before.commitment_id == own[of] else None
        if not value and wrong is None:
            continue  # only a correction takes back
        event = StatusEvent(
            commitment_id=own[of], judgement=Judgement.DELIVERY, value=value, recorded_at=moment, who="Mair",
            as_of=wrong.as_of if wrong else as_of, because="So it says.", self_reported=False, rests_on=1,
            search_id=search if value == Delivery.NO_EVIDENCE_FOUND else None,
            corrects_id=wrong.id if wrong else None, place_id=(wrong.place_id or wrong.id) if wrong else None,
            previous_hash="0" * 64, hash=f"{next(hashes):064d}",
        )  # fmt: skip
        session.add(event)
        session.flush()
        before = event
    session.flush()


def _anchor(passage: Passage) -> Anchor:
    return Anchor(
        version_id=passage.version_id, passage_id=passage.id, exact=passage.text, prefix="", suffix="",
        start=passage.start, end=passage.end, outcome=AnchorOutcome.FOUND, verified_at=FIRST,
    )  # fmt: skip


def _compare(session: Session) -> None:
    whole = queue(session, on=TODAY)
    items: dict[ReviewReason, list[Waiting]] = {reason: [] for reason in ReviewReason}
    for each in whole.items:
        items[each.reason].append(each)
    assert dict(whole.counts) == {reason: len(own) for reason, own in items.items()}
    against, stale = _plainly(session)
    assert [(each.ref, each.about) for each in items[ReviewReason.DISPUTED]] == against
    assert [(each.ref, each.why) for each in items[ReviewReason.STALE]] == stale
    brief = outline(session, on=TODAY)
    found = told(session, brief, on=TODAY)
    assert [found[each] for each in brief] == list(whole.items)
    size = max(1, whole.total // 2)
    pages = [queue(session, on=TODAY, limit=size, offset=at).items for at in range(0, whole.total, size)]
    assert [each for page in pages for each in page] == list(whole.items)


def _plainly(session: Session) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What is contradicted and what is stale, read row by row."""
    events = session.scalars(select(StatusEvent)).all()
    corrected = {each.corrects_id for each in events}
    against: list[tuple[int, str, str]] = []
    news: list[tuple[date, int, str, str]] = []
    old: list[tuple[date, int, str, str]] = []
    statements = session.scalars(select(Commitment)).all()
    for one in (each for each in statements if each.same_as_id is None and not each.refused):
        members = {each.id for each in statements if one.id in (each.id, each.same_as_id)}
        counting = [
            each
            for each in events
            if each.commitment_id in members and each.value and each.id not in corrected and each.as_of <= TODAY
        ]
        if not counting:
            continue
        judged = max(counting, key=lambda each: (each.as_of, each.place_id or each.id, each.id))
        links = session.scalars(select(EvidenceLink).where(EvidenceLink.commitment_id.in_(members))).all()
        against += [
            (link.id, one.ref, link.ref)
            for link in links
            if link.state == "accepted" and link.relation == "contradicts"
            and judged.value in ("met", "partly-met", "in-progress")
            and link.decided_at is not None and link.decided_at > judged.recorded_at
        ]  # fmt: skip
        new = {
            link.anchor.passage_id
            for link in links
            if link.state == "suggested" and link.made_by == "program" and link.made_at > judged.recorded_at
        }
        if new:
            news.append((judged.as_of, one.id, one.ref, _news(len(new), judged.as_of)))
        elif judged.value in UNMET - {Delivery.BROKEN} and judged.as_of < TODAY - timedelta(days=365):
            why = f"it was judged {judged.value.replace('-', ' ')} as of {_day(judged.as_of)}, over a year ago"
            old.append((judged.as_of, one.id, one.ref, why))
    stale = [(ref, why) for *_, ref, why in (*sorted(news), *sorted(old))]
    return [(ref, about) for _, ref, about in sorted(against)], stale


def _news(many: int, as_of: date) -> str:
    said = "passage was" if many == 1 else "passages were"
    return f"{many} {said} found that may bear on it since it was judged as of {_day(as_of)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"
