"""What an answer makes of its page: bytes into the archive, the page done, and what it points at waiting.

All within the caller's transaction; nothing here knows Scrapy's engine.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from scrapy.http import Response
from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from corpus.codebook import PageState
from corpus.errors import CorpusDamaged, UnreadableDocument
from corpus.models import Capture, Crawl, CrawlProblem
from crawlers.archive import Archive, captures, records
from crawlers.archive.writing import check
from crawlers.events import Event, Fetched, Held, How, Problem
from crawlers.frontier import Frontier
from crawlers.guards import response_of
from crawlers.judge import Seen
from crawlers.known import Page
from crawlers.reading import Read, read
from crawlers.select import noted
from crawlers.spiders.base import Source
from crawlers.taking import answer

_STATES = {How.FAILED: PageState.FAILED, How.REFUSED: PageState.REFUSED, How.GONE: PageState.GONE}


@dataclass(slots=True)
class Came:
    """What was fetched of a page, or what kept it from being fetched."""

    page: Page
    how: How
    response: Response | None = None
    what: str = ""
    capture_id: int | None = None


class Keeping:
    """Keeps the answers of one run. ``seen`` is what the run will be judged by, ``counts`` what came of its pages."""

    def __init__(
        self, archive: Archive, spider: Source, frontier: Frontier, *, via: str = "", checking: bool = False
    ) -> None:
        self.seen = Seen()
        self.counts: Counter[How] = Counter()
        self._archive = archive
        self._spider = spider
        self._frontier = frontier
        self._via = via
        self._checking = checking
        self._shown_above: dict[str, int] = {}
        """By the listings that were led to, what the one that leads there shows."""
        self._lines: list[Problem] = []

    def keep(self, session: Session, batch: list[Came], lines: Iterable[Problem]) -> list[Event]:
        """Keep what came, and return what is to be said once that is on disk: what each page came to, and problems."""
        now = datetime.now(UTC)
        self._lines = list(lines)
        self._archived(session, [came for came in batch if came.how is How.NEW], now)
        held: list[Event] = []
        done: list[tuple[Page, Mapping[str, Any]]] = []
        for came in batch:
            done.append((came.page, {**self._became(session, came, held), "checked_at": now}))
            if came.what:
                self._lines.append(Problem(came.page.address, came.what))
            self.counts[came.how] += 1
        before = self._frontier.finished
        self._frontier.settle(session, done)
        self.record(session, self._lines)
        known = self._frontier.known
        fetched = [Fetched(came.page.address, came.how, before + n, known) for n, came in enumerate(batch, start=1)]
        return [*fetched, *held, *self._lines]

    def record(self, session: Session, lines: Iterable[Problem]) -> None:
        """Write lines of the report and the counts so far into the crawl's own rows."""
        crawl_id = self._frontier.run.crawl_id
        if rows := [{"crawl_id": crawl_id, "address": line.address, "what": line.what} for line in lines]:
            session.execute(insert(CrawlProblem), rows)
        same = self.counts[How.SAME] + self.counts[How.UNCHANGED]
        counts = {
            "fetched": self.counts[How.NEW] + same,
            "unchanged": same,
            "failed": self.counts[How.FAILED] + self.counts[How.REFUSED],
            "gone": self.counts[How.GONE],
        }
        session.execute(update(Crawl).where(Crawl.id == crawl_id).values(**counts))

    def _archived(self, session: Session, new: list[Came], now: datetime) -> None:
        """Put bodies into the archive; what came as it was kept before is the ``same``."""
        fitting: list[tuple[Came, records.Arrival]] = []
        for came in new:
            if came.response is None:
                continue
            arrival = self._arrival(came.page, came.response, now)
            try:
                check(arrival)
            except UnreadableDocument as problem:
                came.how, came.what = How.FAILED, str(problem)
            else:
                fitting.append((came, arrival))
        ids = captures.keep_all(session, self._archive, [arrival for _, arrival in fitting])
        for (came, _), capture_id in zip(fitting, ids, strict=True):
            came.capture_id = capture_id
            if capture_id == came.page.capture_id:
                came.how = How.SAME

    def _arrival(self, page: Page, response: Response, now: datetime) -> records.Arrival:
        headers = [(name.decode("latin-1"), _text(values)) for name, values in response.headers.items()]
        return records.page(
            response.url,
            response.body,
            media_type=captures.media_type(_header(response, "Content-Type")),
            at=now,
            source=self._spider.key,
            via=self._via,
            facts={"read": page.read, "context": dict(page.context)},
            status="200 OK",
            headers=headers,
        )

    def _became(self, session: Session, came: Came, held: list[Event]) -> dict[str, Any]:
        """What an answer makes of its page, as columns."""
        page = came.page
        if came.how in _STATES:
            self._missed(page, came)
            return {"state": _STATES[came.how], "problem": came.what}
        try:
            response = self._response(session, came)
        except CorpusDamaged as problem:
            # Next time all of it is asked for.
            return self._failed(came, str(problem)) | {"etag": "", "last_modified": ""}
        change: dict[str, Any] = {}
        if came.how is not How.UNCHANGED:
            change = {"capture_id": came.capture_id, "etag": _header(response, "ETag")}
            change["last_modified"] = _header(response, "Last-Modified")
        done = self._read(session, page, response, held)
        if done.problem:
            return change | self._failed(came, done.problem)
        if came.how is not How.NEW:
            self._held_before(session, came, done)
        return change | {"state": PageState.DONE, "problem": ""}

    def _failed(self, came: Came, what: str) -> dict[str, Any]:
        self.seen.problems += 1
        came.how, came.what = How.FAILED, what
        return {"state": PageState.FAILED, "problem": what}

    def _missed(self, page: Page, came: Came) -> None:
        """A page that was not had. That one is gone is a problem only while it is listed, as `ledger.look` knows."""
        self.seen.problems += came.how is not How.GONE
        if page.listing and came.how is How.GONE:
            self._changed(f"{page.address} lists what the source holds, and is gone.")
        elif page.listing:
            self.seen.unlisted.append(f"{page.address}: {came.what}")

    def _held_before(self, session: Session, came: Came, done: Read) -> None:
        """An answer that is as it was kept. Where its page was gone, or could not be read, it was left out; now its
        documents come in again.
        """
        capture = session.get_one(Capture, came.capture_id or came.page.capture_id)
        if came.page.problem:
            capture.complete = False
        elif capture.complete and done.items and not came.page.listing:
            self.seen.standing += 1

    def _response(self, session: Session, came: Came) -> Response:
        """What came; for an unchanged page what is archived of it, as if it had come again. Raises CorpusDamaged."""
        if came.how is How.UNCHANGED or came.response is None:
            capture = session.get(Capture, came.page.capture_id) if came.page.capture_id else None
            if capture is None:
                raise CorpusDamaged("The site says that it is unchanged, but no copy of it is kept.")
            record = self._archive.record(captures.place(capture))
            return answer(record, self._archive.read(record.place))
        response = came.response
        return response_of(response.url, response.status, response.headers, response.body)

    def _read(self, session: Session, page: Page, response: Response, held: list[Event]) -> Read:
        """Have the spider read an answer, and note what it points at."""
        with noted() as selections:
            done = read(self._spider, page, response, lambda follows: self._frontier.see(session, follows))
        if self._checking:
            held.append(Held(page.address, page.read, dict(selections), done.items, done.follows, done.problem))
            if done.problem:
                self._changed(done.problem)
        if done.oversized:
            self._lines.append(Problem(page.address, f"{done.oversized} of its links carry too much to be kept."))
        if done.claimed is not None:
            self.seen.claimed = (self.seen.claimed or 0) + done.claimed
        self.seen.pages += not page.listing or bool(done.items)
        if page.listing:
            self._listed(session, page, done)
        else:
            self._frontier.see(session, done.onward)
        return done

    def _listed(self, session: Session, page: Page, done: Read) -> None:
        """Follow a listing to the next ones, unless it shows just what the one that led to it showed."""
        self.seen.listings += 1
        above = self._shown_above.pop(page.address, None)
        if done.problem:
            self._changed(done.problem)
        elif done.shown and done.shown == above:
            self._amiss(page, self.seen.looped, "It shows the same items as the listing that led to it.")
        elif done.bare and above is not None:
            self._amiss(page, self.seen.bare, "It shows nothing, though another listing leads to it.")
        elif done.bare:
            self.seen.bare.append(page.address)
        else:
            self._shown_above.update((follow.address, done.shown) for follow in done.onward)
            self._frontier.see(session, done.onward)

    def _amiss(self, page: Page, where: list[str], what: str) -> None:
        where.append(page.address)
        self.seen.problems += 1
        self._lines.append(Problem(page.address, what))

    def _changed(self, because: str) -> None:
        """The source is not what it was: nothing of this run will be taken in, so nothing more is asked of the site."""
        self.seen.changed = self.seen.changed or because
        self._frontier.closed = not self._checking


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")


def _text(values: list[bytes]) -> str:
    return b", ".join(values).decode("latin-1")
