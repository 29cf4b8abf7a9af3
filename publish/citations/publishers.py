"""Who made a document, as it is called in the document's language, and the names of people."""

from functools import cache

from corpus import bodies
from corpus.codebook import Lang
from publish.citations.typed import Name

STARTER = "starter"
ADDEWID = "Addewid"
"""Who wrote the documents of the starter corpus: briefings on what their titles name."""

_OTHERS = (
    ("Welsh Ministers", "Gweinidogion Cymru"),
    ("Welsh Parliament", "Senedd Cymru"),
    ("Senedd Commission", "Comisiwn y Senedd"),
)
"""Names that bodies go by beside their own; some sources tell them in English on Welsh documents."""

_SON_OF = frozenset({"ap", "ab", "ferch", "ach", "van", "von", "de", "da"})
_MOST_WORDS = 5


def in_language(name: str, lang: Lang) -> str:
    """A body's name in a language, where it is known in both; else as it is."""
    return _counterparts(lang).get(name.casefold(), name)


def person(name: str) -> Name:
    """A person's name in two parts ("Hutt", "Jane"); names of many words, or with marks in them, stay whole."""
    words = name.split()
    if not 1 < len(words) <= _MOST_WORDS or any(mark in name for mark in ",;()/&0123456789"):
        return {"literal": name}
    at = next((n for n, word in enumerate(words) if n and word in _SON_OF), len(words) - 1)
    return {"family": " ".join(words[at:]), "given": " ".join(words[:at])}


@cache
def _counterparts(lang: Lang) -> dict[str, str]:
    pairs = list(_OTHERS)
    for body in bodies.load():
        pairs += [(body.name_en, body.name_cy), *((each.name_en, each.name_cy) for each in body.former)]
    known: dict[str, str] = {}
    for english, welsh in pairs:
        there, here = (english, welsh) if lang is Lang.CY else (welsh, english)
        if there and here:
            known.setdefault(there.casefold(), here)
    return known
