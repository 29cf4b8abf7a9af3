"""An English cue whose actor does not stand before a modal: who speaks, and the patterns that such cues share."""

import re
from dataclasses import dataclass, replace

from corpus.codebook import CommitmentKind, DocumentKind
from nlp.actors import Actor, Who
from nlp.commitments.cues import Hit
from nlp.commitments.drafts import Draft
from nlp.context import Context, Voice
from nlp.english.pronouns import PRONOUNS as STANDING
from nlp.english.pronouns import antecedent

OBJECT = re.compile(
    r"\s+(?:(?:is\s)?for\s+)?(?P<object>[^.;:]{2,140}?),?\s+(?P<link>to|must|should)\s+(?P<act>(?P<verb>[a-z'-]+))"
)
"""Whom a cue is on, and what that one is to do: "… the Welsh Government to publish"."""

ACT = re.compile(r"(?::\s*[‘'\"“]?|\s+(?:that\s+)?)(?P<act>\S)")
"""What a cue is followed by, past "that" and an opening quotation mark."""

PERSONAL = frozenset({"he", "she"})
_SITTINGS = frozenset({DocumentKind.RECORD, DocumentKind.WRITTEN_QUESTION})
PRONOUNS = frozenset({"them", "it", "him", "her"})


@dataclass(frozen=True, slots=True)
class Scene:
    """A cue in a parsed unit: its subject and mood (``nlp.english.clauses``), the unit's text, the surroundings."""

    hit: Hit
    text: str
    context: Context
    subject: Actor
    mood: str

    @property
    def before(self) -> str:
        """The unit's words before the cue."""
        return self.text[: self.hit.start]

    @property
    def aside(self) -> bool:
        """Whether it is only said of a case or of somebody else ("if they ask", "who urged")."""
        return self.mood in ("case", "relative")

    @property
    def own(self) -> bool:
        """Whether the subject is the "I" or "we" of a public body."""
        return self.subject.who is Who.SELF and self.context.official

    @property
    def reported(self) -> bool:
        """Whether the subject is a public body, and not only argued about by somebody who cannot bind it."""
        return self.subject.who is Who.PUBLIC and self.context.voice is not Voice.MEMBER

    def bound(self, actor: Actor) -> Actor:
        """An actor with the key of the body that it is or stands for in this document."""
        context = self.context
        if actor.who is Who.SELF:
            return replace(actor, body=context.we_key)
        if actor.text.lower().split()[-1:] == ["you"]:
            return replace(actor, body=context.cast.addressee)
        if actor.who is Who.PUBLIC and actor.text.lower() not in STANDING:
            return replace(actor, body=context.cast.key(actor.text, context.owner) or actor.body)
        return actor

    def draft(self, actor: Actor, act: int, factor: float, rule: str, kind: CommitmentKind | None = None) -> Draft:
        """The draft of a commitment that spans the unit."""
        return Draft(
            kind=kind or self.hit.rule.kind,
            rule=f"en-{self.hit.rule.name}-{rule}",
            strength=self.hit.rule.strength * factor,
            actor=actor,
            start=0,
            end=len(self.text),
            act=act,
        )


def scene(hit: Hit, text: str, context: Context, subject: Actor, mood: str) -> Scene:
    """A cue in its unit, with a pronoun for its subject taken for the public body that it stands for."""
    if subject.who is Who.PRONOUN and subject.text.lower() in STANDING and not context.law:
        found = antecedent(text[: hit.start], context)
        if found is None and subject.text.lower() in PERSONAL and context.kind in _SITTINGS:
            found = Actor(subject.text, Who.PUBLIC, "welsh-government")  # whoever is being questioned
        subject = replace(found, text=subject.text) if found is not None else subject
    return Scene(hit, text, context, subject, mood)
