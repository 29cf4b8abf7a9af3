"""How well Welsh words find one another, measured on text whose mutations and dictionary forms somebody marked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from corpus.codebook import Lang
from index.language.letters import fold
from index.language.mutations import Mutations
from index.language.resources import language_data
from index.language.words import Word, analyser

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN"})
"""Parts of speech whose mutated words are asked for."""

_NO_WORD = frozenset({"PUNCT", "SYM", "X"})


class MarkedWord(NamedTuple):
    """A word as a treebank has it; ``mutation`` is empty for an unmutated one."""

    form: str
    lemma: str
    part: str
    mutation: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted, in words as they stand in the text, so that frequent ones count for more.

    ``found`` of the ``mutated`` content words are found by a search for the same word unmutated. ``damaged`` of
    the ``unmutated`` words, of whatever kind, are taken for mutations of another word of the collection, so that
    a search for that one finds them too, always below its own. ``by_lemma`` of the ``inflected`` unmutated
    content words (those that are not their own dictionary form) are found by a search for the dictionary form,
    and ``misled`` of all unmutated words by one for a dictionary form that is not theirs, below its own. Stop
    words are left out, and of the inflected those whose dictionary form is not joined to them on purpose.
    """

    mutated: int
    found: int
    unmutated: int
    damaged: int
    inflected: int
    by_lemma: int
    misled: int

    @property
    def found_share(self) -> float:
        """Of mutated content words, the share that their radical finds."""
        return self.found / self.mutated if self.mutated else 0.0

    @property
    def damaged_per_thousand(self) -> float:
        """Unmutated words damaged, of a thousand."""
        return 1000 * self.damaged / self.unmutated if self.unmutated else 0.0

    @property
    def by_lemma_share(self) -> float:
        """Of inflected content words, the share that their dictionary form finds."""
        return self.by_lemma / self.inflected if self.inflected else 0.0

    @property
    def misled_per_thousand(self) -> float:
        """Unmutated words found by another's dictionary form, of a thousand."""
        return 1000 * self.misled / self.unmutated if self.unmutated else 0.0


def read_treebank(path: Path) -> Iterator[MarkedWord]:
    """The words of a CoNLL-U file in order. Raises OSError, and ValueError for a line of another format."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#") or not line.strip():
                continue
            number, form, lemma, part, _, features, *_ = line.rstrip("\n").split("\t")
            if number.isdigit():
                marks = dict(mark.split("=", 1) for mark in features.split("|") if "=" in mark)
                yield MarkedWord(form, lemma, part, marks.get("Mutation", ""))


def measure_mutations(rows: Sequence[MarkedWord]) -> Figures:
    """Look for every word by its radical and its dictionary form, and for what else would find it."""
    words = [each for each in map(_read, rows) if each is not None]
    lemmas = _lemmas(words)
    mutated = [each for each in words if each.mutated and each.content and each.radical]
    unmutated = [each for each in words if not each.mutated]
    apart = {"", *language_data(Lang.CY)["not_joined"]}
    inflected = [each for each in unmutated if each.content and each.lemma not in {*apart, each.spelling}]
    taken = [(each, _derived(each.word) & each.possible) for each in unmutated]
    joined = [(each, _derived(each.word) - each.possible) for each in unmutated]
    return Figures(
        mutated=len(mutated),
        found=sum(_finds(each.radical, each.word) for each in mutated),
        unmutated=len(unmutated),
        damaged=sum(_another(each, forms, lemmas) for each, forms in taken),
        inflected=len(inflected),
        by_lemma=sum(_finds(each.lemma, each.word) for each in inflected),
        misled=sum(_another(each, forms, lemmas) for each, forms in joined),
    )


class _Read(NamedTuple):
    """A word analysed; ``possible`` is everything that mutation allows it to be, ``radical`` what it was marked as."""

    spelling: str
    lemma: str
    mutated: bool
    content: bool
    radical: str
    possible: frozenset[str]
    word: Word


def _read(row: MarkedWord) -> _Read | None:
    found = analyser(Lang.CY).words(row.form)
    if len(found) != 1 or not found[0].wanted or row.part in _NO_WORD:
        return None
    spelling, lemma = _plain(row.form), _plain(row.lemma)
    possible = Mutations(language_data(Lang.CY)["mutations"]).radicals(spelling)
    radical = _radical(possible, lemma) if row.mutation else ""
    return _Read(spelling, lemma, bool(row.mutation), row.part in CONTENT, radical, frozenset(possible), found[0])


def _plain(form: str) -> str:
    return "".join(each for each in fold(form) if each.isalnum())


def _radical(possible: Iterable[str], lemma: str) -> str:
    """The possible radical that begins as the dictionary form does; the only one there is, if none does."""
    ranked = sorted(possible, key=lambda each: _shared(each, lemma), reverse=True)
    return ranked[0] if len(ranked) == 1 or (ranked and _shared(ranked[0], lemma)) else ""


def _shared(some: str, other: str) -> int:
    """How many letters two words begin with alike."""
    pairs = zip(some, other, strict=False)
    return next((at for at, (one, two) in enumerate(pairs) if one != two), min(len(some), len(other)))


def _lemmas(words: Iterable[_Read]) -> dict[str, set[str]]:
    """The words of a collection, unmutated, and the dictionary forms of each."""
    lemmas: dict[str, set[str]] = defaultdict(set)
    for each in words:
        for form in (each.radical if each.mutated else each.spelling, each.lemma):
            if form:
                lemmas[form].add(each.lemma)
    return lemmas


def _derived(word: Word) -> set[str]:
    """What the word as a whole may be a form of."""
    return {form for form, weight in word.wanted if weight < 1.0}


def _finds(sought: str, word: Word) -> bool:
    wanted = {form for each in analyser(Lang.CY).words(sought) for form, _ in each.wanted}
    return any(term.text in wanted for term in word.terms)


def _another(word: _Read, forms: set[str], lemmas: dict[str, set[str]]) -> bool:
    """Whether any of the forms is a word of the collection of which this one is no form."""
    return any(form != word.lemma and form in lemmas and word.lemma not in lemmas[form] for form in forms)
