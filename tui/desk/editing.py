"""What is said of a commitment, changed by a person."""

from corpus import commitments, editing, naming
from corpus.bodies import Body
from corpus.editing import Edit
from corpus.rows import CommitmentDetail, DecisionRow
from tui.desk import Desk

OFFERED = 6
"""Bodies offered at a time."""


def get(desk: Desk, ref: str) -> CommitmentDetail:
    """Everything about one commitment. Raises NotFound."""
    with desk.corpus.read() as session:
        return commitments.get(session, ref, on=desk.today())


def bodies(typed: str) -> tuple[Body, ...]:
    """Public bodies that may be meant by what was typed so far."""
    return tuple(naming.beginning(typed, OFFERED))


def edit(desk: Desk, ref: str, wanted: Edit, because: str, seen: str) -> DecisionRow:
    """Change what is said of a commitment. ``seen`` names the newest decision that the screen knows of."""
    with desk.corpus.write() as session:
        return editing.edit(session, ref, wanted, desk.who, because, seen)


def confirm(desk: Desk, ref: str, because: str, seen: str) -> DecisionRow:
    """Say that a commitment is one, and is what it is said to be."""
    with desk.corpus.write() as session:
        return editing.confirm(session, ref, desk.who, because, seen)


def refuse(desk: Desk, ref: str, because: str, seen: str) -> DecisionRow:
    """Say that a statement is none."""
    with desk.corpus.write() as session:
        return editing.refuse(session, ref, desk.who, because, seen)
