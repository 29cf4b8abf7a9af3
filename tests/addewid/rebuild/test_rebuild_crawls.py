"""Rebuilding: what a crawl was believed in comes back, what it was not believed in or left does not."""

import shutil
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update

from addewid.pipeline import rebuilding
from addewid.workspace import Workspace
from corpus import crawls
from corpus.codebook import CrawlOutcome
from corpus.models import Capture, Crawl, Version
from crawlers import spiders
from crawlers.archive import captures
from crawlers.archive.records import page
from tests.addewid.rebuild.rebuilt import contents, crawled, fetched, forget, gone, notice, played, texts, told
from tests.crawlers import toy


def test_pages_that_a_crawl_has_still_to_judge_are_left_to_it(workspace: Workspace, spider: None) -> None:
    fetched(workspace, 1, notice(1))
    with workspace.corpus.write() as session:
        session.add(
            Crawl(source="notices", started_at=datetime.now(UTC), outcome="shrunk", because="", via="", wanted={})
        )
    outcome = rebuilding.rebuild(workspace)
    assert (outcome.waiting, outcome.taken) == (1, 0)
    with workspace.corpus.read() as session:
        assert session.scalars(select(Version)).all() == []
        assert not session.scalars(select(Capture)).one().complete


def test_what_a_crawl_did_not_believe_does_not_come_back_unless_a_later_one_did(
    workspace: Workspace, spider: None
) -> None:
    fetched(workspace, 1, notice(1))
    crawled(workspace)
    fetched(workspace, 1, notice(1, "Junk of a site that has shrunk, which nobody may read."))
    crawled(workspace, CrawlOutcome.SHRUNK, because="It shrank.")
    before = texts(workspace)
    forget(workspace)
    outcome = rebuilding.rebuild(workspace)
    assert (outcome.taken, outcome.waiting, outcome.crawls) == (1, 1, 2)
    assert texts(workspace) == before
    with workspace.corpus.read() as session:
        health = crawls.health(session, ["notices"])[0]
        assert (health.outcome, health.because, health.healthy) == (CrawlOutcome.SHRUNK, "It shrank.", 7)
        assert [row.complete for row in session.scalars(select(Capture).order_by(Capture.id))] == [True, False]
    again = rebuilding.rebuild(workspace)
    assert (again.taken, again.waiting, again.crawls, texts(workspace)) == (0, 1, 0, before)

    crawled(workspace)  # the next crawl finds them waiting, and believes them
    believed = texts(workspace)
    assert believed != before
    assert len(workspace.archive.files()) == 1, "the ends of crawls are known places: nothing begins a new file"
    forget(workspace)
    assert rebuilding.rebuild(workspace).waiting == 0
    assert texts(workspace) == believed


def test_after_real_crawls_the_corpus_comes_back_as_they_left_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(spiders.SOURCES, "toy", "toy:Toy")
    monkeypatch.setitem(sys.modules, "crawlers.spiders.toy", toy)
    site, home = toy.Site(plans=10), workspace.paths.home
    home.mkdir()
    with toy.served(site) as url:
        assert played(home, url).outcome is CrawlOutcome.COMPLETE
        site.answers["/plan-3"], site.texts[3] = (404, "Nothing here"), "What its listing says has changed."
        assert played(home, url).counts["gone"] == 1
        site.answers.clear()
        site.plans, site.texts[0] = 2, "Junk of a site that has shrunk."
        assert played(home, url).outcome is CrawlOutcome.SHRUNK
    before, health = contents(workspace.corpus), told(workspace)
    assert [row["title"] for row in before["versions"] if row["gone_on"]] == ["Plan 3"]
    forget(workspace)
    outcome = rebuilding.rebuild(workspace)
    assert (outcome.crawls, outcome.problems) == (3, [])
    assert (contents(workspace.corpus), told(workspace)) == (before, health)


def test_what_a_stopped_crawl_left_is_left(workspace: Workspace, spider: None) -> None:
    for number in (1, 2, 3):
        fetched(workspace, number, notice(number, f"Words of notice {number}, which stand nowhere else."))
    crawled(workspace, CrawlOutcome.STOPPED, most=2)
    before = contents(workspace.corpus)
    forget(workspace)
    outcome = rebuilding.rebuild(workspace)
    assert (outcome.taken, outcome.waiting) == (2, 1)
    assert contents(workspace.corpus) == before


def test_what_was_gone_is_gone_again_and_what_came_back_is_not(
    workspace: Workspace, spider: None, tmp_path: Path
) -> None:
    for number in (1, 2):
        fetched(workspace, number, notice(number, f"Words of notice {number}, which stand nowhere else."))
    crawled(workspace)
    gone(workspace, 1, date(2026, 2, 2))
    crawled(workspace)
    workspace.corpus.close()
    shutil.copy(workspace.paths.database, tmp_path / "backup.db")
    gone(workspace, 2, date(2026, 3, 3))
    with workspace.corpus.write() as session:  # the first is there again, with the same bytes
        session.execute(update(Version).where(Version.title == "Notice 1").values(gone_on=None))
    crawled(workspace, CrawlOutcome.CHANGED)
    whole = contents(workspace.corpus)
    assert {row["title"]: row["gone_on"] for row in whole["versions"]} == {
        "Notice 1": None,
        "Notice 2": date(2026, 3, 3),
    }
    for backup in (None, tmp_path / "backup.db"):
        forget(workspace)
        if backup:
            shutil.copy(backup, workspace.paths.database)
        assert rebuilding.rebuild(workspace).crawls == (1 if backup else 3)
        assert contents(workspace.corpus) == whole


def test_what_is_known_better_in_the_corpus_than_in_the_archive_stands(workspace: Workspace, spider: None) -> None:
    fetched(workspace, 1, notice(1))
    crawled(workspace)
    gone(workspace, 1, date(2026, 2, 2))  # by a crawl that is still under way
    rebuilding.rebuild(workspace)
    with workspace.corpus.read() as session:
        assert session.scalars(select(Version.gone_on)).all() == [date(2026, 2, 2)]


@pytest.mark.parametrize(
    "said",
    [b"", b"[]", b"{}", b'{"crawl": {}, "left": [], "gone": {}}', b"\xff", b"[" * 100_000],
    ids=["nothing", "a list", "empty", "no crawl", "no text", "deep"],
)
def test_an_end_of_a_crawl_that_nobody_wrote_is_named_and_believes_nothing(
    workspace: Workspace, spider: None, said: bytes
) -> None:
    number = fetched(workspace, 1, notice(1))
    end = replace(page("addewid:crawl:notices", said, media_type="application/json", at=datetime.now(UTC),
                       source="notices", facts={}, status="", headers=[]), metadata=True)  # fmt: skip
    with workspace.corpus.read() as session:
        workspace.archive.keep(end, after=captures.place(session.get_one(Capture, number)))
    forget(workspace)
    outcome = rebuilding.rebuild(workspace)
    assert (outcome.taken, outcome.waiting, len(outcome.problems)) == (0, 1, 1)
    assert "how a crawl of notices ended" in outcome.problems[0]


def test_a_page_that_cannot_be_read_is_named_and_the_others_come_in(workspace: Workspace, spider: None) -> None:
    fetched(workspace, 1, "<html><p>no heading here at all</p></html>")
    fetched(workspace, 2, notice(2), read="nonsense")
    fetched(workspace, 3, notice(3))
    crawled(workspace)
    forget(workspace)
    outcome = rebuilding.rebuild(workspace)
    assert len(outcome.problems) == 2
    assert all(f"https://notices.example/{n}" in outcome.problems[n - 1] for n in (1, 2))
    with workspace.corpus.read() as session:
        assert session.scalars(select(Version.title)).all() == ["Notice 3"]
        assert list(session.scalars(select(Capture.complete).order_by(Capture.id))) == [False, False, True]
