"""Which commitments to list and in what order, and how many there are of everything."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.codebook import CommitmentKind, Delivery, Lang, LinkState, Theme


class CommitmentSort(StrEnum):
    """Orders of a list of commitments; every order ends with document and place, so that it is total."""

    DEADLINE = "deadline"
    DATE = "date"
    BODY = "body"
    STATUS = "status"
    DOCUMENT = "document"
    CONFIDENCE = "confidence"


@dataclass(frozen=True, slots=True)
class CommitmentFilter:
    """Which commitments to list. Empty sets and strings ask for all. ``text`` is found in quote, actor or title.

    ``document`` is the key of its document, or of the Act that its words are inserted into, or words of its name.
    ``since`` and ``until`` bound the day that it was stated on: of a date known to a month or year only, its last;
    ``due_from`` and ``due_by`` bound its deadline.
    """

    deliveries: frozenset[Delivery] = frozenset()
    kinds: frozenset[CommitmentKind] = frozenset()
    themes: frozenset[Theme] = frozenset()
    bodies: frozenset[str] = frozenset()
    langs: frozenset[Lang] = frozenset()
    document: str = ""
    text: str = ""
    overdue: bool = False
    since: date | None = None
    until: date | None = None
    due_from: date | None = None
    due_by: date | None = None
    on: date | None = None
    sort: CommitmentSort = CommitmentSort.DEADLINE
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of everything; ``deliveries`` covers every value of the codebook.

    ``commitments`` that people said are one count once; ``pairs`` are suggestions that more are.
    """

    documents: int
    versions: int
    passages: int
    commitments: int
    progress: int
    responses: int
    themes: int
    case_studies: int
    questions: int
    pairs: int
    links: dict[LinkState, int]
    deliveries: dict[Delivery, int]
    untagged: int
    revision: int


@dataclass(frozen=True, slots=True)
class BodyCount:
    """A body that has commitments, and how many."""

    key: str
    name_en: str
    name_cy: str
    commitments: int
