"""What Welsh undertakes, intends and hopes for: wedi ymrwymo i, yn bwriadu, ein nod yw, rwyf wedi gofyn i …"""

import re

from corpus.codebook import CommitmentKind, Lang
from nlp.actors import Actor, Who, classify, mentions
from nlp.commitments.cues import Hit
from nlp.commitments.drafts import Draft
from nlp.context import Voice
from nlp.welsh.reading import (
    NEAR,
    Reading,
    act_at,
    actor_after,
    aside,
    draft,
    forms,
    known,
    named,
    radicals,
    subject_before,
    verb_at,
)

DUTY, PLEDGE, ASPIRATION = CommitmentKind.DUTY, CommitmentKind.PLEDGE, CommitmentKind.ASPIRATION

_WHOSE = re.compile(
    r"(?:\s(?:ychwanegol|cyffredinol|terfynol|hirdymor|penodol|pennaf|allweddol|clir|syml))?\s(?P<who>[^.;,]{2,70}?)\s(?:yw|ydy|ydi)\s"
)
_OF_MEMBERS = re.compile(r"\sy (?:bydd|byddai|gall)(?:'r|\s(?:yr|y|holl))?\s(?:aelod|aelodau|pawb yn y siambr)\b")
"""What a speaker hopes of the chamber."""
_THE_AIM = re.compile(r"(?:,\s[^,;.]{2,50},|\s(?:felly|hefyd|yn y pen draw))?\s(?:yw|ydy|ydi|fydd)\s")
"""What follows "y nod" in the speaker's own paper."""
_IS = re.compile(r"\s(?:[^\W_][\w'-]*\s){0,8}?(?:yw|ydy|ydi|oedd)(?:\so\shyd)?\b|\so\shyd\syw\b")
_MINE = re.compile(r"\s*(?:i\s|i?'m\s|i'n\s|fy\s|ein\s)*")
_NEGATED = re.compile(r"\s(?:ddim|nid|nad|heb|ni)\b")
_BINDING = re.compile(r"\s(?:y|na|bod|nad|fod|mai)\s|\b(?:erbyn|cyn|o fewn|\d{4})\b")
_NEAR = 30
_ASKING_VIEWS = frozenset({"barn", "farn", "safbwyntiau", "sylwadau", "eich"})
_THINGS = (Who.DOCUMENT, Who.PROGRAMME)
_BARE = frozenset(
    {"nod", "bwriad", "amcan", "uchelgais", "gweledigaeth", "gobaith", "nodau", "amcanion", "diben", "pwrpas"}
)
_IT = re.compile(r"\S\s(?:mae|y mae|mae'n|ei fod|ei bod|eu bod)(?:'n)?$")
_WISH = ("hoff", "rwyf", "rwy", "dwi")


def before(hit: Hit, reading: Reading) -> Draft | None:
    """Mae X wedi ymrwymo i …, rydym yn bwriadu …, rydym am …: the subject stands before."""
    context = reading.context
    subject = subject_before(reading, hit)
    duty = hit.rule.kind is DUTY
    said_before = subject.who is Who.OTHER and not subject.text and _IT.search(reading.before(hit)) is not None
    if said_before and hit.rule.name in ("aim", "intend", "undertake"):
        return _it(hit, reading)
    speaker = subject.who is Who.SELF and context.official
    public = subject.who is Who.PUBLIC and (context.voice is not Voice.MEMBER or duty)
    negated = _NEGATED.search(reading.low, max(0, hit.start - _NEAR), hit.start) is not None
    verb, act = verb_at(reading.low, hit.end)
    if negated or (context.law and not duty) or verb in _ASKING_VIEWS:
        return None
    if hit.rule.name == "due":
        return _due(hit, reading, subject, act)
    if not (speaker or public):
        return None
    if duty:
        return draft(hit, subject, act, 1.0, "public")
    return _wanted(hit, reading, subject) if hit.rule.name == "aim" else _weighed(hit, reading, subject, verb, act)


def _wanted(hit: Hit, reading: Reading, subject: Actor) -> Draft | None:
    """An aim, unless "hoffwn" and the like only make a courtesy of it ("hoffwn ddiolch")."""
    act = verb_at(reading.low, hit.end)[1]
    near = reading.low[max(0, hit.start - 8) : hit.start]
    wish = hit.said.startswith(_WISH) or any(said in near for said in _WISH)
    courteous = wish and any(reading.low.startswith(f"{said} ", act) for said in radicals("courtesy"))
    if _OF_MEMBERS.match(reading.low, hit.end):
        return None
    name = "self" if subject.who is Who.SELF else "public"
    return None if courteous else draft(hit, subject, act, 1.0, name)


def _it(hit: Hit, reading: Reading) -> Draft | None:
    """Mae'r Llywodraeth yn croesawu hyn, ond mae am weld …: who it is stands earlier in the sentence."""
    actor = named(reading.text[max(0, hit.start - NEAR) : hit.start])
    if actor.who is not Who.PUBLIC or reading.context.law or reading.context.voice is Voice.MEMBER:
        return None
    return draft(hit, actor, verb_at(reading.low, hit.end)[1], 0.6, "it")


def _weighed(hit: Hit, reading: Reading, subject: Actor, verb: str, act: int) -> Draft | None:
    """An undertaking or intention by what follows: an act, a vague act, a thought, or a value."""
    bound = hit.rule.name == "undertake" and "mrwym" in hit.said
    if verb in forms("soft") and hit.rule.name == "intend":
        return draft(hit, subject, act, 0.9, "soft", ASPIRATION)
    if known(verb, "acts"):
        if bound and verb in forms("vague") and not _BINDING.search(reading.low, act, act + NEAR):
            return draft(hit, subject, act, 0.8, "vague", ASPIRATION)
        return draft(hit, subject, act, 1.0, "act")
    if hit.rule.name == "undertake" and verb in ("y", "na", "nad", "bod", "fod"):
        return draft(hit, subject, act, 0.9, "that")
    if bound:
        return draft(hit, subject, act, 0.75, "value", ASPIRATION)
    return draft(hit, subject, act, 0.5, "other") if verb.endswith(("io", "hau", "u", "i")) else None


def _due(hit: Hit, reading: Reading, subject: Actor, act: int) -> Draft | None:
    """Mae'r ganolfan i fod i agor …: what is arranged for the speaker's own things, or for somebody public."""
    if subject.who in (*_THINGS, Who.OTHER) and not reading.context.official:
        return None
    return draft(hit, subject, act, 1.0, "public" if subject.who is Who.PUBLIC else "thing")


def aim(hit: Hit, reading: Reading) -> Draft | None:
    """Ein nod yw …, nod y Strategaeth yw …: a stated aim of somebody public."""
    context = reading.context
    if context.law:
        return None
    if hit.said in _BARE:
        return _aim_of(hit, reading)
    near = f"{reading.low[max(0, hit.start - 12) : hit.start]} {hit.said}"
    whose = re.search(r"\b(?P<said>ein|fy)\b|(?P<hung>'n)\s", near)
    follows = _IS.match(reading.low, hit.end)
    stated = " yw" in hit.said or hit.said.startswith("yw") or follows is not None
    trust = aside(context)
    if not stated or not (trust or mentions(hit.said, Lang.CY, Who.PUBLIC)):
        return None
    factor, mark = trust or (1.0, "")
    verb, act = verb_at(reading.low, follows.end() if follows else hit.end)
    intent = "bwriad" in hit.said or "fwriad" in hit.said
    kind = PLEDGE if intent and verb in radicals("firm") else ASPIRATION
    said = "" if whose is None or whose["hung"] else next(word for word in (near.split()) if word in ("ein", "fy"))
    printed = reading.text[max(0, hit.start - 12) : hit.end].split()
    words = next((word for word in printed if word.lower() == said), "")
    own = Actor(words, Who.SELF, context.we_key)
    name = "firm" if kind is PLEDGE else "stated"
    return draft(hit, own, act, (1.0 if whose else 0.8) * factor, f"{name}{mark}", kind)


def _aim_of(hit: Hit, reading: Reading) -> Draft | None:
    whose = _WHOSE.match(reading.text, hit.end)
    ours = _THE_AIM.match(reading.low, hit.end) if reading.before(hit).endswith((" y", " yr")) else None
    if ours is not None and reading.context.official:
        own = Actor("", Who.SELF, reading.context.we_key)
        return draft(hit, own, verb_at(reading.low, ours.end())[1], 0.9, "ours")
    if whose is None:
        return None
    owner = classify(whose["who"], Lang.CY)
    public = owner.who is Who.PUBLIC and reading.context.voice is not Voice.MEMBER
    trust = aside(reading.context)
    if public:
        return draft(hit, owner, whose.end(), 0.9, "stated")
    if trust is None or owner.who in (Who.PRIVATE, Who.FOREIGN):
        return None
    factor, mark = trust
    known = owner.who in (*_THINGS, Who.PRONOUN)
    return draft(
        hit, owner, whose.end(), (0.9 if known else 0.6) * factor, f"stated{mark}" if known else f"stated-other{mark}"
    )


def task(hit: Hit, reading: Reading) -> Draft | None:
    """Rwyf wedi gofyn i'm swyddogion …: the speaker's own promise that it will be done."""
    mine = _MINE.match(reading.low, hit.end)
    asked, end = actor_after(reading, mine.end() if mine else hit.end)
    impersonal = hit.said.startswith("gofynnwyd")
    subject = Actor("", Who.SELF, reading.context.we_key) if impersonal else subject_before(reading, hit)
    public = subject.who is Who.PUBLIC and reading.context.voice is not Voice.MEMBER
    if asked.who is not Who.PUBLIC or not (public or (subject.who is Who.SELF and reading.context.official)):
        return None
    return draft(hit, subject, act_at(reading.low, end)[1], 1.0, "asked")
