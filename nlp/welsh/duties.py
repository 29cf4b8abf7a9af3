"""What Welsh law requires and what people with standing ask: rhaid i, mae dyletswydd ar, dylai, dylid."""

import re

from corpus.codebook import CommitmentKind, DocumentKind, Lang
from nlp.actors import Actor, Who, mentions
from nlp.commitments.cues import Hit
from nlp.commitments.drafts import Draft
from nlp.context import ASKING, GUIDANCE, Context, Voice
from nlp.welsh.reading import (
    NEAR,
    Reading,
    act_at,
    actor_after,
    aside,
    by_whom,
    draft,
    forms,
    known,
    named,
    radicals,
    verb_at,
    verbal,
    whole,
)

DUTY, RECOMMENDATION = CommitmentKind.DUTY, CommitmentKind.RECOMMENDATION

_PRONOUNS = frozenset({"iddo", "iddi", "iddynt", "iddyn"})
_WE = frozenset({"rhaid i ni", "rhaid inni"})
_YOU = frozenset({"rhaid ichi", "rhaid i chi"})
_LAW = re.compile(
    r"\b(?:ddeddf|deddf|gyfraith|gyfreithiol|statudol|mesur|rheoliadau|reoliadau|adran \d+|safonau? \d+)\b"
)
_MAY = re.compile(r"\s(?:caiff|gall|gellir|ni|nid|nad|galluogi|pŵer)\s[^.;]{0,120}$")
_WAS = re.compile(r"\s(?:bu|oedd|roedd|buasai|fu|byddai)(?:'n|\syn)?$")
_PROVIDE = re.compile(r"\s(?:caiff|gall)\s[^.;]{0,160}\s(?:ddarparu|bennu|gwneud yn ofynnol)\sbod$")
_LAYING = frozenset({"y mae i", "y mae hefyd i"})
_DUTY_OF = re.compile(r"\s(?P<who>[^.;,]{3,70}?)\s(?:yw|fydd|ydyw)\s(?!hi\b|ef\b)")
_WHICH = re.compile(r"\S\sy mae ?'?n?$")
_THINGS = (Who.DOCUMENT, Who.PROGRAMME)
_PAPERS = {
    (Who.DOCUMENT, True): ("document", 0.7),
    (Who.DOCUMENT, False): ("document-any", 0.4),
    (Who.PROGRAMME, True): ("programme", 0.5),
}
_NOBODY = Actor("", Who.OTHER)


def after(hit: Hit, reading: Reading) -> Draft | None:
    """Rhaid i X …, dylai X …, galw ar X i …: the one bound stands after the cue."""
    if hit.said in _WE | _YOU or hit.said.split()[-1] in _PRONOUNS:
        return _referred(hit, reading)
    if hit.rule.kind is DUTY and _unbinding(hit, reading):
        return None
    actor, end = actor_after(reading, hit.end)
    if hit.rule.kind is DUTY and _WHICH.search(reading.before(hit)):
        return draft(hit, actor, end, 0.4, "relative") if actor.who is Who.PUBLIC else None
    verb, act = act_at(reading.low, end)
    if actor.who is Who.PUBLIC and hit.rule.name != "expected":
        return bound(hit, actor, act, reading.context, lawful=_lawful(hit, reading))
    return _thing(hit, reading, actor, act, verb)


def _unbinding(hit: Hit, reading: Reading) -> bool:
    """Whether what stands before makes no duty of it: "bu'n rhaid i", "caiff rheoliadau ddarparu bod rhaid i"."""
    before = reading.before(hit)
    may = hit.rule.name == "required" and _MAY.search(before) is not None
    plain = hit.said in _LAYING and not reading.context.law
    return may or plain or _WAS.search(before) is not None or _PROVIDE.search(before) is not None


def _lawful(hit: Hit, reading: Reading) -> bool:
    return _LAW.search(reading.low, max(0, hit.start - NEAR), hit.end + NEAR) is not None


def _thing(hit: Hit, reading: Reading, actor: Actor, act: int, verb: str) -> Draft | None:
    """What a paper must hold, what should become of a thing, what is expected of what is the speaker's."""
    context = reading.context
    if hit.rule.name == "expected":
        return _expected(hit, reading, actor, act, verb)
    by = by_whom(reading, act)
    if by.who is Who.PUBLIC and hit.rule.kind is DUTY and (context.law or context.kind in GUIDANCE):
        return draft(hit, by, act, 0.8, "by")
    if hit.rule.kind is DUTY and context.law:
        usual = verb in forms("contents") | forms("official")
        rule, factor = _PAPERS.get((actor.who, usual), ("", 0.0))
        return draft(hit, actor, act, factor, rule) if rule else None
    everyone = "ohonom" in reading.low[hit.end : act]
    if everyone or hit.rule.name not in ("should", "must") or actor.who not in (*_THINGS, Who.OTHER):
        return None
    return _counselled(hit, reading.context, by if by.text else actor, act) if counsels(context) else None


def _counselled(hit: Hit, context: Context, actor: Actor, act: int) -> Draft | None:
    """What should become of a thing, or in guidance must."""
    thing = actor.who in (*_THINGS, Who.PUBLIC)
    binding = hit.rule.name == "must" and context.kind in GUIDANCE
    factor = 0.4 if hit.rule.name == "must" else 0.75 if thing else 0.5
    return draft(hit, actor, act, factor, "thing" if thing else "other", DUTY if binding else RECOMMENDATION)


def _expected(hit: Hit, reading: Reading, actor: Actor, act: int, verb: str) -> Draft | None:
    """Disgwylir i'r gwaith ddechrau …: what is to become of what is the speaker's."""
    thing = actor.who in (*_THINGS, Who.PUBLIC)
    trust = aside(reading.context)
    if trust is None or not (thing or known(verb, "acts") or verb in ("gael", "cael")):
        return None
    factor, mark = trust
    name = "expected" if thing else "expected-other"
    return draft(hit, actor, act, (1.0 if thing else 0.7) * factor, f"{name}{mark}")


def duty_is(hit: Hit, reading: Reading) -> Draft | None:
    """Dyletswydd y Comisiynydd yw …: whose duty it is stands before what it is."""
    match = _DUTY_OF.match(reading.text, hit.end)
    actor = whole(match["who"]) if match else _NOBODY
    if match is None or actor.who is not Who.PUBLIC:
        return None
    return draft(hit, actor, verb_at(reading.low, match.end())[1], 1.0, "public")


def bound(hit: Hit, actor: Actor, act: int, context: Context, *, lawful: bool = False) -> Draft | None:
    """Somebody public is bound or asked: "rhaid" from those who can only ask is a recommendation."""
    member = context.kind is DocumentKind.RECORD and context.voice is Voice.MEMBER
    asking = (context.kind in ASKING or member) and not lawful
    own = context.voice is Voice.GOVERNMENT and actor.body == context.we_key and not asking
    if own and hit.rule.name in ("should", "call", "must"):
        return None
    if hit.rule.name == "must" and asking:
        return draft(hit, actor, act, 0.8, "asked", RECOMMENDATION)
    if hit.said == "mae'n rhaid i":
        return draft(hit, actor, act, 1.0, "public", RECOMMENDATION if asking else DUTY)
    return None if hit.rule.kind is RECOMMENDATION and context.law else draft(hit, actor, act, 1.0, "public")


def _referred(hit: Hit, reading: Reading) -> Draft | None:
    """Rhaid iddo …, rhaid i ni …: whom the pronoun stands for decides."""
    context, here = reading.context, reading.text[max(0, hit.start - NEAR) : hit.start]
    _, act = act_at(reading.low, hit.end)
    said = hit.said.split()[-1]
    if hit.said in _WE:
        lawful = context.official and not context.law and _lawful(hit, reading)
        return draft(hit, Actor("ni", Who.SELF, context.we_key), act, 0.9, "self") if lawful else None
    if hit.said in _YOU:
        return draft(hit, Actor("chi", Who.PRONOUN), act, 0.8, "you") if context.law else None
    before = f"{context.lead[-NEAR:]} {context.before[-NEAR:]}"
    if not mentions(f"{before} {here}", Lang.CY, Who.PUBLIC):
        return draft(hit, Actor(said, Who.PRONOUN), act, 0.3, "it-nobody") if context.law else None
    body = named(here) if mentions(here, Lang.CY, Who.PUBLIC) else named(before)
    name, factor = ("it", 0.75) if context.law else ("it-outside-law", 0.5)
    return draft(hit, Actor(said, Who.PUBLIC, body.body), act, factor, name)


def counsels(context: Context) -> bool:
    """Whether the text gives advice that counts: a report, a guide, a strategy, a list of recommendations."""
    kinds = ASKING | {DocumentKind.CODE_OF_PRACTICE, DocumentKind.STRATEGY}
    return context.kind in kinds or "argymh" in f"{context.heading} {context.lead}".lower()


def impersonal(hit: Hit, reading: Reading) -> Draft | None:
    """Rhaid cyhoeddi …, dylid sefydlu …, bwriedir agor …: nobody is named, unless after "gan"."""
    verb, act = verb_at(reading.low, hit.end)
    who = by_whom(reading, act)
    bound = reading.context.law or reading.context.kind in GUIDANCE
    if hit.rule.kind not in (DUTY, RECOMMENDATION):
        trust = aside(reading.context)
        said_so = verb in ("y", "i", "gael") or known(verb, "acts", "done")
        return draft(hit, who, act, trust[0], f"done{trust[1]}") if trust and said_so else None
    if hit.rule.kind is DUTY or (hit.said.endswith("rhaid") and bound):
        return _must_be_done(hit, reading, who, verb, act)
    denied = reading.before(hit).endswith((" na", " ni", " nac")) or verb in ("darllen", "ddarllen", "nodi")
    if denied or reading.context.law or not counsels(reading.context):
        return None
    if verb in radicals("acts") | radicals("done"):
        return draft(hit, who, act, 1.1, "done")
    return draft(hit, who, act, 0.7, "done-any") if verbal(verb) or verb == "cael" else None


def _must_be_done(hit: Hit, reading: Reading, who: Actor, verb: str, act: int) -> Draft | None:
    """Rhaid cyhoeddi …, ni chaniateir diwygio …: law and guidance bind, a report can only ask."""
    context = reading.context
    bound, forbidding = context.law or context.kind in GUIDANCE, hit.rule.name == "may-not-be-done"
    if forbidding and not context.law:
        return None
    if bound and (verb in radicals("official") or who.who is Who.PUBLIC):
        return draft(hit, who, act, 1.0, "done", DUTY)
    if forbidding or _lawful(hit, reading):
        return draft(hit, who, act, 0.6, "done-any", DUTY)
    asked = context.kind in ASKING and verb in radicals("acts")
    return draft(hit, who, act, 0.8, "done-asked", RECOMMENDATION) if asked else None
