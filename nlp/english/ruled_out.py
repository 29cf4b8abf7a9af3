"""English clauses with a cue that promise nothing by their shape: denials, reproaches, purposes, foreign subjects."""

import re

from nlp.actors import Who
from nlp.commitments.cues import Hit
from nlp.english.cue_in_clause import PLEDGE, RECOMMENDATION, Case, listed

_DENIED = re.compile(
    r"(?:\b(?:cannot|unable|nobody|nor|never|not (?:currently |now |yet )?(?:in a position|able|willing|prepared)"
    r"|(?:wrong|premature|foolish|improper)(?: of (?:me|us))?|(?:no|any) (?:intention|plans?) (?:of|to))"
    r"|(?:can|could|would|wo|will|do|does|did|should|must|may)(?:n't|n’t| not))"
    r"\s(?:(?!but\b|will\b|and\b|that\b)[\w'’]+,?\s|to\s){0,6}$",
    re.IGNORECASE,
)
_PROMISES = frozenset({"undertake", "report", "own-act", "plan-that", "task"})
_REPROACHED = frozenset({"should", "should not", "should also", "ought to", "needs to", "need to", "must", "must not"})
_NEEDED = frozenset({"need to", "needs to"})
_BY_THEN = re.compile(
    r"\b[Bb]y (?:\w+ ){0,4}(?:\d{4}|then|next|spring|summer|autumn|winter|[A-Z]\w+day|[A-Z][a-z]+ber)\b"
)
_PURPOSE = re.compile(r"\b(?:so|in order) that\s$", re.IGNORECASE)
_HOW = re.compile(r"[^\s,;:]\s(?:what|how|why|where|whether)\s$", re.IGNORECASE)
_UNSEEN = re.compile(r"\b(?:no|little|any) (?:evidence|sign|suggestion|indication) that\s[^.;,]*$", re.IGNORECASE)
_IDLE_TELLING = re.compile(
    r"(?:promise|guarantee|undertake|undertaking|assurance|commitment|pledge|say|tell \w+) (?:that )?$", re.IGNORECASE
)
_COPY = re.compile(r"(?:a )?cop(?:y|ies)\b", re.IGNORECASE)
_TO_WRITE = re.compile(r"\b(?:will|shall|'ll|’ll) (?:now |also |then )?(?:write|reply|respond)\b", re.IGNORECASE)
_WITHOUT = re.compile(r"Without\s")
_HAD = re.compile(r"(?:Had|Were)\s")
_MEANT = re.compile(r"\b(?:purpose|effect|function|role|point|idea|task|job)s?\b", re.IGNORECASE)
_INTENDED = frozenset({"intend", "intends", "intended", "proposing"})
_REACH = 110


def denied(hit: Hit, text: str) -> bool:
    """Whether a cue of promising is said not to hold: "cannot undertake to", "not able to give a commitment"."""
    return hit.rule.name in _PROMISES and _denies(text[max(0, hit.start - _REACH) : hit.start])


def _denies(before: str) -> bool:
    return _DENIED.search(before) is not None


def ruled_out(case: Case) -> bool:
    """Whether a clause with a modal cue is one that nobody is bound by, whoever its subject."""
    clause, said = case.clause, case.hit.said
    if case.who is Who.FOREIGN and not clause.passive:
        return True
    if clause.perfect and said in _REPROACHED and not case.ruling and not _BY_THEN.search(case.text):
        return True
    needed = said in _NEEDED and (clause.mood == "relative" or clause.subject.text.lower() == "what")
    if needed or _numbered(case) or _supposed(case) or _UNSEEN.search(case.text[: case.hit.start]):
        return True
    if clause.negative and case.verb_in("hollow"):
        return True
    return not case.context.law and _aside(case)


def _supposed(case: Case) -> bool:
    """Whether it is what would be, or is meant by something else, and not what somebody will do."""
    clause, rule = case.clause, case.hit.rule
    if rule.kind is RECOMMENDATION and (clause.governor in _INTENDED or _HAD.match(case.text)):
        return True
    if rule.kind is PLEDGE and not case.own and _WITHOUT.match(case.text):
        return True
    if rule.name == "due" and not clause.passive and _MEANT.search(clause.subject.text):
        return True
    return _copied(case) or (case.who is not Who.SELF and case.begins("durations"))


def _copied(case: Case) -> bool:
    """Whether it is where a copy of the letter promised before it will be put: part of that promise."""
    return (
        _COPY.match(case.clause.subject.text) is not None and _TO_WRITE.search(case.text[: case.hit.start]) is not None
    )


def _aside(case: Case) -> bool:
    """Whether the clause is a purpose, what is asked or told of how, or what nobody promises."""
    if case.hit.rule.kind is RECOMMENDATION:
        return False
    start = case.clause.subject_start
    before = case.text[: start if 0 <= start < case.hit.start else case.hit.start]
    promised = _IDLE_TELLING.search(before)
    if promised is not None and _denies(before[max(0, promised.start() - _REACH) : promised.start()]):
        return True
    return _PURPOSE.search(before) is not None or _HOW.search(before) is not None


def _numbered(case: Case) -> bool:
    """Whether somebody will only be a number: sixty years old, or third in a list."""
    first = next(iter(case.clause.phrase.split()), "")
    somebody = case.who in (Who.PUBLIC, Who.PRIVATE, Who.SELF) or case.clause.subject.text.lower() in ("he", "she")
    return case.clause.state and somebody and (first.isdigit() or first in listed("numbers"))
