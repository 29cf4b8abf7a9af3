"""Which public body is meant by a name that a person typed: its key or a whole name, never a name within others."""

import re
from datetime import date

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
    like = f" (is it {found.key}?)" if found is not None else ""
    raise NotFound(f"No public body is called {name}{like}; addewid export lists bodies in the column body_key.")


def _names(body: Body, lang: Lang) -> tuple[str, ...]:
    return (*body.names(lang), *(body.offices_cy if lang is Lang.CY else body.offices_en))


def _is(typed: str, name: str, lang: Lang) -> bool:
    """Whether what was typed is a name, as whole words; Welsh ones may be mutated."""
    ours, theirs = re.findall(r"\w+", typed.lower()), re.findall(r"\w+", _ARTICLE.sub("", name).lower())
    return len(ours) == len(theirs) and all(
        seen == word or (lang is Lang.CY and seen in bodies.mutations(word))
        for seen, word in zip(ours, theirs, strict=True)
    )
