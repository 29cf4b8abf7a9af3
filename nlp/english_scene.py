"""An English cue whose actor does not stand before a modal: who speaks, and the patterns that such cues share."""

import re
from dataclasses import dataclass

from corpus.codebook import CommitmentKind
from nlp.actors import Actor, Who
from nlp.context import Context, Voice
from nlp.cues import Hit
from nlp.drafts import Draft

OBJECT = re.compile(
    r"\s+(?:for\s+)?(?P<object>[^.;:]{2,140}?),?\s+(?P<link>to|must|should)\s+(?P<act>(?P<verb>[a-z'-]+))"
)
"""Whom a cue is on, and what that one is to do: "… the Welsh Government to publish"."""

ACT = re.compile(r"(?::\s*[‘'\"“]?|\s+(?:that\s+)?)(?P<act>\S)")
"""What a cue is followed by, past "that" and an opening quotation mark."""

PRONOUNS = frozenset({"them", "it", "him", "her"})


@dataclass(frozen=True, slots=True)
class Scene:
    """A cue in a parsed unit: its subject and mood (see ``nlp.clauses``), the unit's text, and the surroundings."""

    hit: Hit
    text: str
    context: Context
    subject: Actor
    mood: str

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
