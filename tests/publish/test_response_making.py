"""Beginning responses: the questions of the paper with their numbers, in both languages, and nothing written over."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from corpus import documents, findings
from corpus.codebook import DocumentKind, Lang
from corpus.database import Corpus
from corpus.errors import AddewidError, NotFound, UsageProblem
from corpus.types import Passage, QuestionFinding, ReadDocument, lay_out
from corpus.versions import Added
from publish.responses import folder, making
from publish.responses.form import parse
from publish.responses.parsing import printed

Put = Callable[[Session, ReadDocument], Added]

TITLE = "Orchards: <script>alert(1)</script> *now* [@act] $x$ # \u202eand"
ASKED = (
    ("1", "", "What do you think of *ten* orchards?"),
    ("1(a)", "1", "# Why?"),
    ("1(b)(ii)", "1(b)", "Where else?"),
    ("2.1", "2", "> How many trees, and by when: ::: is it enough?"),
    ("", "", "Is there anything else that you would like to tell us about the planting of trees in Wales?"),
    ("1", "", "What is your name?"),
)


def paper(lang: Lang = Lang.EN, facts: dict[str, str] | None = None) -> ReadDocument:
    passages = lay_out([Passage(text, 0, 0) for _, _, text in ASKED])
    return ReadDocument(
        TITLE, lang, DocumentKind.CONSULTATION, passages, "test", work="orchards", facts=facts or {}
    )  # fmt: skip


def asks(session: Session, put: Put, read: ReadDocument) -> None:
    found = [
        QuestionFinding(
            passage=at, quote=passage.text, start=passage.start, end=passage.end, lang=read.lang, confidence=0.9,
            rule="test", number=number, under=under,
        )
        for at, (passage, (number, under, _)) in enumerate(zip(read.passages, ASKED, strict=True))
    ]  # fmt: skip
    findings.keep(session, put(session, read).version_id, found, "rules")


def begun(corpus: Corpus, home: Path, **more: object) -> list[Path]:
    with corpus.read() as session:
        return making.new(session, "orchards", home, **more)  # type: ignore[arg-type]


def test_a_response_asks_what_the_paper_asks(corpus: Corpus, put: Put, tmp_path: Path) -> None:
    with corpus.write() as session:
        asks(session, put, paper(facts={"closes": "2026-05-01"}))
    (path,) = begun(corpus, tmp_path / "all", words=900)
    assert path == tmp_path / "all" / "orchards" / "response.en.md"
    draft = parse(path.read_text(encoding="utf-8"))
    assert not draft.faults and draft.words == 0 and not draft.quotations and not draft.citations
    assert (draft.meta.consultation, draft.meta.deadline, draft.meta.words) == ("orchards", date(2026, 5, 1), 900)
    assert draft.meta.title == "Response to: Orchards: <script>alert(1)</script> *now* [@act] $x$ # and"
    assert [(one.number, one.text) for one in draft.questions] == [(number, text) for number, _, text in ASKED]
    assert [one.under for one in draft.questions] == ["", "q1", "", "", "", ""]
    assert draft.questions[4].heading.startswith("Is there anything else") and draft.questions[4].heading.endswith("…")
    assert len({one.id for one in draft.questions}) == len(ASKED)


def test_an_answer_is_to_what_a_briefing_of_the_starter_corpus_is_on(corpus: Corpus, put: Put) -> None:
    with corpus.write() as session:
        asks(session, put, paper())
        row = replace(documents.get(session, "orchards"), title="Briefing: Planning: trees")
    assert "'Response to: Briefing: Planning: trees'" in making.skeleton(row, (), Lang.EN, None, None)
    starter = replace(row, collection="starter")
    assert "'Response to: Planning: trees'" in making.skeleton(starter, (), Lang.EN, None, None)


def test_a_deadline_that_is_given_stands_above_the_papers(corpus: Corpus, put: Put, tmp_path: Path) -> None:
    with corpus.write() as session:
        asks(session, put, paper(facts={"closes": "soon"}))
    (path,) = begun(corpus, tmp_path, deadline=date(2026, 6, 1))
    assert parse(path.read_text()).meta.deadline == date(2026, 6, 1)


def test_a_twin_asks_in_its_own_language_where_the_paper_does(corpus: Corpus, put: Put, tmp_path: Path) -> None:
    with corpus.write() as session:
        asks(session, put, paper())
    english, welsh = begun(corpus, tmp_path / "one", twin=True)
    assert "Question 1 {#q1}" in english.read_text() and ".question lang=" not in english.read_text()
    assert "Cwestiwn 1 {#q1}" in welsh.read_text() and "::: {.question lang=en-GB}" in welsh.read_text()
    with corpus.write() as session:
        asks(session, put, paper(Lang.CY))
    english, welsh = begun(corpus, tmp_path / "two", twin=True)
    assert ".question lang=" not in welsh.read_text()
    assert (parse(welsh.read_text()).meta.lang, welsh.name) == (Lang.CY, "response.cy.md")
    first, _ = begun(corpus, tmp_path / "three", twin=True, lang=Lang.CY)
    assert first.name == "response.cy.md"


def test_a_paper_without_questions_makes_one_section(corpus: Corpus, put: Put, tmp_path: Path) -> None:
    with corpus.write() as session:
        put(session, paper())
    (path,) = begun(corpus, tmp_path)
    (one,) = parse(path.read_text()).questions
    assert (one.number, one.text, one.heading) == ("", "", "Our response")


def test_nothing_is_written_over_and_all_is_written_or_nothing(corpus: Corpus, put: Put, tmp_path: Path) -> None:
    with corpus.write() as session:
        asks(session, put, paper())
    (path,) = begun(corpus, tmp_path, lang=Lang.CY)
    path.write_text("My words.")
    with pytest.raises(UsageProblem, match="there already"):
        begun(corpus, tmp_path, twin=True)
    assert [each.name for each in path.parent.iterdir()] == [path.name] and path.read_text() == "My words."
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []
    (other,) = begun(corpus, tmp_path, lang=Lang.EN)
    assert other.parent == path.parent and parse(other.read_text()).questions


def test_what_cannot_be_begun_is_said(corpus: Corpus, put: Put, tmp_path: Path) -> None:
    with corpus.write() as session:
        asks(session, put, paper())
    (tmp_path / "file").write_text("")
    with pytest.raises(AddewidError, match="cannot be written"):
        begun(corpus, tmp_path / "file")
    with corpus.read() as session, pytest.raises(NotFound):
        making.new(session, "../../etc", tmp_path)


@given(st.from_regex(r"[A-Z]?[1-9]\d?(\.\d{1,2}){0,2}[a-c]?(\([a-z]\))?(\([ivx]{1,3}\))?", fullmatch=True))
def test_a_number_is_kept_in_the_name_of_its_question(number: str) -> None:
    assert printed(making.name_of(number).removeprefix("q")) == number


def test_responses_are_listed_and_found(tmp_path: Path) -> None:
    def write(name: str, text: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    english = write("orchards/response.en.md", "---\nconsultation: orchards\nwords: 9\n---\n## Q {#q1}\n\nYes.\n")
    welsh = write("orchards/response.cy.md", "---\nconsultation: orchards\nlang: cy-GB\n---\n## Q {#q1}\n")
    alone = write("mine.md", "\ufeff---\r\nconsultation: hedges\r\n---\r\n## Q {#q1}\r\n")
    bad = write("odd/latin.md", b"\xff\xfe\x00")
    write("odd/readme.md", "# Somebody else's\n")
    write(".hidden/response.md", "---\nconsultation: no\n---\n")
    write("odd/references.json", "{")
    rows = folder.listing(tmp_path)
    assert [row.path for row in rows] == sorted([english, welsh, alone, bad])
    row = next(row for row in rows if row.path == english)
    assert (row.words, row.budget, row.questions, row.answered, row.lang) == (1, 9, 1, 1, Lang.EN)
    assert [bool(row.fault) for row in rows] == [row.path == bad for row in rows]
    assert folder.find(tmp_path, "hedges") == alone
    assert folder.find(tmp_path, "orchards/cy") == welsh
    assert folder.find(tmp_path, "orchards/response.en.md") == english
    assert folder.find(tmp_path, str(english)) == english
    with pytest.raises(UsageProblem, match="several"):
        folder.find(tmp_path, "orchards")
    for named in ("nothing", "nothing.md", "orchards/fr"):
        with pytest.raises(UsageProblem):
            folder.find(tmp_path, named)
    with pytest.raises(UsageProblem, match="CSL-JSON"):
        folder.references(bad)
    assert folder.references(english) == {}
    assert folder.listing(tmp_path / "not there") == []


def test_what_is_no_text_or_too_large_is_said(tmp_path: Path) -> None:
    path = tmp_path / "large.md"
    with path.open("wb") as file:
        file.truncate(folder.MOST_BYTES + 1)
    with pytest.raises(UsageProblem, match="larger"):
        folder.read(path)
    with pytest.raises(UsageProblem, match="no file"):
        folder.read(tmp_path)


def test_the_folder_is_the_one_that_is_set(tmp_path: Path) -> None:
    assert folder.home("", tmp_path) == tmp_path
    assert folder.home("~/x", tmp_path) == Path.home() / "x"
