"""Redirects: followed within the source's own hosts, a few steps, never in a circle and never to a login."""

import re
from typing import Self
from urllib.parse import urldefrag, urlsplit

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from crawlers.guards.addresses import FOR_ROBOTS
from crawlers.guards.trouble import Failed, Refused

_LOGIN = re.compile(
    r"/(?:log-?in|log-?on|sign-?in|ielogon|wp-login|mewngofnodi|saml2?|adfs|oauth2?|sso)(?:\.\w+)?(?:/|$)",
    re.IGNORECASE,
)


class Redirects(RedirectMiddleware):
    """Downloader middleware: Scrapy's, with its eyes open."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it; without its search for a guard of the Referer header, which is never sent."""
        made = cls(crawler.settings)
        made.crawler = crawler
        return made

    def handle_referer(self, request: Request, response: Response) -> None:
        """We never say where we come from."""
        request.headers.pop("Referer", None)

    def process_response(  # type: ignore[override]
        self, request: Request, response: Response
    ) -> Request | Response:
        """Raises Refused for another host, Failed for a circle, too long a chain or a login."""
        if not 300 <= response.status < 400 or response.status == 304:
            return response
        try:
            onward = super().process_response(request, response)
        except IgnoreRequest as error:
            raise Failed(f"The address redirects more than {self.max_redirect_times} times.") from error
        except ValueError as error:
            raise Failed("The address redirects to one that cannot be understood.") from error
        if isinstance(onward, Response):
            raise Failed("The address redirects, but not to a web address.")
        self._check(request, onward)
        onward.meta.pop("download_slot", None)  # it may be another host's
        return onward

    def _check(self, request: Request, onward: Request) -> None:
        been = [urldefrag(url)[0] for url in (*request.meta.get("redirect_urls", ()), request.url)]
        old, new = urlsplit(request.url), urlsplit(onward.url)
        if urldefrag(onward.url)[0] in been:
            raise Failed(f"The address redirects in a circle, by way of {request.url[:200]}.")
        if FOR_ROBOTS in request.meta:
            return
        if new.hostname not in self.crawler.spider.hosts:  # type: ignore[union-attr]
            raise Refused(f"It redirects to another host, {new.hostname}.")
        if (old.scheme, new.scheme) == ("https", "http"):
            raise Refused("It redirects from https to http, where anybody could change what is read.")
        if _LOGIN.search(new.path) and not _LOGIN.search(old.path):
            raise Failed(f"The server wants a login: it redirects to {new.path[:100]}.")
