"""Which public body is meant by a name that a person typed: its key or a whole name, never a name within others."""

import re
import unicodedata
from datetime import date
from functools import cache

from corpus import bodies
from corpus.bodies import Body
from corpus.codebook import Lang
from corpus.errors import NotFound

_ARTICLE = re.compile(r"^(?:the|y|yr)\s+", re.IGNORECASE)


def named(name: str, on: date | None = None) -> Body:
    """The body that has this key or this very name, in either language, on a day where several had it.

    Raises NotFound: a name within other words may be that of somebody else.
    """
    if name.lower() in bodies.by_key():
        return bodies.by_key()[name.lower()]
    plain = _ARTICLE.sub("", name)
    found = bodies.find_in_either(plain, on)
    if found is not None and any(_is(plain, each, lang) for lang in Lang for each in _names(found, lang)):
        return found
    if found is not None:
        raise NotFound(
            "No public body is called {name} (is it {key}?); addewid export lists bodies in the column body_key.",
            name=name,
            key=found.key,
        )
    raise NotFound("No public body is called {name}; addewid export lists bodies in the column body_key.", name=name)


def beginning(typed: str, limit: int) -> list[Body]:
    """Bodies that somebody may mean who has typed so far: each word begins a word of one name, in either language.

    Accents and case do not count, and Welsh names may be mutated. Those that are called so and still exist come first.
    """
    words = [_bare(word) for word in re.findall(r"\w+", typed)]
    found: dict[str, tuple[bool, bool, int]] = {}
    for number, (key, ended, at, name) in enumerate(_spelt() if words else ()):
        if all(any(form.startswith(word) for forms in name for form in forms) for word in words):
            rank = (ended, not any(form.startswith(words[0]) for form in name[0]) or at > 0, number)
            found[key] = min(rank, found.get(key, rank))
    return [bodies.by_key()[key] for key in sorted(found, key=found.__getitem__)[:limit]]


@cache
def _spelt() -> list[tuple[str, bool, int, list[tuple[str, ...]]]]:
    """Every name of every body: its key, whether it is gone, the how-manieth of its names, each word's forms, bare."""
    return [
        (body.key, body.ended is not None, at, _words(name, lang))
        for body in bodies.load()
        for lang in Lang
        for at, name in enumerate(_names(body, lang))
    ]


def _words(name: str, lang: Lang) -> list[tuple[str, ...]]:
    words = [_bare(word) for word in re.findall(r"\w+", _ARTICLE.sub("", name))]
    return [bodies.mutations(word) if lang is Lang.CY else (word,) for word in words]


def _bare(word: str) -> str:
    """A word without case and accents: "tŷ" is "ty"."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _names(body: Body, lang: Lang) -> tuple[str, ...]:
    return (*body.names(lang), *(body.offices_cy if lang is Lang.CY else body.offices_en))


def _is(typed: str, name: str, lang: Lang) -> bool:
    """Whether what was typed is a name, as whole words; Welsh ones may be mutated."""
    ours, theirs = re.findall(r"\w+", typed.lower()), re.findall(r"\w+", _ARTICLE.sub("", name).lower())
    return len(ours) == len(theirs) and all(
        seen == word or (lang is Lang.CY and seen in bodies.mutations(word))
        for seen, word in zip(ours, theirs, strict=True)
    )
