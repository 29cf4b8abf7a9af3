"""What Welsh says will be done or had, with nobody to do it: caiff X ei …, bydd modd i …, ni fydd unrhyw …"""

import re

from corpus.codebook import Lang
from nlp.actors import Actor, Who, classify
from nlp.commitments.cues import Hit
from nlp.commitments.drafts import Draft
from nlp.welsh.promises import CALENDAR, DROPPED, DUE
from nlp.welsh.reading import NEAR, Reading, actor_after, aside, by_whom, draft, known

_PASSIVE = re.compile(r"\s*(?P<who>[^.;:]{2,140}?)?\s(?:ei|eu|'i|'u)\s+(?P<verb>[^\W\d_][\w-]*)")
_SHARE = re.compile(r"\b(?:[rl]an o|y cant|hanner|mwyafrif|fwyafrif|rhan fwyaf|chwarter|traean)\b|%")
"""A share of something tells what is usual."""
_FROM_DAY = re.compile(r"\bo (?:ddydd \w+ )?\d{1,2} \w+")
_VERBAL = ("io", "hau", "u", "i", "eg", "ed", "yd")


def passive(hit: Hit, reading: Reading) -> Draft | None:
    """Caiff X ei gyhoeddi: done to a thing; "caiff X wneud" is a power and not this."""
    match = _PASSIVE.match(reading.low, hit.end)
    before = reading.before(hit)
    spoken_of = before.endswith((" ni", " os", " pan")) or (before.endswith(" a") and hit.said.startswith("g"))
    trust = aside(reading.context)
    if trust is None or spoken_of:
        return None
    if match is None:
        return _allowed(hit, reading, trust)
    factor, mark = trust
    verb = match["verb"]
    who = reading.text[match.start("who") : match.end("who")] if match["who"] else ""
    held = CALENDAR.search(who.lower()) and verb in ("gynnal", "chynnal", "cynnal", "gau", "chau")
    if held or _SHARE.search(who.lower()):
        return None
    if known(verb, "done", "acts"):
        by = by_whom(reading, match.end())
        actor = by if by.who is Who.PUBLIC else classify(who, Lang.CY) if who else Actor("", Who.OTHER)
        actor = Actor("", Who.OTHER) if actor.who is Who.PUBLIC and actor != by else actor
        return draft(hit, actor, match.start("verb"), 0.85 * factor, f"done{mark}")
    if not verb.endswith(_VERBAL):
        return None
    return draft(hit, Actor("", Who.OTHER), match.start("verb"), 0.5 * factor, f"done-any{mark}")


def _allowed(hit: Hit, reading: Reading, trust: tuple[float, str]) -> Draft | None:
    """O 22 Awst caiff aelwydydd gwrdd …: a leave given from a day, by who can give it."""
    dated = _FROM_DAY.search(reading.low, max(0, hit.start - NEAR), hit.end + NEAR)
    actor = actor_after(reading, hit.end)[0]
    if dated is None or actor.who is Who.PUBLIC:
        return None
    return draft(hit, Actor("", Who.OTHER), hit.start, 0.55 * trust[0], f"allowed{trust[1]}")


def may(hit: Hit, reading: Reading) -> Draft | None:
    """Bydd modd i bobl …, bydd gan bob claf …: what people will be able to do, or have, by the speaker's doing."""
    trust = aside(reading.context)
    if trust is None:
        return None
    factor, mark = trust
    actor, end = actor_after(reading, hit.end)
    if actor.who is Who.PUBLIC and hit.said.endswith(" i"):
        return None
    due = DUE.search(reading.low, hit.end, hit.end + NEAR) is not None
    name = "outcome" if due else "outcome-undated"
    return draft(hit, Actor("", Who.OTHER), end, (1.0 if due else 0.7) * factor, f"{name}{mark}")


def no_more(hit: Hit, reading: Reading) -> Draft | None:
    """Ni fydd unrhyw newid i …, na fydd neb yn colli …: what the speaker sees to that there is none of."""
    trust = aside(reading.context)
    dropped = DROPPED.search(reading.low, hit.end, hit.end + NEAR)
    official = trust is not None and not trust[1]
    return draft(hit, Actor("", Who.OTHER), hit.start, 1.0, "state") if official and not dropped else None
