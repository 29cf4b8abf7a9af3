"""What can be done with what waits for a person, by the reason that it waits for and by what it is about."""

from collections.abc import Callable

from corpus.codebook import ReviewReason
from tui.desk.review import WaitingRow

JUDGED = (ReviewReason.OVERDUE, ReviewReason.STALE, ReviewReason.RESPONSE_DUE)
"""What waits for these is decided by a judgement."""


def _is_of_words(row: WaitingRow) -> bool:
    """Whether coders differ, and not evidence and a judgement."""
    return row.item.reason is ReviewReason.DISPUTED and row.item.about == row.item.ref


def _is_of_evidence(row: WaitingRow) -> bool:
    return row.item.about != row.item.ref


FITS: dict[str, Callable[[WaitingRow], bool]] = {
    "confirm": lambda row: row.item.reason is ReviewReason.NEW,
    "judge": lambda row: (
        row.item.reason in JUDGED or (row.item.reason is ReviewReason.DISPUTED and _is_of_evidence(row))
    ),
    "settle": _is_of_words,
    "look": lambda row: row.item.reason is ReviewReason.CHANGED_SOURCE,
    "refuse": lambda row: not _is_of_evidence(row) and not _is_of_words(row),
    "reject": _is_of_evidence,
    "edit": lambda row: True,
    "skip": lambda row: True,
    "open_document": lambda row: True,
}
"""What can be done with an item."""
