"""What the scorer learns from: the proposals in labelled units, each with whether a person marked it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.codebook import Lang
from nlp.commitments import proposals
from nlp.commitments.features import features
from nlp.commitments.proposals import Proposal
from nlp.measuring.gold import GoldDocument, GoldUnit
from nlp.pipeline import loaded


@dataclass(frozen=True, slots=True)
class Example:
    """A proposal's features, whether it is right, and its document."""

    document: str
    features: frozenset[str]
    right: bool


@dataclass(frozen=True, slots=True)
class Examples:
    """Proposals of some documents, and how many labels no proposal met."""

    all: tuple[Example, ...] = ()
    missed: int = 0

    def __add__(self, other: "Examples") -> "Examples":
        return Examples(self.all + other.all, self.missed + other.missed)


def examples(documents: Iterable[GoldDocument], lang: Lang) -> Examples:
    """The proposals in the labelled units of the documents of a language."""
    pipeline = loaded(lang)
    made = Examples()
    for document in documents:
        if document.source.lang is not lang:
            continue
        found = proposals.propose(pipeline, proposals.all_places(document.source))
        for unit in document.units:
            pairs, missed = match(unit, found)
            told = (Example(document.name, frozenset(features(one)), right) for one, right in pairs)
            made += Examples(tuple(told), missed)
    return made


def match(unit: GoldUnit, found: Sequence[Proposal]) -> tuple[list[tuple[Proposal, bool]], int]:
    """The proposals that touch a unit, each with whether it meets a label; and how many labels none meets.

    Two proposals may meet one label: a coder often marks a sentence with two verbs once.
    """
    free = set(unit.commitments)
    pairs: list[tuple[Proposal, bool]] = []
    for proposal in found:
        start = proposal.place.offset + proposal.draft.start
        end = proposal.place.offset + proposal.draft.end
        if proposal.place.passage != unit.passage or start >= unit.end or end <= unit.start:
            continue
        met = {label for label in unit.commitments if label.start < end and start < label.end}
        free -= met
        pairs.append((proposal, bool(met)))
    return pairs, len(free)
