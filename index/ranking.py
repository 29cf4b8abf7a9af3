"""Carrying out a query's tree on arrays, and ranking what it finds: sets of rows, with BM25F for the order.

Terms of text, headings and title are weighed together before they saturate (BM25F: Zaragoza, Craswell, Taylor, Saria
and Robertson 2004), a title by its own length. A word that has several forms, or may be written apart, counts as one
word: its forms share their document frequency.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.codebook import Lang
from corpus.errors import UsageProblem
from corpus.language import number
from index.blocks import (
    HEADING_SHARE,
    HEADINGS_FROM,
    INHERITED_FROM,
    INHERITED_SHARE,
    LANGS,
    POSITIONS,
    TEXT_SHARE,
    TITLE_FROM,
    TITLE_SHARE,
    UNDATED,
    facet,
)
from index.language.across import called
from index.language.spelling import close
from index.language.words import Word, analyser, begun
from index.matches import NOTHING, Match, Rows, Weighed, added_up, best_of, combined, heaviest, less
from index.nearness import Places, Remembered, in_a_row, merged, near, places_of
from index.query.asking import looked_for
from index.query.nodes import (
    Across,
    All,
    Dates,
    Either,
    Field,
    Fuzzy,
    Given,
    Inside,
    Near,
    Node,
    Phrase,
    Prefix,
    Sought,
    Words,
)

K1, B = 2.5, 0.6
SHORT = 25
"""Shorter passages count as this long: a heading of two words is not about them more than any paragraph."""

MAX_EXPANSION = 1_000
"""Words that ``word*`` may stand for."""

MAX_CLOSE = 200_000
"""Words with one first letter among which those close to another are looked for."""

_REMEMBERED_ROWS = 8_000_000
_BORDERS = np.array([HEADINGS_FROM, TITLE_FROM, INHERITED_FROM])
_SHARES = np.array([TEXT_SHARE, HEADING_SHARE, TITLE_SHARE, INHERITED_SHARE])
"""What an occurrence counts before the first border, between two, and after the last."""
_PARTS = {"heading": (HEADINGS_FROM, TITLE_FROM), "title": (TITLE_FROM, POSITIONS)}


class Postings(Protocol):
    """What ranking needs of an open index; rows count its passages, the dead ones too, from 0."""

    size: int
    lengths: NDArray[np.int64]
    langs: NDArray[np.int64]
    days: NDArray[np.int64]
    passages: NDArray[np.int64]
    alive: NDArray[np.bool_]

    def rows(self, lang: Lang, term: str) -> Weighed:
        """The rows that hold a term, each once, and how heavily."""

    def places(self, atom: str) -> Places:
        """Where an atom stands, in order: row << 16 | position."""

    def atoms(self, prefix: str, limit: int) -> set[str]:
        """Atoms that begin so; more than ``limit`` when there are more."""

    def with_facet(self, term: str) -> Rows:
        """The rows that have a facet's value."""


class Ranker:
    """Carries out queries on one state of an index."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._size = postings.size
        self._written = Remembered(postings)
        self._mine = {lang: (postings.langs == number) & postings.alive for number, lang in enumerate(LANGS)}
        self._norms = np.ones(postings.size, np.float32)
        for mine in self._mine.values():
            if mine.any():
                lengths = np.maximum(postings.lengths[mine], SHORT)
                self._norms[mine] = K1 * (1 - B + B * lengths / lengths.mean())
        self._known: dict[tuple[Lang, object], Match] = {}
        self._known_rows = 0

    def find(self, node: Node, lang: Lang) -> Match:
        """The living passages in one language that a query finds."""
        return self._node(node, lang) if self._mine[lang].any() else NOTHING

    def _node(self, node: Node, lang: Lang) -> Match:
        match node:
            case Either(nodes):
                return combined([self._node(each, lang) for each in nodes], 1, self._size)
            case All(nodes, without):
                match = combined([self._node(each, lang) for each in nodes], len(nodes), self._size)
                for each in without:
                    match = less(match, self._node(each, lang), self._size)
                return match
            case Field() | Dates() | Given():
                return self._through(node, lang)
        return self._leaf(node, lang)

    def _leaf(self, node: Sought | Inside, lang: Lang) -> Match:
        match node:
            case Words(text, every):
                return self._words(text, every, lang)
            case Across(text):
                return self._across(text, lang)
            case Inside(part, inner):
                return self._inside(part, inner, lang)
        return self._remembered(lang, node, lambda: self._standing(self._places(node, lang)))

    def _words(self, text: str, every: bool, lang: Lang) -> Match:
        words = looked_for(text, lang)
        if words:
            found = [self._word(word, lang) for word in words.values()]
        else:  # nothing but stop words: they are looked for as they are written
            found = [self._leaf(Phrase(atom), lang) for atom in sorted(set(analyser(lang).atoms(text)))]
        return combined(found, len(found) if every else 1, self._size)

    def _word(self, word: Word, lang: Lang) -> Match:
        return self._remembered(lang, (word.wanted, word.apart), lambda: self._forms(word, lang))

    def _forms(self, word: Word, lang: Lang) -> Weighed:
        parts = [self._postings.rows(lang, form) for form, _ in word.wanted]
        parts = [(rows, found * weight) for (rows, found), (_, weight) in zip(parts, word.wanted, strict=True)]
        if word.apart:
            parts.append(self._standing(self._row(word.apart)))
        return heaviest(parts, self._size)

    def _across(self, text: str, lang: Lang) -> Match:
        """The words or any of their equivalents, as one word that may be said in several ways."""
        return best_of([self._words(each, True, lang) for each in called(text, lang)], self._size)

    def _row(self, atoms: Sequence[str]) -> Places:
        """Where the first of some atoms stands with the others straight after it."""
        return in_a_row([self._written.places(atom) for atom in atoms])

    def _places(self, node: Phrase | Prefix | Fuzzy | Near, lang: Lang) -> Places:
        """Where a leaf begins to match."""
        match node:
            case Phrase(text):
                return self._row(analyser(lang).atoms(text))
            case Prefix(letters):
                return self._begun(letters, lang)
            case Fuzzy(word, edits):
                folded = "".join(analyser(lang).atoms(word))
                return self._any_of(close(folded, self._atoms(folded[:1]), edits) if folded else ())
            case Near(text, within):
                words = {word.wanted: word for word in analyser(lang).words(text) if word.wanted}
                return near([places_of(word, lang, self._written) for word in words.values()], within)

    def _begun(self, letters: str, lang: Lang) -> Places:
        ways = begun(analyser(lang).atoms(letters))
        rows = [
            in_a_row([*map(self._written.places, way[:-1]), self._any_of(self._atoms(way[-1], MAX_EXPANSION))])
            for way in ways
        ]
        return rows[0] if len(rows) == 1 else merged(rows)

    def _any_of(self, atoms: Iterable[str]) -> Places:
        return merged(map(self._written.places, atoms))

    def _atoms(self, prefix: str, limit: int = MAX_CLOSE) -> set[str]:
        atoms = self._written.atoms(prefix, limit)
        if len(atoms) > limit:
            raise UsageProblem(
                "More than {most} words begin with {prefix}; put more letters before the *.",
                most=number(limit),
                prefix=prefix,
            )
        return atoms

    def _standing(self, places: Places, begin: int = 0, end: int = POSITIONS) -> Weighed:
        """The rows of places from ``begin`` to ``end``, weighed by how often and where."""
        at = places & 0xFFFF
        inside = (at >= begin) & (at < end)
        return added_up(places[inside] >> 16, _SHARES[np.searchsorted(_BORDERS, at[inside], side="right")])

    def _inside(self, part: str, node: Words | Phrase | Prefix, lang: Lang) -> Match:
        """What a leaf finds in the headings or in the title alone."""
        span = _PARTS[part]
        if not isinstance(node, Words):
            return self._remembered(lang, (part, node), lambda: self._standing(self._places(node, lang), *span))
        words = [word for word in analyser(lang).words(node.text) if word.wanted]
        found = [
            self._remembered(
                lang,
                (part, word.wanted),
                lambda word=word: self._standing(places_of(word, lang, self._written), *span),  # type: ignore[misc]
            )
            for word in words
        ]
        return combined(found, len(found), self._size) if found else NOTHING

    def _through(self, node: Field | Dates | Given, lang: Lang) -> Match:
        """The rows that a field lets through, without a score."""
        postings = self._postings
        kept = np.zeros(postings.size, np.bool_)
        match node:
            case Field("lang", values):
                kept[:] = lang in values
            case Field(name, values):
                for value in values:
                    kept[postings.with_facet(facet(name, value))] = True
            case Dates(since, until):
                first = since.toordinal() if since else UNDATED + 1
                last = until.toordinal() if until else np.iinfo(np.int64).max
                kept = (postings.days >= first) & (postings.days <= last)
            case Given(passages):
                kept = np.isin(postings.passages, np.fromiter(passages, np.int64, len(passages)))
        rows = np.flatnonzero(kept & self._mine[lang]).astype(np.int32)
        return Match(rows, np.zeros(rows.size, np.float32))

    def _remembered(self, lang: Lang, what: object, find: Callable[[], Weighed]) -> Match:
        """Rows with their BM25 scores; the last few million are kept, for words come again and again."""
        known = self._known.get((lang, what))
        if known is None:
            rows, weights = find()
            mine = self._mine[lang][rows]
            rows, weights = rows[mine], weights[mine]
            count = int(np.count_nonzero(self._mine[lang]))
            rarity = np.float32(np.log(1 + (count - rows.size + 0.5) / (rows.size + 0.5)))
            known = Match(rows, rarity * weights * np.float32(K1 + 1) / (weights + self._norms[rows]))
            if self._known_rows > _REMEMBERED_ROWS:
                self._known.clear()
                self._known_rows = 0
            self._known[lang, what] = known
            self._known_rows += rows.size
        return known
