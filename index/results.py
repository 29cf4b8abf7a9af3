"""What is asked of search and what it answers: frozen, and free of any engine."""

from dataclasses import dataclass
from datetime import date

from corpus.codebook import DocumentKind, Lang, Theme
from corpus.rows import PassageRow


@dataclass(frozen=True, slots=True)
class Filters:
    """Which passages count. Empty sets and strings ask for all.

    ``bodies`` are publishers' names, casefolded; ``document`` is a document's key. ``since`` and ``until``
    are both included, and a passage's date is its own or else its document's; undated ones are left out
    when either is given.
    """

    kinds: frozenset[DocumentKind] = frozenset()
    langs: frozenset[Lang] = frozenset()
    bodies: frozenset[str] = frozenset()
    themes: frozenset[Theme] = frozenset()
    since: date | None = None
    until: date | None = None
    document: str = ""
    only_commitments: bool = False
    only_case_studies: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. ``marks`` are offsets in ``snippet`` of what matched; the text holds no markup."""

    passage: PassageRow
    score: float
    snippet: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Results:
    """One page of an answer: best first, then by passage id, so that pages never overlap.

    ``revision`` is the corpus revision that was searched: older than the corpus's own while another process
    is bringing the index up to date. ``any_words`` says that no passage held all the words and that those
    holding some are shown instead.
    """

    total: int
    hits: tuple[Hit, ...]
    revision: int
    any_words: bool


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update did: passages put into the index and taken out of it, and whether it was built afresh."""

    added: int
    removed: int
    rebuilt: bool
    revision: int
