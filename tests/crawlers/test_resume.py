"""Whole crawls of a small site: again, changed, cut short, refused, and killed at any moment."""

import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select, update

from corpus import documents
from corpus.codebook import CrawlOutcome
from corpus.database import Corpus
from corpus.models import Capture, Crawl, CrawlProblem, Document, Version, WebPage
from crawlers.events import Event, Fetched, Finished, Held, How, Judged, Problem, Started, TookIn, Would
from tests.crawlers.toy import ROOT, Site, crawl, job, served

pytestmark = pytest.mark.slow

LISTINGS = ["/plans?page=0", "/plans?page=1", "/plans?page=2"]


class World:
    """A site that stays where it is, and a corpus that is crawled from it."""

    def __init__(self, folder: Path, url: str, site: Site) -> None:
        self.folder, self.url, self.site = folder, url, site

    def crawl(self, **wanted: Any) -> list[Event]:
        self.site.asked.clear()
        return crawl(job(self.folder, self.url, **wanted))[0]

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

    def gone(self) -> list[str]:
        """The works of which a current text is gone."""
        with self.open() as session:
            wanted = select(Document.work).join(Version).where(Version.current, Version.gone_on.is_not(None))
            return sorted(work.removeprefix(ROOT) for work in session.scalars(wanted))

    def age(self) -> None:
        """Let a long time pass."""
        corpus = Corpus(f"sqlite:///{self.folder / 'corpus.db'}")
        with corpus.write() as session:
            session.execute(update(WebPage).values(checked_at=datetime(2020, 1, 1, tzinfo=UTC)))
        corpus.close()

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


@pytest.fixture(scope="module")
def played() -> Iterator[tuple[Site, str]]:
    """The site, and where it is served in all these tests: a crawl is compared with those of the same place only."""
    site = Site()
    with served(site) as url:
        yield site, url


@pytest.fixture
def world(tmp_path: Path, empty_database: Path, played: tuple[Site, str]) -> World:
    """A corpus that has seen nothing yet."""
    shutil.copy(empty_database, tmp_path / "corpus.db")
    site, url = played
    site.reset()
    return World(tmp_path, url, site)


@dataclass(frozen=True)
class Whole:
    """What a crawl leaves that nothing interrupted."""

    folder: Path
    events: list[Event]
    asked: list[str]
    contents: dict[str, Any]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, empty_database: Path, played: tuple[Site, str]) -> Whole:
    folder = tmp_path_factory.mktemp("whole")
    shutil.copy(empty_database, folder / "corpus.db")
    site, url = played
    site.reset()
    first = World(folder, url, site)
    events = first.crawl()
    return Whole(folder, events, list(site.asked), first.contents())


@pytest.fixture
def crawled(world: World, whole: Whole) -> World:
    """A corpus that has been crawled whole."""
    shutil.copytree(whole.folder, world.folder, dirs_exist_ok=True)
    return world


def test_a_crawl_takes_in_every_plan_and_its_note(crawled: World, whole: Whole) -> None:
    end = ended(whole.events)
    assert (end.outcome, end.exit_status, end.because) == (CrawlOutcome.COMPLETE, 0, "")
    assert end.counts == {"new": 27, "listed": 12, "problems": 0, "added": 24, "replaced": 0}
    assert len(whole.asked) == len(set(whole.asked)) == 27
    assert crawled.texts()["/plan-3"] == "The council will open hub 3 by March 2027."
    assert isinstance(whole.events[0], Started)
    assert [event.done for event in whole.events if isinstance(event, Fetched)] == list(range(1, 28))
    kinds = [type(event) for event in whole.events]
    assert kinds.index(Judged) < kinds.index(TookIn), "the verdict is told before anything is taken in"
    assert Fetched not in kinds[kinds.index(Judged) :]
    with crawled.open() as session:
        note = session.scalars(select(Document).where(Document.work == f"{ROOT}/note-3.txt")).one()
        assert note.part_of == f"{ROOT}/plan-3"
        plan = session.scalars(select(Document).where(Document.work == f"{ROOT}/plan-3")).one()
        assert plan.facts["status"] == "open"
        assert plan.facts["status_seen"]


def test_a_second_crawl_fetches_listings_and_nothing_else(crawled: World) -> None:
    again = crawled.crawl()
    assert sorted(crawled.site.asked) == LISTINGS
    assert {event.how for event in again if isinstance(event, Fetched)} == {How.UNCHANGED}
    assert not [event for event in again if isinstance(event, TookIn)]
    assert ended(again).exit_status == 0
    with crawled.open() as session:
        crawls = session.scalars(select(Crawl).order_by(Crawl.id)).all()
    assert [(row.listed, row.claimed, row.fetched, row.unchanged, row.added) for row in crawls] == [
        (12, 12, 27, 0, 24),
        (12, 12, 3, 3, 0),
    ]


def test_a_changed_page_is_a_new_version_and_nothing_else_is_fetched(crawled: World) -> None:
    crawled.site.texts[4] = "The council will open two hubs by March 2028."
    end = crawled.end()
    assert end.counts["replaced"] == 1
    assert sorted(crawled.site.asked) == ["/plan-4", *LISTINGS]
    assert crawled.texts()["/plan-4"] == "The council will open two hubs by March 2028."
    with crawled.open() as session:
        versions = session.scalars(
            select(Version.current).join(Document).where(Document.work == f"{ROOT}/plan-4").order_by(Version.id)
        ).all()
    assert versions == [False, True]


def test_a_page_that_is_gone_keeps_its_text_and_one_that_comes_back_is_there_again(crawled: World) -> None:
    crawled.site.answers["/plan-4"] = (404, "Nothing here")
    crawled.site.texts[4] = "Changed, so that its stamp is another."
    assert crawled.end().counts["gone"] == 1
    assert "/plan-4" in crawled.texts()
    with crawled.open() as session:
        gone = session.scalars(select(Version.gone_on).join(Document).where(Document.work == f"{ROOT}/plan-4")).all()
    assert gone[0] is not None
    del crawled.site.answers["/plan-4"], crawled.site.texts[4]
    crawled.end()
    with crawled.open() as session:
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
def test_pages_that_changed_stop_before_anything_is_taken_in(broken: str, crawled: World) -> None:
    before = crawled.texts()
    crawled.site.texts[0] = "A good change, that must wait."
    for number in (3, 4):
        crawled.site.texts[number] = "A change that nobody can read."
        crawled.site.answers[f"/plan-{number}"] = (200, broken + "<!-- new -->")
    for _ in range(2):  # neither an interruption nor another run wears the verdict down
        end = crawled.end()
        assert (end.outcome, end.exit_status) == (CrawlOutcome.CHANGED, 4)
        assert "2 of 3" in end.because
        assert crawled.texts() == before
    crawled.site.answers.clear()
    end = crawled.end()
    assert (end.outcome, end.counts["replaced"]) == (CrawlOutcome.COMPLETE, 3)


def test_a_listing_that_changed_stops_at_once(crawled: World) -> None:
    crawled.site.answers["/plans?page=1"] = (200, "<html><body><ol></ol></body></html>")
    events = crawled.crawl()
    end = ended(events)
    assert (end.outcome, end.exit_status) == (CrawlOutcome.CHANGED, 4)
    assert "ul.plans" in end.because
    assert "/plans?page=1" in end.because
    assert "/plans?page=2" not in crawled.site.asked


def test_a_source_that_shrinks_by_more_than_a_fifth_is_not_believed(crawled: World) -> None:
    crawled.site.plans, crawled.site.texts[0] = 9, "A change that must wait."
    end = crawled.end()
    assert (end.outcome, end.exit_status) == (CrawlOutcome.SHRUNK, 4)
    assert "9 items" in end.because
    assert "12" in end.because
    assert crawled.texts()["/plan-0"] != "A change that must wait."
    crawled.site.plans = 12
    assert crawled.end().counts["replaced"] == 1


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


def test_a_site_that_refuses_is_left_alone_and_what_it_gave_is_kept(crawled: World) -> None:
    before = crawled.texts()
    crawled.site.plans = 14
    crawled.site.answers["/plan-12"] = (403, "No")
    end = crawled.end()
    assert (end.outcome, end.exit_status) == (CrawlOutcome.BLOCKED, 3)
    assert "toy.example" in end.because
    assert crawled.texts() == before
    crawled.site.answers.clear()
    assert crawled.end().outcome == CrawlOutcome.COMPLETE
    assert len(crawled.texts()) == 28


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


def test_a_site_whose_pages_all_hold_nothing_is_not_believed(world: World) -> None:
    login = "<html><body><h1>Sign in</h1><form><input type=password name=p></form></body></html>"
    for status, body in ((404, "x"), (200, login), (404, "x")):
        world.site.answers = {f"/plan-{number}": (status, body) for number in range(12)}
        end = world.end()
        assert (end.outcome, end.exit_status) == (CrawlOutcome.CHANGED, 4)
        assert "12 of 12" in end.because
    world.site.answers = {}
    assert world.end().counts["added"] == 24


def test_what_was_gone_once_is_asked_for_again_while_it_is_listed_and_told_of_until_then(world: World) -> None:
    world.site.answers["/plan-3"] = (404, "x")
    world.site.answers["/plan-5"] = (500, "x")
    for asked in ({"/plan-3", "/plan-5"}, {"/plan-5"}):
        events = world.crawl()
        assert asked <= set(world.site.asked)
        assert (ended(events).outcome, ended(events).exit_status) == (CrawlOutcome.COMPLETE, 1)
        assert sorted(where for where, _ in problems(events)) == ["/plan-3", "/plan-5"]
        assert ended(events).counts["problems"] == 2
    assert "/plan-3" not in world.site.asked, "it is asked for when it may be fresh again"
    world.site.answers = {}
    world.age()
    assert world.end().exit_status == 0
    assert len(world.texts()) == 24


def test_what_a_bad_crawl_brought_is_taken_in_by_a_whole_one_only(crawled: World) -> None:
    crawled.site.plans, crawled.site.texts[0] = 4, "What a broken site shows."
    assert crawled.end().outcome == CrawlOutcome.SHRUNK
    assert crawled.end(limit=1).outcome == CrawlOutcome.PARTIAL
    crawled.site.answers["/plans?page=0"] = (418, "Teapot")
    assert crawled.end().outcome == CrawlOutcome.FAILED
    crawled.site.answers["/plans?page=0"] = (403, "No")
    assert crawled.end().outcome == CrawlOutcome.BLOCKED
    assert "broken" not in crawled.texts()["/plan-0"]
    crawled.site.reset()
    crawled.site.texts[0] = "What a broken site shows."
    assert crawled.end().outcome == CrawlOutcome.COMPLETE
    assert "broken" in crawled.texts()["/plan-0"]


def test_nothing_is_gone_by_the_word_of_a_crawl_that_is_not_believed(crawled: World) -> None:
    crawled.site.texts |= dict.fromkeys(range(12), "Changed.")
    crawled.site.answers |= {f"/plan-{number}": (404, "x") for number in range(6)}
    assert crawled.end().outcome == CrawlOutcome.CHANGED
    assert crawled.gone() == []
    assert crawled.end(accept_fewer=True).outcome == CrawlOutcome.COMPLETE
    assert crawled.gone() == [f"/plan-{number}" for number in range(6)]


def test_what_is_listed_no_longer_is_looked_at_once_it_is_old(crawled: World) -> None:
    crawled.site.plans = 11
    assert crawled.end().exit_status == 0
    assert "/plan-11" not in crawled.site.asked
    crawled.age()
    end = crawled.end()
    assert (end.outcome, end.exit_status, end.counts["gone"]) == (CrawlOutcome.COMPLETE, 0, 1)
    assert "/plan-11" in crawled.site.asked
    assert crawled.gone() == ["/plan-11"]
    crawled.crawl()
    assert sorted(crawled.site.asked) == LISTINGS


def test_what_another_server_played_never_stands_for_the_site(crawled: World) -> None:
    crawled.site.texts[3] = "What the other one says."
    with served(crawled.site) as elsewhere:
        other = World(crawled.folder, elsewhere, crawled.site)
        end = other.end(limit=2)
        assert end.counts["new"] >= 2, "the same words again, but nobody is asked whether they are"
        assert other.end().counts["replaced"] == 1
    assert crawled.texts()["/plan-3"] == "What the other one says."
    with crawled.open() as session:
        vias = session.scalars(select(Capture.via).where(Capture.address == f"{ROOT}/plan-3")).all()
    assert sorted(vias) == sorted([crawled.url, elsewhere])
    del crawled.site.texts[3]
    crawled.crawl()
    assert "/plan-3" in crawled.site.asked


@pytest.mark.parametrize("part", [{"limit": 3}, {"since": date(2026, 1, 1)}, {"dry_run": True}, {"check": True}])
def test_a_part_of_nothing_is_nothing(part: dict[str, Any], world: World) -> None:
    world.site.plans = 0
    end = world.end(**part)
    assert (end.outcome, end.exit_status) == (CrawlOutcome.EMPTY, 4)


def test_a_day_after_which_there_is_nothing_is_no_fault(world: World) -> None:
    assert world.end(since=date(2030, 1, 1)).exit_status == 0


MOMENTS = Random(20260801).sample(range(1, 110), 10)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_crawl_killed_at_any_moment_is_finished_by_the_next(moment: int, world: World, whole: Whole) -> None:
    events, status = crawl(job(world.folder, world.url), kill_at=moment)
    assert status == -signal.SIGKILL
    reported = {event.address.removeprefix(ROOT) for event in events if isinstance(event, Fetched)}
    assert world.end().exit_status == 0
    assert reported.isdisjoint(set(world.site.asked) - set(LISTINGS))
    assert world.contents() == whole.contents
    with world.open() as session:
        assert session.scalars(select(CrawlProblem)).all() == []
        assert [row.outcome for row in session.scalars(select(Crawl).order_by(Crawl.id))][-1] == CrawlOutcome.COMPLETE
