"""robots.txt: obeyed as RFC 9309 says, with the delay between pages that it asks for."""

import asyncio
import math
from dataclasses import dataclass
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.httpobj import urlparse_cached

from crawlers.guards.addresses import FOR_ROBOTS
from crawlers.guards.hosts import Hosts, host_of
from crawlers.guards.identity import NAME
from crawlers.guards.retry_after import LONGEST
from crawlers.guards.trouble import Blocked, Down, Failed, Refused

_READ = 500 * 1024
"""Bytes of a robots.txt that are read (RFC 9309, 2.5)."""


@dataclass(frozen=True, slots=True)
class _Rules:
    parser: ProtegoRobotParser
    refused: str = ""
    """Why nothing may be fetched at all, when robots.txt itself leads where we do not go."""


class Robots:
    """Downloader middleware: fetches each host's robots.txt once. To Scrapy's own, 503 would mean "allowed"."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._obey_delay = crawler.settings.getbool("CRAWL_DELAY_OBEY")
        self._rules: dict[str, asyncio.Future[_Rules]] = {}
        self._slow: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises Refused for an address that robots.txt forbids, Left when robots.txt cannot be had."""
        if FOR_ROBOTS in request.meta:
            return
        parts, host = urlparse_cached(request), host_of(request)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._fetch(origin, host))
        rules = await self._rules[origin]
        Hosts.of(self._crawler).check(host)
        if rules.refused:
            raise Refused(rules.refused)
        if not rules.parser.allowed(request.url, NAME):
            raise Refused(f"robots.txt of {host} asks that this address not be fetched.")
        if host in self._slow:
            request.meta["autothrottle_dont_adjust_delay"] = True

    async def _fetch(self, origin: str, host: str) -> _Rules:
        body, refused = b"", ""
        request = Request(
            f"{origin}/robots.txt", callback=NO_CALLBACK, meta={FOR_ROBOTS: True}, dont_filter=True, priority=1000
        )
        try:
            response = await self._crawler.engine.download_async(request)
        except Refused as trouble:
            refused = f"robots.txt of {host} cannot be asked for: {trouble.what}"
        except Failed as trouble:
            what = f"robots.txt of {host} could not be fetched, so nothing else is: {trouble.what}"
            Hosts.of(self._crawler).leave(host, Down, what)
        except (Blocked, Down):
            pass  # the host is left alone, and Hosts says why
        else:
            body = response.body[:_READ] if 200 <= response.status < 300 else b""
        parser = ProtegoRobotParser(body, self._crawler.spider)
        self._heed_delay(host, parser.crawl_delay(NAME) or 0.0)
        return _Rules(parser, refused)

    def _heed_delay(self, host: str, delay: float) -> None:
        """Make the host's slot as slow as asked, whatever AutoThrottle thinks."""
        if not self._obey_delay or math.isnan(delay) or delay <= 0:
            return
        if delay > LONGEST:
            what = f"robots.txt of {host} asks for {delay:.0f} seconds between pages: it is left alone."
            Hosts.of(self._crawler).leave(host, Blocked, what)
            return
        downloader = self._crawler.engine.downloader
        delay = max(delay, downloader.settings.getfloat("DOWNLOAD_DELAY"))
        known = downloader.per_slot_settings.get(host, {}).get("delay", 0.0)
        downloader.per_slot_settings[host] = {"concurrency": 1, "delay": max(delay, known), "jitter": 0.0}
        if slot := downloader.slots.get(host):
            slot.delay = max(delay, known)
        self._slow.add(host)
