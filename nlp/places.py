"""The gazetteer: Welsh places, and a few beyond, found in a text by either language's name."""

import re
from functools import cache

from corpus.bodies import mutations
from corpus.codebook import Lang
from nlp.resources import table

_COUNTRY = "country"


def find(text: str, lang: Lang) -> str:
    """The place a text names, as the gazetteer spells it: its first that is not a country, else its first country."""
    country = ""
    for match in _pattern(lang).finditer(text):
        name, kind = _known(lang)[" ".join(match[0].split()).lower()]
        if kind != _COUNTRY:
            return name
        country = country or name
    return country


def is_place(words: str, lang: Lang) -> bool:
    """Whether the words are a place's name and nothing else."""
    return " ".join(words.split()).lower() in _known(lang)


def is_country(name: str, lang: Lang) -> bool:
    """Whether a name from the gazetteer is a country's."""
    return _known(lang)[name.lower()][1] == _COUNTRY


@cache
def _known(lang: Lang) -> dict[str, tuple[str, str]]:
    """Every form of every name, in lower case, with the name itself and its kind. English text may use Welsh names."""
    known: dict[str, tuple[str, str]] = {}
    for english, welsh, kind in table("places")["places"]:
        name = welsh if lang is Lang.CY else english
        known.setdefault(name.lower(), (name, kind))
        if lang is Lang.CY:
            first, _, rest = name.lower().partition(" ")
            for form in mutations(first):
                known.setdefault(f"{form} {rest}".strip(), (name, kind))
    for english, welsh, kind in table("places")["places"]:
        other = english if lang is Lang.CY else welsh
        known.setdefault(other.lower(), (other, kind))
    return known


@cache
def _pattern(lang: Lang) -> re.Pattern[str]:
    """The names as printed, and in Welsh mutated; with their capitals, for "neath" and "mold" are words."""
    forms: set[str] = set()
    for english, welsh, _ in table("places")["places"]:
        forms.update((english, welsh))
        if lang is Lang.CY:
            first, gap, rest = welsh.partition(" ")
            forms.update(form.capitalize() + gap + rest for form in mutations(first.lower()))
    printed = (
        re.escape(form).replace(r"\ ", r"\s").replace("'", "['’]") for form in sorted(forms, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(printed)})(?![\w-])")
