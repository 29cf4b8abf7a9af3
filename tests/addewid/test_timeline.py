"""The order of a timeline: the promise first, what came after it by date, and what cannot be ordered said to be so."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from addewid.pipeline import timeline
from corpus import account, commitments, documents, evidence, findings, versions
from corpus.codebook import CommitmentKind, DocumentKind, Judgement, Lang, LinkState, Relation, Response
from corpus.database import Corpus
from corpus.models import Document
from corpus.rows import CommitmentFilter, Moment
from corpus.rows.timeline import FORMER, UNORDERED
from corpus.same.deciding import between, decide
from corpus.types import CommitmentFinding, LinkSuggestion, ReadDocument, ResponseFinding

Put = Callable[[Session, ReadDocument], versions.Added]
Make = Callable[..., ReadDocument]
State = Callable[..., str]

PROMISE = "We will open ten hubs."


@pytest.fixture
def state(put: Put, make_document: Make) -> State:
    """Keep a document that states a commitment, and give its ref."""

    def keep(session: Session, work: str, issued: date | None, *, text: str = PROMISE, **said: object) -> str:
        read = make_document(text, work=work, title=f"The {work}", issued=issued)
        fields = {"kind": CommitmentKind.PLEDGE, **said}
        finding = CommitmentFinding(
            passage=0, quote=text, start=0, end=len(text), lang=Lang.EN, confidence=0.9, rule="test", **fields  # type: ignore[arg-type]
        )  # fmt: skip
        findings.keep(session, put(session, read).version_id, [finding], "rules")
        rows = commitments.listing(session, CommitmentFilter(document=work))
        return rows[0].ref

    return keep


@pytest.fixture
def cite(put: Put, make_document: Make) -> Callable[..., str]:
    """Link evidence of a day to a commitment, as a person or as the program."""

    def link(session: Session, ref: str, issued: date | None, *, guessed: bool = False) -> str:
        work = f"evidence-{issued}"
        version = put(session, make_document(f"Hubs were counted ({issued}).", work=work, issued=issued))
        passage = documents.passages(session, version.version_id)[0]
        if not guessed:
            return evidence.add(session, ref, passage.id, 0, 10, Relation.DELIVERS, "Mair").ref
        evidence.suggest(session, ref, [LinkSuggestion(passage.id, 0, 10, Relation.DELIVERS, 0.5, ("why",))], 1)
        return next(row.ref for row in commitments.get(session, ref).evidence if row.state is LinkState.SUGGESTED)

    return link


def dated_to(session: Session, work: str, issued: date, text: str) -> None:
    session.execute(update(Document).where(Document.work == work).values(issued=issued, issued_text=text))


def nowhere(words: Sequence[str], lang: Lang) -> list[int]:
    """A search that finds nothing."""
    assert words
    assert lang in Lang
    return []


def told(moments: Sequence[Moment]) -> list[tuple[str, str, str]]:
    return [(moment.what, moment.when, moment.order) for moment in moments]


def test_an_undated_promise_comes_first_and_the_order_of_what_follows_is_said_to_be_unknown(
    corpus: Corpus, state: State, cite: Callable[..., str]
) -> None:
    with corpus.write() as session:
        ref = state(session, "plan", None)
        cite(session, ref, date(2019, 3, 1))
        cite(session, ref, None)
        made = timeline.of_commitment(session, ref, nowhere)
        assert told(made.moments) == [
            ("stated", "", ""), ("evidence", "2019-03-01", UNORDERED), ("evidence", "", UNORDERED)
        ]  # fmt: skip
        assert made.earlier == 0


def test_evidence_of_the_promises_own_day_is_no_later_and_of_the_next_day_is(
    corpus: Corpus, state: State, cite: Callable[..., str]
) -> None:
    with corpus.write() as session:
        ref = state(session, "plan", date(2021, 6, 15))
        for day in (14, 15, 16):
            cite(session, ref, date(2021, 6, day))
        cite(session, ref, None)
        made = timeline.of_commitment(session, ref, nowhere)
        assert told(made.moments)[1:] == [("evidence", "2021-06-16", ""), ("evidence", "", UNORDERED)]
        assert made.earlier == 2


def test_evidence_is_later_when_it_is_later_than_the_first_of_all_statements(
    corpus: Corpus, state: State, cite: Callable[..., str]
) -> None:
    with corpus.write() as session:
        first, again = state(session, "plan", date(2021, 1, 1)), state(session, "report", date(2023, 1, 1))
        decide(session, between(session, first, again, "Mair"), LinkState.ACCEPTED, "Mair")
        cite(session, again, date(2022, 1, 1))
        cite(session, first, date(2020, 1, 1))
        for ref in (first, again):
            made = timeline.of_commitment(session, ref, nowhere)
            assert told(made.moments) == [
                ("stated", "2021-01-01", ""), ("evidence", "2022-01-01", ""), ("stated", "2023-01-01", "")
            ]  # fmt: skip
            assert made.earlier == 1


def test_where_one_statement_has_no_date_nothing_is_left_out_as_earlier(
    corpus: Corpus, state: State, cite: Callable[..., str]
) -> None:
    with corpus.write() as session:
        undated, again = state(session, "plan", None), state(session, "report", date(2023, 1, 1))
        decide(session, between(session, undated, again, "Mair"), LinkState.ACCEPTED, "Mair")
        cite(session, again, date(2020, 1, 1))
        cite(session, again, date(2024, 1, 1))
        made = timeline.of_commitment(session, again, nowhere)
        assert made.earlier == 0
        assert sorted(told(made.moments)[:2]) == [("stated", "", ""), ("stated", "2023-01-01", "")]
        assert told(made.moments)[2:] == [("evidence", "2020-01-01", UNORDERED), ("evidence", "2024-01-01", "")]


def test_a_year_alone_orders_nothing_within_it(corpus: Corpus, state: State, cite: Callable[..., str]) -> None:
    with corpus.write() as session:
        ref = state(session, "plan", date(2021, 12, 31))
        dated_to(session, "plan", date(2021, 12, 31), "2021")
        for day in (date(2020, 12, 31), date(2021, 1, 1), date(2021, 6, 1), date(2021, 12, 31), date(2022, 1, 1)):
            cite(session, ref, day)
        made = timeline.of_commitment(session, ref, nowhere)
        assert told(made.moments) == [
            ("stated", "2021", ""),
            ("evidence", "2021-06-01", UNORDERED),
            ("evidence", "2021-12-31", UNORDERED),
            ("evidence", "2022-01-01", ""),
        ]
        dated_to(session, "evidence-2022-01-01", date(2022, 1, 31), "2022-01")
        dated_to(session, "evidence-2021-06-01", date(2021, 6, 30), "2021-06")
        dated_to(session, "plan", date(2021, 6, 30), "2021-06")
        made = timeline.of_commitment(session, ref, nowhere)
        assert told(made.moments)[1:] == [
            ("evidence", "2021-06", UNORDERED), ("evidence", "2021-12-31", ""), ("evidence", "2022-01", "")
        ]  # fmt: skip


def test_a_judgement_of_a_day_before_the_promise_is_marked_and_does_not_come_first(
    corpus: Corpus, state: State
) -> None:
    with corpus.write() as session:
        ref = state(session, "plan", date(2022, 6, 1))
        for day in (date(2020, 1, 1), date(2022, 6, 1)):
            account.record(session, ref, Judgement.VERIFIABILITY, "clear", because="So.", who="Mair", as_of=day)
        assert told(timeline.of_commitment(session, ref, nowhere).moments) == [
            ("stated", "2022-06-01", ""), ("judged", "2020-01-01", FORMER), ("judged", "2022-06-01", "")
        ]  # fmt: skip


def test_what_is_known_of_several_statements_is_told_once(
    corpus: Corpus, state: State, cite: Callable[..., str]
) -> None:
    with corpus.write() as session:
        first = state(session, "plan", date(2021, 1, 1), deadline=date(2024, 1, 1), deadline_text="by 2024")
        again = state(session, "report", date(2022, 1, 1), deadline=date(2025, 1, 1), deadline_text="by 2025")
        link = cite(session, first, date(2023, 1, 1), guessed=True)
        account.record(session, again, Judgement.VERIFIABILITY, "clear", because="S", who="M", as_of=date(2023, 2, 2))
        decide(session, between(session, first, again, "Mair"), LinkState.ACCEPTED, "Mair")
        moments = timeline.of_commitment(session, again, nowhere).moments
        assert [(moment.what, moment.ref, moment.dated) for moment in moments] == [
            ("stated", first, date(2021, 1, 1)),
            ("stated", again, date(2022, 1, 1)),
            ("evidence", link, date(2023, 1, 1)),
            ("judged", again, date(2023, 2, 2)),
            ("deadline", first, date(2024, 1, 1)),
            ("deadline", again, date(2025, 1, 1)),
        ]
        assert [moment.may_bear for moment in moments] == [False, False, True, False, False, False]


ADVICE = "Recommendation 4: the Government should count the hubs in the former libraries each year."
ANSWER = "Recommendation 4 on counting the hubs in the former libraries each year: we accept this in principle."


@pytest.mark.parametrize(
    ("advised", "order"),
    [(date(2023, 8, 31), ""), (date(2023, 9, 1), None), (date(2023, 9, 2), None), (None, UNORDERED)],
)
def test_an_answer_is_later_than_the_advice(
    corpus: Corpus, state: State, put: Put, make_document: Make, advised: date | None, order: str | None
) -> None:
    reply = make_document(ANSWER, work="reply", kind=DocumentKind.GOVERNMENT_RESPONSE, issued=date(2023, 9, 1))
    found = ResponseFinding(
        passage=0, quote=ANSWER, start=0, end=len(ANSWER), lang=Lang.EN, confidence=0.9, rule="test",
        response=Response.ACCEPTED_IN_PRINCIPLE, recommendation="4",
    )  # fmt: skip
    with corpus.write() as session:
        said = {"kind": CommitmentKind.RECOMMENDATION, "text": ADVICE}
        first = state(session, "inquiry", advised, **said)
        again = state(session, "summary", advised, **said)
        decide(session, between(session, first, again, "Mair"), LinkState.ACCEPTED, "Mair")
        findings.keep(session, put(session, reply).version_id, [found], "rules")
        answers = [one for one in timeline.of_commitment(session, first, nowhere).moments if one.what == "response"]
        assert [(one.may_bear, one.order) for one in answers] == ([] if order is None else [(True, order)])
