"""Whom a pronoun in an English sentence stands for: the public actor that the words before it named last."""

import re
from itertools import islice

from corpus.codebook import Lang
from nlp.actors import Actor, Who, classify, mentions
from nlp.context import Context

PRONOUNS = frozenset({"it", "they", "he", "she", "them", "him", "her"})
_PLURAL = re.compile(r"(?:boards|councils|authorities|ministers|bodies|trusts|officials|committees|officers|partners)$")
_OPENING = 160
_STARTS = re.compile(r"(?:(?<=^)|(?<=\s)|(?<=[(“\"]))(?=(?:[Tt]he|[Aa]n?|[Ee]ach|[Ee]very|[Oo]ur|[Mm]y)\s|[A-Z])")
_CASE = re.compile(r"(?:Where|If|When|Whenever|Once|Before|After|Unless|Until)\s")
"""How a sentence opens whose case names the one who is then "it"."""
_WORDS = re.compile(r"[\w'’&-]+")
_WIDEST = 9
_MOST_STARTS = 24
_LOOK_BACK = 400


def antecedent(before: str, context: Context, said: str = "") -> Actor | None:
    """The public actor named last before, in the sentence or else in the opening of the one before.

    ``said`` is the pronoun: an "it" is not several.
    """
    found = _named_before(before, context)
    return None if found is not None and said.lower() == "it" and _several(found.text) else found


def _several(phrase: str) -> bool:
    """Whether the words that name an actor are a plural ("the boards")."""
    return _PLURAL.search(phrase.lower()) is not None


def _named_before(before: str, context: Context) -> Actor | None:
    opening = _CASE.match(before[:_LOOK_BACK])
    if opening is not None:
        said = first_public(before[opening.end() : opening.end() + _OPENING], context, at_start=True)
        if said is not None:
            return said
    for text in (before[-_LOOK_BACK:], context.before[:_OPENING], context.earlier[:_OPENING]):
        if not text or not mentions(text, Lang.EN, Who.PUBLIC) or mentions(text, Lang.EN, Who.PRIVATE):
            continue
        found = first_public(text, context)
        if found is not None:
            return found
    return None


def first_public(text: str, context: Context, *, at_start: bool = False) -> Actor | None:
    """The first phrase of a text that names a public actor, with its key in this document: subjects stand first.

    ``at_start`` looks for one that the text begins with.
    """
    for start in islice(_STARTS.finditer(text), 1 if at_start else _MOST_STARTS):
        if at_start and start.end() > 0:
            return None
        found = list(_WORDS.finditer(text, start.end(), start.end() + 120))[:_WIDEST]
        for last in reversed(found):
            actor = classify(text[start.end() : last.end()], Lang.EN)
            if actor.who is Who.FOREIGN:
                return None
            if actor.who is Who.PUBLIC:
                return Actor(actor.text, Who.PUBLIC, context.cast.key(actor.text, context.owner) or actor.body)
    return None
