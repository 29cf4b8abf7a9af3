"""What was said of a commitment over the years, in order, and what it points to."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.codebook import Judgement, ProgressState
from corpus.language import msg
from corpus.rows.documents import PassageRow
from corpus.rows.evidence import Quotation
from corpus.rows.findings import ReplyRow
from corpus.types import ReplySuggestion, SuggestedStatus

UNORDERED = msg("order not known")
"""Said of what may have come before the promise or after it, as far as dates tell."""

FORMER = msg("before the promise")
"""Said of a judgement of a day before the promise was made."""


class Happening(StrEnum):
    """What a moment of a timeline is."""

    STATED = "stated"
    DEADLINE = "deadline"
    JUDGED = "judged"
    EVIDENCE = "evidence"
    RESPONSE = "response"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Answer:
    """A passage that may answer a recommendation, what it was read to say where it was, and why it may."""

    passage: PassageRow
    reply: ReplyRow | None
    suggestion: ReplySuggestion


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing on a timeline: ``what`` it is, the ``value`` that it gives, a word of the codebook, and its words.

    ``ref`` names the evidence, the commitment or the passage. ``when`` is the date no more exact than it is known;
    ``order`` (UNORDERED, FORMER) says where dates do not show that it came after the promise, and is empty where they
    do. ``may_bear`` says that only the program thinks that it is about the commitment, for ``reasons`` and with
    ``score``. ``state`` is what evidence reports, ``recommendation`` the number that an answer names. A judgement has
    its ``event``, and ``corrected`` where another stands in its place.
    """

    dated: date | None
    when: str
    what: Happening
    value: str
    quote: str
    who: str
    ref: str
    quotation: Quotation | None = None
    order: str = ""
    may_bear: bool = False
    score: float = 1.0
    reasons: tuple[str, ...] = ()
    state: ProgressState | None = None
    recommendation: str = ""
    judgement: Judgement | None = None
    event: str = ""
    self_reported: bool = False
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """Moments: the promise, then by date, the undated last. ``earlier`` counts evidence left out, being no later.

    ``suggested_status`` is what they point to, where that is not how it stands: a suggestion, never recorded.
    """

    ref: str
    moments: tuple[Moment, ...]
    earlier: int = 0
    suggested_status: tuple[SuggestedStatus, ...] = ()
