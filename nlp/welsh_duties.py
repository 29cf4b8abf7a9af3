"""What Welsh law requires and what people with standing ask: rhaid i, mae dyletswydd ar, dylai, galw ar, argymell."""

import re

from corpus.codebook import CommitmentKind, DocumentKind, Lang
from nlp.actors import Actor, Who, mentions
from nlp.context import ASKING, GUIDANCE, Context, Voice
from nlp.cues import Hit
from nlp.drafts import Draft
from nlp.welsh_actors import settled_body
from nlp.welsh_reading import (
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
)

DUTY, RECOMMENDATION, PLEDGE = CommitmentKind.DUTY, CommitmentKind.RECOMMENDATION, CommitmentKind.PLEDGE

_REACH = 160
_TABLED = frozenset({"gymeradwyo", "dderbyn", "drafod", "ystyried", "gadarnhau", "gytuno"})
_PRONOUNS = frozenset({"iddo", "iddi", "iddynt", "iddyn"})
_WE = frozenset({"rhaid i ni", "rhaid inni"})
_YOU = frozenset({"rhaid ichi", "rhaid i chi"})
_LAW = re.compile(
    r"\b(?:ddeddf|deddf|gyfraith|gyfreithiol|statudol|mesur|rheoliadau|reoliadau|adran \d+|safonau? \d+)\b"
)
_MAY = re.compile(r"\s(?:caiff|gall|gellir|ni|nid|nad|galluogi|pŵer)\s[^.;]{0,120}$")
_ON_TO = re.compile(r"[^.;:]{0,60}?\si\s+(?=\S)")
_ON = re.compile(r"\s[^.;:]{0,90}?\s(?:ar|i|bod|fod|y dylai)\s+(?=\S)")
_FOR = re.compile(r"[^.;:]{3,80}?\sam\s")
_WHOM = re.compile(r"(?P<who>[^.;:]{3,90}?)\si\s")
_WAS = re.compile(r"\s(?:bu|oedd|roedd|buasai|fu|byddai)(?:'n|\syn)?$")
_PROVIDE = re.compile(r"\s(?:caiff|gall)\s[^.;]{0,160}\s(?:ddarparu|bennu|gwneud yn ofynnol)\sbod$")
_LAYING = frozenset({"y mae i", "y mae hefyd i"})
_DUTY_OF = re.compile(r"\s(?P<who>[^.;,]{3,70}?)\s(?:yw|fydd|ydyw)\s(?!hi\b|ef\b)")
_NOUN = re.compile(r"\s(?:yr?|ei|eu|a|'r|pob|bob|[bp]rif|un|dau|tri)$")
_DENIED = re.compile(r"\s(?:nad|nid|ddim|heb)\s[^.;]{0,20}$")
_WHICH = re.compile(r"\S\sy mae ?'?n?$")
_THINGS = (Who.DOCUMENT, Who.PROGRAMME)
_NOBODY = Actor("", Who.OTHER)


def after(hit: Hit, reading: Reading) -> Draft | None:
    """Rhaid i X …, dylai X …, galw ar X i …: the one bound stands after the cue."""
    if hit.said in _WE | _YOU or hit.said.split()[-1] in _PRONOUNS:
        return _referred(hit, reading)
    before = reading.before(hit)
    if hit.rule.kind is DUTY and (_WAS.search(before) or _PROVIDE.search(before)):
        return None
    if hit.rule.name == "required" and _MAY.search(before):
        return None
    if hit.said in _LAYING and not reading.context.law:
        return None
    actor, end = actor_after(reading, hit.end)
    if hit.rule.kind is DUTY and _WHICH.search(reading.before(hit)):
        return draft(hit, actor, end, 0.4, "relative") if actor.who is Who.PUBLIC else None
    if hit.rule.name == "call":
        return _called(hit, reading, actor, end)
    verb, act = act_at(reading.low, end)
    if actor.who is Who.PUBLIC and hit.rule.name != "expected":
        return _bound(hit, actor, act, reading.context, lawful=_lawful(hit, reading))
    return _thing(hit, reading, actor, act, verb)


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
    if actor.who is Who.DOCUMENT and hit.rule.kind is DUTY and context.law:
        usual = verb in forms("contents") | forms("official")
        return draft(hit, actor, act, 0.7 if usual else 0.4, "document" if usual else "document-any")
    if hit.rule.kind is DUTY and context.law and verb in forms("contents") | forms("official"):
        return draft(hit, actor, act, 0.5, "programme") if actor.who is Who.PROGRAMME else None
    if hit.rule.name in ("should", "must") and counsels(context) and actor.who in (*_THINGS, Who.OTHER):
        thing = actor.who in _THINGS
        factor = (0.75 if thing else 0.5) if hit.rule.name == "should" else 0.4
        if hit.rule.name == "must" and context.kind in GUIDANCE:
            return draft(hit, by if by.text else actor, act, factor, "thing" if thing else "other")
        if reading.low.startswith("bob un ohon", act - 12) or "ohonom" in reading.low[hit.end : act]:
            return None
        return draft(hit, by if by.text else actor, act, factor, "thing" if thing else "other", RECOMMENDATION)
    return None


def _expected(hit: Hit, reading: Reading, actor: Actor, act: int, verb: str) -> Draft | None:
    """Disgwylir i'r gwaith ddechrau …: what is to become of what is the speaker's."""
    thing = actor.who in (*_THINGS, Who.PUBLIC)
    trust = aside(reading.context)
    if trust is None or not (thing or known(verb, "acts") or verb in ("gael", "cael")):
        return None
    factor, mark = trust
    name = "expected" if thing else "expected-other"
    return draft(hit, actor, act, (1.0 if thing else 0.7) * factor, f"{name}{mark}")


def _called(hit: Hit, reading: Reading, actor: Actor, end: int) -> Draft | None:
    """Galw ar X i …: what X is to do follows "i"; a turn to speak is no recommendation."""
    linked = _ON_TO.match(reading.low[end : end + 90])
    act = end + linked.end() if linked else act_at(reading.low, end)[1]
    procedural = reading.context.presiding or any(reading.low.startswith(said, act) for said in radicals("business"))
    if procedural:
        return None
    if actor.who is Who.PUBLIC:
        return _bound(hit, actor, act, reading.context)
    thing = reading.context.kind in ASKING and hit.said.endswith("disgwyl i") and actor.who is not Who.PRIVATE
    return draft(hit, actor, act_at(reading.low, end)[1], 0.6, "thing") if thing else None


def duty_is(hit: Hit, reading: Reading) -> Draft | None:
    """Dyletswydd y Comisiynydd yw …: whose duty it is stands before what it is."""
    match = _DUTY_OF.match(reading.text, hit.end)
    actor = whole(match["who"]) if match else _NOBODY
    if match is None or actor.who is not Who.PUBLIC:
        return None
    return draft(hit, actor, verb_at(reading.low, match.end())[1], 1.0, "public")


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
    if actor.who is Who.PUBLIC and (verb == "nodi" or (inside and verb in _TABLED)):
        return None
    if actor.who is Who.PUBLIC:
        linked = _ON_TO.match(reading.low[end : end + 90])
        return draft(hit, actor, end + linked.end() if linked else act, 1.0, "public")
    if not context.official or context.voice is Voice.MEMBER or not hit.said.startswith("gofyn"):
        return None
    return draft(hit, _NOBODY, hit.start, 0.7, "done", PLEDGE)


def _bound(hit: Hit, actor: Actor, act: int, context: Context, *, lawful: bool = False) -> Draft | None:
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
    context = reading.context
    verb, act = verb_at(reading.low, hit.end)
    who = by_whom(reading, act)
    if hit.rule.kind not in (DUTY, RECOMMENDATION):
        trust = aside(context)
        said_so = verb in ("y", "i", "gael") or known(verb, "acts", "done")
        return draft(hit, who, act, trust[0], f"done{trust[1]}") if trust and said_so else None
    if hit.rule.name == "may-not-be-done" and not context.law:
        return None
    rigid = hit.said.endswith("rhaid") and (context.law or context.kind in GUIDANCE)
    if hit.rule.kind is DUTY or rigid:
        bound = context.law or context.kind in GUIDANCE
        if bound and (verb in radicals("official") or who.who is Who.PUBLIC):
            return draft(hit, who, act, 1.0, "done", DUTY)
        if hit.rule.name == "may-not-be-done" or _lawful(hit, reading):
            return draft(hit, who, act, 0.6, "done-any", DUTY)
        asked = context.kind in ASKING and verb in radicals("acts")
        return draft(hit, who, act, 0.8, "done-asked", RECOMMENDATION) if asked else None
    if context.law or not counsels(context):
        return None
    denied = reading.before(hit).endswith((" na", " ni", " nac")) or verb in ("darllen", "ddarllen", "nodi")
    if verb in radicals("acts") | radicals("done") and not denied:
        return draft(hit, who, act, 1.1, "done")
    return draft(hit, who, act, 0.7, "done-any") if (verbal(verb) or verb == "cael") and not denied else None


def that(hit: Hit, reading: Reading) -> Draft | None:
    """Argymhellir y dylai …, mae'r pwyllgor yn argymell bod …"""
    context = reading.context
    _, act = verb_at(reading.low, hit.end)
    rest = reading.low[act : act + _REACH]
    noun = _NOUN.search(reading.before(hit)) is not None
    if (
        _DENIED.search(reading.before(hit))
        or context.presiding
        or context.law
        or noun
        or not rest
        or rest.startswith(tuple(radicals("business")))
    ):
        return None
    weak = hit.said.startswith(("cynig", "awgrym", "yn cynnig"))
    if weak and not (context.kind in ASKING or context.voice in (Voice.PUBLIC, Voice.OUTSIDE)):
        return None
    asked = re.search(r"\b(?:dylai|bod|fod)\s", rest) or re.search(r"\b(?:i|yn)\s", rest)
    actor = actor_after(reading, act + asked.end())[0] if asked else _NOBODY
    if actor.who is Who.PRIVATE:
        return None
    who = actor if actor.who is Who.PUBLIC else _NOBODY
    bare = who is _NOBODY and not re.match(r"\W*(?:y|bod|fod|na|peidio|i)\b", rest)
    return draft(hit, who, act, (0.75 if weak else 1.0) * (0.7 if bare else 1.0), "that-bare" if bare else "that")
