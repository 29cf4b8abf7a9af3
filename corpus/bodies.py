"""The public bodies that promises are made by, or asked of: their keys, names in both languages, and years.

The list is data (``corpus/data/bodies.toml``); this module loads it and finds a body named in a text.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from corpus.codebook import Lang

_WORD = re.compile(r"[^\W_]+")

_MUTATIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ll", ("l",)),
    ("rh", ("r",)),
    ("p", ("b", "mh", "ph")),
    ("t", ("d", "nh", "th")),
    ("c", ("g", "ngh", "ch")),
    ("b", ("f", "m")),
    ("d", ("dd", "n")),
    ("g", ("", "ng")),
    ("m", ("f",)),
    *((vowel, (f"h{vowel}",)) for vowel in "aâeêiîoôuûwŵyŷ"),
)
_UNMUTATED = ("ch", "dd", "ff", "ng", "ph", "th")


@dataclass(frozen=True, slots=True)
class Body:
    """A public body, a class of them ("local authorities"), or an association that speaks for or to them.

    ``founded`` and ``ended`` bound the days it existed, where that is known; aliases include former names.
    """

    key: str
    name_en: str
    name_cy: str
    kind: str
    aliases_en: tuple[str, ...] = ()
    aliases_cy: tuple[str, ...] = ()
    founded: date | None = None
    ended: date | None = None

    def name(self, lang: Lang) -> str:
        """Its name in a language."""
        return self.name_cy if lang is Lang.CY else self.name_en

    def names(self, lang: Lang) -> tuple[str, ...]:
        """Everything it is called in a language: its name, then its aliases."""
        if lang is Lang.CY:
            return (self.name_cy, *self.aliases_cy)
        return (self.name_en, *self.aliases_en)


@lru_cache(maxsize=4096)
def mutations(word: str) -> tuple[str, ...]:
    """The forms a lower-case Welsh word can take at its start, the word itself first: "cyngor", "gyngor", …"""
    if word.startswith(_UNMUTATED):
        return (word,)
    for initial, changed in _MUTATIONS:
        if word.startswith(initial):
            rest = word[len(initial) :]
            return (word, *(form + rest for form in changed))
    return (word,)


@cache
def load() -> tuple[Body, ...]:
    """All bodies, in the order of the data file. Raises ``ValueError`` on a key given twice."""
    with files("corpus").joinpath("data/bodies.toml").open("rb") as source:
        rows = tomllib.load(source)["body"]
    bodies = tuple(
        Body(
            key=row["key"],
            name_en=row["name_en"],
            name_cy=row["name_cy"],
            kind=row["kind"],
            aliases_en=tuple(row.get("aliases_en", ())),
            aliases_cy=tuple(row.get("aliases_cy", ())),
            founded=row.get("from"),
            ended=row.get("until"),
        )
        for row in rows
    )
    keys = [body.key for body in bodies]
    if len(set(keys)) != len(keys):
        raise ValueError("bodies.toml gives a key twice")
    return bodies


@cache
def by_key() -> dict[str, Body]:
    """Every body under its key."""
    return {body.key: body for body in load()}


def find(text: str, lang: Lang) -> Body | None:
    """The body that a text names: the longest name or alias in it by whole words, the first of equals.

    Case does not count, nor do hyphens and apostrophes; in Welsh neither do initial mutations. A name of one
    word, though, must be printed as a name, for "cadw" and "llais" are words too: with a capital, or in capitals.
    """
    printed = _WORD.findall(text)
    words = [word.lower() for word in printed]
    index = _index(lang)
    best: tuple[int, int] = (0, 0)
    found: Body | None = None
    for at, word in enumerate(words):
        for name, body in index.get(word, ()):
            longer = (len(name.words), sum(map(len, name.words)))
            if longer > best and _stands_at(name, words, printed, at, lang):
                best, found = longer, body
    return found


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[str, ...]
    capitals: bool


def _stands_at(name: _Name, words: list[str], printed: list[str], at: int, lang: Lang) -> bool:
    if at + len(name.words) > len(words):
        return False
    if len(name.words) == 1:
        return printed[at].isupper() if name.capitals else printed[at][0].isupper()
    pairs = zip(name.words[1:], words[at + 1 : at + len(name.words)], strict=True)
    if lang is Lang.CY:
        return all(there == word or there in mutations(word) for word, there in pairs)
    return all(word == there for word, there in pairs)


@cache
def _index(lang: Lang) -> dict[str, tuple[tuple[_Name, Body], ...]]:
    """Names as lower-case words, under each form their first word can take."""
    index: dict[str, list[tuple[_Name, Body]]] = {}
    for body in load():
        for name in dict.fromkeys(body.names(lang)):
            words = tuple(_WORD.findall(name.lower()))
            for form in mutations(words[0]) if lang is Lang.CY else words[:1]:
                index.setdefault(form, []).append((_Name(words, name.isupper()), body))
    return {form: tuple(names) for form, names in index.items()}
