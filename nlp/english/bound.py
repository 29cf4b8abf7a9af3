"""Who is bound by an English clause: its subject, the agent of a passive, or the body whose own doing it is."""

import re
from dataclasses import replace

from nlp.actors import Actor, Who
from nlp.cast import is_staff
from nlp.context import Voice
from nlp.english.cue_in_clause import DUTY, PLEDGE, RECOMMENDATION, Case, listed
from nlp.english.pronouns import PRONOUNS, antecedent, first_public

_SHORT = 4
"""The letters that the little words of a title ("Director of Finance") have fewer than."""
_ACRONYM = re.compile(r"(?:[Tt]he )?[A-Z][A-Za-z]{0,2}[A-Z]{1,6}")


def bound(case: Case) -> Actor:
    """The actor with its key. A subject that cannot act ("the list") is not printed as one: its text is empty."""
    clause = case.clause
    if clause.passive and clause.agent is not None:
        return _agent(clause.agent, case)
    subject = clause.subject
    if subject.who is Who.SELF:
        return _speaker(case)
    if subject.who is Who.PUBLIC and _acts(case):
        return _body(case)
    if subject.text.lower() == "you":
        return replace(subject, body=case.context.cast.addressee)
    found = _elsewhere(case)
    if found is not None:
        return replace(found, who=subject.who)
    owned = case.hit.rule.kind not in (RECOMMENDATION, DUTY)
    return Actor("", subject.who, case.context.owner if owned else case.context.cast.addressee)


def _agent(agent: Actor, case: Case) -> Actor:
    context = case.context
    if agent.who is Who.PUBLIC:
        return replace(agent, body=context.cast.key(agent.text, context.owner) or context.owner)
    return replace(agent, who=Who.SELF, body=context.we_key if agent.text.lower() in ("us", "me") else "")


def _speaker(case: Case) -> Actor:
    """ "I" or "we": who speaks, or in a paper that quotes somebody public, that body."""
    context = case.context
    quoted = antecedent(case.text, replace(context, before="")) if context.voice is Voice.OUTSIDE else None
    return replace(case.clause.subject, body=quoted.body if quoted is not None else context.we_key)


def _acts(case: Case) -> bool:
    """Whether a public subject is the one bound: not when something is done to it, or given it, by who speaks."""
    clause = case.clause
    given = clause.perfect and clause.verb in listed("given")
    bears = not case.context.owner and case.hit.rule.kind is not PLEDGE
    return not given and (case.hit.rule.kind is RECOMMENDATION or not clause.passive or bears)


def _body(case: Case) -> Actor:
    subject, context = case.clause.subject, case.context
    named = subject.text.lower() not in PRONOUNS
    key = context.cast.key(subject.text, context.owner) if named else subject.body
    asked = case.hit.rule.kind is RECOMMENDATION or (case.ruling and case.hit.rule.kind is DUTY)
    return replace(subject, body=key or subject.body or ("" if asked else context.owner))


def _elsewhere(case: Case) -> Actor | None:
    """Somebody public who is named elsewhere, for a clause whose subject cannot act: told without their words."""
    clause, context = case.clause, case.context
    if case.text.startswith("According to"):
        told = antecedent(case.text[: max(0, clause.subject_start)], replace(context, before=""))
        return told if told is not None else Actor("", clause.subject.who)
    if context.law:
        found = antecedent("", context) if clause.subject.who is Who.DOCUMENT else None
    elif case.hit.rule.kind is RECOMMENDATION and not context.cast.addressee:
        found = first_public(case.text, context)
    else:
        return None
    return replace(found, text="") if found is not None else None


def resolved(case: Case) -> Case:
    """The case with its subject taken for the public body it stands for, where that can be told.

    An acronym in a public body's text is taken for another such body. "It" and "they" are the public actor that went
    before: in the sentence, or at the head of the sentence before.
    """
    subject = case.clause.subject
    if subject.who is Who.OTHER and case.context.official and _ACRONYM.fullmatch(subject.text):
        return _with(case, replace(subject, who=Who.PUBLIC))
    if subject.who in (Who.OTHER, Who.PRIVATE) and case.context.owner and _officer(subject.text):
        return _with(case, replace(subject, who=Who.PUBLIC, body=case.context.owner))
    if subject.who is Who.OTHER and not case.context.law:
        key = case.context.cast.named_place(subject.text)
        return _with(case, replace(subject, who=Who.PUBLIC, body=key)) if key else case
    if subject.text.lower() not in PRONOUNS or (case.context.law and subject.text.lower() not in ("it", "they")):
        return case
    found = antecedent(case.text[: max(0, case.clause.subject_start)], case.context, subject.text)
    return _with(case, replace(found, text=subject.text)) if found is not None else case


def _officer(phrase: str) -> bool:
    """Whether a phrase is the title in capitals of an officer of the body that speaks ("the Head of Housing")."""
    bare = phrase[4:] if phrase.lower().startswith(("the ", "our ")) else phrase
    titled = all(word[:1].isupper() or len(word) < _SHORT for word in bare.split())
    return bool(bare) and titled and bare[:1].isupper() and is_staff(bare.lower())


def _with(case: Case, subject: Actor) -> Case:
    return replace(case, clause=replace(case.clause, subject=subject))
