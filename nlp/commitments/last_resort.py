"""Proposals of last resort: a unit that holds a cue of which the grammar made nothing, for the scorer to weigh.

The first of the strongest cues is taken at its word, and the nearest words that name somebody for its actor.
"""

import re

from corpus.codebook import Lang
from nlp.actors import Actor, Who, classify
from nlp.commitments.candidates import Candidate
from nlp.commitments.cues import Hit, hits
from nlp.commitments.drafts import Draft
from nlp.phrases import even

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_NEAR = 90
_WIDEST = 7
_STRENGTH = 0.3
_NOBODY = Actor("", Who.OTHER)


def loosely(candidate: Candidate) -> Draft | None:
    """A proposal by the strongest cue of a candidate's own unit, or nothing when its unit has none."""
    text, base = candidate.text, candidate.base
    unit = text[base:]
    found = hits(even(unit), candidate.context.lang)
    if not found:
        return None
    hit = max(found, key=lambda each: (each.rule.strength, -each.start))
    act = _past_blanks(unit, hit.end)
    actor = _near(unit, hit, candidate.context.lang)
    if actor.who is Who.SELF:
        actor = Actor(actor.text, Who.SELF, candidate.context.we_key)
    rule = f"{candidate.context.lang}-open-{hit.rule.name}"
    return Draft(hit.rule.kind, rule, _STRENGTH, actor, 0, len(unit), act)


def _past_blanks(unit: str, at: int) -> int:
    while at < len(unit) - 1 and unit[at].isspace():
        at += 1
    return min(at, len(unit))


def _near(unit: str, hit: Hit, lang: Lang) -> Actor:
    """Who stands straight before an English cue, or after a Welsh one: the longest run of words that names somebody."""
    if lang is Lang.EN:
        words = list(_WORD.finditer(unit, max(0, hit.start - _NEAR), hit.start))
        runs = [(word.start(), hit.start) for word in words[-_WIDEST:]]
    else:
        words = list(_WORD.finditer(unit, hit.end, hit.end + _NEAR))
        runs = [(words[0].start(), word.end()) for word in reversed(words[:_WIDEST])]
    for start, end in runs:
        actor = classify(unit[start:end].strip(), lang)
        if actor.who in (Who.PUBLIC, Who.SELF):
            return actor
    return _NOBODY
