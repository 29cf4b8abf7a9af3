"""The account: what people judged, and the searches that are kept as evidence of absence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from corpus import telling
from corpus.codebook import Action, Judgement


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One event of the account, with the evidence links (by ref) it rests on.

    ``commitment_ref`` names the statement that was judged; the judgement is of all that are one with it. ``corrects``
    names the event in whose place this one stands, with no value where it only takes it back; ``corrected`` says that
    another stands in the place of this one, which is then in force on no day.
    """

    commitment_ref: str
    judgement: Judgement
    value: str
    as_of: date
    recorded_at: datetime
    who: str
    because: str
    self_reported: bool
    evidence: tuple[str, ...]
    search: str
    hash: str
    corrects: str = ""
    corrected: bool = False

    @property
    def name(self) -> str:
        """What the event is called."""
        return f"j-{self.hash[:10]}"


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A search kept as evidence of absence: what was asked of which corpus, when, by whom, and its hits."""

    ref: str
    query: str
    corpus_revision: int
    searched_at: datetime
    hits: int
    who: str


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision of a person, by its ``name``: what was done to ``subject``, a ref, and what that changed.

    ``undoes`` names the decision that it takes back; ``undone`` says that it was taken back itself.
    """

    name: str
    action: Action
    subject: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    who: str
    because: str
    recorded_at: datetime
    undoes: str
    undone: bool
    hash: str

    @property
    def told(self) -> str:
        """Who did what and when, in a line."""
        names = [name for name in self.after if name not in _UNTOLD and self.after[name] != self.before.get(name)]
        changed = telling.changed(self.before, self.after, names)
        what = f"{telling.did(self.action, self.who, self.subject)}{f' ({changed})' if changed else ''}"
        return f"{self.recorded_at:%Y-%m-%d %H:%M} {what}{f': {self.because}' if self.because else ''}"


_UNTOLD = frozenset({"event", "evidence", "at"})
"""What a decision holds for the account's own sake."""
