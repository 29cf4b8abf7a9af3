"""What English asks of somebody else: calls on X to, recommends that X, requires X to, wants X to."""

import re

from corpus.codebook import CommitmentKind, DocumentKind, Lang
from nlp.actors import Actor, Who, classify, mentions
from nlp.context import ASKING, Voice
from nlp.drafts import Draft
from nlp.english_case import listed
from nlp.english_scene import ACT, OBJECT, PRONOUNS, Scene

CALLS_FOR = frozenset({"call for", "calls for", "called for", "calling for", "demands that", "demand that"})
WISHES = frozenset({"want", "wants", "would like"})
_POLITE = ("ask", "invite", "want", "would", "expect", "encourage", "request", "require", "oblige", "'d ask")
_PROPOSING = ("propose", "suggest", "advise", "request", "would like")
_CLAUSE = re.compile(r"\b(?:we|I|you|your|on|about|that|which|who)\b")
_ADDRESSED = re.compile(
    r"(?:that\s+)?(?P<who>.{2,100}?)\s+(?:should|must|ought|to|be|is|are|will|takes?|gives?|makes?|ensures?|\w+s)\s"
)
_NOBODY = Actor("", Who.OTHER)


def call(scene: Scene) -> Draft | None:
    """Calls on, urges, expects somebody public to act; a law that requires it of them; calls for a thing."""
    hit, context = scene.hit, scene.context
    if scene.aside and hit.rule.kind is not CommitmentKind.DUTY:
        return None
    match = OBJECT.match(scene.text, hit.end)
    actor = _asked(match["object"], scene) if match else _NOBODY
    if match and actor.who is Who.PUBLIC:
        return scene.draft(actor, match.start("act"), 1.0, "public") if _counts(scene, actor, match["verb"]) else None
    wished = hit.said in WISHES and (scene.own or scene.subject.who is Who.PUBLIC)
    if wished and match and match["link"] == "to" and not _CLAUSE.search(match["object"]):
        return scene.draft(scene.subject, match.start("act"), 0.65, "wish", CommitmentKind.ASPIRATION)
    after = ACT.match(scene.text, hit.end)
    campaign = context.kind in ASKING or context.kind is DocumentKind.ARTICLE or context.voice is Voice.OUTSIDE
    return (
        scene.draft(_NOBODY, after.start("act"), 0.6, "thing") if after and campaign and hit.said in CALLS_FOR else None
    )


def _asked(words: str, scene: Scene) -> Actor:
    """Whom a call is on; "them" and "it" are whom the text before them named, if it was somebody public."""
    if words.lower() in PRONOUNS:
        for earlier in (scene.text[: scene.hit.start], scene.context.before):
            if mentions(earlier, Lang.EN, Who.PUBLIC):
                return Actor(words, Who.PUBLIC)
    return classify(words, Lang.EN)


def _counts(scene: Scene, actor: Actor, verb: str) -> bool:
    """Whether the one who asks has a voice that counts, asks another, and asks for more than a turn to speak."""
    context, subject = scene.context, scene.subject
    sitting = context.presiding or context.kind is DocumentKind.RECORD
    itself = subject.who is Who.SELF and bool(context.we_key) and actor.body == context.we_key
    if itself or (sitting and verb in listed("procedure")):
        return False
    if not scene.hit.said.startswith(_POLITE):
        return True
    if scene.hit.rule.kind is CommitmentKind.DUTY:
        return subject.who not in (Who.SELF, Who.PRIVATE)
    if subject.who is Who.SELF:
        return context.official or context.voice is Voice.MEMBER or context.kind in ASKING
    return subject.who is Who.PUBLIC or context.kind is DocumentKind.MOTION


def that(scene: Scene) -> Draft | None:
    """Recommends that somebody act, or recommends a thing; asks that; proposes that."""
    after = ACT.match(scene.text, scene.hit.end)
    if after is None or scene.aside or scene.context.presiding:
        return None
    act = after.start("act")
    rest = scene.text[act:].lower().removeprefix("that ")
    if rest.startswith(tuple(listed("chamber-business"))):
        return None
    asked = _addressed(scene.text, act)
    if scene.hit.said.endswith(("ask that", "asks that")):
        return scene.draft(asked, act, 0.8, "asked") if asked.who is Who.PUBLIC else None
    clausal = scene.hit.said.endswith(("that", "to"))
    if scene.hit.said.startswith(_PROPOSING):
        return _proposed(scene, asked, act, clausal)
    heard = clausal or _standing(scene) or scene.subject.who in (Who.PUBLIC, Who.DOCUMENT)
    return scene.draft(asked, act, 1.0 if clausal else 0.75, "that") if heard else None


def _proposed(scene: Scene, asked: Actor, act: int, clausal: bool) -> Draft | None:
    """A government's own proposal is its pledge; a proposal of those with standing is a recommendation."""
    context = scene.context
    if context.voice is Voice.GOVERNMENT and scene.subject.who is Who.SELF:
        return scene.draft(scene.subject, act, 0.65, "own", CommitmentKind.PLEDGE) if clausal else None
    wishing = scene.hit.said == "would like to see" and context.kind not in ASKING and context.voice is not Voice.PUBLIC
    return scene.draft(asked, act, 1.0 if clausal else 0.75, "that") if _standing(scene) and not wishing else None


def _standing(scene: Scene) -> bool:
    """Whether it is a body that may recommend: a commission, committee, auditor, campaign or motion."""
    context = scene.context
    if scene.subject.who is Who.SELF:
        return context.kind in ASKING or context.voice in (Voice.PUBLIC, Voice.OUTSIDE)
    return scene.subject.who in (Who.PUBLIC, Who.DOCUMENT) or context.kind in ASKING


def _addressed(text: str, at: int) -> Actor:
    """Whom a recommendation is for: the public actor its clause begins with, if it does."""
    match = _ADDRESSED.match(text, at)
    actor = classify(match["who"], Lang.EN) if match else _NOBODY
    return actor if actor.who is Who.PUBLIC else _NOBODY
