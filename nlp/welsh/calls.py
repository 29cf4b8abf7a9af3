"""What Welsh asks of somebody: galw ar, galwodd X ar Y, anogir, argymell."""

import re

from corpus.codebook import CommitmentKind, DocumentKind
from nlp.actors import Actor, Who
from nlp.commitments.cues import Hit
from nlp.commitments.drafts import Draft
from nlp.context import ASKING, Voice
from nlp.welsh.actors import settled_body
from nlp.welsh.duties import bound
from nlp.welsh.reading import Reading, act_at, actor_after, draft, named, radicals, verb_at

PLEDGE = CommitmentKind.PLEDGE

_ON_TO = re.compile(r"[^.;:]{0,60}?\si\s+(?=\S)")
_ON = re.compile(r"\s[^.;:]{0,90}?\s(?:ar|i|bod|fod|y dylai)\s+(?=\S)")
_FOR = re.compile(r"[^.;:]{3,80}?\sam\s")
_WHOM = re.compile(r"(?P<who>[^.;:]{3,90}?)\si\s")
_NOUN = re.compile(r"\s(?:yr?|ei|eu|a|'r|pob|bob|[bp]rif|un|dau|tri)$")
_DENIED = re.compile(r"\s(?:nad|nid|ddim|heb)\s[^.;]{0,20}$")
_TABLED = frozenset({"nodi", "dderbyn", "drafod", "ystyried"})
_REACH = 160
_NOBODY = Actor("", Who.OTHER)


def call(hit: Hit, reading: Reading) -> Draft | None:
    """Galw ar X i …: the one asked stands after the cue. A minister's "gofynnaf i X …" promises to ask."""
    asking = hit.said.startswith("gofynn") and reading.context.voice is Voice.GOVERNMENT
    actor, end = actor_after(reading, hit.end)
    if asking and actor.who is Who.PUBLIC:
        own = Actor("", Who.SELF, reading.context.we_key)
        return draft(hit, own, act_at(reading.low, end)[1], 0.8, "will-ask", PLEDGE)
    return _called(hit, reading, *actor_after(reading, hit.end))


def _called(hit: Hit, reading: Reading, actor: Actor, end: int) -> Draft | None:
    """Galw ar X i …: what X is to do follows "i"; a turn to speak is no recommendation."""
    linked = _ON_TO.match(reading.low[end : end + 90])
    act = end + linked.end() if linked else act_at(reading.low, end)[1]
    procedural = reading.context.presiding or any(reading.low.startswith(said, act) for said in radicals("business"))
    if procedural:
        return None
    if actor.who is Who.PUBLIC:
        return bound(hit, actor, act, reading.context)
    thing = reading.context.kind in ASKING and hit.said.endswith("disgwyl i") and actor.who is not Who.PRIVATE
    return draft(hit, actor, act_at(reading.low, end)[1], 0.6, "thing") if thing else None


def called_for(hit: Hit, reading: Reading) -> Draft | None:
    """Galw am Ddeddf newydd: somebody asks for a thing and names nobody to do it."""
    context = reading.context
    if context.law or context.presiding or context.voice is Voice.GOVERNMENT:
        return None
    return draft(hit, _NOBODY, verb_at(reading.low, hit.end)[1], 1.0, "thing")


def called_by(hit: Hit, reading: Reading) -> Draft | None:
    """Galwodd X ar Y i …, anogodd y Pwyllgor y Gweinidog i …: who asks stands between the verb and who is asked."""
    context = reading.context
    if context.law or context.presiding or reading.before(hit).endswith((" y", " a")):
        return None
    for match in _ON.finditer(reading.low, hit.end, hit.end + 120):
        actor, end = actor_after(reading, match.end())
        if actor.who is Who.PUBLIC and not reading.low.startswith(" i ", match.end() - 3):
            return _called(hit, reading, actor, end)
    direct, end = actor_after(reading, hit.end)
    whom = _WHOM.match(reading.text, hit.end)
    if direct.who is not Who.PUBLIC and whom is not None:
        direct, end = named(whom["who"]), whom.end("who")
    if direct.who is Who.PUBLIC and reading.low.startswith((" i ", " y ", " ar "), end):
        return _called(hit, reading, direct, end)
    asked_for = _FOR.match(reading.low, hit.end)
    return draft(hit, _NOBODY, asked_for.end(), 0.5, "for") if asked_for and hit.said.startswith("galw") else None


def asked_of(hit: Hit, reading: Reading) -> Draft | None:
    """Anogir X i …, gofynnir i X …: nobody says who asks; of a paper's own making it is a promise to ask."""
    context = reading.context
    if context.law or reading.before(hit).endswith(" a"):
        return None
    actor, end = actor_after(reading, hit.end)
    verb, act = act_at(reading.low, end)
    inside = settled_body(actor, context) == context.we_key
    if verb == "nodi" or (actor.who is Who.PUBLIC and inside and verb in _TABLED):
        return None
    if actor.who is Who.PUBLIC:
        linked = _ON_TO.match(reading.low[end : end + 90])
        return draft(hit, actor, end + linked.end() if linked else act, 1.0, "public")
    told = actor.who is Who.PRIVATE and context.kind is DocumentKind.TIMELINE  # advice to people, of another's giving
    if told or not context.official or context.voice is Voice.MEMBER or not hit.said.startswith("gofyn"):
        return None
    return draft(hit, _NOBODY, hit.start, 0.7, "done", PLEDGE)


def that(hit: Hit, reading: Reading) -> Draft | None:
    """Argymhellir y dylai …, mae'r pwyllgor yn argymell bod …"""
    context = reading.context
    _, act = verb_at(reading.low, hit.end)
    rest = reading.low[act : act + _REACH]
    before = reading.before(hit)
    weak = hit.said.startswith(("cynig", "awgrym", "yn cynnig"))
    standing = not weak or context.kind in ASKING or context.voice in (Voice.PUBLIC, Voice.OUTSIDE)
    asking = not (context.presiding or context.law or _NOUN.search(before) or _DENIED.search(before))
    if not standing or not asking or not rest or rest.startswith(tuple(radicals("business"))):
        return None
    asked = re.search(r"\b(?:dylai|bod|fod)\s", rest) or re.search(r"\b(?:i|yn)\s", rest)
    actor = actor_after(reading, act + asked.end())[0] if asked else _NOBODY
    if actor.who is Who.PRIVATE:
        return None
    who = actor if actor.who is Who.PUBLIC else _NOBODY
    bare = who is _NOBODY and not re.match(r"\W*(?:y|bod|fod|na|peidio|i)\b", rest)
    return draft(hit, who, act, (0.75 if weak else 1.0) * (0.7 if bare else 1.0), "that-bare" if bare else "that")
