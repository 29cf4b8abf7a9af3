"""How documents were fetched: runs of spiders, what went wrong on them, and the pages that they know."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from corpus.models.base import Base, Json, Key, Label, Moment, UTCDateTime, Words


class Crawl(Base):
    """One run of one spider: what it was asked, what it saw, and how it ended."""

    __tablename__ = "crawls"

    id: Mapped[Key]
    source: Mapped[Label] = mapped_column(index=True)
    started_at: Mapped[Moment]
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    outcome: Mapped[Label]
    because: Mapped[Words]
    via: Mapped[Words]
    wanted: Mapped[Json]
    """What limited it: {"since": ISO date, "limit": count}; empty for the whole source."""
    listed: Mapped[int] = mapped_column(default=0)
    """Distinct counted items that its listings showed."""
    claimed: Mapped[int | None]
    """How many the site itself said there were."""
    fetched: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    gone: Mapped[int] = mapped_column(default=0)
    added: Mapped[int] = mapped_column(default=0)
    replaced: Mapped[int] = mapped_column(default=0)


class CrawlProblem(Base):
    """One line of a crawl's report: an address, and what happened there."""

    __tablename__ = "crawl_problems"

    id: Mapped[Key]
    crawl_id: Mapped[int] = mapped_column(ForeignKey("crawls.id"), index=True)
    address: Mapped[Words]
    what: Mapped[Words]


class WebPage(Base):
    """An address that a spider knows: how to read it, and what became of it. The waiting ones are a crawl's queue."""

    __tablename__ = "web_pages"
    __table_args__ = (
        UniqueConstraint("source", "address"),
        Index("ix_web_pages_queue", "source", "state", "id"),
    )

    id: Mapped[Key]
    source: Mapped[Label]
    address: Mapped[Words]
    read: Mapped[Label]
    context: Mapped[Json]
    listing: Mapped[bool]
    counts: Mapped[bool]
    stamp: Mapped[Words]
    """The listing's own mark of the page's last change."""
    dated: Mapped[date | None]
    state: Mapped[Label]
    crawl_id: Mapped[int] = mapped_column(ForeignKey("crawls.id"), index=True)
    """The crawl that last found it listed."""
    capture_id: Mapped[int | None] = mapped_column(ForeignKey("captures.id"))
    checked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    etag: Mapped[Words] = mapped_column(default="")
    last_modified: Mapped[Words] = mapped_column(default="")
    tries: Mapped[int] = mapped_column(default=0)
    problem: Mapped[Words] = mapped_column(default="")
