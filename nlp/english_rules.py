"""Which English clauses with a modal cue are commitments: whom "it" is, what rules one out, which rule reads it."""

import re
from collections.abc import Callable
from dataclasses import replace

from corpus.codebook import DocumentKind
from nlp.actors import Actor, Who
from nlp.context import Voice
from nlp.english_actors import PRONOUNS, antecedent, first_public
from nlp.english_case import DUTY, PLEDGE, RECOMMENDATION, Case, Verdict, listed
from nlp.english_duties import advice, asked_of, constitutive, duty, forbidden
from nlp.english_promises import hoped, intended, pledge, undertaken
from nlp.english_weak import lawful_due, weak

_INSERTING = re.compile(r"\b(?:insert|substitute)(?:ed)?\s?[—–:-]")
_NEVER_WEAK = frozenset({"no-may", "asked-of"})
_ACRONYM = re.compile(r"(?:[Tt]he )?[A-Z][A-Za-z]{0,2}[A-Z]{1,6}")

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
    if clause.mood == "case" or _doubted(case) or clause.noun or constitutive(case):
        return None
    case = _resolved(case)
    if clause.agent is not None and clause.agent.who in (Who.PRIVATE, Who.FOREIGN) and case.who is not Who.PUBLIC:
        return None
    verdict = _sure(case) or (weak(case) if case.hit.rule.name not in _NEVER_WEAK else None)
    if verdict is None:
        return None
    if context.law and _INSERTING.search(case.text[: case.hit.start]):
        verdict = replace(verdict, rule=f"{verdict.rule}-amending", strength=verdict.strength / 2)
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
    return _RULES[case.hit.rule.name](case)


def bound(case: Case) -> Actor:
    """Who is bound: the subject, the agent of a passive, or the body whose own doing a thing done is.

    A subject that cannot act ("the list") is not printed as the actor.
    """
    clause, context = case.clause, case.context
    if clause.passive and clause.agent is not None:
        agent = clause.agent
        if agent.who is Who.PUBLIC:
            return replace(agent, body=context.cast.key(agent.text, context.owner) or context.owner)
        return replace(agent, who=Who.SELF, body=context.we_key if agent.text.lower() in ("us", "me") else "")
    subject = clause.subject
    if subject.who is Who.SELF:
        quoted = antecedent(case.text, replace(context, before="")) if context.voice is Voice.OUTSIDE else None
        return replace(subject, body=quoted.body if quoted is not None else context.we_key)
    asked = case.hit.rule.kind is RECOMMENDATION
    if case.text.startswith("According to") and subject.who is not Who.PUBLIC:
        told = antecedent(case.text[: max(0, clause.subject_start)], replace(context, before=""))
        return replace(told, who=subject.who) if told is not None else Actor("", subject.who)
    given = clause.perfect and clause.verb in listed("given")
    if subject.who is Who.PUBLIC and not given and (asked or not clause.passive or _bears(case)):
        key = subject.body if subject.text.lower() in PRONOUNS else context.cast.key(subject.text, context.owner)
        return replace(subject, body=key or subject.body or ("" if asked else context.owner))
    if subject.text.lower() == "you":
        return replace(subject, body=context.cast.addressee)
    found = antecedent("", context) if context.law and subject.who is Who.DOCUMENT else None
    if asked and not context.cast.addressee:
        found = first_public(case.text, context)
    if found is not None:
        return replace(found, text="", who=subject.who)
    if asked or case.hit.rule.kind is DUTY:
        return Actor("", subject.who, context.cast.addressee)
    return Actor("", subject.who, context.owner)


def _bears(case: Case) -> bool:
    """Whether the subject of a passive is bound all the same: a body that law or a document of others speaks of."""
    return not case.context.owner and case.hit.rule.kind is not PLEDGE


def _resolved(case: Case) -> Case:
    """The case with its subject taken for the public body it stands for, where that can be told.

    An acronym in a public body's text is taken for another such body. "It" and "they" are the public actor that went
    before: in the sentence, or at the head of the sentence before.
    """
    subject = case.clause.subject
    if subject.who is Who.OTHER and case.context.official and _ACRONYM.fullmatch(subject.text):
        return _with(case, replace(subject, who=Who.PUBLIC))
    if subject.who is Who.OTHER and not case.context.law:
        key = case.context.cast.named_place(subject.text)
        return _with(case, replace(subject, who=Who.PUBLIC, body=key)) if key else case
    if subject.text.lower() not in PRONOUNS or (case.context.law and subject.text.lower() not in ("it", "they")):
        return case
    found = antecedent(case.text[: max(0, case.clause.subject_start)], case.context)
    return _with(case, replace(found, text=subject.text)) if found is not None else case


def _with(case: Case, subject: Actor) -> Case:
    return replace(case, clause=replace(case.clause, subject=subject))
