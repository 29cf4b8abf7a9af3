"""What an ``addewid`` command says while the app attends it: JSON lines with a kind and facts, or any other words."""

import json
from dataclasses import dataclass, fields

from corpus.codebook import CrawlOutcome
from tui.text import plain

LONGEST = 2_000
"""Characters of a line that are kept."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words for people, as they are."""

    line: str


@dataclass(frozen=True, slots=True)
class Task:
    """How far a piece of work has come; ``total`` is None while nobody knows."""

    what: str
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Crawled:
    """What crawling one source came to; ``status`` is the exit status that it alone would have."""

    source: str
    outcome: CrawlOutcome
    because: str
    status: int
    documents: int
    problems: int


@dataclass(frozen=True, slots=True)
class Added:
    """What adding files came to: documents that are new or changed, those there already, files not read, left out."""

    documents: int
    same: int
    problems: int
    left: int


@dataclass(frozen=True, slots=True)
class Tagged:
    """What tagging came to; ``problems`` are documents that the tagger failed on."""

    documents: int
    promises: int
    problems: int


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking came to: promises looked at, and new suggestions."""

    promises: int
    suggestions: int


Told = Line | Task | Crawled | Added | Tagged | Linked
_KINDS: dict[str, type[Told]] = {kind.__name__.lower(): kind for kind in (Line, Task, Crawled, Added, Tagged, Linked)}


def from_line(line: str) -> Told:
    """What a line tells; words for people where it is none of the app's kinds."""
    try:
        held = json.loads(line) if line.startswith("{") else {}
        kind = _KINDS[held.pop("addewid")]
        if kind is Crawled:
            held["outcome"] = CrawlOutcome(held["outcome"])
        made = kind(**held)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Line(plain(line[:LONGEST]))
    if not all(isinstance(getattr(made, field.name), field.type) for field in fields(made)):  # type: ignore[arg-type]
        return Line(plain(line[:LONGEST]))
    return Line(plain(made.line[:LONGEST])) if isinstance(made, Line) else made
