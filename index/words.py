"""The words of a text as search compares them, per language, with their places.

A passage and a query go through the same analysis, and so does a snippet when its matches are marked.
English is stemmed; Welsh keeps its surface forms and adds what they may be mutations of. In both, accents,
soft hyphens and curly quotes make no difference, and a word with a hyphen is found as one word and by its parts.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from whoosh.lang import porter2

from corpus.codebook import Lang
from index.mutations import Mutations
from index.resources import language_data

MAX_LETTERS = 64
"""Longer words are cut: they are no words."""

RADICAL_WEIGHT = 0.5
"""What a candidate radical counts, beside the surface form."""

_MEMORY = 200_000

_stem: Callable[[str], str] = porter2.stem

# Characters inside words that say nothing become this letter, so that offsets stay; folding drops it.
_FILLER = "\ua78f"
_SILENT = "\u00ad\u200b\u200c\u200d\u2060\ufeff" + "".join(map(chr, range(0x300, 0x370)))
_UNEVEN = re.compile(f"[_{_SILENT}]")

_APOSTROPHE = "['’‘ʼ`´]"
_HYPHEN = r"(?:[-‐‑‒–](?:[^\S\n]*\n\s*)?)"
_NUMBER = r"\d+[A-Za-z]{0,3}(?:\(\w{1,5}\))+|\d+(?:[.,]\d+)+\w*"
_SECTION = re.compile(r"(\w+)((?:\(\w+\))+)")
_PIECE = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Term:
    """A form that a word is found by, and which characters of the word it stands for.

    ``radical`` says that the form is only what the word may be a mutation of.
    """

    text: str
    start: int
    end: int
    radical: bool = False


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a word as it is written, folded; exact phrases are made of atoms."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Word:
    """One word analysed.

    ``terms`` are what a passage holding the word is found by; none for a stop word. ``wanted`` are the
    forms, any of which answers a query for the word, each with its weight. ``apart`` are the atoms of a
    compound, which also answer for it when they stand in a row.
    """

    terms: tuple[Term, ...]
    wanted: tuple[tuple[str, float], ...]
    atoms: tuple[Atom, ...]
    apart: tuple[str, ...] = ()


def even(text: str) -> str:
    """The text, as long as before, with what says nothing inside words replaced."""
    return _UNEVEN.sub(lambda found: " " if found[0] == "_" else _FILLER, text)


def fold(piece: str) -> str:
    """A word or piece of one in lower case, without accents or silent characters."""
    if not piece.isascii():
        decomposed = unicodedata.normalize("NFKD", piece.replace(_FILLER, "").casefold())
        piece = "".join(each for each in decomposed if not unicodedata.combining(each))
    return piece.lower()[:MAX_LETTERS]


class Analyser:
    """The analysis of one language. Safe to share: what it remembers is only ever recomputed."""

    def __init__(self, lang: Lang) -> None:
        data = language_data(lang)
        self.lang = lang
        self._stop = frozenset(data["stop"])
        self._family = {form: forms[0] for forms in data["families"] for form in forms}
        self._mutations = Mutations(data["mutations"]) if "mutations" in data else None
        joint = f"(?:{_HYPHEN}|{_APOSTROPHE})" if lang is Lang.EN else _HYPHEN
        begins = [rf"{_any_case(opener)}\s+(?=[^\W\d_])" for opener in data["openers"]]
        begins += [rf"{_any_case(first)}\s+(?={_any_case(second)}\b)" for first, second in data["pairs"]]
        self._pattern = re.compile(rf"(?=\d)(?:{_NUMBER})|(?:{'|'.join(begins)})?\w+(?:{joint}\w+)*")
        self._known: dict[str, Word] = {}

    def split(self, text: str) -> list[str]:
        """The words of a text as they stand there (silent characters apart), in order."""
        return self._pattern.findall(even(text))

    def word(self, raw: str) -> Word:
        """What a word is found by and what it looks for; ``raw`` is as ``split`` gives it."""
        word = self._known.get(raw)
        if word is None:
            if len(self._known) >= _MEMORY:
                self._known.clear()
            word = self._known[raw] = self._analyse(raw)
        return word

    def words(self, text: str) -> list[Word]:
        """The words of a text, in order."""
        return [self.word(raw) for raw in self.split(text)]

    def atoms(self, text: str) -> tuple[str, ...]:
        """The atoms of a text, in order."""
        return tuple(atom.text for word in self.words(text) for atom in word.atoms)

    def placed(self, text: str) -> Iterator[tuple[int, Word]]:
        """The words of a text, each with the offset where it begins."""
        for found in self._pattern.finditer(even(text)):
            yield found.start(), self.word(found[0])

    def _analyse(self, raw: str) -> Word:
        atoms = atoms_of(raw)
        if section := _SECTION.fullmatch(raw):
            return _section_number(section, atoms)
        if raw[0].isdigit() and ("." in raw or "," in raw):
            number = fold(raw.replace(",", ""))
            return Word((Term(number, 0, len(raw)),), ((number, 1.0),), (Atom(number, 0, len(raw)),))
        parts = list(re.finditer(rf"\w+(?:{_APOSTROPHE}\w+)*", raw))
        spelt = [self._without_apostrophes(part[0]) for part in parts]
        whole = "".join(spelt)
        terms = [*self._terms(whole, 0, len(raw))]
        if len(parts) > 1:
            for part, spelling in zip(parts, spelt, strict=True):
                terms += self._terms(spelling, *part.span())
        wanted = tuple((term.text, RADICAL_WEIGHT if term.radical else 1.0) for term in self._terms(whole, 0, 0))
        apart = tuple(atom.text for atom in atoms) if len(parts) > 1 else ()
        return Word(tuple(terms), wanted, atoms, apart)

    def _without_apostrophes(self, part: str) -> str:
        pieces = [fold(piece) for piece in _PIECE.findall(part)]
        if self.lang is Lang.EN and len(pieces) > 1 and pieces[-1] == "s":
            pieces.pop()
        return "".join(pieces)

    def _terms(self, spelling: str, start: int, end: int) -> Iterator[Term]:
        if not spelling or spelling in self._stop:
            return
        if self._mutations is not None:
            yield Term(spelling, start, end)
            for radical in self._mutations.radicals(spelling):
                yield Term(radical, start, end, radical=True)
        elif spelling in self._family or not (spelling.isascii() and spelling.isalpha()):
            yield Term(self._family.get(spelling, spelling), start, end)
        else:
            yield Term(_stem(spelling), start, end)


def _any_case(word: str) -> str:
    return f"(?:{word}|{word.capitalize()}|{word.upper()})"  # quicker than a pattern that ignores case


@cache
def analyser(lang: Lang) -> Analyser:
    """The analyser of a language."""
    return Analyser(lang)


def atoms_of(raw: str) -> tuple[Atom, ...]:
    """The pieces of an evened-out stretch as written: split at hyphens, apostrophes and spaces.

    A word broken by a hyphen at the end of a line is one piece; a word such as "coproduction" is two.
    """
    atoms: list[Atom] = []
    for found in re.finditer(r"\w+(?:[-‐‑‒–][^\S\n]*\n\s*\w+)*", raw):
        text = "".join(map(fold, _PIECE.findall(found[0])))
        atoms += [Atom(piece, *found.span()) for piece in _taken_apart(text) if piece]
    return tuple(atoms)


def _taken_apart(text: str) -> tuple[str, ...]:
    for opener, followers in openings():
        if text.startswith(opener) and text[len(opener) :] in followers:
            return opener, text[len(opener) :]
    return (text,)


def begun(row: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The ways in which atoms, the last of them only begun, may be meant: "coprod" is "co" and "prod" too."""
    if not row:
        return []
    *before, last = row
    opened = [
        (*before, opener, last[len(opener) :])
        for opener, followers in openings()
        if last.startswith(opener) and last != opener
        if any(follower.startswith(last[len(opener) :]) for follower in followers)
    ]
    return [row, *opened]


@cache
def openings() -> tuple[tuple[str, frozenset[str]], ...]:
    """What begins a compound that may be written as one word, with what may follow, in either language."""
    found: list[tuple[str, frozenset[str]]] = []
    for lang in Lang:
        data = language_data(lang)
        found += [(opener, frozenset(data["followers"])) for opener in data["openers"]]
        found += [(first, frozenset({second})) for first, second in data["pairs"]]
    return tuple(found)


def _section_number(found: re.Match[str], atoms: tuple[Atom, ...]) -> Word:
    """ "16(1)(c)" is found by itself and by the sections it is part of, "16(1)" and "16"."""
    steps = re.findall(r"\(\w+\)", found[2])
    forms = [fold(found[1] + "".join(steps[:depth])) for depth in range(len(steps), -1, -1)]
    terms = tuple(Term(form, *found.span()) for form in forms)
    return Word(terms, ((forms[0], 1.0),), atoms)
