"""Which body a Welsh actor is: "y Cyngor" by the publisher, "cynghorau" as a class, "ni" as whoever speaks."""

import re
from dataclasses import replace
from functools import cache

from corpus import bodies
from corpus.bodies import mutations
from corpus.codebook import CommitmentKind, DocumentKind, Lang
from nlp.actors import Actor, Who
from nlp.commitments.drafts import Draft
from nlp.context import GUIDANCE, LAW, Context, Voice
from nlp.resources import table
from nlp.welsh.cast import radical

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PRONOUN = re.compile(r"(?:^|\s)(?P<said>ni|i|fi|innau|ninnau|ein|fy)$")
_PREPOSITION = re.compile(r"(?<=wn) i$|(?:\s?(?:yn|'n|’n))? mynd i$")
_OURS = re.compile(r"^(?P<said>ein|fy)\s")
_ARTICLES = frozenset({"y", "yr", "r", "bob", "pob", "unrhyw", "ein", "fy", "holl", "un", "o", "ei", "eu"})
_OF_THE_SENEDD = frozenset(
    {
        DocumentKind.RECORD,
        DocumentKind.COMMITTEE_REPORT,
        DocumentKind.GOVERNMENT_RESPONSE,
        DocumentKind.RESEARCH,
        DocumentKind.MOTION,
        DocumentKind.WRITTEN_QUESTION,
        DocumentKind.STATEMENT,
    }
)
_ATTRIBUTED = {DocumentKind.TIMELINE: "welsh-government"}
"""Whose doings a kind of document tells of when it names nobody."""
_OF_CLASSES = LAW | GUIDANCE
"""Documents in which "yr awdurdod" is any one of its kind, unless the title names one."""
_PLAIN = frozenset({"lleol", "perthnasol", "cyfrifol", "newydd", "unigol", "cymru", "eraill"})
_ANY = frozenset({"bob", "pob", "unrhyw"})
_OWNED = (CommitmentKind.PLEDGE, CommitmentKind.ASPIRATION)


def settled(draft: Draft, context: Context) -> Draft:
    """The draft with its actor's words as a person would mark them, and the key of the body they stand for."""
    actor = draft.actor
    if actor.who is Who.SELF:
        return replace(
            draft,
            actor=replace(
                actor, text=_pronoun(actor.text), body=actor.body or context.we_key or _ATTRIBUTED.get(context.kind, "")
            ),
        )
    if actor.who is Who.PUBLIC and actor.text:
        return replace(draft, actor=replace(actor, body=settled_body(actor, context)))
    if draft.kind in _OWNED and actor.who is not Who.FOREIGN:
        done = "-will-be-done-" in draft.rule or "-will-not-be-done-" in draft.rule
        own = done and context.official and context.kind not in _ATTRIBUTED
        body = actor.body or (context.we_key if own else context.owner) or _ATTRIBUTED.get(context.kind, "")
        return replace(draft, actor=Actor("", actor.who, body))
    text = "" if actor.who in (Who.DOCUMENT, Who.PROGRAMME) else actor.text
    return replace(draft, actor=replace(actor, text=text))


def _pronoun(text: str) -> str:
    """What is left of "Byddwn ni", "Ein nod", "rydym": the pronoun, where one is printed."""
    lowered = _PREPOSITION.sub("", text.lower())
    found = _PRONOUN.search(lowered) or _OURS.search(lowered)
    return text[found.start("said") : found.end("said")] if found else ""


def settled_body(actor: Actor, context: Context) -> str:
    """The body that a public actor's words stand for in their surroundings; its own where it names one."""
    found = _WORD.findall(actor.text.lower())
    said = [word for index, word in enumerate(found) if index > 2 or word not in _ARTICLES]
    ours = bodies.by_key().get(context.we_key)
    if not said:
        return actor.body
    known = bodies.by_key().get(actor.body)
    if known is not None and known.kind != "class" and not _is_part(said[0], known, ours, context):
        return actor.body
    one = not _ANY & set(found[:2])
    if ours is not None and one and (_one(said, ours.name_cy) or _our_authority(said, ours)):
        return ours.key
    named = one and (context.kind not in _OF_CLASSES or radical(said[0]) in _title_heads(context.cast.title))
    alone = _told(said, context, one=named) if len(said) == 1 else ""
    body = "" if known is not None and known.kind != "class" else actor.body
    return alone or body or _class(said) or _within(said, context)


def _is_part(word: str, known: bodies.Body, ours: bodies.Body | None, context: Context) -> bool:
    """Whether "swyddogion", "y Cabinet", "adran", mostly the Government's, are those of another who speaks."""
    elsewhere = ours is not None and context.voice is Voice.PUBLIC and ours.key != known.key == "welsh-government"
    return elsewhere and any(word in mutations(part) for part in table("actors", Lang.CY)["parts"])


def _told(said: list[str], context: Context, *, one: bool) -> str:
    """What a name of one word stands for in a document that has given the whole of it."""
    head, cast = radical(said[0]), context.cast
    known = cast.named.get(head, "") if one else ""
    return known or cast.named.get(f"class {head}", "")


def _one(said: list[str], name: str) -> bool:
    """Whether the words are the beginning of the name: "y Bwrdd", "y Bwrdd Iechyd" of "Bwrdd Iechyd Prifysgol …"."""
    begins = _WORD.findall(name.lower())
    return all(word in mutations(own) for word, own in zip(said, begins, strict=False)) and len(said) <= len(begins)


def _our_authority(said: list[str], ours: bodies.Body) -> bool:
    """Whether "yr Awdurdod" is whoever speaks: a council, or one whose own name begins so."""
    alone = len(said) == 1 and said[0] in mutations("awdurdod")
    return alone and (ours.kind == "council" or ours.name_cy.lower().startswith("awdurdod"))


@cache
def _title_heads(title: str) -> frozenset[str]:
    """The heads of bodies' names that a title holds: the one it names may be meant by them."""
    return frozenset(radical(word) for word in _WORD.findall(title.lower()))


def _class(said: list[str]) -> str:
    """The class that the longest run of words at the head of a name means: "cynghorau" are local authorities."""
    known = _classes()
    for width in range(min(len(said), 4), 0, -1):
        key = known.get(" ".join(said[:width]))
        if key is not None and (width > 1 or set(said[1:]) <= _PLAIN):
            return key
    return ""


@cache
def _classes() -> dict[str, str]:
    said = table("actors", Lang.CY)["classes"]
    known: dict[str, str] = {}
    for key, phrases in said.items():
        for phrase in phrases:
            first, _, rest = phrase.partition(" ")
            known.update({f"{form} {rest}".strip(): key for form in mutations(first)})
    return known


def _within(said: list[str], context: Context) -> str:
    """An officer or part of whoever speaks ("y Prif Weithredwr"), or a committee of the Senedd."""
    if said[0] in mutations("pwyllgor") and context.kind in _OF_THE_SENEDD:
        return "senedd-committees"
    inside = {form for word in table("actors", Lang.CY)["inside"] for form in mutations(word)}
    heads = {" ".join(said[:width]) for width in (1, 2)}
    return context.we_key if context.official and not context.law and heads & inside else ""
