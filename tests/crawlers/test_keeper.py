"""What becomes of an answer: kept and done in one go, or a line in the report; nothing is said before it is on disk."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import HtmlResponse, Request
from sqlalchemy import select
from twisted.python.failure import Failure

from corpus.codebook import DocumentKind, PageState
from corpus.database import Corpus
from corpus.errors import AddewidError
from corpus.models import Capture, Crawl, CrawlProblem, WebPage
from crawlers import ledger
from crawlers.archive import Archive
from crawlers.events import Event, Fetched, Held, How, Problem
from crawlers.frontier import Frontier
from crawlers.guards import Blocked, Down, Failed, Refused, Stopped
from crawlers.items import Claim, Follow, Item, Nothing, Yielded
from crawlers.keeper import Keeper
from crawlers.keeping import Keeping
from crawlers.known import Page, Run
from crawlers.select import PageChanged, one
from crawlers.spiders.base import Source, reads

A = "https://a.example"


class Spider(Source):
    """a.example: yields what its pages say."""

    name = "toy"
    hosts = ("a.example",)

    @reads
    def listing(self, response: HtmlResponse) -> Iterator[Yielded]:
        one(response, "ul")
        yield Claim(len(response.css("li")))
        for row in response.css("li::text").getall():
            yield Follow(address=f"{A}/{row}", read="page", counts=True)
        for onward in response.css("a::text").getall():
            yield Follow(address=f"{A}/{onward}", read="listing", listing=True)

    @reads
    def page(self, response: HtmlResponse) -> Iterator[Yielded]:
        one(response, "h1")
        if response.css("hr"):
            yield Nothing("it says so")
        elif "bare" not in response.text:
            yield Item(kind=DocumentKind.OTHER, title="Plan")
        for link in response.css("b::text").getall():
            yield Follow(
                address=f"{A}/{link}", read="page", context={"long": "x" * int(response.css("i::text").get("1"))}
            )

    @reads
    def trips(self, response: HtmlResponse) -> Iterator[Yielded]:
        yield Follow(address=f"{A}/child", read="page")
        raise ZeroDivisionError("division by zero")


def failure(problem: Exception, page: Page) -> Failure:
    """As Scrapy brings one."""
    made = Failure(problem)  # type: ignore[no-untyped-call]
    made.request = Request(page.address, meta={"page": page})  # type: ignore[attr-defined]
    return made


class Bench:
    """A keeper with its corpus, its archive and all that it said."""

    def __init__(self, corpus: Corpus, folder: Path, *, checking: bool = False) -> None:
        self.corpus = corpus
        self.said: list[Event] = []
        self.archive = Archive(folder / "archive")
        self._checking = checking

    def start(self, *entry: Follow) -> "Bench":
        with self.corpus.write() as session:
            crawl = ledger.begin(session, "toy", via="", wanted={})
            run = Run(source="toy", crawl_id=crawl.id, started_at=crawl.started_at, fresh_for=timedelta(0))
            self.frontier = Frontier(self.corpus, run)
            self.frontier.begin(session, entry)
        self.keeping = Keeping(self.archive, Spider(), self.frontier, checking=self._checking)
        self.keeper = Keeper(self.corpus, self.keeping, self.frontier, self.tell)
        return self

    def tell(self, event: Event) -> None:
        """Only what is committed may be said."""
        if isinstance(event, Fetched):
            with self.corpus.read() as session:
                state = session.scalar(select(WebPage.state).where(WebPage.address == event.address))
            assert state != PageState.WAITING
        self.said.append(event)

    def next(self) -> Page:
        page = self.frontier.next()
        assert page
        return page

    def answer(self, body: str = "", status: int = 200, *, url: str = "", notes: Iterable[str] = ()) -> None:
        page = self.next()
        request = Request(page.address, meta={"page": page, "notes": list(notes)})
        headers = {"Content-Type": "text/html; charset=utf-8", "ETag": '"7"'}
        response = HtmlResponse(
            url or page.address, status=status, headers=headers, body=body.encode(), request=request
        )
        self.keeper.came(response)

    def fail(self, problem: Exception) -> None:
        self.keeper.failed(failure(problem, self.next()))

    def page(self, address: str) -> WebPage:
        with self.corpus.read() as session:
            return session.scalars(select(WebPage).where(WebPage.address == f"{A}/{address}")).one()

    def captures(self) -> list[Capture]:
        with self.corpus.read() as session:
            return list(session.scalars(select(Capture).order_by(Capture.id)))

    def lines(self) -> list[tuple[str, str]]:
        with self.corpus.read() as session:
            return [(row.address, row.what) for row in session.scalars(select(CrawlProblem))]

    @property
    def hows(self) -> list[How]:
        return [event.how for event in self.said if isinstance(event, Fetched)]


def entry(read: str = "page") -> Follow:
    return Follow(address=f"{A}/0", read=read, listing=read == "listing", counts=read == "page", context={})


@pytest.fixture
def bench(corpus: Corpus, tmp_path: Path) -> Bench:
    return Bench(corpus, tmp_path)


def test_an_answer_is_archived_and_its_page_done_and_what_it_points_at_waits(bench: Bench) -> None:
    bench.start(entry()).answer("<h1>Plan</h1><b>1</b>", url=f"{A}/moved")
    (capture,) = bench.captures()
    assert (capture.address, capture.complete, capture.source) == (f"{A}/moved", False, "toy")
    assert capture.facts == {"read": "page", "context": {}}
    page = bench.page("0")
    assert (page.state, page.capture_id, page.etag, page.problem) == (PageState.DONE, capture.id, '"7"', "")
    assert bench.page("1").state == PageState.WAITING
    assert bench.said == [Fetched(f"{A}/0", How.NEW, 1, 2)]


def test_the_same_bytes_again_are_kept_once(bench: Bench) -> None:
    for _ in range(2):
        bench.start(entry()).answer("<h1>Plan</h1>")
    assert len(bench.captures()) == 1
    assert bench.hows == [How.NEW, How.SAME]


def test_an_unchanged_listing_is_read_from_the_archive_as_if_it_had_come_again(bench: Bench) -> None:
    bench.start(entry("listing")).answer("<ul><li>1<li>2</ul>")
    bench.start(entry("listing")).answer(status=304)
    assert bench.hows == [How.NEW, How.UNCHANGED]
    assert bench.keeping.seen.claimed == 2
    with bench.corpus.read() as session:
        crawls = set(session.scalars(select(WebPage.crawl_id).where(WebPage.counts)))
    assert crawls == {bench.frontier.run.crawl_id}


def test_an_unchanged_page_whose_copy_is_lost_fails_and_is_asked_for_whole_next_time(bench: Bench) -> None:
    bench.start(entry()).answer("<h1>Plan</h1>")
    (file,) = bench.archive.folder.iterdir()
    file.unlink()
    bench.start(entry()).answer(status=304)
    page = bench.page("0")
    assert (page.state, page.etag) == (PageState.FAILED, "")
    assert "archive" in page.problem or "capture" in page.problem


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_named_and_its_copy_is_kept(status: int, bench: Bench) -> None:
    bench.start(entry()).answer("<h1>Plan</h1>")
    bench.start(entry()).answer("Nothing here", status)
    assert bench.page("0").state == PageState.GONE
    assert bench.hows == [How.NEW, How.GONE]
    assert len(bench.captures()) == 1
    assert bench.lines() == [(f"{A}/0", f"It is gone ({status}).")]


def test_a_page_that_comes_back_is_taken_in_again(bench: Bench) -> None:
    bench.start(entry()).answer("<h1>Plan</h1>")
    with bench.corpus.write() as session:
        session.scalars(select(Capture)).one().complete = True
    bench.start(entry()).answer(status=404)
    bench.start(entry()).answer("<h1>Plan</h1>")
    assert [capture.complete for capture in bench.captures()] == [False]


def test_a_changed_page_fails_by_name_and_its_bytes_are_kept(bench: Bench) -> None:
    bench.start(entry()).answer("<h2>Plan</h2>")
    page = bench.page("0")
    assert page.state == PageState.FAILED
    assert "h1" in page.problem
    assert f"{A}/0" in page.problem
    assert page.capture_id == bench.captures()[0].id
    assert bench.said == [Fetched(f"{A}/0", How.FAILED, 1, 1), Problem(f"{A}/0", page.problem)]
    assert not bench.keeping.seen.changed


def test_whatever_a_spider_trips_over_is_named_and_fails_that_page_only(bench: Bench) -> None:
    bench.start(entry("trips")).answer("<h1>Plan</h1>")
    assert bench.lines() == [(f"{A}/0", "Its spider could not read it as trips (ZeroDivisionError: division by zero).")]
    assert bench.keeper.fault is None


def test_a_listing_that_changed_ends_the_crawl(bench: Bench) -> None:
    bench.start(entry("listing"), Follow(address=f"{A}/1", read="page")).answer("<ol></ol>")
    assert "ul" in bench.keeping.seen.changed
    assert bench.frontier.next() is None
    assert not bench.frontier.any_left()


def test_a_listing_that_is_gone_ends_the_crawl(bench: Bench) -> None:
    bench.start(entry("listing")).answer(status=404)
    assert f"{A}/0" in bench.keeping.seen.changed


def test_a_listing_that_repeats_ends_its_chain_and_says_so(bench: Bench) -> None:
    bench.start(entry("listing")).answer("<ul><li>x<li>y</ul><a>1</a>")
    bench.answer("<ul><li>y<li>x</ul><a>2</a>")
    assert bench.keeping.seen.looped == [f"{A}/1"]
    assert bench.lines() == [(f"{A}/1", "It shows the same items as the listing that led to it.")]
    with bench.corpus.read() as session:
        assert f"{A}/2" not in set(session.scalars(select(WebPage.address)))


def test_an_empty_listing_is_remembered(bench: Bench) -> None:
    bench.start(entry("listing")).answer("<ul></ul>")
    assert bench.keeping.seen.bare == [f"{A}/0"]
    assert not bench.lines()


def test_an_empty_listing_that_another_one_led_to_is_a_problem(bench: Bench) -> None:
    bench.start(entry("listing")).answer("<ul><li>x</ul><a>1</a>")
    bench.answer("<ul></ul>")
    assert bench.keeping.seen.bare == [f"{A}/1"]
    assert bench.lines() == [(f"{A}/1", "It shows nothing, though another listing leads to it.")]
    assert bench.keeping.seen.problems == 1


def test_a_page_in_which_nothing_is_found_fails_unless_its_spider_says_that_this_is_right(bench: Bench) -> None:
    bench.start(entry(), Follow(address=f"{A}/1", read="page")).answer("<h1>bare</h1>")
    bench.answer("<h1>Plan</h1><hr>")
    assert "its spider found nothing in it" in bench.page("0").problem
    assert [bench.page(name).state for name in "01"] == [PageState.FAILED, PageState.DONE]


def test_a_link_that_carries_too_much_is_named_and_left(bench: Bench) -> None:
    bench.start(entry()).answer("<h1>Plan</h1><b>1</b><i>9000</i>")
    assert bench.lines() == [(f"{A}/0", "1 of its links carry too much to be kept.")]
    assert bench.page("0").state == PageState.DONE


def test_notes_on_a_page_that_was_read_are_lines_of_the_report_and_no_failure(bench: Bench) -> None:
    bench.start(entry()).answer("<h1>Plan</h1>", notes=["It says UTF-8 and is not."])
    assert bench.lines() == [(f"{A}/0", "It says UTF-8 and is not.")]
    assert bench.keeping.seen.problems == 0


@pytest.mark.parametrize(
    ("problem", "state", "how", "what"),
    [
        (Refused("robots.txt says no."), PageState.REFUSED, How.REFUSED, "robots.txt says no."),
        (Failed("It broke off."), PageState.FAILED, How.FAILED, "It broke off."),
        (KeyError("slot"), PageState.FAILED, How.FAILED, "KeyError: 'slot'"),
    ],
)
def test_what_could_not_be_fetched(problem: Exception, state: PageState, how: How, what: str, bench: Bench) -> None:
    bench.start(entry()).fail(problem)
    page = bench.page("0")
    assert (page.state, page.problem) == (state, what)
    assert bench.said == [Fetched(f"{A}/0", how, 1, 1), Problem(f"{A}/0", what)]
    with bench.corpus.read() as session:
        assert session.scalars(select(Crawl.failed)).all() == [1]


def test_a_status_that_no_guard_named_is_a_failure(bench: Bench) -> None:
    bench.start(entry()).answer("Teapot", 418)
    assert bench.page("0").problem == "The server answered 418."


@pytest.mark.parametrize(("kind", "where"), [(Blocked, "blocked"), (Down, "down")])
async def test_a_host_that_is_left_is_named_once_and_its_pages_wait(
    kind: type[Blocked], where: str, bench: Bench
) -> None:
    bench.start(entry(), Follow(address=f"{A}/1", read="page"), Follow(address=f"{A}/2", read="page"))
    first, second = bench.next(), bench.next()
    for page in (first, second):
        bench.keeper.failed(failure(kind("a.example", "a.example said no."), page))
    assert getattr(bench.keeping.seen, where) == {"a.example": "a.example said no."}
    assert bench.said == [Problem("a.example", "a.example said no.")]
    assert bench.frontier.next() is None
    assert {bench.page(name).state for name in ("0", "1", "2")} == {PageState.WAITING}


def test_a_page_that_was_not_asked_for_because_of_a_stop_is_not_told_of(bench: Bench) -> None:
    bench.start(entry()).fail(Stopped("a.example", "The crawl was stopped."))
    assert bench.said == []
    assert bench.page("0").state == PageState.WAITING


def test_a_refused_listing_is_missed(bench: Bench) -> None:
    bench.start(entry("listing")).fail(Refused("robots.txt says no."))
    assert bench.keeping.seen.unlisted == [f"{A}/0: robots.txt says no."]


def test_when_keeping_fails_nothing_is_said_and_nothing_more_is_taken(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    bench.start(entry(), Follow(address=f"{A}/1", read="page"))
    monkeypatch.setattr(bench.archive, "keep_all", full)
    bench.answer("<h1>Plan</h1>")
    assert bench.said == []
    assert bench.frontier.next() is None
    with pytest.raises(AddewidError, match="No space"):
        bench.keeper.close()
    assert bench.page("0").state == PageState.WAITING


def test_an_answer_that_the_archive_cannot_hold_fails_alone(bench: Bench) -> None:
    bench.start(
        Follow(address=f"{A}/0", read="page", context={"said": "ŵ" * 8000}), Follow(address=f"{A}/1", read="page")
    )
    bench.answer("<h1>Plan</h1>")
    bench.answer("<h1>Plan</h1>")
    assert (bench.page("0").state, bench.page("1").state) == (PageState.FAILED, PageState.DONE)
    assert bench.keeper.fault is None


def test_a_check_says_which_selections_held(corpus: Corpus, tmp_path: Path) -> None:
    bench = Bench(corpus, tmp_path, checking=True).start(entry("listing"))
    bench.answer("<ul><li>1</ul>")
    bench.answer("<h2>Plan</h2>")
    held = [event for event in bench.said if isinstance(event, Held)]
    assert held[0] == Held(f"{A}/0", "listing", {"ul": 1}, 0, 1, "")
    assert "h1" in held[1].problem
    assert "h1" in bench.keeping.seen.changed


def test_page_changed_is_what_the_contract_says() -> None:
    assert PageChanged("h1", A).exit_status == 4
