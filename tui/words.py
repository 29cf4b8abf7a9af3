"""How the codebook's values are said on the screen: always a symbol and a word, never a colour alone."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.codebook import (
    VERIFIED,
    AnchorOutcome,
    Delivery,
    Judgement,
    LinkState,
    Relation,
    Response,
    Verifiability,
)
from corpus.rows import CommitmentRow, CommitmentSort
from tui.tones import Tone

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Saying:
    """A value as people see it: ``tone`` colours it, ``meaning`` is for the help."""

    symbol: str
    word: str
    tone: Tone
    meaning: str = ""

    def __str__(self) -> str:
        return f"{self.symbol} {self.word}"


DELIVERIES: dict[Delivery, Saying] = {
    Delivery.NOT_ASSESSED: Saying("○", "not assessed", Tone.QUIET, "nobody has decided yet"),
    Delivery.NO_EVIDENCE_FOUND: Saying("?", "no evidence", Tone.BAD, "somebody searched and found nothing"),
    Delivery.NOT_STARTED: Saying("–", "not started", Tone.BAD, "nothing has been done"),
    Delivery.IN_PROGRESS: Saying("»", "in progress", Tone.PART, "under way, not finished"),
    Delivery.PARTLY_MET: Saying("◐", "partly met", Tone.PART, "some of it was done"),
    Delivery.MET: Saying("✓", "met", Tone.GOOD, "done as promised"),
    Delivery.STALLED: Saying("■", "stalled", Tone.BAD, "begun, then stopped"),
    Delivery.SUPERSEDED: Saying("→", "superseded", Tone.QUIET, "replaced by something else"),
    Delivery.BROKEN: Saying("✗", "broken", Tone.BAD, "it was not done, or the opposite was"),
}

RESPONSES: dict[Response, Saying] = {
    Response.ACCEPTED: Saying("✓", "accepted", Tone.GOOD),
    Response.ACCEPTED_IN_PRINCIPLE: Saying("◐", "accepted in principle", Tone.PART),
    Response.PARTLY_ACCEPTED: Saying("◐", "partly accepted", Tone.PART),
    Response.REJECTED: Saying("✗", "rejected", Tone.BAD),
    Response.NO_RESPONSE: Saying("–", "no response", Tone.BAD),
    Response.NOT_APPLICABLE: Saying("·", "not applicable", Tone.QUIET),
}

VERIFIABILITIES: dict[Verifiability, Saying] = {
    Verifiability.CLEAR: Saying("✓", "clear", Tone.GOOD),
    Verifiability.PARTLY: Saying("◐", "partly", Tone.PART),
    Verifiability.UNCLEAR: Saying("?", "unclear", Tone.BAD),
}

NOT_JUDGED = Saying("○", "not judged", Tone.QUIET)
"""A judgement that nobody has made."""

LINK_STATES: dict[LinkState, Saying] = {
    LinkState.SUGGESTED: Saying("?", "suggested", Tone.PART, "the program thinks so; nobody has decided"),
    LinkState.ACCEPTED: Saying("✓", "accepted", Tone.GOOD, "somebody says that it bears on the promise"),
    LinkState.REJECTED: Saying("✗", "rejected", Tone.QUIET, "somebody says that it does not"),
}

RELATIONS: dict[Relation, str] = {
    Relation.ILLUSTRATES: "shows that it works",
    Relation.DELIVERS: "delivers it",
    Relation.REPORTS_PROGRESS: "reports progress",
    Relation.CONTRADICTS: "contradicts it",
    Relation.BACKGROUND: "background",
}

JUDGEMENTS: dict[Judgement, str] = {
    Judgement.DELIVERY: "Delivery: what happened",
    Judgement.RESPONSE: "Response: what the body said",
    Judgement.VERIFIABILITY: "Verifiability: could anyone tell?",
}

SORTS: dict[CommitmentSort, tuple[str, str]] = {
    CommitmentSort.DEADLINE: ("by deadline, earliest first", "by deadline, latest first"),
    CommitmentSort.DATE: ("by date made, oldest first", "by date made, newest first"),
    CommitmentSort.BODY: ("by body, A to Z", "by body, Z to A"),
    CommitmentSort.STATUS: ("by status", "by status, reversed"),
    CommitmentSort.DOCUMENT: ("by document, A to Z", "by document, Z to A"),
    CommitmentSort.CONFIDENCE: ("by confidence, least sure first", "by confidence, surest first"),
}


def value_saying(judgement: Judgement, value: str) -> Saying:
    """How a value of one of the three judgements is said."""
    if judgement is Judgement.DELIVERY:
        return DELIVERIES[Delivery(value)]
    if judgement is Judgement.RESPONSE:
        return RESPONSES[Response(value)]
    return VERIFIABILITIES[Verifiability(value)]


def label(value: StrEnum) -> str:
    """A value of the codebook in words: "reports-progress" is "reports progress", and "co-design" stays so."""
    return re.sub(r"(?<!\bco)-", " ", value.value)


def day(when: date) -> str:
    """A date as people write it, whatever the machine's locale: "3 May 2024"."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def when(stated: str) -> str:
    """A document's date, no more exact than it is known: "3 May 2024", "May 2014", "2014"; other words stay."""
    found = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", stated)
    if found is None:
        return stated
    named = f"{MONTHS[int(found[2]) - 1]} {found[1]}"
    return f"{int(found[3])} {named}" if found[3] else named


def deadline(row: CommitmentRow) -> str:
    """When it is due: the date, or else the words that say so; "" when it has no deadline."""
    return day(row.deadline) if row.deadline else row.deadline_text


def percent(share: float) -> str:
    """A share between 0 and 1, in hundredths."""
    return f"{share:.0%}"


def number(count: int, one: str, many: str = "") -> str:
    """ "1 promise", "12,000 promises"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def doubt(outcome: AnchorOutcome) -> str:
    """What to say of a quotation that was not found word for word when its source was last read; else ""."""
    if outcome in VERIFIED:
        return ""
    return {
        AnchorOutcome.CHANGED: "! The source now has other words here.",
        AnchorOutcome.AMBIGUOUS: "! The source has these words in several places.",
        AnchorOutcome.ORPHANED: "! The source no longer has these words.",
    }[outcome]
