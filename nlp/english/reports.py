"""What English says was promised, set in hand, or aimed at: has asked officials to, confirmed that, our aim is."""

import re

from corpus.codebook import CommitmentKind, Lang
from nlp.actors import Actor, Who, classify
from nlp.commitments.drafts import Draft
from nlp.context import Voice
from nlp.english.cue_in_clause import listed
from nlp.english.scene import ACT, OBJECT, PERSONAL, PRONOUNS, Scene

PROMISED = re.compile(
    r"[^.;]{0,220}?(?:(?<![^\W_])|(?='))(?P<modal>will|would|could|shall|is to|are to|was to|were to|'ll|'d|’d|’ll)"
    r"(?:\s(?:not|also|then))?\s(?P<act>(?P<verb>[a-z'-]+))"
)
_RELATIVE = re.compile(r"\b(?:which|who|that)\s$")
TO_ACT = re.compile(
    r"(?P<modal>)\s+(?:an? \w+ )?to\s+"
    r"(?P<act>(?P<verb>(?!(?:the|an?|all|our|this|that|its|us|you|me|him|her|them)\b)[a-z'-]+))"
)
THING = re.compile(r"\s(?:an?|the|its|their|our|his|her|further|more|full|£|new)\s?(?P<act>\w)")
"""A thing promised, after "promised"."""

POSSESSED = re.compile(
    r"\b(?:our|my|its|their|this government's|government's|the overall|the overarching|the ultimate|the)\s+"
    r"(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
REACH = 60
_OURS = re.compile(r"\b(?:our|my|this government's|government's|ministers')\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
_INTENDED = re.compile(r"(?:to\s)?(?P<verb>[a-z-]+)\b")
_OWNED = re.compile(r"\s(?:our|my|its)\s")
_PLAIN = frozenset(
    {
        "said", "stated", "told", "says", "states", "explained", "set out", "outlined", "accepted", "indicated",
        "noted that", "advised",
    }
)  # fmt: skip
_NOUNS = frozenset(
    {
        "undertaking", "commitment that", "assurance that", "assurances that", "commitment by", "promise by",
        "pledge by", "promise that", "pledge that", "guarantee that", "commitment was given",
    }
)  # fmt: skip
_VOUCHED = frozenset(
    {"confirmed", "announced", "pledged", "promised", "guaranteed", "undertook", "assured", "confirms"}
)
_GIVES = ("promise", "pledge", "guarantee")
_THEY = frozenset({"it", "they", "he", "she"})
_PASSIVE = ("was ", "were ", "has been ", "have been ")
_WIDEST = 5
_NO_AIM = ("to be clear", "that the member", "not to")


def task(scene: Scene) -> Draft | None:
    """Has asked officials to: the speaker's own promise that it will be done."""
    if not scene.aside and scene.hit.said.startswith(_PASSIVE):
        return _told_to(scene)
    match = OBJECT.match(scene.text, scene.hit.end)
    if scene.aside or match is None or match["link"] != "to":
        return None
    if not (scene.own or scene.reported):
        return _asked_by_member(scene, match)
    asked = classify(match["object"], Lang.EN)
    if asked.who is Who.PUBLIC and scene.context.we_key == "senedd-committees":
        return scene.draft(scene.bound(asked), match.start("act"), 0.7, "called", CommitmentKind.RECOMMENDATION)
    them = scene.own and asked.text.lower() in PRONOUNS
    if asked.who is Who.PRONOUN and not them:
        return None
    factor, rule = (1.0, "asked") if asked.who is Who.PUBLIC else (0.8, "asked") if them else (0.6, "asked-other")
    return scene.draft(scene.bound(scene.subject), match.start("act"), factor, rule)


def _told_to(scene: Scene) -> Draft | None:
    """Officials have been instructed to: by the body that speaks, when it is its own to command or asks another."""
    match = TO_ACT.match(scene.text, scene.hit.end)
    if match is None or not scene.context.official or scene.subject.who not in (Who.PUBLIC, Who.OTHER):
        return None
    return scene.draft(scene.bound(scene.subject), match.start("act"), 0.9, "told")


def _asked_by_member(scene: Scene, match: re.Match[str]) -> Draft | None:
    """What those who are not in office have asked of somebody public: no promise of theirs, but a recommendation."""
    asked = classify(match["object"], Lang.EN)
    if scene.subject.who is not Who.SELF or asked.who is not Who.PUBLIC:
        return None
    return scene.draft(scene.bound(asked), match.start("act"), 0.6, "member", CommitmentKind.RECOMMENDATION)


def report(scene: Scene) -> Draft | None:
    """Somebody public is reported to have promised something still to come."""
    subject, said, text = scene.subject, scene.hit.said, scene.text
    plain = said in _PLAIN
    who = scene.bound(subject)
    you = who.text.lower() == "you" and bool(who.body)
    public = subject.who is Who.PUBLIC or you
    if scene.aside and not public:
        return None
    match = PROMISED.match(text, scene.hit.end)
    if match is None and not plain:
        match = TO_ACT.match(text, scene.hit.end)
    if match is None:
        return _thing(scene, who) if public or scene.own else None
    if match["verb"] == "not":
        return None
    if said in _NOUNS and not (public or scene.own):
        who = scene.bound(_promiser(text[scene.hit.end : match.start("modal")]))
        public = who.who is Who.PUBLIC
    vouched = said in _VOUCHED and subject.text.lower() in PERSONAL and scene.context.voice is not Voice.MEMBER
    if not (public or scene.own or vouched) or (match["modal"] and _RELATIVE.search(text[: match.start("modal")])):
        return None
    sure = not _idle(match["verb"]) and not scene.aside and not vouched
    if plain and (match["verb"] == "be" or not _theirs(text[scene.hit.end : match.start("act")])):
        sure = False
    factor = 0.75 if plain or scene.context.voice is Voice.MEMBER else 1.0
    return scene.draft(who, match.start("act"), factor * (1.0 if sure else 0.6), "reported" if sure else "weak")


def _thing(scene: Scene, who: Actor) -> Draft | None:
    """Has promised a response: a thing promised, and not an act."""
    match = THING.match(scene.text, scene.hit.end)
    if match is None or scene.aside or not scene.hit.said.startswith(_GIVES):
        return None
    return scene.draft(who, match.start("act"), 0.7, "thing")


def _promiser(clause: str) -> Actor:
    """The public actor whose name ends a clause cut before its "would"."""
    said = clause.split()
    found = (classify(" ".join(said[-width:]), Lang.EN) for width in range(min(_WIDEST, len(said)), 0, -1))
    return next((actor for actor in found if actor.who is Who.PUBLIC), Actor("", Who.OTHER))


def _idle(verb: str) -> bool:
    """Whether what is reported merely happens to somebody, and is no act."""
    return verb != "be" and verb in listed("happens") | listed("never")


def _theirs(clause: str) -> bool:
    """Whether the clause after a plain "said" has a subject that can promise ("that it will", "the board would")."""
    said = clause.split()[:-1]
    if said[-1:] and said[-1].lower() in _THEY:
        return True
    widths = range(1, min(_WIDEST, len(said)) + 1)
    return any(classify(" ".join(said[-width:]), Lang.EN).who in (Who.SELF, Who.PUBLIC) for width in widths)


def aim(scene: Scene) -> Draft | None:
    """Our aim is, it is our intention to: a stated aim of somebody public."""
    hit, context = scene.hit, scene.context
    before = scene.text[max(0, hit.start - REACH) : hit.start]
    stated = hit.said.endswith((" is", " are", " remains")) or hit.said.startswith(("is ", "set", "re"))
    said = f"{before}{hit.said}".lower()
    ours = _OURS.search(before) is not None or _OWNED.search(said) is not None
    owned = ours and (context.official or "government's" in said)
    after = ACT.match(scene.text, hit.end)
    if after is None or scene.text[after.start("act") :].lower().startswith(_NO_AIM):
        return None
    if not owned and not (stated and context.official and POSSESSED.search(before)):
        return None
    speaker = Actor(context.we, Who.SELF, context.we_key)
    if "government's" in said:
        speaker = Actor("", Who.PUBLIC, context.cast.key(said.split("'s")[0], context.we_key))
    act = _INTENDED.match(scene.text, after.start("act"))
    if "intention" in said and act and act["verb"] in listed("orders") | listed("acts") | {"announce"} - listed("soft"):
        return scene.draft(speaker, act.start("verb"), 1.0, "intended", CommitmentKind.PLEDGE)
    return scene.draft(speaker, after.start("act"), 1.0 if stated else 0.75, "stated")
