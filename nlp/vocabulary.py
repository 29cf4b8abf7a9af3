"""Lists of phrases looked for in a text: only phrases with a word in the text are searched for, and only when asked.

A phrase is words as they are said. A ``*`` at the end of a word stands for any ending, ``-`` for a hyphen, a space or
nothing, ``'`` for either apostrophe and ``/`` between words for one of them ("hear/hears"). In Welsh every word may
stand in any of its initial mutations. Case never counts, nor do soft hyphens and other characters that nobody sees.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from corpus.bodies import mutations
from corpus.codebook import Lang
from nlp.phrases import lowered

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_WORD = re.compile(r"[^\W_]{2,40}")
_STOP = re.compile(r"[.!?…][\"'”’)\]]{0,3}\s|\n\s{0,9}\n")
_HYPHEN = r"(?:[-\u2010-\u2012]\s?|\s)?"
_GAP = r"\s{1,9}"
_ENDING = r"[^\W_]{0,14}"
_WORDS_REMEMBERED = 20_000
_SHORT = 4
"""Words of so few letters are taken for common."""
_TOLD = 2
"""A phrase with fewer further words than this has none left to look for once its rarest two are in the text."""


class Cue(NamedTuple):
    """A phrase of a list at ``start:end`` of a text."""

    start: int
    end: int
    phrase: str


@dataclass(frozen=True, eq=False)
class _Phrase:
    """A phrase of the list with this bit; ``words`` holds, for each of its words, the forms that may stand for it.

    ``needs`` holds, for each of its other words where that is easily told, the forms of which a text must hold one, the
    rarest word first.
    """

    bit: int
    said: str
    words: list[list[str]]
    needs: tuple[frozenset[str], ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Made when it is first needed, for most phrases never are."""
        body = _GAP.join(f"(?:{'|'.join(_pattern(form) for form in forms)})" for forms in self.words)
        return re.compile(body + r"(?![^\W_])")


class Vocabulary:
    """Phrases in named lists, each known by its ``bits``, so that what a text may hold is one number."""

    def __init__(self, lists: Mapping[str, Iterable[str]], lang: Lang) -> None:
        self.bits = {name: 1 << at for at, name in enumerate(lists)}
        self._exact: dict[str, list[_Phrase]] = {}
        self._stems: dict[str, list[_Phrase]] = {}
        self._known: dict[str, _Held] = {}
        said = [(name, phrase) for name in lists for phrase in dict.fromkeys(lists[name])]
        worded = [[_forms(word, lang) for word in phrase.lower().split()] for _, phrase in said]
        used = Counter(key for words in worded for forms in words for key in {_key(form) for form in forms})
        for (name, phrase), words in zip(said, worded, strict=True):
            rarest, *others = sorted(words, key=lambda forms: _common(forms, used))
            told = (frozenset(forms) for forms in others if all(map(_WORD.fullmatch, forms)))
            self._keep(_Phrase(self.bits[name], phrase, words, tuple(told)), rarest)
        self._lengths = sorted({len(stem) for stem in self._stems})

    def _keep(self, phrase: _Phrase, rarest: list[str]) -> None:
        """Puts a phrase under the forms of its rarest word."""
        for form in rarest:
            keyed = self._stems if form.endswith("*") else self._exact
            for key in {_key(form), form.rstrip("*").replace("-", "").replace("'", "")}:
                keyed.setdefault(key, []).append(phrase)

    def of(self, word: str) -> "_Held":
        """The phrases that can only stand in a text which holds the word."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _WORDS_REMEMBERED:
                self._known.clear()
            stems = (self._stems.get(word[:length], ()) for length in self._lengths if length <= len(word))
            known = self._known[word] = _held((*self._exact.get(word, ()), *chain.from_iterable(stems)))
        return known


class _Held(NamedTuple):
    """The phrases of a word: those that ask for no other, and the rest under each form of their next rarest."""

    alone: tuple[_Phrase, ...]
    beside: dict[str, list[_Phrase]]


def _held(phrases: tuple[_Phrase, ...]) -> _Held:
    beside: dict[str, list[_Phrase]] = {}
    for phrase in phrases:
        for form in phrase.needs[0] if phrase.needs else ():
            beside.setdefault(form, []).append(phrase)
    return _Held(tuple(phrase for phrase in phrases if not phrase.needs), beside)


class Reading:
    """One text, read with a vocabulary. Places are characters of the text as it was given."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self._seen, self._offsets = _without_unseen(text)
        self._lower = lowered(self._seen)
        self._found: dict[int, list[Cue]] = {}
        self._phrases: dict[int, set[_Phrase]] = {}
        words = set(_WORD.findall(self._lower))
        for word in words:
            held = vocabulary.of(word)
            near = (phrase for other in held.beside.keys() & words for phrase in held.beside[other])
            for phrase in chain(held.alone, near):
                if len(phrase.needs) < _TOLD or not any(map(words.isdisjoint, phrase.needs[1:])):
                    self._phrases.setdefault(phrase.bit, set()).add(phrase)
        self.lists = sum(self._phrases)
        """The bits of the lists that may have a phrase in the text."""

    def may(self, bit: int) -> int:
        """How many phrases of a list the text may hold."""
        return len(self._phrases.get(bit, ()))

    def find(self, bit: int) -> list[Cue]:
        """The phrases of a list in the text, in order."""
        if not self.lists & bit:
            return []
        if bit not in self._found:
            self._found[bit] = sorted(cue for phrase in self._phrases[bit] for cue in self._places(phrase))
        return self._found[bit]

    @cached_property
    def stops(self) -> list[int]:
        """Where the sentences of the text end, but for the last."""
        ends = (match.end() for match in _STOP.finditer(self._seen))
        return [self._offsets[end - 1] + 1 for end in ends] if self._offsets else list(ends)

    def _places(self, phrase: _Phrase) -> Iterator[Cue]:
        for match in phrase.pattern.finditer(self._lower):
            start, end = match.span()
            if start == 0 or phrase.said[0] == "'" or not self._lower[start - 1].isalnum():
                if self._offsets:
                    start, end = self._offsets[start], self._offsets[end - 1] + 1
                yield Cue(start, end, phrase.said)


def _without_unseen(text: str) -> tuple[str, list[int]]:
    """The text without what nobody sees, and where each of its characters stood, or nothing when all is as it was."""
    if text.isascii() or not _UNSEEN.search(text):
        return text, []
    offsets = [at for at, char in enumerate(text) if not _UNSEEN.match(char)]
    return "".join(text[at] for at in offsets), offsets


def _common(forms: list[str], used: Counter[str]) -> tuple[bool, bool, int]:
    """How likely the forms are to be words of any text: short ones are, and those that many phrases use."""
    shortest = min(len(_key(form)) for form in forms)
    return shortest <= 1, shortest <= _SHORT, max(used[_key(form)] for form in forms)


def _forms(word: str, lang: Lang) -> list[str]:
    """A word's alternatives, in Welsh with the mutations of each, the longest first."""
    forms: dict[str, None] = {}
    for form in word.split("/"):
        bare, star = form.rstrip("*"), "*" if form.endswith("*") else ""
        first, hyphen, rest = bare.partition("-")
        mutated = mutations(first) if lang is Lang.CY and len(first) > 1 else (first,)
        forms |= dict.fromkeys(each + hyphen + rest + star for each in mutated)
    return sorted(forms, key=len, reverse=True)


def _pattern(form: str) -> str:
    bare = form.rstrip("*")
    literal = _HYPHEN.join(re.escape(part).replace("'", r"\s?['’ʼ]") for part in bare.split("-"))
    return literal + (_ENDING if bare != form else "")


def _key(form: str) -> str:
    """The piece of a form that stands as a word of its own when hyphens and apostrophes are written."""
    pieces = re.split(r"[-',]", form.rstrip("*"))
    return pieces[-1] if form.endswith("*") else max(pieces, key=len)
