"""``crawl`` and ``sources`` as a person meets them: the real command, against a server that plays the sites."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crawlers.spiders import SOURCES
from tests.replica.server import Fault, Replica

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def replica() -> Iterator[Replica]:
    with Replica() as played:
        yield played


def crawled(addewid: Run, replica: Replica, *arguments: str) -> subprocess.CompletedProcess[str]:
    return addewid("crawl", *arguments, "--base-url", replica.url)


@pytest.mark.slow
def test_every_source_ends_in_a_corpus_that_is_searched_and_accounted_for(addewid: Run, replica: Replica) -> None:
    """The issue's own aim: bills, reports and consultations are found by their words, and their promises are listed."""
    first = crawled(addewid, replica, "all", "--json")
    assert first.returncode in {0, 1}, first.stderr
    reports = {report["source"]: report for report in json.loads(first.stdout)}
    assert set(reports) == set(SOURCES) - {"website"}
    assert {report["outcome"] for report in reports.values()} == {"complete"}
    assert all(report["documents"] for report in reports.values())
    start = ("website", "--start", "https://site.example.wales/")
    assert crawled(addewid, replica, *start).returncode == 0

    asked = len(replica.asked)
    second = crawled(addewid, replica, "all", "--json")
    assert [report["documents"] for report in json.loads(second.stdout)] == [[]] * len(reports)
    again = {(one.host, one.path_and_query) for one in replica.asked[asked:] if not one.path_and_query.endswith(".txt")}
    listings = {one.address for one in replica.asked[asked:] if one.conditional}
    assert {f"https://{host}{path}" for host, path in again} <= listings, "only listings are asked for, conditionally"

    assert addewid("update").returncode == 0
    assert addewid("verify").returncode == 0
    for kind in ("bill", "act", "consultation", "committee-report", "statement", "written-question", "record"):
        for lang, word in (("en", "the"), ("cy", "yn")):
            found = json.loads(addewid("search", word, "--kind", kind, "--lang", lang, "--json", "--limit", "1").stdout)
            assert found["total"], f"nothing of kind {kind} in {lang}"
    promised = json.loads(addewid("unmet", "--delivery", "not-assessed", "--json").stdout)
    assert {row["lang"] for row in promised} == {"en", "cy"}
    assert {row["kind"] for row in promised} == {"duty", "pledge", "recommendation", "aspiration"}
    assert {row["document_kind"] for row in promised} >= {"bill", "committee-report", "consultation", "strategy"}


def test_a_site_that_refuses_is_left_alone_and_what_was_there_stays(addewid: Run, replica: Replica) -> None:
    assert crawled(addewid, replica, "senedd-research").returncode == 0
    before = addewid("documents", "--json").stdout
    replica.break_("research.senedd.wales/*", Fault.FORBIDDEN)
    refused = crawled(addewid, replica, "senedd-research")
    assert refused.returncode == 3
    assert "blocked" in refused.stdout
    assert addewid("documents", "--json").stdout == before
    listed = json.loads(addewid("sources", "--json").stdout)
    research = next(row for row in listed if row["name"] == "senedd-research")
    assert research["outcome"] == "blocked"
    assert research["last_success"] and research["healthy"] == 13


def test_a_site_that_changed_stops_before_anything_is_replaced(addewid: Run, replica: Replica) -> None:
    assert crawled(addewid, replica, "gov-wales-statements").returncode == 0
    before = addewid("documents", "--json").stdout
    replica.break_("www.gov.wales/announcements*", Fault.CHANGED_MARKUP)
    changed = crawled(addewid, replica, "gov-wales-statements")
    assert changed.returncode == 4
    assert "https://www.gov.wales/announcements" in changed.stdout
    assert addewid("documents", "--json").stdout == before


def test_a_source_that_shrank_is_believed_only_when_somebody_says_so(addewid: Run, replica: Replica) -> None:
    assert crawled(addewid, replica, "senedd-research").returncode == 0
    replica.break_("research.senedd.wales/research-articles*", Fault.SHRUNK)
    doubted = crawled(addewid, replica, "senedd-research")
    assert doubted.returncode == 4
    assert "--accept-fewer" in doubted.stdout
    believed = crawled(addewid, replica, "senedd-research", "--accept-fewer")
    assert (believed.returncode, "complete" in believed.stdout) == (0, True), believed.stdout
    assert crawled(addewid, replica, "senedd-research").returncode == 0, "what was believed once is healthy from now on"


def test_a_check_says_what_still_holds_and_keeps_nothing(addewid: Run, home: Path, replica: Replica) -> None:
    well = addewid("sources", "check", "senedd-bills", "--base-url", replica.url)
    assert well.returncode == 0
    assert "found " in well.stdout
    replica.break_("business.senedd.wales/*", Fault.CHANGED_MARKUP)
    broken = addewid("sources", "check", "senedd-committees", "--base-url", replica.url)
    assert broken.returncode == 4
    assert "NOT AS EXPECTED" in broken.stdout
    assert "0 versions of 0 documents" in addewid("documents").stdout
    assert not list((home / "archive").glob("*.warc.gz"))


def test_a_dry_run_says_what_it_would_fetch_and_keeps_nothing(addewid: Run, home: Path, replica: Replica) -> None:
    told = crawled(addewid, replica, "audit-wales", "--dry-run")
    assert told.returncode == 0
    assert "would fetch https://www.audit.wales/" in told.stdout
    assert "0 versions of 0 documents" in addewid("documents").stdout
    assert not list((home / "archive").glob("*.warc.gz"))


def test_a_document_says_where_it_was_in_truth_fetched(addewid: Run, replica: Replica) -> None:
    """Nobody may take what a server of their own played for what a government said."""
    assert crawled(addewid, replica, "copronet", "--limit", "1").returncode == 0
    rows = json.loads(addewid("documents", "--json").stdout)
    assert rows
    assert {(row["source"], row["via"]) for row in rows} == {("copronet", replica.url)}
    shown = addewid("show", rows[0]["key"]).stdout
    assert f"by copronet through {replica.url}, not from the site itself" in shown


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["nowhere"], 2, "No source is called nowhere"),
        (["website"], 2, "Say where to begin"),
        (["legislation", "--depth", "2"], 2, "go with: addewid crawl website"),
        (["legislation", "--since", "soon"], 2, "is not a date"),
        (["legislation", "--base-url", "file:///etc"], 2, "cannot be a base URL"),
    ],
)
def test_what_cannot_be_crawled_is_told_in_a_sentence(
    addewid: Run, arguments: list[str], status: int, told: str
) -> None:
    done = addewid("crawl", *arguments)
    assert done.returncode == status
    assert told in done.stderr


def test_this_machine_is_no_site_unless_it_was_named_as_one(addewid: Run, replica: Replica) -> None:
    done = addewid("crawl", "website", "--start", f"{replica.url}/site.example.wales/")
    assert done.returncode != 0
    assert not replica.asked
