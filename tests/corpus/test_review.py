"""The queue: every reason with its sentence, in order, counted, and left as soon as somebody has decided."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from corpus import account, commitments, editing, evidence, findings
from corpus.codebook import CommitmentKind, DocumentKind, Judgement, LinkState, Question, Relation, ReviewReason
from corpus.codings import code
from corpus.database import Corpus
from corpus.models import Commitment
from corpus.review import queue
from corpus.undoing import undo
from tests.corpus.accounted import guessed, judge
from tests.corpus.stated import Make, Put, joined, keep, shown, statement

TODAY = date(2024, 6, 1)
WEEKS = {DocumentKind.COMMITTEE_REPORT: 6}
Waits = list[tuple[str, str]]


def waiting(session: Session, *reasons: ReviewReason, on: date = TODAY) -> Waits:
    """What waits: each about what, and why."""
    session.flush()
    return [(each.about, each.why) for each in queue(session, on=on, reasons=reasons, weeks=WEEKS).items]


@pytest.mark.databases
def test_what_nobody_has_looked_at_is_new_the_surest_first(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        for ref, confidence in zip(three, (0.5, 0.9, 0.7), strict=True):
            session.execute(update(Commitment).where(Commitment.ref == ref).values(confidence=confidence))
        assert waiting(session, ReviewReason.NEW) == [
            (three[1], "the program found it (confidence 0.90) and nobody has looked at it"),
            (three[2], "the program found it (confidence 0.70) and nobody has looked at it"),
            (three[0], "the program found it (confidence 0.50) and nobody has looked at it"),
        ]


LOOKED_AT: dict[str, Callable[[Session, list[str], str], object]] = {
    "confirmed": lambda session, refs, link: editing.confirm(session, refs[0], "Mair"),
    "edited": lambda session, refs, link: editing.edit(session, refs[0], editing.Edit(actor="We"), "Mair"),
    "refused": lambda session, refs, link: editing.refuse(session, refs[0], "Mair", "No."),
    "judged": lambda session, refs, link: judge(session, refs[0], "clear", judgement=Judgement.VERIFIABILITY),
    "weighed": lambda session, refs, link: evidence.decide(session, link, LinkState.REJECTED, "Mair"),
    "joined": lambda session, refs, link: joined(session, refs[0], refs[1]),
}


@pytest.mark.parametrize("how", LOOKED_AT)
def test_what_somebody_decided_about_is_new_no_more_until_it_is_undone(
    corpus: Corpus, put: Put, make_document: Make, three: list[str], how: str
) -> None:
    with corpus.write() as session:
        link = guessed(session, put, make_document, three[0], "Four of the ten hubs are open.")
        LOOKED_AT[how](session, three, link)
        assert three[0] not in dict(waiting(session, ReviewReason.NEW))
        undo(session, "Mair")
        assert three[0] in dict(waiting(session, ReviewReason.NEW))


@pytest.mark.databases
def test_words_that_are_gone_wait_with_what_rests_on_them(
    corpus: Corpus, put: Put, make_document: Make, three: list[str]
) -> None:
    with corpus.write() as session:
        link = shown(session, put, make_document, three[1]).ref
        judge(session, three[1], "partly-met", [link])
        judge(session, three[0], "clear", judgement=Judgement.VERIFIABILITY)
        keep(session, put, statement(make_document, 0, "Nothing of the sort was ever said."), found=False)
        told = {"work": "audit", "publisher": "Audit Wales", "issued": date(2023, 9, 9)}
        findings.keep(session, put(session, make_document("None is.", **told)).version_id, [], "r")
        found = queue(session, reasons=[ReviewReason.CHANGED_SOURCE]).items
        assert {(each.ref, each.about) for each in found} == {(three[0], three[0]), (three[1], link)}
        for each in found:
            assert each.why.startswith("its words are ")
            assert any(word in each.why for word in ("orphaned in strategy", "orphaned in audit", "changed in "))
        joined(session, three[0], three[1])
        assert [each.about for each in queue(session, reasons=[ReviewReason.CHANGED_SOURCE]).items] == [link]
        editing.refuse(session, three[1], "Mair", "No longer.")
        editing.refuse(session, three[0], "Mair", "No longer.")
        assert queue(session, reasons=[ReviewReason.CHANGED_SOURCE]).items == ()


@pytest.mark.databases
def test_what_coders_differ_on_and_what_is_contradicted_since_is_disputed(
    corpus: Corpus, put: Put, make_document: Make, three: list[str]
) -> None:
    with corpus.write() as session:
        code(session, three[0], {Question.KIND: "duty"}, "Mair")
        code(session, three[0], {Question.KIND: "pledge"}, "Tomos")
        assert waiting(session, ReviewReason.DISPUTED) == [
            (three[0], "coders differ on kind (Mair: duty, Tomos: pledge)")
        ]
        praise = shown(session, put, make_document, three[1], Relation.DELIVERS)
        judge(session, three[1], "met", [praise.ref])
        joined(session, three[1], three[2])
        against = guessed(session, put, make_document, three[2], "None of the hubs is open.")
        assert len(waiting(session, ReviewReason.DISPUTED)) == 1
        evidence.decide(session, against, LinkState.ACCEPTED, "Tomos")
        assert waiting(session, ReviewReason.DISPUTED)[1:] == [
            (against, "evidence that contradicts it was accepted after it was judged met")
        ]
        judge(session, three[2], "broken", [against])
        editing.refuse(session, three[0], "Mair", "It is none.")
        assert waiting(session, ReviewReason.DISPUTED) == []


@pytest.mark.databases
def test_old_judgements_and_news_since_are_stale(
    corpus: Corpus, put: Put, make_document: Make, three: list[str]
) -> None:
    with corpus.write() as session:
        link = shown(session, put, make_document, three[0], Relation.REPORTS_PROGRESS).ref
        judge(session, three[0], "in-progress", [link], as_of=date(2023, 1, 1))
        judge(session, three[1], "met", [shown(session, put, make_document, three[1], Relation.DELIVERS).ref])
        old = (three[0], "it was judged in progress as of 1 Jan 2023, over a year ago")
        assert waiting(session, ReviewReason.STALE) == [old]
        assert waiting(session, ReviewReason.STALE, on=date(2024, 1, 1)) == []
        for number in (1, 2):
            guessed(session, put, make_document, three[1], f"News number {number} of the hubs.")
        told = waiting(session, ReviewReason.STALE)
        assert told == [
            (three[1], "2 passages were found that may bear on it since it was judged as of 1 Jan 2024"),
            old,
        ]
        for row in commitments.get(session, three[1]).evidence:
            if row.state is LinkState.SUGGESTED:
                evidence.decide(session, row.ref, LinkState.REJECTED, "Mair")
        assert waiting(session, ReviewReason.STALE) == [old]
        broken = shown(session, put, make_document, three[0]).ref
        judge(session, three[0], "broken", [broken], as_of=date(2023, 1, 2))
        assert waiting(session, ReviewReason.STALE) == [], "what is broken does not go on"


@pytest.mark.databases
def test_a_day_that_passed_waits_until_it_is_judged_since(
    corpus: Corpus, put: Put, make_document: Make, three: list[str]
) -> None:
    with corpus.write() as session:
        for ref, day in ((three[0], date(2024, 3, 1)), (three[1], date(2024, 2, 1)), (three[2], date(2024, 7, 1))):
            session.execute(update(Commitment).where(Commitment.ref == ref).values(deadline=day))
        link = shown(session, put, make_document, three[0], Relation.REPORTS_PROGRESS).ref
        judge(session, three[0], "in-progress", [link], as_of=date(2024, 1, 1))
        assert waiting(session, ReviewReason.OVERDUE) == [
            (three[1], "it was due on 1 Feb 2024 and has not been judged"),
            (three[0], "it was due on 1 Mar 2024 and was in progress when last judged"),
        ]
        assert waiting(session, ReviewReason.OVERDUE, on=date(2024, 2, 1)) == []
        late = judge(session, three[0], "in-progress", [link], as_of=date(2024, 4, 1))
        assert [ref for ref, _ in waiting(session, ReviewReason.OVERDUE)] == [three[1]]
        account.correct(session, late.name, because="Misread.", who="Mair")
        assert [ref for ref, _ in waiting(session, ReviewReason.OVERDUE)] == [three[1], three[0]]
        joined(session, three[0], three[1])
        assert len(waiting(session, ReviewReason.OVERDUE)) == 1, "two that are one wait once"


@pytest.mark.databases
def test_an_answer_is_due_by_the_kind_of_document(corpus: Corpus, put: Put, make_document: Make) -> None:
    with corpus.write() as session:
        for work, kind, issued in (
            ("late", DocumentKind.COMMITTEE_REPORT, date(2024, 4, 1)),
            ("later", DocumentKind.COMMITTEE_REPORT, date(2024, 3, 1)),
            ("in-time", DocumentKind.COMMITTEE_REPORT, TODAY - timedelta(weeks=6)),
            ("undated", DocumentKind.COMMITTEE_REPORT, None),
            ("audit", DocumentKind.AUDIT_REPORT, date(2020, 1, 1)),
        ):
            read = make_document(f"Wales should count {work}.", work=work, kind=kind, issued=issued)
            keep(session, put, read, kind=CommitmentKind.RECOMMENDATION)
        told = waiting(session, ReviewReason.RESPONSE_DUE)
        assert [why for _, why in told] == [
            "an answer was due by 12 Apr 2024 and none is judged",
            "an answer was due by 13 May 2024 and none is judged",
        ]
        answered = judge(session, told[0][0], "accepted", judgement=Judgement.RESPONSE)
        assert waiting(session, ReviewReason.RESPONSE_DUE) == told[1:]
        account.correct(session, answered.name, because="It was of another.", who="Mair")
        assert waiting(session, ReviewReason.RESPONSE_DUE) == told
        assert queue(session, on=TODAY, reasons=[ReviewReason.RESPONSE_DUE]).items == (), "no weeks are set"


@pytest.mark.databases
def test_reasons_come_in_their_order_and_pages_join_without_a_seam(
    corpus: Corpus, put: Put, make_document: Make, three: list[str]
) -> None:
    with corpus.write() as session:
        code(session, three[0], {Question.KIND: "duty"}, "Mair")
        code(session, three[0], {Question.KIND: "pledge"}, "Tomos")
        for ref in three[:2]:
            session.execute(update(Commitment).where(Commitment.ref == ref).values(deadline=date(2024, 1, 1)))
        whole = queue(session, on=TODAY, weeks=WEEKS)
        assert [each.reason for each in whole.items] == ["disputed", "overdue", "overdue", "new", "new", "new"]
        assert dict(whole.counts) == {
            "changed-source": 0, "disputed": 1, "stale": 0, "overdue": 2, "response-due": 0, "new": 3,
        }  # fmt: skip
        assert whole.total == 6
        for size in (1, 2, 4, 6, 9):
            pages = [queue(session, on=TODAY, weeks=WEEKS, limit=size, offset=at).items for at in range(0, 9, size)]
            assert tuple(each for page in pages for each in page) == whole.items
        some = queue(session, on=TODAY, reasons=[ReviewReason.NEW, ReviewReason.DISPUTED], limit=2)
        assert [each.reason for each in some.items] == ["disputed", "new"]
        assert set(some.counts) == {"new", "disputed"}


def test_the_queue_of_an_empty_corpus_is_empty(corpus: Corpus) -> None:
    with corpus.read() as session:
        assert queue(session).total == 0


def test_a_page_of_what_is_new_does_not_read_the_rest(corpus: Corpus, three: list[str]) -> None:
    asked: list[str] = []
    event.listen(corpus.engine, "before_cursor_execute", lambda _c, _k, statement, *_: asked.append(statement))
    with corpus.read() as session:
        queue(session, reasons=[ReviewReason.NEW], limit=1)
    wide = [statement for statement in asked if "FROM commitments" in statement]
    assert len(wide) == 2
    assert all("count(" in statement or "LIMIT" in statement for statement in wide)
