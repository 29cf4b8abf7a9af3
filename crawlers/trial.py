"""Crawls that keep nothing, a dry run and a check: they work on a copy that is thrown away."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select

from corpus.codebook import CrawlOutcome
from corpus.database import Corpus
from corpus.models import Capture, Crawl, WebPage
from crawlers import scratch
from crawlers.archive import Archive
from crawlers.known import PAGES

AT_A_TIME = 1000


@contextmanager
def copied(corpus: Corpus, source: str, via: str = "", *, pages: bool = True) -> Iterator[tuple[Corpus, Archive]]:
    """An empty corpus and archive that know the pages of one source as the corpus does, but hold no copy of any; what
    was fetched through another place than ``via`` is as if it had never been. Without ``pages`` they know of none.
    """
    with scratch.folder() as folder:
        copy = Corpus(f"sqlite:///{folder / 'corpus.db'}")
        try:
            if pages:
                _copy_pages(corpus, copy, source, via)
            yield copy, Archive(folder / "archive")
        finally:
            copy.close()


def _copy_pages(corpus: Corpus, copy: Corpus, source: str, via: str) -> None:
    with corpus.read() as session, copy.write() as other:
        before = Crawl(
            source=source,
            started_at=datetime.now(UTC),
            outcome=CrawlOutcome.STOPPED,
            because="",
            via="",
            wanted={},
        )
        other.add(before)
        other.flush()
        changed = {"crawl_id": before.id, "capture_id": None, "etag": "", "last_modified": ""}
        wanted = select(Capture.via, PAGES).outerjoin(Capture, Capture.id == PAGES.c.capture_id)
        rows = session.execute(wanted.where(WebPage.source == source).order_by(WebPage.id))
        for some in rows.partitions(AT_A_TIME):
            other.execute(insert(PAGES), [{**_page(*row, via=via), **changed} for row in some])


def _page(came: str | None, *columns: Any, via: str) -> dict[str, Any]:
    """The columns of a page; one whose copy came from another place is due when it is listed."""
    page = dict(zip(PAGES.c.keys(), columns, strict=True))
    return page if came in {None, via} else {**page, "stamp": "", "checked_at": None}
