"""Proposing commitments: the units of a version that hold a cue, read by grammar; what to believe is for the scorer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.codebook import Lang, PassageKind
from corpus.types import Passage, TaggedSource
from nlp.commitments.candidates import Candidate
from nlp.commitments.drafts import Draft
from nlp.context import Context, contexts
from nlp.english import grammar as english
from nlp.sentences import split
from nlp.welsh import grammar as welsh
from nlp.welsh.last_resort import loosely

if TYPE_CHECKING:
    from spacy.language import Language

_BATCH = 256
_KEPT_WORDS = 60_000
"""Words that a pipeline keeps with how they are cut into tokens; when it holds so many, it forgets further ones."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit worth reading: the index of its passage, its offset in the passage, its text, what the grammar reads."""

    passage: int
    offset: int
    unit: str
    candidate: Candidate

    @property
    def context(self) -> Context:
        """What is known around the unit."""
        return self.candidate.context


@dataclass(frozen=True, slots=True)
class Proposal:
    """What may be a commitment. ``draft`` has its offsets in the unit; ``among`` counts the unit's proposals."""

    place: Place
    draft: Draft
    among: int


def places(index: int, passage: Passage, context: Context) -> Iterator[Place]:
    """The units of the passage with that index that may hold a commitment."""
    if passage.kind is PassageKind.HEADING:
        return
    before = ""
    for unit in split(passage.text, context.lang):
        text = passage.text[unit.start : unit.end]
        found = _candidate(text, unit.lead, before, context)
        if found is not None:
            yield Place(index, unit.start, text, found)
        before = text


def _candidate(text: str, lead: str, before: str, context: Context) -> Candidate | None:
    """A unit that may hold a commitment, as the grammar should see it."""
    if context.lang is Lang.CY:
        return welsh.candidate(text, context.at(lead=lead, before=before))
    governing = lead or (context.lead if not before else "")
    if english.silent(text, governing, context):
        return None
    return english.candidate(text, context.at(lead=lead, before=before))


def all_places(source: TaggedSource) -> list[Place]:
    """The units of a whole version that may hold a commitment."""
    told = enumerate(zip(source.passages, contexts(source), strict=True))
    return [place for index, (passage, context) in told for place in places(index, passage, context)]


def propose(pipeline: Language, worth: Iterable[Place]) -> list[Proposal]:
    """The proposals of some units, in order. The pipeline must hold the component ``addewid_commitments``."""
    from nlp.components import CANDIDATE, DRAFTS

    found: list[Proposal] = []
    with ExitStack() as kept:
        if len(pipeline.vocab) > _KEPT_WORDS:
            kept.enter_context(pipeline.memory_zone())
        docs = []
        for place in worth:
            doc = pipeline.make_doc(place.candidate.text)
            doc.user_data[CANDIDATE] = place.candidate
            docs.append((doc, place))
        for doc, place in pipeline.pipe(docs, as_tuples=True, batch_size=_BATCH):
            drafts = doc.user_data[DRAFTS]
            found.extend(Proposal(place, draft, len(drafts)) for draft in drafts)
            if not drafts and place.context.lang is Lang.CY:
                found.extend(_loosely(place))
    return found


def _loosely(place: Place) -> list[Proposal]:
    draft = loosely(place.candidate)
    return [] if draft is None else [Proposal(place, draft, 1)]
