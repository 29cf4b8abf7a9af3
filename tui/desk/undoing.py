"""What one decided last, and taking it back."""

from corpus import decided, undoing
from corpus.errors import NotFound
from corpus.rows import DecisionRow
from corpus.rows.decided import Decided
from tui.desk import Desk


def last(desk: Desk) -> Decided | None:
    """One's own last decision that still stands, with the words that it is about; None where there is none."""
    with desk.corpus.read() as session:
        try:
            return decided.to_be_undone(session, desk.who)
        except NotFound:
            return None


def undo(desk: Desk, name: str) -> DecisionRow:
    """Take back one's own decision of a name. Raises UsageProblem where others have decided since."""
    with desk.corpus.write() as session:
        return undoing.undo(session, desk.who, name=name)
