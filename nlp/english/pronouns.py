"""Whom a pronoun in an English sentence stands for: the public actor that the words before it named last."""

import re
from itertools import islice

from corpus.codebook import Lang
from nlp.actors import Actor, Who, classify, mentions
from nlp.context import Context

PRONOUNS = frozenset({"it", "they", "he", "she", "them", "him", "her"})
_OPENING = 160
_STARTS = re.compile(r"(?:(?<=^)|(?<=\s)|(?<=[(“\"]))(?=(?:[Tt]he|[Aa]n?|[Ee]ach|[Ee]very|[Oo]ur|[Mm]y)\s|[A-Z])")
_WORDS = re.compile(r"[\w'’&-]+")
_WIDEST = 9
_MOST_STARTS = 24
_LOOK_BACK = 400


def antecedent(before: str, context: Context) -> Actor | None:
    """The public actor named last before, in the sentence or else in the opening of the one before."""
    for text in (before[-_LOOK_BACK:], context.before[:_OPENING], context.earlier[:_OPENING]):
        if not text or not mentions(text, Lang.EN, Who.PUBLIC) or mentions(text, Lang.EN, Who.PRIVATE):
            continue
        found = first_public(text, context)
        if found is not None:
            return found
    return None


def first_public(text: str, context: Context) -> Actor | None:
    """The first phrase of a text that names a public actor, with its key in this document: subjects stand first."""
    for start in islice(_STARTS.finditer(text), _MOST_STARTS):
        found = list(_WORDS.finditer(text, start.end(), start.end() + 120))[:_WIDEST]
        for last in reversed(found):
            actor = classify(text[start.end() : last.end()], Lang.EN)
            if actor.who is Who.PUBLIC:
                return Actor(actor.text, Who.PUBLIC, context.cast.key(actor.text, context.owner) or actor.body)
    return None
