"""The words of a text as search compares them, per language, with their places.

A passage and a query go through the same analysis, and so does a snippet when its matches are marked.
English is stemmed; Welsh keeps its surface forms and adds what they may be mutations or inflections of. In both,
accents, soft hyphens and curly quotes make no difference, and a word with a hyphen is found as one word and by its
parts.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from whoosh.lang import porter2

from corpus.codebook import Lang
from index.language.letters import even, fold, lower
from index.language.resources import language_data
from index.language.welsh import WelshForms

RADICAL_WEIGHT = 0.5
"""What a form counts that a word may be a form of, beside the word as it is written."""

_MEMORY = 200_000

_stem: Callable[[str], str] = porter2.stem

_APOSTROPHE = "['’‘ʼ`´]"
_HYPHEN = r"(?:[-‐‑‒–](?:[^\S\n]*\n\s*)?)"
_NUMBER = r"\d+[A-Za-z]{0,3}(?:\(\w{1,5}\))+|\d+(?:[.,]\d+)+\w*"
_SECTION = re.compile(r"(\w+)((?:\(\w+\))+)")
_PIECE = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Term:
    """A form that a word is found by, and which characters of the word it stands for.

    ``radical`` says that the form is not written there: the word may be a mutation or an inflection of it.
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


class Analyser:
    """The analysis of one language. Safe to share: what it remembers is only ever recomputed."""

    def __init__(self, lang: Lang) -> None:
        data = language_data(lang)
        self.lang = lang
        self._stop = frozenset(data["stop"])
        self._family = {form: forms[0] for forms in data["families"] for form in forms}
        self._welsh = WelshForms(data) if lang is Lang.CY else None
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
        parts = [(found.span(), *self._spelt(found[0])) for found in re.finditer(rf"\w+(?:{_APOSTROPHE}\w+)*", raw)]
        whole = "".join(spelling for _, spelling, _ in parts)
        written = "".join(each for *_, each in parts)
        terms = [*self._terms(whole, written, 0, len(raw))]
        wanted = tuple((term.text, RADICAL_WEIGHT if term.radical else 1.0) for term in terms)
        if len(parts) == 1:
            return Word(tuple(terms), wanted, atoms)
        for span, spelling, each in parts:
            terms += self._terms(spelling, each, *span)
        return Word(tuple(terms), wanted, atoms, tuple(atom.text for atom in atoms))

    def _spelt(self, part: str) -> tuple[str, str]:
        """A part of a word without its apostrophes: folded, and in lower case with its accents."""
        pieces = _PIECE.findall(part)
        if self.lang is Lang.EN and len(pieces) > 1 and fold(pieces[-1]) == "s":
            pieces.pop()
        return "".join(map(fold, pieces)), "".join(map(lower, pieces))

    def _terms(self, spelling: str, written: str, start: int, end: int) -> Iterator[Term]:
        if not spelling or spelling in self._stop:
            return
        if self._welsh is not None:
            yield Term(spelling, start, end)
            for other in self._welsh.others(spelling, written):
                yield Term(other, start, end, radical=True)
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
