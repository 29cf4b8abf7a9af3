"""What English asks of somebody else: calls on X to, requires X to, gives X a duty to, wants X to."""

import re
from dataclasses import replace

from corpus.codebook import CommitmentKind, DocumentKind, Lang
from nlp.actors import Actor, Who, classify
from nlp.commitments.drafts import Draft
from nlp.context import ASKING, GUIDANCE, Voice
from nlp.english.cue_in_clause import listed
from nlp.english.pronouns import antecedent
from nlp.english.scene import ACT, OBJECT, PRONOUNS, Scene

CALLS_FOR = frozenset(
    {
        "call for", "calls for", "called for", "calling for", "demands that", "demand that", "demanded that",
        "demanding that", "ask for", "asks for", "asked for", "asking for",
    }
)  # fmt: skip
WISHES = frozenset({"want", "wants", "would like", "'d like", "should like"})
_POLITE = ("ask", "invite", "want", "would", "expect", "encourage", "request", "require", "oblige", "'d ask")
_CLAUSE = re.compile(r"\b(?:we|I|you|your|on|about|that|which|who)\b")
_WOULD_BE = re.compile(r"\b(?:would be|so as) to\s$")
GIVEN = re.compile(
    r"\s(?:up)?(?:on\s)?(?P<object>[^.;:]{2,90}?)\s(?:under\s)?(?:an?|the)\s(?:[\w-]+\s){0,2}"
    r"(?:duty|obligation|responsibility)\sto\s(?P<act>[a-z'-]+)"
)
REQUIRED = re.compile(r"\s[^.;:]{3,140}?,?\sto\s(?P<act>(?!(?:which|whom|the|an?|any|this)\b)[a-z]+)\b")
_PROMISED = re.compile(r"\b(?:will|shall|'ll|’ll|to)\s[^.;:]*\b(?:and|or)\s(?:also\s|then\s)?$")
_FROM_YOU = re.compile(r"\s(?:to\s)?(?P<act>\w+)\b.{0,60}\b(?:from|by) you\b")
_NOBODY = Actor("", Who.OTHER)


def call(scene: Scene) -> Draft | None:
    """Calls on, urges, expects somebody public to act; a law that requires it of them; wants or calls for a thing."""
    lawful = scene.hit.rule.kind is CommitmentKind.DUTY
    if scene.hit.rule.name == "for-them" and not scene.context.law and scene.context.kind not in GUIDANCE:
        return None
    wished = scene.hit.said in WISHES
    if scene.own and _PROMISED.search(scene.before):  # "we will publish it and invite the board to comment"
        return None
    if (scene.aside and not lawful and not (wished and scene.own)) or (lawful and _WOULD_BE.search(scene.before)):
        return None
    match = OBJECT.match(scene.text, scene.hit.end)
    actor = scene.bound(_asked(match["object"], scene)) if match else _NOBODY
    if match and actor.who is Who.PUBLIC:
        return scene.draft(actor, match.start("act"), 1.0, "public") if _counts(scene, actor, match["verb"]) else None
    if lawful:
        me = match is not None and match["object"].lower() in ("me", "us") and scene.context.official
        return scene.draft(_ourselves(scene), match.start("act"), 1.0, "self") if match and me else None
    return (_wish(scene, match, actor) if wished else None) or _for_thing(scene) or _of_you(scene)


def _wish(scene: Scene, match: re.Match[str] | None, actor: Actor) -> Draft | None:
    """Wants people to have a thing, wants a thing: an aspiration of somebody public."""
    if not (scene.own or scene.subject.who is Who.PUBLIC):
        return None
    who = scene.bound(scene.subject)
    if match and match["link"] == "to" and actor.who is not Who.PRONOUN:
        sure = not (scene.aside or _CLAUSE.search(match["object"]))
        factor, rule = (0.65, "wish") if sure else (0.5, "wish-long")
        return scene.draft(who, match.start("act"), factor, rule, CommitmentKind.ASPIRATION)
    after = ACT.match(scene.text, scene.hit.end)
    if after is None or scene.context.voice is Voice.MEMBER or scene.context.law:
        return None
    return scene.draft(who, after.start("act"), 0.5, "wish-thing", CommitmentKind.ASPIRATION)


def _ourselves(scene: Scene) -> Actor:
    return Actor(scene.context.we, Who.SELF, scene.context.we_key)


def _for_thing(scene: Scene) -> Draft | None:
    """Calls for a thing, and of nobody by name."""
    context, after = scene.context, ACT.match(scene.text, scene.hit.end)
    campaign = context.kind in ASKING or context.kind is DocumentKind.ARTICLE or context.voice is Voice.OUTSIDE
    heard = (campaign or scene.subject.who is Who.PUBLIC) and scene.hit.said in CALLS_FOR
    if after and heard:
        return scene.draft(_NOBODY, after.start("act"), 0.6, "thing")
    pressed = scene.subject.who is Who.SELF and context.voice is Voice.MEMBER and scene.hit.said in CALLS_FOR
    return scene.draft(_NOBODY, after.start("act"), 0.4, "thing-member") if after and pressed else None


def given(scene: Scene) -> Draft | None:
    """Gives every council a duty to, places the boards under a duty to: told of a law."""
    match = GIVEN.match(scene.text, scene.hit.end)
    actor = scene.bound(classify(match["object"], Lang.EN)) if match else _NOBODY
    if match is None or actor.who is not Who.PUBLIC or scene.context.voice is Voice.MEMBER:
        return None
    return scene.draft(actor, match.start("act"), 1.0, "public")


def required_by(scene: Scene) -> Draft | None:
    """Is required by an Act to, is obliged, under a section of one, to: told of a public body."""
    match = REQUIRED.match(scene.text, scene.hit.end)
    actor = scene.bound(scene.subject)
    if match is None or scene.aside or actor.who is not Who.PUBLIC:
        return None
    return scene.draft(actor, match.start("act"), 1.2, "public")


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
        if found is None and said in ("him", "her") and scene.context.kind is DocumentKind.RECORD:
            return Actor(words, Who.PUBLIC, "welsh-government")  # whoever is being questioned
        return replace(found, text=words) if found is not None else classify(words, Lang.EN)
    return classify(words, Lang.EN)


def _counts(scene: Scene, actor: Actor, verb: str) -> bool:
    """Whether the one who asks has a voice that counts, asks another, and asks for more than a turn to speak."""
    context, subject = scene.context, scene.subject
    sitting = context.presiding or context.kind is DocumentKind.RECORD
    if scene.hit.rule.name == "for-them" and verb in listed("judgements"):
        return False
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
