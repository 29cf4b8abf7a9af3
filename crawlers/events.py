"""What a crawl says while it runs: one JSON object a line, from the crawling process to whoever shows it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from corpus.codebook import CrawlOutcome
from corpus.errors import AddewidError


class How(StrEnum):
    """What fetching a page came to. ``same``: its bytes came again; ``unchanged``: the site said that they would."""

    NEW = "new"
    SAME = "same"
    UNCHANGED = "unchanged"
    GONE = "gone"
    FAILED = "failed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Started:
    """A crawl began; ``waiting`` pages were known and not fetched yet, its entry points among them."""

    source: str
    crawl: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page is done and kept. ``done`` counts those of this run, ``known`` also those still to come, where known."""

    address: str
    how: How
    done: int
    known: int | None


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the report: an address (or a host), and what happened there."""

    address: str
    what: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What the fetching came to, before anything is taken in. ``claimed`` is the site's count, ``healthy`` the last."""

    outcome: CrawlOutcome
    because: str
    listed: int
    claimed: int | None
    healthy: int | None


@dataclass(frozen=True, slots=True)
class TookIn:
    """A document of the source is in the corpus; ``done`` of ``known`` answers have been read."""

    key: str
    lang: str
    title: str
    novelty: str
    done: int
    known: int


@dataclass(frozen=True, slots=True)
class Would:
    """A dry run found a page that a crawl would fetch."""

    address: str
    read: str


@dataclass(frozen=True, slots=True)
class Held:
    """A check read an answer: how often each selection that must hold was met, and what was wrong, if anything."""

    address: str
    read: str
    selections: Mapping[str, int]
    items: int
    follows: int
    problem: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The end. ``exit_status`` is 0, 1 (some pages not read), 3 (blocked), 4 (changed or shrunk), 130 (stopped)."""

    outcome: CrawlOutcome
    because: str
    exit_status: int
    counts: Mapping[str, int] = field(default_factory=dict)


Event = Started | Fetched | Problem | Judged | TookIn | Would | Held | Finished
_TYPES: dict[str, type[Event]] = {
    kind.__name__.lower(): kind for kind in (Started, Fetched, Problem, Judged, TookIn, Would, Held, Finished)
}


def to_line(event: Event) -> str:
    """An event as one line of JSON, its type under ``event``."""
    return json.dumps({"event": type(event).__name__.lower(), **asdict(event)}, ensure_ascii=False)


def from_line(line: str) -> Event:
    """The event of a line. Raises AddewidError for a line that is none."""
    try:
        held: dict[str, Any] = json.loads(line)
        kind = _TYPES[held.pop("event")]
        if "outcome" in held:
            held["outcome"] = CrawlOutcome(held["outcome"])
        if "how" in held:
            held["how"] = How(held["how"])
        return kind(**held)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise AddewidError(f"The crawl said something that is no event ({line.strip()[:80]}); run it again.") from error
