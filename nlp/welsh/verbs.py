"""Promises that one Welsh verb makes: cyhoeddwn, anfonaf, cyhoeddir; and "mae X i …", what is laid down for X."""

import re
from dataclasses import replace
from functools import cache

from corpus.codebook import CommitmentKind, DocumentKind, Lang
from nlp.actors import Actor, Who
from nlp.commitments.cues import CueRule, Hit
from nlp.commitments.drafts import Draft
from nlp.context import ASKING, GUIDANCE, Voice
from nlp.resources import table
from nlp.welsh.reading import DATED, MARKS, Reading, actor_after, by_whom, draft, heads, known, radicals, stem, whole

LAID_DOWN = CueRule("is-to", CommitmentKind.PLEDGE, "is-to", 0.65)
DUTY, PLEDGE = CommitmentKind.DUTY, CommitmentKind.PLEDGE

_ENDINGS = ("io", "hau", "u", "i", "o", "a", "an", "eg", "ed")
_SOFTENED = ("g", "b", "d", "ll", "m", "rh")
"""Radicals that a relative "a" would soften: unmutated after "a", they follow "and"."""
_PRONOUN = re.compile(r"\s(?:ni|i|innau|ninnau)\b")
_THIS = re.compile(r"\W+(?:\w+\W+){0,3}?(?:hwn|hon|hyn)\b")
_MEETING = re.compile(
    r"\s(?:y |yr |ein |)(?:cyfarfod(?:ydd)?|ddadl|dadl|pleidlais|bleidlais|etholiad(?:au)?|sesiwn|gynhadledd|ŵyl)\b"
)
_PUBLIC_TO = re.compile(r"(?:,\s[^,;.]{2,60},)?\si(?:'w|'u)?\s(?P<verb>[^\W\d_][\w-]*)")
_FORETOLD = re.compile(r"[“‘”]|\b(?:erbyn|maes o law|cyn diwedd)\b")
_TO_BE = re.compile(r"\s?(?P<who>[^.;:]{3,120}?)\si(?:'w|'u)\s(?P<verb>[^\W\d_][\w-]*)")
_ANYBODY_TO = re.compile(r"[^.;:]{3,60}?(?P<to>\si\s)(?P<verb>[^\W\d_][\w-]*)")
_WRITING = re.compile(
    r"\s(?:atoch |atat |at y [^.;]{3,40}? )?"
    r"(?:yn dilyn|ynghylch|ynglŷn|mewn ymateb|i roi gwybod|i ddiolch|i ofyn|i ymateb|fel)\b"
)
"""What makes "ysgrifennaf" the letter in hand and no promise of one."""
_INVERTED = re.compile(r"^\W*(?!dyma|dyna|nid)(?:[^\W_][\w'-]*\s){1,6}y$")
"""What is brought before the verb for weight: "Gyda'r cymunedau y gweithiwn"."""
_BY_DAY = re.compile(r"\b(?:erbyn|cyn|tan|hyd at|o fewn|ymhen|o \d|o fis|ym mis|yr wythnos nesaf|ddydd)\b")
_DEEMED = frozenset({"trin", "thrin", "drin", "darllen", "ddarllen", "dehongli", "ddehongli", "ystyried", "hystyried"})
"""What law says something is taken for: "mae'r awdurdod i'w drin fel …"."""
_VAGUE = frozenset({"wneud", "gwneud", "gweld", "weld", "gael", "cael"})
_THINGS = (Who.DOCUMENT, Who.PROGRAMME)


def own_act(hit: Hit, reading: Reading) -> Draft | None:
    """Cyhoeddwn …, anfonaf …, cyhoeddir …: the verb itself is the promise, at the head of its clause."""
    before, context = reading.before(hit), reading.context
    if hit.rule.name == "will-be-done" and (context.law or context.kind in GUIDANCE):
        return _by_law(hit, reading)
    if hit.said.startswith("ysgrifenn") and _WRITING.match(reading.low, hit.end):
        return None
    inverted = hit.rule.name == "we-do" and context.official and _INVERTED.search(before) is not None
    opens = heads(before) or inverted
    told = context.voice is Voice.OUTSIDE and _FORETOLD.search(reading.text) is not None
    if not opens or context.law or not (context.official or context.voice is Voice.UNKNOWN or told):
        return None
    factor = 1.0 if context.official else 0.7 if not told else 0.5
    if hit.rule.name == "will-be-done":
        return _impersonal(hit, reading, factor)
    pronoun = _PRONOUN.match(reading.low, hit.end)
    actor = Actor(reading.text[hit.start : pronoun.end() if pronoun else hit.end], Who.SELF, context.we_key)
    return draft(hit, actor, hit.start, (0.6 if inverted else 0.9) * factor, "self-inverted" if inverted else "self")


def _by_law(hit: Hit, reading: Reading) -> Draft | None:
    """Penodir yr aelodau gan Weinidogion Cymru: what law or guidance has somebody public do."""
    by = by_whom(reading, hit.end)
    if by.who is Who.PUBLIC and not reading.before(hit).endswith((" a", " y", " yr", " na")):
        return draft(hit, by, hit.start, 1.0, "by-law", DUTY)
    return _impersonal(hit, reading, 1.0) if not reading.context.law else None


def _impersonal(hit: Hit, reading: Reading, factor: float) -> Draft | None:
    """Cyhoeddir …: mutated softly it follows a relative "a" and promises nothing, but "ac"/"a chyhoeddir" goes on."""
    before = reading.before(hit)
    if before.endswith((" ni", " nid")):
        return None
    head = not before.strip(MARKS) or before.endswith((",", ";", " ac", " hefyd", " ond", " fe", " mi"))
    goes_on = before.endswith(" a") and hit.said not in impersonal_futures() and hit.said[:2] in ("ch", "ph", "th")
    and_not_which = before.endswith(" a") and hit.said in impersonal_futures() and hit.said.startswith(_SOFTENED)
    dated = DATED.search(before) is not None and hit.said in impersonal_futures()
    plain = (head and hit.said in impersonal_futures()) or goes_on or and_not_which or dated
    idle = _THIS.match(reading.low, hit.end) or reading.low.startswith(" y gorau i", hit.end)
    if not plain or idle or (hit.said.startswith("cynhel") and _MEETING.match(reading.low, hit.end)):
        return None
    chronicled = reading.context.kind is DocumentKind.TIMELINE and not _BY_DAY.search(reading.low, hit.end)
    name, factor = ("chronicled", 0.4) if chronicled else ("done", factor)
    return draft(hit, by_whom(reading, hit.end), hit.start, factor, name)


@cache
def impersonal_futures() -> frozenset[str]:
    """The impersonal futures as the data file has them, and those made of the verbs that are acts."""
    rows = table("commitments", Lang.CY)["cue"]
    listed = {said for row in rows if row["name"] == "will-be-done" for said in row["say"]}
    return frozenset(listed | ({verb for verb in synthetic() if verb.endswith("ir")} - radicals("idle")))


def shaped_verb(text: str, low: str, reading: Reading) -> Draft | None:
    """A sentence that opens with a verb the lists do not hold, known by its ending: "-wn", "-af", "-ir"."""
    match = re.match(r"\W{0,4}(?:(?:fe|mi)\s)?(?P<verb>[^\W\d_]{4,18})(?=\s)", low)
    context = reading.context
    if match is None or context.law or not context.official or not text[match.start("verb")].isupper():
        return None
    verb, at = match["verb"], match.start("verb")
    ending = next((end for end in ("wn", "af", "ir") if verb.endswith(end)), "")
    if not ending or verb in radicals("idle") or (verb.startswith("ysgrifenn") and _WRITING.match(low, match.end())):
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


def is_to(hit: Hit, reading: Reading) -> Draft | None:
    """Mae X i gyhoeddi …, mae'r adroddiad i'w osod …: law lays it down, a speaker lets it be known."""
    context = reading.context
    to_be = _TO_BE.match(reading.low, hit.end)
    binding = context.law or context.kind in GUIDANCE
    actor, end = actor_after(reading, hit.end)
    if actor.who is Who.PUBLIC:
        match = _PUBLIC_TO.match(reading.low, end)
        acts = match is not None and (known(match["verb"], "acts", "official") or match["verb"] in ("fod", "gael"))
        if match and acts and stem(match["verb"]) not in _DEEMED:
            member = context.voice is Voice.MEMBER
            kind = DUTY if binding else PLEDGE
            return None if member else draft(hit, actor, match.start("verb"), 1.0, "public", kind)
    if to_be is None or not known(to_be["verb"], "done", "official"):
        return None
    thing = whole(reading.text[to_be.start("who") : to_be.end("who")])
    by = by_whom(reading, to_be.end())
    if reading.low.startswith((" wedi ", " yn ", " mewn ysgrifen"), to_be.end()):
        return None
    vague = to_be["verb"] in _VAGUE and not by.text
    if not (context.law or context.official) or vague or (thing.who not in _THINGS and not binding):
        return None
    factor, name = (0.9, "done") if thing.who in _THINGS or by.text else (0.6, "done-any")
    return draft(hit, by if by.text else thing, to_be.start("verb"), factor, name, DUTY if binding else PLEDGE)


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
