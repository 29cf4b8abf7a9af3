"""What English says was promised, set in hand, or aimed at: has asked officials to, confirmed that, our aim is."""

import re

from corpus.codebook import Lang
from nlp.actors import Actor, Who, classify, mentions
from nlp.context import Voice
from nlp.drafts import Draft
from nlp.english_case import listed
from nlp.english_scene import ACT, OBJECT, PRONOUNS, Scene

PROMISED = re.compile(
    r"[^.;]{0,220}?(?<![^\W_])(?P<modal>will|would|is to|are to|was to|were to)\s(?P<act>(?P<verb>[a-z'-]+))"
)
_RELATIVE = re.compile(r"\b(?:which|who|that)\s$")
TO_ACT = re.compile(
    r"(?P<modal>)\s+(?:an? \w+ )?to\s+"
    r"(?P<act>(?P<verb>(?!(?:the|an?|all|our|this|that|its|us|you|me|him|her|them)\b)[a-z'-]+))"
)
POSSESSED = re.compile(
    r"\b(?:our|my|its|their|this government's|government's|the overall|the overarching|the ultimate|the)\s+"
    r"(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
REACH = 60
_OURS = re.compile(r"\b(?:our|my|this government's|government's|ministers')\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
_OWNED = re.compile(r"\s(?:our|my|its)\s")
_PLAIN = frozenset(
    {"said", "stated", "told", "says", "states", "explained", "set out", "outlined", "accepted", "indicated"}
)
_THEY = frozenset({"it", "they", "he", "she"})
_WIDEST = 5
_NO_AIM = ("to be clear", "that the member", "not to")


def task(scene: Scene) -> Draft | None:
    """Has asked officials to: the speaker's own promise that it will be done."""
    match = OBJECT.match(scene.text, scene.hit.end)
    if match is None or match["link"] != "to" or scene.aside or not (scene.own or scene.reported):
        return None
    asked = classify(match["object"], Lang.EN)
    if asked.who is Who.PUBLIC:
        return scene.draft(scene.subject, match.start("act"), 1.0, "asked")
    them = scene.own and asked.text.lower() in PRONOUNS
    return scene.draft(scene.subject, match.start("act"), 0.8, "asked") if them else None


def report(scene: Scene) -> Draft | None:
    """Somebody public is reported to have promised something still to come."""
    subject, plain = scene.subject, scene.hit.said in _PLAIN
    named = subject.who is Who.PRONOUN and subject.text.lower() in _THEY
    public = subject.who is Who.PUBLIC or (named and mentions(scene.context.before, Lang.EN, Who.PUBLIC))
    match = PROMISED.match(scene.text, scene.hit.end)
    if match is None and not plain:
        match = TO_ACT.match(scene.text, scene.hit.end)
    if match is None or scene.aside or not (public or scene.own) or _idle(match["verb"]):
        return None
    if match["modal"] and _RELATIVE.search(scene.text[: match.start("modal")]):
        return None
    if plain and (match["verb"] == "be" or not _theirs(scene.text[scene.hit.end : match.start("act")])):
        return None
    factor = 0.75 if plain or scene.context.voice is Voice.MEMBER else 1.0
    return scene.draft(subject, match.start("act"), factor, "reported")


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
    return scene.draft(speaker, after.start("act"), 1.0 if stated else 0.75, "stated")
