"""When a commitment was made, as exactly as its dates tell, and what came after that."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus.rows import StatementRow, first_day
from corpus.rows.timeline import UNORDERED


@dataclass(frozen=True, slots=True)
class Promised:
    """When a commitment was first stated: from ``first`` to ``last``, as exactly as the dates of its statements tell.

    ``first`` is None where one of them has no date, ``last`` where none has.
    """

    first: date | None
    last: date | None

    def is_earlier(self, dated: date | None) -> bool:
        """Whether a day is no later than the promise, whichever days both are."""
        return dated is not None and self.first is not None and dated <= self.first

    def order(self, dated: date | None, dated_text: str = "") -> str:
        """What is to be said of the order of the promise and a date; nothing of one that is later."""
        since = first_day(dated, dated_text)
        return UNORDERED if since is None or self.last is None or since <= self.last else ""


def promised_by(statements: Iterable[StatementRow]) -> Promised:
    """When the first of these was made, for all that is known."""
    days = [(first_day(row.issued, row.issued_text), row.issued) for row in statements]
    known = [(first, last) for first, last in days if first and last]
    return Promised(
        first=min((first for first, _ in known), default=None) if len(known) == len(days) else None,
        last=min((last for _, last in known), default=None),
    )
