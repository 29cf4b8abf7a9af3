"""First guard: an address is asked for only if it is of the source's own hosts and is what it seems."""

from typing import Self
from urllib.parse import SplitResult, urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Request

from crawlers.guards.private import misled
from crawlers.guards.trouble import Refused

LONGEST_ADDRESS = 2000
FOR_ROBOTS = "addewid_for_robots"
"""Key of ``request.meta`` that marks the asking for robots.txt; it may be led to another host (RFC 9309, 2.3.1.2)."""


class Addresses:
    """Downloader middleware: refuses, by name, what is not of the spider's ``hosts`` or not plainly addressed."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises Refused."""
        parts = plain(request.url)
        hosts: tuple[str, ...] = self._crawler.spider.hosts  # type: ignore[union-attr]
        if FOR_ROBOTS not in request.meta and parts.hostname not in hosts:
            raise Refused(f"It is on another host, {parts.hostname}.")


def plain(url: str) -> SplitResult:
    """The parts of an address that may be asked for. Raises Refused with the reason why it may not."""
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
        wrong = misled(host) if host else "the address names no host"
    except ValueError:
        raise Refused("The address cannot be understood.") from None
    if len(url) > LONGEST_ADDRESS:
        raise Refused(f"The address is longer than {LONGEST_ADDRESS} characters.")
    if parts.scheme not in {"http", "https"}:
        raise Refused(f"The address begins with {parts.scheme}:, and only http and https are fetched.")
    if "@" in parts.netloc:
        raise Refused("The address holds a name or password.")
    if port not in {None, 80, 443}:
        raise Refused(f"The address names port {port}; only the usual ports of the web are asked.")
    if wrong:
        raise Refused(f"{wrong}; nothing is fetched from there.")
    return parts
