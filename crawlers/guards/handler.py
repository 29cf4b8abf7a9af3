"""Where pages are fetched: Scrapy's handler, made to wait its turn, to map ``--base-url`` and to name its troubles."""

import os
import sys
from typing import Any

import certifi
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadCancelledError, NotSupported
from scrapy.http import Request, Response
from twisted.web._newclient import BODY

from crawlers.guards.base_url import mapped, told
from crawlers.guards.hosts import Hosts, host_of
from crawlers.guards.private import Resolver
from crawlers.guards.trouble import Failed, Refused

LARGEST_HEAD = 256 * 1024
"""Bytes of an answer's headers after which the connection is cut."""


class _Protocol(_LenientHTTP11ClientProtocol):
    """HTTP whose headers come to an end."""

    _head = 0

    def dataReceived(self, data: bytes) -> None:
        parser = self._parser
        if parser is not None and parser.state != BODY:
            self._head += len(data)
        if self._head > LARGEST_HEAD and self.transport is not None:
            self.transport.abortConnection()
            return
        super().dataReceived(data)  # type: ignore[no-untyped-call]
        if self._parser is not parser or (parser is not None and parser.state == BODY):
            self._head = 0


class _Factory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: Any) -> _Protocol:
        return _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class Handler(HTTP11DownloadHandler):
    """Download handler for http and https. It fetches nothing unless the guarded resolver is in place."""

    def __init__(self, crawler: Crawler) -> None:
        find_trust_roots()
        super().__init__(crawler)
        self._pool._factory = _Factory
        self._base: str = crawler.settings.get("BASE_URL") or ""

    async def download_request(self, request: Request) -> Response:
        """The answer, under the address that was asked for. Raises Trouble, and Scrapy's exceptions."""
        async with Hosts.of(self._crawler).turn(request):
            return await self._download(request)

    async def _download(self, request: Request) -> Response:
        resolver = self._resolver()
        asked = request.replace(url=mapped(request.url, self._base)) if self._base else request
        try:
            response = await super().download_request(asked)
        except DownloadCancelledError as error:
            raise Failed(f"The answer is larger than {self._default_maxsize // 1024**2} MB.") from error
        except CannotResolveHostError as error:
            if where := resolver.refused.get(host_of(asked)):
                raise Refused(f"{where}; nothing is fetched from there.") from error
            raise
        finally:
            if asked is not request and "download_latency" in asked.meta:
                request.meta["download_latency"] = asked.meta["download_latency"]
        if self._base:
            response = response.replace(url=request.url, headers=told(response.headers, self._base))
        return response

    @staticmethod
    def _resolver() -> Resolver:
        from twisted.internet import reactor

        found = reactor.nameResolver
        if not isinstance(found, Resolver):
            raise NotSupported("the guarded resolver is not installed; use AsyncCrawlerProcess with crawlers.settings")
        return found


def find_trust_roots() -> None:
    """Where a system's certificates are not found by OpenSSL itself, use those of certifi."""
    if sys.platform in {"darwin", "win32"}:
        os.environ.setdefault("SSL_CERT_FILE", certifi.where())
