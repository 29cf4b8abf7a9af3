"""A commitment and the sentences of a passage side by side: which words, names and numbers of it each one holds."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.types import LinkCandidate, LinkSubject
from nlp.link_words import (
    figures,
    is_of_law,
    laws,
    looks_back,
    names,
    numbered,
    pairs,
    roots,
    telling_nothing,
)

COUNTED = 8
"""Words of a commitment that count, the weightiest first: of a long one nobody repeats all."""

OF_NAME = 2
"""Words of what a promise is about that a name must hold for a sentence with that name to be about it."""

OF_TITLE = 3
"""Words that a title must have for it to be named in passing by no chance."""

RECALLS = 0.3
"""Share of a promise held by a sentence that speaks of it as promised, for the next to say what became of it."""

LIKE = 3
"""Words that two texts share at the least to be called the same: "40 actions" says nothing again."""

_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at ``start:end`` of a candidate's own text, beside a commitment.

    ``held`` are the roots of its words that the commitment is about, ``near`` those and what the sentence before and
    the document's title hold, ``titled`` what the title holds. ``names``, ``figures`` and ``numbers`` stand in both.
    ``is_tied`` says that more than single words join them; ``follows_recall`` that the sentence before speaks of the
    promise as a promise. ``same`` is the share of the shorter one's words that the other holds.
    """

    start: int
    end: int
    quote: str
    held: frozenset[str]
    near: frozenset[str]
    titled: frozenset[str]
    names: tuple[str, ...]
    figures: tuple[str, ...]
    numbers: tuple[str, ...]
    is_tied: bool
    follows_recall: bool
    same: float

    @property
    def tokens(self) -> tuple[str, ...]:
        """Everything that stands in both and is more than a word."""
        return (*self.names, *self.figures, *self.numbers)


class Compared:
    """What a commitment is about, weighed by how few of the candidates' texts share it."""

    def __init__(self, subject: LinkSubject, texts: Sequence[str]) -> None:
        actor = subject.actor
        self._words = roots(subject.quote)
        of_law = laws(subject.quote)
        bound = {root for name in of_law for root in roots(name)}
        self._matter = frozenset(self._words.keys() - roots(actor).keys() - bound - telling_nothing())
        told = pairs(subject.quote) - pairs(actor)
        self._pairs = {pair for pair in told if not self._matter.isdisjoint(pair)}
        self._names = [name for name in names(subject.quote) if name not in of_law and self._is_telling(name)]
        self._figures = figures(subject.quote)
        self._numbers = numbered(subject.quote)
        title = subject.document_title
        self._title = roots(title).keys()
        self._called = [] if is_of_law(title) else [name for name in names(title) if len(name.split()) >= OF_TITLE]
        seen = Counter(root for text in texts for root in roots(text).keys() & self._matter)
        self._weight = {root: 1 + math.log((1 + len(texts)) / (1 + seen[root])) for root in self._matter}
        self._whole = sum(sorted(self._weight.values(), reverse=True)[:COUNTED]) or 1.0

    @property
    def own_words(self) -> frozenset[str]:
        """The roots of the commitment's words."""
        return frozenset(self._words)

    def share(self, held: Iterable[str]) -> float:
        """How much of what the commitment is about these roots are, between 0 and 1."""
        return min(1.0, sum(self._weight[root] for root in held) / self._whole)

    def words(self, held: Iterable[str]) -> list[str]:
        """The words of these roots, weightiest first, without numbers."""
        ordered = sorted(held, key=lambda root: (-self._weight[root], root))
        return [self._words[root] for root in ordered if not _NUMBER.search(root)]

    def sentences(self, candidate: LinkCandidate, spans: Sequence[tuple[int, int]]) -> list[Sentence]:
        """The sentences of a candidate, beside the commitment."""
        titled = frozenset(roots(candidate.document_title).keys() & self._matter)
        title_tied = bool(self._pairs & pairs(candidate.document_title))
        by_name = any(name in candidate.text or name in candidate.document_title for name in self._called)
        near = roots(candidate.text).keys() | roots(candidate.document_title).keys()
        of_title = len(self._title & near) >= min(OF_TITLE, len(self._title))
        read: list[Sentence] = []
        for start, end in spans:
            quote = candidate.text[start:end]
            before = read[-1] if read else None
            words = roots(quote)
            held = frozenset(words.keys() & self._matter)
            recall = before is not None and self.share(before.held) >= RECALLS and looks_back(before.quote)
            beside = before.held if before and (held or recall) else frozenset[str]()
            shared = tuple(sorted(self._figures & figures(quote)))
            called = tuple(name for name in self._names if name in quote)
            numbers = tuple(sorted(self._numbers & numbered(quote))) if of_title else ()
            tied = bool(self._pairs & pairs(quote)) or by_name or title_tied
            read.append(
                Sentence(
                    start=start,
                    end=end,
                    quote=quote,
                    held=held,
                    near=held | beside | (titled if held else frozenset()),
                    titled=titled,
                    names=called,
                    figures=shared,
                    numbers=numbers,
                    is_tied=tied or bool(called or shared),
                    follows_recall=recall,
                    same=self._same(words.keys()),
                )
            )
        return read

    def _is_telling(self, name: str) -> bool:
        return len(roots(name).keys() & self._matter) >= OF_NAME

    def _same(self, held: Iterable[str]) -> float:
        mine = set(held)
        fewer = min(len(mine), len(self._words))
        shared = len(mine & self._words.keys())
        return shared / fewer if fewer and shared >= LIKE else 0.0
