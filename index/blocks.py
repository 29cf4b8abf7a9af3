"""Packing passages into blocks, and the layout of what is packed.

The engine's unit is not the passage but a block of some thousands of them: a term has one posting in a block,
whose value is an array of the rows that hold it. That keeps the engine's own work per passage small, and lets an
answer be worked out on whole arrays. The arrays are of unsigned 32-bit numbers, in rising order:

* of words: row << 8 | weight, the weight in eighths of an occurrence in the text;
* of atoms, which exact phrases are made of: row << 16 | position;
* of facets: row << 8.
"""

import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import count

import numpy as np
from numpy.typing import NDArray

from corpus.codebook import Lang, PassageKind
from corpus.rows import PassageRow
from index.language.letters import even, fold
from index.language.words import RADICAL_WEIGHT, analyser
from index.query.fields import body

ROWS, WORDS = 8_192, 1_500_000
"""A block is full when it has so many passages, or so many words; a row must fit 16 bits."""

EIGHTHS = 8
TEXT_SHARE, HEADING_SHARE, TITLE_SHARE, INHERITED_SHARE = 1.0, 0.5, 3.0, 0.125
"""What an occurrence counts. A title belongs to the paragraph that opens its document; the other passages inherit a
little of it, so that they are found by its words too but ranked by their own."""

TITLE_WORDS, SHORT_TITLE, TITLE_B = 12, 8, 0.75
"""A word counts its full share in a title of so many; less in a longer one, and more in a shorter one, to a point."""

HEADINGS_FROM, TITLE_FROM, INHERITED_FROM, POSITIONS = 60_000, 63_000, 64_000, 65_000
"""Where positions of headings, titles and inherited titles begin, after any of the text; what is longer has none."""

COLUMNS = 6
"""What a block says of a row: passage id, version id, words, day (an ordinal, or 0), the language's place, wording."""

ITS_OWN = 0
"""The wording of a passage too short to be the same as another."""

_FEWEST_ALIKE = 8
_WORDS = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\W*\d{1,3}[a-z]?[.)]\s")

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
        opens = passage.ordinal == 0 and passage.kind is not PassageKind.HEADING
        for (terms, radicals, atoms), share, begin, end in (
            (text, TEXT_SHARE, 0, HEADINGS_FROM),
            (above, HEADING_SHARE, HEADINGS_FROM, TITLE_FROM),
            (title, title_share(len(title[2])), TITLE_FROM, INHERITED_FROM)
            if opens
            else (title, INHERITED_SHARE, INHERITED_FROM, POSITIONS),
        ):
            self._words[lang].add(row, _eighths(share), terms)
            self._words[lang].add(row, _eighths(share * RADICAL_WEIGHT), radicals)
            self._atoms.add(row, begin, atoms[: end - begin])
        self._facets.add(row, 0, [self._terms[each] for each in _facets(passage)])
        dated = passage.dated or passage.issued
        day = dated.toordinal() if dated else UNDATED
        self.table.extend((passage.id, passage.version_id, len(text[2]), day, LANGS.index(lang), wording(passage.text)))

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


def constants() -> str:
    """Changes whenever any number does that passages are packed by: an index packed by others is built again."""
    named = sorted((name, value) for name, value in globals().items() if name.isupper())
    numbers = [(name, value) for name, value in named if isinstance(value, int | float | tuple)]
    return f"{zlib.crc32(repr(numbers).encode()):08x}"


def wording(text: str) -> int:
    """A number that passages of the same words and figures share, whatever their case, punctuation and own number."""
    found = _WORDS.findall(_unnumbered(even(text).lower()))
    words = [word if word.isascii() else fold(word) for word in found]
    if len(words) < _FEWEST_ALIKE:
        return ITS_OWN
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=8).digest(), "big", signed=True) or 1


def _unnumbered(text: str) -> str:
    """A text without the number that it may begin with: an Act counts its paragraphs anew."""
    number = _NUMBER.match(text)
    return text[number.end() :] if number else text


def title_share(words: int) -> float:
    """What a word of a title counts that has so many."""
    return TITLE_SHARE / (1 - TITLE_B + TITLE_B * max(words, SHORT_TITLE) / TITLE_WORDS)


def _eighths(share: float) -> int:
    return max(1, round(share * EIGHTHS))


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
    yield facet("ref", passage.document_key)
    if passage.source_id:
        yield facet("source", passage.source_id)
    if passage.publisher:
        yield facet("body", body(passage.publisher))
    for theme in passage.themes:
        yield facet("theme", theme)
    if passage.is_commitment:
        yield facet("is", "commitment")
    if passage.is_case_study:
        yield facet("is", "case-study")
