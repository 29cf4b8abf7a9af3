"""One crawl from beginning to end: fetch, judge, and take in what is judged good."""

import re
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from corpus import crawls
from corpus.codebook import CrawlOutcome, PageState
from corpus.database import Corpus
from corpus.errors import AddewidError
from corpus.models import Crawl, WebPage
from corpus.versions import Novelty
from crawlers import ledger
from crawlers.archive import Archive
from crawlers.archive.conclusions import conclude
from crawlers.events import Event, Finished, Judged, Problem, Started, TookIn, Would
from crawlers.fetching import begun, fetch, settings_of
from crawlers.frontier import SAMPLED, Frontier
from crawlers.guards import proxy_notice
from crawlers.job import Job
from crawlers.judge import Seen, Verdict, failing, verdict
from crawlers.keeper import Keeper
from crawlers.keeping import Keeping
from crawlers.known import Run, eligible
from crawlers.pending import Pending
from crawlers.spiders import load
from crawlers.spiders.base import Source
from crawlers.stopping import Stop
from crawlers.trial import copied

Tell = Callable[[Event], None]


def crawl(job: Job, tell: Tell, stop: Stop) -> int:
    """Run a crawl, once in the life of a process, and return its exit status.

    Raises UsageProblem for a job that cannot be, CorpusBusy while the same source is being crawled, and AddewidError
    for what keeps the crawl from keeping what it fetches.
    """
    spider = begun(load(job.source), job)
    corpus = Corpus(job.database)
    try:
        if job.dry_run or job.check:
            with copied(corpus, spider.key, job.base_url, pages=job.dry_run) as (copy, archive):
                return _Crawl(job, spider, copy, archive, tell, stop).try_out()
        with _alone(corpus, spider.key):
            return _Crawl(job, spider, corpus, Archive(Path(job.archive)), tell, stop).run()
    finally:
        corpus.close()


def _alone(corpus: Corpus, source: str) -> AbstractContextManager[None]:
    """One crawl of a source at a time. Raises CorpusBusy."""
    name = re.sub(r"[^A-Za-z0-9.-]", "_", source)
    return corpus.alone(f"crawl-{name}", 0, f"{source} is being crawled by {{who}}; wait for it to finish.")


@dataclass(slots=True)
class _Crawl:
    job: Job
    spider: Source
    corpus: Corpus
    archive: Archive
    tell: Tell
    stop: Stop

    def run(self) -> int:
        """Fetch, judge, take in."""
        run, kept = self._fetched()
        judged = verdict(kept.seen)
        pending = self._pending(run, judged)
        if judged.taken_in:
            judged = self._tried(pending, kept, judged)
        self.tell(Judged(judged.outcome, judged.words, kept.seen.listed, kept.seen.claimed, kept.seen.healthy))
        took: Counter[Novelty] = Counter()
        if judged.taken_in:
            took = self._take_in(pending, kept)
            if self._ended(kept):
                judged = verdict(Seen(stopped=True))
        counts = {"added": took[Novelty.NEW] + took[Novelty.TWIN], "replaced": took[Novelty.VERSION]}
        with self.corpus.write() as session:
            ledger.end(session, run.crawl_id, judged, counts)
            conclude(session, self.archive, run.crawl_id)
        return self._finish(kept, judged, counts)

    def try_out(self) -> int:
        """Fetch what a dry run or a check may, and say what was found; nothing is kept."""
        run, kept = self._fetched()
        kept.seen.bounded, kept.seen.sought = True, self.job.check
        judged = verdict(kept.seen)
        if self.job.check and judged.taken_in:
            judged = self._tried(self._pending(run, judged), kept, judged)
        if self.job.dry_run:
            with self.corpus.read() as session:
                wanted = eligible(run).where(~WebPage.listing).order_by(WebPage.id)
                for page in session.execute(wanted.limit(self.job.limit)):
                    self.tell(Would(page.address, page.read))
        return self._finish(kept, judged, {})

    def _fetched(self) -> tuple[Run, Keeping]:
        """Fetch all there is for this run, and count what was seen."""
        job = self.job
        settings = settings_of(job)
        per_host = settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") + 1
        with self.corpus.write() as session:
            opened = ledger.begin(session, self.spider.key, via=job.base_url, wanted=self._wanted())
            run = self._bounds(opened)
            frontier = Frontier(self.corpus, run, per_host=per_host)
            waiting = frontier.begin(session, self.spider.begin())
        self.tell(Started(run.source, run.crawl_id, waiting))
        if notice := proxy_notice():
            self.tell(Problem("", notice))
        keeping = Keeping(self.archive, self.spider, frontier, via=job.base_url, checking=job.check)
        frontier.at_the_end = lambda session: self._ask_for_delisted(session, frontier, keeping.seen)
        try:
            fetch(job, settings, type(self.spider), Keeper(self.corpus, keeping, frontier, self.tell), self.stop)
        except AddewidError as problem:
            with self.corpus.write() as session:
                ledger.end(session, run.crawl_id, Verdict(CrawlOutcome.FAILED, str(problem)), {})
            raise
        seen = keeping.seen
        seen.stopped = self.stop.asked
        with self.corpus.write() as session:
            self._look(session, run, seen)
            if run.pages is None and run.whole:
                seen.unfinished = frontier.unfinished(session)
            many, lines = ledger.still_missed(session, run.crawl_id)
            keeping.record(session, lines)
        seen.problems += many
        for line in lines:
            self.tell(line)
        return run, keeping

    def _look(self, session: Session, run: Run, seen: Seen) -> None:
        """Count what the listings showed, and what they should have shown as far as that is known."""
        ledger.look(session, run.crawl_id, seen)
        seen.bounded = bool(self.job.wanted)
        if self.job.accept_fewer or not self.spider.steady:
            seen.healthy = None

    def _ask_for_delisted(self, session: Session, frontier: Frontier, seen: Seen) -> bool:
        """Have what the listings show no longer looked at, when they are believed to show all there is."""
        if self.job.dry_run or self.job.check or not self.spider.steady:
            return False
        self._look(session, frontier.run, seen)
        return verdict(seen).outcome is CrawlOutcome.COMPLETE and frontier.ask_for_delisted(session) > 0

    def _wanted(self) -> dict[str, Any]:
        """What tells this crawl from others of its source, as its row has it."""
        job = self.job
        wanted = dict(job.wanted)
        if job.options:
            wanted["options"] = dict(job.options)
        if job.accept_fewer:
            wanted["accept_fewer"] = True
        return wanted

    def _pending(self, run: Run, judged: Verdict) -> Pending:
        """What is to be taken in; what came before the last crawl that was not believed, only by a whole one."""
        if judged.outcome is CrawlOutcome.COMPLETE:
            return Pending(self.corpus, self.archive, run)
        with self.corpus.read() as session:
            since = crawls.distrusted_until(session, run.source, run.via)
        return Pending(self.corpus, self.archive, run, since)

    def _bounds(self, opened: Crawl) -> Run:
        job = self.job
        return Run(
            source=self.spider.key,
            crawl_id=opened.id,
            started_at=opened.started_at,
            fresh_for=self.spider.fresh_for,
            via=job.base_url,
            since=job.since,
            limit=None if job.dry_run else job.limit,
            pages=0 if job.dry_run else 1 if job.check else None,
            listings=SAMPLED if job.check else None,
        )

    def _tried(self, pending: Pending, kept: Keeping, judged: Verdict) -> Verdict:
        """Read what is to be taken in, and judge again by how much of it can be read."""
        tried = pending.try_all(lambda: self._ended(kept))
        if self._ended(kept):
            return verdict(Seen(stopped=True))
        with self.corpus.write() as session:
            lines = pending.mark(session)
            missed = pending.missed(session, PageState.FAILED)
            gone = [] if self.job.accept_fewer else pending.missed(session, PageState.GONE)
            worse = failing(missed, gone, len(tried.good) + kept.seen.standing)
            if worse is None:
                pending.believe(session)
            kept.record(session, lines)
        kept.seen.problems += len(lines)
        for line in lines:
            self.tell(line)
        return worse or judged

    def _ended(self, kept: Keeping) -> bool:
        """Whether what has come is left to the next crawl: asked while fetching, it is still taken in."""
        return self.stop.left or (self.stop.asked and not kept.seen.stopped)

    def _take_in(self, pending: Pending, kept: Keeping) -> Counter[Novelty]:
        took: Counter[Novelty] = Counter()
        lines: list[Problem] = []
        for done, added in pending.take_in(lambda: self._ended(kept), lines):
            took[added.novelty] += 1
            self.tell(TookIn(added.key, added.lang, added.title, added.novelty, done, pending.good))
        with self.corpus.write() as session:
            kept.record(session, lines)
        for line in lines:
            self.tell(line)
        return took

    def _finish(self, kept: Keeping, judged: Verdict, took: dict[str, int]) -> int:
        seen = kept.seen
        counts = {how.value: many for how, many in kept.counts.items()}
        counts |= {"listed": seen.listed, "problems": seen.problems, **took}
        status = judged.exit_status(seen.problems)
        self.tell(Finished(judged.outcome, judged.words, status, counts))
        return status
