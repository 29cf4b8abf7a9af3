"""Scrapy's view of the frontier."""

from collections import deque
from types import SimpleNamespace
from typing import Any, cast

import pytest
from scrapy import Spider
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.http import Request

from crawlers.keeper import Keeper
from crawlers.known import Page
from crawlers.scheduler import Scheduler


class Pages:
    """A frontier of given pages."""

    def __init__(self, *pages: Page) -> None:
        self.left = deque(pages)
        self.run = SimpleNamespace(via="")
        self.fault: Exception | None = None

    def next(self) -> Page | None:
        if self.fault:
            raise self.fault
        return self.left.popleft() if self.left else None

    def any_left(self) -> bool:
        if self.fault:
            raise self.fault
        return bool(self.left)


class Kept:
    """A keeper that only remembers what it had to refuse."""

    def __init__(self, *pages: Page) -> None:
        self.frontier = Pages(*pages)
        self.refused: list[tuple[str, str]] = []
        self.faults: list[Exception] = []

    def give_up(self, fault: Exception) -> None:
        self.faults.append(fault)

    def came(self, response: object) -> None: ...

    def failed(self, failure: object) -> None: ...

    def refuse(self, page: Page, what: str) -> None:
        self.refused.append((page.address, what))


def page(address: str, **more: Any) -> Page:
    columns: dict[str, Any] = {"read": "page", "context": {}, "listing": False, "counts": True, "etag": '"1"'}
    return Page(
        id=1,
        address=address,
        **{**columns, "last_modified": "", "capture_id": None, "problem": "", "via": None, **more},
    )


def scheduler(*pages: Page) -> tuple[Scheduler, Kept]:
    kept = Kept(*pages)
    return Scheduler(cast("Keeper", kept)), kept


def test_scrapy_takes_it_for_a_scheduler() -> None:
    assert issubclass(Scheduler, BaseScheduler)


def test_every_request_comes_back_to_the_keeper_whatever_becomes_of_it() -> None:
    asked, kept = scheduler(page("https://a.example/1"))
    request = asked.next_request()
    assert request
    assert (request.callback, request.errback) == (kept.came, kept.failed)
    assert request.dont_filter
    assert request.meta["download_slot"] == "a.example"
    assert "etag" not in request.meta
    assert asked.next_request() is None


def test_a_page_of_which_a_copy_is_kept_is_asked_for_conditionally() -> None:
    asked, _ = scheduler(page("https://a.example/1", capture_id=7, via=""))
    request = asked.next_request()
    assert request
    assert request.meta["etag"] == '"1"'


def test_nobody_is_asked_whether_a_copy_stands_that_came_from_somebody_else() -> None:
    asked, _ = scheduler(page("https://a.example/1", capture_id=7, via="http://127.0.0.1:8000"))
    request = asked.next_request()
    assert request
    assert "etag" not in request.meta


def test_a_fault_of_the_frontier_ends_the_crawl_in_place_of_leaving_it_idle() -> None:
    asked, kept = scheduler()
    kept.frontier.fault = RuntimeError("cannot read the queue")
    assert asked.next_request() is None
    assert not asked.has_pending_requests()
    assert kept.faults == [kept.frontier.fault] * 2


def test_what_is_tried_again_goes_first_and_under_its_own_host() -> None:
    asked, _ = scheduler(page("https://a.example/1"))
    moved = Request("https://b.example/2", meta={"download_slot": "a.example"})
    assert asked.enqueue_request(moved)
    assert asked.has_pending_requests()
    assert asked.next_request() is moved
    assert moved.meta["download_slot"] == "b.example"


def test_an_address_that_cannot_be_asked_for_is_refused_and_the_next_is_handed_out() -> None:
    asked, kept = scheduler(page("no-scheme/1"), page("https://a.example/2"))
    request = asked.next_request()
    assert request
    assert request.url == "https://a.example/2"
    assert kept.refused[0][0] == "no-scheme/1"


def test_a_crawl_that_is_not_ours_is_turned_away() -> None:
    with pytest.raises(TypeError, match=r"crawlers\.run"):
        Scheduler.from_crawler(Crawler(Spider))
