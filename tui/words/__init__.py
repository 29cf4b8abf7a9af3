"""How values are said on the screen: always a symbol and a word, never a colour alone."""

from dataclasses import dataclass
from datetime import datetime

from corpus.codebook import (
    VERIFIED,
    AnchorOutcome,
    Delivery,
    Judgement,
    Lang,
    LinkState,
    Relation,
    Response,
    Verifiability,
)
from corpus.language import day, language, msg, percent, tr
from corpus.rows import BodyCount, CommitmentRow, CommitmentSort
from tui.tones import Tone


@dataclass(frozen=True, slots=True)
class Saying:
    """A value as people see it: ``tone`` colours it. Its message and what it ``means`` are translated when read."""

    symbol: str
    message: str
    tone: Tone
    means: str = ""

    @property
    def word(self) -> str:
        """The word for it, in the language in use."""
        return tr(self.message)

    @property
    def meaning(self) -> str:
        """What it means, for the help, in the language in use."""
        return tr(self.means)

    def __str__(self) -> str:
        return f"{self.symbol} {self.word}"


DELIVERIES: dict[Delivery, Saying] = {
    Delivery.NOT_ASSESSED: Saying("○", msg("not assessed"), Tone.QUIET, msg("nobody has decided yet")),
    Delivery.NO_EVIDENCE_FOUND: Saying("?", msg("no evidence"), Tone.BAD, msg("somebody searched and found nothing")),
    Delivery.NOT_STARTED: Saying("–", msg("not started"), Tone.BAD, msg("nothing has been done")),
    Delivery.IN_PROGRESS: Saying("»", msg("in progress"), Tone.PART, msg("under way, not finished")),
    Delivery.PARTLY_MET: Saying("◐", msg("partly met"), Tone.PART, msg("some of it was done")),
    Delivery.MET: Saying("✓", msg("met"), Tone.GOOD, msg("done as promised")),
    Delivery.STALLED: Saying("■", msg("stalled"), Tone.BAD, msg("begun, then stopped")),
    Delivery.SUPERSEDED: Saying("→", msg("superseded"), Tone.QUIET, msg("replaced by something else")),
    Delivery.BROKEN: Saying("✗", msg("broken"), Tone.BAD, msg("it was not done, or the opposite was")),
}

RESPONSES: dict[Response, Saying] = {
    Response.ACCEPTED: Saying("✓", msg("accepted"), Tone.GOOD),
    Response.ACCEPTED_IN_PRINCIPLE: Saying("◐", msg("accepted in principle"), Tone.PART),
    Response.PARTLY_ACCEPTED: Saying("◐", msg("partly accepted"), Tone.PART),
    Response.REJECTED: Saying("✗", msg("rejected"), Tone.BAD),
    Response.NO_RESPONSE: Saying("–", msg("no response"), Tone.BAD),
    Response.NOT_APPLICABLE: Saying("·", msg("not applicable"), Tone.QUIET),
}

VERIFIABILITIES: dict[Verifiability, Saying] = {
    Verifiability.CLEAR: Saying("✓", msg("clear"), Tone.GOOD),
    Verifiability.PARTLY: Saying("◐", msg("partly"), Tone.PART),
    Verifiability.UNCLEAR: Saying("?", msg("unclear"), Tone.BAD),
}

NOT_JUDGED = Saying("○", msg("not judged"), Tone.QUIET)
"""A judgement that nobody has made."""

LINK_STATES: dict[LinkState, Saying] = {
    LinkState.SUGGESTED: Saying("?", msg("suggested"), Tone.PART, msg("the program thinks so; nobody has decided")),
    LinkState.ACCEPTED: Saying("✓", msg("accepted"), Tone.GOOD, msg("somebody says that it bears on the promise")),
    LinkState.REJECTED: Saying("✗", msg("rejected"), Tone.QUIET, msg("somebody says that it does not")),
}

RELATIONS: dict[Relation, str] = {
    Relation.ILLUSTRATES: msg("shows that it works"),
    Relation.DELIVERS: msg("delivers it"),
    Relation.REPORTS_PROGRESS: msg("reports progress"),
    Relation.CONTRADICTS: msg("contradicts it"),
    Relation.BACKGROUND: msg("background"),
}
"""Messages, to be translated where they are shown; so are those below."""

JUDGEMENTS: dict[Judgement, str] = {
    Judgement.DELIVERY: msg("Delivery: what happened"),
    Judgement.RESPONSE: msg("Response: what the body said"),
    Judgement.VERIFIABILITY: msg("Verifiability: could anyone tell?"),
}

SORTS: dict[CommitmentSort, tuple[str, str]] = {
    CommitmentSort.DEADLINE: (msg("by deadline, earliest first"), msg("by deadline, latest first")),
    CommitmentSort.DATE: (msg("by date made, oldest first"), msg("by date made, newest first")),
    CommitmentSort.BODY: (msg("by body, A to Z"), msg("by body, Z to A")),
    CommitmentSort.STATUS: (msg("by status"), msg("by status, reversed")),
    CommitmentSort.DOCUMENT: (msg("by document, A to Z"), msg("by document, Z to A")),
    CommitmentSort.CONFIDENCE: (msg("by confidence, least sure first"), msg("by confidence, surest first")),
}

_DOUBTS = {
    AnchorOutcome.CHANGED: msg("! The source now has other words here."),
    AnchorOutcome.AMBIGUOUS: msg("! The source has these words in several places."),
    AnchorOutcome.ORPHANED: msg("! The source no longer has these words."),
}


def value_saying(judgement: Judgement, value: str) -> Saying:
    """How a value of one of the three judgements is said."""
    if judgement is Judgement.DELIVERY:
        return DELIVERIES[Delivery(value)]
    if judgement is Judgement.RESPONSE:
        return RESPONSES[Response(value)]
    return VERIFIABILITIES[Verifiability(value)]


def body(row: CommitmentRow) -> str:
    """The body's name in the language in use, or the actor's words where the body is unknown."""
    return (row.body_cy if language() is Lang.CY else row.body_en) or row.actor


def body_name(body: BodyCount) -> str:
    """A body's name in the language in use."""
    return body.name_cy if language() is Lang.CY else body.name_en


def moment(at: datetime) -> str:
    """A day and the time of it: "3 May 2024, 14:05 UTC"."""
    return tr("{day}, {time} UTC", day=day(at.date()), time=f"{at:%H:%M}")


def deadline(row: CommitmentRow) -> str:
    """When it is due: the date, or else the words that say so; "" when it has no deadline."""
    return day(row.deadline) if row.deadline else row.deadline_text


def match(share: float) -> str:
    """How well a suggestion fits, as the program sees it."""
    return tr("match {share}", share=percent(share))


def sure(share: float) -> str:
    """How sure the program is."""
    return tr("{share} sure", share=percent(share))


def doubt(outcome: AnchorOutcome) -> str:
    """What to say of a quotation that was not found word for word when its source was last read; else ""."""
    return "" if outcome in VERIFIED else tr(_DOUBTS[outcome])
