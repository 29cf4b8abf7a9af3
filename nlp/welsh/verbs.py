"""Promises that one Welsh verb makes: cyhoeddwn, anfonaf, cyhoeddir; and "mae X i …", what is laid down for X."""

import re
from dataclasses import replace
from functools import cache

from corpus.codebook import CommitmentKind, Lang
from nlp.actors import Actor, Who
from nlp.commitments.cues import CueRule, Hit
from nlp.commitments.drafts import Draft
from nlp.context import ASKING, Voice
from nlp.resources import table
from nlp.welsh.reading import Reading, actor_after, by_whom, draft, known, radicals, whole

LAID_DOWN = CueRule("is-to", CommitmentKind.PLEDGE, "is-to", 0.65)
DUTY, PLEDGE = CommitmentKind.DUTY, CommitmentKind.PLEDGE

_JOINED = (",", ";", " ac", " a", " fe", " mi", " ond", " hefyd")
_MARKS = " ‘“\"'(•–-"
_ENDINGS = ("io", "hau", "u", "i", "o", "a", "an", "eg", "ed")
_SOFTENED = ("g", "b", "d", "ll", "m", "rh")
"""Radicals that a relative "a" would soften: unmutated after "a", they follow "and"."""
_DATED = re.compile(r"^\W*(?:erbyn|cyn|ym|yn|ar|o|dros|yn ystod)\s[^.;,]{2,50}$")
_PRONOUN = re.compile(r"\s(?:ni|i|innau|ninnau)\b")
_THIS = re.compile(r"\W+(?:\w+\W+){0,3}?(?:hwn|hon|hyn)\b")
_MEETING = re.compile(
    r"\s(?:y |yr |ein |)(?:cyfarfod(?:ydd)?|ddadl|dadl|pleidlais|bleidlais|etholiad(?:au)?|sesiwn|gynhadledd|ŵyl)\b"
)
_PUBLIC_TO = re.compile(r"(?:,\s[^,;.]{2,60},)?\si\s(?P<verb>[^\W\d_][\w-]*)")
_FORETOLD = re.compile(r"[“‘”]|\b(?:erbyn|maes o law|cyn diwedd)\b")
_TO_BE = re.compile(r"\s?(?P<who>[^.;:]{3,120}?)\si(?:'w|'u)\s(?P<verb>[^\W\d_][\w-]*)")
_ANYBODY_TO = re.compile(r"[^.;:]{3,60}?(?P<to>\si\s)(?P<verb>[^\W\d_][\w-]*)")
_BE = re.compile(r"(?<![^\W_])(?:y mae|mae|nid yw)(?:'r)?(?=\s[^.;:]{3,120}\si(?:'[wu])?\s)")
_THINGS = (Who.DOCUMENT, Who.PROGRAMME)


def own_act(hit: Hit, reading: Reading) -> Draft | None:
    """Cyhoeddwn …, anfonaf …, cyhoeddir …: the verb itself is the promise, at the head of its clause."""
    before, context = reading.before(hit), reading.context
    opens = not before.strip(_MARKS) or before.endswith(_JOINED) or _DATED.search(before) is not None
    told = context.voice is Voice.OUTSIDE and _FORETOLD.search(reading.text) is not None
    if not opens or context.law or not (context.official or context.voice is Voice.UNKNOWN or told):
        return None
    factor = 1.0 if context.official else 0.7 if not told else 0.5
    if hit.rule.name == "will-be-done":
        return _impersonal(hit, reading, factor)
    pronoun = _PRONOUN.match(reading.low, hit.end)
    actor = Actor(reading.text[hit.start : pronoun.end() if pronoun else hit.end], Who.SELF, context.we_key)
    return draft(hit, actor, hit.start, 0.9 * factor, "self")


def _impersonal(hit: Hit, reading: Reading, factor: float) -> Draft | None:
    """Cyhoeddir …: mutated softly it follows a relative "a" and promises nothing, but "ac"/"a chyhoeddir" goes on."""
    before = reading.before(hit)
    head = not before.strip(_MARKS) or before.endswith((",", ";", " ac", " hefyd", " ond", " fe", " mi"))
    goes_on = before.endswith(" a") and hit.said not in impersonal_futures() and hit.said[:2] in ("ch", "ph", "th")
    and_not_which = before.endswith(" a") and hit.said in impersonal_futures() and hit.said.startswith(_SOFTENED)
    dated = _DATED.search(before) is not None and hit.said in impersonal_futures()
    plain = (head and hit.said in impersonal_futures()) or goes_on or and_not_which or dated
    idle = _THIS.match(reading.low, hit.end) or reading.low.startswith(" y gorau i", hit.end)
    if not plain or idle or (hit.said.startswith("cynhel") and _MEETING.match(reading.low, hit.end)):
        return None
    return draft(hit, by_whom(reading, hit.end), hit.start, factor, "done")


@cache
def impersonal_futures() -> frozenset[str]:
    """The impersonal futures as the data file has them, and those made of the verbs that are acts."""
    rows = table("commitments", Lang.CY)["cue"]
    listed = {said for row in rows if row["name"] == "will-be-done" for said in row["say"]}
    return frozenset(listed)


def shaped_verb(text: str, low: str, reading: Reading) -> Draft | None:
    """A sentence that opens with a verb the lists do not hold, known by its ending: "-wn", "-af", "-ir"."""
    match = re.match(r"\W{0,4}(?:(?:fe|mi)\s)?(?P<verb>[^\W\d_]{4,18})(?=\s)", low)
    context = reading.context
    if match is None or context.law or not context.official or not text[match.start("verb")].isupper():
        return None
    verb, at = match["verb"], match.start("verb")
    ending = next((end for end in ("wn", "af", "ir") if verb.endswith(end)), "")
    if not ending or verb in radicals("idle"):
        return None
    known = verb in synthetic()
    if ending == "ir":
        busy = _THIS.match(low, match.end()) or low.startswith(" y gorau i", match.end())
        if busy or _MEETING.match(low, match.end()):
            return None
        actor = by_whom(reading, match.end())
        name, strength = ("known", 0.5) if known else ("shape", 0.35)
        return Draft(PLEDGE, f"cy-will-be-done-{name}", strength, actor, 0, len(text), at)
    name, strength = ("known", 0.65) if known else ("shape", 0.4)
    who = Actor(text[at : match.end()], Who.SELF, context.we_key)
    return Draft(PLEDGE, f"cy-we-do-{name}", strength, who, 0, len(text), at)


@cache
def synthetic() -> frozenset[str]:
    """The first persons and impersonals that the acts regularly make: "sefydlu", "sefydlwn", "sefydlaf", "sefydlir"."""
    made: set[str] = set()
    for verb in radicals("acts") | radicals("done"):
        if " " in verb:
            continue
        cut = next((end for end in _ENDINGS if verb.endswith(end)), "")
        stems = {verb, verb.removesuffix(cut), verb.removesuffix(cut) + ("i" if cut == "io" else "")}
        if cut == "hau":
            stems |= {verb.removesuffix("u"), verb.removesuffix("au") + "e"}
        made.update(root + end for root in stems for end in ("wn", "af", "ir"))
    return frozenset(made)


def laid_down(low: str) -> list[Hit]:
    """Where "mae … i …" may lay something down, as cues: too common a word to stand among the others."""
    return [Hit(match.start(), match.end(), match[0], LAID_DOWN) for match in _BE.finditer(low)]


def is_to(hit: Hit, reading: Reading) -> Draft | None:
    """Mae X i gyhoeddi …, mae'r adroddiad i'w osod …: law lays it down, a speaker lets it be known."""
    context = reading.context
    to_be = _TO_BE.match(reading.low, hit.end)
    actor, end = actor_after(reading, hit.end)
    if actor.who is Who.PUBLIC:
        match = _PUBLIC_TO.match(reading.low, end)
        if match and (known(match["verb"], "acts", "official") or match["verb"] in ("fod", "gael")):
            member = context.voice is Voice.MEMBER
            kind = DUTY if context.law else PLEDGE
            return None if member else draft(hit, actor, match.start("verb"), 1.0, "public", kind)
    if to_be is None or not known(to_be["verb"], "done", "official"):
        return None
    thing = whole(reading.text[to_be.start("who") : to_be.end("who")])
    if thing.who not in _THINGS or not (context.law or context.official):
        return None
    by = by_whom(reading, to_be.end())
    return draft(hit, by if by.text else thing, to_be.start("verb"), 0.9, "done", DUTY if context.law else PLEDGE)


def headed(text: str, low: str, reading: Reading, at: int) -> Draft | None:
    """Llywodraeth Cymru i gyhoeddi …: an action without its verb, as in a table or a list of recommendations."""
    if reading.context.law or not text[at : at + 1].isupper():
        return None
    actor, end = actor_after(reading, at)
    match = _PUBLIC_TO.match(low, end)
    if actor.who is not Who.PUBLIC and at:  # a label has said that an action follows, whoever is to do it
        match, actor = _ANYBODY_TO.match(low, at), Actor("", Who.OTHER)
        actor = replace(actor, text=text[at : match.start("to")]) if match else actor
    elif actor.who is not Who.PUBLIC:
        return None
    if match is None or not known(match["verb"], "acts"):
        return None
    context = reading.context
    asked = context.kind in ASKING or "argymh" in f"{context.heading} {text[:at]}".lower()
    kind = CommitmentKind.RECOMMENDATION if asked else PLEDGE
    return Draft(kind, "cy-order-is-to", 0.6, actor, 0, len(text), match.start("verb"))
