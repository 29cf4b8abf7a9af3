"""Commitments in Welsh, by surface patterns: the verb comes first, the cues are few, and no parser is needed."""

import re
from dataclasses import replace
from functools import cache

from corpus.codebook import Lang
from nlp.candidates import Candidate
from nlp.context import Context
from nlp.cues import even, hits
from nlp.drafts import Draft
from nlp.resources import table
from nlp.welsh_reading import Reading
from nlp.welsh_rules import shaped

_JOINT = re.compile(r"[;,]\s(?:a|ac|ond)\s|;\s")
_JOINED_WITHIN = 7
_NEAR_END = 40


def candidate(unit: str, context: Context) -> Candidate | None:
    """The unit with the lead it hangs on if the lead ends in a cue, alone if it has its own; or nothing."""
    evened = even(unit)
    if unit.rstrip().endswith("?") or any(phrase in evened.replace(" '", "'") for phrase in _never(context.law)):
        return None
    lead = context.lead.rstrip(" :—–-")
    governing = hits(even(lead), Lang.CY)
    if governing and governing[-1].end >= len(lead) - _NEAR_END:
        return Candidate(f"{lead} {unit}", len(lead) + 1, context)
    return Candidate(unit, 0, context) if hits(evened, Lang.CY) else None


@cache
def _never(law: bool) -> tuple[str, ...]:
    rules = table("commitments", Lang.CY)["never"]
    return (*rules["anywhere"], *(rules["law"] if law else ()))


def find(candidate: Candidate) -> list[Draft]:
    """The commitments of a candidate, in order, with offsets in the unit: the first, and any joined on to it."""
    text, base = candidate.text, candidate.base
    reading = Reading(text, even(text), candidate.context)
    found: list[Draft] = []
    for hit in hits(reading.low, Lang.CY):
        draft = shaped(hit, reading)
        if draft is None or (base and draft.act < base):
            continue
        draft = replace(draft, end=len(text))
        if found:
            cut = _joint(reading.low, found[-1].act, hit.start)
            if cut is None:
                continue
            found[-1] = replace(found[-1], end=cut)
            draft = replace(draft, start=cut)
        found.append(draft)
    if not base:
        return found
    return [replace(one, start=0, end=one.end - base, act=one.act - base, rule=f"{one.rule}-lead") for one in found[:1]]


def _joint(low: str, after: int, before: int) -> int | None:
    """Where a second joined clause begins: at "; " or ", a(c) " shortly before its cue."""
    for match in _JOINT.finditer(low, after, before):
        if before - match.end() <= _JOINED_WITHIN:
            return match.end()
    return None
