"""Promises that Welsh reports: mae X yn dweud y bydd …, cytunodd X i …, penderfynwyd y byddai …"""

import re

from corpus.codebook import CommitmentKind
from nlp.actors import Actor, Who
from nlp.commitments.cues import Hit
from nlp.commitments.drafts import Draft
from nlp.context import Voice
from nlp.welsh.reading import Reading, act_at, actor_after, draft, known, named, radicals, stem, verbal, whole

_PROMISED = re.compile(
    r"[^.;]{0,200}?(?<![^\W_])(?<!sut )(?<!os )(?<!pryd )(?<!pam )(?<!lle )(?<!beth )(?<!faint )(?:y|na|nad)\s"
    r"(?:(?P<will>bydd|fydd|byddai|fyddai|byddwn|fyddwn|byddant|byddent|fyddent)(?:'[rn])?\s|(?P<passive>caiff|cânt|câi|caent)(?:'r)?\s"
    r"|(?P<done>[^\W\d_]{4,}ir)\s)(?P<act>\S)"
)
_ED = re.compile(r"[^.;:]{2,140}?\s(?:ei|eu|'i|'u)\s(?P<verb>[^\W\d_][\w-]*)")
_UNTIL_VERB = re.compile(r"(?P<who>[^.;:]{0,120}?)(?:\syn|'n)\s(?:cael\s(?:ei|eu)\s)?(?P<verb>[^\W\d_][\w'-]*)")
_TO = re.compile(r"[^.;:]{0,90}?\si(?:'w|'u)?\s(?P<verb>[^\W\d_][\w'-]*)")
_INTO_FORCE = re.compile(r"\b(?:dod|ddod|daw|deuant) i rym\b")
_SET = re.compile(r"[^.;]{0,60}?\s(?:bod|fod)(?='r\s|\s)")
_ITSELF = re.compile(
    r"[^.;]{0,40}?\s(?:ei|eu)\s(?:fod|bod)\s?"
    r"(?:am|yn bwriadu|'n bwriadu|yn mynd i|'n mynd i|i)\s(?P<verb>[^\W\d_][\w-]*)"
)
_MAY = re.compile(r"[^.;]{0,60}?\sy\s(?:gall|geill|caiff|ceir)\s")
_FROM_DAY = re.compile(r"\bo (?:ddydd \w+ )?\d{1,2} \w+")
_LIKELY = re.compile(r"\b(?:debygol|tebygol|tebyg|debyg|perygl|bosibl|posibl|risg|amcangyfrif)\b")
_UNABLE = re.compile(r"\b(?:ni all|ni allai|ni allwn|ni ellir|methu|heb|amhosibl|anodd|nid oes modd)\b[^.;]{0,40}$")
_AFTER_TO = re.compile(r"\s(?:i\s)?(?P<verb>[^\W\d_][\w'-]*)")
_MONEY = re.compile(r"(?<=cyhoeddi|hoeddodd)\s(?:[^\W\d_]+\s){0,3}£\d")
_SELF = re.compile(
    r"\b(?:rwy|rwyf|rydym|rydyn|rŷn|rydw|dwi|gallaf|gallwn|galla|hoffwn|hoffem|rhoddaf|rhown|ein|fy|allaf)\b"
)
_SPENT = re.compile(r"(?:cyflawni|cyrraedd|croesawu|gwireddu|nodi|cyfarfod|bodloni|anghofio)\s(?:â\s)?$")
_WEAK = ("dweud", "dywed", "nod", "amlinell", "pwysleis", "ddweud", "dywedir")
_DIRECT = ("addaw", "penderfyn", "bwriad", "cynig")
_HAD = {"cael", "derbyn", "gallu", "elwa", "gyfrifol", "rhan", "aros", "barod"}
_REACH = 160
_LEADS = 80


def report(hit: Hit, reading: Reading) -> Draft | None:
    """Mae X yn cyhoeddi y bydd …: somebody public is reported to have promised, or the speaker says so."""
    if reading.context.law or _UNABLE.search(reading.before(hit)):
        return None
    if _MONEY.match(reading.low, hit.end):
        return _money(hit, reading)
    match = _PROMISED.match(reading.low, hit.end)
    if match is None:
        return _told_to(hit, reading) or _wants(hit, reading) or _leave(hit, reading)
    return None if _untold(reading, match) else _reported(hit, reading, match)


def _reported(hit: Hit, reading: Reading, match: re.Match[str]) -> Draft | None:
    """What follows "y bydd": by the one who says it, or by whoever is to do it."""
    context, act = reading.context, match.start("act")
    says = actor_after(reading, hit.end)[0] if hit.said.endswith("odd") else Actor("", Who.OTHER)
    told = (
        says,
        named(_clause(hit, reading)),
        named(reading.text[hit.end : act]),
        whole(reading.text[act : act + _LEADS]),
    )
    actor = next((each for each in told if each.who is Who.PUBLIC), None)
    plain = hit.said.startswith(_WEAK) or context.voice is Voice.MEMBER
    forced = _INTO_FORCE.search(reading.low, match.end(), match.end() + _REACH) is not None
    if actor is not None:
        rule = "reported-force" if forced else "reported-state" if _is_state(reading, match) else "reported"
        return draft(hit, actor, act, 0.5 if rule != "reported" else 0.75 if plain else 1.0, rule)
    if not context.official or not _SELF.search(f"{reading.before(hit)[-50:]} {hit.said}"):
        return None
    return draft(hit, Actor("", Who.SELF, context.we_key), act, 0.7, "told")


def _is_state(reading: Reading, match: re.Match[str]) -> bool:
    """Whether what is to be is a thing's state ("yn ddewis olaf"): after "yn" a noun is mutated and a verb is not."""
    said = _UNTIL_VERB.match(reading.low, match.start("act") - 1)
    verb = stem(said["verb"]) if said is not None and match["will"] else ""
    return bool(verb) and not (known(verb, "acts", "done") or verbal(verb) or verb in _HAD)


def _clause(hit: Hit, reading: Reading) -> str:
    """What stands before a cue in its clause."""
    return re.split(r"[.;]\s", reading.text[max(0, hit.start - _REACH) : hit.start])[-1]


def _told_to(hit: Hit, reading: Reading) -> Draft | None:
    """Mae X yn dweud bod Y i wneud …: somebody public is reported to have been set to do something."""
    match = _SET.match(reading.low, hit.end)
    if match is None:
        return None
    actor, end = actor_after(reading, match.end())
    act = _AFTER_TO.match(reading.low, end) if reading.low.startswith(" i ", end) else None
    if actor.who is not Who.PUBLIC or act is None or not known(stem(act["verb"]), "acts"):
        return None
    return draft(hit, actor, act.start("verb"), 0.75, "set-to")


def _wants(hit: Hit, reading: Reading) -> Draft | None:
    """Mae'r Llywodraeth wedi dweud ei bod am gyhoeddi …: what the one just named says of itself."""
    match = _ITSELF.match(reading.low, hit.end)
    actor = named(_clause(hit, reading))
    if match is None or not known(stem(match["verb"]), "acts") or actor.who is not Who.PUBLIC:
        return None
    return draft(hit, actor, match.start("verb"), 0.8, "itself")


def _leave(hit: Hit, reading: Reading) -> Draft | None:
    """Y Prif Weinidog yn dweud y gall pobl deithio o 6 Gorffennaf: a leave that somebody public gives from a day."""
    match = _MAY.match(reading.low, hit.end)
    dated = _FROM_DAY.search(reading.low, hit.end, hit.end + _REACH) if match else None
    actor = named(_clause(hit, reading))
    if match is None or dated is None or actor.who is not Who.PUBLIC or reading.context.voice is Voice.MEMBER:
        return None
    return draft(hit, actor, match.end(), 0.7, "leave")


def _money(hit: Hit, reading: Reading) -> Draft | None:
    """Mae X yn cyhoeddi £40 miliwn i …: money announced is money promised."""
    actor = named(_clause(hit, reading))
    if actor.who is Who.PUBLIC and reading.context.voice is not Voice.MEMBER:
        return draft(hit, actor, hit.start, 0.7, "money")
    own = reading.context.official and reading.before(hit).endswith((" rwy'n", " rwyf yn", " rydym yn", " heddiw"))
    return draft(hit, Actor("", Who.SELF, reading.context.we_key), hit.start, 0.7, "money") if own else None


def _untold(reading: Reading, match: re.Match[str]) -> bool:
    """Whether what is reported is no act: "y caiff" without what is done, "y bydd" with a state or a thought."""
    at = match.start("act")
    if match["passive"]:
        done = _ED.match(reading.low, at - 1)
        return done is None or not known(done["verb"], "done", "acts")
    if _LIKELY.search(match[0]):
        return True
    if match["done"]:
        return match["done"] in radicals("idle")
    said = _UNTIL_VERB.match(reading.low, at - 1)
    return said is not None and stem(said["verb"]) in radicals("never") - _HAD and not whole(said["who"]).body


def agreed(hit: Hit, reading: Reading) -> Draft | None:
    """Cytunodd X i ddosbarthu …, ymrwymodd y Gweinidog i …: the verb first, then who promised, then the act."""
    context = reading.context
    before = reading.before(hit)
    if context.law or before.endswith((" a", " os", " pan", " na", " ni")):
        return None
    actor, end = actor_after(reading, hit.end)
    if actor.who is not Who.PUBLIC:
        return None
    match = _TO.match(reading.low, end)
    if match and (known(stem(match["verb"]), "acts") or verbal(stem(match["verb"]))):
        return draft(hit, actor, match.start("verb"), 1.0, "public")
    promised = _PROMISED.match(reading.low, end)
    if promised:
        return draft(hit, actor, promised.start("act"), 1.0, "that")
    verb, act = act_at(reading.low, end)
    return draft(hit, actor, act, 0.8, "bare") if hit.said.startswith(_DIRECT) and known(verb, "acts") else None


def resolved(hit: Hit, reading: Reading) -> Draft | None:
    """Penderfynwyd y byddai …, cytunwyd i sefydlu …: decided by whoever's paper it is, or by the one then named."""
    context = reading.context
    if context.law or reading.before(hit).endswith((" a", " na", " ni")):
        return None
    promised = _PROMISED.match(reading.low, hit.end)
    if promised and not _untold(reading, promised):
        actor = whole(reading.text[promised.start("act") : promised.start("act") + 80])
        if actor.who is not Who.PUBLIC and not context.official:
            return None
        actor = actor if actor.who is Who.PUBLIC else Actor("", Who.SELF, context.we_key)
        return draft(hit, actor, promised.start("act"), 1.0, "that")
    match = re.compile(r"\si\s(?P<verb>[^\W\d_][\w'-]*)").match(reading.low, hit.end)
    if match is None or not known(stem(match["verb"]), "acts") or not context.official:
        return None
    return draft(hit, Actor("", Who.SELF, context.we_key), match.start("verb"), 0.8, "to", CommitmentKind.PLEDGE)


def purpose(hit: Hit, reading: Reading) -> Draft | None:
    """X yn cyhoeddi ei bwriad i gyflwyno …: an intention that is somebody's, named before it."""
    context = reading.context
    aim = hit.rule.kind is CommitmentKind.ASPIRATION
    match = (_TO if aim else _AFTER_TO).match(reading.low, hit.end)
    if _SPENT.search(f"{reading.before(hit)} "):
        return None
    if context.law or match is None or not (aim or known(stem(match["verb"]), "acts")):
        return None
    if hit.said.startswith(("ein", "fy")):
        own = Actor(reading.text[hit.start : hit.start + 3].strip(), Who.SELF, context.we_key)
        return draft(hit, own, match.start("verb"), 1.0, "self") if context.official else None
    actor = named(_clause(hit, reading))
    if actor.who is Who.PUBLIC:
        return draft(hit, actor, match.start("verb"), 0.9, "public")
    if context.voice is Voice.MEMBER or "mrwym" not in hit.said:
        return None
    return draft(hit, Actor("", Who.OTHER), match.start("verb"), 0.6, "nobody")
