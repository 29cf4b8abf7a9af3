"""Pages that a spider knows, as rows of ``web_pages``: which of them a run is after, and when one is fetched again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, cast
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, Table, or_, select

from corpus.codebook import PageState
from corpus.models import Capture, WebPage
from crawlers.items import Follow

PAGES = cast("Table", WebPage.__table__)

SEEN, STAMPED, COUNTED = 1, 2, 4
"""What a sighting says of a page, as flags."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to fetch. ``problem`` is what was wrong the last time; ``capture_id`` the answer that is kept of it, and
    ``via`` where that truly came from.
    """

    id: int
    address: str
    read: str
    context: Mapping[str, str]
    listing: bool
    counts: bool
    etag: str
    last_modified: str
    capture_id: int | None
    problem: str
    via: str | None

    @property
    def host(self) -> str:
        """The host that is asked; empty for an address that names none."""
        return host(self.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Which run of which source this is, ``via`` which other server if any, and what it is to fetch.

    ``pages`` and ``listings`` say how many may be fetched at all, ``limit`` how many of those that are counted;
    None bounds nothing.
    """

    source: str
    crawl_id: int
    started_at: datetime
    fresh_for: timedelta
    via: str = ""
    since: date | None = None
    limit: int | None = None
    pages: int | None = None
    listings: int | None = None

    @property
    def whole(self) -> bool:
        """Whether the run is after every page that it may fetch; then listings come first, and else last."""
        return self.limit is None and not self.pages


@lru_cache(maxsize=4096)
def host(address: str) -> str:
    """The host of an address; empty where it names none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def eligible(run: Run, left: Iterable[str] = ()) -> Any:
    """The query for pages that wait and that a run is after, but for those of hosts that are left alone."""
    conditions: list[ColumnElement[bool]] = [
        WebPage.source == run.source,
        WebPage.state == PageState.WAITING,
        *(~WebPage.address.startswith(f"{scheme}://{name}/") for name in left for scheme in ("https", "http")),
    ]
    if run.since is not None:
        conditions.append(or_(WebPage.dated.is_(None), WebPage.dated >= run.since))
    columns = [getattr(WebPage, name) for name in Page.__dataclass_fields__ if name != "via"]
    return select(*columns, Capture.via).outerjoin(Capture, Capture.id == WebPage.capture_id).where(*conditions)


def flags(follow: Follow) -> int:
    """What a sighting says beside that the page is there."""
    return SEEN | (STAMPED if follow.stamp else 0) | (COUNTED if follow.counts else 0)


def joined(first: Follow, again: Follow) -> Follow:
    """Two sightings on one page: the first wins, the second fills in."""
    return Follow(
        address=first.address,
        read=first.read,
        context=first.context,
        stamp=first.stamp or again.stamp,
        dated=first.dated or again.dated,
        listing=first.listing,
        counts=first.counts or again.counts,
    )


def new(address: str, follow: Follow, run: Run) -> dict[str, Any]:
    """The row of a page that nobody knew."""
    return {
        "source": run.source,
        "address": address,
        "read": follow.read,
        "context": dict(follow.context),
        "listing": follow.listing,
        "counts": follow.counts,
        "stamp": follow.stamp,
        "dated": follow.dated,
        "state": PageState.WAITING,
        "crawl_id": run.crawl_id,
        "etag": "",
        "last_modified": "",
        "tries": 0,
        "problem": "",
    }


def renewed(row: Any, follow: Follow, run: Run, said: int) -> dict[str, Any]:
    """What a sighting changes of a known page, as columns; ``state`` among them when it is to be fetched again.

    The first sighting in a run says how the page is read. One without a stamp says nothing about a stamp, and where
    an earlier one in this run (``said``, as flags) had one, that stands. A listing is fetched once in every run; when
    another page is, `_due` says.
    """
    first = row.crawl_id != run.crawl_id
    change: dict[str, Any] = {"counts": True} if follow.counts and not row.counts else {}
    if first:
        told = {"crawl_id": run.crawl_id, "listing": follow.listing, "read": follow.read}
        told["context"] = dict(follow.context)
        change |= {name: value for name, value in told.items() if getattr(row, name) != value}
    if follow.dated is not None and follow.dated != row.dated:
        change["dated"] = follow.dated
    restamped = bool(follow.stamp) and follow.stamp != row.stamp and not said & STAMPED
    if restamped:
        change["stamp"] = follow.stamp
    fetched = row.checked_at is not None and row.checked_at >= run.started_at
    if not fetched and (first if follow.listing else _due(row, run, restamped, bool(row.stamp or follow.stamp))):
        change["state"] = PageState.WAITING
    return change


def _due(row: Any, run: Run, restamped: bool, stamped: bool) -> bool:
    """Whether a page that is still there to be found is to be fetched again.

    One that was had is when its stamp differs, or without a stamp when it was last fetched longer ago than pages stay
    fresh, or when the copy that is kept came from another place. One that was not had is in every run; one that is
    gone or refused, and was believed to be, after that time.
    """
    old = row.checked_at is None or run.started_at - row.checked_at > run.fresh_for
    match row.state:
        case PageState.WAITING:
            return False
        case PageState.DONE:
            return restamped or (old and not stamped) or (row.via is not None and row.via != run.via)
        case PageState.FAILED:
            return True
        case _:
            return restamped or old or not row.tries
