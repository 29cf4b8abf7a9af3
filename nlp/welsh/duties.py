"""What Welsh law requires and what people with standing ask: rhaid i, mae dyletswydd ar, dylai, dylid."""

import re
from dataclasses import replace

from corpus import bodies
from corpus.codebook import CommitmentKind, DocumentKind, Lang
from nlp.actors import Actor, Who, mentions
from nlp.commitments.cues import Hit
from nlp.commitments.drafts import Draft
from nlp.context import ASKING, GUIDANCE, Context, Voice
from nlp.welsh.actors import settled_body
from nlp.welsh.impersonals import counsels, lawful
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
    verb_at,
    whole,
)

DUTY, PLEDGE, RECOMMENDATION = CommitmentKind.DUTY, CommitmentKind.PLEDGE, CommitmentKind.RECOMMENDATION

_PRONOUNS = frozenset({"iddo", "iddi", "iddynt", "iddyn", "arno", "arni", "arnynt"})
_US = frozenset({"arnom", "inni", "imi", "arnaf"})
_TO_US = frozenset({"ofynnol i ni", "mae gofyn i ni", "ofynnol i mi"})
_WE = frozenset({"rhaid i ni", "rhaid inni"})
_YOU = frozenset({"rhaid ichi", "rhaid i chi"})
_MAY = re.compile(r"\s(?:caiff|gall|gellir|ni|nid|nad|galluogi|pŵer)\s[^.;]{0,120}$")
_WAS = re.compile(r"\s(?:bu|oedd|roedd|buasai|fu|byddai)(?:'n|\syn)?$")
_PROVIDE = re.compile(r"\s(?:caiff|gall)\s[^.;]{0,160}\s(?:ddarparu|bennu|gwneud yn ofynnol)\sbod$")
_WOULD = re.compile(r"\sbyddai(?:'r|'n)?\s[^.;]{0,60}$")
"""What a Bill would do is not yet law."""
_SUPPOSED = re.compile(r"\s(?:pe|petai|petaem|pe bai)\b[^.;]*$")
_LAYING = frozenset({"y mae i", "y mae hefyd i"})
_DUTY_OF = re.compile(r"\s(?P<who>[^.;,]{3,70}?)\s(?:yw|fydd|ydyw)\s(?!hi\b|ef\b)")
_WHICH = re.compile(r"\S\sy mae ?'?n?$")
_IT_IS_A_MUST = "mae'n rhaid i"
_THAT = re.compile(r"[^\W_]\sy$")
_EMPHATIC = re.compile(r"\b(?:[Mm]ai|[Tt]aw)(?:['’]r|\s(?:yr?\s)?)(?P<who>[^.;,]{3,60}?)\s?$")
_HAVE_DONE = re.compile(r"\s[^.;:]{2,90}?\s(?:ei|eu)\s(?P<verb>[^\W\d_][\w-]*)")
_GETS_DONE = re.compile(r"\s(?:gael|cael)\s(?:ei|eu)\s(?P<verb>[^\W\d_][\w-]*)")
_THINGS = (Who.DOCUMENT, Who.PROGRAMME)
_PAPERS = {
    (Who.DOCUMENT, True): ("document", 0.7),
    (Who.DOCUMENT, False): ("document-any", 0.4),
    (Who.PROGRAMME, True): ("programme", 0.5),
}
_NOBODY = Actor("", Who.OTHER)


def after(hit: Hit, reading: Reading) -> Draft | None:
    """Rhaid i X …, dylai X …, galw ar X i …: the one bound stands after the cue."""
    hit = _binding(hit, reading.context)
    if hit.said in _WE | _TO_US | _YOU or (_PRONOUNS | _US) & set(hit.said.split()):
        return None if _WAS.search(reading.before(hit)) else _referred(hit, reading)
    if hit.rule.kind is DUTY and _unbinding(hit, reading):
        return None
    if hit.rule.name == "may-not" and not reading.context.law:
        return _kept_from(hit, reading)
    return _named(hit, reading, *actor_after(reading, hit.end))


def _named(hit: Hit, reading: Reading, actor: Actor, end: int) -> Draft | None:
    """What the cue lays on the one after it, whose name ends at ``end``."""
    if _relative(hit, reading):
        return draft(hit, actor, end, 0.4, "relative") if actor.who is Who.PUBLIC else None
    verb, act = act_at(reading.low, end)
    told = _EMPHATIC.search(reading.text, 0, hit.start) if hit.said.endswith("ddylai") else None
    if told is not None:
        actor, act = whole(told["who"]), verb_at(reading.low, hit.end)[1]
    done = _GETS_DONE.match(reading.low, end) if hit.rule.kind is DUTY and actor.who is Who.PUBLIC else None
    if done is not None:  # the one after "i" is who it is done to: whoever is named after "gan" is bound
        by = by_whom(reading, done.end())
        return draft(hit, by, done.start("verb"), 0.9 if by.text else 0.6, "done-to")
    if actor.who is Who.PUBLIC and hit.rule.name != "expected":
        return bound(hit, actor, act, reading.context, lawful=lawful(hit, reading))
    return _thing(hit, reading, actor, act, verb)


def _binding(hit: Hit, context: Context) -> Hit:
    """The cue; in law and guidance "mae'n rhaid i" is "rhaid i", which elsewhere may only ask."""
    law = context.law or context.kind in GUIDANCE
    return replace(hit, rule=replace(hit.rule, name="must", kind=DUTY)) if law and hit.said == _IT_IS_A_MUST else hit


def _relative(hit: Hit, reading: Reading) -> bool:
    """Whether the cue tells more of a noun before it: "llyfrgelloedd y mae'n rhaid i awdurdodau eu cynnal"."""
    before = reading.before(hit)
    which = hit.rule.kind is DUTY and _WHICH.search(before) is not None
    return which or (hit.said == _IT_IS_A_MUST and _THAT.search(before) is not None)


def _kept_from(hit: Hit, reading: Reading) -> Draft | None:
    """Ni chaiff coed iach eu torri …: outside law, what the speaker will not have done, or keeps a body from doing."""
    done = _HAVE_DONE.match(reading.low, hit.end)
    actor, end = actor_after(reading, hit.end)
    if done is not None:
        trust = aside(reading.context)
        by = by_whom(reading, done.end())
        return draft(hit, by, done.start("verb"), trust[0], f"done{trust[1]}", PLEDGE) if trust else None
    guided = reading.context.kind in GUIDANCE or lawful(hit, reading)
    return draft(hit, actor, act_at(reading.low, end)[1], 1.0, "public") if actor.who is Who.PUBLIC and guided else None


def _unbinding(hit: Hit, reading: Reading) -> bool:
    """Whether what stands before makes no duty of it: "bu'n rhaid i", "caiff rheoliadau ddarparu bod rhaid i"."""
    before = reading.before(hit)
    may = hit.rule.name == "required" and _MAY.search(before) is not None
    if hit.rule.name == "required" and not reading.context.law and _WOULD.search(before):
        return True
    if hit.said.startswith("byddai") and _SUPPOSED.search(before):
        return True
    plain = hit.said in _LAYING and not reading.context.law
    return may or plain or _WAS.search(before) is not None or _PROVIDE.search(before) is not None


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
    everyone = "ohonom" in reading.low[hit.end : max(act, hit.end + 30)]
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
    """Disgwylir i'r gwaith ddechrau …: what is to become of the speaker's own things, or is asked of another body."""
    context = reading.context
    body = bodies.by_key().get(settled_body(actor, context))
    if body is not None and body.kind.startswith("uk-"):
        return None
    asked = actor.who is Who.PUBLIC and (body.key if body else "") != context.we_key
    if asked and not context.law and (context.kind in ASKING | GUIDANCE or (context.official and known(verb, "acts"))):
        return draft(hit, actor, act, 1.0, "asked", RECOMMENDATION)
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
    if own and context.kind is DocumentKind.GOVERNMENT_RESPONSE and hit.rule.name in ("should", "call"):
        return draft(hit, actor, act, 0.9, "answered")  # the recommendation that it answers, told again
    if own and hit.rule.name in ("should", "call", "must"):
        return None
    if asking and (hit.rule.name == "must" or hit.said in ("mae gofyn i", "bydd gofyn i")):
        return draft(hit, actor, act, 0.8, "asked", RECOMMENDATION)
    if hit.said == "mae'n rhaid i":
        return draft(hit, actor, act, 1.0, "public", RECOMMENDATION if asking else DUTY)
    return None if hit.rule.kind is RECOMMENDATION and context.law else draft(hit, actor, act, 1.0, "public")


def _referred(hit: Hit, reading: Reading) -> Draft | None:
    """Rhaid iddo …, rhaid i ni …: whom the pronoun stands for decides."""
    context, here = reading.context, reading.text[max(0, hit.start - NEAR) : hit.start]
    _, act = act_at(reading.low, hit.end)
    said = next((word for word in hit.said.split() if word in _PRONOUNS), hit.said.split()[-1])
    if hit.said in _WE | _TO_US or _US & set(hit.said.split()):
        owed = "rhaid" not in hit.said or lawful(hit, reading)
        ours = context.official and not context.law and owed
        return draft(hit, Actor("ni", Who.SELF, context.we_key), act, 0.9, "self") if ours else None
    if hit.said in _YOU:
        return draft(hit, Actor("chi", Who.PRONOUN), act, 0.8, "you") if context.law else None
    before = f"{context.lead[-NEAR:]} {context.before[-NEAR:]}"
    if not mentions(f"{before} {here}", Lang.CY, Who.PUBLIC):
        return draft(hit, Actor(said, Who.PRONOUN), act, 0.3, "it-nobody") if context.law else None
    body = named(here) if mentions(here, Lang.CY, Who.PUBLIC) else named(before)
    name, factor = ("it", 0.75) if context.law else ("it-outside-law", 0.5)
    return draft(hit, Actor(said, Who.PUBLIC, settled_body(body, context)), act, factor, name)
