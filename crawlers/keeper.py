"""Where Scrapy's requests end: answers are kept some at a time, in one transaction and with one wait for the disk.

They are said to be done only after that, so nothing that was reported is lost by a kill.
"""

from collections.abc import Callable
from http import HTTPStatus

from scrapy.http import Response
from scrapy.utils.asyncio import CallLaterResult, call_later
from twisted.python.failure import Failure

from corpus.database import Corpus
from corpus.errors import AddewidError
from crawlers.events import Event, How, Problem
from crawlers.frontier import Frontier
from crawlers.guards import Blocked, Left, Refused, Stopped, Trouble
from crawlers.keeping import Came, Keeping
from crawlers.known import Page

AT_ONCE = 32
"""Answers that are kept together, when so many come within ``SECONDS``."""
SECONDS = 0.25


class Keeper:
    """Takes what Scrapy fetched. ``fault`` is what kept the crawl from going on, after which it takes nothing more."""

    def __init__(self, corpus: Corpus, keeping: Keeping, frontier: Frontier, tell: Callable[[Event], None]) -> None:
        self.frontier = frontier
        self.fault: Exception | None = None
        self._corpus = corpus
        self._keeping = keeping
        self._tell = tell
        self._buffer: list[Came] = []
        self._lines: list[Problem] = []
        self._timer: CallLaterResult | None = None

    def came(self, response: Response) -> None:
        """The callback of every request."""
        page: Page = response.meta["page"]
        self._lines += [Problem(page.address, note) for note in response.meta.get("notes", ())]
        if response.status == HTTPStatus.OK:
            self._add(Came(page, How.NEW, response))
        elif response.status == HTTPStatus.NOT_MODIFIED:
            self._add(Came(page, How.UNCHANGED, response))
        elif response.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
            self._add(Came(page, How.GONE, what=f"It is gone ({response.status})."))
        else:
            self._add(Came(page, How.FAILED, what=f"The server answered {response.status}."))

    def failed(self, failure: Failure) -> None:
        """The errback of every request."""
        page: Page = failure.request.meta["page"]  # type: ignore[attr-defined]
        problem = failure.value
        if isinstance(problem, Left):
            self._leave(page, problem)
        elif isinstance(problem, Refused):
            self._add(Came(page, How.REFUSED, what=str(problem)))
        else:
            named = str(problem) if isinstance(problem, Trouble) else f"{type(problem).__name__}: {problem}"
            self._add(Came(page, How.FAILED, what=named))

    def refuse(self, page: Page, what: str) -> None:
        """A page that cannot even be asked for."""
        self._add(Came(page, How.REFUSED, what=what))

    def _leave(self, page: Page, problem: Left) -> None:
        """Ask a host for nothing more; its pages stay waiting."""
        self.frontier.answered(page)
        self.frontier.leave(problem.host)
        seen = self._keeping.seen
        left = seen.blocked if isinstance(problem, Blocked) else seen.down
        if not isinstance(problem, Stopped) and problem.host not in left:
            left[problem.host] = str(problem)
            seen.problems += 1
            self._lines.append(Problem(problem.host, str(problem)))
        self._soon()

    def _add(self, came: Came) -> None:
        self.frontier.answered(came.page)
        self._buffer.append(came)
        self._soon()

    def _soon(self) -> None:
        """Keep now what is enough, or what is all there is: nothing else may wait for it."""
        if len(self._buffer) >= AT_ONCE or not self.frontier.under_way:
            self.flush()
        elif self._timer is None:
            self._timer = call_later(SECONDS, self.flush)

    def flush(self) -> None:
        """Keep what has come, and then say so."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self.fault is not None or not (self._buffer or self._lines):
            return
        batch, self._buffer = self._buffer, []
        lines, self._lines = self._lines, []
        try:
            with self._corpus.write() as session:
                said = self._keeping.keep(session, batch, lines)
        except Exception as fault:  # noqa: BLE001 - Scrapy would only log it; `close` raises it
            self.give_up(fault)
            return
        for event in said:
            self._tell(event)

    def give_up(self, fault: Exception) -> None:
        """Fetch nothing more: the first fault is the one that `close` raises."""
        self.fault, self.frontier.closed = self.fault or fault, True

    def close(self) -> None:
        """Keep what is left. Raises AddewidError when something kept the crawl from going on."""
        self.flush()
        if isinstance(self.fault, AddewidError):
            raise self.fault
        if self.fault is not None:
            what = f"The crawl could not go on ({type(self.fault).__name__}: {self.fault})"
            raise AddewidError(f"{what}; start it again when that is mended.") from self.fault
