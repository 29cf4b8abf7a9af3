"""What is still to fetch. The queue lives in the table ``web_pages``; memory holds what is under way.

A page is waiting until its answer is kept, so a killed run forgets nothing. Which sightings of a known page make it
wait again is decided in `crawlers.known`.
"""

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urldefrag

from sqlalchemy import Row, and_, bindparam, func, insert, or_, select, update
from sqlalchemy.orm import Session

from corpus.codebook import PageState
from corpus.database import Corpus
from corpus.models import Capture, WebPage
from crawlers.items import Follow
from crawlers.known import PAGES, Page, Run, eligible, flags, joined, new, renewed

READY = 64
"""Pages taken from the table at a time."""
TRIES = 3
"""Runs in which a page that could not be had is tried again without being listed any more."""
REMEMBERED = 20_000
"""Addresses seen in this run that are remembered, so that a link on every page is looked up once."""
SAMPLED = 8
"""Listings that a check follows to find one page."""


class Frontier:
    """The pages of one source in one run."""

    def __init__(self, corpus: Corpus, run: Run, *, per_host: int = 2) -> None:
        self.run = run
        self.closed = False
        """Whether nothing more is handed out."""
        self.finished = 0
        self.at_the_end: Callable[[Session], bool] = lambda session: False
        """Asked once, when nothing is left: whether it has found more to fetch."""
        self._ended = False
        self._corpus = corpus
        self._per_host = per_host
        self._left: set[str] = set()
        self._ready: OrderedDict[int, Page] = OrderedDict()
        self._out: dict[int, Page] = {}
        self._busy: Counter[str] = Counter()
        self._given: Counter[str] = Counter()
        self._seen: OrderedDict[str, int] = OrderedDict()
        self._waiting = 0
        self._listings = 0
        self._dry = False

    def next(self) -> Page | None:
        """A page to fetch now, of a host that is not busy; None when there is none at this moment."""
        if self.closed:
            return None
        self._refill()
        for page in self._ready.values():
            if self._busy[page.host] < self._per_host:
                return self._give(page)
        return None

    def any_left(self) -> bool:
        """Whether there is anything that `next` has not handed out."""
        if self.closed:
            return False
        self._refill()
        return bool(self._ready)

    @property
    def under_way(self) -> bool:
        """Whether an answer is still awaited."""
        return self._busy.total() > 0

    @property
    def known(self) -> int | None:
        """Pages fetched and to fetch in this run, as far as can be told; None where the run is bounded."""
        return self.finished + self._waiting if self.run.whole and self.run.since is None else None

    def answered(self, page: Page) -> None:
        """Its answer has come, whatever it is; it is not handed out again before `settle`, if ever in this run."""
        self._busy[page.host] -= 1

    def leave(self, host: str) -> None:
        """Hand out no more pages of a host in this run; they stay waiting."""
        self._left.add(host)
        self._ready.clear()

    def _give(self, page: Page) -> Page:
        del self._ready[page.id]
        self._out[page.id] = page
        self._busy[page.host] += 1
        self._given["listings" if page.listing else "pages"] += 1
        if page.listing:
            self._listings -= 1
        elif page.counts:
            self._given["counted"] += 1
        return page

    def _refill(self) -> None:
        if self._ready or self._dry:
            return
        self._dry = not self._take()
        if self._dry and not self.under_way and not self._ended:
            self._ended = True
            with self._corpus.write() as session:
                more = self.at_the_end(session)
            self._dry = not (more and self._take())

    def _take(self) -> bool:
        order = (self._take_listings, self._take_pages)
        return any(take() for take in (order if self.run.whole else reversed(order)))

    def _take_listings(self) -> bool:
        run, given = self.run, self._given
        allowed = None if run.listings is None else run.listings - given["listings"]
        if not run.whole:
            # One at a time, for its pages may be all that is wanted.
            spent = run.limit is not None and given["counted"] >= run.limit
            if self.under_way or spent or given["pages"] == run.pages or allowed == 0:
                return False
            allowed = 1
        if self._listings <= 0:
            return False
        wanted = eligible(run, self._left).where(WebPage.listing, WebPage.crawl_id == run.crawl_id)
        # In a whole run the newest first: they stand at the end of what may be a long queue.
        wanted = wanted.order_by(WebPage.id.desc() if run.whole else WebPage.id)
        return self._load(wanted.limit(self._listings + len(self._out)), allowed)

    def _take_pages(self) -> bool:
        run, given = self.run, self._given
        allowed = None if run.pages is None else run.pages - given["pages"]
        wanted = eligible(run, self._left).where(~WebPage.listing)
        if run.limit is not None:
            # What belongs to the pages of this run comes with them; the rest of the source does not.
            here = and_(~WebPage.counts, WebPage.crawl_id == run.crawl_id)
            left = run.limit - given["counted"]
            wanted = wanted.where(or_(WebPage.counts, here) if left > 0 else here)
            allowed = left if left > 0 else None
            wanted = wanted.order_by(WebPage.tries)  # what failed before takes no new page's place
        if allowed == 0:
            return False
        if run.pages is not None:
            wanted = wanted.where(WebPage.crawl_id == run.crawl_id).order_by(WebPage.counts.desc())
        return self._load(wanted.order_by(WebPage.id).limit(READY + len(self._out)), allowed)

    def _load(self, wanted: Any, allowed: int | None) -> bool:
        with self._corpus.read() as session:
            pages = [Page(*row) for row in session.execute(wanted)]
        fresh = [page for page in pages if page.id not in self._out][:allowed]
        self._ready.update((page.id, page) for page in fresh)
        return bool(fresh)

    def begin(self, session: Session, entry: Iterable[Follow]) -> int:
        """Take up what earlier runs left, see the entry points, and count what waits.

        A listing of an earlier run waits for being found again: it may be one that is no more.
        """
        mine = and_(WebPage.source == self.run.source, ~WebPage.listing)
        failed = and_(WebPage.state == PageState.FAILED, WebPage.tries < TRIES)
        # What belongs to a page is found anew only when that page is fetched, so its own turn must come by itself.
        old = WebPage.checked_at < self.run.started_at - self.run.fresh_for
        missed = WebPage.state.in_((PageState.FAILED, PageState.GONE, PageState.REFUSED))
        owned = and_(~WebPage.counts, missed, or_(old, WebPage.tries == 0))
        session.execute(update(PAGES).where(mine, or_(failed, owned)).values(state=PageState.WAITING))
        self._waiting = session.scalar(select(func.count()).where(mine, WebPage.state == PageState.WAITING)) or 0
        self.see(session, entry)
        return self._waiting

    def ask_for_delisted(self, session: Session) -> int:
        """Have the pages fetched that no listing shows any more and that were not looked at for long; returns how many.

        That they fail is no wonder, so it is not their first try.
        """
        run = self.run
        delisted = and_(WebPage.counts, ~WebPage.listing, WebPage.crawl_id != run.crawl_id)
        old = and_(WebPage.state == PageState.DONE, WebPage.checked_at < run.started_at - run.fresh_for)
        again = update(PAGES).where(WebPage.source == run.source, delisted, old)
        found: int = session.execute(again.values(state=PageState.WAITING, tries=1)).rowcount  # type: ignore[attr-defined]
        self._waiting += found
        return found

    def unfinished(self, session: Session) -> int:
        """How many pages still wait that this run was after, but for those of hosts that were left alone."""
        wanted = eligible(self.run, self._left).where(or_(~WebPage.listing, WebPage.crawl_id == self.run.crawl_id))
        return session.scalar(select(func.count()).select_from(wanted.subquery())) or 0

    def see(self, session: Session, follows: Iterable[Follow]) -> None:
        """Note what a page points at: new pages wait, and known ones that `renewed` says."""
        sought: dict[str, Follow] = {}
        for follow in follows:
            address = urldefrag(follow.address).url
            if flags(follow) & ~self._seen.get(address, 0):
                sought[address] = joined(sought[address], follow) if address in sought else follow
        if not sought:
            return
        known = self._known(session, list(sought))
        rows = [new(address, follow, self.run) for address, follow in sought.items() if address not in known]
        if rows:
            session.execute(insert(PAGES), rows)
        waiting = [follow for address, follow in sought.items() if address not in known]
        changes: list[tuple[int, Mapping[str, Any]]] = []
        for address, row in known.items():
            change = renewed(row, sought[address], self.run, self._seen.get(address, 0))
            changes.append((row.id, change))
            if "state" in change:
                waiting.append(sought[address])
        _update(session, changes)
        self._remember(sought)
        self._listings += sum(follow.listing for follow in waiting)
        self._waiting += len(waiting)
        self._dry = self._dry and not waiting

    def _remember(self, sought: Mapping[str, Follow]) -> None:
        for address, follow in sought.items():
            self._seen[address] = self._seen.pop(address, 0) | flags(follow)
        while len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)

    def _known(self, session: Session, addresses: list[str]) -> dict[str, Row[Any]]:
        found: dict[str, Row[Any]] = {}
        for at in range(0, len(addresses), 500):
            some = WebPage.address.in_(addresses[at : at + 500])
            joined_to = select(PAGES, Capture.via).outerjoin(Capture, Capture.id == PAGES.c.capture_id)
            rows = session.execute(joined_to.where(WebPage.source == self.run.source, some))
            found.update((row.address, row) for row in rows)
        return found

    def settle(self, session: Session, done: Sequence[tuple[Page, Mapping[str, Any]]]) -> None:
        """Write down what became of pages, as columns."""
        _update(session, ((page.id, change) for page, change in done))
        for page, _ in done:
            self._out.pop(page.id, None)
        self.finished += len(done)
        self._waiting -= len(done)
        self._dry = False


def _update(session: Session, changes: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
    """Change rows, those that change in the same columns together."""
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for number, change in changes:
        if change:
            row = {f"_{name}": value for name, value in change.items()}
            alike.setdefault(tuple(change), []).append({"_id": number, **row})
    for names, rows in alike.items():
        statement = update(PAGES).where(PAGES.c.id == bindparam("_id"))
        session.execute(statement.values({name: bindparam(f"_{name}") for name in names}), rows)
