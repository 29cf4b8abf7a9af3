"""What a commitment says: its quotation trimmed, and its action, deadline, condition and beneficiary read out."""

import re
from dataclasses import dataclass
from functools import cache

from corpus.codebook import CommitmentKind, Lang
from nlp.actors import Actor
from nlp.context import Context
from nlp.deadlines import finding as deadlines
from nlp.phrases import any_of
from nlp.resources import table, words

_LONGEST_ACTION = 400
_LONGEST_CONDITION = 300
_LONGEST_LEAD = 600
_TAIL = re.compile(r"[\s;,:—–-]+(?:and|or|ac|a|neu)?\s*$")
_HEAD = re.compile(r"^[\s\"'‘’“”•–—*>.,;:-]+")
_PROVISION = re.compile(r"(?:\(\d{1,3}[A-Z]{0,3}\)|\d{1,3}[A-Z]{1,3}\b)\s*(?=[“\"'(A-Z])")
"""The number of a provision, which its words do without."""

_CLOSE = ".,;:—– \n"


@dataclass(frozen=True, slots=True)
class Draft:
    """A commitment found in a unit. ``start:end`` is its stretch and ``act`` where its action begins, in the unit.

    ``traits`` are what its grammar tells the scorer.
    """

    kind: CommitmentKind
    rule: str
    strength: float
    actor: Actor
    start: int
    end: int
    act: int
    action: str = ""
    traits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Details:
    """What a draft says beyond its kind, as words of the text, and where its quotation stands in the unit."""

    start: int
    end: int
    action: str
    deadline: deadlines.Deadline | None
    condition: str
    beneficiary: str


def finish(draft: Draft, text: str, context: Context) -> Details:
    """Read the rest of a draft out of its unit's text."""
    start, end = trim(text, draft.start, draft.end, context.lang)
    act = max(draft.act, start)
    deadline = _deadline(draft, text, (start, act, end), context)
    condition = _condition(text[draft.start : draft.end], context)
    action = draft.action or text[act:end]
    action = action.removesuffix(condition) if condition and action != condition else action
    return Details(
        start=start,
        end=end,
        action=" ".join(action[:_LONGEST_ACTION].strip(_CLOSE).split()),
        deadline=deadline,
        condition=condition,
        beneficiary=_beneficiary(text[act:end], context.lang),
    )


def _deadline(draft: Draft, text: str, places: tuple[int, int, int], context: Context) -> deadlines.Deadline | None:
    """When it falls due, by its own words or, for an item without any, by those of its lead ("By 2014 we will:")."""
    start, act, end = places
    running = not context.law
    deadline = deadlines.find(text[start:end], context.lang, context.issued, running=running)
    told_before = deadline is not None and not deadline.strong and start + deadline.start < act
    if told_before and (context.issued is None or "report" in draft.rule):
        deadline = deadlines.find(text[act:end], context.lang, context.issued, running=running)
    if deadline is None and context.lead and "-lead" in draft.rule:
        return deadlines.find(context.lead[-_LONGEST_LEAD:], context.lang, context.issued, running=running)
    return deadline


def trim(text: str, start: int, end: int, lang: Lang) -> tuple[int, int]:
    """The stretch without the marks, openings ("However,") and trailing "; and" that a quotation does without."""
    tail = _TAIL.search(text[:end], max(start, end - 12))
    end = tail.start() if tail else end
    while True:
        rest = text[start:end]
        head = _HEAD.match(rest) or _PROVISION.match(rest) or _opening(lang).match(rest)
        if head is None or start + head.end() >= end:
            break
        start += head.end()
    while end > start and text[end - 1] in "\"'’”‘“ \n":
        end -= 1
    return start, end


@cache
def _opening(lang: Lang) -> re.Pattern[str]:
    said = words("commitments", lang, "trim", "openings")
    comma = r"(?:,\s+)"
    clause = [phrase for phrase in said if " that" in phrase or phrase.endswith((" y", " bod"))]
    rest = [phrase for phrase in said if phrase not in clause]
    return re.compile(rf"(?:{any_of(rest, lang)}){comma}|(?:{any_of(clause or ['that'], lang)}),?\s+", re.IGNORECASE)


def _condition(text: str, context: Context) -> str:
    match = _conditions(context.lang, context.law).search(text)
    if match is None:
        return ""
    return " ".join(match["condition"][:_LONGEST_CONDITION].strip(_CLOSE).split())


@cache
def _conditions(lang: Lang, law: bool) -> re.Pattern[str]:
    rules = table("commitments", lang)["trim"]
    said = [phrase for phrase in rules["conditions"] if law or phrase not in rules["law_conditions"]]
    return re.compile(rf"(?:^|[\s,(—])(?P<condition>(?:{any_of(said, lang)})\s[^,;.—]{{3,300}})", re.IGNORECASE)


def _beneficiary(text: str, lang: Lang) -> str:
    match = _for_whom(lang).search(text)
    return " ".join(match["whom"].split()) if match else ""


@cache
def _for_whom(lang: Lang) -> re.Pattern[str]:
    people = any_of(words("actors", lang, "beneficiaries"), lang)
    before = (
        r"for|to support|support for|to help|benefit" if lang is Lang.EN else r"i|ar gyfer|er budd|i helpu|i gefnogi"
    )
    return re.compile(rf"(?<![^\W_])(?:{before})\s(?P<whom>(?:[^\W\d_][\w'’-]*\s){{0,3}}?(?:{people}))", re.IGNORECASE)
