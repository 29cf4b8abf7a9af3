"""What everything that leaves the corpus says of itself: its day, the corpus it is from, and how much is decided."""

from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from corpus import commitments
from corpus.codebook import Delivery
from corpus.database import revision
from corpus.language import day, number, plural, tr
from corpus.models import Commitment
from corpus.same import groups

PERSON = "person"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What was known on the day ``on`` in the corpus at ``revision``, by Addewid of ``version``.

    Of ``total`` commitments, the delivery of ``decided`` was judged by people; that of ``not_assessed`` was not.
    ``confirmed`` were said by a person to be commitments; the others were found by the program alone.
    """

    on: date
    revision: int
    version: str
    total: int
    decided: int
    not_assessed: int
    confirmed: int

    def lines(self) -> tuple[str, ...]:
        """The same for people, in the language in use, a sentence a line."""
        return (
            tr(
                "As of {day}; corpus revision {revision}; Addewid {version}.",
                day=day(self.on),
                revision=number(self.revision),
                version=self.version,
            ),
            plural(
                "{count} promise, of which people decided what became of {decided}; {open} not yet assessed.",
                "{count} promises, of which people decided what became of {decided}; {open} not yet assessed.",
                self.total,
                decided=number(self.decided),
                open=number(self.not_assessed),
            ),
            tr(
                "A person confirmed that {confirmed} of them are promises; the others were found by the program alone.",
                confirmed=number(self.confirmed),
            ),
        )


def stamp(session: Session, on: date) -> Stamp:
    """The stamp of what is made from the corpus now, with judgements as they stood on a day."""
    counts = commitments.counts(session, on=on)
    open_yet = counts.deliveries[Delivery.NOT_ASSESSED]
    own = select(func.count(groups.number().distinct())).where(groups.stands(), Commitment.origin == PERSON)
    return Stamp(
        on=on,
        revision=revision(session),
        version=version("addewid"),
        total=counts.commitments,
        decided=counts.commitments - open_yet,
        not_assessed=open_yet,
        confirmed=session.scalar(own) or 0,
    )
