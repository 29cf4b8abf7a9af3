"""Whole crawls of a small site: again, changed, cut short, refused, and killed at any moment."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from corpus import documents
from corpus.codebook import CrawlOutcome
from corpus.database import Corpus
from corpus.models import Capture, Crawl, CrawlProblem, Document, Version, WebPage
from crawlers.child import run
from crawlers.events import Event, Fetched, Finished, Held, How, Judged, Problem, Started, TookIn, Would
from tests.crawlers.toy import COMMAND, REPOSITORY, ROOT, Site, job, served

pytestmark = pytest.mark.slow

LISTINGS = ["/plans?page=0", "/plans?page=1", "/plans?page=2"]

KILLED = f"""
import os, signal, sys
sys.path.insert(0, {str(REPOSITORY)!r})
from sqlalchemy import event
from sqlalchemy.engine import Engine
from tests.crawlers import toy
from crawlers.__main__ import main

moment, seen, fsync = int(sys.argv[1]), 0, os.fsync

def passing(*_):
    global seen
    seen += 1
    if seen == moment:
        os.kill(os.getpid(), signal.SIGKILL)

def synced(file):
    passing()
    fsync(file)
    passing()

os.fsync = synced
event.listen(Engine, "commit", passing)
event.listen(Engine, "begin", passing)
status = main()
print(seen, file=sys.stderr, flush=True)
os._exit(status or 0)
"""


class World:
    """A site that stays where it is, and a corpus that is crawled from it."""

    def __init__(self, folder: Path, url: str, site: Site) -> None:
        self.folder, self.url, self.site = folder, url, site

    def crawl(self, *command: str, **wanted: Any) -> list[Event]:
        self.site.asked.clear()
        return list(run(job(self.folder, self.url, **wanted), command or COMMAND))

    def end(self, **wanted: Any) -> Finished:
        return ended(self.crawl(**wanted))

    @contextmanager
    def open(self) -> Iterator[Any]:
        corpus = Corpus(f"sqlite:///{self.folder / 'corpus.db'}")
        with corpus.read() as session:
            yield session
        corpus.close()

    def texts(self) -> dict[str, str]:
        """The current text of each work."""
        with self.open() as session:
            rows = session.execute(
                select(Document.work, Version.id)
                .join(Version, Version.document_id == Document.id)
                .where(Version.current)
            )
            return {work.removeprefix(ROOT): documents.text(session, number) for work, number in rows}

    def contents(self) -> dict[str, Any]:
        """Everything but times, row numbers, keys that depend on the order, and places in the archive."""
        with self.open() as session:
            captures = [(row.address, row.sha256, row.complete) for row in session.scalars(select(Capture))]
            versions = session.execute(
                select(Document.work, Version.lang, Version.text_sha256, Version.current).join(Version)
            )
            pages = session.execute(select(WebPage.address, WebPage.state, WebPage.read, WebPage.stamp))
            return {
                "captures": sorted(captures),
                "versions": sorted(map(tuple, versions)),
                "pages": sorted(map(tuple, pages)),
                "texts": self.texts(),
            }


def ended(events: list[Event]) -> Finished:
    assert isinstance(events[-1], Finished), events[-3:]
    return events[-1]


def problems(events: list[Event]) -> list[tuple[str, str]]:
    return [(event.address.removeprefix(ROOT), event.what) for event in events if isinstance(event, Problem)]


@pytest.fixture
def world(tmp_path: Path, empty_database: Path) -> Iterator[World]:
    shutil.copy(empty_database, tmp_path / "corpus.db")
    site = Site()
    with served(site) as url:
        yield World(tmp_path, url, site)


def test_a_crawl_takes_in_every_plan_and_its_note_and_the_next_fetches_listings_only(world: World) -> None:
    events = world.crawl()
    end = ended(events)
    assert (end.outcome, end.exit_status, end.because) == (CrawlOutcome.COMPLETE, 0, "")
    assert end.counts == {"new": 27, "listed": 12, "problems": 0, "added": 24, "replaced": 0}
    assert sorted(world.site.asked) == sorted(set(world.site.asked))
    assert world.texts()["/plan-3"] == "The council will open hub 3 by March 2027."
    assert isinstance(events[0], Started)
    done = [event.done for event in events if isinstance(event, Fetched)]
    assert done == list(range(1, 28))
    with world.open() as session:
        note = session.scalars(select(Document).where(Document.work == f"{ROOT}/note-3.txt")).one()
        assert note.part_of == f"{ROOT}/plan-3"
        plan = session.scalars(select(Document).where(Document.work == f"{ROOT}/plan-3")).one()
        assert plan.facts["status"] == "open"
        assert plan.facts["status_seen"]

    again = world.crawl()
    assert sorted(world.site.asked) == LISTINGS
    assert {event.how for event in again if isinstance(event, Fetched)} == {How.UNCHANGED}
    assert not [event for event in again if isinstance(event, TookIn)]
    assert ended(again).exit_status == 0
    with world.open() as session:
        crawls = session.scalars(select(Crawl).order_by(Crawl.id)).all()
    assert [(row.listed, row.claimed, row.fetched, row.unchanged, row.added) for row in crawls] == [
        (12, 12, 27, 0, 24),
        (12, 12, 3, 3, 0),
    ]


def test_a_changed_page_is_a_new_version_and_nothing_else_is_fetched(world: World) -> None:
    world.crawl()
    world.site.texts[4] = "The council will open two hubs by March 2028."
    end = world.end()
    assert end.counts["replaced"] == 1
    assert sorted(world.site.asked) == ["/plan-4", *LISTINGS]
    assert world.texts()["/plan-4"] == "The council will open two hubs by March 2028."
    with world.open() as session:
        versions = session.scalars(
            select(Version.current).join(Document).where(Document.work == f"{ROOT}/plan-4").order_by(Version.id)
        ).all()
    assert versions == [False, True]


def test_a_page_that_is_gone_keeps_its_text_and_one_that_comes_back_is_there_again(world: World) -> None:
    world.crawl()
    world.site.answers["/plan-4"] = (404, "Nothing here")
    world.site.texts[4] = "Changed, so that its stamp is another."
    assert world.end().counts["gone"] == 1
    assert "/plan-4" in world.texts()
    with world.open() as session:
        gone = session.scalars(select(Version.gone_on).join(Document).where(Document.work == f"{ROOT}/plan-4")).all()
    assert gone[0] is not None
    del world.site.answers["/plan-4"], world.site.texts[4]
    world.end()
    with world.open() as session:
        gone = session.scalars(select(Version.gone_on).join(Document).where(Document.work == f"{ROOT}/plan-4")).all()
    assert gone == [None]


def test_one_page_that_cannot_be_read_is_a_line_and_the_rest_is_in(world: World) -> None:
    world.site.answers["/plan-4"] = (200, "<html><body><h2>Plan 4</h2></body></html>")
    events = world.crawl()
    end = ended(events)
    assert (end.outcome, end.exit_status) == (CrawlOutcome.COMPLETE, 1)
    ((where, what),) = problems(events)
    assert where == "/plan-4"
    assert "h1" in what
    assert "/plan-4" not in world.texts()
    assert len(world.texts()) == 22
    del world.site.answers["/plan-4"]
    end = world.end()
    assert (end.exit_status, end.counts["added"]) == (0, 2)


def test_one_page_without_its_content_is_a_line_too(world: World) -> None:
    world.site.answers["/plan-4"] = (200, "<html><body><h1>Plan 4</h1></body></html>")
    events = world.crawl()
    assert ended(events).exit_status == 1
    assert [where for where, _ in problems(events)] == ["/plan-4"]
    assert world.end().exit_status == 1
    assert "/plan-4" in world.site.asked
    del world.site.answers["/plan-4"]
    assert world.end().counts["added"] == 2


@pytest.mark.parametrize(
    "broken", ["<html><body><h2>Plan</h2></body></html>", "<html><body><h1>Plan</h1></body></html>"]
)
def test_pages_that_changed_stop_before_anything_is_taken_in(broken: str, world: World) -> None:
    world.crawl()
    before = world.texts()
    world.site.texts[0] = "A good change, that must wait."
    for number in (3, 4):
        world.site.texts[number] = "A change that nobody can read."
        world.site.answers[f"/plan-{number}"] = (200, broken + "<!-- new -->")
    for _ in range(2):  # neither an interruption nor another run wears the verdict down
        end = world.end()
        assert (end.outcome, end.exit_status) == (CrawlOutcome.CHANGED, 4)
        assert "2 of 3" in end.because
        assert world.texts() == before
    world.site.answers.clear()
    end = world.end()
    assert (end.outcome, end.counts["replaced"]) == (CrawlOutcome.COMPLETE, 3)


def test_a_listing_that_changed_stops_at_once(world: World) -> None:
    world.crawl()
    world.site.answers["/plans?page=1"] = (200, "<html><body><ol></ol></body></html>")
    events = world.crawl()
    end = ended(events)
    assert (end.outcome, end.exit_status) == (CrawlOutcome.CHANGED, 4)
    assert "ul.plans" in end.because
    assert "/plans?page=1" in end.because
    assert "/plans?page=2" not in world.site.asked


def test_a_source_that_shrinks_by_more_than_a_fifth_is_not_believed(world: World) -> None:
    world.crawl()
    world.site.plans, world.site.texts[0] = 9, "A change that must wait."
    end = world.end()
    assert (end.outcome, end.exit_status) == (CrawlOutcome.SHRUNK, 4)
    assert "9 items" in end.because
    assert "12" in end.because
    assert world.texts()["/plan-0"] != "A change that must wait."
    world.site.plans = 12
    assert world.end().counts["replaced"] == 1


def test_a_source_that_shows_nothing_is_not_believed(world: World) -> None:
    world.site.plans, world.site.claims = 0, False
    end = world.end()
    assert (end.outcome, end.exit_status) == (CrawlOutcome.EMPTY, 4)


def test_an_empty_page_in_the_middle_does_not_end_a_crawl_silently(world: World) -> None:
    world.site.plans = 40
    world.site.answers["/plans?page=7"] = (200, "<html><body><ul class=plans></ul></body></html>")
    end = world.end()
    assert (end.outcome, end.exit_status) == (CrawlOutcome.COMPLETE, 1)
    assert "says it has 40 items; its listings show 35" in end.because
    assert "/plans?page=7" in end.because


def test_listings_that_repeat_for_ever_end_with_a_line(world: World) -> None:
    world.site.plans = 20
    page = world.site.listing(1).replace("page=2", "page=3")
    world.site.answers |= {"/plans?page=2": (200, page), "/plans?page=3": (200, page), "/plans?page=1": (200, page)}
    events = world.crawl()
    end = ended(events)
    assert end.outcome == CrawlOutcome.SHRUNK
    assert "repeats" in end.because
    assert len(world.site.asked) < 30


def test_a_listing_that_cannot_be_had_is_missed_but_what_came_is_in(world: World) -> None:
    world.site.answers["/plans?page=1"] = (418, "Teapot")
    end = world.end()
    assert (end.outcome, end.exit_status) == (CrawlOutcome.PARTIAL, 1)
    assert len(world.texts()) == 10
    world.site.answers.clear()
    assert world.end().outcome == CrawlOutcome.COMPLETE
    assert len(world.texts()) == 24


def test_a_site_that_refuses_is_left_alone_and_what_it_gave_is_kept(world: World) -> None:
    world.crawl()
    before = world.texts()
    world.site.plans = 14
    world.site.answers["/plan-12"] = (403, "No")
    end = world.end()
    assert (end.outcome, end.exit_status) == (CrawlOutcome.BLOCKED, 3)
    assert "toy.example" in end.because
    assert world.texts() == before
    world.site.answers.clear()
    assert world.end().outcome == CrawlOutcome.COMPLETE
    assert len(world.texts()) == 28


def test_what_moved_or_was_slow_to_answer_belongs_to_the_page_that_was_asked_for(world: World) -> None:
    world.site.moved |= {"/plan-4": f"{ROOT}/hub-plan", "/plan-5": "https://elsewhere.example/plan-5"}
    world.site.answers["/hub-plan"] = (200, world.site.plan(4))
    world.site.flaky["/plan-6"] = 2
    events = world.crawl()
    hows = {event.address.removeprefix(ROOT): event.how for event in events if isinstance(event, Fetched)}
    assert (hows["/plan-4"], hows["/plan-5"], hows["/plan-6"]) == (How.NEW, How.REFUSED, How.NEW)
    assert world.site.asked.count("/plan-6") == 3
    assert ended(events).exit_status == 1
    ((where, what),) = problems(events)
    assert where == "/plan-5"
    assert "elsewhere.example" in what
    assert "/hub-plan" in world.texts()
    assert "/plan-6" in world.texts()
    world.crawl()
    assert sorted(world.site.asked) == LISTINGS


def test_a_limit_is_kept_and_the_rest_follows_later(world: World) -> None:
    end = world.end(limit=3)
    assert (end.outcome, end.exit_status) == (CrawlOutcome.PARTIAL, 0)
    plans = [path for path in world.site.asked if path.startswith("/plan-")]
    assert sorted(plans) == ["/plan-0", "/plan-1", "/plan-2"]
    assert len(world.texts()) == 6
    world.end()
    assert set(plans).isdisjoint(world.site.asked)
    assert len(world.texts()) == 24


def test_since_leaves_out_what_is_older(world: World) -> None:
    assert world.end(since=date(2026, 1, 10)).outcome == CrawlOutcome.PARTIAL
    assert {f"/plan-{number}" for number in (9, 10, 11)} == {name for name in world.texts() if "plan" in name}


def test_a_dry_run_fetches_listings_and_keeps_nothing(world: World) -> None:
    world.crawl(limit=3)
    before = world.contents()
    events = world.crawl(dry_run=True)
    assert sorted(world.site.asked) == LISTINGS
    would = [event.address.removeprefix(ROOT) for event in events if isinstance(event, Would)]
    assert sorted(would) == sorted(f"/plan-{number}" for number in range(3, 12))
    assert ended(events).exit_status == 0
    assert world.contents() == before


def test_a_check_looks_at_one_listing_and_one_page(world: World) -> None:
    events = world.crawl(check=True)
    assert world.site.asked == ["/plans?page=0", "/plan-0"]
    held = [event for event in events if isinstance(event, Held)]
    assert [(event.read, event.selections) for event in held] == [("listing", {"ul.plans": 1}), ("page", {"h1": 1})]
    assert ended(events).exit_status == 0
    world.site.answers["/plan-0"] = (200, "<html><body><h1>Plan</h1></body></html>")
    events = world.crawl(check=True)
    assert ended(events).exit_status == 1
    assert "/plan-0" in problems(events)[0][0]
    world.site.answers["/plan-0"] = (200, "<html><body></body></html>")
    assert world.end(check=True).exit_status == 4
    assert world.texts() == {}


def test_the_verdict_is_told_before_anything_is_taken_in(world: World) -> None:
    kinds = [type(event) for event in world.crawl()]
    assert kinds.index(Judged) < kinds.index(TookIn)
    assert Fetched not in kinds[kinds.index(Judged) :]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a crawl leaves that nothing interrupted, and how many moments it passed."""
    with served(Site()) as url:
        world = World(tmp_path_factory.mktemp("whole"), url, Site())
        assert world.end().exit_status == 0
        return world.contents()


MOMENTS = Random(20260801).sample(range(1, 110), 10)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_crawl_killed_at_any_moment_is_finished_by_the_next(moment: int, world: World, whole: dict[str, Any]) -> None:
    events = world.crawl(sys.executable, "-P", "-c", KILLED, str(moment))
    assert "exit status -9" in ended(events).because
    reported = {event.address.removeprefix(ROOT) for event in events if isinstance(event, Fetched)}
    assert world.end().exit_status == 0
    assert reported.isdisjoint(set(world.site.asked) - set(LISTINGS))
    assert world.contents() == whole
    with world.open() as session:
        assert session.scalars(select(CrawlProblem)).all() == []
        assert [row.outcome for row in session.scalars(select(Crawl).order_by(Crawl.id))][-1] == CrawlOutcome.COMPLETE
