"""What Welsh law requires and what people with standing ask: rhaid i, mae dyletswydd ar, dylai, galw ar, argymell."""

import re

from corpus.codebook import CommitmentKind, DocumentKind, Lang
from nlp.actors import Actor, Who, mentions
from nlp.context import ASKING, Context, Voice
from nlp.cues import Hit
from nlp.drafts import Draft
from nlp.welsh_reading import Reading, act_at, actor_after, draft, forms, named, radicals, verb_at

DUTY, RECOMMENDATION = CommitmentKind.DUTY, CommitmentKind.RECOMMENDATION

_REACH = 160
_PRONOUNS = frozenset({"iddo", "iddi", "iddynt", "iddyn"})
_WE = frozenset({"rhaid i ni", "rhaid inni"})
_YOU = frozenset({"rhaid ichi", "rhaid i chi"})
_LAW = re.compile(
    r"\b(?:ddeddf|deddf|gyfraith|gyfreithiol|statudol|mesur|rheoliadau|reoliadau|adran \d+|safonau? \d+)\b"
)
_MAY = re.compile(r"\s(?:caiff|gall|gellir|ni|nid|nad|galluogi|pŵer)\s[^.;]{0,120}$")
_ON_TO = re.compile(r"[^.;:]{0,60}?\si\s+(?=\S)")
_THINGS = (Who.DOCUMENT, Who.PROGRAMME)
_NOBODY = Actor("", Who.OTHER)


def after(hit: Hit, reading: Reading) -> Draft | None:
    """Rhaid i X …, dylai X …, galw ar X i …: the one bound stands after the cue."""
    if hit.said in _WE | _YOU or hit.said.split()[-1] in _PRONOUNS:
        return _referred(hit, reading)
    if hit.rule.name == "required" and _MAY.search(reading.before(hit)):
        return None
    actor, end = actor_after(reading, hit.end)
    if hit.rule.name == "call":
        return _called(hit, reading, actor, end)
    verb, act = act_at(reading.low, end)
    if actor.who is Who.PUBLIC and hit.rule.name != "expected":
        return _bound(hit, actor, act, reading.context, lawful=_LAW.search(reading.low) is not None)
    return _thing(hit, actor, act, verb, reading.context) if actor.who in (*_THINGS, Who.PUBLIC) else None


def _thing(hit: Hit, actor: Actor, act: int, verb: str, context: Context) -> Draft | None:
    """What a paper must hold, what should become of a thing, what is expected of what is the speaker's."""
    required = actor.who is Who.DOCUMENT and hit.rule.kind is DUTY and context.law
    if hit.rule.name == "expected":
        return draft(hit, actor, act, 1.0, "expected") if context.official else None
    if required and verb in forms("contents") | forms("official"):
        return draft(hit, actor, act, 0.7, "document")
    return draft(hit, actor, act, 0.75, "thing") if hit.rule.name == "should" and counsels(context) else None


def _called(hit: Hit, reading: Reading, actor: Actor, end: int) -> Draft | None:
    """Galw ar X i …: what X is to do follows "i"; a turn to speak is no recommendation."""
    linked = _ON_TO.match(reading.low[end : end + 90])
    act = end + linked.end() if linked else act_at(reading.low, end)[1]
    procedural = reading.context.presiding or any(reading.low.startswith(said, act) for said in radicals("business"))
    return _bound(hit, actor, act, reading.context) if actor.who is Who.PUBLIC and not procedural else None


def _bound(hit: Hit, actor: Actor, act: int, context: Context, *, lawful: bool = False) -> Draft | None:
    """Somebody public is bound or asked: "rhaid" from those who can only ask is a recommendation."""
    member = context.kind is DocumentKind.RECORD and context.voice is Voice.MEMBER
    asking = (context.kind in ASKING or member) and not lawful
    own = context.voice is Voice.GOVERNMENT and actor.body == context.we_key
    if own and hit.rule.name in ("should", "call", "must"):
        return None
    if hit.rule.name == "must" and asking:
        return draft(hit, actor, act, 0.8, "asked", RECOMMENDATION)
    if hit.said == "mae'n rhaid i":
        return draft(hit, actor, act, 1.0, "public", RECOMMENDATION if asking else DUTY)
    return None if hit.rule.kind is RECOMMENDATION and context.law else draft(hit, actor, act, 1.0, "public")


def _referred(hit: Hit, reading: Reading) -> Draft | None:
    """Rhaid iddo …, rhaid i ni …: whom the pronoun stands for decides."""
    context, here = reading.context, reading.text[: hit.start]
    _, act = act_at(reading.low, hit.end)
    said = hit.said.split()[-1]
    if hit.said in _WE:
        lawful = context.official and not context.law and _LAW.search(reading.low)
        return draft(hit, Actor("ni", Who.SELF, context.we_key), act, 0.9, "self") if lawful else None
    if hit.said in _YOU:
        return draft(hit, Actor("chi", Who.PRONOUN), act, 0.8, "you") if context.law else None
    before = f"{context.lead} {context.before}"
    if not context.law or not mentions(f"{before} {here}", Lang.CY, Who.PUBLIC):
        return None
    body = named(here) if mentions(here, Lang.CY, Who.PUBLIC) else named(before)
    return draft(hit, Actor(said, Who.PUBLIC, body.body), act, 0.75, "it")


def counsels(context: Context) -> bool:
    """Whether the text gives advice that counts: a report, a guide, a strategy, a list of recommendations."""
    kinds = ASKING | {DocumentKind.CODE_OF_PRACTICE, DocumentKind.STRATEGY}
    return context.kind in kinds or "argymh" in f"{context.heading} {context.lead}".lower()


def impersonal(hit: Hit, reading: Reading) -> Draft | None:
    """Rhaid cyhoeddi …, dylid sefydlu …: nobody is named."""
    context = reading.context
    verb, act = verb_at(reading.low, hit.end)
    if hit.rule.kind is DUTY:
        return draft(hit, _NOBODY, act, 1.0, "done") if context.law and verb in radicals("official") else None
    known = verb in radicals("acts") | radicals("done")
    return draft(hit, _NOBODY, act, 1.1, "done") if known and not context.law and counsels(context) else None


def that(hit: Hit, reading: Reading) -> Draft | None:
    """Argymhellir y dylai …, mae'r pwyllgor yn argymell bod …"""
    context = reading.context
    _, act = verb_at(reading.low, hit.end)
    rest = reading.low[act : act + _REACH]
    noun = re.search(r"\s(?:yr?|ei|eu|a)$", reading.before(hit)) is not None
    if context.presiding or context.law or noun or not rest or rest.startswith(tuple(radicals("business"))):
        return None
    weak = hit.said.startswith(("cynig", "awgrym", "yn cynnig"))
    if weak and not (context.kind in ASKING or context.voice in (Voice.PUBLIC, Voice.OUTSIDE)):
        return None
    asked = re.search(r"(?:dylai|bod|fod|i)\s", rest)
    actor = actor_after(reading, act + asked.end())[0] if asked else _NOBODY
    return draft(hit, actor if actor.who is Who.PUBLIC else _NOBODY, act, 0.75 if weak else 1.0, "that")
