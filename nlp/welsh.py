"""Commitments in Welsh, by surface patterns: the verb comes first, the cues are few, and no parser is needed."""

import re
from dataclasses import replace
from functools import cache

from corpus.codebook import CommitmentKind, Lang
from nlp.actors import Actor, Who
from nlp.candidates import Candidate
from nlp.context import Context
from nlp.cues import even, hits
from nlp.drafts import Draft
from nlp.resources import table, words
from nlp.welsh_reading import Reading, radicals, stem
from nlp.welsh_rules import shaped

_JOINT = re.compile(r"[;,]\s(?:a|ac|ond)\s|;\s")
_JOINED_WITHIN = 7
_NEAR_END = 40
_NUMBER = re.compile(r"\s*(?P<word>argymhelliad|ymrwymiad|addewid|cam(?: gweithredu)?)\s+\d+(?:\.\d+)?\s*[.:)–—-]*\s*")
_FIRST_WORD = re.compile(r"\W{0,4}(?P<verb>[^\W\d_][\w'-]*)")


def candidate(unit: str, context: Context) -> Candidate | None:
    """The unit with the lead it hangs on if the lead ends in a cue, alone if it has its own; or nothing."""
    evened = even(unit)
    if unit.rstrip().endswith("?") or any(phrase in evened.replace(" '", "'") for phrase in _never(context.law)):
        return None
    lead = context.lead.rstrip(" :—–-")
    governing = hits(even(lead), Lang.CY)
    if governing and governing[-1].end >= len(lead) - _NEAR_END:
        return Candidate(f"{lead} {unit}", len(lead) + 1, context)
    spoken = hits(evened, Lang.CY) or _ordered(evened, context) is not None
    return Candidate(unit, 0, context) if spoken else None


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
        if draft is None or (base and draft.act < base) or _only_opens(text, draft.act):
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
        ordered = None if found else _ordered(reading.low, candidate.context)
        return [ordered] if ordered is not None else found
    return [replace(one, start=0, end=one.end - base, act=one.act - base, rule=f"{one.rule}-lead") for one in found[:1]]


def _joint(low: str, after: int, before: int) -> int | None:
    """Where a second joined clause begins: at "; " or ", a(c) " shortly before its cue."""
    for match in _JOINT.finditer(low, after, before):
        if before - match.end() <= _JOINED_WITHIN:
            return match.end()
    return None


def _only_opens(text: str, act: int) -> bool:
    """Whether nothing but a linking word is left for the action, as in "Yn galw ar y Cyngor i:" above its list."""
    left = text[act:].rstrip()
    return left[-1:] in (":", "—", "–", "") and len(left.split()) <= 1


def _ordered(evened: str, context: Context) -> Draft | None:
    """A bare verb-noun: "Argymhelliad 4: Cyhoeddi …", or an item under "Ein hymrwymiadau" or "Argymhellion"."""
    number = _NUMBER.match(evened)
    at = number.end() if number else 0
    first = _FIRST_WORD.match(evened, at)
    if first is None or context.law or stem(first["verb"]) not in radicals("acts"):
        return None
    headed = _NUMBER.match(f"{context.heading.lower()} ")
    title = (number or headed or {"word": ""})["word"]
    heading = context.heading.lower().strip(" :.0123456789")
    for kind, key in ((CommitmentKind.RECOMMENDATION, "recommendation"), (CommitmentKind.PLEDGE, "pledge")):
        named = bool(title) and title.startswith("argymh") == (kind is CommitmentKind.RECOMMENDATION)
        if named or (context.listed and heading in words("commitments", Lang.CY, "headings", key)):
            who = Actor(context.we, Who.SELF, context.we_key) if key == "pledge" else Actor("", Who.OTHER)
            return Draft(kind, f"cy-order-{key}", 0.6, who, 0, len(evened), first.start("verb"))
    return None
