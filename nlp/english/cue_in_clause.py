"""One cue in one English sentence, put so that a rule of the codebook can be read off it."""

from dataclasses import dataclass
from functools import cache

from corpus.codebook import CommitmentKind, DocumentKind, Lang
from nlp.actors import Who
from nlp.commitments.cues import Hit
from nlp.context import GUIDANCE, Context, Voice
from nlp.english.clauses import Clause
from nlp.resources import words

DUTY, PLEDGE = CommitmentKind.DUTY, CommitmentKind.PLEDGE
RECOMMENDATION, ASPIRATION = CommitmentKind.RECOMMENDATION, CommitmentKind.ASPIRATION
THINGS = (Who.DOCUMENT, Who.PROGRAMME)

Option = tuple[bool, CommitmentKind, float, str]
"""A condition; and when it holds, the kind, what the cue's strength is multiplied by, and the name of the rule."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """It is a commitment of this kind, as sure as ``strength``, by the rule of this name."""

    kind: CommitmentKind
    strength: float
    rule: str


@dataclass(frozen=True, slots=True)
class Case:
    """One cue in one unit: the clause it governs, the unit's text, and the surroundings."""

    hit: Hit
    clause: Clause
    text: str
    context: Context

    @property
    def who(self) -> Who:
        """What the subject is."""
        return self.clause.subject.who

    @property
    def chamber(self) -> bool:
        """Whether it was said in a debate."""
        return self.context.kind is DocumentKind.RECORD

    @property
    def own(self) -> bool:
        """Whether the subject is the "I" or "we" of a public body."""
        return self.who is Who.SELF and self.context.official

    @property
    def reported(self) -> bool:
        """Whether the subject is a public body, and not only argued about by somebody who cannot bind it."""
        return self.who is Who.PUBLIC and self.context.voice is not Voice.MEMBER

    @property
    def ruling(self) -> bool:
        """Whether the text is law or statutory guidance."""
        return self.context.law or self.context.kind in GUIDANCE

    @property
    def spoken(self) -> bool:
        """Whether the verb is a chamber's figure of speech ("I will begin by", "I want to thank")."""
        return self.chamber and self.verb_in("speech") and not self.begins("speech_unless")

    def verb_in(self, *names: str) -> bool:
        """Whether the verb, or the base of an "-ing" form, is in any of these lists of the data file."""
        return any(form in listed(name) for name in names for form in _bases(self.clause.verb))

    def begins(self, name: str) -> bool:
        """Whether the words from the verb on begin with a phrase of a list."""
        return any(self.clause.phrase.startswith(phrase) for phrase in listed(name))

    def holds(self, name: str) -> bool:
        """Whether a word of a list is among the few words from the verb on."""
        return not listed(name).isdisjoint(self.clause.phrase.split())

    def first(self, *options: Option) -> Verdict | None:
        """The verdict of the first option whose condition holds."""
        for holds, kind, factor, rule in options:
            if holds:
                return Verdict(kind, self.hit.rule.strength * factor, f"en-{self.hit.rule.name}-{rule}")
        return None


@cache
def listed(name: str) -> frozenset[str]:
    """A list of verbs or phrases of the data file."""
    return frozenset(words("commitments", Lang.EN, "verbs", name))


def _bases(verb: str) -> tuple[str, ...]:
    """A verb as written and the base forms that it may be the "-ing" of."""
    bare = verb.removesuffix("ing")
    return (verb,) if bare == verb else (verb, bare, f"{bare}e", bare[:-1])
