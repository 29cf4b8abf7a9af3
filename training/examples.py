"""What the scorer learns from: the proposals in labelled units, each with whether a person marked it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.codebook import Lang
from nlp import proposals
from nlp.features import features
from nlp.gold import GoldDocument, GoldUnit
from nlp.proposals import Proposal


@dataclass(frozen=True, slots=True)
class Example:
    """A proposal's features, whether it is right, and its document; ``worth`` weighs it in training."""

    document: str
    features: frozenset[str]
    right: bool
    worth: float = 1.0


@dataclass(frozen=True, slots=True)
class Examples:
    """Proposals of some documents, and how many labels no proposal met."""

    all: tuple[Example, ...] = ()
    missed: int = 0

    def __add__(self, other: "Examples") -> "Examples":
        return Examples(self.all + other.all, self.missed + other.missed)


def examples(documents: Iterable[GoldDocument], lang: Lang, worth: float = 1.0) -> Examples:
    """The proposals in the labelled units of the documents of a language."""
    pipeline = proposals.pipeline(lang)
    made = Examples()
    for document in documents:
        if document.source.lang is not lang:
            continue
        found = proposals.propose(pipeline, proposals.places(document.source))
        for unit in document.units:
            pairs, missed = match(unit, found)
            made += Examples(
                tuple(Example(document.name, frozenset(features(one)), right, worth) for one, right in pairs), missed
            )
    return made


def match(unit: GoldUnit, found: Sequence[Proposal]) -> tuple[list[tuple[Proposal, bool]], int]:
    """The proposals that touch a unit, each with whether it meets a label of its own; and how many labels are left."""
    free = list(unit.commitments)
    pairs: list[tuple[Proposal, bool]] = []
    for proposal in found:
        start = proposal.place.offset + proposal.draft.start
        end = proposal.place.offset + proposal.draft.end
        if proposal.place.passage != unit.passage or start >= unit.end or end <= unit.start:
            continue
        met = next((label for label in free if label.start < end and start < label.end), None)
        if met is not None:
            free.remove(met)
        pairs.append((proposal, met is not None))
    return pairs, len(free)
