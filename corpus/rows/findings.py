"""What else is found in documents: reports of what was done, replies to recommendations, case studies."""

from dataclasses import dataclass, field
from datetime import date

from corpus.codebook import ProgressState, Response
from corpus.rows.documents import PassageRow
from corpus.types import Outcome


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A sentence that reports doing; ``start:end`` are offsets in its passage, ``dated`` the best date known."""

    state: ProgressState
    actor: str
    body_key: str
    dated: date | None
    quote: str
    start: int
    end: int
    passage: PassageRow


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """What is said of a recommendation, by its number; ``start:end`` are offsets in its passage."""

    response: Response
    recommendation: str
    quote: str
    start: int
    end: int
    passage: PassageRow


@dataclass(frozen=True, slots=True)
class CaseStudyRow:
    """A case study and the passage that tells of it."""

    name: str
    place: str
    sector: str
    outcomes: tuple[Outcome, ...]
    passage: PassageRow = field(repr=False)
