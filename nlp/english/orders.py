"""English instructions without a subject: items under "Recommendations" or "We will", milestones with a date before."""

import re
from dataclasses import replace

from corpus.codebook import CommitmentKind, DocumentKind, Lang
from nlp.actors import Actor, Who, classify
from nlp.cast import is_staff
from nlp.commitments.drafts import Draft
from nlp.context import Context
from nlp.english.cue_in_clause import listed
from nlp.resources import words

_NUMBER = re.compile(
    r"(?P<word>Recommendation|Action|Commitment|Pledge|Objective|Proposal)s?"
    r"(?:\s*(?:No\.?\s*)?\d+[a-z]?\s*[.:)–—-]?\s+|\s?[:–—-]\s+)",
    re.I,
)
_TASKED = re.compile(r"(?P<who>[A-Z][\w/&, ]{1,60}?)\sto\s(?P<verb>[a-z-]+)\b")
_TITLED = re.compile(
    r"(?P<who>[A-Z][\w/&'’-]*(?:\s(?:[A-Z][\w/&'’-]*|of|and|for|the|&)){0,7}),?\sto\s(?P<verb>[a-z-]+)\b"
)
"""An officer or body at the head of a line of a plan: "Head of Planned Care to bring …"."""
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_YEAR = r"(?:19|20)\d\d"
_YEARS = rf"{_YEAR}(?:[-/–]\d\d(?:\d\d)?)?"
_MILESTONE = re.compile(
    rf"(?:By\s)?(?:(?:the end of |end of |early |mid-|late )?(?:{_MONTH}|Spring|Summer|Autumn|Winter)(?:\s{_YEAR})?"
    rf"|Q[1-4](?:\s{_YEARS})?|Quarter\s(?:[1-4]|one|two|three|four)|Year\s(?:[1-9]|one|two|three)|{_YEARS})"
    r"\s?[:–—-]\s*"
)
_FIRST_WORD = re.compile(r"(?:We will\s+|To\s+)?(?P<verb>[A-Za-z][a-z-]+)\b")
_NOUN = re.compile(
    r"(?:pay|work|support|report|review|fund|end|map|share|use|lead|name|pilot|plant|train|cut|ban|set|engage|need)\s"
    r"(?:in|of|is|are|was|were|will|has|had|at|from|should|must|and|to|by)\b",
    re.IGNORECASE,
)
_PLEDGED = ("action", "commitment", "pledge", "objective")


def ordered(unit: str, context: Context) -> Draft | None:
    """A bare instruction: "Recommendation 4: Publish …", "Q2: open …", or an item under "We will"."""
    number = _NUMBER.match(unit)
    tasked = _TASKED.match(unit, number.end()) if number and number["word"].lower() == "action" else None
    if tasked and context.official:
        return _draft(CommitmentKind.PLEDGE, "tasked", unit, tasked.start("verb"), context)
    titled = _titled(unit, number.end() if number else 0, context)
    if titled is not None:
        return titled
    milestone = _MILESTONE.match(unit) if number is None and context.official and not context.law else None
    opening = number or milestone
    first = _FIRST_WORD.match(unit, opening.end() if opening else 0)
    if first is None or first["verb"].lower() not in listed("orders") or _NOUN.match(unit, first.start("verb")):
        return None
    named = _kind(number["word"].lower() if number else "", context)
    if named is None and milestone is not None:
        return _draft(CommitmentKind.PLEDGE, "milestone", unit, first.start("verb"), context)
    if named is None:
        return None
    return _draft(named, named.value, unit, first.start("verb"), context)


def _titled(unit: str, start: int, context: Context) -> Draft | None:
    """What an action plan or a list of recommendations gives somebody by title to do."""
    match = _TITLED.match(unit, start) if context.official and not context.law else None
    if match is None or match["verb"] not in listed("orders") or context.kind is DocumentKind.RECORD:
        return None
    who, recommended = match["who"], unit[:9].lower() == "recommend"
    public = classify(who, Lang.EN).who is Who.PUBLIC
    if not public and not is_staff(who.lower()):
        return None
    kind = CommitmentKind.RECOMMENDATION if recommended else CommitmentKind.PLEDGE
    body = context.cast.key(who, context.owner) or ("" if recommended else context.owner)
    draft = _draft(kind, "titled", unit, match.start("verb"), context)
    return replace(draft, actor=Actor(who, Who.PUBLIC, body))


def _kind(title: str, context: Context) -> CommitmentKind | None:
    """What a unit is by its own number, or by the heading that it or its list stands under."""
    headed = _NUMBER.match(f"{context.heading} ")
    title = title or (headed["word"].lower() if headed else "")
    heading = context.heading.lower().strip(" :.0123456789")
    for kind in (CommitmentKind.RECOMMENDATION, CommitmentKind.PLEDGE):
        named = title.startswith("recommend") if kind is CommitmentKind.RECOMMENDATION else title in _PLEDGED
        if named or (context.listed and heading in words("commitments", Lang.EN, "headings", kind.value)):
            return kind
    return None


def _draft(kind: CommitmentKind, rule: str, unit: str, act: int, context: Context) -> Draft:
    pledged = kind is CommitmentKind.PLEDGE
    who = Actor("", Who.SELF, context.we_key) if pledged else Actor("", Who.OTHER, context.cast.addressee)
    return Draft(kind, f"en-order-{rule}", 0.6, who, 0, len(unit), act)
