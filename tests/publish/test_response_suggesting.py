"""What is suggested for a question: promises and case studies that share its words, and nothing said of them."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from corpus import account, findings
from corpus.codebook import CommitmentKind, DocumentKind, Judgement, Lang
from corpus.database import Corpus
from corpus.recorded import record
from corpus.types import CaseStudyFinding, CommitmentFinding, Passage, ReadDocument, lay_out
from corpus.versions import Added
from index import Index
from publish.responses.inserting import quotation_markdown, status_markdown
from publish.responses.nearness import topical
from publish.responses.suggesting import Suggestions, suggest

Put = Callable[[Session, ReadDocument], Added]

TODAY = date(2026, 3, 1)
ORCHARDS = "We will plant an orchard beside every school in Wales."
HEDGES = "We will count the hedges of each farm."
STUDY = "Pupils of a school in Bangor keep an orchard of forty trees."
ASKED = "What do you think of our proposals for an orchard at each school, and why?"


def read(work: str, title: str, *texts: str, lang: Lang = Lang.EN) -> ReadDocument:
    passages = lay_out([Passage(text, 0, 0) for text in texts])
    return ReadDocument(title, lang, DocumentKind.STRATEGY, passages, "test", work=work)


def promise(document: ReadDocument, at: int) -> CommitmentFinding:
    passage = document.passages[at]
    return CommitmentFinding(
        passage=at, quote=passage.text, start=passage.start, end=passage.end, lang=document.lang, confidence=0.9,
        rule="test", kind=CommitmentKind.PLEDGE,
    )  # fmt: skip


@pytest.fixture
def index(corpus: Corpus, put: Put, tmp_path: Path) -> Iterator[Index]:
    plan = read("plan", "A plan", "Why we wrote this.", ORCHARDS, HEDGES, "Thank you for your views and proposals.")
    paper = read("paper", "Orchards beside schools", "We propose orchards.", "We will plant an orchard at our school.")
    case = read("case", "A story", STUDY, "Elsewhere there are none.")
    passage = case.passages[0]
    told = CaseStudyFinding(
        passage=0, quote=STUDY, start=passage.start, end=passage.end, lang=Lang.EN, confidence=0.9, rule="test",
        name="Pupils' orchard",
    )  # fmt: skip
    with corpus.write() as session:
        findings.keep(session, put(session, plan).version_id, [promise(plan, 1), promise(plan, 2)], "rules")
        findings.keep(session, put(session, paper).version_id, [promise(paper, 1)], "rules")
        findings.keep(session, put(session, case).version_id, [told], "rules")
        for number in range(12):
            put(session, read(f"other-{number}", f"Other {number}", f"A road of {number} miles.", "It is long."))
    opened = Index(tmp_path / "index", corpus)
    yield opened
    opened.close()


def suggested(corpus: Corpus, index: Index, question: str = ASKED, **more: object) -> Suggestions:
    with corpus.read() as session:
        return suggest(session, index, question, Lang.EN, on=TODAY, **more)  # type: ignore[arg-type]


def test_promises_and_studies_that_share_words_are_suggested(corpus: Corpus, index: Index) -> None:
    found = suggested(corpus, index)
    assert {one.row.quote for one in found.promises} == {ORCHARDS, "We will plant an orchard at our school."}
    assert all(
        {"orchard", "school"} == set(one.shared) and one.quotation.exact == one.row.quote for one in found.promises
    )
    assert [(one.name, one.passage.text) for one in found.studies] == [("Pupils' orchard", STUDY)]


def test_the_consultations_own_promises_come_last(corpus: Corpus, index: Index) -> None:
    found = suggested(corpus, index, consultation="paper")
    assert [(one.row.document_key, one.own) for one in found.promises] == [("plan", False), ("paper", True)]
    assert [one.own for one in suggested(corpus, index, consultation="paper", limit=1).promises] == [False]


def test_a_question_that_says_nothing_takes_up_what_it_is_asked_about(corpus: Corpus, index: Index) -> None:
    assert suggested(corpus, index, "What else would you say?") == Suggestions((), ())
    found = suggested(corpus, index, "What else would you say?", consultation="paper")
    assert [one.row.quote for one in found.promises][:1] == [ORCHARDS]


@pytest.mark.parametrize("question", ["", "?", "xyzzy", 'orchard" OR NOT (', "~*:", "a" * 5000, "orchard:school"])
def test_any_question_can_be_asked(corpus: Corpus, index: Index, question: str) -> None:
    suggested(corpus, index, question, consultation="not there")


def test_the_words_of_asking_are_not_what_a_question_is_about() -> None:
    assert topical(ASKED, Lang.EN) == ("orchard", "school")
    assert topical("A ydych yn cytuno â'r cynnig ar berllannau?", Lang.CY) == ("berllannau",)


def test_only_what_people_decided_is_stated(corpus: Corpus, index: Index) -> None:
    row = suggested(corpus, index).promises[0].row
    assert status_markdown(row, Lang.EN) == ""
    with corpus.write() as session:
        search = record(session, "orchards", 0, "Mair")
        account.record(
            session, row.ref, Judgement.DELIVERY, "no-evidence-found", because="None.", who="Mair", as_of=TODAY,
            search=search,
        )  # fmt: skip
    row = next(one.row for one in suggested(corpus, index).promises if one.row.ref == row.ref)
    said = status_markdown(row, Lang.EN)
    assert said == f"[no evidence found]{{.status promise={row.ref} delivery=no-evidence-found}}"
    assert status_markdown(row, Lang.CY).split("]")[1] == said.split("]")[1] and status_markdown(row, Lang.CY) != said


def test_a_suggestion_is_put_in_as_words_and_citation_alone(corpus: Corpus, index: Index) -> None:
    one = next(one for one in suggested(corpus, index).promises if not one.own and one.row.quote == ORCHARDS)
    with corpus.read() as session:
        assert quotation_markdown(session, one.quotation, Lang.EN) == f"“{ORCHARDS}” [@plan]"
        welsh = quotation_markdown(session, one.quotation, Lang.CY)
    assert welsh == f"“[{ORCHARDS}]{{lang=en-GB}}” [@plan]"
