"""How a deadline speaks of a term of the Senedd: "by the end of this Senedd term", "yn ystod y Senedd nesaf".

The words are data (``corpus/data/terms.toml``); this module says which term they mean, said on a day.
"""

import re
from datetime import date
from functools import cache

from corpus.bodies import mutations
from corpus.codebook import Lang
from corpus.terms import Term, data, era, term_numbered

_THIS, _NEXT, _NONE = "this", "next", "none"


def term_named(words: str, lang: Lang, issued: date | None, issued_text: str = "") -> Term | None:
    """The term that words name ("this Senedd term", "y Chweched Senedd"), said in a document of this date.

    None where they name none, or where the date is not known well enough to tell which was "this" one.
    """
    match = _pattern(lang).search(" ".join(words.casefold().replace("\u2019", "'").split()))
    meaning = _meanings(lang)[match[0]] if match else _NONE
    if isinstance(meaning, int):
        return term_numbered(meaning)
    said_in = era(issued, issued_text).term
    if said_in is None or meaning == _NONE:
        return None
    return said_in if meaning == _THIS else term_numbered(said_in.number + 1)


@cache
def _pattern(lang: Lang) -> re.Pattern[str]:
    """Whatever names a term, as whole words, the longest first."""
    longest_first = sorted(_meanings(lang), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


@cache
def _meanings(lang: Lang) -> dict[str, str | int]:
    """What each phrase means: this term, the next, none, or that of a number."""
    said = data()["phrases"][lang]
    found: dict[str, str | int] = {
        form: meaning for meaning in (_THIS, _NEXT, _NONE) for phrase in said[meaning] for form in _forms(phrase, lang)
    }
    for number, names in enumerate(said["numbered"], 1):
        found |= {form: number for name in names for form in _forms(name, lang)}
    return found


def _forms(phrase: str, lang: Lang) -> list[str]:
    """A phrase, and in Welsh every form that a mutation of its first word gives it."""
    first, *rest = phrase.split()
    return [" ".join((form, *rest)) for form in (mutations(first) if lang is Lang.CY else (first,))]
