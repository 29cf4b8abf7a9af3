"""The names of one idea in both languages, so that a search for one can find the others, when asked to.

What is looked up is compared as search compares words: case, accents, hyphens, mutation and number make no difference.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from corpus.codebook import Lang
from index.language.resources import thesaurus_data
from index.language.words import analyser

_HYPHENS = re.compile(r"(?<=\w)[-‐‑‒–](?=\w)")

_Forms = tuple[frozenset[str], ...]


class Name(NamedTuple):
    """What an idea is called in a language."""

    lang: Lang
    text: str


class Known(NamedTuple):
    """A stretch of words, from ``start`` up to ``end``, that names ideas; ``others`` are their other names."""

    start: int
    end: int
    others: tuple[Name, ...]


class _Entry(NamedTuple):
    idea: int
    name: Name
    atoms: tuple[str, ...]
    forms: _Forms


class Thesaurus:
    """Ideas with their names. Nothing of it changes; safe to share."""

    def __init__(self, ideas: Iterable[Mapping[str, Any]]) -> None:
        self._ideas = [tuple(Name(lang, text) for lang in Lang for text in idea[lang]) for idea in ideas]
        self._entries: dict[tuple[Lang, str], list[_Entry]] = defaultdict(list)
        self._longest = 0
        for number, names in enumerate(self._ideas):
            for name in names:
                entry = _Entry(number, name, *_read(name.text, name.lang))
                self._longest = max(self._longest, len(name.text.split()))
                for form in entry.forms[0]:
                    self._entries[name.lang, form].append(entry)

    def equivalents(self, words: Sequence[str], lang: Lang) -> tuple[Name, ...]:
        """The other names of what the words, all of them together, are called in a language.

        First those in the other language, then those in its own; none for what the thesaurus does not know. When
        some ideas are called just so, others whose names only have the same forms ("regulator", "regulations") are not
        meant.
        """
        atoms, forms = _read(" ".join(words), lang)
        begun = (entry for form in sorted(forms[0]) for entry in self._entries.get((lang, form), ())) if forms else ()
        alike = [entry for entry in begun if _alike(entry.forms, forms)]
        meant = [entry for entry in alike if entry.atoms == atoms] or alike
        asked = {entry.name for entry in meant}
        others = [name for entry in meant for name in self._ideas[entry.idea] if name not in asked]
        return tuple(dict.fromkeys(sorted(others, key=lambda name: name.lang is lang)))

    def known(self, words: Sequence[str], lang: Lang) -> Iterator[Known]:
        """The longest names in a run of words, from left to right, none touching another."""
        start = 0
        while start < len(words):
            for end in range(min(len(words), start + self._longest), start, -1):
                if others := self.equivalents(words[start:end], lang):
                    yield Known(start, end, others)
                    start = end
                    break
            else:
                start += 1


@cache
def thesaurus() -> Thesaurus:
    """The thesaurus of the data file."""
    return Thesaurus(thesaurus_data())


def _read(text: str, lang: Lang) -> tuple[tuple[str, ...], _Forms]:
    """The atoms of a name, and of each of its words the forms that answer for it; hyphens only part words."""
    words = analyser(lang).words(_HYPHENS.sub(" ", text))
    atoms = tuple(atom.text for word in words for atom in word.atoms)
    forms = (
        frozenset(form for form, _ in word.wanted) or frozenset(atom.text for atom in word.atoms) for word in words
    )
    return atoms, tuple(forms)


def _alike(some: _Forms, others: _Forms) -> bool:
    return len(some) == len(others) and all(one & other for one, other in zip(some, others, strict=True))
