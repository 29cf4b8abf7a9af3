"""Welsh proposals of last resort: a unit that holds a cue of which the grammar made nothing, for the scorer to weigh.

The first of the strongest cues is taken at its word, and the nearest words that name somebody for its actor.
"""

import re

from corpus.codebook import Lang
from nlp.actors import Actor, Who, classify
from nlp.commitments.candidates import Candidate
from nlp.commitments.cues import Hit, hits
from nlp.commitments.drafts import Draft
from nlp.phrases import even
from nlp.welsh.actors import settled

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_NEAR = 90
_WIDEST = 7
_STRENGTH = 0.3
_NOBODY = Actor("", Who.OTHER)


def loosely(candidate: Candidate) -> Draft | None:
    """A proposal by the strongest cue of a candidate's own unit, or nothing when its unit has none."""
    text, base = candidate.text, candidate.base
    unit = text[base:]
    found = hits(even(unit), Lang.CY)
    if not found:
        return None
    hit = max(found, key=lambda each: (each.rule.strength, -each.start))
    act = _past_blanks(unit, hit.end)
    draft = Draft(hit.rule.kind, f"cy-open-{hit.rule.name}", _STRENGTH, _near(unit, hit), 0, len(unit), act)
    return settled(draft, candidate.context)


def _past_blanks(unit: str, at: int) -> int:
    while at < len(unit) - 1 and unit[at].isspace():
        at += 1
    return min(at, len(unit))


def _near(unit: str, hit: Hit) -> Actor:
    """Who stands straight after the cue: the longest run of words that names somebody."""
    words = list(_WORD.finditer(unit, hit.end, hit.end + _NEAR))
    for word in reversed(words[:_WIDEST]):
        actor = classify(unit[words[0].start() : word.end()], Lang.CY)
        if actor.who in (Who.PUBLIC, Who.SELF):
            return actor
    return _NOBODY
