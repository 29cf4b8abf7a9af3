"""What English law requires and what people with standing ask: must, shall, may not, should, ought, needs to."""

import re

from corpus.codebook import DocumentKind, Lang
from nlp.actors import Who, mentions
from nlp.context import ASKING, Context, Voice
from nlp.english.cue_in_clause import DUTY, PLEDGE, RECOMMENDATION, THINGS, Case, Verdict, listed
from nlp.english.promises import pledge

_LAW = re.compile(
    r"\b(?:Act|Measure|Regulations|[Ss]tatut\w+|the law|a law|legally|by law|(?:[Ss]ections?|[Ss]tandards?) \d+\w*)\b"
)
_ANY = re.compile(r"(?:an?|each|every|all|any)\s", re.IGNORECASE)
_PLAIN = frozenset({"should", "should not", "should also", "should now", "ought to", "must", "must not", "must now"})
_TELLING = frozenset({DocumentKind.RESEARCH, DocumentKind.TIMELINE, DocumentKind.CASE_STUDY})
_REPLIES = ("responses", "comments", "views", "replies", "applications", "enquiries")


def duty(case: Case) -> Verdict | None:
    """Must and shall: the law's, a guide's, or somebody's asking; and the speaker's own "I shall"."""
    name, context = case.hit.rule.name, case.context
    if name == "shall" and case.who is Who.SELF:
        return pledge(case)
    if name == "must" and not context.law and _asks(case):
        return advice(case)
    lawful = _LAW.search(case.text) is not None
    told = case.first(
        (case.who is Who.PUBLIC and not case.clause.state and (name != "may-not" or case.ruling), DUTY, 1.0, "public"),
        (case.own and (name == "required" or lawful), DUTY, 0.9, "self"),
        (case.who is Who.PRONOUN and name == "required" and lawful, DUTY, 0.8, "it"),
    )
    return told or (_in_law(case) if case.ruling and name != "may-not" and not case.clause.state else None)


def constitutive(case: Case) -> bool:
    """Whether the law speaks of its own words ("shall have effect as")."""
    clause = case.clause
    whole = f"be {clause.phrase}" if clause.passive or clause.state else clause.phrase
    return whole.startswith(tuple(listed("constitutive")))


def _asks(case: Case) -> bool:
    """Whether "must" here is somebody asking, not a duty being told."""
    context = case.context
    member = case.chamber and context.voice is Voice.MEMBER
    of_london = context.voice is Voice.GOVERNMENT and case.clause.subject.body == "uk-government"
    campaign = context.voice is Voice.OUTSIDE and context.kind not in _TELLING
    return of_london or ((context.kind in ASKING or member or campaign) and _LAW.search(case.text) is None)


def _in_law(case: Case) -> Verdict | None:
    """In law: the "you" of standards, official acts done to things, and "it" where a public body went before."""
    clause, context = case.clause, case.context
    subject = clause.subject.text.lower()
    before = f"{context.lead} {context.before} {case.text[: case.hit.start]}" if subject in ("it", "they") else ""
    public = mentions(before, Lang.EN, Who.PUBLIC) and not mentions(before, Lang.EN, Who.PRIVATE)
    official = clause.passive and clause.verb in listed("official")
    return case.first(
        (subject == "you", DUTY, 0.8, "you"),
        (public, DUTY, 0.75, "it"),
        (case.who is Who.DOCUMENT and clause.verb in listed("contents") | listed("done"), DUTY, 0.65, "document"),
        (case.who in (Who.OTHER, Who.PROGRAMME) and official, DUTY, 0.55, "done"),
    )


def advice(case: Case) -> Verdict | None:
    """Should, ought to, needs to, and "must" from somebody who can only ask."""
    clause, context = case.clause, case.context
    plain = case.hit.said in _PLAIN
    unneeded = case.text[: case.hit.start].lower().rstrip().endswith((" not", "n't"))
    if unneeded or context.law or (clause.state and clause.verb != "responsible") or case.begins("verdicts"):
        return None
    if case.hit.said in ("has to", "have to") and case.who is Who.PUBLIC and _ANY.match(clause.subject.text):
        return case.first((True, DUTY, 1.0, "each"))
    if context.voice is Voice.GOVERNMENT and case.verb_in("beginning") and case.who in (*THINGS, Who.OTHER):
        return case.first((case.hit.said == "should" and not case.ruling, PLEDGE, 0.6, "expected"))
    own_needs = context.voice is Voice.GOVERNMENT and clause.subject.body == "welsh-government" and not plain
    thing = plain and _counsels(context) and case.who not in (Who.SELF, Who.PRIVATE, Who.PRONOUN)
    named = context.kind in ASKING and case.who is Who.OTHER and not clause.passive and _is_name(clause.subject.text)
    done = clause.passive and clause.verb in listed("done") and not clause.subject.text.lower().endswith(_REPLIES)
    return case.first(
        (case.who is Who.PUBLIC and not own_needs, RECOMMENDATION, 1.0 if plain else 0.75, "public"),
        (thing and named, RECOMMENDATION, 0.7, "named"),
        (thing and done and case.who is not Who.PUBLIC, RECOMMENDATION, 0.8, "done"),
        (thing and case.who in THINGS and case.verb_in("acts", "contents"), RECOMMENDATION, 0.75, "thing"),
    )


def forbidden(case: Case) -> Verdict | None:
    """No local authority may: a prohibition."""
    nobody = case.clause.subject.text.lower().startswith(("no ", "neither "))
    return case.first((nobody and case.who is Who.PUBLIC and case.ruling, DUTY, 1.0, "public"))


def asked_of(case: Case) -> Verdict | None:
    """Are asked to, have been told to: of a public body by one with a voice."""
    heard = case.context.voice is not Voice.MEMBER and not case.context.law
    return case.first((heard and case.who is Who.PUBLIC, RECOMMENDATION, 1.0, "public"))


def _counsels(context: Context) -> bool:
    """Whether the text gives advice that counts: a report, a guide, a strategy, a list of recommendations."""
    kinds = ASKING | {DocumentKind.CODE_OF_PRACTICE, DocumentKind.STRATEGY}
    return context.kind in kinds or "recommend" in f"{context.heading} {context.lead}".lower()


def _is_name(phrase: str) -> bool:
    """Whether a subject is a proper name or an acronym, and so in a report most likely a body."""
    names = [word for word in phrase.split() if word.lower() not in ("the", "and", "of", "for", "a")]
    return bool(names) and all(word[0].isupper() for word in names)
