"""Clocks: the day a commitment falls due or its answer does, worked out at reading, and how it stands on a day.

The words of a deadline are never changed. A day that is not among them but follows from the term of the Senedd in which
they were said is marked as worked out. Recess is not reckoned with: weeks are weeks of the calendar.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from corpus.codebook import UNMET, CommitmentKind, Delivery, DocumentKind, Lang, Response
from corpus.term_words import term_named
from corpus.terms import Term

RESPONSE_WEEKS: Mapping[DocumentKind, int] = {DocumentKind.COMMITTEE_REPORT: 6}
"""Weeks that a recommendation is to be answered in, by the kind of document that makes it, where nobody set others."""

_DONE_WITH = frozenset({Delivery.MET, Delivery.SUPERSEDED})


class TimeStatus(StrEnum):
    """How a commitment stands in time on a day."""

    DUE = "due"
    """It has a day, and is neither known to be done with nor overdue."""
    OVERDUE = "overdue"
    """It is unmet and its day is past (codebook, section 2)."""
    RESPONSE_DUE = "response-due"
    RESPONSE_OVERDUE = "response-overdue"
    UNDATED = "undated"
    """It has no day, nor can one be worked out."""


@dataclass(frozen=True, slots=True)
class Due:
    """The day by which something is to be done; ``term`` is the one that it was worked out from, if it was.

    ``as_planned`` says that the day rests on an election that is still to come.
    """

    day: date | None
    words: str = ""
    term: Term | None = None

    @property
    def worked_out(self) -> bool:
        """Whether the words name no day, and it follows from a term of the Senedd."""
        return self.day is not None and self.term is not None

    @property
    def as_planned(self) -> bool:
        """Whether an election still to come may change it."""
        return self.term is not None and self.term.ends_as_planned


def due(deadline: date | None, words: str, lang: Lang, issued: date | None, issued_text: str = "") -> Due:
    """When something is due, by its deadline and the words of it in a document of this date.

    A stored deadline stands, whoever stored it. Where the words name a term, the day is its last: the day before the
    election that ends it.
    """
    term = term_named(words, lang, issued, issued_text)
    ends = term.last if term else None
    return Due(deadline or ends, words, term if deadline in (None, ends) else None)


def response_due(
    kind: CommitmentKind, document: DocumentKind, issued: date | None, weeks: Mapping[DocumentKind, int]
) -> date | None:
    """The day by which a recommendation is to be answered; None where none is to be, or its date is not known."""
    many = weeks.get(document)
    if kind is not CommitmentKind.RECOMMENDATION or issued is None or many is None:
        return None
    try:
        return issued + timedelta(weeks=many)
    except OverflowError:
        return None


def statuses(
    on: date,
    *,
    day: date | None,
    delivery: Delivery,
    answer_by: date | None = None,
    response: Response | None = None,
    answered: bool = False,
) -> frozenset[TimeStatus]:
    """How a commitment stands on a day, in what it says (``day``) and in the answer to it (``answer_by``).

    Nothing is past on its own day. ``response`` is as judged, ``answered`` says that an answer was found, though nobody
    has judged it: with either no answer is due. What nobody has assessed is not overdue, though its day be past.
    """
    found = set()
    if day is None:
        found.add(TimeStatus.UNDATED)
    elif delivery in UNMET and day < on:
        found.add(TimeStatus.OVERDUE)
    elif delivery not in _DONE_WITH:
        found.add(TimeStatus.DUE)
    if answer_by is not None and response is None and not answered:
        found.add(TimeStatus.RESPONSE_OVERDUE if answer_by < on else TimeStatus.RESPONSE_DUE)
    return frozenset(found)
