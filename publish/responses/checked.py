"""What checking a response tells: problems with their lines, what is only said, and what became of its quotations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from corpus.codebook import AnchorOutcome


class ProblemKind(StrEnum):
    """What sort of thing fails."""

    FORM = "form"
    """The file itself: what begins and never ends, what is not written as it has to be."""
    KEY = "key"
    LABEL = "label"
    """A page or section that the source does not have, or that is not the one of the words."""
    UNCITED = "uncited"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    ORPHANED = "orphaned"
    STATUS = "status"
    WORDS = "words"
    UNANSWERED = "unanswered"
    RIGHTS = "rights"
    PICTURE = "picture"
    """A picture without words, or none that a document can hold."""


class NoteKind(StrEnum):
    """What is said and does not fail."""

    DEADLINE = "deadline"
    UNCHECKED = "unchecked"
    """Words of a source that is not in the corpus."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What fails at a line, counted from 1, in one sentence of the language in use."""

    line: int
    kind: ProblemKind
    sentence: str


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of a line, counted from 1, and does not fail."""

    line: int
    kind: NoteKind
    sentence: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A response as it stands on the day ``on``: its problems and notes, by line.

    ``outcomes`` counts its quotations from the corpus by what became of them, each outcome of the codebook among them;
    ``uncited`` those without a citation that leads to a source, ``unchecked`` those of sources not in the corpus.
    ``words`` are those of the whole, ``budget`` the most there may be.
    """

    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]
    outcomes: Mapping[AnchorOutcome, int]
    quotations: int
    uncited: int
    unchecked: int
    citations: int
    statuses: int
    questions: int
    answered: int
    words: int
    budget: int | None
    on: date
    fine: bool = field(init=False)
    """Whether nothing fails."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "fine", not self.problems)
