"""Packing passages into blocks, and the layout of what is packed.

The engine's unit is not the passage but a block of some thousands of them: a term has one posting in a block,
whose value is an array of the rows that hold it. That keeps the engine's own work per passage small, and lets an
answer be worked out on whole arrays. The arrays are of unsigned 32-bit numbers, in rising order:

* of words: row << 8 | weight, the weight in eighths of an occurrence in the text;
* of atoms, which exact phrases are made of: row << 16 | position;
* of facets: row << 8.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

import numpy as np
from numpy.typing import NDArray

from corpus.codebook import Lang
from corpus.rows import PassageRow
from index.words import RADICAL_WEIGHT, analyser

ROWS, WORDS = 8_192, 1_500_000
"""A block is full when it has so many passages, or so many words; a row must fit 16 bits."""

EIGHTHS = 8
TEXT_SHARE, HEADING_SHARE, TITLE_SHARE = 1.0, 0.5, 0.25

HEADINGS_FROM, TITLE_FROM, POSITIONS = 60_000, 63_000, 65_000
"""Where positions of headings and title begin, after any of the text; what is longer has no positions."""

COLUMNS = 5
"""What a block says of each row: passage id, version id, words, day (an ordinal, or 0), the language's place."""

UNDATED = 0
LANGS = tuple(Lang)

Packed = Mapping[str, NDArray[np.uint32]]
_Numbers = NDArray[np.int64]
_Coded = tuple[Sequence[int], Sequence[int], Sequence[int]]


class Block:
    """A block being filled. ``number`` orders the blocks of an index."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.table = array("q")
        self._terms: defaultdict[str, int] = defaultdict(count().__next__)
        self._known_words: dict[Lang, dict[str, _Coded]] = {lang: {} for lang in Lang}
        self._known_texts: dict[tuple[Lang, str], _Coded] = {}
        self._words = {lang: _Occurrences() for lang in Lang}
        self._atoms = _Occurrences()
        self._facets = _Occurrences()

    def __len__(self) -> int:
        return len(self.table) // COLUMNS

    @property
    def full(self) -> bool:
        """Whether the next passage belongs to another block."""
        return len(self) >= ROWS or len(self._atoms) >= WORDS

    def add(self, passage: PassageRow) -> None:
        """Put a passage into the next row."""
        row, lang = len(self), passage.lang
        text = self._coded(lang, passage.text)
        above = self._remembered(lang, "\n".join((passage.number, *passage.headings)))
        title = self._remembered(lang, passage.document_title)
        for (terms, radicals, atoms), share, begin, end in (
            (text, TEXT_SHARE, 0, HEADINGS_FROM),
            (above, HEADING_SHARE, HEADINGS_FROM, TITLE_FROM),
            (title, TITLE_SHARE, TITLE_FROM, POSITIONS),
        ):
            self._words[lang].add(row, int(share * EIGHTHS), terms)
            self._words[lang].add(row, int(share * EIGHTHS * RADICAL_WEIGHT), radicals)
            self._atoms.add(row, begin, atoms[: end - begin])
        self._facets.add(row, 0, [self._terms[each] for each in _facets(passage)])
        dated = passage.dated or passage.issued
        day = dated.toordinal() if dated else UNDATED
        self.table.extend((passage.id, passage.version_id, len(text[2]), day, LANGS.index(lang)))

    def words(self, lang: Lang) -> Packed:
        """The arrays of one language's words."""
        terms, rows, weights, _ = self._words[lang].columns()
        both, where = np.unique(terms << 16 | rows, return_inverse=True)
        total = np.minimum(np.bincount(where, weights, both.size).astype(np.int64), 0xFF)
        return self._by_term(both >> 16, (both & 0xFFFF) << 8 | total)

    def atoms(self) -> Packed:
        """The arrays of atoms."""
        terms, rows, begins, counts = self._atoms.columns()
        return self._by_term(terms, rows << 16 | begins + counts)

    def facets(self) -> Packed:
        """The arrays of facets."""
        terms, rows, _, _ = self._facets.columns()
        return self._by_term(terms, rows << 8)

    def _by_term(self, terms: _Numbers, numbers: _Numbers) -> Packed:
        order = np.argsort(terms, kind="stable")
        terms, numbers = terms[order], numbers[order]
        first = np.flatnonzero(np.diff(terms, prepend=-1))
        names = list(self._terms)
        parts = np.split(numbers.astype(np.uint32), first[1:])
        return {names[term]: part for term, part in zip(terms[first].tolist(), parts, strict=False)}

    def _coded(self, lang: Lang, text: str) -> _Coded:
        """A text as the numbers of its terms, of its candidate radicals, and of its atoms."""
        terms, radicals, atoms = list[int](), list[int](), list[int]()
        known, code = self._known_words[lang], self._code
        for some, more, pieces in [known.get(raw) or code(lang, raw) for raw in analyser(lang).split(text)]:
            terms += some
            radicals += more
            atoms += pieces
        return terms, radicals, atoms

    def _code(self, lang: Lang, raw: str) -> _Coded:
        word, number = analyser(lang).word(raw), self._terms
        coded = (
            tuple(number[term.text] for term in word.terms if not term.radical),
            tuple(number[term.text] for term in word.terms if term.radical),
            tuple(number[atom.text] for atom in word.atoms),
        )
        self._known_words[lang][raw] = coded
        return coded

    def _remembered(self, lang: Lang, text: str) -> _Coded:
        """The same for headings and titles, which many passages share."""
        coded = self._known_texts.get((lang, text))
        if coded is None:
            coded = self._known_texts[lang, text] = self._coded(lang, text)
        return coded


class _Occurrences:
    """Terms by number, run after run; a run belongs to a row and has a value of its own."""

    def __init__(self) -> None:
        self._terms, self._rows, self._values, self._lengths = array("I"), array("I"), array("I"), array("I")

    def __len__(self) -> int:
        return len(self._terms)

    def add(self, row: int, value: int, terms: Sequence[int]) -> None:
        """Add a run."""
        self._terms.extend(terms)
        self._rows.append(row)
        self._values.append(value)
        self._lengths.append(len(terms))

    def columns(self) -> tuple[_Numbers, _Numbers, _Numbers, _Numbers]:
        """Of every occurrence: its term, its run's row and value, and its place in the run."""
        lengths = np.array(self._lengths, np.int64)
        rows, values = (np.repeat(np.array(each, np.int64), lengths) for each in (self._rows, self._values))
        places = np.arange(lengths.sum()) - np.repeat(lengths.cumsum() - lengths, lengths)
        return np.array(self._terms, np.int64), rows, values, places


def facet(name: str, value: str) -> str:
    """The term that stands for a facet's value."""
    return f"{name}:{value}"


def _facets(passage: PassageRow) -> Iterator[str]:
    yield facet("kind", passage.document_kind)
    yield facet("document", passage.document_key)
    if passage.publisher:
        yield facet("body", passage.publisher.casefold())
    for theme in passage.themes:
        yield facet("theme", theme)
    if passage.is_commitment:
        yield facet("is", "commitment")
    if passage.is_case_study:
        yield facet("is", "case-study")
