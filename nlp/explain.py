"""Why the tagger believes, or does not believe, that some words are a commitment."""

from dataclasses import dataclass, replace

from corpus.codebook import CommitmentKind
from corpus.types import CommitmentFinding, TaggedSource
from nlp.commitments.cues import hits
from nlp.commitments.features import features
from nlp.commitments.proposals import Place, Proposal
from nlp.commitments.scorer import Scorer
from nlp.phrases import even


@dataclass(frozen=True, slots=True)
class Reason:
    """A fact that spoke for a proposal, or against it when its weight (in logits) is negative."""

    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """One reading of a unit: the cues in it, what the grammar made of them, and what the scorer thought.

    ``start:end`` are offsets, in the version's text, of the words that are read as a commitment. ``rule`` is empty,
    and ``kind`` nothing, where there are cues of which the grammar made none; the words are then the unit's.
    ``finding`` is there when the scorer believed it.
    """

    passage: int
    start: int
    end: int
    unit: str
    lead: str
    cues: tuple[str, ...]
    voice: str
    we: str
    rule: str = ""
    kind: CommitmentKind | None = None
    actor: str = ""
    actor_body: str = ""
    probability: float = 0.0
    threshold: float = 0.0
    reasons: tuple[Reason, ...] = ()
    finding: CommitmentFinding | None = None


def explained(
    proposal: Proposal, source: TaggedSource, judge: Scorer, finding: CommitmentFinding | None
) -> Explanation:
    """A proposal with the scorer's reasons."""
    told = features(proposal)
    draft, whole = proposal.draft, unread(proposal.place, source)
    return replace(
        whole,
        start=finding.start if finding else whole.start + draft.start,
        end=finding.end if finding else whole.start + draft.end,
        rule=draft.rule,
        kind=draft.kind,
        actor=draft.actor.text,
        actor_body=draft.actor.body,
        probability=judge.probability(told),
        threshold=judge.threshold,
        reasons=tuple(Reason(words, weight) for words, weight in judge.reasons(told)),
        finding=finding,
    )


def unread(place: Place, source: TaggedSource) -> Explanation:
    """A unit with cues of which the grammar made nothing."""
    passage, context = source.passages[place.passage], place.context
    start = passage.start + place.offset
    return Explanation(
        passage=place.passage,
        start=start,
        end=start + len(place.unit),
        unit=place.unit,
        lead=place.candidate.text[: place.candidate.base].strip(),
        cues=tuple(hit.said for hit in hits(even(place.candidate.text), context.lang)),
        voice=context.voice.value,
        we=context.we,
    )
