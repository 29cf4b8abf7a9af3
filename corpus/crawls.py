"""Crawls as they are told to people: how the last ones of a source ended, and how it fares."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from corpus.codebook import CrawlOutcome, PageState
from corpus.models import Crawl, CrawlProblem, WebPage


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How a source fares.

    ``last`` is when it was last crawled, ``outcome`` and ``because`` how that ended, ``listed`` what it showed.
    ``last_success`` is when it was last crawled whole, ``healthy`` how many items were listed then; ``waiting`` are
    pages known and not yet fetched.
    """

    name: str
    last: datetime | None = None
    outcome: CrawlOutcome | None = None
    because: str = ""
    listed: int = 0
    last_success: datetime | None = None
    healthy: int | None = None
    waiting: int = 0
    via: str = ""


def healthy_count(session: Session, source: str, via: str = "") -> int | None:
    """How many items the source listed when it was last crawled whole, from the same place; None before that."""
    wanted = select(Crawl.listed).where(
        Crawl.source == source, Crawl.outcome == CrawlOutcome.COMPLETE, Crawl.via == via
    )
    return session.scalar(wanted.order_by(Crawl.id.desc()).limit(1))


def names(session: Session) -> list[str]:
    """The sources that were ever crawled, by name."""
    return list(session.scalars(select(Crawl.source).distinct().order_by(Crawl.source)))


def health(session: Session, names: Iterable[str]) -> list[SourceHealth]:
    """How each of these sources fares."""
    queued = select(WebPage.source, func.count()).where(WebPage.state == PageState.WAITING).group_by(WebPage.source)
    waiting = dict(session.execute(queued).all())
    return [_health(session, name, waiting.get(name, 0)) for name in names]


def _health(session: Session, name: str, waiting: int) -> SourceHealth:
    last = _last(session, name)
    if last is None:
        return SourceHealth(name, waiting=waiting)
    success = _last(session, name, CrawlOutcome.COMPLETE)
    return SourceHealth(
        name=name,
        last=last.ended_at or last.started_at,
        outcome=CrawlOutcome(last.outcome),
        because=last.because,
        listed=last.listed,
        last_success=success.ended_at if success else None,
        healthy=success.listed if success else None,
        waiting=waiting,
        via=last.via,
    )


def _last(session: Session, source: str, outcome: CrawlOutcome | None = None) -> Crawl | None:
    wanted = select(Crawl).where(Crawl.source == source).order_by(Crawl.id.desc()).limit(1)
    return session.scalar(wanted.where(Crawl.outcome == outcome) if outcome else wanted)


def problems(session: Session, crawl_id: int) -> list[tuple[str, str]]:
    """The lines of a crawl's report: addresses, and what happened there."""
    wanted = select(CrawlProblem.address, CrawlProblem.what).where(CrawlProblem.crawl_id == crawl_id)
    return [(address, what) for address, what in session.execute(wanted.order_by(CrawlProblem.id))]
