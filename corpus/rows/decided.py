"""A decision with the words that it is about, so that people can be told of it."""

from dataclasses import dataclass

from corpus.rows.account import DecisionRow


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, the commitment that it bears on by its ref, and its ``promise``: its words, "" where it is gone.

    ``words`` are those that were weighed, each with where they stand: of evidence one stretch, of a pair both.
    """

    decision: DecisionRow
    ref: str
    promise: str
    words: tuple[tuple[str, str], ...] = ()
