"""The rows that tell of crawls: opened when one begins, closed when it ends."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from corpus import crawls
from corpus.codebook import CrawlOutcome, PageState
from corpus.models import Crawl, WebPage
from crawlers.events import Problem
from crawlers.judge import Seen, Verdict


def begin(session: Session, source: str, *, via: str, wanted: Mapping[str, Any]) -> Crawl:
    """Open a crawl, and close those before it that were killed."""
    killed = update(Crawl).where(Crawl.source == source, Crawl.outcome == CrawlOutcome.RUNNING)
    session.execute(killed.values(outcome=CrawlOutcome.STOPPED, because="It ended without a word."))
    crawl = Crawl(
        source=source,
        started_at=datetime.now(UTC),
        outcome=CrawlOutcome.RUNNING,
        because="",
        via=via,
        wanted=dict(wanted),
    )
    session.add(crawl)
    session.flush()
    return crawl


def look(session: Session, crawl_id: int, seen: Seen) -> None:
    """Count what a crawl's listings showed and how much of it is kept, and write that down."""
    crawl = session.get_one(Crawl, crawl_id)
    shown = select(func.count(), func.count(WebPage.capture_id)).where(
        WebPage.source == crawl.source, WebPage.crawl_id == crawl.id, WebPage.counts
    )
    seen.listed, seen.saved = session.execute(shown).one()
    seen.healthy = crawls.healthy_count(session, crawl.source, crawl.via, crawl.wanted)
    crawl.listed, crawl.claimed = seen.listed, seen.claimed


def still_missed(session: Session, crawl_id: int) -> tuple[int, list[Problem]]:
    """How many pages that a crawl's listings showed are gone, or were not asked for as they were not had of late; and
    lines on the latter, of which nothing was said yet.
    """
    crawl = session.get_one(Crawl, crawl_id)
    listed = (WebPage.source == crawl.source, WebPage.crawl_id == crawl.id, ~WebPage.listing)
    missed = WebPage.state.in_((PageState.GONE, PageState.REFUSED))
    earlier = select(WebPage.address, WebPage.problem).where(*listed, missed, WebPage.checked_at < crawl.started_at)
    now = select(func.count()).where(*listed, WebPage.state == PageState.GONE, WebPage.checked_at >= crawl.started_at)
    lines = [Problem(address, what) for address, what in session.execute(earlier.order_by(WebPage.id))]
    return len(lines) + (session.scalar(now) or 0), lines


def end(session: Session, crawl_id: int, verdict: Verdict, counts: Mapping[str, int]) -> None:
    """Close a crawl; ``counts`` are its columns ``added`` and ``replaced``."""
    told = {"outcome": verdict.outcome, "because": verdict.words, "ended_at": datetime.now(UTC), **counts}
    session.execute(update(Crawl).where(Crawl.id == crawl_id).values(**told))
