"""Answers and suggested statuses on a timeline, and suggestions that were turned down: from documents to commands."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import click
import pytest
from click.testing import CliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from addewid.commands.deciding import reject_command
from addewid.commands.showing import show_command
from addewid.commands.timeline import timeline_command
from addewid.pipeline import linking
from addewid.pipeline.answers import answers, searching
from addewid.workspace import Workspace
from corpus import commitments, evidence, findings, versions
from corpus.codebook import CommitmentKind, DocumentKind, Lang, LinkState, PassageKind, Response
from corpus.models import StatusEvent
from corpus.rows import CommitmentFilter
from corpus.types import CommitmentFinding, Passage, ReadDocument, ResponseFinding, lay_out

Put = Callable[[Session, ReadDocument], versions.Added]
Make = Callable[..., ReadDocument]

ADVICE = "The Government should count the otters of the upper Towy each spring."
ACCEPTS = "We accept this. Wardens will count otters on the upper Towy from next April."
ARGUES = "Counting otters on the upper Towy each spring is what wardens do already, and it will go on."
HUBS = "The Welsh Government will open ten community hubs in the former libraries of Gwent by 31 March 2023."
OPENED = "Four of the ten community hubs in the former libraries of Gwent have been opened."


def paper(work: str, title: str, kind: DocumentKind, issued: date | None, *parts: tuple[str, str]) -> ReadDocument:
    """A document of passages, each under a heading where it has one."""
    passages: list[Passage] = []
    for heading, text in parts:
        if heading:
            passages.append(Passage(heading, 0, 0, kind=PassageKind.HEADING))
        passages.append(Passage(text, 0, 0, headings=(heading,) if heading else ()))
    return ReadDocument(title, Lang.EN, kind, lay_out(passages), "test", work, issued=issued, publisher="A committee")


def stated(session: Session, put: Put, read: ReadDocument, quote: str, kind: CommitmentKind) -> str:
    number = next(at for at, passage in enumerate(read.passages) if passage.text == quote)
    at = read.passages[number]
    finding = CommitmentFinding(
        passage=number, quote=quote, start=at.start, end=at.end, lang=Lang.EN, confidence=0.9, rule="t", kind=kind,
        actor_body="welsh-government",
    )  # fmt: skip
    findings.keep(session, put(session, read).version_id, [finding], "rules")
    return next(row.ref for row in commitments.listing(session, CommitmentFilter()) if row.quote == quote)


def asked(session: Session, put: Put) -> str:
    report = paper(
        "otters", "Otters and weirs", DocumentKind.COMMITTEE_REPORT, date(2023, 6, 1), ("Recommendation 4", ADVICE)
    )
    return stated(session, put, report, ADVICE, CommitmentKind.RECOMMENDATION)


def answered(session: Session, put: Put, *parts: tuple[str, str], title: str = "Reply on Otters and weirs") -> None:
    put(session, paper(title, title, DocumentKind.GOVERNMENT_RESPONSE, date(2023, 9, 1), *parts))


def run(command: click.Command, *arguments: str) -> str:
    shown = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert shown.exit_code == 0, shown.output
    return shown.stdout


def test_an_answer_is_found_by_its_words_where_nothing_was_read_of_it(workspace: Workspace, put: Put) -> None:
    with workspace.corpus.write() as session:
        ref = asked(session, put)
        answered(session, put, ("", "We thank the committee."), ("", ARGUES), title="Our reply")
    workspace.index.update()
    with workspace.corpus.read() as session:
        found = answers(session, commitments.get(session, ref), searching(workspace.index))
    assert [(each.passage.text, each.reply) for each in found] == [(ARGUES, None)]


def test_an_answer_without_its_words_is_found_by_heading_and_title(workspace: Workspace, put: Put) -> None:
    short = "Agreed, and thank you for the work that went into this."
    with workspace.corpus.write() as session:
        ref = asked(session, put)
        answered(session, put, ("Recommendation 3", "No otters are known there."), ("Recommendation 4", short))
    workspace.index.update()
    with workspace.corpus.read() as session:
        found = answers(session, commitments.get(session, ref), searching(workspace.index))
    assert found[0].passage.text == short
    assert "answers recommendation 4" in found[0].suggestion.reasons


def test_only_recommendations_are_answered(workspace: Workspace, put: Put) -> None:
    with workspace.corpus.write() as session:
        plan = paper("plan", "A plan", DocumentKind.STRATEGY, date(2021, 6, 15), ("", HUBS))
        ref = stated(session, put, plan, HUBS, CommitmentKind.PLEDGE)
        answered(session, put, ("", HUBS))
    workspace.index.update()
    with workspace.corpus.read() as session:
        assert answers(session, commitments.get(session, ref), searching(workspace.index)) == []


def test_a_response_is_suggested_and_nothing_is_recorded(workspace: Workspace, put: Put) -> None:
    with workspace.corpus.write() as session:
        ref = asked(session, put)
        reply = paper(
            "reply", "Reply on Otters and weirs", DocumentKind.GOVERNMENT_RESPONSE, date(2023, 9, 1),
            ("Recommendation 4", ACCEPTS),
        )  # fmt: skip
        at = reply.passages[1]
        found = ResponseFinding(
            passage=1, quote="We accept this.", start=at.start, end=at.start + 15, lang=Lang.EN, confidence=0.9,
            rule="t", response=Response.ACCEPTED, recommendation="4",
        )  # fmt: skip
        findings.keep(session, put(session, reply).version_id, [found], "rules")
    for command in (timeline_command, show_command):
        told: dict[str, Any] = json.loads(run(command, ref, "--json"))
        (status,) = told["suggested_status"]
        assert (status["judgement"], status["value"]) == ("response", "accepted")
        assert "Suggested by the program, decided by nobody" in run(command, ref)
    moments = json.loads(run(timeline_command, ref, "--json"))["moments"]
    (answer,) = (moment for moment in moments if moment["what"] == "response")
    assert (answer["value"], answer["recommendation"], answer["may_bear"]) == ("accepted", "4", True)
    assert "names the report" in answer["reasons"]
    assert json.loads(run(show_command, ref, "--json"))["row"]["response"] is None
    with workspace.corpus.read() as session:
        assert session.scalars(select(StatusEvent)).all() == []


@pytest.fixture
def reported(workspace: Workspace, put: Put, make_document: Make) -> Callable[..., str]:
    """A promise, an audit that reports on it, and the promise's ref."""

    def keep(*audit: str) -> str:
        with workspace.corpus.write() as session:
            plan = paper("plan", "A plan", DocumentKind.STRATEGY, date(2021, 6, 15), ("", HUBS))
            ref = stated(session, put, plan, HUBS, CommitmentKind.PLEDGE)
            put(session, make_document(*audit, work="audit", issued=date(2023, 5, 9), publisher="Audit Wales"))
        linking.link(workspace)
        return ref

    return keep


def suggestions(workspace: Workspace, ref: str) -> list[tuple[str, LinkState, str]]:
    with workspace.corpus.read() as session:
        found = commitments.get(session, ref).evidence
        return [(each.quotation.exact, each.state, each.ref) for each in found]


def test_a_suggestion_turned_down_does_not_come_back_with_a_new_version_or_a_copy(
    workspace: Workspace, put: Put, make_document: Make, reported: Callable[..., str]
) -> None:
    ref = reported("Background.", OPENED)
    ((_, _, link),) = suggestions(workspace, ref)
    run(reject_command, link)
    audit = {"work": "audit", "issued": date(2023, 5, 9), "publisher": "Audit Wales"}
    for texts, more in (
        (("A new foreword.", "Background.", OPENED), audit),
        ((OPENED, "In between.", OPENED), audit),
        (("A copy of it.", OPENED), audit | {"work": "copy"}),
    ):
        with workspace.corpus.write() as session:
            added = put(session, make_document(*texts, **more))
            findings.keep(session, added.version_id, [], "newer rules")
        linking.link(workspace)
        assert {state for _, state, _ in suggestions(workspace, ref)} == {LinkState.REJECTED}, texts


def test_a_suggestion_turned_down_does_not_come_back_when_its_promise_is_tagged_again(
    workspace: Workspace, put: Put, reported: Callable[..., str]
) -> None:
    ref = reported(OPENED)
    ((_, _, link),) = suggestions(workspace, ref)
    with workspace.corpus.write() as session:
        evidence.decide(session, link, LinkState.REJECTED, "Mair")
        plan = paper("plan", "A plan", DocumentKind.STRATEGY, date(2021, 6, 15), ("", "A foreword."), ("", HUBS))
        assert stated(session, put, plan, HUBS, CommitmentKind.PLEDGE) == ref
    linking.link(workspace)
    assert [state for _, state, _ in suggestions(workspace, ref)] == [LinkState.REJECTED]


def test_a_timeline_suggests_what_evidence_shows_until_a_person_says_so(
    workspace: Workspace, reported: Callable[..., str]
) -> None:
    ref = reported(OPENED)
    ((_, _, link),) = suggestions(workspace, ref)
    said = run(timeline_command, ref)
    assert "nobody has accepted yet" in said
    assert "delivery: met" in said
    (status,) = json.loads(run(timeline_command, ref, "--json"))["suggested_status"]
    assert status["evidence"] == [link]
