"""A reading of a sentence that reports doing, and how far the speaker and the doer let it be believed."""

import re
from dataclasses import dataclass
from enum import Enum

from corpus import bodies
from corpus.codebook import DocumentKind, ProgressState
from nlp.actors import Actor, Who
from nlp.context import Context, Voice

NOBODY = Actor("", Who.PRONOUN)
"""The doer that a sentence does not name."""


_NAME = re.compile(r"^(?:The |Y )?[A-Z]\S*[A-Z]|^(?:The |Y )?[A-Z]\S* (?:\S+ )*?[A-Z]")
_BY_SOMEBODY = frozenset({"progress-did", "progress-does"})
"""Rules so easily wrong (a participle may look like a past) that they need somebody public for a subject."""
_WHOLE = frozenset({"progress-has-done", "progress-continues"})
"""Rules that a programme or a writing may be the subject of, though the verb is weak."""


class Sense(Enum):
    """How the subject stands to the doing: it does, it is done to, or the words are a set phrase."""

    ACTIVE = "active"
    PASSIVE = "passive"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cue in a sentence says: ``subject`` is whom it is said of and ``agent`` who did it, if it says so.

    ``weak`` marks a verb that is also said of much that is no doing of anybody public. ``at`` is the index of its word.
    """

    state: ProgressState
    rule: str
    confidence: float
    subject: Actor
    sense: Sense
    agent: Actor = NOBODY
    weak: bool = False
    at: int = 0

    @property
    def doer(self) -> Actor:
        """The public actor that the sentence names as doing, or nobody."""
        for each in (self.agent, self.subject):
            if each.who in (Who.SELF, Who.PUBLIC) and (each is self.agent or self.sense is not Sense.PASSIVE):
                return each
        return NOBODY


_OFFICIAL = {
    Who.PROGRAMME: 1.0,
    Who.DOCUMENT: 1.0,
    Who.OTHER: 0.9,
    Who.PRONOUN: 0.9,
    Who.PRIVATE: 0.85,
    Who.PUBLIC: 1.0,
}
_OUTSIDE = {Who.PROGRAMME: 0.9, Who.DOCUMENT: 0.9, Who.OTHER: 0.6, Who.PRONOUN: 0.6, Who.PUBLIC: 0.9}
_ACTING = {Who.PROGRAMME: 0.9, Who.DOCUMENT: 0.9, Who.OTHER: 0.75, Who.PRONOUN: 0.8}
_THINGS = frozenset({Who.PROGRAMME, Who.DOCUMENT})
_ELSEWHERE = 0.6
"""What is left of the belief in a report of the United Kingdom's bodies, whose doings are not followed here."""
_SOMEBODY = 0.7
"""What is left of the belief in a report whose doer is named and is nobody public."""
_UNKNOWN = 0.85
"""What is left of it when "we" do something and it is not known who we are."""
_NAMED = 0.75
"""What is left of it when somebody unknown with a name of their own is doing it."""
_MEMBER = 0.8
"""What is left of it when a member of the Senedd, who argues, says it."""


def belief(reading: Reading, context: Context) -> float:
    """How far to believe a reading, between 0 and 1, by who speaks and of whom."""
    member = context.voice is Voice.MEMBER and context.kind is DocumentKind.RECORD
    doer = reading.doer
    if Who.FOREIGN in (reading.subject.who, reading.agent.who):
        return 0.0
    if doer.who is Who.SELF:
        unknown = context.voice is Voice.UNKNOWN and not reading.weak
        share = 1.0 if context.official else _UNKNOWN if unknown else 0.0
    elif doer.who is Who.PUBLIC:
        abroad = doer.body in bodies.by_key() and bodies.by_key()[doer.body].kind.startswith("uk-")
        share = (_ELSEWHERE if abroad else 1.0) * (_MEMBER if member else 1.0)
    elif member or reading.agent.who is Who.PRIVATE:
        share = 0.0
    else:
        share = _unnamed(reading, context)
        if reading.agent.text and reading.state is ProgressState.DONE:
            share *= _SOMEBODY
    return reading.confidence * share


def _unnamed(reading: Reading, context: Context) -> float:
    """How far to believe a reading that names nobody public as the doer, by what it is said of."""
    who = reading.subject.who
    timeline = context.kind is DocumentKind.TIMELINE
    official = context.official or timeline
    if who is Who.PRIVATE and reading.sense is Sense.PASSIVE and reading.state is not ProgressState.DONE:
        return 0.0
    if reading.weak:
        whole = reading.sense is Sense.PASSIVE or reading.rule in _WHOLE
        return 0.8 if official and whole and who in _THINGS else 0.0
    if reading.sense is not Sense.ACTIVE:
        return (_OFFICIAL if official else _OUTSIDE).get(who, 0.0)
    outside = context.voice is Voice.OUTSIDE and not timeline
    if not reading.subject.text or reading.rule in _BY_SOMEBODY or outside:
        return 0.0
    anything = official and reading.rule != "progress-opened"
    named = _NAMED if who is Who.OTHER and _NAME.search(reading.subject.text) else 1.0
    return _ACTING.get(who, 0.0) * named if anything or who in _THINGS else 0.0
