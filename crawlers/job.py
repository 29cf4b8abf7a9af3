"""What a crawl is asked to do: the app and the command line write it, the crawling process reads it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from corpus.errors import UsageProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One crawl of one source.

    ``database`` is the corpus's address, ``archive`` the folder of its captures. ``base_url`` is where the sites are
    played instead of fetched from themselves. ``since`` leaves out what is older, ``limit`` bounds how many items are
    fetched. ``dry_run`` fetches listings only and keeps nothing; ``check`` fetches one listing and one page and keeps
    nothing. ``accept_fewer``: a person knows that the source rightly lists fewer items than it did. ``options`` are
    the spider's own. ``delays`` are off for measuring against a server of one's own only.
    """

    database: str
    archive: str
    source: str
    base_url: str = ""
    since: date | None = None
    limit: int | None = None
    dry_run: bool = False
    check: bool = False
    accept_fewer: bool = False
    contact: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    delays: bool = True

    def __post_init__(self) -> None:
        if self.limit is not None and self.limit < 1:
            raise UsageProblem(f"A limit of {self.limit} leaves nothing to fetch; give 1 or more.")
        if self.dry_run and self.check:
            raise UsageProblem("A dry run and a check are two things; ask for one of them.")
        if not self.delays and not self.base_url:
            raise UsageProblem("Delays are left out only against a server of your own; give its --base-url.")

    def to_json(self) -> str:
        """This job on one line."""
        held = {item.name: getattr(self, item.name) for item in fields(self)}
        return json.dumps({**held, "since": self.since.isoformat() if self.since else None})

    @classmethod
    def from_json(cls, line: str) -> "Job":
        """The job that a line holds. Raises UsageProblem when it holds none."""
        try:
            held = json.loads(line)
            since = held.pop("since", None)
            return cls(**held, since=date.fromisoformat(since) if since else None)
        except (ValueError, TypeError, AttributeError) as error:
            raise UsageProblem(f"This is no crawl to run ({error}); addewid crawl writes one.") from error

    @property
    def wanted(self) -> dict[str, Any]:
        """What limits it to a part of its source; empty for the whole."""
        limits = {"since": self.since.isoformat() if self.since else None, "limit": self.limit}
        return {name: value for name, value in limits.items() if value is not None}
