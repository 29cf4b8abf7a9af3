"""What is decided with words of a passage: that they are a promise, or that they bear on one."""

from corpus import commitments, editing, evidence, marked
from corpus.codebook import CommitmentKind, Relation
from corpus.rows import CommitmentFilter, CommitmentRow, DecisionRow, EvidenceRow, PassageRow
from tui.desk import Desk, Window


def passage(desk: Desk, passage_id: int) -> PassageRow:
    """A passage of a document as it is read today. Raises NotFound."""
    with desk.corpus.read() as session:
        return marked.standing(session, passage_id)


def fitting(desk: Desk, words: str, limit: int, offset: int) -> Window[CommitmentRow]:
    """Some of the promises that have these words in them, in their body or document, or in their name."""
    wanted = CommitmentFilter(text=words, on=desk.today())
    with desk.corpus.read() as session:
        rows = commitments.listing(session, wanted, limit=limit, offset=offset)
        return Window(commitments.count(session, wanted), offset, tuple(rows))


def make(
    desk: Desk, passage_id: int, start: int, end: int, kind: CommitmentKind, body: str = "", because: str = ""
) -> DecisionRow:
    """Make a promise of words of a passage; ``body`` is the key of the body that is bound, or empty.

    Raises NotFound where the document was read again, UsageProblem.
    """
    with desk.corpus.write() as session:
        marked.standing(session, passage_id)
        return editing.add(session, passage_id, start, end, kind, desk.who, body, because)


def link(
    desk: Desk, ref: str, passage_id: int, start: int, end: int, relation: Relation, because: str = ""
) -> EvidenceRow:
    """Link words of a passage to a promise. Raises NotFound where the document was read again."""
    with desk.corpus.write() as session:
        marked.standing(session, passage_id)
        return evidence.add(session, ref, passage_id, start, end, relation, desk.who, because)
