"""When a commitment was made and is due: terms of the Senedd, First Ministers, clocks, as they are typed and read."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner, Result

from addewid.cli import cli
from addewid.workspace import Workspace
from corpus import findings
from corpus.codebook import CommitmentKind, DocumentKind
from corpus.errors import UsageProblem
from corpus.types import CommitmentFinding, ReadDocument

Run = Callable[..., Result]

TERM = "by the end of the Assembly term"
MADE = {
    "old": (date(2014, 5, 6), DocumentKind.STRATEGY, f"We will count the hubs {TERM}."),
    "new": (date(2023, 1, 10), DocumentKind.STRATEGY, "We will count the hubs by 2 May 2024."),
    "asked": (date(2023, 2, 1), DocumentKind.COMMITTEE_REPORT, "The Government should count the hubs."),
}


@pytest.fixture
def run(workspace: Workspace, put: Callable[..., Any], make_document: Callable[..., ReadDocument]) -> Run:
    """A command, over three commitments."""
    for work, (issued, kind, words) in MADE.items():
        read = make_document(words, work=work, kind=kind, issued=issued)
        found = CommitmentFinding(
            passage=0,
            quote=read.text,
            start=0,
            end=len(read.text),
            lang=read.lang,
            confidence=0.9,
            rule="t",
            kind=CommitmentKind.RECOMMENDATION if work == "asked" else CommitmentKind.PLEDGE,
            deadline=date(2024, 5, 2) if work == "new" else None,
            deadline_text=TERM if work == "old" else "",
        )
        with workspace.corpus.write() as session:
            findings.keep(session, put(session, read).version_id, [found], "rules")
    return lambda *arguments: CliRunner().invoke(cli, arguments)


def listed(run: Run, *arguments: str) -> list[dict[str, Any]]:
    told = run("unmet", "--delivery", "not-assessed", "--json", *arguments)
    assert told.exit_code == 0, told.exception
    return list(json.loads(told.stdout))


@pytest.mark.parametrize(
    ("arguments", "works"),
    [
        ((), {"old", "new", "asked"}),
        (("--since", "2023-01-10"), {"new", "asked"}),
        (("--until", "2023-01-10"), {"old", "new"}),
        (("--since", "2014-05-07", "--until", "2023-01-09"), set()),
        (("--term", "4"), {"old"}),
        (("--term", "6"), {"new", "asked"}),
        (("--term", "6", "--until", "2023-01-31"), {"new"}),
        (("--under", "carwyn"), {"old"}),
        (("--under", "Mark Drakeford", "--term", "4"), set()),
    ],
)
def test_what_was_made_when(run: Run, arguments: tuple[str, ...], works: set[str]) -> None:
    assert {row["document_key"] for row in listed(run, *arguments)} == works


@pytest.mark.parametrize("wrong", [("--term", "99"), ("--term", "0"), ("--under", "Morgan"), ("--under", "Nobody")])
def test_a_term_or_first_minister_that_there_was_none_of(run: Run, wrong: tuple[str, ...]) -> None:
    problem = run("unmet", *wrong).exception
    assert isinstance(problem, UsageProblem)
    assert wrong[1] in str(problem)


def shown(run: Run, work: str) -> tuple[dict[str, Any], str]:
    ref = next(row["ref"] for row in listed(run) if row["document_key"] == work)
    return json.loads(run("show", ref, "--json").stdout)["time"], run("show", ref).stdout


def test_a_day_that_follows_from_a_term_is_said_to_be_worked_out(run: Run) -> None:
    told, printed = shown(run, "old")
    assert (told["due"], told["worked_out"], told["first_minister"]) == ("2016-05-04", True, "Carwyn Jones")
    assert "its term ends on 2016-05-04" in printed
    assert "under Carwyn Jones" in printed


def test_a_recommendation_that_nobody_answered_is_late(run: Run) -> None:
    told, printed = shown(run, "asked")
    assert (told["statuses"], told["answer_by"]) == (["response-overdue", "undated"], "2023-03-15")
    assert "response overdue, undated (an answer by 2023-03-15)" in printed


def test_a_day_in_the_words_is_not_worked_out(run: Run) -> None:
    told, _ = shown(run, "new")
    assert (told["statuses"], told["worked_out"], told["term"]) == (["due"], False, "Sixth Senedd")
