"""When the server says "not now", says no, or says nothing: wait and ask again, leave the host alone, or give up."""

from datetime import UTC, datetime
from typing import Self

from OpenSSL import SSL
from scrapy import exceptions, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Request, Response
from scrapy.utils.response import response_status_message
from service_identity import VerificationError
from twisted.internet import error as net
from twisted.web.client import ResponseFailed

from crawlers.guards import retry_after
from crawlers.guards.addresses import FOR_ROBOTS
from crawlers.guards.hosts import Hosts, host_of
from crawlers.guards.trouble import Blocked, Failed

_TIMES = ("", "", ", twice", ", three times", ", four times", ", five times")
_SILENCE: tuple[tuple[type[Exception], str], ...] = (
    (exceptions.DownloadTimeoutError, "The server took too long to answer"),
    (net.TimeoutError, "The server took too long to answer"),
    (exceptions.CannotResolveHostError, "The name of the server could not be found"),
    (exceptions.DownloadConnectionRefusedError, "The server refused the connection"),
    (exceptions.ResponseDataLossError, "The answer broke off before its end"),
    (exceptions.DownloadFailedError, "The connection broke off"),
    (net.ConnectError, "No connection to the server could be made"),
    (net.ConnectionLost, "The connection broke off"),
    (net.ConnectionDone, "The connection broke off"),
)


class Retries:
    """Downloader middleware. 5xx and silence: asked again after a growing pause of the host. 403, 429: see Blocked."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._codes = {int(code) for code in crawler.settings.getlist("RETRY_HTTP_CODES")} - {429}
        self._told_to_wait: set[str] = set()
        self._times = crawler.settings.getint("RETRY_TIMES")
        self._base = crawler.settings.getfloat("BACKOFF_BASE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        made = cls(crawler)
        crawler.signals.connect(made.heed, signal=signals.response_downloaded)
        return made

    def heed(self, response: Response, request: Request) -> None:
        """Leave or hold the host as the answer asks: at once, before the next request to it can go out."""
        host, status = host_of(request), response.status
        wait = retry_after.seconds(response.headers.get(b"Retry-After"), datetime.now(UTC))
        if status == 429:
            if wait is None or wait > retry_after.LONGEST or host in self._told_to_wait:
                self._block(host, "429 Too Many Requests")
            else:
                self._told_to_wait.add(host)
                self._hosts.hold(host, wait)
        elif status == 403 and FOR_ROBOTS not in request.meta:
            self._block(host, "403 Forbidden")
        elif status in self._codes and wait is not None and wait > retry_after.LONGEST:
            self._block(host, f"{response_status_message(status)}, and to come back in {wait / 3600:.1f} hours")
        elif status in self._codes:
            self._hosts.hold(host, max(wait or 0.0, self._pause(request)))

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Raises Left where the host is left alone, or Failed once the attempts are used up."""
        host, status = host_of(request), response.status
        if status in {403, 429} or status in self._codes:
            self._hosts.check(host)
        if status == 429:
            again = request.replace(dont_filter=True, priority=request.priority + 1)
            again.meta["retry_times"] = request.meta.get("retry_times", 0) + 1
            return again
        if status not in self._codes or status == 500:
            self._hosts.answered(host)
        if status not in self._codes:
            return response
        return self._again(request, f"The server answered {response_status_message(status)}", silent=status != 500)

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Raises Failed once the attempts are used up; None for what is no trouble of the network."""
        if _distrusted(exception):
            self._hosts.unanswered(host_of(request))
            raise Failed("The server could not prove who it is: its certificate is not to be trusted.") from exception
        for kind, what in _SILENCE:
            if isinstance(exception, kind):
                self._hosts.hold(host_of(request), self._pause(request))
                return self._again(request, what, silent=True)
        return None

    @property
    def _hosts(self) -> Hosts:
        return Hosts.of(self._crawler)

    def _block(self, host: str, said: str) -> None:
        self._hosts.leave(host, Blocked, f"{host} answered {said}: it is left alone and the last copies are kept.")

    def _pause(self, request: Request) -> float:
        """Seconds until the next attempt at this page; 0 when there will be none."""
        tried = request.meta.get("retry_times", 0)
        return float(self._base * 2**tried) if tried < self._times else 0.0

    def _again(self, request: Request, what: str, *, silent: bool) -> Request:
        """The request once more; Failed when that was the last time."""
        host, tried = host_of(request), request.meta.get("retry_times", 0)
        spider = self._crawler.spider
        if spider is None:
            raise RuntimeError("no spider is open")
        again = get_retry_request(request, spider=spider, reason=what, priority_adjust=1, give_up_log_level="DEBUG")
        if again is None:
            if silent:
                self._hosts.unanswered(host)
            count = _TIMES[tried + 1] if tried + 1 < len(_TIMES) else f", {tried + 1} times"
            raise Failed(f"{what}{count}.")
        return again


def _distrusted(exception: Exception) -> bool:
    cause = exception.__cause__
    if not isinstance(cause, ResponseFailed):
        return False
    return any(isinstance(reason.value, SSL.Error | VerificationError) for reason in cause.reasons)
