"""Working out and ranking an answer on arrays: sets of rows for the query's tree, BM25F for the order.

Terms of text, headings and title are weighed together before they saturate (Robertson's simple BM25F). A word
that has several forms, or may be written apart, counts as one word: its forms share their document frequency.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.codebook import Lang
from corpus.errors import UsageProblem
from index.blocks import HEADING_SHARE, HEADINGS_FROM, LANGS, TITLE_FROM, TITLE_SHARE
from index.query import All, Either, Node, Phrase, Prefix, Words
from index.words import Word, analyser, begun

K1, B = 1.2, 0.75
SHORT = 25
"""Shorter passages count as this long: a heading of two words is not about them more than any paragraph."""

MAX_EXPANSION = 1_000
"""Words that ``word*`` may stand for."""

_REMEMBERED_ROWS = 8_000_000

Rows = NDArray[np.int32]
Weights = NDArray[np.float32]
Places = NDArray[np.int64]


class Postings(Protocol):
    """What ranking needs of an open index; rows count its passages, the dead ones too, from 0."""

    size: int
    lengths: NDArray[np.int64]
    langs: NDArray[np.int64]
    alive: NDArray[np.bool_]

    def rows(self, lang: Lang, term: str) -> tuple[Rows, Weights]:
        """The rows that hold a term, each once, and how heavily."""

    def places(self, atom: str) -> Places:
        """Where an atom stands, in order: row << 16 | position."""

    def atoms(self, prefix: str, limit: int) -> set[str]:
        """Atoms that begin so; more than ``limit`` when there are more."""


@dataclass(frozen=True, slots=True)
class Match:
    """Rows, each once, with their scores."""

    rows: Rows
    scores: Weights


NOTHING = Match(np.empty(0, np.int32), np.empty(0, np.float32))


class Ranker:
    """Carries out queries on one state of an index."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
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
            case Words(text, every):
                return self._words(text, every, lang)
            case Phrase(text):
                return self._exact(analyser(lang).atoms(text), lang)
            case Prefix(letters):
                return self._remembered(lang, ("prefix", letters), lambda: self._prefix(letters, lang))
            case Either(nodes):
                return self._combined([self._node(each, lang) for each in nodes], 1)
            case All(nodes, without):
                match = self._combined([self._node(each, lang) for each in nodes], len(nodes))
                for each in without:
                    match = self._less(match, self._node(each, lang))
                return match

    def _words(self, text: str, every: bool, lang: Lang) -> Match:
        words = analyser(lang).words(text)
        wanted = {(word.wanted, word.apart): word for word in words if word.wanted}
        if wanted:
            found = [self._word(word, lang) for word in wanted.values()]
        else:  # nothing but stop words: they are looked for as they are written
            found = [self._exact([atom], lang) for atom in sorted(set(analyser(lang).atoms(text)))]
        return self._combined(found, len(found) if every else 1)

    def _word(self, word: Word, lang: Lang) -> Match:
        return self._remembered(lang, (word.wanted, word.apart), lambda: self._forms(word, lang))

    def _forms(self, word: Word, lang: Lang) -> tuple[Rows, Weights]:
        parts = [self._postings.rows(lang, form) for form, _ in word.wanted]
        parts = [(rows, found * weight) for (rows, found), (_, weight) in zip(parts, word.wanted, strict=True)]
        if word.apart:
            parts.append(self._phrase(word.apart))
        if len(parts) == 1:
            return parts[0]
        best = np.zeros(self._postings.size, np.float32)
        for rows, weights in parts:
            best[rows] = np.maximum(best[rows], weights)
        rows = np.flatnonzero(best).astype(np.int32)
        return rows, best[rows]

    def _exact(self, atoms: Sequence[str], lang: Lang) -> Match:
        return self._remembered(lang, ("phrase", *atoms), lambda: self._phrase(atoms))

    def _phrase(self, atoms: Sequence[str]) -> tuple[Rows, Weights]:
        return self._in_a_row([self._postings.places(atom) for atom in atoms])

    def _prefix(self, letters: str, lang: Lang) -> tuple[Rows, Weights]:
        ways = begun(analyser(lang).atoms(letters))
        found = [self._in_a_row([*map(self._postings.places, way[:-1]), self._beginning(way[-1])]) for way in ways] or [
            (NOTHING.rows, NOTHING.scores)
        ]
        rows, weights = (np.concatenate(each) for each in zip(*found, strict=True))
        order = np.argsort(rows, kind="stable")
        return _added_up(rows[order], weights[order])

    def _beginning(self, prefix: str) -> Places:
        atoms = self._postings.atoms(prefix, MAX_EXPANSION)
        if len(atoms) > MAX_EXPANSION:
            raise UsageProblem(f"More than {MAX_EXPANSION:,} words begin with {prefix}; put more letters before the *.")
        return np.sort(np.concatenate([np.empty(0, np.int64), *map(self._postings.places, sorted(atoms))]))

    def _in_a_row(self, places: Sequence[Places]) -> tuple[Rows, Weights]:
        """Rows where the places stand one after another, weighed by how often and whether in the text."""
        if not places:
            return NOTHING.rows, NOTHING.scores
        begins = [each - distance for distance, each in enumerate(places)]
        begins.sort(key=len)
        found = begins[0]
        for other in begins[1:]:
            found = found[_held(found, other)]
        at = found & 0xFFFF
        weights = np.where(at < HEADINGS_FROM, 1.0, np.where(at < TITLE_FROM, HEADING_SHARE, TITLE_SHARE))
        return _added_up(found >> 16, weights)

    def _remembered(self, lang: Lang, what: object, find: Callable[[], tuple[Rows, Weights]]) -> Match:
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

    def _combined(self, matches: Iterable[Match], least: int) -> Match:
        """Rows that at least so many of the matches have, with their scores added up."""
        matches = list(matches)
        if len(matches) == 1:
            return matches[0]
        counts = np.zeros(self._postings.size, np.uint16)
        scores = np.zeros(self._postings.size, np.float32)
        for match in matches:
            counts[match.rows] += 1
            scores[match.rows] += match.scores
        rows = np.flatnonzero(counts >= least).astype(np.int32)
        return Match(rows, scores[rows]) if least else NOTHING

    def _less(self, match: Match, other: Match) -> Match:
        out = np.zeros(self._postings.size, np.bool_)
        out[other.rows] = True
        kept = ~out[match.rows]
        return Match(match.rows[kept], match.scores[kept])


def _held(some: Places, others: Places) -> NDArray[np.bool_]:
    """Which of some places are among the others; both are in order."""
    if not others.size:
        return np.zeros(some.size, np.bool_)
    at = np.minimum(np.searchsorted(others, some), others.size - 1)
    held: NDArray[np.bool_] = others[at] == some
    return held


def _added_up(rows: NDArray[np.integer], weights: NDArray[np.floating]) -> tuple[Rows, Weights]:
    """Each row once, with its weights added up; the rows come in order."""
    if not rows.size:
        return NOTHING.rows, NOTHING.scores
    first = np.flatnonzero(np.concatenate(([True], rows[1:] != rows[:-1])))
    return rows[first].astype(np.int32), np.add.reduceat(weights, first).astype(np.float32)
