"""Crawling: one source after another, each in a process of its own; what it says on the way goes to whoever asks."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import date
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from addewid.workspace import Workspace
from corpus.codebook import CrawlOutcome
from corpus.errors import AddewidError
from crawlers import child
from crawlers.events import Event, Finished, Held, Problem, TookIn, Would
from crawlers.guards import base_url
from crawlers.job import Job


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a crawl, whatever the source; the names are those of ``crawlers.job.Job``."""

    base_url: str = ""
    since: date | None = None
    limit: int | None = None
    dry_run: bool = False
    check: bool = False
    accept_fewer: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.base_url:
            base_url.usable(self.base_url)  # else each source would say the same of it


@dataclass(slots=True)
class Report:
    """What the crawl of one source came to."""

    source: str
    outcome: CrawlOutcome = CrawlOutcome.RUNNING
    because: str = ""
    exit_status: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    documents: list[TookIn] = field(default_factory=list)
    would: list[Would] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)

    def hear(self, event: Event) -> None:
        """Take an event into the report."""
        match event:
            case Problem():
                self.problems.append(event)
            case TookIn():
                self.documents.append(event)
            case Would():
                self.would.append(event)
            case Held():
                self.held.append(event)
            case Finished():
                self.outcome, self.because = event.outcome, event.because
                self.exit_status, self.counts = event.exit_status, event.counts


def crawl(workspace: Workspace, source: str, wanted: Wanted) -> Generator[Event, None, None]:
    """The events of a crawl, as it goes on; the last is ``Finished``, also where the crawl could not be.

    A source that is being crawled already, or a corpus that is written by somebody else, is told in it.
    """
    try:
        yield from child.run(_job(workspace, source, wanted))
    except AddewidError as problem:
        yield Finished(CrawlOutcome.FAILED, str(problem), problem.exit_status)


def _job(workspace: Workspace, source: str, wanted: Wanted) -> Job:
    return Job(
        database=workspace.corpus.address,
        archive=str(workspace.paths.archive),
        source=source,
        base_url=base_url.usable(wanted.base_url) if wanted.base_url else "",
        since=wanted.since,
        limit=wanted.limit,
        dry_run=wanted.dry_run,
        check=wanted.check,
        accept_fewer=wanted.accept_fewer,
        contact=workspace.settings.contact,
        options=wanted.options,
        delays=not _on_this_machine(wanted.base_url),
    )


def _on_this_machine(base_url: str) -> bool:
    """Whether a server is on this machine, which need not be spared."""
    host = urlsplit(base_url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
