"""What search answers: frozen, and free of any engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from corpus.errors import CorpusBusy
from corpus.language import number, plural, tr
from corpus.rows import PassageRow

RANKS_BEFORE = 60
"""Added to a rank before rankings are fused, so that the first places do not count for everything."""


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
class Fused:
    """How a hit was ranked by words and meaning together: each adds 1 / (60 + its rank), where it ranked the hit.

    ``words_score`` is what the hit was ranked by among those found by words (BM25), ``similarity`` what it was by
    meaning: the cosine, from -1 to 1.
    """

    by_words: int | None = None
    words_score: float = 0.0
    by_meaning: int | None = None
    similarity: float | None = None

    @property
    def from_words(self) -> float:
        """What the rank by words adds."""
        return _share(self.by_words)

    @property
    def from_meaning(self) -> float:
        """What the rank by meaning adds."""
        return _share(self.by_meaning)

    @property
    def score(self) -> float:
        """Both together."""
        return self.from_words + self.from_meaning


def _share(rank: int | None) -> float:
    return 1 / (RANKS_BEFORE + rank) if rank is not None else 0.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. ``marks`` are offsets in ``snippet`` of what matched; the text holds no markup.

    ``alike`` counts other passages of the same wording that were found and are not listed; ``all_words`` says that
    the query as it was asked finds it, not only some of its words. ``why`` is told where it was asked for; the
    shares of it come to the score. ``twin`` is the passage that says the same in the other language, told where the
    query crosses languages and one is known. ``fused`` is told where meaning ranked too: ``score`` is then that of
    both, and the shares of ``why`` come to the score by words.
    """

    passage: PassageRow
    score: float
    snippet: str
    marks: tuple[tuple[int, int], ...]
    alike: int = 0
    all_words: bool = True
    why: tuple[Reason, ...] = ()
    twin: PassageRow | None = None
    fused: Fused | None = None


@dataclass(frozen=True, slots=True)
class Building:
    """An index that was being written when a search was answered: passages done and to do, 0 and 0 if not known."""

    done: int = 0
    to_do: int = 0

    def __str__(self) -> str:
        """ " (12 %)", or nothing while it is not known."""
        return f" ({100 * self.done // self.to_do} %)" if self.to_do else ""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was looked through one by one, for want of an index: ``looked`` of ``of`` passages, newest documents first.

    Words are compared as the index compares them, in all their forms; what was not looked at may hold more.
    """

    looked: int
    of: int

    @property
    def whole(self) -> bool:
        """Whether no passage was left out."""
        return self.looked == self.of

    def told(self, building: Building | None) -> str:
        """A sentence that says so, and how far the index is."""
        progress = building or ""
        if self.whole:
            return plural(
                "Searched all {count} passage one by one, because the search index is being built{progress}.",
                "Searched all {count} passages one by one, because the search index is being built{progress}.",
                self.of,
                progress=progress,
            )
        return plural(
            "Searched {looked} of {count} passage one by one, the newest documents first, because the search index is "
            "being built{progress}.",
            "Searched {looked} of {count} passages one by one, the newest documents first, because the search index is "
            "being built{progress}.",
            self.of,
            looked=number(self.looked),
            progress=progress,
        )


@dataclass(frozen=True, slots=True)
class Results:
    """One page of an answer: best first, then by passage id, so that pages never overlap.

    ``total`` counts the passages that the query as asked finds, ``shown`` how many hits these come to once those of
    one wording are folded. Where these are few, ``some`` further hits hold some of the words and stand after them.
    ``revision`` is the corpus revision that was searched: older than the corpus's own while another process is
    bringing the index up to date. ``suggestion`` is what a query with few hits may have been meant to be, and finds
    more; empty when there is no such thing.

    ``scanned`` is told where there was no index to ask, ``building`` while the index is behind the corpus.

    Where ``fused`` says that meaning ranked too, ``some`` counts also those that are only near in meaning;
    counts them; neither ``total`` nor anything that is recorded does. ``words_only`` says, in a sentence, why an answer
    that was to be ranked by meaning is not.
    """

    total: int
    shown: int
    some: int
    hits: tuple[Hit, ...]
    revision: int
    suggestion: str = ""
    scanned: Scanned | None = None
    building: Building | None = None
    fused: bool = False
    words_only: str = ""

    @property
    def whole(self) -> bool:
        """Whether all passages of the revision were searched, so that what is not found is not there."""
        return self.scanned is None or self.scanned.whole

    @property
    def caveat(self) -> str:
        """One sentence on what was not searched or in which other way, to be shown with the answer; mostly empty."""
        if self.scanned is not None:
            return self.scanned.told(self.building)
        if self.building is not None:
            return tr(
                "The search index is being brought up to date{progress}: what was added last is not found yet.",
                progress=self.building,
            )
        return ""

    def evidence(self) -> int:
        """How many passages the whole corpus has. Raises CorpusBusy for an answer from a part of it."""
        if not self.whole:
            raise CorpusBusy(
                "{caveat} Only a search of them all is evidence; try again when it is built.", caveat=self.caveat
            )
        return self.total


Facets = Mapping[str, Mapping[str, int]]
"""By the name of a field, its values and how many passages have each; ``year`` beside the fields of the index."""


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update did: passages put into the index and taken out of it, and whether it was built afresh."""

    added: int
    removed: int
    rebuilt: bool
    revision: int
