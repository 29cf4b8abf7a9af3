"""What changed: every judgement of the account, the last first."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from corpus.codebook import JUDGEMENT_VALUES, Delivery, Judgement
from corpus.rows import StatusRow
from publish.site.lines import Line
from publish.site.quoting import beginning

ON_A_PAGE = 50
MOST = 1_000
"""Judgements that are told of; the data holds all."""
REASON = 400
"""Characters of a reason that a list shows."""


@dataclass(frozen=True, slots=True)
class Change:
    """One judgement of a promise; ``value`` is None where it only took another back."""

    event: str
    recorded: datetime
    judgement: Judgement
    value: StrEnum | None
    who: str
    because: str
    self_reported: bool
    corrected: bool
    path: str
    words: str
    lang: str

    @property
    def delivery(self) -> Delivery | None:
        """What became of the promise, where that was judged."""
        return self.value if isinstance(self.value, Delivery) else None


def change(event: StatusRow, line: Line) -> Change:
    """A judgement of the promise of a line."""
    return Change(
        event=event.name,
        recorded=event.recorded_at,
        judgement=event.judgement,
        value=JUDGEMENT_VALUES[event.judgement](event.value) if event.value else None,
        who=beginning(event.who, 100),
        because=beginning(event.because, REASON),
        self_reported=event.self_reported,
        corrected=event.corrected,
        path=line.path,
        words=line.words,
        lang=line.lang,
    )


def last_first(changes: list[Change]) -> list[Change]:
    """The newest of them, in order."""
    return sorted(changes, key=lambda each: (each.recorded, each.event), reverse=True)[:MOST]
