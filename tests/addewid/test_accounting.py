"""The account on the command line: corrected, undone, audited, reviewed, edited and coded, by two people."""

import json
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from addewid.cli import cli
from addewid.workspace import Workspace
from corpus import commitments, documents, evidence, findings, versions
from corpus.codebook import CommitmentKind, DocumentKind, Relation
from corpus.errors import CorpusDamaged, EvidenceNeeded, NotFound, StaleEdit, UsageProblem
from corpus.rows import CommitmentFilter
from corpus.types import CommitmentFinding, LinkSuggestion, ReadDocument

Run = Callable[..., subprocess.CompletedProcess[str]]
Put = Callable[[Session, ReadDocument], versions.Added]
Make = Callable[..., ReadDocument]

HUBS = "The Welsh Government will open ten hubs by 31 March 2023."
COUNT = "Wales should count “the hubs” each year – and publish the count."
REPORT = "The auditors counted four open hubs in May 2023."


@pytest.fixture
def refs(workspace: Workspace, put: Put, make_document: Make) -> dict[str, str]:
    """A promise, a recommendation and a suggestion of evidence for the first; their names by their words."""

    def found(read: ReadDocument, **said: Any) -> CommitmentFinding:
        return CommitmentFinding(
            passage=0, quote=read.text, start=0, end=len(read.text), lang=read.lang, confidence=0.9, rule="t", **said
        )

    plan = make_document(HUBS)
    inquiry = make_document(COUNT, work="inquiry", kind=DocumentKind.COMMITTEE_REPORT, issued=date(2022, 1, 1))
    audit = make_document(REPORT, work="audit", publisher="Audit Wales", issued=date(2023, 5, 9))
    promised = found(plan, kind=CommitmentKind.PLEDGE, actor_body="welsh-government", deadline=date(2023, 3, 31))
    with workspace.corpus.write() as session:
        findings.keep(session, put(session, plan).version_id, [promised], "rules")
        advised = found(inquiry, kind=CommitmentKind.RECOMMENDATION)
        findings.keep(session, put(session, inquiry).version_id, [advised], "rules")
        passage = documents.passages(session, put(session, audit).version_id)[0]
        told = {row.quote: row.ref for row in commitments.listing(session, CommitmentFilter())}
        link = LinkSuggestion(passage.id, 0, len(REPORT), Relation.CONTRADICTS, 0.5, ("the same words",))
        evidence.suggest(session, told[HUBS], [link], 1)
        told[REPORT] = commitments.get(session, told[HUBS]).evidence[0].ref
    return told


@pytest.fixture
def ask(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """A command run in this process, by Mair unless ``who`` says otherwise."""

    def run(*arguments: str, who: str = "Mair") -> Result:
        monkeypatch.setenv("ADDEWID_NAME", who)
        return CliRunner().invoke(cli, arguments)

    return run


Ask = Callable[..., Result]


@pytest.fixture
def said(ask: Ask) -> Callable[..., str]:
    """What a command prints that ends well."""

    def run(*arguments: str, who: str = "Mair") -> str:
        result = ask(*arguments, who=who)
        assert result.exit_code == 0, (result.output, result.exception)
        return result.stdout

    return run


Said = Callable[..., str]


def data(said: Said, *arguments: str, who: str = "Mair") -> Any:
    return json.loads(said(*arguments, "--json", who=who))


def broken(said: Said, refs: dict[str, str], who: str = "Mair") -> Any:
    (row,) = data(
        said, "status", refs[HUBS], "--delivery", "broken", "--evidence", refs[REPORT], "--because", "Four.", who=who
    )
    return row


def test_a_mistake_is_corrected_and_both_stay_to_be_read(refs: dict[str, str], said: Said, ask: Ask) -> None:
    wrong = broken(said, refs)
    name = f"j-{wrong['hash'][:10]}"
    assert refs[HUBS] in said("unmet", "--on", date.today().isoformat())
    told = said("correct", name, "--to", "partly-met", "--evidence", refs[REPORT], "--because", "Four of ten.")
    assert f"corrects {name}: {refs[HUBS]} delivery partly-met" in told
    shown = said("audit", refs[HUBS])
    assert "delivery: broken" in shown
    assert "corrected since" in shown
    assert "Tomos" not in shown
    assert "partly-met" in shown
    assert f"corrects {name}" in shown
    again = ask("correct", name, "--because", "Once more.")
    assert isinstance(again.exception, UsageProblem)
    row = data(said, "correct", wrong["hash"][:0] or data(said, "audit", refs[HUBS])["judgements"][-1]["hash"],
               "--because", "Not at all.")  # fmt: skip
    assert row["value"] == ""
    assert data(said, "show", refs[HUBS])["row"]["delivery"] == "not-assessed"
    assert isinstance(ask("correct", "j-nothing", "--because", "x").exception, NotFound)
    lacking = ask("correct", f"j-{row['hash'][:10]}", "--to", "met", "--because", "x")
    assert isinstance(lacking.exception, EvidenceNeeded)


def test_undo_says_what_it_took_back(refs: dict[str, str], said: Said, ask: Ask) -> None:
    said("confirm", refs[HUBS])
    said("accept", refs[REPORT])
    row = data(said, "undo", "--because", "A slip.")
    assert (row["action"], row["subject"], row["after"]["state"]) == ("undone", refs[REPORT], "suggested")
    assert "it took back d-" in said("undo")
    nothing = ask("undo")
    assert isinstance(nothing.exception, NotFound)
    said("confirm", refs[HUBS], who="Tomos")
    assert isinstance(ask("undo").exception, NotFound)
    (mine,) = data(said, "edit", refs[COUNT], "--kind", "aspiration")
    assert row["name"] in said("audit", refs[REPORT])
    assert mine["name"] in said("undo", mine["name"])


def test_a_stale_edit_is_refused_with_both_versions(refs: dict[str, str], said: Said, ask: Ask) -> None:
    seen = data(said, "show", refs[HUBS])["last_decision"]
    assert seen == ""
    said("edit", refs[HUBS], "--actor", "We", "--seen", seen, who="Tomos")
    commands = (
        ("edit", refs[HUBS], "--actor", "They"),
        ("confirm", refs[HUBS]),
        ("refuse", refs[HUBS], "--because", "No."),
        ("accept", refs[REPORT]),
        ("reject", refs[REPORT]),
        ("status", refs[HUBS], "--verifiability", "clear", "--because", "Dated."),
    )
    for command in commands:
        error = ask(*command, "--seen", seen).exception
        assert isinstance(error, StaleEdit), command
        assert "theirs:" in error.detail
        assert "Tomos edited" in error.detail
        assert "yours:" in error.detail
    now = data(said, "show", refs[HUBS])["last_decision"]
    assert now.startswith("d-")
    said("edit", refs[HUBS], "--actor", "They", "--seen", now)
    assert isinstance(ask("confirm", refs[HUBS], refs[COUNT], "--seen", now).exception, UsageProblem)


def test_a_stale_edit_ends_with_its_own_status(refs: dict[str, str], addewid: Run) -> None:
    assert addewid("confirm", refs[HUBS]).returncode == 0
    refused = addewid("edit", refs[HUBS], "--actor", "They", "--seen", "")
    assert refused.returncode == 8
    assert "was decided about since you looked at it" in refused.stderr
    assert "theirs: " in refused.stderr
    assert "yours:  edited (actor: They)" in refused.stderr


def test_an_audit_prints_a_head_and_knows_it_again(refs: dict[str, str], said: Said, ask: Ask, home: Path) -> None:
    broken(said, refs)
    said("refuse", refs[COUNT], "--because", "Only advice.")
    told = data(said, "audit")
    assert (told["judgements"], told["decisions"], told["faults"], told["expected_found"]) == (1, 2, [], None)
    head = told["head"]
    assert f"head {head}" in said("audit")
    assert data(said, "audit", "--expect", head)["expected_found"] is True
    other = ask("audit", "--expect", "0123")
    assert isinstance(other.exception, CorpusDamaged)
    assert "cut short" in str(other.exception)
    assert isinstance(ask("audit", refs[HUBS], "--expect", head).exception, UsageProblem)
    with closing(sqlite3.connect(home / "corpus.db")) as connection:
        connection.execute("DROP TRIGGER decisions_no_update")
        connection.execute("UPDATE decisions SET because = 'Never mind.' WHERE action = 'refused'")
        connection.commit()
    spoilt = ask("audit")
    assert isinstance(spoilt.exception, CorpusDamaged)
    assert "1 broken link" in str(spoilt.exception)
    assert f"BROKEN d-{head.split('-')[1][:10]}, about {refs[COUNT]}" in spoilt.stdout
    assert json.loads(ask("audit", "--json").stdout)["faults"][0]["subject"] == refs[COUNT]


def test_the_history_of_anything_is_printed(refs: dict[str, str], said: Said, ask: Ask) -> None:
    assert "Nobody decided anything" in said("audit", refs[HUBS])
    row = broken(said, refs)
    for ref in (refs[HUBS], refs[REPORT], f"j-{row['hash'][:10]}"):
        assert "delivery: broken" in said("audit", ref)
    assert data(said, "audit", refs[HUBS])["decisions"][0]["after"]["delivery"] == "broken"
    for unknown in ("c-no", "e-no", "p-no", "s-no", "j-no", "d-no"):
        assert isinstance(ask("audit", unknown).exception, NotFound)


def test_the_queue_says_why_and_how_much(refs: dict[str, str], said: Said) -> None:
    told = said("review")
    assert f"overdue: {refs[HUBS]}, it was due on 31 Mar 2023 and has not been judged" in told
    assert f"response-due: {refs[COUNT]}, an answer was due by 12 Feb 2022 and none is judged" in told
    assert f"new: {refs[HUBS]}, the program found it (confidence 0.90)" in told
    assert "4 things to look at: 1 overdue, 1 response-due, 2 new." in told
    found = data(said, "review", "--reason", "new", "--limit", "1", "--offset", "1")
    assert found["waiting"] == {"new": 2}
    assert [item["ref"] for item in found["items"]] == [refs[COUNT]]
    assert found["items"][0]["commitment"]["quote"] == COUNT
    assert "2 things to look at: 2 new, 1 listed." in said("review", "--reason", "new", "--limit", "1")
    said("confirm", refs[HUBS], refs[COUNT])
    assert "0 things to look at." in said("review", "--reason", "new")


def test_what_is_refused_leaves_every_list_until_it_is_confirmed(refs: dict[str, str], said: Said) -> None:
    assert refs[HUBS] in said("unmet", "--delivery", "not-assessed")
    said("refuse", refs[HUBS], "--because", "It is a slogan.")
    for command in (("unmet", "--delivery", "not-assessed"), ("review",), ("export", "commitments")):
        assert refs[HUBS] not in said(*command)
    assert data(said, "show", refs[HUBS])["row"]["refused"] is True
    said("confirm", refs[HUBS], "--because", "It is none.")
    assert refs[HUBS] in said("unmet", "--delivery", "not-assessed")


def test_several_are_decided_about_or_none(refs: dict[str, str], said: Said, ask: Ask) -> None:
    assert isinstance(ask("confirm", refs[HUBS], "c-nothing").exception, NotFound)
    assert data(said, "audit")["decisions"] == 0


def test_everything_that_is_said_of_a_commitment_can_be_edited(refs: dict[str, str], said: Said, ask: Ask) -> None:
    (row,) = data(
        said, "edit", refs[COUNT], "--kind", "duty", "--body", "Audit Wales", "--deadline", "2030-01-01",
        "--theme", "prevention", "--quote", 'count "the hubs" each year - and',
    )  # fmt: skip
    assert row["after"]["quote"] == "count “the hubs” each year – and", "kept as printed"
    shown = data(said, "show", refs[COUNT])["row"]
    assert (shown["kind"], shown["body_key"], shown["deadline"]) == ("duty", "audit-wales", "2030-01-01")
    said("edit", refs[COUNT], "--deadline", "")
    assert data(said, "show", refs[COUNT])["row"]["deadline"] is None
    for wrong in (
        (),
        ("--deadline", "soon"),
        ("--body", "Nobody at all"),
        ("--kind", "duty"),
        ("--quote", "words of mine"),
    ):
        assert isinstance(ask("edit", refs[COUNT], *wrong).exception, UsageProblem), wrong
    assert data(said, "audit")["faults"] == []


def test_a_commitment_is_added_of_words_that_the_program_passed_over(
    refs: dict[str, str], said: Said, ask: Ask
) -> None:
    passage = data(said, "show", refs[HUBS])["evidence"][0]["quotation"]["passage"]["ref"]
    (row,) = data(said, "add-commitment", passage, "--quote", "counted four", "--kind", "pledge", "--because", "Mine.")
    assert data(said, "show", row["subject"])["row"]["quote"] == "counted four"
    assert (row["because"], row["who"]) == ("Mine.", "Mair")
    for wrong in (("words of mine",), ("",), ("hubs",), ("counted four",), ("four open",), ("in May", "--number", "9")):
        result = ask("add-commitment", passage, "--kind", "pledge", "--quote", *wrong)
        assert isinstance(result.exception, UsageProblem), wrong
    body = ask("add-commitment", passage, "--quote", "in May", "--kind", "pledge", "--body", "Friends of Audit Wales")
    assert "is it audit-wales?" in str(body.exception)
    assert "added: “in May”" in said("add-commitment", passage, "--quote", "in May", "--kind", "pledge")
    said("undo")
    assert isinstance(
        ask("add-commitment", passage, "--quote", "four open", "--kind", "pledge").exception, UsageProblem
    )
    said("undo")
    assert isinstance(ask("show", row["subject"]).exception, NotFound)
    said("add-commitment", passage, "--quote", "four open", "--kind", "pledge")


def test_a_coder_sees_nobodys_labels(refs: dict[str, str], said: Said) -> None:
    said("status", refs[HUBS], "--verifiability", "unclear", "--because", "Who can say.", who="Tomos")
    broken(said, refs, who="Tomos")
    said("code", refs[HUBS], "--commitment", "no", "--kind", "aspiration", who="Tomos")
    blind = said("code") + json.dumps(data(said, "code")) + said("code", refs[HUBS])
    assert HUBS in blind
    for label in (
        "Tomos", "unclear", "broken", "pledge", "aspiration", "2023-03-31", "welsh-government", "0.9", "Four.",
        "accepted", "overdue", "Who can say", REPORT,
    ):  # fmt: skip
        assert label not in blind, label
    assert set(data(said, "code")) == {"ref", "quote", "document", "place", "date", "context"}
    assert data(said, "code")["ref"] == refs[HUBS], "what another coded comes first"


def test_two_coders_are_compared_and_a_third_settles(refs: dict[str, str], said: Said, ask: Ask) -> None:
    assert "No two people" in said("agreement")
    for who, kind in (("Mair", "pledge"), ("Tomos", "aspiration")):
        told = said("code", refs[HUBS], "--commitment", "yes", "--kind", kind, who=who)
        assert "1 commitment so far" in told
    found = data(said, "agreement")
    assert {each["question"]: each["agreed"] for each in found["agreement"]} == {"commitment": 1, "kind": 0}
    assert found["differences"][0]["answers"] == {"Mair": "pledge", "Tomos": "aspiration"}
    told = said("agreement")
    assert "kappa undefined" in told
    assert "1 difference to settle, with addewid settle REF." in told
    assert f"disputed: {refs[HUBS]}, coders differ on kind (Mair: pledge, Tomos: aspiration)" in said("review")
    said("settle", refs[HUBS], "--kind", "pledge", "--because", "It is dated.", who="Siân")
    assert "0 differences to settle." in said("agreement")
    for wrong in (("code", "--kind", "pledge"), ("code", "c-nothing", "--kind", "pledge")):
        assert isinstance(ask(*wrong).exception, UsageProblem)
    said("code", refs[COUNT], "--commitment", "yes")
    assert "coded everything" in said("code")
    assert data(said, "code") is None
