"""What Welsh promises, reports and hopes: bydd, byddwn, cyhoeddir, wedi ymrwymo i, ein nod yw."""

import re
from functools import cache

from corpus.codebook import CommitmentKind, Lang
from nlp.actors import Actor, Who, classify, mentions
from nlp.context import Voice
from nlp.cues import Hit
from nlp.drafts import Draft
from nlp.resources import table
from nlp.welsh_reading import (
    Reading,
    act_at,
    actor_after,
    draft,
    forms,
    named,
    radicals,
    stem,
    subject_before,
    verb_at,
    verbal,
)

DUTY, ASPIRATION = CommitmentKind.DUTY, CommitmentKind.ASPIRATION

_FUTURE = re.compile(
    r"\s?(?<![^\W_])(?P<yn>yn|'n)\s+(?:hefyd\s+)?(?P<passive>cael\s+(?:ei|eu)\s+)?(?P<verb>[^\W\d_][\w'-]*)"
)
_PASSIVE = re.compile(r"\s*(?P<who>[^.;:]{2,140}?)\s(?:ei|eu|'i|'u)\s+(?P<verb>[^\W\d_]+)")
_OWN = re.compile(r"\s*(?:ni|i|innau|ninnau)?\s*(?:hefyd\s+)?(?:(?:yn|'n)\s+)?(?:hefyd\s+)?(?P<verb>[^\W\d_][\w'-]*)")
_PROMISED = re.compile(
    r"[^.;]{0,200}?(?<![^\W_])(?<!sut )(?<!os )(?<!pryd )(?<!pam )(?<!lle )(?:y|na)\s"
    r"(?:bydd|fydd|byddai|fyddai|byddwn|fyddwn|byddant)(?:'[rn])?\s(?P<act>\S)"
)
_GLAD = re.compile(r"\s*(?:i|ni)?\s*(?:'n|yn)\s+(?:hapus|falch|fodlon|barod)\s+i\s+(?P<verb>[^\W\d_]+)")
_FUNDED = re.compile(r"(?:'r)?\s[^.;]{0,40}?(?:£\d|cyllid|gyllid|grant|arian)")
_NOD = re.compile(r"(?:\s(?:ychwanegol|cyffredinol|terfynol))?\s(?P<who>[^.;,]{2,70}?)\s(?:yw|ydy|ydi)\s")
_IS = re.compile(r"\s(?:[^\W_]+\s)?(?:yw|ydy|ydi)\b")
_MINE = re.compile(r"\s*(?:i\s|i?'m\s|fy\s|ein\s)*")
_NEGATED = re.compile(r"\s(?:ddim|nid|nad|heb)\b")
_REACH, _NEAR = 160, 30
_OPENING_WORDS = 7
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
_SUBORDINATE = (" y", " os", " pan", " na", " yr hyn a")
_JOINED = (",", ";", " ac", " a", " fe", " mi", " ond", " hefyd")
_PLAIN = ("dweud", "dywed", "nod", "amlinell", "pwysleis", "ddweud")
_THINGS = (Who.DOCUMENT, Who.PROGRAMME)


def future(hit: Hit, reading: Reading) -> Draft | None:
    """Bydd X yn …: a pledge when X is public, or is the speaker's own and the act is one it answers for."""
    before = reading.before(hit)
    relative = hit.said.startswith("f") and before.endswith(" a")
    if reading.context.law or relative or before.endswith(_SUBORDINATE):
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
        return draft(hit, Actor("", Who.PUBLIC), act, 0.75, "it") if told and verb in radicals("acts") else None
    actor = classify(who, Lang.CY)
    public = actor.who is Who.PUBLIC
    if match["passive"]:
        given = verb in forms("done") and (context.official or public)
        return draft(hit, actor, act, 0.8, "done") if given else None
    if public:
        funded = verb == "derbyn" and context.official and _FUNDED.match(reading.low, match.end("verb"))
        doing = funded or (verb not in radicals("never") and verbal(verb))
        return draft(hit, actor, act, 0.95, "public") if doing and context.voice is not Voice.MEMBER else None
    thing = context.official and actor.who in _THINGS and verb in radicals("acts")
    return draft(hit, actor, act, 0.65, "thing") if thing else None


def own(hit: Hit, reading: Reading) -> Draft | None:
    """Byddwn yn …: the speaker's own promise, when the speaker is somebody public or nobody said to be otherwise."""
    context = reading.context
    glad = _GLAD.match(reading.low, hit.end)
    match = glad if glad and glad["verb"] in forms("acts") else _OWN.match(reading.low, hit.end)
    known = context.official or context.voice is Voice.UNKNOWN
    if match is None or context.law or not known:
        return None
    verb = stem(match["verb"])
    act = verb in forms("acts") or (context.official and verbal(verb))
    if not act or verb in radicals("never") | radicals("business"):
        return None
    actor = Actor(reading.text[hit.start : hit.end], Who.SELF, context.we_key)
    return draft(hit, actor, match.start("verb"), 1.0 if context.official else 0.65, "self")


def own_act(hit: Hit, reading: Reading) -> Draft | None:
    """Cyhoeddwn …, cyhoeddir …: the verb itself is the promise, at the head of its clause."""
    context, before = reading.context, reading.before(hit)
    opens = not before.strip() or before.endswith(_JOINED)
    if not opens or not context.official or context.law:
        return None
    if hit.rule.name == "will-be-done":
        unmutated = not before.strip() and hit.said in _impersonal_futures()
        return draft(hit, Actor("", Who.OTHER), hit.start, 1.0, "done") if unmutated else None
    return draft(hit, Actor(reading.text[hit.start : hit.end], Who.SELF, context.we_key), hit.start, 0.9, "self")


@cache
def _impersonal_futures() -> frozenset[str]:
    """The impersonal futures as the data file has them: mutated, they follow a relative "a" and promise nothing."""
    rows = table("commitments", Lang.CY)["cue"]
    return frozenset(said for row in rows if row["name"] == "will-be-done" for said in row["say"])


def passive(hit: Hit, reading: Reading) -> Draft | None:
    """Caiff X ei gyhoeddi: done to a thing; "caiff X wneud" is a power and not this."""
    match = _PASSIVE.match(reading.low, hit.end)
    spoken_of = reading.before(hit).endswith((" a", " ni"))
    if match is None or reading.context.law or not reading.context.official or spoken_of:
        return None
    if match["verb"] not in forms("done"):
        return None
    who = reading.text[match.start("who") : match.end("who")]
    return draft(hit, classify(who, Lang.CY), match.start("verb"), 0.85, "done")


def before(hit: Hit, reading: Reading) -> Draft | None:
    """Mae X wedi ymrwymo i …, rydym yn bwriadu …, rydym am …: the subject stands before."""
    context = reading.context
    subject = subject_before(reading, hit)
    duty = hit.rule.kind is DUTY
    speaker = subject.who is Who.SELF and context.official
    public = subject.who is Who.PUBLIC and (context.voice is not Voice.MEMBER or duty)
    negated = _NEGATED.search(reading.low, max(0, hit.start - _NEAR), hit.start) is not None
    if negated or not (speaker or public) or (context.law and not duty):
        return None
    verb, act = verb_at(reading.low, hit.end)
    if duty:
        return draft(hit, subject, act, 1.0, "public")
    if hit.rule.name == "aim":
        courteous = any(reading.low.startswith(f"{said} ", act) for said in radicals("courtesy"))
        return None if courteous else draft(hit, subject, act, 1.0, "self" if speaker else "public")
    return _weighed(hit, subject, verb, act)


def _weighed(hit: Hit, subject: Actor, verb: str, act: int) -> Draft | None:
    """An undertaking or intention by what follows: an act, a vague act, a thought, or a value."""
    bound = hit.rule.name == "undertake" and "mrwym" in hit.said
    if verb in forms("soft") and hit.rule.name == "intend":
        return draft(hit, subject, act, 0.9, "soft", ASPIRATION)
    if verb in forms("acts"):
        if bound and verb in forms("vague"):
            return draft(hit, subject, act, 0.8, "vague", ASPIRATION)
        return draft(hit, subject, act, 1.0, "act")
    return draft(hit, subject, act, 0.75, "value", ASPIRATION) if bound else None


def aim(hit: Hit, reading: Reading) -> Draft | None:
    """Ein nod yw …, nod y Strategaeth yw …: a stated aim of somebody public."""
    context = reading.context
    if context.law:
        return None
    if hit.said == "nod":
        return _aim_of(hit, reading)
    ours = re.search(r"\b(?:ein|fy)\b", f"{reading.low[max(0, hit.start - 12) : hit.start]} {hit.said}") is not None
    follows = _IS.match(reading.low, hit.end)
    stated = " yw" in hit.said or hit.said.startswith("yw") or follows is not None
    if not stated or not (context.official or mentions(hit.said, Lang.CY, Who.PUBLIC)):
        return None
    _, act = verb_at(reading.low, follows.end() if follows else hit.end)
    return draft(hit, Actor("", Who.SELF, context.we_key if ours else ""), act, 1.0 if ours else 0.8, "stated")


def _aim_of(hit: Hit, reading: Reading) -> Draft | None:
    whose = _NOD.match(reading.text, hit.end)
    if whose is None or not reading.context.official:
        return None
    owner = classify(whose["who"], Lang.CY)
    return draft(hit, owner, whose.end(), 0.9, "stated") if owner.who in (*_THINGS, Who.PUBLIC) else None


def task(hit: Hit, reading: Reading) -> Draft | None:
    """Rwyf wedi gofyn i'm swyddogion …: the speaker's own promise that it will be done."""
    mine = _MINE.match(reading.low, hit.end)
    asked, end = actor_after(reading, mine.end() if mine else hit.end)
    subject = subject_before(reading, hit)
    public = subject.who is Who.PUBLIC and reading.context.voice is not Voice.MEMBER
    if asked.who is not Who.PUBLIC or not (public or (subject.who is Who.SELF and reading.context.official)):
        return None
    return draft(hit, subject, act_at(reading.low, end)[1], 1.0, "asked")


def report(hit: Hit, reading: Reading) -> Draft | None:
    """Mae X yn cyhoeddi y bydd …: somebody public is reported to have promised."""
    match = _PROMISED.match(reading.low, hit.end)
    if match is None or reading.context.law:
        return None
    clause = re.split(r"[.;]\s", reading.text[max(0, hit.start - _REACH) : hit.start])[-1]
    actor = named(clause)
    if actor.who is not Who.PUBLIC:
        actor = named(reading.text[hit.end : match.start("act")][:80])
    plain = hit.said.startswith(_PLAIN) or reading.context.voice is Voice.MEMBER
    public = actor.who is Who.PUBLIC
    return draft(hit, actor, match.start("act"), 0.75 if plain else 1.0, "reported") if public else None
