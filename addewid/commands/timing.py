"""How a commitment stands in time, in words: when it was made, when it is due, when an answer is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from corpus import clocks, terms
from corpus.codebook import DocumentKind, Lang
from corpus.rows import CommitmentRow


@dataclass(frozen=True, slots=True)
class Timing:
    """``statuses`` are those of ``corpus.clocks``; ``term`` and ``first_minister`` empty where the date tells none.

    ``worked_out`` says that the day it is due on follows from a term of the Senedd, and is not among its words.
    """

    statuses: tuple[str, ...]
    due: date | None
    worked_out: bool
    answer_by: date | None
    term: str
    first_minister: str

    @property
    def told(self) -> dict[str, str]:
        """By the names that people read."""
        when = ", ".join(self.statuses).replace("-", " ")
        if self.worked_out:
            when += f" (its term ends on {self.due})"
        if self.answer_by:
            when += f" (an answer by {self.answer_by})"
        made = ", under ".join(filter(None, (self.term, self.first_minister)))
        return {"In time": when, "Made in": made}


def timing(row: CommitmentRow, weeks: Mapping[DocumentKind, int]) -> Timing:
    """How a commitment stands today; ``weeks`` to answer a recommendation in, by the kind of document."""
    era = terms.era(row.issued, row.issued_text)
    due = clocks.due(row.deadline, row.deadline_text, row.lang, row.issued, row.issued_text)
    answer_by = clocks.response_due(row.kind, row.document_kind, row.issued, weeks)
    stands = clocks.statuses(
        date.today(), day=due.day, delivery=row.delivery, answer_by=answer_by, response=row.response
    )
    return Timing(
        statuses=tuple(sorted(stands)),
        due=due.day,
        worked_out=due.worked_out,
        answer_by=answer_by if row.response is None else None,
        term=era.term.name(Lang.EN) if era.term else "",
        first_minister=era.administration.first_minister if era.administration else "",
    )
