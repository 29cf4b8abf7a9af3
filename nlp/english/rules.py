"""Which English clauses with a modal cue are commitments: whom "it" is, what rules one out, which rule reads it."""

import re
from collections.abc import Callable
from dataclasses import replace

from corpus.codebook import DocumentKind
from nlp.actors import Actor, Who
from nlp.context import Voice
from nlp.english.bound import bound, resolved
from nlp.english.cue_in_clause import DUTY, RECOMMENDATION, Case, Verdict, listed
from nlp.english.duties import advice, asked_of, constitutive, duty, forbidden
from nlp.english.promises import hoped, intended, pledge, undertaken
from nlp.english.ruled_out import ruled_out
from nlp.english.weak import lawful_due, weak

_INSERTING = re.compile(r"\b(?:insert|substitute)(?:ed)?\s?[—–:-]")
_IS_TO = frozenset({"is to", "are to", "is not to", "are not to", "is also to", "are also to"})
_NEVER_WEAK = frozenset({"no-may", "asked-of"})

_RULES: dict[str, Callable[[Case], Verdict | None]] = {
    "must": duty,
    "shall": duty,
    "required": duty,
    "may-not": duty,
    "no-may": forbidden,
    "will": pledge,
    "going-to": pledge,
    "due": pledge,
    "undertake": undertaken,
    "intend": intended,
    "should": advice,
    "aim": hoped,
    "asked-of": asked_of,
}


def judge(case: Case) -> tuple[Verdict, Actor] | None:
    """The verdict on a clause with a modal cue, and who is bound by it."""
    clause, context = case.clause, case.context
    if clause.mood == "case" or _doubted(case) or clause.noun or constitutive(case) or ruled_out(case):
        return None
    case = resolved(case)
    if clause.agent is not None and clause.agent.who in (Who.PRIVATE, Who.FOREIGN) and case.who is not Who.PUBLIC:
        return None
    verdict = _sure(case) or (weak(case) if case.hit.rule.name not in _NEVER_WEAK else None)
    if verdict is None:
        return None
    if context.law and _INSERTING.search(case.text[: case.hit.start]):
        verdict = replace(verdict, rule=f"{verdict.rule}-amending", strength=verdict.strength / 2)
    if verdict.kind is DUTY and case.hit.rule.kind is not DUTY:  # "is to" in a guide: who is bound, not who says so
        case = replace(case, hit=replace(case.hit, rule=replace(case.hit.rule, kind=DUTY)))
    return verdict, bound(case)


def _doubted(case: Case) -> bool:
    """Whether it is only thought or hoped; a motion asks, and a government's own hope is told by other cues."""
    counsel = case.hit.rule.kind is RECOMMENDATION and case.context.voice is not Voice.MEMBER
    held = counsel and case.clause.governor in listed("holding")
    return case.clause.governor in listed("doubting") and case.context.kind is not DocumentKind.MOTION and not held


def _sure(case: Case) -> Verdict | None:
    if case.clause.mood == "relative":
        return None
    if case.context.law and case.hit.rule.kind is not DUTY:
        return lawful_due(case) if case.hit.rule.name == "due" else None
    if case.ruling and case.hit.said in _IS_TO:
        return lawful_due(case) or _RULES["due"](case)
    return _RULES[case.hit.rule.name](case)
