"""Which Welsh cues are commitments: the codebook's rules, one function a shape of cue, as the data file names them."""

import re
from collections.abc import Callable
from functools import cache

from corpus.codebook import CommitmentKind, DocumentKind, Lang
from nlp.actors import Actor, Who, classify, mentions
from nlp.context import ASKING, GUIDANCE, Context, Voice
from nlp.cues import Hit
from nlp.drafts import Draft
from nlp.resources import table
from nlp.welsh_reading import (
    Reading,
    act_at,
    actor_after,
    forms,
    named,
    radicals,
    stem,
    subject_before,
    verb_at,
    verbal,
)

DUTY, PLEDGE = CommitmentKind.DUTY, CommitmentKind.PLEDGE
RECOMMENDATION, ASPIRATION = CommitmentKind.RECOMMENDATION, CommitmentKind.ASPIRATION

_FUTURE = re.compile(
    r"\s?(?<![^\W_])(?P<yn>yn|'n)\s+(?:hefyd\s+)?(?P<passive>cael\s+(?:ei|eu)\s+)?(?P<verb>[^\W\d_][\w'-]*)"
)
_PASSIVE = re.compile(r"\s*(?P<who>[^.;:]{2,140}?)\s(?:ei|eu|'i|'u)\s+(?P<verb>[^\W\d_]+)")
_OWN = re.compile(r"\s*(?:ni|i|innau|ninnau)?\s*(?:hefyd\s+)?(?:(?:yn|'n)\s+)?(?:hefyd\s+)?(?P<verb>[^\W\d_][\w'-]*)")
_PROMISED = re.compile(
    r"[^.;]{0,200}?(?<![^\W_])(?<!sut )(?<!os )(?<!pryd )(?<!pam )(?<!lle )(?:y|na)\s"
    r"(?:bydd|fydd|byddai|fyddai|byddwn|fyddwn|byddant)\s(?P<act>\S)"
)
_NOD = re.compile(r"(?:\s(?:ychwanegol|cyffredinol|terfynol))?\s(?P<who>[^.;,]{2,70}?)\s(?:yw|ydy|ydi)\s")
_REACH = 160
_PREPOSITIONS = frozenset(
    {
        "ystod",
        "unol",
        "ogystal",
        "dilyn",
        "achos",
        "lle",
        "ôl",
        "erbyn",
        "ymwneud",
        "enwedig",
        "benodol",
        "sgil",
        "arbennig",
    }
)
_PRONOUNS = frozenset({"iddo", "iddi", "iddynt", "iddyn"})
_LAW = re.compile(r"\b(?:ddeddf|deddf|gyfraith|gyfreithiol|statudol|mesur|rheoliadau)\b")
_MAY = re.compile(r"\s(?:caiff|gall|gellir|ni|nid|nad|galluogi|pŵer)\s[^.;]{0,120}$")
_CASE = re.compile(
    r"\s(?:pan fo(?: ?'n| yn)?|os yw(?: ?'n| yn)?|lle bo(?: ?'n| yn)?|os|pan|a yw(?: ?'n)?|nad yw(?: ?'n)?|nid oes ond|nid yw(?: ?'n)?)$"
)
_SUBORDINATE = (
    " sut y",
    " pryd y",
    " os",
    " pan",
    " na",
    " lle y",
    " pam y",
    " fel y",
    " y",
    " cyn y",
    " nes y",
    " tra y",
    " yr hyn a",
)
_OPENING_WORDS = 7


def shaped(hit: Hit, reading: Reading) -> Draft | None:
    """The commitment that a cue shows, with its action's offset in the reading's text; or nothing."""
    if _CASE.search(reading.before(hit)):
        return None
    return _SHAPES[hit.rule.shape](hit, reading)


def _draft(hit: Hit, actor: Actor, act: int, factor: float, rule: str, kind: CommitmentKind | None = None) -> Draft:
    strength = min(1.0, hit.rule.strength * factor)
    return Draft(kind or hit.rule.kind, f"cy-{hit.rule.name}-{rule}", strength, actor, 0, 0, act)


def _after(hit: Hit, reading: Reading) -> Draft | None:
    """Rhaid i X …, dylai X …, galw ar X i …: the one bound stands after the cue."""
    context, low = reading.context, reading.low
    last = hit.said.split()[-1]
    if hit.said in ("rhaid i ni", "rhaid inni"):
        lawful = context.official and not context.law and _LAW.search(low)
        return (
            _draft(hit, Actor("ni", Who.SELF, context.we_key), act_at(low, hit.end)[1], 0.9, "self") if lawful else None
        )
    if hit.said in ("rhaid ichi", "rhaid i chi"):
        return _draft(hit, Actor("chi", Who.PRONOUN), verb_at(low, hit.end)[1], 0.8, "you") if context.law else None
    if last in _PRONOUNS:
        return _referred(hit, reading)
    if hit.rule.name == "required" and _MAY.search(reading.before(hit)):
        return None
    actor, end = actor_after(reading, hit.end)
    verb, act = act_at(low, end)
    if hit.rule.name == "call":
        linked = re.match(r"[^.;:]{0,60}?\si\s+(?=\S)", low[end : end + 90])
        act = end + linked.end() if linked else act
        if context.presiding or any(low.startswith(said, act) for said in radicals("business")):
            return None
    if hit.rule.name == "expected":
        ours = context.official and actor.who in (Who.PUBLIC, Who.DOCUMENT, Who.PROGRAMME)
        return _draft(hit, actor, act, 1.0, "expected") if ours else None
    if actor.who is Who.PUBLIC:
        return _bound(hit, actor, act, context)
    if (
        actor.who is Who.DOCUMENT
        and hit.rule.kind is DUTY
        and context.law
        and verb in forms("contents") | forms("official")
    ):
        return _draft(hit, actor, act, 0.7, "document")
    if actor.who in (Who.DOCUMENT, Who.PROGRAMME) and hit.rule.name == "should" and _counsels(context):
        return _draft(hit, actor, act, 0.75, "thing")
    return None


def _bound(hit: Hit, actor: Actor, act: int, context: Context) -> Draft | None:
    """Somebody public is bound or asked: "rhaid" from those who can only ask is a recommendation."""
    asking = context.kind in ASKING or (context.kind is DocumentKind.RECORD and context.voice is Voice.MEMBER)
    own = context.voice is Voice.GOVERNMENT and actor.body == context.we_key
    if own and hit.rule.name in ("should", "call", "must"):
        return None
    if hit.rule.name == "must" and asking:
        return _draft(hit, actor, act, 0.8, "asked", RECOMMENDATION)
    if hit.said == "mae'n rhaid i":
        return _draft(hit, actor, act, 1.0, "public", RECOMMENDATION if asking else DUTY)
    if hit.rule.kind is RECOMMENDATION and context.law:
        return None
    return _draft(hit, actor, act, 1.0, "public")


def _referred(hit: Hit, reading: Reading) -> Draft | None:
    """Rhaid iddo: the public body that went before, when there was one."""
    context = reading.context
    here = reading.text[: hit.start]
    if not context.law or not mentions(f"{context.lead} {context.before} {here}", Lang.CY, Who.PUBLIC):
        return None
    body = named(here) if mentions(here, Lang.CY, Who.PUBLIC) else named(f"{context.lead} {context.before}")
    _, act = act_at(reading.low, hit.end)
    return _draft(hit, Actor(hit.said.split()[-1], Who.PUBLIC, body.body), act, 0.75, "it")


def _counsels(context: Context) -> bool:
    """Whether the text gives advice that counts: a report, a guide, a strategy, a list of recommendations."""
    advice = context.kind in ASKING or context.kind in GUIDANCE or context.kind is DocumentKind.STRATEGY
    return advice or "argymh" in f"{context.heading} {context.lead}".lower()


def _impersonal(hit: Hit, reading: Reading) -> Draft | None:
    """Rhaid cyhoeddi …, dylid sefydlu …, cyhoeddir …: nobody is named."""
    context = reading.context
    verb, act = verb_at(reading.low, hit.end)
    nobody = Actor("", Who.OTHER)
    if hit.rule.name == "will-be-done":
        opens = reading.before(hit).strip() == "" or reading.before(hit).endswith((",", ";", " ac", " fe", " hefyd"))
        promised = opens and hit.said in _unmutated() and context.official and not context.law
        return _draft(hit, nobody, hit.start, 1.0, "done") if promised else None
    if hit.rule.kind is DUTY:
        return _draft(hit, nobody, act, 1.0, "done") if context.law and verb in radicals("official") else None
    if context.law or verb not in radicals("acts") | radicals("done") or not _counsels(context):
        return None
    return _draft(hit, nobody, act, 1.1, "done")


@cache
def _unmutated() -> frozenset[str]:
    """The impersonal futures as the data file has them: mutated, they follow a relative "a" and promise nothing."""
    return frozenset(
        said for row in table("commitments", Lang.CY)["cue"] if row["name"] == "will-be-done" for said in row["say"]
    )


def _future(hit: Hit, reading: Reading) -> Draft | None:
    """Bydd X yn …: a pledge when X is public, or is the speaker's own and the act is one it answers for."""
    before = reading.before(hit)
    if reading.context.law or before.endswith(_SUBORDINATE) or (hit.said.startswith("f") and before.endswith(" a")):
        return None
    for match in _FUTURE.finditer(reading.low, hit.end, hit.end + _REACH):
        if stem(match["verb"]) not in _PREPOSITIONS and not reading.text[match.start("verb")].isupper():
            return _promised(hit, reading, match)
    return None


def _promised(hit: Hit, reading: Reading, match: re.Match[str]) -> Draft | None:
    context, verb, act = reading.context, stem(match["verb"]), match.start("verb")
    who = reading.text[hit.end : match.start("yn")].strip(" ,'’")
    if not who:
        opening = " ".join(context.before.split()[:_OPENING_WORDS])
        told = context.voice is not Voice.MEMBER and mentions(opening, Lang.CY, Who.PUBLIC)
        return _draft(hit, Actor("", Who.PUBLIC), act, 0.75, "it") if told and verb in radicals("acts") else None
    actor = classify(who, Lang.CY)
    if match["passive"]:
        given = verb in forms("done") and (context.official or actor.who is Who.PUBLIC)
        return _draft(hit, actor, act, 0.8, "done") if given else None
    if actor.who is Who.PUBLIC:
        promised = context.voice is not Voice.MEMBER and verb not in radicals("never") and verbal(verb)
        return _draft(hit, actor, act, 0.95, "public") if promised else None
    if context.official and actor.who in (Who.DOCUMENT, Who.PROGRAMME) and verb in radicals("acts"):
        return _draft(hit, actor, act, 0.65, "thing")
    return None


def _own(hit: Hit, reading: Reading) -> Draft | None:
    """Byddwn yn …: the speaker's own promise, when the speaker is somebody public."""
    context = reading.context
    match = _OWN.match(reading.low, hit.end)
    known = context.official or context.voice is Voice.UNKNOWN
    if match is None or context.law or not known:
        return None
    verb = stem(match["verb"])
    if verb in radicals("never") | radicals("business"):
        return None
    if not (verb in forms("acts") or (context.official and verbal(verb))):
        return None
    actor = Actor(reading.text[hit.start : hit.end], Who.SELF, context.we_key)
    return _draft(hit, actor, match.start("verb"), 1.0 if context.official else 0.65, "self")


def _own_act(hit: Hit, reading: Reading) -> Draft | None:
    """Cyhoeddwn …: the verb itself is the promise, at the head of its clause."""
    before = reading.before(hit)
    opens = not before.strip() or before.endswith((",", ";", " ac", " a", " fe", " mi", " ond", " hefyd"))
    if not opens or not reading.context.official or reading.context.law:
        return None
    return _draft(
        hit, Actor(reading.text[hit.start : hit.end], Who.SELF, reading.context.we_key), hit.start, 0.9, "self"
    )


def _passive(hit: Hit, reading: Reading) -> Draft | None:
    """Caiff X ei gyhoeddi: done to a thing; "caiff X wneud" is a power and not this."""
    match = _PASSIVE.match(reading.low, hit.end)
    if (
        match is None
        or reading.context.law
        or not reading.context.official
        or reading.before(hit).endswith((" a", " ni"))
    ):
        return None
    if match["verb"] not in forms("done"):
        return None
    who = reading.text[match.start("who") : match.end("who")]
    return _draft(hit, classify(who, Lang.CY), match.start("verb"), 0.85, "done")


def _before(hit: Hit, reading: Reading) -> Draft | None:
    """Mae X wedi ymrwymo i …, rydym yn bwriadu …, rydym am …: the subject stands before."""
    context = reading.context
    subject = subject_before(reading, hit)
    duty = hit.rule.kind is DUTY
    own = subject.who is Who.SELF and context.official
    public = subject.who is Who.PUBLIC and (context.voice is not Voice.MEMBER or duty)
    if not (own or public) or (context.law and not duty):
        return None
    if re.search(r"\s(?:ddim|nid|nad|heb)\b", reading.low[max(0, hit.start - 30) : hit.start]):
        return None
    verb, act = verb_at(reading.low, hit.end)
    if duty:
        return _draft(hit, subject, act, 1.0, "public")
    if hit.rule.name == "aim":
        courteous = any(reading.low.startswith(f"{said} ", act) for said in radicals("courtesy"))
        return None if courteous else _draft(hit, subject, act, 1.0, "self" if own else "public")
    return _weighed(hit, subject, verb, act)


def _weighed(hit: Hit, subject: Actor, verb: str, act: int) -> Draft | None:
    """An undertaking or intention by what follows: an act, a vague act, a thought, or a value."""
    bound = hit.rule.name == "undertake" and "mrwym" in hit.said
    if verb in forms("soft") and hit.rule.name == "intend":
        return _draft(hit, subject, act, 0.9, "soft", ASPIRATION)
    if verb in forms("acts"):
        vague = bound and verb in forms("vague")
        return _draft(
            hit, subject, act, 0.8 if vague else 1.0, "vague" if vague else "act", ASPIRATION if vague else None
        )
    return _draft(hit, subject, act, 0.75, "value", ASPIRATION) if bound else None


def _aim(hit: Hit, reading: Reading) -> Draft | None:
    """Ein nod yw …: a stated aim of somebody public."""
    context = reading.context
    whose = _NOD.match(reading.text, hit.end)
    if hit.said == "nod":
        owner = (
            classify(whose["who"], Lang.CY) if whose and context.official and not context.law else Actor("", Who.OTHER)
        )
        stated = whose is not None and owner.who in (Who.PUBLIC, Who.DOCUMENT, Who.PROGRAMME)
        return _draft(hit, owner, whose.end(), 0.9, "stated") if whose and stated else None
    ours = re.search(r"\b(?:ein|fy)\b", f"{reading.low[max(0, hit.start - 12) : hit.start]} {hit.said}") is not None
    follows = re.match(r"\s(?:[^\W_]+\s)?(?:yw|ydy|ydi)\b", reading.low[hit.end :])
    if context.law or not (" yw" in hit.said or hit.said.startswith("yw") or follows):
        return None
    if not (context.official or mentions(hit.said, Lang.CY, Who.PUBLIC)):
        return None
    _, act = verb_at(reading.low, hit.end + (follows.end() if follows else 0))
    return _draft(hit, Actor("", Who.SELF, context.we_key if ours else ""), act, 1.0 if ours else 0.8, "stated")


def _that(hit: Hit, reading: Reading) -> Draft | None:
    """Argymhellir y dylai …, mae'r pwyllgor yn argymell bod …"""
    context = reading.context
    _, act = verb_at(reading.low, hit.end)
    rest = reading.low[act : act + _REACH]
    if context.presiding or context.law or not rest or re.search(r"\s(?:yr?|ei|eu|a)$", reading.before(hit)):
        return None
    if any(rest.startswith(said) for said in radicals("business")):
        return None
    weak = hit.said.startswith(("cynig", "awgrym", "yn cynnig"))
    if weak and not (context.kind in ASKING or context.voice in (Voice.PUBLIC, Voice.OUTSIDE)):
        return None
    asked = re.search(r"(?:dylai|bod|fod|i)\s", rest)
    actor = actor_after(reading, act + asked.end())[0] if asked else Actor("", Who.OTHER)
    return _draft(hit, actor if actor.who is Who.PUBLIC else Actor("", Who.OTHER), act, 0.75 if weak else 1.0, "that")


def _task(hit: Hit, reading: Reading) -> Draft | None:
    """Rwyf wedi gofyn i'm swyddogion …"""
    mine = re.compile(r"\s*(?:i\s|i?'m\s|fy\s|ein\s)*").match(reading.low, hit.end)
    asked, end = actor_after(reading, mine.end() if mine else hit.end)
    subject = subject_before(reading, hit)
    public = subject.who is Who.PUBLIC and reading.context.voice is not Voice.MEMBER
    if asked.who is not Who.PUBLIC or not (public or (subject.who is Who.SELF and reading.context.official)):
        return None
    return _draft(hit, subject, act_at(reading.low, end)[1], 1.0, "asked")


def _report(hit: Hit, reading: Reading) -> Draft | None:
    """Mae X yn cyhoeddi y bydd …: somebody public is reported to have promised."""
    match = _PROMISED.match(reading.low, hit.end)
    if match is None or reading.context.law:
        return None
    clause = re.split(r"[.;]\s", reading.text[max(0, hit.start - _REACH) : hit.start])[-1]
    actor = named(clause)
    if actor.who is not Who.PUBLIC:
        actor = named(reading.text[hit.end : match.start("act")][:80])
    if actor.who is not Who.PUBLIC:
        return None
    plain = hit.said.startswith(("dweud", "dywed", "nod", "amlinell", "pwysleis", "ddweud"))
    return _draft(
        hit, actor, match.start("act"), 0.75 if plain or reading.context.voice is Voice.MEMBER else 1.0, "reported"
    )


_SHAPES: dict[str, Callable[[Hit, Reading], Draft | None]] = {
    "after": _after,
    "impersonal": _impersonal,
    "future": _future,
    "own": _own,
    "own-act": _own_act,
    "passive": _passive,
    "before": _before,
    "aim": _aim,
    "that": _that,
    "task": _task,
    "report": _report,
}
