"""``crawl`` and ``sources`` as a person meets them: the real command, against a server that plays the sites."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from filelock import FileLock

from addewid import settings
from addewid.commands import crawling
from addewid.pipeline.crawling import Report
from corpus.errors import UsageProblem
from crawlers import child
from crawlers.events import Event, Problem
from crawlers.guards import user_agent
from crawlers.spiders import SOURCES, load
from tests.replica.asked import Answer
from tests.replica.server import Fault, Replica

Run = Callable[..., subprocess.CompletedProcess[str]]

TELLING = {
    "bill": ("storeys", "atebol"),
    "act": ("gardens", "rhandiroedd"),
    "consultation": ("rural", "gwledig"),
    "committee-report": ("amendment", "gwelliant"),
    "statement": ("workshops", "gweithdai"),
    "written-question": ("village", "ffermydd"),
    "record": ("carers", "gofalwyr"),
}
"""By kind, words of a document that a replica holds, in English and in Welsh."""


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
    for kind, words in TELLING.items():
        for lang, word in zip(("en", "cy"), words, strict=True):
            found = json.loads(addewid("search", word, "--kind", kind, "--lang", lang, "--json", "--limit", "1").stdout)
            assert found["total"], f"{word} is not found in any {kind} in {lang}"
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


def test_a_source_that_cannot_be_crawled_now_keeps_no_other_from_it(addewid: Run, home: Path, replica: Replica) -> None:
    home.mkdir()
    with FileLock(home / "corpus.db.crawl-senedd-research.lock"):
        done = crawled(addewid, replica, "copronet", "senedd-research", "audit-wales", "--limit", "1", "--json")
    assert done.returncode == 6
    first, busy, last = json.loads(done.stdout)
    assert (busy["source"], busy["outcome"], busy["exit_status"]) == ("senedd-research", "failed", 6)
    assert "being crawled by another process" in busy["because"]
    assert [(report["outcome"], len(report["documents"]) > 0) for report in (first, last)] == [("partial", True)] * 2


@pytest.mark.parametrize(
    ("statuses", "gravest"), [([0, 1, 2], 2), ([3, 4, 6], 6), ([7, 6], 7), ([7, 130], 130), ([1], 1), ([4, 2, 3], 4)]
)
def test_the_gravest_status_of_any_source_is_that_of_all(statuses: list[int], gravest: int) -> None:
    with pytest.raises(click.exceptions.Exit) as ended:
        crawling.end([Report("a", exit_status=status) for status in statuses])
    assert ended.value.exit_code == gravest


def test_what_was_done_is_told_when_a_person_ends_it_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def ended_at_once(*_: object) -> Iterator[Event]:
        yield Problem("https://a.example/", "It was not read.")
        raise KeyboardInterrupt

    monkeypatch.setenv("ADDEWID_HOME", str(tmp_path))
    monkeypatch.setattr(child, "run", ended_at_once)
    done = CliRunner().invoke(crawling.crawl_command, ["copronet", "legislation", "--json"])
    (report,) = json.loads(done.stdout)
    assert (done.exit_code, report["outcome"]) == (130, "stopped")
    assert report["problems"] == [{"address": "https://a.example/", "what": "It was not read."}]


def test_the_last_crawl_of_a_source_can_be_looked_at_again(addewid: Run, replica: Replica) -> None:
    assert "never crawled" in addewid("sources", "show", "copronet").stdout
    assert json.loads(addewid("sources", "show", "copronet", "--json").stdout) is None
    replica.break_("research.senedd.wales/*", Fault.FORBIDDEN)
    told = json.loads(crawled(addewid, replica, "senedd-research", "--json").stdout)[0]
    shown = json.loads(addewid("sources", "show", "senedd-research", "--json").stdout)
    assert (shown["outcome"], shown["because"], shown["via"]) == ("blocked", told["because"], replica.url)
    assert shown["problems"] == [[line["address"], line["what"]] for line in told["problems"]]
    words = addewid("sources", "show", "senedd-research").stdout
    assert "senedd-research: blocked" in words
    assert all(line["what"] in words for line in told["problems"])
    nobody = addewid("sources", "show", "nobody")
    assert (nobody.returncode, "No source is called nobody" in nobody.stderr) == (2, True)


def test_a_site_that_changed_stops_before_anything_is_replaced(addewid: Run, replica: Replica) -> None:
    assert crawled(addewid, replica, "gov-wales-statements").returncode == 0
    before = addewid("documents", "--json").stdout
    replica.break_("www.gov.wales/announcements*", Fault.CHANGED_MARKUP)
    changed = crawled(addewid, replica, "gov-wales-statements")
    assert changed.returncode == 4
    assert "https://www.gov.wales/announcements" in changed.stdout
    assert addewid("documents", "--json").stdout == before


def test_pages_that_all_hold_nothing_any_more_stop_it_too(addewid: Run, replica: Replica) -> None:
    redesigned = "<html><body><main><h1>Redesigned</h1><p>Everything stands in a script now.</p></main></body></html>"
    would = json.loads(crawled(addewid, replica, "senedd-questions", "--dry-run", "--json").stdout)[0]["would"]
    assert len(would) > 20
    for address in (one["address"].removeprefix("https://") for one in would):
        host, _, path = address.partition("/")
        replica.put(host, f"/{path}", Answer(redesigned))
    changed = crawled(addewid, replica, "senedd-questions")
    assert changed.returncode == 4
    assert "div.writtenQuestion" in changed.stdout
    assert "0 versions of 0 documents" in addewid("documents").stdout


def test_a_window_that_shows_less_is_no_fault() -> None:
    """The Senedd is not sitting, and its questions of before slide out of the weeks that are listed."""
    assert load("senedd-questions").steady is False
    assert all(load(name).steady for name in SOURCES if name != "senedd-questions")


@pytest.mark.parametrize("name", ["copronet", "senedd-questions", "senedd-committees"])
def test_a_check_goes_through_as_many_listings_as_lead_to_a_page(name: str, addewid: Run, replica: Replica) -> None:
    done = addewid("sources", "check", name, "--base-url", replica.url)
    assert done.returncode == 0, done.stdout


def test_a_source_that_shrank_is_believed_only_when_somebody_says_so(addewid: Run, replica: Replica) -> None:
    assert crawled(addewid, replica, "senedd-research").returncode == 0
    replica.break_("research.senedd.wales/research-articles*", Fault.SHRUNK)
    doubted = crawled(addewid, replica, "senedd-research")
    assert doubted.returncode == 4
    assert "--accept-fewer" in doubted.stdout
    believed = crawled(addewid, replica, "senedd-research", "--accept-fewer")
    assert (believed.returncode, "complete" in believed.stdout) == (0, True), believed.stdout
    assert crawled(addewid, replica, "senedd-research").returncode == 0, "what was believed once is healthy from now on"


def test_a_check_reads_a_page_also_of_a_source_of_which_all_is_known(addewid: Run, replica: Replica) -> None:
    assert crawled(addewid, replica, "copronet").returncode == 0
    again = addewid("sources", "check", "copronet", "--base-url", replica.url)
    assert again.returncode == 0, again.stdout
    assert "(page): 1 document" in again.stdout


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


@pytest.mark.parametrize(
    "contact", ["me@site.example", "https://site.example/about", "me@site.example)", "me", "a b@c"]
)
def test_a_contact_that_may_be_set_is_one_that_is_sent(tmp_path: Path, contact: str) -> None:
    (tmp_path / "settings.toml").write_text(f'contact = "{contact}"\n')

    def refused(look: Callable[[], object]) -> bool:
        try:
            look()
        except UsageProblem:
            return True
        return False

    assert refused(lambda: settings.load(tmp_path / "settings.toml")) == refused(lambda: user_agent(contact))
