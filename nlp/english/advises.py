"""What English recommends in a clause: recommends that X, asks that, proposes that, it is vital that."""

import re

from corpus.codebook import CommitmentKind, Lang
from nlp.actors import Actor, Who, classify
from nlp.commitments.drafts import Draft
from nlp.context import ASKING, GUIDANCE, Voice
from nlp.english.cue_in_clause import listed
from nlp.english.scene import ACT, Scene

_TOLD = re.compile(r"\b(?:will|would|is|are|was|were|has|have|had|can|cannot)\s")
"""What somebody is told of, and not told to do, by one who advises that it is so."""
_TOLD_TO = re.compile(r"\bto\s(?:\w+ly\s)?$")
_MOST_WORDS = 9
_LEAD_WORDS = re.compile(r"(?:that\s+|to\s+)?(?P<who>\S.*)", re.DOTALL)
_BY = re.compile(
    r"\bby (?P<who>(?:the |a |an |each |every )?[\w'’-]+(?: [A-Z][\w'’-]*| [a-z]+){0,2}?)"
    r"(?=$|[.,;]|\s(?:to|until|before|in|for|by|and)\s)"
)
_PROPOSING = ("propose", "suggest", "advise", "request", "would like", "'d like", "want", "like to")
_NOBODY = Actor("", Who.OTHER)


def that(scene: Scene) -> Draft | None:
    """Recommends that somebody act, or recommends a thing; asks that; proposes that."""
    after = ACT.match(scene.text, scene.hit.end)
    if after is None or scene.aside or scene.context.presiding or _forecast(scene):
        return None
    act = after.start("act")
    if scene.hit.said.startswith("advise") and _TOLD.search(scene.text, act):
        return None
    if scene.text[act:].lower().removeprefix("that ").startswith(tuple(listed("chamber-business"))):
        return None
    asked = scene.bound(_addressed(scene.text, act))
    return _read(scene, asked, act)


def _read(scene: Scene, asked: Actor, act: int) -> Draft | None:
    """By its cue: what is asked, proposed, called vital, or recommended."""
    if scene.hit.said.endswith(("ask that", "asks that")):
        return scene.draft(asked, act, 0.8, "asked") if asked.who is Who.PUBLIC else None
    clausal = scene.hit.said.endswith(("that", "to"))
    if scene.hit.said.startswith(_PROPOSING):
        return _proposed(scene, asked, act, clausal)
    if scene.hit.rule.name == "essential":
        return scene.draft(asked, act, 1.0, "that") if _counsels(scene) else None
    heard = clausal or _standing(scene) or scene.subject.who in (Who.PUBLIC, Who.DOCUMENT)
    if heard:
        return scene.draft(asked, act, 1.0 if clausal else 0.75, "that")
    return scene.draft(asked, act, 0.5, "that-weak") if asked.who is Who.PUBLIC else None


def _forecast(scene: Scene) -> bool:
    """Whether somebody else is only expected to recommend."""
    return _TOLD_TO.search(scene.text[: scene.hit.start]) is not None and scene.subject.who is not Who.SELF


def _counsels(scene: Scene) -> bool:
    """Whether the text is one that advises."""
    context = scene.context
    return context.kind in ASKING | GUIDANCE or context.voice in (Voice.PUBLIC, Voice.OUTSIDE)


def _proposed(scene: Scene, asked: Actor, act: int, clausal: bool) -> Draft | None:
    """A government's own proposal is its pledge; a proposal of those with standing is a recommendation."""
    context = scene.context
    if scene.hit.said.endswith("like to see") or scene.hit.said.startswith("want"):
        return _seen(scene, asked, act)
    if context.voice is Voice.GOVERNMENT and scene.subject.who is Who.SELF:
        return scene.draft(scene.bound(scene.subject), act, 0.65, "own", CommitmentKind.PLEDGE) if clausal else None
    return scene.draft(asked, act, 1.0 if clausal else 0.75, "that") if _standing(scene) else None


def _seen(scene: Scene, asked: Actor, act: int) -> Draft | None:
    """Would like to see: a public body's own wish, or a call by one who can only ask."""
    asking = scene.context.kind in ASKING or scene.context.voice is Voice.OUTSIDE
    if (scene.own or scene.reported) and not (asking and scene.subject.who is Who.SELF):
        return scene.draft(scene.bound(scene.subject), act, 0.7, "see", CommitmentKind.ASPIRATION)
    return scene.draft(asked, act, 0.6, "see") if asking else None


def _standing(scene: Scene) -> bool:
    """Whether it is a body that may recommend: a commission, committee, auditor, campaign or motion."""
    context = scene.context
    if scene.subject.who is Who.SELF:
        return context.kind in ASKING or context.voice in (Voice.PUBLIC, Voice.OUTSIDE)
    return scene.subject.who in (Who.PUBLIC, Who.DOCUMENT) or context.kind in ASKING


def _addressed(text: str, at: int) -> Actor:
    """Whom a recommendation is for: the public actor its clause begins with, or by whom it is to be done."""
    match = _LEAD_WORDS.match(text, at)
    said = match["who"].split(maxsplit=_MOST_WORDS)[:_MOST_WORDS] if match else []
    for width in range(len(said), 0, -1):
        actor = classify(" ".join(said[:width]).rstrip(",.;"), Lang.EN)
        if actor.who is Who.PUBLIC and " to " not in actor.text:
            return actor
    done = _BY.search(text, at)
    agent = classify(done["who"], Lang.EN) if done else _NOBODY
    return agent if agent.who is Who.PUBLIC else _NOBODY
