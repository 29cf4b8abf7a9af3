"""Pairs are suggested after tagging and decided on the command line; a timeline says what became of a promise."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import click
import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session

from addewid.commands.caring import lost_command
from addewid.commands.deciding import status_command
from addewid.commands.looking import unmet_command
from addewid.commands.same import same_command
from addewid.commands.showing import show_command
from addewid.commands.taking import export_command
from addewid.commands.timeline import timeline_command
from addewid.pipeline import linking, same
from addewid.workspace import Workspace
from corpus import commitments, findings, versions
from corpus.codebook import CommitmentKind, DocumentKind, Lang, ProgressState, Response
from corpus.errors import AddewidError, NotFound, UsageProblem
from corpus.rows import CommitmentFilter
from corpus.types import AnyFinding, CommitmentFinding, ProgressFinding, ReadDocument, ResponseFinding

Put = Callable[[Session, ReadDocument], versions.Added]
Make = Callable[..., ReadDocument]

HUBS = "The Welsh Government will open ten community hubs in the former libraries of Gwent by 31 March 2023."
AGAIN = "In 2021 we said that we will open ten community hubs in the former libraries of Gwent by 31 March 2023."
HYBIAU = "Bydd Llywodraeth Cymru yn agor deg hyb cymunedol yn hen lyfrgelloedd Gwent erbyn 31 Mawrth 2023."
OPENED = "Four of the ten community hubs in the former libraries of Gwent have been opened."
ADVICE = "Recommendation 4: the Government should count the hubs in the former libraries each year."
ANSWER = "Recommendation 4 on counting the hubs in the former libraries each year: we accept this in principle."


def commitment(read: ReadDocument, quote: str, **more: object) -> CommitmentFinding:
    start = read.text.index(quote)
    number = next(n for n, passage in enumerate(read.passages) if passage.start <= start < passage.end)
    plain = CommitmentFinding(
        passage=number, quote=quote, start=start, end=start + len(quote), lang=read.lang, confidence=0.9, rule="test",
        kind=CommitmentKind.PLEDGE, actor_body="welsh-government", deadline=date(2023, 3, 31),
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def kept(session: Session, put: Put, read: ReadDocument, *found: AnyFinding) -> str:
    added = put(session, read)
    findings.keep(session, added.version_id, found, "rules")
    return added.key


@pytest.fixture
def filled(workspace: Workspace, put: Put, make_document: Make) -> dict[str, str]:
    """A promise in both languages and again in a report, what an auditor found, advice, its answer; refs by words."""
    plan = make_document("A foreword.", HUBS)
    welsh = make_document("Rhagair.", HYBIAU, lang=Lang.CY, title="Cynllun gofal")
    report = make_document(AGAIN, work="report-2022", title="Report on the plan", issued=date(2022, 7, 1))
    audit = make_document(
        "Background.", OPENED, work="audit", title="A count", issued=date(2023, 5, 9), publisher="Audit Wales"
    )
    committee = make_document(
        ADVICE,
        work="inquiry",
        title="An inquiry into hubs",
        kind=DocumentKind.COMMITTEE_REPORT,
        issued=date(2023, 6, 1),
    )
    reply = make_document(
        ANSWER, work="reply", title="Response", kind=DocumentKind.GOVERNMENT_RESPONSE, issued=date(2023, 9, 1)
    )
    at = audit.passages[1]
    told = {
        "passage": 1,
        "quote": OPENED,
        "start": at.start,
        "end": at.end,
        "lang": Lang.EN,
        "confidence": 0.9,
        "rule": "t",
    }
    said = {
        "passage": 0,
        "quote": ANSWER,
        "start": 0,
        "end": len(ANSWER),
        "lang": Lang.EN,
        "confidence": 0.9,
        "rule": "t",
    }
    advice = commitment(committee, ADVICE, kind=CommitmentKind.RECOMMENDATION, deadline=None)
    with workspace.corpus.write() as session:
        kept(session, put, plan, commitment(plan, HUBS))
        kept(session, put, welsh, commitment(welsh, HYBIAU))
        kept(session, put, report, commitment(report, AGAIN))
        kept(session, put, audit, ProgressFinding(**told, state=ProgressState.DONE))  # type: ignore[arg-type]
        kept(session, put, committee, advice)
        kept(session, put, reply, ResponseFinding(**said, response=Response.ACCEPTED_IN_PRINCIPLE, recommendation="4"))  # type: ignore[arg-type]
        return {row.quote: row.ref for row in commitments.listing(session, CommitmentFilter())}


def run(command: click.Command, *arguments: str) -> str:
    shown = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert shown.exit_code == 0, shown.output
    return shown.stdout


def data(command: click.Command, *arguments: str) -> Any:
    return json.loads(run(command, *arguments, "--json"))


def test_pairs_are_suggested_once_and_joined_by_a_person(workspace: Workspace, filled: dict[str, str]) -> None:
    assert same.suggest(workspace) == 2
    assert same.suggest(workspace) == 0, "nothing has changed"
    rows = data(same_command)
    assert {frozenset((row["one"]["ref"], row["other"]["ref"])) for row in rows} == {
        frozenset((filled[HUBS], filled[HYBIAU])),
        frozenset((filled[HUBS], filled[AGAIN])),
    }
    assert "2 pairs may be one commitment." in run(same_command)
    for row in rows:
        said = run(same_command, row["ref"], "--yes", "--because", "One promise.")
        assert f"{filled[HUBS]} stands for both" in said
    listed = run(unmet_command, "--delivery", "not-assessed")
    assert "also stated in 2 other places" in listed
    assert filled[AGAIN] not in listed
    shown = run(show_command, filled[HUBS])
    assert "Also stated (2)" in shown
    assert HYBIAU in shown
    assert f"{filled[HUBS]}, which stands for it in lists" in run(show_command, filled[AGAIN])
    assert "accepted, by Mair: One promise." in run(same_command, filled[AGAIN])
    assert "is open again" in run(same_command, rows[0]["ref"], "--undo")
    assert "1 pair may be one commitment." in run(same_command)
    run(same_command, rows[0]["ref"], "--no")
    assert same.suggest(workspace) == 0
    assert "0 pairs may be one commitment." in run(same_command)


def test_two_commitments_are_joined_by_their_names(workspace: Workspace, filled: dict[str, str]) -> None:
    said = run(same_command, filled[ADVICE], filled[HUBS], "--yes")
    assert "accepted" in said
    assert "named by Mair" in run(same_command, filled[ADVICE])
    for wrong in (["--yes"], [filled[HUBS], "--yes"], ["--because", "x"], [filled[HUBS], "p-x", "--no"]):
        with pytest.raises(AddewidError):
            CliRunner().invoke(same_command, wrong, catch_exceptions=False)


def test_a_pair_named_by_hand_is_forgotten_when_it_is_undone(workspace: Workspace, filled: dict[str, str]) -> None:
    run(same_command, filled[ADVICE], filled[HUBS], "--yes")
    (pair,) = data(same_command, filled[ADVICE])
    assert "is taken back" in run(same_command, filled[HUBS], filled[ADVICE], "--undo")
    assert "0 pairs may be one commitment." in run(same_command)
    assert data(same_command, filled[ADVICE]) == []
    with pytest.raises(UsageProblem, match="nothing to undo"):
        CliRunner().invoke(same_command, [filled[HUBS], filled[ADVICE], "--undo"], catch_exceptions=False)
    with pytest.raises(NotFound):
        CliRunner().invoke(same_command, [pair["ref"], "--no"], catch_exceptions=False)


def test_a_no_within_a_group_is_refused_in_one_sentence(workspace: Workspace, filled: dict[str, str]) -> None:
    for one, other in ((HUBS, AGAIN), (AGAIN, HYBIAU)):
        run(same_command, filled[one], filled[other], "--yes")
    with pytest.raises(UsageProblem, match=r"addewid same p-\w+ --undo\.$"):
        CliRunner().invoke(same_command, [filled[HUBS], filled[HYBIAU], "--no"], catch_exceptions=False)
    assert data(same_command, filled[HUBS])[0]["state"] == "accepted", "and no pair was made of it"
    assert len(data(same_command, filled[HUBS])) == 1


def test_what_is_known_of_either_is_shown_of_both(workspace: Workspace, filled: dict[str, str]) -> None:
    run(status_command, filled[HUBS], "--verifiability", "clear", "--because", "It is dated and counted.")
    run(status_command, filled[AGAIN], "--verifiability", "unclear", "--as-of", "2022-08-01", "--because", "Hm.")
    run(same_command, filled[HUBS], filled[AGAIN], "--yes")
    for ref in (filled[HUBS], filled[AGAIN]):
        shown = run(show_command, ref)
        assert "History (2)" in shown
        assert "Verifiability: clear" in shown
    exported = json.loads(run(export_command, "commitments", "--format", "json"))
    assert [row["verifiability"] for row in exported if row["ref"] in {filled[HUBS], filled[AGAIN]}] == ["clear"]


def test_the_timeline_of_a_promise_says_what_was_reported_later(workspace: Workspace, filled: dict[str, str]) -> None:
    linking.link(workspace)
    timeline = data(timeline_command, filled[HUBS])
    (found,) = (moment for moment in timeline["moments"] if moment["what"] == "evidence" and OPENED in moment["quote"])
    assert (found["when"], found["value"], found["state"], found["may_bear"]) == (
        "2023-05-09",
        "delivers",
        "done",
        True,
    )
    dates = [moment["dated"] for moment in timeline["moments"] if moment["dated"]]
    assert dates == sorted(dates)
    assert timeline["moments"][0]["what"] == "stated"
    run(
        status_command,
        filled[HUBS],
        "--delivery",
        "partly-met",
        "--evidence",
        found["ref"],
        "--because",
        "Four of ten.",
    )
    said = run(timeline_command, filled[HUBS])
    assert "may bear on it: evidence · delivers: done" not in said
    assert "judged · delivery: partly-met, Mair" in said


def test_the_timeline_of_advice_has_the_answer_to_its_number(workspace: Workspace, filled: dict[str, str]) -> None:
    moments = data(timeline_command, filled[ADVICE])["moments"]
    (answer,) = (moment for moment in moments if moment["what"] == "response")
    assert (answer["value"], answer["recommendation"], answer["may_bear"]) == ("accepted-in-principle", "4", True)
    assert not [moment for moment in data(timeline_command, filled[HUBS])["moments"] if moment["what"] == "response"]


def test_evidence_that_is_no_later_than_the_promise_is_left_out(
    workspace: Workspace, filled: dict[str, str], put: Put, make_document: Make
) -> None:
    from corpus import documents, evidence
    from corpus.codebook import Relation

    with workspace.corpus.write() as session:
        before = put(session, make_document("There are no hubs in Gwent yet.", work="before", issued=date(2019, 1, 1)))
        passage = documents.passages(session, before.version_id)[0]
        evidence.add(session, filled[HUBS], passage.id, 0, 10, Relation.BACKGROUND, "Mair")
    timeline = data(timeline_command, filled[HUBS])
    assert (timeline["earlier"], [moment["what"] for moment in timeline["moments"]]) == (1, ["stated", "deadline"])
    assert "1 piece of evidence is left out" in run(timeline_command, filled[HUBS])


def test_the_timeline_of_a_document_is_what_it_reports_itself(workspace: Workspace, filled: dict[str, str]) -> None:
    (moment,) = data(timeline_command, "audit")["moments"]
    assert (moment["what"], moment["value"], moment["quote"], moment["when"]) == (
        "report",
        "done",
        OPENED,
        "2023-05-09",
    )
    (answer,) = data(timeline_command, "reply/en")["moments"]
    assert (answer["what"], answer["may_bear"]) == ("response", False)
    with pytest.raises(AddewidError, match="No document is called"):
        CliRunner().invoke(timeline_command, ["nothing"], catch_exceptions=False)


def test_what_could_not_be_carried_over_is_listed(
    workspace: Workspace, filled: dict[str, str], put: Put, make_document: Make
) -> None:
    run(status_command, filled[HUBS], "--verifiability", "clear", "--because", "Dated.")
    assert "0 quotations lost." in run(lost_command)
    with workspace.corpus.write() as session:
        kept(session, put, make_document("A foreword.", "Nothing more."))
    said = run(lost_command)
    assert filled[HUBS] in said
    assert "1 quotation lost." in said
    assert [row["owner"] for row in data(lost_command)] == [filled[HUBS]]


def test_a_block_amendment_is_told_as_the_amended_acts(workspace: Workspace, put: Put, make_document: Make) -> None:
    words = "A local authority must keep a register of every orchard that stands in its area."
    read = make_document(words, work="orchards-2024", title="Orchards (Wales) Act 2024", kind=DocumentKind.ACT)
    with workspace.corpus.write() as session:
        kept(session, put, read, commitment(read, words, amends="Hedges Act 1985", kind=CommitmentKind.DUTY))
    listed = run(unmet_command, "--delivery", "not-assessed", "--document", "Hedges Act 1985")
    assert "Hedges Act 1985, inserted by Orchards (Wales) Act 2024" in listed
    (row,) = data(unmet_command, "--delivery", "not-assessed", "--document", "orchards-2024")
    assert row["amends"] == "Hedges Act 1985"
    assert "into Hedges Act 1985, by Orchards (Wales) Act 2024" in run(show_command, row["ref"])
    exported = json.loads(run(export_command, "commitments", "--format", "json"))
    assert [one["amends"] for one in exported] == ["Hedges Act 1985"]
