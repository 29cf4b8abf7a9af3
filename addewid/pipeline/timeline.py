"""The timeline of a commitment, with the answers that the index and nlp find and the status that nlp suggests."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from corpus import timeline
from corpus.database import Corpus
from corpus.rows import Answer, CommitmentDetail, Timeline
from index import Index

if TYPE_CHECKING:
    from addewid.pipeline.answers import Search


def of_commitment(session: Session, ref: str, search: "Search", *, on: date | None = None) -> Timeline:
    """What became of a commitment. Raises NotFound or UsageProblem."""
    from addewid.pipeline.answers import answers
    from nlp.status import suggest_status

    def answering(session: Session, detail: CommitmentDetail) -> Sequence[Answer]:
        return answers(session, detail, search)

    return timeline.of_commitment(session, ref, answering, suggest_status, on=on)


def telling(corpus: Corpus, index: Index, today: Callable[[], date]) -> Callable[[str], Timeline]:
    """The timeline of the commitment of a ref, for the screens: it blocks, and reads in a session of its own."""

    def told(ref: str) -> Timeline:
        from addewid.pipeline.answers import searching

        with corpus.read() as session:
            return of_commitment(session, ref, searching(index), on=today())

    return told
