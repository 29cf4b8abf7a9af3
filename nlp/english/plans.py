"""What English hopes for, plans, or has down for a day: we hope that, it is planned that, the report is due in."""

import re

from corpus.codebook import CommitmentKind, Lang
from nlp.actors import Actor, Who, classify
from nlp.commitments.drafts import Draft
from nlp.english.cue_in_clause import listed
from nlp.english.scene import ACT, Scene

OWNER = re.compile(
    r"(?:\b(?P<own>[Oo]ur|[Mm]y|[Ii]ts|[Tt]heir)|(?P<whose>\b[\w-]+(?:\s[\w-]+){0,6}?)['’]s?|\b(?:[Aa]|[Tt]he|[Aa]ny))"
    r"\s(?:[\w-]+\s){0,3}?$"
)
"""Whose a commitment, aim or plan is, before the noun."""

_ASPIRED = ("aim", "ambition", "aspiration", "goal", "objective", "desire", "target", "intention", "determination")
_VERB = re.compile(
    r"\s(?P<act>(?!(?:the|an?|our|its|this|that|all|any|their|those|these|each|every|co-)\b)[a-z-]{2,})\b"
)
_GERUND = re.compile(r"\s(?P<act>[a-z-]+ing)\b")
_WIDEST = 6
_YET = re.compile(r"\s(?:will|would|can|could|should|may|might|shall|be|to|never|no longer)\b")
STARTING = re.compile(
    r"[^.;:]{0,90}?\b(?:January|February|March|April|May|June|July|August|September|October|November|December|spring"
    r"|summer|autumn|winter|new year|Christmas|Easter|20\d\d|next (?:week|month|year|term)|this (?:week|month|year))\b"
)
"""A day or season after "opens" or "starts"."""
_NOT_STARTED = re.compile(
    r"\b(?:is|are|was|were|be|been|being|to|not|usually|normally|always|often|each year|every year)$", re.IGNORECASE
)
_RELATIVE = re.compile(r"\b(?:which|who|that|when|if|where|as|until|before|after|once)\b", re.IGNORECASE)
_OCCASION = re.compile(
    r"\b(?:consultation|debate|meeting|vote|season|exhibition|year|hearing|session|examination)s?\b", re.IGNORECASE
)
_FORECAST = re.compile(r"\swill\s(?:\w+ly\s)?(?P<verb>\w+)")
_CAN_BE = re.compile(r"\s(?:will|would|can|could|should|may|shall|is|are|be|to|for|by)\b|\s\w+s\b")


def wish(scene: Scene) -> Draft | None:
    """We hope that …, an ambition that …, aims for …: of somebody public, a state of things hoped for."""
    after = ACT.match(scene.text, scene.hit.end)
    if scene.aside or after is None:
        return None
    if scene.hit.said.startswith("hope") and not _YET.search(scene.text, scene.hit.end - 1):
        return None
    own = scene.own or (scene.subject.who is Who.PUBLIC and scene.reported)
    noun = scene.hit.said.split()[0] in ("ambition", "aspiration", "aim", "goal", "vision") and scene.context.official
    if not (own or noun):
        return None
    actor = scene.bound(scene.subject) if own else Actor("", Who.SELF, scene.context.owner)
    return scene.draft(actor, after.start("act"), 1.0 if own else 0.7, "clause" if own else "noun")


def planned(scene: Scene) -> Draft | None:
    """It is planned that …, the plan is to …, we envisage …: of a body that speaks of its own programme."""
    context, after = scene.context, ACT.match(scene.text, scene.hit.end)
    if after is None or not (context.official or scene.reported):
        return None
    if "resolved" not in scene.hit.said and not _CAN_BE.search(scene.text, scene.hit.end - 1):
        return None
    said = scene.hit.said
    told = _FORECAST.search(scene.text, scene.hit.end - 1)
    happens = told is not None and told["verb"] in listed("never") - {"be"}
    if happens and not said.endswith(("agreed that", "resolved that", "decided that")):
        return None
    hoped = "hoped" in said or "expectation" in said
    who = Actor("", Who.SELF, context.owner)
    if scene.subject.who in (Who.PUBLIC, Who.SELF):
        who = scene.bound(scene.subject)
    rule = "resolved" if "resolved" in said or "agreed" in said or "decided" in said else "plan"
    kind = CommitmentKind.ASPIRATION if hoped else CommitmentKind.PLEDGE
    return scene.draft(who, after.start("act"), 0.9 if context.owner else 0.6, rule, kind)


def due_on(scene: Scene) -> Draft | None:
    """The report is due in March: of a thing of the body that speaks."""
    things = (Who.DOCUMENT, Who.PROGRAMME, Who.OTHER)
    if scene.aside or scene.subject.who not in things or not scene.context.owner:
        return None
    factor, rule = (0.7, "other") if scene.subject.who is Who.OTHER else (1.0, "thing")
    return scene.draft(Actor("", scene.subject.who, scene.context.owner), scene.hit.start, factor, rule)


def starts_on(scene: Scene) -> Draft | None:
    """The unit opens in May, work starts in the autumn: what the body that speaks has set a day for, in the present."""
    subject, before = scene.subject, scene.before.rstrip()
    aside = scene.aside and (bool(subject.text) or _RELATIVE.search(before) is not None)
    if aside or subject.who in (Who.PRIVATE, Who.FOREIGN, Who.PRONOUN) or not scene.context.owner:
        return None
    if not STARTING.match(scene.text, scene.hit.end) or _NOT_STARTED.search(before) or _OCCASION.search(subject.text):
        return None
    factor, rule = (0.7, "other") if subject.who is Who.OTHER else (1.0, "thing")
    return scene.draft(Actor("", subject.who, scene.context.owner), scene.hit.start, factor, rule)


def valued(scene: Scene) -> Draft | None:
    """Is committed to co-production, to the principle that …: a value or a thing, and no act."""
    after = ACT.match(scene.text, scene.hit.end)
    bound = scene.own or scene.reported
    if scene.aside or after is None or not bound or "committed" not in scene.hit.said:
        return None
    return scene.draft(scene.bound(scene.subject), after.start("act"), 0.7, "thing", CommitmentKind.ASPIRATION)


def owned(scene: Scene) -> Draft | None:
    """The Government's commitment to scrap …, our aim of …: an act or aim as a noun, told of in passing."""
    said = scene.hit.said
    before = OWNER.search(scene.text[max(0, scene.hit.start - 60) : scene.hit.start])
    after = (_GERUND if said.endswith(("of", "for")) else _VERB).match(scene.text, scene.hit.end)
    after = after or (_GERUND.match(scene.text, scene.hit.end))
    if before is None or after is None:
        return None
    actor = _owner(before, scene)
    if actor is None:
        return None
    kind = CommitmentKind.ASPIRATION if said.startswith(_ASPIRED) else CommitmentKind.PLEDGE
    return scene.draft(actor, after.start("act"), 1.0 if before["whose"] else 0.8, "noun", kind)


def _owner(before: re.Match[str], scene: Scene) -> Actor | None:
    """Whose it is: somebody public by name, or the speaker; nothing for anybody else."""
    if before["whose"]:
        said = before["whose"].split()
        widths = range(min(_WIDEST, len(said)), 0, -1)
        found = (classify(" ".join(said[-width:]), Lang.EN) for width in widths)
        public = next((actor for actor in found if actor.who is Who.PUBLIC), None)
        return scene.bound(public) if public is not None else None
    if (before["own"] or "").lower() in ("our", "my"):
        return Actor(before["own"], Who.SELF, scene.context.we_key) if scene.context.official else None
    if scene.subject.who in (Who.PUBLIC, Who.SELF) and (scene.own or scene.reported):
        return scene.bound(scene.subject)
    return Actor("", Who.SELF, scene.context.owner) if scene.context.owner else None
