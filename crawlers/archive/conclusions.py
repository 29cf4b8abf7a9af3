"""How crawls ended, as the archive keeps it: what of its source is believed, and what was found gone.

A ``metadata`` record stands behind the captures it speaks of, so that a rebuild takes in what the crawls took in.
"""

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from corpus import versions
from corpus.codebook import CrawlOutcome
from corpus.errors import CorpusDamaged
from corpus.models import Capture, Crawl
from crawlers.archive import captures
from crawlers.archive.records import Arrival, Place, Record
from crawlers.archive.store import Archive
from crawlers.judge import TAKEN_IN

_TOLD = ("listed", "claimed", "fetched", "unchanged", "failed", "gone", "added", "replaced")
"""Counts of a crawl that are kept."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """How a crawl ended. ``crawl`` are its columns; ``left`` the places of captures that were not taken in, by their
    names; ``gone`` the addresses of the source's documents that held nothing any more, and since when.
    """

    source: str
    crawl: Mapping[str, Any]
    left: frozenset[str]
    gone: Mapping[str, date]

    @property
    def believed(self) -> bool:
        """Whether the captures before it were taken in, but for those ``left``."""
        return self.crawl["outcome"] in TAKEN_IN


def conclude(session: Session, archive: Archive, crawl_id: int) -> Place:
    """Write down in the archive how a crawl ended; in the transaction that closes it, after all else.

    The session must hold the write lock.
    """
    crawl = session.get_one(Crawl, crawl_id, populate_existing=True)
    left: list[str] = []
    if crawl.outcome in TAKEN_IN:
        waiting = select(Capture).where(Capture.source == crawl.source, ~Capture.complete).order_by(Capture.id)
        left = [captures.place(capture).name for capture in session.scalars(waiting)]
    said = {
        "crawl": _columns(crawl),
        "left": left,
        "gone": {address: on.isoformat() for address, on in versions.gone_of(session, crawl.source).items()},
    }
    payload = json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
    arrival = Arrival(
        address=f"addewid:crawl:{crawl.source}",
        payload=io.BytesIO(payload),
        size=len(payload),
        sha256=hashlib.sha256(payload).hexdigest(),
        media_type="application/json",
        at=crawl.ended_at or datetime.now(UTC),
        source=crawl.source,
        via=crawl.via,
        metadata=True,
    )
    place = archive.keep(arrival, after=captures.last_place(session))
    captures.note_concluded(session, place)
    return place


def read(archive: Archive, record: Record) -> Conclusion:
    """What a metadata record says. Raises CorpusDamaged when that is nothing which Addewid writes."""
    try:
        said = json.loads(archive.read(record.place))
        told = said["crawl"]
        crawl = {
            "source": record.source,
            "via": record.via,
            "started_at": datetime.fromisoformat(told["started_at"]),
            "ended_at": record.at,
            "outcome": CrawlOutcome(told["outcome"]),
            "because": str(told["because"]),
            "wanted": dict(told["wanted"]),
            **{name: None if told[name] is None else int(told[name]) for name in _TOLD},
        }
        gone = {str(address): date.fromisoformat(on) for address, on in said["gone"].items()}
        return Conclusion(record.source, crawl, frozenset(map(str, said["left"])), gone)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        place = record.place
        what = f"The archive does not say how a crawl of {record.source} ended, at {place.file}, byte {place.offset:,}"
        raise CorpusDamaged(f"{what}; restore a copy of it.") from error


def restore(session: Session, conclusions: list[Conclusion]) -> None:
    """Bring back what the corpus does not know of crawls: how they ended, and what each source's last found gone."""
    if conclusions:
        session.execute(insert(Crawl), [dict(one.crawl) for one in conclusions])
    for source, last in {one.source: one for one in conclusions}.items():
        versions.set_gone(session, source, last.gone)


def _columns(crawl: Crawl) -> dict[str, Any]:
    counts = {name: getattr(crawl, name) for name in _TOLD}
    return {
        "started_at": crawl.started_at.isoformat(),
        "outcome": crawl.outcome,
        "because": crawl.because,
        "wanted": crawl.wanted,
        **counts,
    }
