"""The replica: a small server on this machine that plays all the sites, each at ``/HOST/PATH?QUERY``.

It adds to what a site answers: validators and 304, HEAD, a log of everything asked, and faults that are switched by
the pattern of an address (``www.gov.wales/consultations*``, as in ``fnmatch``).
"""

import hashlib
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self, cast

from tests.replica.asked import Answer, Asked, Fault, Logged
from tests.replica.faults import HUGE, SPOILING, Broken, sent, spoil
from tests.replica.stage import play

__all__ = ["Answer", "Asked", "Fault", "Logged", "Replica"]

WRITTEN = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
"""When every page was last changed, unless it says otherwise."""
REFUSED_AGENTS = ("scrapy", "python-requests")
"""Several of the real sites refuse these."""
VALIDATORS = ("ETag", "Last-Modified")
SPOILED = frozenset({Fault.TRUNCATED, Fault.CUT_CHUNKED, *SPOILING})
PIECE = 64 * 1024


class Replica:
    """The server, running while its context lasts."""

    def __init__(self, port: int = 0) -> None:
        self.asked: list[Logged] = []
        self._broken: list[Broken] = []
        self._put: dict[tuple[str, str], Answer | None] = {}
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.replica = self
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        """What ``--base-url`` is given."""

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def wait(self) -> None:
        """Serve until interrupted."""
        self._thread.join()

    def break_(
        self, pattern: str, fault: Fault, times: int | None = None, *, after: int = 0, retry_after: str = "1"
    ) -> None:
        """Strike requests for ``HOST/PATH?QUERY`` of a pattern: all, or ``times`` after the first ``after``.

        ``retry_after`` (seconds or a date; empty for none) goes with THROTTLED and ERROR.
        """
        with self._lock:
            self._broken.append(Broken(pattern, fault, times, after, retry_after))

    def mend(self) -> None:
        """End all faults; what was put and removed stays."""
        with self._lock:
            self._broken.clear()

    def put(self, host: str, path_and_query: str, answer: Answer | str | bytes) -> None:
        """Answer an address, exactly as written, with this from now on, as changed later than all that was."""
        given = answer if isinstance(answer, Answer) else Answer(answer)
        with self._lock:
            changed = format_datetime(WRITTEN + timedelta(minutes=len(self._put) + 1), usegmt=True)
            self._put[host, path_and_query] = replace(given, headers={"Last-Modified": changed, **given.headers})

    def remove(self, host: str, path_and_query: str) -> None:
        """Answer an address with 404 from now on."""
        with self._lock:
            self._put[host, path_and_query] = None

    def restore(self) -> None:
        """Undo everything: nothing put, nothing removed, nothing broken."""
        with self._lock:
            self._put.clear()
            self._broken.clear()

    def addresses(self, host: str = "") -> list[str]:
        """The canonical addresses asked for, of one host or all, in order."""
        return [logged.address for logged in self.asked if host in ("", logged.host)]

    @contextmanager
    def watched(self) -> Iterator[list[Logged]]:
        """What is asked within the block."""
        before, seen = len(self.asked), list[Logged]()
        yield seen
        seen += self.asked[before:]

    def answer(self, asked: Asked, path_and_query: str) -> tuple[Answer, Fault | None]:
        """What is answered, and which fault is left for the connection to play."""
        agent = asked.headers.get("User-Agent", "").lower()
        if any(name in agent for name in REFUSED_AGENTS):
            return sent(403, "Request blocked"), None
        with self._lock:
            struck = [one for one in self._broken if one.strikes(asked.host + path_and_query)]
            put = self._put.get((asked.host, path_and_query), Answer(status=0))
        asked = replace(asked, fault=struck[0].fault if struck else None)
        if put is None:
            found = spoil(asked, lambda asked: sent(404, "Page not found"))
        else:
            found = spoil(asked, lambda asked: put) if put.status else play(asked)
        if struck and found.status in (429, 503) and struck[0].retry_after:
            found = replace(found, headers={**found.headers, "Retry-After": struck[0].retry_after})
        return _validated(asked, found), asked.fault

    def log(self, logged: Logged) -> None:
        """Add to the log."""
        with self._lock:
            self.asked.append(logged)


def _validated(asked: Asked, answer: Answer) -> Answer:
    """The answer with its validators, or 304 when the asker has it already; a fault is always shown."""
    if answer.status != 200:
        return answer
    if asked.fault in (Fault.NO_VALIDATORS, Fault.HUGE):
        kept = {name: value for name, value in answer.headers.items() if name not in VALIDATORS}
        return replace(answer, headers=kept)
    etag = f'"{hashlib.sha256(answer.data).hexdigest()[:16]}"'
    headers = {"ETag": etag, "Last-Modified": format_datetime(WRITTEN, usegmt=True), **answer.headers}
    if asked.fault in SPOILED:
        return replace(answer, headers=headers)
    if (known := asked.headers.get("If-None-Match")) is not None:
        same = headers["ETag"] in known
    else:
        same = asked.headers.get("If-Modified-Since") == headers["Last-Modified"]
    if same:
        kept = {name: headers[name] for name in VALIDATORS}
        return Answer(media_type=answer.media_type, status=304, headers=kept)
    return replace(answer, headers=headers)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    replica: Replica

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # whoever asked may hang up, and a crawl does
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self) -> None:
        _, _, rest = self.path.partition("/")
        host, _, path_and_query = rest.partition("/")
        if "?" in host:  # /HOST?QUERY
            host, _, query = host.partition("?")
            path_and_query = f"?{query}"
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        asked = replace(
            Asked.at(host, f"/{path_and_query}"),
            headers=dict(self.headers),
            method=self.command,
            body=body,
        )
        replica = cast("_Server", self.server).replica
        answer, fault = replica.answer(asked, f"/{path_and_query}")
        conditional = "If-None-Match" in self.headers or "If-Modified-Since" in self.headers
        agent = self.headers.get("User-Agent", "")
        replica.log(
            Logged(self.command, host, f"/{path_and_query}", answer.status, agent, time.monotonic(), conditional)
        )
        with suppress(ConnectionError):  # whoever asked has heard enough
            self._send(answer, fault)

    do_HEAD = do_GET
    do_POST = do_GET

    def _send(self, answer: Answer, fault: Fault | None) -> None:
        data = answer.data
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status == 304:
            self.end_headers()
            return
        self.send_header("Content-Type", answer.media_type)
        if fault in (Fault.CUT_CHUNKED, Fault.HUGE) and self.command != "HEAD":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self._send_chunks(data, fault)
            return
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command == "HEAD":
            return
        if fault is Fault.TRUNCATED:
            self.close_connection = True
            data = data[: len(data) // 2]
        self.wfile.write(data)

    def _send_chunks(self, data: bytes, fault: Fault) -> None:
        """The body in chunks: half of it and then nothing, or all of it and blanks without end."""
        self._chunk(data if fault is Fault.HUGE else data[: len(data) // 2])
        if fault is Fault.CUT_CHUNKED:
            self.close_connection = True
            return
        blank = b" " * PIECE
        for _ in range(HUGE // PIECE):
            self._chunk(blank)
        self.wfile.write(b"0\r\n\r\n")

    def _chunk(self, data: bytes) -> None:
        if data:
            self.wfile.write(b"%x\r\n%b\r\n" % (len(data), data))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the log is the replica's."""
