"""Checking a response: what a writer can stand by and what not, and where the words really are."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from corpus import account, commitments, editing, findings
from corpus.codebook import AnchorOutcome, CommitmentKind, DocumentKind, Judgement, Lang
from corpus.database import Corpus
from corpus.language import use
from corpus.recorded import record
from corpus.rows import CommitmentFilter
from corpus.types import CommitmentFinding, Passage, ReadDocument, lay_out
from corpus.versions import Added
from publish.responses import checking
from publish.responses.checked import Checked, NoteKind, ProblemKind
from publish.responses.form import parse
from publish.rights import Rights

Put = Callable[[Session, ReadDocument], Added]

TODAY = date(2026, 3, 1)
FRONT = "---\nlang: en-GB\nconsultation: orchards\n---\n\n## Question 1 {#q1}\n\n"
AFTER = 8
"""The line that follows it."""

DUTY = "A council must promote the planting of orchards in its area."
WORKS = "It must publish a plan of the “works”, and it must report each year on the plan."
REPEAT = "It must publish a report of what it did."
PLAN = "We will open ten community orchards by 2025, and we will count the trees in every one of them."


def act(*texts: str, lang: Lang = Lang.EN) -> ReadDocument:
    passages = lay_out([Passage(text, 0, 0, number=str(at)) for at, text in enumerate(texts, 1)])
    return ReadDocument("Orchards Act 2020", lang, DocumentKind.ACT, passages, "test", work="act", issued=TODAY)


def plan(*texts: str) -> ReadDocument:
    pages = [Passage(text, 0, 0, page_index=at, page_label=str(at + 9)) for at, text in enumerate(texts)]
    return ReadDocument("A plan", Lang.EN, DocumentKind.STRATEGY, lay_out(pages), "test", work="plan", issued=TODAY)


def page(*texts: str) -> ReadDocument:
    passages = lay_out([Passage(text, 0, 0) for text in texts])
    return ReadDocument("Asking", Lang.EN, DocumentKind.CONSULTATION, passages, "test", work="orchards", issued=TODAY)


PLANTING = "“must promote the planting of orchards”"
REPORT = "“must publish a report of what it did”"
HOPE = "“all that the gardeners had hoped for”"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, empty_database: Path, put: Put) -> Iterator[Corpus]:
    """A corpus that tests only read."""
    path = tmp_path_factory.mktemp("made") / "corpus.db"
    shutil.copy(empty_database, path)
    corpus = Corpus(f"sqlite:///{path}")
    with corpus.write() as session:
        put(session, act(DUTY, WORKS, REPEAT, "A heading", REPEAT))
        put(session, act("Rhaid i gyngor hyrwyddo plannu perllannau yn ei ardal.", lang=Lang.CY))
        put(session, page("What should be planted?", "The trees are old, and the old trees are tall."))
        promised(session, put)
    yield corpus
    corpus.close()


@pytest.fixture
def filled(corpus: Corpus, put: Put) -> Corpus:
    """One of a test's own."""
    with corpus.write() as session:
        put(session, act(DUTY, WORKS, REPEAT))
        put(session, page("What should be planted?"))
        promised(session, put)
    return corpus


def promised(session: Session, put: Put) -> None:
    read = plan("A foreword.", PLAN)
    quote = "We will open ten community orchards by 2025"
    start = read.text.index(quote)
    found = CommitmentFinding(
        passage=1, quote=quote, start=start, end=start + len(quote), lang=Lang.EN, confidence=0.9, rule="test",
        kind=CommitmentKind.PLEDGE, deadline=date(2025, 12, 31),
    )  # fmt: skip
    findings.keep(session, put(session, read).version_id, [found], "rules")


def checked(
    corpus: Corpus, body: str, *, front: str = FRONT, references: Mapping[str, object] | None = None,
    rights: Rights | None = None,
) -> Checked:  # fmt: skip
    with corpus.read() as session:
        return checking.check(session, parse(front + body), references=references or {}, on=TODAY, rights=rights)


def told(found: Checked) -> list[tuple[int, ProblemKind, str]]:
    return [(one.line, one.kind, one.sentence) for one in found.problems]


@pytest.mark.parametrize(
    "body",
    [
        "It says “must promote the planting of orchards” [@act, s. 1].",
        "It says “must promote the planting of orchards” [@act, section 1].",
        "It says “must promote the planting of orchards” [@act, adran 1, emphasis added].",
        "It says “must promote the planting of orchards” [@act].",
        "It says \"a plan of the 'works', and it must report\" [@act, s. 2].".replace("'works'", "“works”"),
        "It says “must publish a report of what it did” [@act, s. 5].",
        "It says “must […] promote the planting of […] its area” [@act, s. 1].",
        "It says “[a] council must promote […] It must publish a plan” [@act, s. 1].",
        "It says “[I]t must report each year” [@act, s. 2].",
        "> A council must promote the planting of orchards in its area. It must publish a plan of the “works”,\n"
        "> and it must report each year on the plan. [@act, ss. 1-2]",
        "Dywed “Rhaid i gyngor hyrwyddo plannu perllannau” [@act/cy, a. 1].",
        "It says “ten community orchards by 2025” [@plan, p. 10].",
        "It says “ten community\xadorchards by 2025” [@plan, t. 10].".replace("\xad", " "),
        "“The trees are old, and the old trees” [@orchards, ¶ 2]",
        "It says “must promote the planting of orchards” [@plan; @act, s. 1].",
    ],
)
def test_a_quotation_that_stands_where_it_is_said_to_is_found(made: Corpus, body: str) -> None:
    found = checked(made, body)
    assert told(found) == [] and found.fine
    assert found.outcomes[AnchorOutcome.FOUND] == found.quotations == 1


@pytest.mark.parametrize(
    ("body", "outcome", "kind", "said"),
    [
        (f"{PLANTING} [@act, s. 2]", "moved", "label", "not stand at s. 2 of @act but at s. 1"),
        (f"{PLANTING} [@act, s. 9]", "moved", "label", "no “s. 9” in @act; these words stand at s. 1"),
        ("“community orchards by 2025” [@plan, p. 2]", "moved", "label", "“p. 2” in @plan; these words stand at p. 10"),
        (f"{REPORT} [@act]", "ambiguous", "ambiguous", "(s. 3, s. 5); say which, as in [@act, s. 3]"),
        (f"{REPORT} [@act, s. 1]", "moved", "label", "but at s. 3, s. 5"),
        (
            "“must promote the felling of orchards” [@act, s. 1]",
            *("changed", "changed"),
            "at s. 1 it says: “must promote the planting of orchards”",
        ),
        ("“promote the planting of orchards.” [@act, s. 1]", "changed", "changed", "without their last mark (.)"),
        ("“Must promote the planting” [@act, s. 1]", "changed", "changed", "begin with m; show the change in brackets"),
        ("“ust promote the planting of orchards” [@act, s. 1]", "changed", "changed", "it says"),
        (f"{HOPE} [@act, s. 1]", "orphaned", "orphaned", "nor any like them"),
        (f"{HOPE} [@act, s. 9]", "orphaned", "orphaned", "no “s. 9” in @act."),
        ("“open ten community orchards by 2025” [@act, s. 1]", "orphaned", "orphaned", "stand in @plan, at p. 10"),
        ("“gyngor hyrwyddo plannu perllannau” [@act, s. 1]", "orphaned", "orphaned", "stand in @act/cy, at s. 1"),
        ("“its area […] A council must promote” [@act]", "changed", "changed", "does not hold these words"),
        ("“[nothing of the source's own words]” [@act]", "orphaned", "orphaned", "but what stands in brackets"),
    ],
)
def test_a_quotation_that_does_not_is_said_where_it_really_is(
    made: Corpus, body: str, outcome: str, kind: str, said: str
) -> None:
    found = checked(made, body)
    ((line, told_kind, sentence),) = told(found)
    assert (line, told_kind) == (AFTER, kind)
    assert said in sentence
    assert found.outcomes[AnchorOutcome(outcome)] == 1 and sum(found.outcomes.values()) == 1
    assert not found.fine


def test_words_far_apart_are_no_quotation(filled: Corpus, put: Put) -> None:
    with filled.write() as session:
        put(
            session,
            act(DUTY, *(f"Section {number} is of something else." for number in range(9)), "It ends here well."),
        )
    found = checked(filled, "“must promote the planting […] It ends here well” [@act]")
    assert [one.kind for one in found.problems] == [ProblemKind.CHANGED]


def test_a_changed_source_is_told_from_a_wrong_quotation(filled: Corpus, put: Put) -> None:
    body = "It says “must promote the planting of orchards” [@act, s. 1]."
    assert checked(filled, body).fine
    with filled.write() as session:
        put(session, act(DUTY.replace("must promote", "may promote"), WORKS, REPEAT))
    ((line, kind, said),) = told(checked(filled, body))
    assert (line, kind) == (AFTER, ProblemKind.CHANGED)
    assert "@act has changed since it held these words; at s. 1 it now says: “may promote the planting" in said
    with filled.write() as session:
        put(
            session,
            act("A council might promote the planting of orchards.", "It must promote the planting of orchids."),
        )
    assert "at s. 1 it now says: “might promote" in told(checked(filled, body))[0][2], "what is said to be there"
    with filled.write() as session:
        put(session, act("Repealed.", "Repealed too."))
    ((_, kind, said),) = told(checked(filled, body))
    assert kind is ProblemKind.ORPHANED and "an earlier version of it did" in said
    with filled.write() as session:
        put(session, act("A new first section.", DUTY))
    ((_, kind, said),) = told(checked(filled, body))
    assert kind is ProblemKind.LABEL and "but at s. 2" in said


def test_a_quotation_without_citation_and_keys_that_name_nothing_fail(made: Corpus) -> None:
    found = checked(
        made,
        "It says “ten trees in each county”.\n\nIt says “ten trees in each county” [@nowhere, p. 1].\n\n"
        "See [@{../../etc/passwd}] and [@act, s. 77] and @act/fr.",
    )
    assert [(line, kind) for line, kind, _ in told(found)] == [
        (AFTER, ProblemKind.UNCITED),
        (AFTER + 2, ProblemKind.KEY),
        (AFTER + 4, ProblemKind.KEY),
        (AFTER + 4, ProblemKind.KEY),
        (AFTER + 4, ProblemKind.LABEL),
    ]
    assert found.uncited == 2 and sum(found.outcomes.values()) == 0


def test_quotations_from_own_references_are_said_to_be_unchecked(made: Corpus) -> None:
    own: dict[str, object] = {"jones": {}, "act": {}}
    found = checked(made, "“ten trees in each county” [@jones, p. 3]", references=own)
    assert found.fine and found.unchecked == 1
    assert [(note.line, note.kind) for note in found.notes] == [(AFTER, NoteKind.UNCHECKED)]
    ((_, kind, said),) = told(checked(made, "“must promote the planting of orchards” [@act, s. 1]", references=own))
    assert kind is ProblemKind.KEY and "one of your references too" in said


def ref(corpus: Corpus) -> str:
    with corpus.read() as session:
        return commitments.listing(session, CommitmentFilter())[0].ref


def judge(corpus: Corpus, value: str = "no-evidence-found") -> None:
    with corpus.write() as session:
        name = ref(corpus)
        search = record(session, "orchards", 0, "Mair")
        account.record(
            session, name, Judgement.DELIVERY, value, because="None was found.", who="Mair", as_of=TODAY, search=search
        )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "before", "after"),
    [
        ("delivery=no-evidence-found", "nobody has judged", ""),
        ("delivery=met", "nobody has judged", "the account says “no evidence found”"),
        ("delivery=not-assessed", "", "the account says “no evidence found”"),
        (".unmet", "nobody has judged", ""),
        ("delivery=unmet", "nobody has judged", ""),
        (".overdue", "nobody has judged", ""),
        ("response=accepted", "nobody has judged", "nobody has judged"),
        ("verifiability=clear", "nobody has judged", "nobody has judged"),
        ("delivery=kept", "is no word for", "is no word for"),
    ],
)
def test_what_is_said_of_a_promise_agrees_with_the_account(filled: Corpus, said: str, before: str, after: str) -> None:
    body = f"One.\n\nIt is [so]{{.status promise={ref(filled)} {said}}}."
    for expected in (before, after):
        found = told(checked(filled, body))
        assert [(line, kind) for line, kind, _ in found] == [(AFTER + 2, ProblemKind.STATUS)] * bool(expected)
        assert all(expected in sentence for *_, sentence in found)
        if expected == before:
            judge(filled)


def test_nothing_is_said_of_what_is_no_commitment(filled: Corpus) -> None:
    name = ref(filled)
    with filled.write() as session:
        editing.refuse(session, name, "Mair", "It only repeats it.")
    body = f"[so]{{.status promise={name} .unmet}} [so]{{.status promise=c-zzzzzzz .unmet}}"
    assert [
        "is no commitment" in said or "No commitment is called" in said for *_, said in told(checked(filled, body))
    ] == [
        True,
        True,
    ]


def test_words_are_counted_against_both_budgets(made: Corpus) -> None:
    front = FRONT.replace("---\n\n##", "words: 5\n---\n\n##").replace("{#q1}", "{#q1 words=4}")
    found = checked(made, "One two three four five six.", front=front)
    assert [(line, kind) for line, kind, _ in told(found)] == [(4, ProblemKind.WORDS), (7, ProblemKind.WORDS)]
    assert "6 words; its budget is 5" in told(found)[0][2] and "6 words; its budget is 4" in told(found)[1][2]


def test_what_is_not_answered_fails_and_a_deadline_that_passed_is_only_said(made: Corpus) -> None:
    front = FRONT.replace("lang: en-GB\n", "lang: en-GB\ndeadline: 2026-02-28\n")
    found = checked(made, "", front=front)
    assert [(line, kind) for line, kind, _ in told(found)] == [(7, ProblemKind.UNANSWERED)]
    assert [(note.line, note.kind) for note in found.notes] == [(3, NoteKind.DEADLINE)]
    assert "28 Feb 2026" in found.notes[0].sentence
    assert not checked(made, "", front=front.replace("2026-02-28", "2026-03-01")).notes


def test_somebody_elses_markdown_is_no_response(made: Corpus) -> None:
    kinds = [kind for _, kind, _ in told(checked(made, "# Readme\n\nInstall it.", front=""))]
    assert kinds == [ProblemKind.FORM, ProblemKind.FORM]
    found = told(checked(made, "Yes.", front=FRONT.replace("orchards", "another")))
    assert [(line, kind) for line, kind, _ in found] == [(3, ProblemKind.KEY)]


def test_a_document_that_may_not_be_handed_on_is_quoted_briefly(filled: Corpus, put: Put) -> None:
    words = " ".join(["word"] * 80)
    with filled.write() as session:
        put(session, act(words))
    body = f"“{words}” [@act, s. 1]"
    assert checked(filled, body).fine
    ((_, kind, said),) = told(checked(filled, body, rights=Rights(frozenset({"act"}))))
    assert kind is ProblemKind.RIGHTS and "300 characters" in said


def test_problems_are_told_by_line_and_in_the_language_in_use(made: Corpus) -> None:
    body = "“all that the gardeners had hoped for” [@act].\n\n“ten trees in each county”\n\n[@nowhere]"
    english = told(checked(made, body))
    assert [line for line, *_ in english] == [AFTER, AFTER + 2, AFTER + 4]
    use(Lang.CY)
    assert [line for line, *_ in told(checked(made, body))] == [AFTER, AFTER + 2, AFTER + 4]


def test_nothing_that_is_told_claims_more_than_presence(made: Corpus) -> None:
    found = checked(made, "It says “must promote the planting of orchards” [@act, s. 2].")
    for said in (*(one.sentence for one in found.problems), *(note.sentence for note in found.notes)):
        assert not any(word in said.lower() for word in ("prove", "true", "support"))
    assert replace(found, problems=()).fine
