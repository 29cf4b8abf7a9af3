"""What English asks of somebody else: calls on X to, recommends that X, requires X to, wants X to."""

import re
from dataclasses import replace

from corpus.codebook import CommitmentKind, DocumentKind, Lang
from nlp.actors import Actor, Who, classify
from nlp.context import ASKING, GUIDANCE, Voice
from nlp.drafts import Draft
from nlp.english_actors import antecedent
from nlp.english_case import listed
from nlp.english_scene import ACT, OBJECT, PRONOUNS, Scene

CALLS_FOR = frozenset({"call for", "calls for", "called for", "calling for", "demands that", "demand that"})
WISHES = frozenset({"want", "wants", "would like", "'d like", "should like"})
_TOLD_TO = re.compile(r"\bto\s(?:\w+ly\s)?$")
_MOST_WORDS = 9
_LEAD_WORDS = re.compile(r"(?:that\s+|to\s+)?(?P<who>\S.*)", re.DOTALL)
_BY = re.compile(r"\bby (?P<who>(?:the |a |an |each |every )?[\w'’-]+(?: [A-Z][\w'’-]*| [a-z]+){0,2}?)(?=$|[.,;]|\s(?:to|until|before|in|for|by|and)\s)")
_POLITE = ("ask", "invite", "want", "would", "expect", "encourage", "request", "require", "oblige", "'d ask")
_PROPOSING = ("propose", "suggest", "advise", "request", "would like", "'d like", "want", "like to")
_CLAUSE = re.compile(r"\b(?:we|I|you|your|on|about|that|which|who)\b")
_WOULD_BE = re.compile(r"\b(?:would be|so as) to\s$")
GIVEN = re.compile(
    r"\s(?:up)?(?:on\s)?(?P<object>[^.;:]{2,90}?)\s(?:under\s)?(?:an?|the)\s(?:[\w-]+\s){0,2}"
    r"(?:duty|obligation|responsibility)\sto\s(?P<act>[a-z'-]+)"
)
_FROM_YOU = re.compile(r"\s(?:to\s)?(?P<act>\w+)\b.{0,60}\b(?:from|by) you\b")
_NOBODY = Actor("", Who.OTHER)


def call(scene: Scene) -> Draft | None:
    """Calls on, urges, expects somebody public to act; a law that requires it of them; calls for a thing."""
    hit, context = scene.hit, scene.context
    relative = scene.aside and scene.own and hit.said in WISHES
    if scene.aside and hit.rule.kind is not CommitmentKind.DUTY and not relative:
        return None
    if hit.rule.kind is CommitmentKind.DUTY and _WOULD_BE.search(scene.text[: hit.start]):
        return None
    match = OBJECT.match(scene.text, hit.end)
    actor = scene.bound(_asked(match["object"], scene)) if match else _NOBODY
    if match and actor.who is Who.PUBLIC:
        return scene.draft(actor, match.start("act"), 1.0, "public") if _counts(scene, actor, match["verb"]) else None
    speaks = scene.own or scene.subject.who is Who.PUBLIC
    if match and match["link"] == "to" and hit.said in WISHES and speaks and actor.who is not Who.PRONOUN:
        sure = not (relative or _CLAUSE.search(match["object"]))
        rule = "wish" if sure else "wish-long"
        who = scene.bound(scene.subject)
        return scene.draft(who, match.start("act"), 0.65 if sure else 0.5, rule, CommitmentKind.ASPIRATION)
    if hit.rule.kind is CommitmentKind.DUTY:
        return None
    after = ACT.match(scene.text, hit.end)
    if after and hit.said in WISHES and speaks and context.voice is not Voice.MEMBER and not context.law:
        return scene.draft(scene.bound(scene.subject), after.start("act"), 0.5, "wish-thing", CommitmentKind.ASPIRATION)
    campaign = context.kind in ASKING or context.kind is DocumentKind.ARTICLE or context.voice is Voice.OUTSIDE
    heard = campaign or scene.subject.who is Who.PUBLIC
    if after and heard and hit.said in CALLS_FOR:
        return scene.draft(_NOBODY, after.start("act"), 0.6, "thing")
    return _of_you(scene)


def given(scene: Scene) -> Draft | None:
    """Gives every council a duty to, places the boards under a duty to: told of a law."""
    match = GIVEN.match(scene.text, scene.hit.end)
    actor = scene.bound(classify(match["object"], Lang.EN)) if match else _NOBODY
    if match is None or actor.who is not Who.PUBLIC or scene.context.voice is Voice.MEMBER:
        return None
    return scene.draft(actor, match.start("act"), 1.0, "public")


def _of_you(scene: Scene) -> Draft | None:
    """We would expect to hear from you: asked of whom a letter is to."""
    match = _FROM_YOU.match(scene.text, scene.hit.end)
    if match is None or not scene.context.cast.addressee or scene.subject.who is not Who.SELF:
        return None
    return scene.draft(Actor("you", Who.PUBLIC, scene.context.cast.addressee), match.start("act"), 0.6, "you")


def _asked(words: str, scene: Scene) -> Actor:
    """Whom a call is on; "them" and "it" are whom the text before them named, if it was somebody public."""
    said = words.lower()
    if said.split()[-1] == "you" and scene.context.cast.addressee:
        return Actor(words, Who.PUBLIC, scene.context.cast.addressee)
    if said in PRONOUNS:
        found = antecedent(scene.text[: scene.hit.start], scene.context)
        return replace(found, text=words) if found is not None else classify(words, Lang.EN)
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
    if _TOLD_TO.search(scene.text[: scene.hit.start]) and scene.subject.who is not Who.SELF:
        return None
    asked = scene.bound(_addressed(scene.text, act))
    if scene.hit.said.endswith(("ask that", "asks that")):
        return scene.draft(asked, act, 0.8, "asked") if asked.who is Who.PUBLIC else None
    clausal = scene.hit.said.endswith(("that", "to"))
    if scene.hit.said.startswith(_PROPOSING):
        return _proposed(scene, asked, act, clausal)
    if scene.hit.rule.name == "essential":
        context = scene.context
        voiced = context.kind in ASKING | GUIDANCE or context.voice in (Voice.PUBLIC, Voice.OUTSIDE)
        return scene.draft(asked, act, 1.0, "that") if voiced else None
    heard = clausal or _standing(scene) or scene.subject.who in (Who.PUBLIC, Who.DOCUMENT)
    if heard:
        return scene.draft(asked, act, 1.0 if clausal else 0.75, "that")
    return scene.draft(asked, act, 0.5, "that-weak") if asked.who is Who.PUBLIC else None


def _proposed(scene: Scene, asked: Actor, act: int, clausal: bool) -> Draft | None:
    """A government's own proposal is its pledge; a proposal of those with standing is a recommendation."""
    context = scene.context
    if scene.hit.said.endswith("like to see") or scene.hit.said.startswith("want"):
        asking = context.kind in ASKING or context.voice is Voice.OUTSIDE
        if (scene.own or scene.reported) and not (asking and scene.subject.who is Who.SELF):
            return scene.draft(scene.bound(scene.subject), act, 0.7, "see", CommitmentKind.ASPIRATION)
        return scene.draft(asked, act, 0.6, "see") if asking else None
    if context.voice is Voice.GOVERNMENT and scene.subject.who is Who.SELF:
        return scene.draft(scene.bound(scene.subject), act, 0.65, "own", CommitmentKind.PLEDGE) if clausal else None
    wishing = scene.hit.said == "would like to see" and context.kind not in ASKING and context.voice is not Voice.PUBLIC
    return scene.draft(asked, act, 1.0 if clausal else 0.75, "that") if _standing(scene) and not wishing else None


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
        if actor.who is Who.PUBLIC:
            return actor
    done = _BY.search(text, at)
    agent = classify(done["who"], Lang.EN) if done else _NOBODY
    return agent if agent.who is Who.PUBLIC else _NOBODY
