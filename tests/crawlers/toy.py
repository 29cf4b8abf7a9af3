"""A small site of our own and its spider, for tests of what fetches, keeps and judges; any change is one attribute."""

import multiprocessing
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from scrapy.http import Response, TextResponse
from sqlalchemy import event
from sqlalchemy.engine import Engine

from corpus.codebook import CrawlOutcome, DocumentKind, Lang
from corpus.errors import AddewidError
from crawlers import spiders
from crawlers.events import Event, Finished, from_line, to_line
from crawlers.items import Claim, Follow, Item, Yielded
from crawlers.job import Job
from crawlers.select import many, required, text
from crawlers.spiders.base import Source, reads
from crawlers.stopping import Stop

HOST = "toy.example"
ROOT = f"https://{HOST}"
REPOSITORY = Path(__file__).parents[2]
CHILD = f"""
import sys
sys.path.insert(0, {str(REPOSITORY)!r})
from tests.crawlers import toy
toy.register()
from crawlers.__main__ import main
import os
os._exit(main())
"""
COMMAND = (sys.executable, "-P", "-c", CHILD)
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["pytest", "tests.crawlers.toy", "crawlers.run", "crawlers.guards.handler"])


class Toy(Source):
    """toy.example: plans, each with a note attached."""

    name = "toy"
    hosts = (HOST,)
    publisher = "Toy Council"
    fresh_for = timedelta(days=30)

    def begin(self) -> Iterable[Follow]:
        return [Follow(address=f"{ROOT}/plans?page=0", read="listing", listing=True)]

    @reads
    def listing(self, response: TextResponse) -> Iterator[Yielded]:
        if claimed := text(response.css(".claim")):
            yield Claim(int(claimed))
        many(response, "ul.plans")
        for row in response.css("ul.plans li"):
            yield Follow(
                address=response.urljoin(row.css("a").attrib["href"]),
                read="page",
                context={"found": "listing"},
                stamp=row.attrib.get("data-stamp", ""),
                dated=date.fromisoformat(row.attrib["data-dated"]),
                counts=True,
            )
        if onward := response.css("a.next"):
            yield Follow(address=response.urljoin(onward.attrib["href"]), read="listing", listing=True)

    @reads
    def page(self, response: TextResponse, *, found: str = "") -> Iterator[Yielded]:
        yield Item(
            kind=DocumentKind.STRATEGY,
            title=required(response, "h1"),
            work=response.url,
            lang=Lang.EN,
            content=("main",),
            facts={"status": "open"},
        )
        for link in response.css("a.note"):
            yield Follow(address=response.urljoin(link.attrib["href"]), read="note", context={"of": response.url})

    @reads
    def note(self, response: Response, *, of: str) -> Iterator[Yielded]:
        yield Item(kind=DocumentKind.BRIEFING, title="A note", work=response.url, lang=Lang.EN, part_of=of)


def register() -> None:
    """Make the toy a source of this process, which is a crawl's own; a test process has the real ones only."""
    spiders.SOURCES["toy"] = "toy:Toy"
    sys.modules["crawlers.spiders.toy"] = sys.modules[__name__]


@dataclass(slots=True)
class Site:
    """What the site holds and how it behaves.

    ``answers`` override paths with a status and a body, ``moved`` sends from a path to an address; ``flaky`` paths
    answer 503 that many times first.
    """

    plans: int = 12
    each: int = 5
    stamped: bool = True
    claims: bool = True
    claimed: int | None = None
    notes: bool = True
    texts: dict[int, str] = field(default_factory=dict)
    answers: dict[str, tuple[int, str]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    flaky: Counter[str] = field(default_factory=Counter)
    at: Callable[[str], None] = lambda path: None
    asked: list[str] = field(default_factory=list)

    def reset(self) -> None:
        """Be as at first, so that one server does for many tests."""
        fresh = Site()
        for name in (item.name for item in fields(self)):
            setattr(self, name, getattr(fresh, name))

    def answer(self, path: str) -> tuple[int, str, str]:
        """Status, media type and body of a path with its query."""
        if self.flaky[path] > 0:
            self.flaky[path] -= 1
            return 503, "text/plain", "Later"
        if path in self.moved:
            return 302, "text/plain", self.moved[path]
        if path in self.answers:
            status, body = self.answers[path]
            return status, "text/html; charset=utf-8", body
        parts = urlsplit(path)
        if parts.path == "/plans":
            return 200, "text/html; charset=utf-8", self.listing(int(parse_qs(parts.query)["page"][0]))
        name, _, number = parts.path.strip("/").partition("-")
        if name == "plan" and number.isdecimal() and int(number) < self.plans:
            return 200, "text/html; charset=utf-8", self.plan(int(number))
        if name == "note" and number.removesuffix(".txt").isdecimal():
            return 200, "text/plain; charset=utf-8", f"The note to plan {number} says how it will be paid for.\n"
        return 404, "text/html; charset=utf-8", "<h1>Nothing here</h1>"

    def listing(self, page: int) -> str:
        shown = range(page * self.each, min(self.plans, (page + 1) * self.each))
        rows = "".join(
            f'<li data-dated="2026-01-{number % 28 + 1:02}" {self.stamp(number)}>'
            f'<a href="/plan-{number}">Plan {number}</a></li>'
            for number in shown
        )
        claim = f'<p class="claim">{self.plans if self.claimed is None else self.claimed}</p>' if self.claims else ""
        onward = f'<a class="next" href="/plans?page={page + 1}">Next</a>' if shown.stop < self.plans else ""
        return f"<html><body>{claim if page == 0 else ''}<ul class=plans>{rows}</ul>{onward}</body></html>"

    def stamp(self, number: int) -> str:
        return f'data-stamp="{sha256(self.plan(number).encode()).hexdigest()[:8]}"' if self.stamped else ""

    def plan(self, number: int) -> str:
        words = self.texts.get(number, f"The council will open hub {number} by March 2027.")
        note = f'<a class=note href="/note-{number}.txt">Note</a>' if self.notes else ""
        return f"<html><body><h1>Plan {number}</h1><main><p>{words}</p></main>{note}</body></html>"


class Quiet(ThreadingHTTPServer):
    """A server that does not mind when a killed crawl breaks off."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(site: Site) -> Iterator[str]:
    """The site at an address for ``--base-url``, with validators and 304."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.removeprefix(f"/{HOST}")
            if path == "/robots.txt":
                self.respond(404, "text/plain", "")
                return
            site.asked.append(path)
            site.at(path)
            status, media_type, body = site.answer(path)
            etag = f'"{sha256(body.encode()).hexdigest()[:16]}"'
            if status == 200 and self.headers.get("If-None-Match") == etag:
                self.respond(304, media_type, "", etag)
            else:
                self.respond(status, media_type, body, etag)

        def respond(self, status: int, media_type: str, body: str, etag: str = "") -> None:
            data = body.encode()
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            if etag:
                self.send_header("ETag", etag)
            if status == 302:
                self.send_header("Location", body)
            if status != 304:
                self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = Quiet(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def job(folder: Path, url: str, **wanted: Any) -> Job:
    """A crawl of the toy site into a corpus in a folder, without delays."""
    return Job(
        database=f"sqlite:///{folder / 'corpus.db'}",
        archive=str(folder / "archive"),
        source="toy",
        base_url=url,
        delays=False,
        **wanted,
    )


def crawl(wanted: Job, kill_at: int = 0) -> tuple[list[Event], int]:
    """Crawl in a process of its own that has loaded everything already; what it said, and its exit status.

    It kills itself at the moment of this number, counting what it does to disk and database.
    """
    hear, say = _FORKS.Pipe(duplex=False)
    process = _FORKS.Process(target=_crawl, args=(wanted.to_json(), say, kill_at))
    process.start()
    say.close()
    events: list[Event] = []
    with suppress(EOFError):
        while True:
            events.append(from_line(hear.recv()))
    process.join()
    return events, process.exitcode or 0


def _crawl(line: str, say: Connection, kill_at: int) -> None:
    from crawlers.run import crawl as run  # Scrapy is not loaded where the tests are

    register()
    if kill_at:
        _die_at(kill_at)
    try:
        status = run(Job.from_json(line), lambda event: say.send(to_line(event)), Stop())
    except AddewidError as problem:
        status = problem.exit_status
        say.send(to_line(Finished(CrawlOutcome.FAILED, str(problem), status)))
    say.close()
    os._exit(status)


def _die_at(moment: int) -> None:
    passed, fsync = count(1), os.fsync

    def passing(*_: object) -> None:
        if next(passed) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    def synced(fd: Any) -> None:
        passing()
        fsync(fd)
        passing()

    os.fsync = synced
    event.listen(Engine, "commit", passing)
    event.listen(Engine, "begin", passing)
