"""Cue phrases written for people, turned into patterns: stems, hyphens, mutations, and a quick way to say no.

A phrase is words as they are said. A ``*`` at the end of a word stands for any ending, ``-`` for a hyphen, a
space or nothing ("co-production", "co production", "coproduction"), and ``'`` for either apostrophe. In Welsh
every word may stand in any of its initial mutations. Case never counts.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.bodies import mutations
from corpus.codebook import Lang

_HYPHEN = r"(?:[-\u00ad\u2010-\u2012]\s?|\s)?"
_GAP = r"\s{1,9}"
_WORDS = re.compile(r"[^\W_]+")
_WORDS_REMEMBERED = 20_000
_TEXTS_REMEMBERED = 16
_SAME_LENGTH = str.maketrans({"’": "'", "ʼ": "'", "\n": " ", "\t": " ", "\u00a0": " "})


def lowered(text: str) -> str:
    """The text in lower case, of the same length, so that offsets hold."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower


def even(text: str) -> str:
    """The text in lower case with plain apostrophes and spaces, of the same length, so that offsets hold."""
    return lowered(text).translate(_SAME_LENGTH)


def source(phrase: str, lang: Lang) -> str:
    """The pattern, as source, that one phrase stands for; whole words only."""
    return rf"(?<![^\W_]){_body(phrase, lang)}"


def _body(phrase: str, lang: Lang) -> str:
    """The pattern of a phrase without the check that it begins a word."""
    return _GAP.join(_word(word, lang) for word in phrase.lower().split()) + r"(?![^\W_])"


def _word(word: str, lang: Lang) -> str:
    stem = word.rstrip("*")
    ending = r"[^\W_]{0,14}" if stem != word else ""
    first, *rest = stem.split("-")
    forms = mutations(first) if lang is Lang.CY and len(first) > 1 else (first,)
    literal = "|".join(_literal(form) for form in sorted(forms, key=len, reverse=True))
    head = f"(?:{literal})" if len(forms) > 1 else literal
    return _HYPHEN.join([head, *map(_literal, rest)]) + ending


def _literal(text: str) -> str:
    return re.escape(text).replace("'", r"\s?['’ʼ]")


def any_of(phrases: Iterable[str], lang: Lang) -> str:
    """One pattern, as source, for any of the phrases, the longest first."""
    return "|".join(source(phrase, lang) for phrase in sorted(phrases, key=len, reverse=True))


@cache
def matcher(phrases: tuple[str, ...], lang: Lang) -> re.Pattern[str]:
    """A compiled pattern for any of the phrases; with no phrases, one that never matches."""
    return re.compile(any_of(phrases, lang) or r"(?!)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of a lexicon, found at ``start:end`` of a text."""

    phrase: str
    start: int
    end: int


class Lexicon:
    """Many phrases under tags, looked for together: only phrases with a word in the text cost anything."""

    def __init__(self, entries: Iterable[tuple[str, str]], lang: Lang) -> None:
        self._patterns: list[tuple[str, str, re.Pattern[str]]] = []
        self._exact: dict[str, list[int]] = {}
        self._stems: dict[str, list[int]] = {}
        for tag, phrase in entries:
            at = len(self._patterns)
            self._patterns.append((tag, phrase, re.compile(_body(phrase, lang))))
            for key, stem in _keys(phrase, lang):
                (self._stems if stem else self._exact).setdefault(key, []).append(at)
        self._lengths = tuple(sorted({len(stem) for stem in self._stems}))
        self._shortest = self._lengths[0] if self._lengths else 0
        self._heads = frozenset(stem[: self._shortest] for stem in self._stems)
        self._known: dict[str, tuple[int, ...]] = {}

    def find(self, text: str) -> dict[str, list[Found]]:
        """Under each tag that has any, the phrases found, in no particular order."""
        found: dict[str, list[Found]] = {}
        lower = lowered(text)
        for at in self._present(lower):
            tag, phrase, pattern = self._patterns[at]
            for match in pattern.finditer(lower):
                start = match.start()
                if start == 0 or not lower[start - 1].isalnum():
                    found.setdefault(tag, []).append(Found(phrase, start, match.end()))
        return found

    def _present(self, lower: str) -> set[int]:
        """The phrases whose longest word, or a stem of it, is a word of the text."""
        known, present = self._known, set[int]()
        for word in _words_of(lower):
            found = known.get(word)
            if found is None:
                if len(known) >= _WORDS_REMEMBERED:
                    known.clear()
                found = known[word] = self._of(word)
            if found:
                present.update(found)
        return present

    def _of(self, word: str) -> tuple[int, ...]:
        """The phrases that can only stand in a text which holds the word."""
        found = list(self._exact.get(word, ()))
        if word[: self._shortest] in self._heads:
            for length in self._lengths:
                if length <= len(word):
                    found.extend(self._stems.get(word[:length], ()))
        return tuple(found)


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def _words_of(lower: str) -> frozenset[str]:
    """The words of a text; the last few texts are remembered, for several lexicons read each."""
    return frozenset(_WORDS.findall(lower))


def _keys(phrase: str, lang: Lang) -> set[tuple[str, bool]]:
    """The words of which a text must hold one for the phrase to occur in it, each with whether it is a stem."""
    word = max(phrase.lower().replace("'", " ").replace(",", " ").split(), key=lambda each: len(each.split("-")[-1]))
    bare = word.rstrip("*")
    first, *rest = bare.split("-")
    forms = mutations(first) if lang is Lang.CY and len(first) > 1 else (first,)
    stem = bare != word
    if rest:
        return {(form + "".join(rest), stem) for form in forms} | {(rest[-1], stem)}
    return {(form, stem) for form in forms}
