"""A commitment as it is stated in one place, and two such statements that may be of one commitment."""

from dataclasses import dataclass
from datetime import date

from corpus.codebook import CommitmentKind, DocumentKind, Lang


@dataclass(frozen=True, slots=True)
class Statement:
    """A commitment as it is stated in one place. ``passage`` and ``twin`` are numbers of passages, ``start`` an offset.

    ``document`` is its document's key, ``number`` its passage's as printed, ``twin`` the passage that says the same in
    the other language. ``body`` is the key of the body bound, or empty.
    """

    ref: str
    quote: str
    lang: Lang
    kind: CommitmentKind
    body: str
    deadline: date | None
    document: str
    title: str
    document_kind: DocumentKind
    issued: date | None
    number: str
    passage: int
    twin: int | None
    start: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements, by their refs, the earlier first, that may be of one commitment. ``score`` is between 0 and 1."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]
