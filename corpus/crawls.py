"""Crawls as they are told to people: how the last ones of a source ended, and how it fares."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from corpus.codebook import CrawlOutcome, PageState
from corpus.models import Crawl, CrawlProblem, WebPage


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How a source fares.

    ``last`` is when it was last crawled, ``outcome`` and ``because`` how that ended, ``listed`` what it showed.
    ``last_success`` is when it was last crawled whole from the same place, ``healthy`` how many items were listed then;
    ``waiting`` are pages known and not yet fetched.
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


FRESH = timedelta(days=7)
"""How long what a source published is taken to be known."""


def due(source: SourceHealth, now: datetime) -> bool:
    """Whether a source is to be crawled again: never was, not for a week, failed, or has pages left to fetch.

    One that refused, changed or shrank is not asked again before the week is over: a person looks at it first.
    """
    if source.last is None or now - source.last >= FRESH or source.outcome is CrawlOutcome.FAILED:
        return True
    return source.waiting > 0 and source.outcome not in {CrawlOutcome.BLOCKED, *DISTRUSTED}


DISTRUSTED = (CrawlOutcome.CHANGED, CrawlOutcome.SHRUNK, CrawlOutcome.EMPTY)
"""Outcomes of crawls of which nothing was believed."""


def healthy_count(session: Session, source: str, via: str = "", wanted: Mapping[str, Any] | None = None) -> int | None:
    """How many items the source listed when it was last crawled whole, from the same place and with the same options
    as are ``wanted``; None before that.
    """
    whole = _last_whole(session, source, via, wanted or {})
    return whole.listed if whole else None


def distrusted_until(session: Session, source: str, via: str = "") -> datetime | None:
    """When the last crawl through a place ended that was not believed, and that no whole one has followed.

    What came before that is for a whole crawl to take in.
    """
    same = (Crawl.source == source, Crawl.via == via)
    whole = select(func.max(Crawl.id)).where(*same, Crawl.outcome == CrawlOutcome.COMPLETE).scalar_subquery()
    bad = select(func.max(Crawl.ended_at)).where(
        *same, Crawl.outcome.in_(DISTRUSTED), Crawl.id > func.coalesce(whole, 0)
    )
    return session.scalar(bad)


def _last_whole(session: Session, source: str, via: str, wanted: Mapping[str, Any]) -> Crawl | None:
    """The last whole crawl that can be compared with one through this place with these options."""
    same = (Crawl.source == source, Crawl.via == via, Crawl.outcome == CrawlOutcome.COMPLETE)
    crawls = session.scalars(select(Crawl).where(*same).order_by(Crawl.id.desc()).execution_options(yield_per=10))
    return next((crawl for crawl in crawls if _scope(crawl.wanted) == _scope(wanted)), None)


def _scope(wanted: Mapping[str, Any]) -> Any:
    """What of a crawl's wishes says which part of the world its source is."""
    return wanted.get("options", {})


def names(session: Session) -> list[str]:
    """The sources that were ever crawled, by name."""
    return list(session.scalars(select(Crawl.source).distinct().order_by(Crawl.source)))


def health(session: Session, names: Iterable[str]) -> list[SourceHealth]:
    """How each of these sources fares."""
    queued = select(WebPage.source, func.count()).where(WebPage.state == PageState.WAITING).group_by(WebPage.source)
    waiting = dict(session.execute(queued).all())
    return [_health(session, name, waiting.get(name, 0)) for name in names]


def unwell(session: Session) -> int:
    """How many sources' last crawl failed, was refused, or was not believed."""
    last = select(func.max(Crawl.id)).group_by(Crawl.source)
    bad = (CrawlOutcome.BLOCKED, CrawlOutcome.FAILED, *DISTRUSTED)
    return session.scalar(select(func.count(Crawl.id)).where(Crawl.id.in_(last), Crawl.outcome.in_(bad))) or 0


def _health(session: Session, name: str, waiting: int) -> SourceHealth:
    last = session.scalar(select(Crawl).where(Crawl.source == name).order_by(Crawl.id.desc()).limit(1))
    if last is None:
        return SourceHealth(name, waiting=waiting)
    success = _last_whole(session, name, last.via, last.wanted)
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


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """The last crawl of a source: its counts by name, and its lines, each an address and what happened there."""

    source: str
    started: datetime
    ended: datetime | None
    outcome: CrawlOutcome
    because: str
    via: str
    wanted: Mapping[str, Any]
    counts: Mapping[str, int]
    claimed: int | None
    problems: list[tuple[str, str]]


def report(session: Session, source: str) -> CrawlReport | None:
    """What there is to tell of a source's last crawl; None before its first."""
    last = session.scalar(select(Crawl).where(Crawl.source == source).order_by(Crawl.id.desc()).limit(1))
    if last is None:
        return None
    counted = ("listed", "fetched", "unchanged", "failed", "gone", "added", "replaced")
    return CrawlReport(
        source=source,
        started=last.started_at,
        ended=last.ended_at,
        outcome=CrawlOutcome(last.outcome),
        because=last.because,
        via=last.via,
        wanted=last.wanted,
        counts={name: getattr(last, name) for name in counted},
        claimed=last.claimed,
        problems=problems(session, last.id),
    )


def problems(session: Session, crawl_id: int) -> list[tuple[str, str]]:
    """The lines of a crawl's report: addresses, and what happened there."""
    wanted = select(CrawlProblem.address, CrawlProblem.what).where(CrawlProblem.crawl_id == crawl_id)
    return [(address, what) for address, what in session.execute(wanted.order_by(CrawlProblem.id))]
