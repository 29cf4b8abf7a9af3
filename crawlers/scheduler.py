"""Scrapy's view of the frontier: it asks for a request when it has room, and brings back what is to be tried again."""

from collections import deque
from collections.abc import Callable
from typing import Any, Self, TypeVar

from scrapy import Spider
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.http import Request
from scrapy.settings import Settings

from crawlers.keeper import Keeper
from crawlers.known import Page, host
from crawlers.spiders.base import Source

Answer = TypeVar("Answer")


class Crawling(Crawler):
    """A Scrapy crawl of ours, with the keeper of what it fetches."""

    def __init__(self, spider: type[Source], settings: Settings, keeper: Keeper) -> None:
        super().__init__(spider, settings)
        self.keeper = keeper


class Scheduler(BaseScheduler):
    """Hands out the frontier's pages. Retries and redirects of a page under way are kept in memory and go first."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._again: deque[Request] = deque()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it. Raises TypeError for a crawl that is not ours."""
        if not isinstance(crawler, Crawling):
            raise TypeError("this scheduler serves crawls that are started by crawlers.run")
        return cls(crawler.keeper)

    def open(self, spider: Spider) -> None:
        """Nothing to open."""

    def close(self, reason: str) -> None:
        """Nothing to close."""

    def has_pending_requests(self) -> bool:
        """Whether there is more to fetch."""
        return bool(self._again) or bool(self._sound(self._keeper.frontier.any_left))

    def enqueue_request(self, request: Request) -> bool:
        """Take a request back that is to be tried again, perhaps at another address."""
        request.meta["download_slot"] = host(request.url)
        self._again.append(request)
        return True

    def next_request(self) -> Request | None:
        """What to fetch now; None when nothing may be at the moment."""
        if self._again:
            return self._again.popleft()
        while (page := self._sound(self._keeper.frontier.next)) is not None:
            try:
                return self._request(page)
            except ValueError as error:  # such as an address without a scheme
                self._keeper.refuse(page, f"It is no address that can be fetched ({error}).")
        return None

    def _sound(self, ask: Callable[[], Answer]) -> Answer | None:
        """What the frontier says. Scrapy would only log its fault, and wait for ever."""
        try:
            return ask()
        except Exception as fault:  # noqa: BLE001 - the keeper raises it when the crawl closes
            self._keeper.give_up(fault)
            return None

    def _request(self, page: Page) -> Request:
        meta: dict[str, Any] = {"page": page, "download_slot": page.host}
        # Only who sent the copy that is kept can say that it stands.
        if page.capture_id is not None and page.via == self._keeper.frontier.run.via:
            meta |= {"etag": page.etag, "last_modified": page.last_modified}
        return Request(
            page.address, callback=self._keeper.came, errback=self._keeper.failed, meta=meta, dont_filter=True
        )
