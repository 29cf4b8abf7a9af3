"""What Welsh says will be: bydd X yn …, byddwn yn …"""

import re

from corpus.codebook import CommitmentKind, DocumentKind, Lang
from nlp.actors import Actor, Who, mentions
from nlp.commitments.cues import Hit
from nlp.commitments.drafts import Draft
from nlp.context import Context, Voice
from nlp.welsh.reading import NEAR, Reading, aside, by_whom, draft, known, radicals, stem, verbal, whole

_FUTURE = re.compile(
    r"(?:(?<=[\s‘“\"])yn|'n)\s+(?:(?:hefyd|awr|gyntaf|olaf|parhau i|mynd i)\s+)?(?:gallu\s+)?"
    r"(?P<passive>cael\s+(?:ei|eu)\s+)?(?P<object>(?:ei|eu)\s+)?(?P<verb>[^\W\d_][\w'-]*)"
)
_DONE_BY_THEN = re.compile(
    r"(?<=\s)wedi\s?(?:ei|eu|'i|'u|cael ei|cael eu)?\s(?P<verb>[^\W\d_][\w'-]*)"
    r"|(?P<state>(?:(?<=\s)yn|'n)\s(?:ei|eu)\slle|(?<=\s)ar\s(?:gael|waith|agor)|(?:(?<=\s)yn|'n)\s(?:weithredol|barod|llawn))"
)
_ADVERB = r"(?:hefyd|felly|nawr|bellach|wedyn|o hyd|yn awr|hefyd felly|wrth gwrs|yn fuan)"
_OWN = re.compile(
    rf"\s?(?:ni|i|innau|ninnau)?(?:\s?{_ADVERB})*(?:,\s[^,;.]{{2,80}},)?\s?(?P<how>(?:yn|'n)\s|wedi\s(?:ei\s|eu\s)?)?"
    rf"(?:hefyd\s|ddim\s(?:yn\s)?|parhau i\s|mynd ati i\s)?(?P<verb>[^\W\d_][\w'-]*)"
)
_GLAD = re.compile(r"\s*(?:i|ni)?\s*(?:'n|yn)\s+(?:hapus|falch|fodlon|barod)(?:\s+iawn)?\s+[io]\s+(?P<verb>[^\W\d_]+)")
_IF = re.compile(r"\s(?:pe|os)$|\s(?:pe|petai|petaem|petawn|pe bai|pe bawn)\b[^.;]*$")
_CONTENT = re.compile(r"\s(?:hyn|sut|pryd|lle|modd|ffordd|cyfnod|rheswm|pam|sawl|faint|beth)\s(?:y|yr)$")
"""What makes "byddwn" part of something spoken of: "yr hyn y byddwn yn chwilio amdano"."""
_WOULD = re.compile(r"\si(?:'n|\syn)\b")
_FUNDED = re.compile(r"(?:'r)?\s[^.;]{0,40}?(?:£\d|cyllid|gyllid|grant|arian)")
_RELATIVE = re.compile(r"(?:^|\s)(?:sy|sydd|sydd wedi bod|a oedd|a fydd|nad yw|bod|fod|mae|maent|oedd|wrth|er)$")
_QUOTED = re.compile(r"[“\"‘”]")
DROPPED = re.compile(r"\b(?:mwyach|bellach)\b")
DUE = re.compile(r"\b(?:erbyn|cyn|o fewn|ymhen|20\d\d|o'r|o \d|o fis|[bp]ob)\b")
_BY_DATE = re.compile(r"\W*(?:erbyn|cyn|o fewn|ymhen)\s[^.;]{3,80}$")
_REACH = 160
_OPENING_WORDS = 7
_LINKS = frozenset({
    "ystod", "unol", "ogystal", "dilyn", "achos", "lle", "ôl", "erbyn", "ymwneud", "enwedig", "benodol", "sgil",
    "arbennig", "ei", "eu", "ein", "eich", "fy", "y", "yr", "un", "hyn", "hynny", "fwy", "llai", "fawr", "bennaf",
    "ddiweddarach", "hwyrach", "gynnar", "gyflym", "llawn", "uniongyrchol", "ymarferol", "dda", "gyson", "amlwg",
})  # fmt: skip
_SUBORDINATE = (" y", " os", " pan", " na", " lle")
_THINGS = (Who.DOCUMENT, Who.PROGRAMME)
_GETS = frozenset({"cael", "derbyn", "ymuno", "gweld"})
_PASSING = frozenset({"cau", "dechrau", "agor", "para", "dod", "gorffen", "digwydd", "parhau", "cychwyn"})
_BUSY = frozenset({"trafod", "pleidleisio", "cyfarfod", "cwrdd", "ystyried", "dadlau"})
CALENDAR = re.compile(
    r"^\W*(?:y |yr |'r |r )?(?:ymgynghoriad|gyfarfod|cyfarfod|ddadl|dadl|sesiwn|cyfnod|arolwg|etholiad|bleidlais)\b"
)


def future(hit: Hit, reading: Reading) -> Draft | None:
    """Bydd X yn …: a pledge when X is public, or is the speaker's own and the act is one it answers for."""
    before = reading.before(hit)
    if before.endswith(_SUBORDINATE) or reading.context.law:
        return _aside(hit, reading) if before.endswith((" y", " lle")) or reading.context.law else None
    if before.endswith(" a") and hit.said.startswith("f"):
        return _which(hit, reading)
    if before.endswith((" ni", " fydd")) and DROPPED.search(reading.low, hit.end, hit.end + NEAR):
        return None
    for match in _FUTURE.finditer(reading.low, hit.end, hit.end + _REACH):
        relative = _RELATIVE.search(reading.low[hit.end : match.start()].rstrip())
        verb = stem(match["verb"])
        follows = verb == "dilyn" and reading.low.startswith((" yn", " ym", "."), match.end())
        if match["object"] and not known(verb, "acts", "done"):
            continue
        if not relative and (follows or verb not in _LINKS) and not reading.text[match.start("verb")].isupper():
            return _promised(hit, reading, match) or _state(hit, reading, match.start())
    return _state(hit, reading, hit.end + _REACH)


def _aside(hit: Hit, reading: Reading) -> Draft | None:
    """… meysydd y bydd y Llywodraeth yn eu datblygu; in law, what a note says that somebody will do."""
    match = _FUTURE.search(reading.low, hit.end, hit.end + NEAR)
    actor = whole(reading.text[hit.end : match.start()]) if match else Actor("", Who.OTHER)
    member = reading.context.voice is Voice.MEMBER
    if match is None or actor.who is not Who.PUBLIC or member or not known(stem(match["verb"]), "acts"):
        return None
    if reading.context.law:
        return draft(hit, actor, match.start("verb"), 0.45, "public-law", CommitmentKind.DUTY)
    return draft(hit, actor, match.start("verb"), 0.45, "public-that")


def _which(hit: Hit, reading: Reading) -> Draft | None:
    """… cronfa a fydd yn agor ym mis Mai: a thing just named is to do or have something done."""
    trust = aside(reading.context)
    match = _FUTURE.match(reading.low, hit.end + 1)
    if trust is None or match is None or not known(stem(match["verb"]), "acts", "done"):
        return None
    factor, mark = trust
    return draft(hit, Actor("", Who.OTHER), match.start("verb"), 0.4 * factor, f"which{mark}")


def _promised(hit: Hit, reading: Reading, match: re.Match[str]) -> Draft | None:
    who = reading.text[hit.end : match.start()].strip(" ,'’")
    if not who:
        return _unnamed(hit, reading, match)
    actor = whole(who)
    if match["passive"]:
        return _given(hit, reading, actor, stem(match["verb"]), match.start("verb"))
    if actor.who is Who.PUBLIC:
        return _public(hit, reading, actor, match)
    return _thing(hit, reading, actor, match)


def _unnamed(hit: Hit, reading: Reading, match: re.Match[str]) -> Draft | None:
    """Bydd yn cyhoeddi …: the one just spoken of, in the sentence or at the head of that before it."""
    context, verb, act = reading.context, stem(match["verb"]), match.start("verb")
    if hit.said.startswith("f") and not reading.before(hit).endswith((" fe", " mi")):
        return None
    if match["passive"]:
        return _given(hit, reading, Actor("", Who.OTHER), verb, act)
    earlier = " ".join(context.before.split()[:_OPENING_WORDS])
    spoken_of = f"{earlier} {reading.text[max(0, hit.start - NEAR) : hit.start]}"
    told = context.voice is not Voice.MEMBER and mentions(spoken_of, Lang.CY, Who.PUBLIC)
    return draft(hit, Actor("", Who.PUBLIC), act, 0.75, "it") if told and verb in radicals("acts") else None


def _thing(hit: Hit, reading: Reading, actor: Actor, match: re.Match[str]) -> Draft | None:
    """Bydd y gronfa yn agor …: a thing of the speaker's does what the speaker sees to; a date passing is no act."""
    verb, act, trust = stem(match["verb"]), match.start("verb"), aside(reading.context)
    passing = verb in _PASSING and CALENDAR.search(reading.low[hit.end : match.start()])
    if trust is None or passing:
        return None
    factor, mark = trust
    if actor.who in _THINGS and verb in radicals("acts"):
        return draft(hit, actor, act, 0.65 * factor, f"thing{mark}")
    going_on = verb in ("parhau", "para") and actor.who is Who.OTHER and not DUE.search(reading.low, match.end())
    doing = verb in radicals("done") | radicals("opening") and not going_on
    return draft(hit, actor, act, 0.45 * factor, f"other{mark}") if doing and actor.who is Who.OTHER else None


def _given(hit: Hit, reading: Reading, actor: Actor, verb: str, act: int) -> Draft | None:
    """Bydd X yn cael ei gyhoeddi: the speaker's to do, or that of whoever is named after "gan"."""
    by = by_whom(reading, act)
    usual = known(verb, "done")
    if by.who is Who.PUBLIC and reading.context.voice is not Voice.MEMBER:
        return draft(hit, by, act, 0.8, "done-by")
    trust = aside(reading.context)
    if trust is None and usual and actor.who is Who.PUBLIC:
        trust = (1.0, "")
    if trust is None:
        return None
    factor, mark = trust
    thing = Actor("", Who.OTHER) if actor.who is Who.PUBLIC else actor
    return draft(hit, thing, act, (0.8 if usual else 0.5) * factor, f"done{mark}" if usual else f"done-any{mark}")


def _public(hit: Hit, reading: Reading, actor: Actor, match: re.Match[str]) -> Draft | None:
    """A public actor's act: not a thought or a feeling, and not a chamber's or a meeting's business of a day."""
    context, verb, act = reading.context, stem(match["verb"]), match.start("verb")
    funded = verb == "derbyn" and context.official and _FUNDED.match(reading.low, match.end("verb"))
    if context.voice is Voice.MEMBER or (verb in _BUSY and actor.body == "senedd"):
        return None
    if verb in _GETS and not funded:
        return draft(hit, actor, act, 0.4, "public-gets")
    if verb in radicals("never") and not funded:
        return None
    doing = funded or verbal(verb)
    return draft(hit, actor, act, 0.95 if doing else 0.5, "public" if doing else "public-any")


def _state(hit: Hit, reading: Reading, before: int) -> Draft | None:
    """Bydd X wedi ei gwblhau erbyn …, bydd X yn ei lle, ar gael: an outcome that the speaker answers for."""
    context = reading.context
    match = _DONE_BY_THEN.search(reading.low, hit.end, max(before, hit.end) + 30)
    trust = aside(context)
    if match is None or trust is None:
        return None
    factor, mark = trust
    who = reading.text[hit.end : match.start()]
    if _RELATIVE.search(who.rstrip()) or CALENDAR.search(who.lower()):
        return None
    actor, at = whole(who), match.start("state") if match["state"] else match.start("verb")
    due = DUE.search(reading.low, match.end(), match.end() + NEAR) is not None or bool(
        _BY_DATE.match(reading.before(hit))
    )
    if match["state"]:
        return draft(
            hit, actor, at, (0.65 if due else 0.45) * factor, f"state{mark}" if due else f"state-undated{mark}"
        )
    return (
        draft(hit, actor, at, 0.7 * factor, f"by-then{mark}")
        if due and known(stem(match["verb"]), "acts", "got")
        else None
    )


def own(hit: Hit, reading: Reading) -> Draft | None:
    """Byddwn yn …: the speaker's own promise, when the speaker is somebody public or nobody said to be otherwise."""
    context = reading.context
    glad = _GLAD.match(reading.low, hit.end)
    match = glad if glad and known(glad["verb"], "acts") else _OWN.match(reading.low, hit.end)
    quoted = (
        context.voice is Voice.OUTSIDE
        and _QUOTED.search(reading.text, max(0, hit.start - NEAR), hit.end + NEAR) is not None
    )
    heard = context.official or context.voice is Voice.UNKNOWN or quoted
    conditional = hit.said.endswith("wn") and _WOULD.match(reading.low, hit.end)
    if match is None or context.law or not heard or conditional or _IF.search(reading.before(hit)):
        return None
    verb = stem(match["verb"])
    if verb == "cael" and reading.low.startswith(" gwared", match.end()):
        verb = "dileu"
    act = known(verb, "acts") or (context.official and verbal(verb))
    if not act or (match is not glad and verb in _idle(context)):
        return None
    pronoun = re.match(r"\s?(?:ni|i|innau|ninnau)\b", reading.low[hit.end : hit.end + 9])
    actor = Actor(reading.text[hit.start : hit.end + (pronoun.end() if pronoun else 0)], Who.SELF, context.we_key)
    if _CONTENT.search(reading.before(hit)):
        return draft(hit, actor, match.start("verb"), 0.4, "self-which")
    if quoted:
        return draft(hit, actor, match.start("verb"), 0.5, "self-told")
    return draft(hit, actor, match.start("verb"), 1.0 if context.official else 0.65, "self")


def _idle(context: Context) -> frozenset[str]:
    """Verbs that promise nothing: thoughts and feelings, and in a chamber what it does with its business."""
    sitting = radicals("business") if context.kind is DocumentKind.RECORD else frozenset()
    return radicals("never") | sitting
