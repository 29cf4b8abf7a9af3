"""The account: no status without evidence, nothing overwritten, every change behind its back seen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from corpus import account, audit, commitments, documents, evidence, findings, recorded, versions
from corpus.codebook import CommitmentKind, Delivery, Judgement, Lang, LinkState, Relation
from corpus.database import Corpus
from corpus.errors import EvidenceNeeded, NotFound, UsageProblem
from corpus.models import Document
from corpus.rows import CommitmentFilter
from corpus.types import CommitmentFinding, LinkSuggestion, ReadDocument

Put = Callable[[Session, ReadDocument], versions.Added]
Make = Callable[..., ReadDocument]

PROMISE = "The Welsh Government will open ten hubs by 31 March 2023."
REPORT = "The auditors counted four open hubs in May 2023."
PRAISE = "The auditors found all ten hubs open in September 2023."
BOAST = "Ministers have opened every one of the ten hubs."
EARLY = "A hub had opened already."


def promise(quote: str = PROMISE) -> CommitmentFinding:
    return CommitmentFinding(
        passage=0,
        quote=quote,
        start=0,
        end=len(quote),
        lang=Lang.EN,
        confidence=0.9,
        rule="test",
        kind=CommitmentKind.PLEDGE,
        actor="The Welsh Government",
        actor_body="welsh-government",
        action="open ten hubs",
        deadline=date(2023, 3, 31),
        deadline_text="by 31 March 2023",
    )


class Case:
    """A promise, with evidence by others, by its maker, and from before it."""

    def __init__(self, session: Session, put: Put, make: Make) -> None:
        added = put(session, make(PROMISE))
        findings.keep(session, added.version_id, [promise()], "rules-1")
        self.ref = commitments.listing(session, CommitmentFilter())[0].ref
        self.links = {
            name: self._suggest(session, put(session, read).version_id, relation)
            for name, read, relation in (
                ("report", make(REPORT, work="audit", publisher="Audit Wales", issued=date(2023, 5, 9)), "contradicts"),
                ("praise", make(PRAISE, work="praise", publisher="Audit Wales", issued=date(2023, 9, 9)), "delivers"),
                ("boast", make(BOAST, work="boast", issued=date(2023, 4, 2)), "delivers"),
                ("early", make(EARLY, work="early", publisher="Audit Wales", issued=date(2020, 1, 1)), "delivers"),
            )
        }

    def _suggest(self, session: Session, version_id: int, relation: str) -> str:
        passage = documents.passages(session, version_id)[0]
        standing = [
            LinkSuggestion(row.quotation.passage.id, row.quotation.start, row.quotation.end, row.relation, 0.5, ())
            for row in commitments.get(session, self.ref).evidence
        ]
        new = LinkSuggestion(passage.id, 0, len(passage.text), Relation(relation), 0.5, ("the same words",))
        evidence.suggest(session, self.ref, [*standing, new], 1)
        return next(
            row.ref for row in commitments.get(session, self.ref).evidence if row.quotation.passage.id == passage.id
        )


def judge(session: Session, case: Case, value: str, *links: str, **more: object) -> None:
    told = {"because": "Because.", "who": "Mair", "as_of": date(2023, 6, 1), **more}
    account.record(session, case.ref, Judgement.DELIVERY, value, evidence=[case.links[name] for name in links], **told)  # type: ignore[arg-type]


@pytest.fixture
def case(corpus: Corpus, put: Put, make_document: Make) -> Case:
    with corpus.write() as session:
        return Case(session, put, make_document)


def delivery(corpus: Corpus, case: Case, on: date | None = None) -> Delivery:
    with corpus.read() as session:
        return commitments.get(session, case.ref, on=on).row.delivery


def test_a_status_without_evidence_is_refused_and_leaves_nothing(corpus: Corpus, case: Case) -> None:
    with pytest.raises(EvidenceNeeded, match="at least one quotation"), corpus.write() as session:
        judge(session, case, "in-progress")
    assert delivery(corpus, case) is Delivery.NOT_ASSESSED


def test_citing_a_suggestion_accepts_it(corpus: Corpus, case: Case) -> None:
    with corpus.write() as session:
        judge(session, case, "partly-met", "report")
        row = next(row for row in commitments.get(session, case.ref).evidence if row.ref == case.links["report"])
    assert (row.state, row.decided_by) == (LinkState.ACCEPTED, "Mair")
    assert delivery(corpus, case) is Delivery.PARTLY_MET


def test_met_needs_another_voice_or_the_mark(corpus: Corpus, case: Case) -> None:
    with corpus.write() as session:
        with pytest.raises(EvidenceNeeded, match="somebody other"):
            judge(session, case, "met", "boast")
        with pytest.raises(EvidenceNeeded, match="somebody other"):
            judge(session, case, "met", "boast", "report")
        judge(session, case, "met", "boast", self_reported=True)
        assert commitments.get(session, case.ref).row.self_reported
        judge(session, case, "met", "praise")
        assert not commitments.get(session, case.ref).row.self_reported


def test_the_maker_is_known_by_its_name_in_either_language(corpus: Corpus, put: Put, make_document: Make) -> None:
    words, boast = "Byddwn yn agor deg hyb.", "Agorwyd pob un o'r deg hyb."
    with corpus.write() as session:
        said = replace(promise(words), lang=Lang.CY, actor_body="")
        findings.keep(session, put(session, make_document(words, lang=Lang.CY)).version_id, [said], "rules-1")
        ref = commitments.listing(session, CommitmentFilter())[0].ref
        report = make_document(
            boast, lang=Lang.CY, work="boast", issued=date(2023, 4, 2), publisher="Llywodraeth Cymru"
        )
        passage = documents.passages(session, put(session, report).version_id)[0]
        link = evidence.add(session, ref, passage.id, 0, len(boast), Relation.DELIVERS, "Mair").ref
        told = {"because": "So it says.", "who": "Mair", "as_of": date(2023, 6, 1), "evidence": [link]}
        with pytest.raises(EvidenceNeeded, match="somebody other"):
            account.record(session, ref, Judgement.DELIVERY, "met", **told)  # type: ignore[arg-type]


def test_evidence_of_the_year_of_a_promise_may_be_later_than_it(corpus: Corpus, put: Put, make_document: Make) -> None:
    with corpus.write() as session:
        case = Case(session, put, make_document)
        early = update(Document).where(Document.work == "early").values(issued=date(2021, 2, 2))
        session.execute(early)
        with pytest.raises(EvidenceNeeded, match="before the promise"):
            judge(session, case, "in-progress", "early")
        session.execute(
            update(Document).where(Document.work == "plan-2021").values(issued=date(2021, 12, 31), issued_text="2021")
        )
        session.expire_all()
        judge(session, case, "in-progress", "early")


def test_met_cannot_rest_on_what_contradicts_it(corpus: Corpus, case: Case) -> None:
    with corpus.write() as session, pytest.raises(EvidenceNeeded, match="contradicts"):
        judge(session, case, "met", "report", self_reported=True)


def test_evidence_from_before_the_promise_shows_nothing(corpus: Corpus, case: Case) -> None:
    with corpus.write() as session, pytest.raises(EvidenceNeeded, match="before the promise"):
        judge(session, case, "in-progress", "early")


def test_rejected_evidence_cannot_be_cited(corpus: Corpus, case: Case) -> None:
    with corpus.write() as session:
        evidence.decide(session, case.links["report"], LinkState.REJECTED, "Mair")
        with pytest.raises(EvidenceNeeded, match="was rejected"):
            judge(session, case, "broken", "report")


def test_cited_evidence_cannot_be_taken_back(corpus: Corpus, case: Case) -> None:
    with corpus.write() as session:
        judge(session, case, "broken", "report")
        with pytest.raises(UsageProblem, match="stays accepted"):
            evidence.decide(session, case.links["report"], LinkState.REJECTED, "Mair")


def test_no_evidence_found_needs_a_recorded_search(corpus: Corpus, case: Case) -> None:
    with corpus.write() as session:
        with pytest.raises(EvidenceNeeded, match="recorded search"):
            judge(session, case, "no-evidence-found")
        with pytest.raises(NotFound):
            judge(session, case, "no-evidence-found", search="s-nothing")
        judge(session, case, "no-evidence-found", search=recorded.record(session, "hubs", 0, "Mair"))
        assert commitments.get(session, case.ref).history[-1].search.startswith("s-")


@pytest.mark.parametrize(
    ("value", "more", "message"),
    [
        ("done", {}, "not a value"),
        ("broken", {"because": "  "}, "needs a reason"),
        ("broken", {"who": ""}, "needs the name"),
    ],
)
def test_what_does_not_fit_the_codebook_is_refused(
    corpus: Corpus, case: Case, value: str, more: dict[str, object], message: str
) -> None:
    with corpus.write() as session, pytest.raises(UsageProblem, match=message):
        judge(session, case, value, "report", **more)


@pytest.mark.databases
def test_a_status_on_a_day_is_a_replay(corpus: Corpus, case: Case) -> None:
    with corpus.write() as session:
        judge(session, case, "in-progress", "report", as_of=date(2023, 5, 9))
        judge(session, case, "broken", "report", as_of=date(2024, 5, 9))
        judge(session, case, "stalled", "report", as_of=date(2023, 8, 1), because="Recorded late.")
    days = [date(2023, 1, 1), date(2023, 6, 1), date(2023, 9, 1), date(2024, 6, 1)]
    assert [delivery(corpus, case, day) for day in days] == ["not-assessed", "in-progress", "stalled", "broken"]


@pytest.mark.databases
def test_unmet_and_overdue_are_counted_on_their_day(corpus: Corpus, case: Case) -> None:
    with corpus.write() as session:
        judge(session, case, "in-progress", "report", as_of=date(2023, 5, 9))
        overdue = CommitmentFilter(overdue=True, on=date(2023, 5, 10))
        assert [row.ref for row in commitments.listing(session, overdue)] == [case.ref]
        assert commitments.listing(session, CommitmentFilter(overdue=True, on=date(2023, 3, 1))) == []
        assert commitments.counts(session).deliveries[Delivery.IN_PROGRESS] == 1


@pytest.mark.databases
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE status_events SET value = 'met'",
        "DELETE FROM status_events",
        "DELETE FROM event_evidence",
        "UPDATE event_evidence SET link_id = link_id",
    ],
)
def test_the_database_itself_refuses_to_change_the_account(corpus: Corpus, case: Case, statement: str) -> None:
    with corpus.write() as session:
        judge(session, case, "broken", "report")
    with corpus.write() as session, pytest.raises(DatabaseError, match="append-only"):
        session.execute(text(statement))


@pytest.mark.databases
def test_tampering_behind_the_programs_back_is_named(corpus: Corpus, case: Case) -> None:
    with corpus.write() as session:
        judge(session, case, "in-progress", "report")
        judge(session, case, "broken", "report")
    with corpus.write() as session:
        assert not audit.audit(session).faults
        allow = (
            "ALTER TABLE status_events DISABLE TRIGGER USER"
            if corpus.shared
            else "DROP TRIGGER status_events_no_update"
        )
        session.execute(text(allow))
        session.execute(text("UPDATE status_events SET because = 'Never mind.' WHERE id = 1"))
    with corpus.read() as session:
        (fault,) = audit.audit(session).faults
        assert "changed afterwards" in fault.what
        assert fault.subject == case.ref


@pytest.mark.databases
def test_the_words_of_cited_evidence_are_in_the_chain(corpus: Corpus, case: Case) -> None:
    with corpus.write() as session:
        judge(session, case, "broken", "report")
    with corpus.write() as session:
        session.execute(text("UPDATE anchors SET exact = 'The auditors counted ten.' WHERE exact LIKE 'The auditors%'"))
    with corpus.read() as session:
        assert audit.audit(session).faults


def test_a_judgement_of_a_day_to_come_is_refused(corpus: Corpus, case: Case) -> None:
    with corpus.write() as session, pytest.raises(UsageProblem, match="has not come yet"):
        judge(session, case, "broken", "report", as_of=date(2999, 1, 1))


def test_the_promises_own_document_is_its_makers_word_even_without_a_publisher(
    corpus: Corpus, put: Put, make_document: Make
) -> None:
    with corpus.write() as session:
        read = make_document(PROMISE, "All ten hubs are open now.", work="nameless", publisher="")
        added = put(session, read)
        findings.keep(session, added.version_id, [replace(promise(), actor_body="")], "rules")
        ref = commitments.listing(session, CommitmentFilter(document="nameless"))[0].ref
        passage = documents.passages(session, added.version_id)[1]
        row = evidence.add(session, ref, passage.id, 0, len(passage.text), Relation.DELIVERS, "Mair")
        with pytest.raises(EvidenceNeeded, match="somebody other"):
            account.record(
                session,
                ref,
                Judgement.DELIVERY,
                "met",
                because="x",
                who="Mair",
                as_of=date(2023, 1, 1),
                evidence=[row.ref],
            )


@pytest.mark.databases
def test_a_recorded_search_cannot_be_changed_afterwards(corpus: Corpus, case: Case) -> None:
    with corpus.write() as session:
        recorded.record(session, "hubs", 0, "Mair")
    with corpus.write() as session, pytest.raises(DatabaseError, match="append-only"):
        session.execute(text("UPDATE recorded_searches SET hits = 0"))


@pytest.mark.parametrize("relation", [Relation.BACKGROUND, Relation.ILLUSTRATES])
def test_what_is_older_than_the_promise_shows_nothing_whatever_it_is_called(
    corpus: Corpus, case: Case, relation: Relation
) -> None:
    with corpus.write() as session:
        link = evidence.find(session, case.links["early"])
        link.relation = relation
        session.flush()
        with pytest.raises(EvidenceNeeded, match="All that is cited is dated before"):
            judge(session, case, "in-progress", "early")
        judge(session, case, "in-progress", "early", "report")


def test_met_cannot_rest_on_background(corpus: Corpus, case: Case) -> None:
    with corpus.write() as session:
        evidence.find(session, case.links["praise"]).relation = Relation.BACKGROUND
        session.flush()
        with pytest.raises(EvidenceNeeded, match="is background"):
            judge(session, case, "met", "praise")


def test_a_promise_of_a_day_in_a_long_record_is_as_old_as_its_own_words(
    corpus: Corpus, put: Put, make_document: Make
) -> None:
    with corpus.write() as session:
        case = Case(session, put, make_document)
        session.execute(update(Document).where(Document.work == "plan-2021").values(issued=date(2024, 1, 1)))
        session.expire_all()
        with pytest.raises(EvidenceNeeded, match="before the promise"):
            judge(session, case, "in-progress", "report")
        session.execute(text("UPDATE passages SET dated = '2021-06-15' WHERE text LIKE 'The Welsh Government will%'"))
        session.expire_all()
        judge(session, case, "in-progress", "report")


def test_a_correction_takes_back_on_every_day_and_is_read_with_what_it_corrects(corpus: Corpus, case: Case) -> None:
    with corpus.write() as session:
        judge(session, case, "in-progress", "report", as_of=date(2023, 5, 9))
        judge(session, case, "broken", "report", as_of=date(2023, 6, 1))
        wrong = commitments.get(session, case.ref).history[-1]
        taken_back = account.correct(session, wrong.name, because="Misread.", who="Tomos")
        assert (taken_back.value, taken_back.corrects) == ("", wrong.name)
        with pytest.raises(UsageProblem, match="was corrected before"):
            account.correct(session, wrong.name, because="Again.", who="Mair")
        with pytest.raises(UsageProblem, match="only takes back"):
            account.correct(session, taken_back.name, because="Again.", who="Mair")
        with pytest.raises(EvidenceNeeded):
            account.correct(session, taken_back.name, value="met", because="Again.", who="Mair")
    days = (date(2023, 5, 9), date(2023, 6, 1), date(2024, 1, 1))
    assert {delivery(corpus, case, day) for day in days} == {Delivery.IN_PROGRESS}
