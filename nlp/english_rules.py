"""Which English clauses with a modal cue are commitments: whom "it" is, what rules one out, which rule reads it."""

import re
from collections.abc import Callable
from dataclasses import replace

from corpus import bodies
from corpus.codebook import DocumentKind, Lang
from nlp.actors import Actor, Who, mentions
from nlp.english_case import DUTY, Case, Verdict, listed
from nlp.english_duties import advice, duty
from nlp.english_promises import hoped, intended, pledge, undertaken

_OPENING_WORDS = 7
_ACRONYM = re.compile(r"(?:[Tt]he )?[A-Z][A-Za-z]{0,2}[A-Z]{1,6}")

_RULES: dict[str, Callable[[Case], Verdict | None]] = {
    "must": duty,
    "shall": duty,
    "required": duty,
    "may-not": duty,
    "will": pledge,
    "going-to": pledge,
    "due": pledge,
    "undertake": undertaken,
    "intend": intended,
    "should": advice,
    "aim": hoped,
}


def judge(case: Case) -> Verdict | None:
    """The verdict on a clause with a modal cue."""
    clause, context = case.clause, case.context
    doubted = clause.governor in listed("doubting") and context.kind is not DocumentKind.MOTION
    if clause.mood in ("case", "relative") or doubted or clause.noun:
        return None
    if context.law and case.hit.rule.kind is not DUTY:
        return None
    return _RULES[case.hit.rule.name](_resolved(case))


def _resolved(case: Case) -> Case:
    """The case with its subject taken for the public body it stands for, where that can be told.

    An acronym in a public body's text is taken for another such body. "It" and "they" are the public actor that went
    before: in the sentence, or at the head of the sentence before.
    """
    subject = case.clause.subject
    if subject.who is Who.OTHER and case.context.official and _ACRONYM.fullmatch(subject.text):
        return _with(case, replace(subject, who=Who.PUBLIC))
    if subject.text.lower() not in ("it", "they") or case.context.law:
        return case
    opening = " ".join(case.context.before.split()[:_OPENING_WORDS])
    for before in (case.text[: case.clause.subject_start], opening):
        if mentions(before, Lang.EN, Who.PUBLIC) and not mentions(before, Lang.EN, Who.PRIVATE):
            body = bodies.find(before, Lang.EN)
            return _with(case, Actor(subject.text, Who.PUBLIC, body.key if body else ""))
    return case


def _with(case: Case, subject: Actor) -> Case:
    return replace(case, clause=replace(case.clause, subject=subject))
