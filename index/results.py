"""What search answers: frozen, and free of any engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from corpus.rows import PassageRow


class Form(StrEnum):
    """How words of a passage answer words of a query."""

    EXACT = "as written"
    STEM = "of the same stem"
    MUTATION = "by mutation"
    DICTIONARY = "of the same dictionary form"
    OTHER_NAME = "what it is called otherwise"
    BEGUN = "begins so"
    NEARLY = "nearly so spelt"


class Place(StrEnum):
    """Where words stand that a query looks for."""

    TEXT = "text"
    HEADING = "heading"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Match:
    """Words that answer a query: as they stand there, how they answer, where, and how many times."""

    words: str
    form: Form
    place: Place
    times: int


@dataclass(frozen=True, slots=True)
class Reason:
    """What one word or phrase of a query adds to a hit's score (BM25), and what answers it there."""

    sought: str
    share: float
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. ``marks`` are offsets in ``snippet`` of what matched; the text holds no markup.

    ``alike`` counts other passages of the same wording that were found and are not listed; ``all_words`` says that
    the query as it was asked finds it, not only some of its words. ``why`` is told where it was asked for; the
    shares of it come to the score. ``twin`` is the passage that says the same in the other language, told where the
    query crosses languages and one is known.
    """

    passage: PassageRow
    score: float
    snippet: str
    marks: tuple[tuple[int, int], ...]
    alike: int = 0
    all_words: bool = True
    why: tuple[Reason, ...] = ()
    twin: PassageRow | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """One page of an answer: best first, then by passage id, so that pages never overlap.

    ``total`` counts the passages that the query as asked finds, ``shown`` how many hits these come to once those of
    one wording are folded. Where these are few, ``some`` further hits hold some of the words and stand after them.
    ``revision`` is the corpus revision that was searched: older than the corpus's own while another process is
    bringing the index up to date. ``suggestion`` is what a query with few hits may have been meant to be, and finds
    more; empty when there is no such thing.
    """

    total: int
    shown: int
    some: int
    hits: tuple[Hit, ...]
    revision: int
    suggestion: str = ""


Facets = Mapping[str, Mapping[str, int]]
"""By the name of a field, its values and how many passages have each; ``year`` beside the fields of the index."""


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update did: passages put into the index and taken out of it, and whether it was built afresh."""

    added: int
    removed: int
    rebuilt: bool
    revision: int
