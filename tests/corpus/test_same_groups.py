"""What is known of a commitment belongs to all of its statements, whichever of them it was said of."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from corpus import audit, commitments, documents, evidence
from corpus.codebook import UNMET, CommitmentKind, Delivery, Judgement, Lang, LinkState, Relation, Theme
from corpus.database import Corpus
from corpus.errors import EvidenceNeeded
from corpus.known import View
from corpus.models import Version
from corpus.rows import CommitmentFilter, CommitmentRow, CommitmentSort
from corpus.same.deciding import decide
from corpus.types import LinkSuggestion
from corpus.view import filtered, page, single
from tests.corpus.stated import Make, Put, joined, judge, keep, listed, shown, statement, suggested

NOBODY_YET = frozenset({Delivery.NOT_ASSESSED})


def only(session: Session, **wanted: object) -> CommitmentRow:
    (row,) = commitments.listing(session, CommitmentFilter(**wanted))  # type: ignore[arg-type]
    return row


def all_one(session: Session, three: list[str]) -> None:
    joined(session, three[0], three[1])
    joined(session, three[1], three[2])


@pytest.fixture
def said(corpus: Corpus, three: list[str], put: Put, make_document: Make) -> Callable[..., None]:
    """Say of the ``at``th statement what it is, as its words have it."""

    def say(at: int, **fields: object) -> None:
        with corpus.write() as session:
            keep(session, put, statement(make_document, at), **fields)  # type: ignore[arg-type]

    return say


def test_a_judgement_of_one_statement_stands_when_another_is_judged_later(
    corpus: Corpus, three: list[str], put: Put, make_document: Make
) -> None:
    one, other, _ = three
    with corpus.write() as session:
        link = shown(session, put, make_document, one)
        judge(session, one, "broken", Judgement.DELIVERY, evidence=[link.ref])
        judge(session, other, as_of=date(2024, 2, 1))
        all_one(session, three)
        row = only(session)
        assert (row.delivery, row.verifiability) == (Delivery.BROKEN, "clear")
        counts = commitments.counts(session)
        assert (counts.deliveries[Delivery.BROKEN], counts.deliveries[Delivery.NOT_ASSESSED]) == (1, 0)
        assert only(session, deliveries=UNMET).ref == row.ref
        assert commitments.count(session, CommitmentFilter(deliveries=UNMET)) == 1
        for ref in three:
            detail = commitments.get(session, ref)
            assert (detail.row.delivery, detail.row.verifiability) == (Delivery.BROKEN, "clear")
            assert [(event.value, event.commitment_ref) for event in detail.history] == [
                ("broken", one), ("clear", other)
            ]  # fmt: skip


@pytest.mark.databases
def test_of_two_judgements_in_a_group_the_later_day_is_in_force(corpus: Corpus, three: list[str]) -> None:
    one, other, last = three
    with corpus.write() as session:
        judge(session, other, "unclear", as_of=date(2024, 5, 5))
        judge(session, one, "clear", as_of=date(2024, 4, 4))
        judge(session, last, "partly", as_of=date(2024, 6, 6))
        all_one(session, three)
        assert only(session).verifiability == "partly"
        assert only(session, on=date(2024, 5, 31)).verifiability == "unclear"
        assert only(session, on=date(2024, 5, 1)).verifiability == "clear"
        assert only(session, on=date(2024, 4, 1)).verifiability is None


@pytest.mark.databases
def test_the_deadline_of_any_statement_is_the_deadline_of_all(
    corpus: Corpus, three: list[str], said: Callable[..., None]
) -> None:
    said(1, deadline=date(2023, 1, 1), deadline_text="by New Year 2023")
    said(2, deadline=date(2029, 1, 1), deadline_text="erbyn 2029")
    with corpus.write() as session:
        all_one(session, three)
        row = only(session, overdue=True, deliveries=NOBODY_YET, on=date(2023, 1, 2))
        assert (row.ref, row.deadline, row.deadline_text) == (three[0], date(2023, 1, 1), "by New Year 2023")
        assert listed(session, overdue=True, deliveries=NOBODY_YET, on=date(2023, 1, 1)) == []
        for ref in three:
            assert commitments.get(session, ref).row.deadline == date(2023, 1, 1)
        stated = commitments.get(session, three[2]).as_stated
        assert (stated.deadline, stated.deadline_text) == (date(2029, 1, 1), "erbyn 2029")


def test_a_deadline_whose_words_are_gone_gives_way_to_one_that_stands(
    corpus: Corpus, three: list[str], said: Callable[..., None], put: Put, make_document: Make
) -> None:
    said(0, deadline=date(2022, 1, 1), deadline_text="by New Year 2022")
    said(1, deadline=date(2024, 1, 1), deadline_text="by New Year 2024")
    with corpus.write() as session:
        all_one(session, three)
        assert only(session).deadline == date(2022, 1, 1)
        keep(session, put, statement(make_document, 0, "Something else entirely now."), found=False)
        row = only(session)
        assert (row.deadline, row.deadline_text) == (date(2024, 1, 1), "by New Year 2024")


def test_a_deadline_in_words_is_shown_where_no_statement_has_a_date(
    corpus: Corpus, three: list[str], said: Callable[..., None]
) -> None:
    said(2, deadline_text="cyn bo hir")
    with corpus.write() as session:
        all_one(session, three)
        assert (only(session).deadline, only(session).deadline_text) == (None, "cyn bo hir")


@pytest.mark.databases
def test_lists_are_in_the_order_of_the_deadlines_that_they_show(
    corpus: Corpus, three: list[str], said: Callable[..., None]
) -> None:
    said(0, deadline=date(2024, 1, 1))
    said(1, deadline=date(2030, 1, 1))
    said(2, deadline=date(2023, 1, 1))
    with corpus.write() as session:
        joined(session, three[1], three[2])
        rows = commitments.listing(session, CommitmentFilter(sort=CommitmentSort.DEADLINE))
        assert [row.deadline for row in rows] == [date(2023, 1, 1), date(2024, 1, 1)]
        paged = [commitments.listing(session, CommitmentFilter(), limit=1, offset=at)[0] for at in range(2)]
        assert paged == rows


def test_evidence_of_one_statement_is_evidence_of_all(
    corpus: Corpus, three: list[str], put: Put, make_document: Make
) -> None:
    one, other, last = three
    with corpus.write() as session:
        link = shown(session, put, make_document, last)
        all_one(session, three)
        assert only(session).accepted == 1
        assert [row.ref for row in commitments.get(session, other).evidence] == [link.ref]
        judge(session, one, "broken", Judgement.DELIVERY, evidence=[link.ref])
        assert only(session).delivery is Delivery.BROKEN
        assert not audit.audit(session).faults


def test_evidence_from_before_the_first_statement_shows_nothing_whichever_is_judged(
    corpus: Corpus, three: list[str], put: Put, make_document: Make
) -> None:
    one, _, last = three
    with corpus.write() as session:
        between = shown(session, put, make_document, last, issued=date(2022, 1, 1))
        with pytest.raises(EvidenceNeeded, match="before the promise of 15 Jun 2023"):
            judge(session, last, "broken", Judgement.DELIVERY, evidence=[between.ref])
        all_one(session, three)
        judge(session, last, "broken", Judgement.DELIVERY, evidence=[between.ref])
        early = shown(session, put, make_document, one, work="early", issued=date(2020, 1, 1))
        with pytest.raises(EvidenceNeeded, match="before the promise of 15 Jun 2021"):
            judge(session, last, "broken", Judgement.DELIVERY, evidence=[early.ref])


def test_the_word_of_whoever_promised_in_any_statement_is_their_own(
    corpus: Corpus, three: list[str], said: Callable[..., None], put: Put, make_document: Make
) -> None:
    said(1, actor_body="")
    one, other, _ = three
    with corpus.write() as session:
        session.execute(update(Version).where(Version.title == "report").values(publisher="Audit Wales"))
        boast = shown(session, put, make_document, other, relation=Relation.DELIVERS, publisher="Welsh Government")
        audit = shown(session, put, make_document, other, relation=Relation.DELIVERS, work="count")
        joined(session, one, other)
        with pytest.raises(EvidenceNeeded, match="somebody other"):
            judge(session, other, "met", Judgement.DELIVERY, evidence=[boast.ref])
        judge(session, other, "met", Judgement.DELIVERY, evidence=[boast.ref, audit.ref])


def test_a_passage_suggested_for_two_statements_is_one_suggestion(
    corpus: Corpus, three: list[str], put: Put, make_document: Make
) -> None:
    one, other, last = three
    with corpus.write() as session:
        report = put(session, make_document("Four hubs are open.", "Three more are planned.", work="audit"))
        first, second = (passage.id for passage in documents.passages(session, report.version_id))
        for ref, passage, score in ((one, first, 0.4), (other, first, 0.6), (last, second, 0.5)):
            evidence.suggest(session, ref, [LinkSuggestion(passage, 0, 10, Relation.DELIVERS, score, ("why",))], 1)
        all_one(session, three)
        assert only(session).suggested == 2
        waiting = commitments.get(session, one).evidence
        assert [(row.commitment_ref, row.score) for row in waiting] == [(other, 0.6), (last, 0.5)]
        evidence.decide(session, waiting[0].ref, LinkState.REJECTED, "Mair")
        assert (only(session).suggested, only(session).accepted) == (1, 0)
        assert [row.state for row in commitments.get(session, one).evidence] == ["suggested", "rejected"]


@pytest.mark.databases
def test_what_one_statement_says_finds_all(corpus: Corpus, three: list[str], said: Callable[..., None]) -> None:
    said(1, kind=CommitmentKind.ASPIRATION, actor_body="audit-wales", themes=(Theme.PREVENTION,))
    with corpus.write() as session:
        all_one(session, three)
        for wanted in (
            {"kinds": frozenset({CommitmentKind.ASPIRATION})},
            {"kinds": frozenset({CommitmentKind.PLEDGE})},
            {"bodies": frozenset({"audit-wales"})},
            {"themes": frozenset({Theme.PREVENTION})},
            {"themes": frozenset({Theme.PREVENTION}), "kinds": frozenset({CommitmentKind.PLEDGE})},
            {"document": "adroddiad", "bodies": frozenset({"audit-wales"})},
        ):
            assert listed(session, **wanted) == [three[0]]
            assert commitments.count(session, CommitmentFilter(**wanted)) == 1
        assert listed(session, kinds=frozenset({CommitmentKind.DUTY})) == []
        assert listed(session, themes=frozenset({Theme.ASSETS})) == []
        assert {body.key: body.commitments for body in commitments.bodies(session)} == {
            "welsh-government": 1, "audit-wales": 1
        }  # fmt: skip


@pytest.mark.databases
def test_the_words_are_gone_only_when_those_of_all_statements_are(
    corpus: Corpus, three: list[str], put: Put, make_document: Make
) -> None:
    one, other, _ = three
    with corpus.write() as session:
        judge(session, one)
        joined(session, one, other)
        keep(session, put, statement(make_document, 0, "Nothing at all is said here now."), found=False)
        row = only(session, langs=frozenset({Lang.EN}))
        assert (row.ref, row.withdrawn, row.verifiability) == (other, False, "clear")
        assert [body.commitments for body in commitments.bodies(session)] == [2]
        assert commitments.get(session, one).row.withdrawn, "of that statement alone it is true"
        keep(session, put, statement(make_document, 1, "Nor is anything said here."), found=False)
        assert only(session, langs=frozenset({Lang.EN})).withdrawn
        assert [body.commitments for body in commitments.bodies(session)] == [1]


@pytest.mark.databases
def test_open_pairs_of_any_statement_are_told_of_all(corpus: Corpus, three: list[str]) -> None:
    one, other, last = three
    with corpus.write() as session:
        joined(session, one, other)
        suggested(session, (other, last))
        assert [commitments.get(session, ref).open_pairs for ref in three] == [1, 1, 1]


def test_lists_and_counts_are_asked_alike_of_postgresql() -> None:
    wanted = CommitmentFilter(
        deliveries=UNMET, kinds=frozenset(CommitmentKind), themes=frozenset({Theme.ASSETS}), bodies=frozenset({"x"}),
        langs=frozenset({Lang.CY}), document="x", text="hubs", overdue=True, sort=CommitmentSort.STATUS,
    )  # fmt: skip
    view = View(date(2024, 1, 1))
    for query in (page(view, wanted, 10, 10), single(view, "c-x"), filtered(view, view.brief(func.count()), wanted)):
        said = str(query.compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
        assert "row_number() OVER" in said
        assert "GROUP BY" not in said, "what is grouped by an expression with values in it is refused there"


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    joins=st.sets(st.sampled_from([(0, 1), (1, 2), (0, 2)])),
    judged=st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["clear", "partly", "unclear"])), max_size=4),
    before=st.booleans(),
)
def test_joining_and_undoing_never_loses_a_judgement(
    corpus: Corpus, three: list[str], joins: set[tuple[int, int]], judged: list[tuple[int, str]], before: bool
) -> None:
    class RolledBack(Exception):
        pass

    try:
        with corpus.write() as session:
            if before:
                for at, value in judged:
                    judge(session, three[at], value)
            made = [joined(session, three[one], three[other]) for one, other in sorted(joins)]
            if not before:
                for at, value in judged:
                    judge(session, three[at], value)
            rows = commitments.listing(session, CommitmentFilter())
            assert len(rows) == {0: 3, 1: 2}.get(len(joins), 1) == commitments.counts(session).commitments
            assert sum(1 + row.also_stated for row in rows) == 3
            assert sum(row.verifiability is not None for row in rows) <= len(judged)
            if judged:
                assert judged[-1][1] in {row.verifiability for row in rows}
            for ref in three:
                detail = commitments.get(session, ref)
                stands = next(row for row in rows if row.ref == (detail.row.same_as or detail.row.ref))
                assert detail.row.verifiability == stands.verifiability
            for pair in made:
                decide(session, pair, LinkState.SUGGESTED, "Mair")
            for at, ref in enumerate(three):
                own = [value for number, value in judged if number == at]
                row = commitments.get(session, ref).row
                assert (row.verifiability, row.same_as) == (own[-1] if own else None, "")
            raise RolledBack
    except RolledBack:
        pass
