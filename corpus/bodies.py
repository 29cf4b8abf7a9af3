"""The public bodies that promises are made by, or asked of: their keys, names in both languages, and years.

The list is data (``corpus/data/bodies.toml``); this module loads it and finds a body named in a text.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import Any

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
class Former:
    """A name that a body went by, or that of a body whose work it took over; the days bound the use of the name."""

    name_en: str
    name_cy: str
    founded: date | None = None
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A public body, a class of them ("local authorities"), or an association that speaks for or to them.

    ``founded`` and ``ended`` bound the days it existed, where that is known. ``offices`` are of people and departments
    that act for it ("First Minister"). ``successor`` is the key of the body that took its work over.
    """

    key: str
    name_en: str
    name_cy: str
    kind: str
    aliases_en: tuple[str, ...] = ()
    aliases_cy: tuple[str, ...] = ()
    founded: date | None = None
    ended: date | None = None
    former: tuple[Former, ...] = ()
    offices_en: tuple[str, ...] = ()
    offices_cy: tuple[str, ...] = ()
    successor: str = ""

    def name(self, lang: Lang) -> str:
        """Its name in a language."""
        return self.name_cy if lang is Lang.CY else self.name_en

    def names(self, lang: Lang) -> tuple[str, ...]:
        """Everything it is called in a language: its name, its aliases, its former names; not its offices."""
        if lang is Lang.CY:
            return (self.name_cy, *self.aliases_cy, *(each.name_cy for each in self.former if each.name_cy))
        return (self.name_en, *self.aliases_en, *(each.name_en for each in self.former if each.name_en))


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
    """All bodies, in the order of the data file.

    Raises ``ValueError`` on a key given twice, and on a successor that is not in the list.
    """
    with files("corpus").joinpath("data/bodies.toml").open("rb") as source:
        bodies = tuple(map(_body, tomllib.load(source)["body"]))
    keys = {body.key for body in bodies}
    if len(keys) != len(bodies):
        raise ValueError("bodies.toml gives a key twice")
    if strangers := {body.successor for body in bodies if body.successor} - keys:
        raise ValueError(f"bodies.toml names successors that it does not hold: {', '.join(sorted(strangers))}")
    return bodies


def _body(row: dict[str, Any]) -> Body:
    return Body(
        key=row["key"],
        name_en=row["name_en"],
        name_cy=row["name_cy"],
        kind=row["kind"],
        aliases_en=tuple(row.get("aliases_en", ())),
        aliases_cy=tuple(row.get("aliases_cy", ())),
        founded=row.get("from"),
        ended=row.get("until"),
        former=tuple(
            Former(each.get("en", ""), each.get("cy", ""), each.get("from"), each.get("until"))
            for each in row.get("former", ())
        ),
        offices_en=tuple(row.get("offices_en", ())),
        offices_cy=tuple(row.get("offices_cy", ())),
        successor=row.get("successor", ""),
    )


@cache
def by_key() -> dict[str, Body]:
    """Every body under its key."""
    return {body.key: body for body in load()}


@cache
def line(key: str) -> frozenset[str]:
    """The keys of a body, of those whose work came to it, and of the one that its own work went to, at any remove.

    Raises ``KeyError`` for a key that is not in the list.
    """
    later = [by_key()[key]]
    while later[-1].successor:
        later.append(by_key()[later[-1].successor])
    found = {body.key for body in later}
    earlier = {key}
    while earlier:
        found |= earlier
        earlier = {body.key for body in load() if body.successor in earlier}
    return frozenset(found)


def find(text: str, lang: Lang, on: date | None = None) -> Body | None:
    """The body that a text names: the longest name, alias or office in it by whole words, the first of equals.

    Case does not count, nor do hyphens and apostrophes; in Welsh neither do initial mutations. A name of one
    word, though, must be printed as a name, for "cadw" and "llais" are words too: with a capital, or in capitals.
    Of bodies with one and the same name, the one that bore it ``on`` the day is meant.
    """
    best = _longest(text, lang)
    return None if best is None else best.bearer(on)


def find_in_either(text: str, on: date | None = None) -> Body | None:
    """The body that a text names in either language, by the longer name: a page may give its publisher in the other."""
    named = [name for lang in Lang if (name := _longest(text, lang)) is not None]
    return max(named, key=lambda name: name.length).bearer(on) if named else None


def _longest(text: str, lang: Lang) -> "_Name | None":
    printed = _WORD.findall(text)
    words = [word.lower() for word in printed]
    index = _index(lang)
    best: _Name | None = None
    for at, word in enumerate(words):
        if word in index:
            for name in _standing(index[word], words, printed, at, lang):
                if best is None or name.length > best.length:
                    best = name
    return best


_Bearer = tuple[Body, date | None, date | None]
"""A body that goes by a name, and the first and last days on which it did, where they are known."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as lower-case words, with every body that bears it, in the list's order; ``length`` in words, letters."""

    words: tuple[str, ...]
    length: tuple[int, int]
    printed: str
    bearers: list[_Bearer]

    def bearer(self, on: date | None) -> Body:
        """The first body that bore the name on a day, or failing that the first that bears it at all."""
        if on is not None:
            for body, founded, ended in self.bearers:
                if (founded is None or founded <= on) and (ended is None or on <= ended):
                    return body
        return self.bearers[0][0]

    def fits(self, word: str) -> bool:
        """Whether a name of one word may be printed so; a common noun ("councils") in the list is one in a text."""
        if self.printed.islower():
            return True
        return word.isupper() if self.printed.isupper() else word[0].isupper()


_Seconds = dict[str, list[_Name]]
"""Names that begin with one word, by each form of their second, which is "" when there is none."""


def _standing(seconds: _Seconds, words: list[str], printed: list[str], at: int, lang: Lang) -> Iterator[_Name]:
    """Of the names that begin with the word at a place of a text, those that stand there."""
    yield from (name for name in seconds.get("", ()) if name.fits(printed[at]))
    for name in seconds.get(words[at + 1], ()) if at + 1 < len(words) else ():
        there = words[at + 2 : at + len(name.words)]
        if len(there) == len(name.words) - 2 and all(
            word == seen or (lang is Lang.CY and seen in mutations(word))
            for word, seen in zip(name.words[2:], there, strict=True)
        ):
            yield name


@cache
def _index(lang: Lang) -> dict[str, _Seconds]:
    """Every name under each form that its first word can take."""
    names: dict[tuple[str, ...], _Name] = {}
    for printed, bearer in (named for body in load() for named in _called(body, lang)):
        words = tuple(_WORD.findall(printed.lower()))
        fresh = _Name(words, (len(words), sum(map(len, words))), printed, [])
        names.setdefault(words, fresh).bearers.append(bearer)
    index: dict[str, _Seconds] = {}
    for name in names.values():
        forms = [mutations(word) if lang is Lang.CY else (word,) for word in name.words[:2]]
        for first, second in product(forms[0], forms[1] if len(forms) > 1 else ("",)):
            index.setdefault(first, {}).setdefault(second, []).append(name)
    return index


def _called(body: Body, lang: Lang) -> Iterator[tuple[str, _Bearer]]:
    """Everything that means a body in a language, with the days on which it does."""
    former = {each.name_cy if lang is Lang.CY else each.name_en: each for each in body.former}
    offices = body.offices_cy if lang is Lang.CY else body.offices_en
    for name in dict.fromkeys((*body.names(lang), *offices)):
        each = body if name == body.name(lang) else former.get(name, body)
        yield name, (body, each.founded, each.ended)
