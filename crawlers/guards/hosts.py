"""What is known of each host during a crawl: left alone altogether, or only until a moment."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic
from typing import Self

from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.http import Request
from scrapy.utils.httpobj import urlparse_cached

from crawlers.guards.trouble import Down, Left, Stopped

GIVE_UP_AFTER = 5
"""Pages in a row without an answer, after all attempts at each, before a host counts as down."""

_LOOK_UP = 0.25


def host_of(request: Request) -> str:
    """The canonical host of a request."""
    return urlparse_cached(request).hostname or ""


class Hosts:
    """Downloader middleware: lets no request through to a host that is left alone. The other guards tell it."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._left: dict[str, tuple[type[Left], str]] = {}
        self._until: dict[str, float] = {}
        self._unanswered: Counter[str] = Counter()
        self._connections: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    @staticmethod
    def of(crawler: Crawler) -> "Hosts":
        """The one of a running crawl."""
        found = crawler.get_downloader_middleware(Hosts)
        if found is None:
            raise RuntimeError("crawlers.guards.hosts.Hosts is missing from DOWNLOADER_MIDDLEWARES")
        return found

    def process_request(self, request: Request) -> None:
        """Raises Left."""
        self.check(host_of(request))

    def check(self, host: str) -> None:
        """Raises Left when a host is left alone."""
        if host in self._left:
            kind, what = self._left[host]
            raise kind(host, what)

    def leave(self, host: str, kind: type[Left], what: str) -> Left:
        """Leave a host alone from now on; the first reason stands. Returns what to raise."""
        kind, what = self._left.setdefault(host, (kind, what))
        return kind(host, what)

    def hold(self, host: str, seconds: float) -> None:
        """Ask a host for nothing in the next ``seconds``."""
        self._until[host] = max(self._until.get(host, 0.0), monotonic() + seconds)

    def answered(self, host: str) -> None:
        """The host is there."""
        del self._unanswered[host]

    def unanswered(self, host: str) -> None:
        """All attempts at a page came to nothing; after several in a row the host is left alone."""
        self._unanswered[host] += 1
        if self._unanswered[host] >= GIVE_UP_AFTER:
            what = f"{host} gave no whole answer to {GIVE_UP_AFTER} pages running and is left alone for now."
            self.leave(host, Down, what)

    @asynccontextmanager
    async def turn(self, request: Request) -> AsyncIterator[None]:
        """The one connection to a request's host, once it may be asked. Raises Left.

        Scrapy alone would open several where there is no delay, and hosts that rest keep only themselves waiting.
        """
        host = host_of(request)
        async with self._connections[host]:
            if await self._rest(host) and (slot := self._slot(request)) is not None:
                slot.lastseen = monotonic()  # the delay after this request counts from now
            self.check(host)
            yield

    async def _rest(self, host: str) -> bool:
        """Wait until a host may be asked; whether there was anything to wait for."""
        waited = False
        while (left := self._until.get(host, 0.0) - monotonic()) > 0:
            waited = True
            await asyncio.sleep(min(left, _LOOK_UP))
            if not self._crawler.engine.running:
                raise Stopped(host, "The crawl was stopped.")
        return waited

    def _slot(self, request: Request) -> Slot | None:
        return self._crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
