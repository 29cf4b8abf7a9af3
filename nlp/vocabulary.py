"""Lists of phrases looked for in a text: only phrases with a word in the text are searched for, and only when asked.

A phrase is words as they are said. A ``*`` at the end of a word stands for any ending, ``-`` for a hyphen, a space or
nothing, ``'`` for either apostrophe and ``/`` between words for one of them ("hear/hears"). In Welsh every word may stand
in any of its initial mutations. Case never counts, nor do soft hyphens and other characters that nobody sees.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from corpus.bodies import mutations
from corpus.codebook import Lang
from nlp.phrases import Found, lowered

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_WORD = re.compile(r"[^\W_]{2,40}")
_STOP = re.compile(r"[.!?…][\"'”’)\]]{0,3}\s|\n\s{0,9}\n")
_HYPHEN = r"(?:[-\u2010-\u2012]\s?|\s)?"
_GAP = r"\s{1,9}"
_ENDING = r"[^\W_]{0,14}"
_WORDS_REMEMBERED = 20_000


@dataclass(frozen=True)
class _Phrase:
    """A phrase of a list; ``words`` holds, for each of its words, the forms that may stand for it."""

    list: str
    said: str
    words: list[list[str]]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Made when it is first needed, for most phrases never are."""
        body = _GAP.join(f"(?:{'|'.join(_pattern(form) for form in forms)})" for forms in self.words)
        return re.compile(body + r"(?![^\W_])")


class Vocabulary:
    """Phrases in named lists. A list may be named after what its phrases show; the vocabulary knows no meanings."""

    def __init__(self, lists: Mapping[str, Iterable[str]], lang: Lang) -> None:
        self.phrases: list[_Phrase] = []
        self._exact: dict[str, list[int]] = {}
        self._stems: dict[str, list[int]] = {}
        self._known: dict[str, tuple[int, ...]] = {}
        for name, phrases in lists.items():
            for phrase in dict.fromkeys(phrases):
                words = [_forms(word, lang) for word in phrase.lower().split()]
                at = len(self.phrases)
                self.phrases.append(_Phrase(name, phrase, words))
                for form in max(words, key=lambda forms: min(len(_key(form)) for form in forms)):
                    for key in {_key(form), form.rstrip("*").replace("-", "").replace("'", "")}:
                        (self._stems if form.endswith("*") else self._exact).setdefault(key, []).append(at)
        self._lengths = sorted({len(stem) for stem in self._stems})

    def read(self, text: str) -> "Reading":
        """The text, ready to be asked which lists have a phrase in it."""
        return Reading(text, self)

    def of(self, word: str) -> tuple[int, ...]:
        """The places in ``phrases`` of the phrases that can only stand in a text which holds the word."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _WORDS_REMEMBERED:
                self._known.clear()
            stems = (self._stems.get(word[:length], ()) for length in self._lengths if length <= len(word))
            known = (*self._exact.get(word, ()), *(at for found in stems for at in found))
            self._known[word] = known
        return known


class Reading:
    """One text, read with a vocabulary. Places are characters of the text as it was given."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self._seen, self._offsets = _without_unseen(text)
        self._lower = lowered(self._seen)
        self._vocabulary = vocabulary
        self._found: dict[str, list[Found]] = {}
        self.present: dict[str, set[int]] = {}
        """Under the name of each list that may have a phrase in the text, the places of those phrases."""
        for word in set(_WORD.findall(self._lower)):
            for at in vocabulary.of(word):
                self.present.setdefault(vocabulary.phrases[at].list, set()).add(at)

    def find(self, name: str) -> list[Found]:
        """The phrases of a list in the text, in order."""
        if name not in self._found:
            self._found[name] = sorted(
                (found for at in self.present.get(name, ()) for found in self._places(at)),
                key=lambda found: (found.start, found.end, found.phrase),
            )
        return self._found[name]

    @cached_property
    def stops(self) -> list[int]:
        """Where the sentences of the text end, but for the last."""
        return [self._offsets[match.end() - 1] if self._offsets else match.end() for match in _STOP.finditer(self._seen)]

    def _places(self, at: int) -> Iterable[Found]:
        phrase = self._vocabulary.phrases[at]
        for match in phrase.pattern.finditer(self._lower):
            start, end = match.span()
            if start == 0 or not self._lower[start - 1].isalnum():
                if self._offsets:
                    start, end = self._offsets[start], self._offsets[end - 1] + 1
                yield Found(phrase.said, start, end)


def _without_unseen(text: str) -> tuple[str, list[int]]:
    """The text without characters that nobody sees, and where each of the rest stood; no places when none were there."""
    if text.isascii() or not _UNSEEN.search(text):
        return text, []
    offsets = [at for at, char in enumerate(text) if not _UNSEEN.match(char)]
    return "".join(text[at] for at in offsets), offsets


def _forms(word: str, lang: Lang) -> list[str]:
    """A word's alternatives, in Welsh with the mutations of each."""
    forms: dict[str, None] = {}
    for form in word.split("/"):
        bare, star = form.rstrip("*"), "*" if form.endswith("*") else ""
        first, hyphen, rest = bare.partition("-")
        mutated = sorted(mutations(first)) if lang is Lang.CY and len(first) > 1 else [first]
        forms |= dict.fromkeys(each + hyphen + rest + star for each in mutated)
    return sorted(forms, key=len, reverse=True)


def _pattern(form: str) -> str:
    bare = form.rstrip("*")
    literal = _HYPHEN.join(re.escape(part).replace("'", r"\s?['’ʼ]") for part in bare.split("-"))
    return literal + (_ENDING if bare != form else "")


def _key(form: str) -> str:
    """The longest piece of a form that stands as a word of its own when hyphens and apostrophes are written."""
    pieces = re.split(r"[-',]", form.rstrip("*"))
    return pieces[-1] if form.endswith("*") else max(pieces, key=len)
