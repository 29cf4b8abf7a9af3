"""English cues whose actor does not stand before a modal: calling on, recommending, tasking, reporting, aiming."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from corpus.codebook import CommitmentKind, DocumentKind, Lang
from nlp.actors import Actor, Who, classify, mentions
from nlp.clauses import subject_of
from nlp.context import ASKING, Context, Voice
from nlp.cues import Hit
from nlp.drafts import Draft
from nlp.english_rules import listed

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OBJECT = re.compile(r"\s+(?:for\s+)?(?P<object>[^.;:]{2,140}?),?\s+(?P<link>to|must|should)\s+(?P<act>(?P<verb>[a-z'-]+))")
_ACT = re.compile(r"(?::\s*[‘'\"“]?|\s+(?:that\s+)?)(?P<act>\S)")
_PROMISED = re.compile(r"[^.;]{0,220}?(?<![^\W_])(?P<modal>will|would|is to|are to|was to|were to)\s(?P<act>(?P<verb>[a-z'-]+))")
_TO_ACT = re.compile(r"\s+(?:an? \w+ )?to\s+(?P<act>(?P<verb>[a-z'-]+))")
_POSSESSED = re.compile(r"(?:\b(?:our|my|its|their|this government's|government's|the overall|the overarching|the ultimate|the)\s+)(?:[\w-]+\s+){0,3}$", re.I)
_OURS = re.compile(r"\b(?:our|my|this government's|government's|ministers')\s+(?:[\w-]+\s+){0,3}$", re.I)
_STRONG_REPORTS = frozenset({"said", "stated", "told", "says", "states", "explained", "set out", "outlined", "accepted", "indicated"})
_CALLS_FOR = frozenset({"call for", "calls for", "called for", "calling for", "demands that", "demand that"})
_WISHES = frozenset({"want", "wants", "would like"})
_PRONOUNS = frozenset({"them", "it", "him", "her"})
_CLAUSE = re.compile(r"\b(?:we|I|you|your|on|about|that|which|who)\b")
_NEED_OBJECT = frozenset(
    {"ask", "asks", "'d ask", "would ask", "invite", "invites", "want", "wants", "would like", "expects", "expect", "encourage",
     "encourages", "would encourage", "requests", "requires", "require", "requiring", "obliges"}
)


def shaped(hit: Hit, doc: Doc, text: str, context: Context) -> Draft | None:
    """The commitment that a cue of a shape other than "modal" shows, or nothing."""
    return _SHAPES[hit.rule.shape](hit, doc, text, context)


def promising(hit: Hit, text: str, context: Context) -> bool:
    """Whether a cue of such a shape can come to anything, as far as its words tell without a parser."""
    shape = hit.rule.shape
    if shape == "report":
        return bool(_PROMISED.match(text, hit.end) or _TO_ACT.match(text, hit.end))
    if shape in ("call", "task"):
        match = _OBJECT.match(text, hit.end)
        if hit.said in _CALLS_FOR or (match and match["object"].lower() in _PRONOUNS):
            return True
        wished = match is not None and hit.said in _WISHES and context.voice is not Voice.MEMBER
        return match is not None and (wished or classify(match["object"], Lang.EN).who is Who.PUBLIC)
    if shape == "aim":
        return context.official or _POSSESSED.search(text[max(0, hit.start - 60) : hit.start]) is not None
    return not context.law


def _draft(hit: Hit, text: str, actor: Actor, act: int, strength: float, rule: str, kind: CommitmentKind | None = None) -> Draft:
    return Draft(
        kind=kind or hit.rule.kind,
        rule=f"en-{hit.rule.name}-{rule}",
        strength=hit.rule.strength * strength,
        actor=actor,
        start=0,
        end=len(text),
        act=act,
    )


def _call(hit: Hit, doc: Doc, text: str, context: Context) -> Draft | None:
    """Calls on, urges, expects somebody public to act; a law that requires it of them."""
    subject, _, mood = subject_of(doc, hit.start, hit.end)
    if mood in ("case", "relative") and hit.rule.kind is not CommitmentKind.DUTY:
        return None
    match = _OBJECT.match(text, hit.end)
    actor = _asked(match["object"], text[: hit.start], context) if match else None
    if match and actor and actor.who is Who.PUBLIC:
        if match["verb"] in listed("procedure") and (context.presiding or context.kind is DocumentKind.RECORD):
            return None
        if hit.said in _NEED_OBJECT and not _may_ask(hit, subject, context):
            return None
        if actor.body == context.we_key and context.we_key and subject.who is Who.SELF:
            return None
        return _draft(hit, text, actor, match.start("act"), 1.0, "public")
    own = subject.who is Who.SELF and context.official
    wished = hit.said in _WISHES and (own or subject.who is Who.PUBLIC)
    if wished and match and match["link"] == "to" and not _CLAUSE.search(match["object"]):
        return _draft(hit, text, subject, match.start("act"), 0.65, "wish", CommitmentKind.ASPIRATION)
    if hit.said in _CALLS_FOR and (context.kind in ASKING or context.kind is DocumentKind.ARTICLE or context.voice is Voice.OUTSIDE):
        after = _ACT.match(text, hit.end)
        return _draft(hit, text, Actor("", Who.OTHER), after.start("act"), 0.6, "thing") if after else None
    return None


def _asked(words: str, before: str, context: Context) -> Actor:
    """Whom a call is on; "them" and "it" are whom the text before them named, if it was somebody public."""
    if words.lower() in _PRONOUNS:
        for earlier in (before, context.before):
            if mentions(earlier, Lang.EN, Who.PUBLIC):
                return Actor(words, Who.PUBLIC)
    return classify(words, Lang.EN)


def _may_ask(hit: Hit, subject: Actor, context: Context) -> bool:
    """Whether the one who asks, wants or expects has a voice that counts, or a law is what requires."""
    if hit.rule.kind is CommitmentKind.DUTY:
        return subject.who not in (Who.SELF, Who.PRIVATE)
    if subject.who is Who.SELF:
        return context.official or context.voice is Voice.MEMBER or context.kind in ASKING
    return subject.who is Who.PUBLIC or context.kind is DocumentKind.MOTION


def _that(hit: Hit, doc: Doc, text: str, context: Context) -> Draft | None:
    """Recommends that somebody act, or recommends a thing."""
    subject, _, mood = subject_of(doc, hit.start, hit.end)
    after = _ACT.match(text, hit.end)
    if after is None or mood in ("case", "relative") or context.presiding:
        return None
    rest = text[after.start("act") :].lower()
    if any(rest.startswith(phrase) or rest.startswith(f"that {phrase}") for phrase in listed("chamber-business")):
        return None
    clausal = hit.said.endswith(("that", "to"))
    if hit.said.endswith("ask that") or hit.said == "asks that":
        asked = _addressed(rest, text, after.start("act"))
        return _draft(hit, text, asked, after.start("act"), 0.8, "asked") if asked.who is Who.PUBLIC else None
    if hit.said.startswith(("propose", "suggest", "advise", "request", "would like")):
        if context.voice is Voice.GOVERNMENT and subject.who is Who.SELF:
            return _draft(hit, text, subject, after.start("act"), 0.65, "own", CommitmentKind.PLEDGE) if clausal else None
        if not _standing(subject, context):
            return None
        if hit.said == "would like to see" and context.kind not in ASKING and context.voice is not Voice.PUBLIC:
            return None
    elif not clausal and not (_standing(subject, context) or subject.who in (Who.PUBLIC, Who.DOCUMENT)):
        return None
    return _draft(hit, text, _addressed(rest, text, after.start("act")), after.start("act"), 1.0 if clausal else 0.75, "that")


def _standing(subject: Actor, context: Context) -> bool:
    """Whether it is a body that may recommend: a commission, committee, auditor, campaign or motion."""
    if subject.who is Who.SELF:
        return context.kind in ASKING or context.voice in (Voice.PUBLIC, Voice.OUTSIDE)
    return subject.who in (Who.PUBLIC, Who.DOCUMENT) or context.kind in ASKING


def _addressed(rest: str, text: str, at: int) -> Actor:
    """Whom a recommendation is for: the public actor its clause begins with, if it does."""
    match = re.match(r"(?:that\s+)?(?P<who>.{2,100}?)\s+(?:should|must|ought|to|be|is|are|will|takes?|gives?|makes?|ensures?|\w+s)\s", rest)
    if match:
        actor = classify(text[at + match.start("who") : at + match.end("who")], Lang.EN)
        if actor.who is Who.PUBLIC:
            return actor
    return Actor("", Who.OTHER)


def _task(hit: Hit, doc: Doc, text: str, context: Context) -> Draft | None:
    """Has asked officials to: the speaker's own promise that it will be done."""
    subject, _, mood = subject_of(doc, hit.start, hit.end)
    own = subject.who is Who.SELF and context.official
    if mood in ("case", "relative") or not (own or (subject.who is Who.PUBLIC and context.voice is not Voice.MEMBER)):
        return None
    match = _OBJECT.match(text, hit.end)
    if match is None or match["link"] != "to":
        return None
    asked = classify(match["object"], Lang.EN)
    known = asked.who is Who.PUBLIC or (asked.text.lower() in _PRONOUNS and own)
    return _draft(hit, text, subject, match.start("act"), 1.0 if asked.who is Who.PUBLIC else 0.8, "asked") if known else None


def _report(hit: Hit, doc: Doc, text: str, context: Context) -> Draft | None:
    """Somebody public is reported to have promised something still to come."""
    subject, _, mood = subject_of(doc, hit.start, hit.end)
    public = subject.who is Who.PUBLIC
    if subject.who is Who.PRONOUN and subject.text.lower() in ("he", "she", "it", "they"):
        public = mentions(context.before, Lang.EN, Who.PUBLIC)
    if mood in ("case", "relative") or not (public or (subject.who is Who.SELF and context.official)):
        return None
    match = _PROMISED.match(text, hit.end)
    if match is None and hit.said not in _STRONG_REPORTS:
        match = _TO_ACT.match(text, hit.end)
    if match is None or match["verb"] in listed("happens") or (match["verb"] == "be" and hit.said in _STRONG_REPORTS):
        return None
    strength = 0.75 if hit.said in _STRONG_REPORTS or context.voice is Voice.MEMBER else 1.0
    return _draft(hit, text, subject, match.start("act"), strength, "reported")


def _aim(hit: Hit, doc: Doc, text: str, context: Context) -> Draft | None:
    """Our aim is, our ambition of: a stated aim of somebody public."""
    before = text[max(0, hit.start - 60) : hit.start]
    stated = hit.said.endswith((" is", " are", " remains")) or hit.said.startswith(("is ", "set", "re"))
    said = f"{before}{text[hit.start : hit.end]}".lower()
    owned = (_OURS.search(before) is not None or " our " in said or " my " in said or " its " in said) and (
        context.official or "government's" in said
    )
    if not owned and not (stated and context.official and _POSSESSED.search(before)):
        return None
    after = _ACT.match(text, hit.end)
    if after is None or text[after.start("act") :].lower().startswith(("to be clear", "that the member", "not to")):
        return None
    strength = 1.0 if stated else 0.75
    return _draft(hit, text, Actor(context.we, Who.SELF, context.we_key), after.start("act"), strength, "stated")


_SHAPES: dict[str, Callable[[Hit, Doc, str, Context], Draft | None]] = {
    "call": _call,
    "that": _that,
    "task": _task,
    "report": _report,
    "aim": _aim,
}
