"""Proposing commitments: the units of a version that hold a cue, read by grammar; what to believe is for the scorer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from corpus.codebook import Lang, PassageKind
from corpus.types import TaggedSource
from nlp import english, welsh
from nlp.candidates import Candidate
from nlp.context import Context
from nlp.drafts import Draft
from nlp.openings import loosely
from nlp.sentences import split
from nlp.version import MODEL

if TYPE_CHECKING:
    from spacy.language import Language

_BATCH = 128
_UNUSED = ["ner", "lemmatizer", "attribute_ruler", "senter"]


@dataclass(frozen=True, slots=True)
class Place:
    """A unit worth reading: the index of its passage, its offset in the passage, its text, what the grammar reads.

    ``hopeful`` says whether the grammar can make anything of it, as far as words alone tell.
    """

    passage: int
    offset: int
    unit: str
    candidate: Candidate
    hopeful: bool = True

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


def places(source: TaggedSource, around: Sequence[Context]) -> Iterator[Place]:
    """The units of a version that may hold a commitment; ``around`` is the context of each of its passages."""
    for index, (passage, context) in enumerate(zip(source.passages, around, strict=True)):
        if passage.kind is PassageKind.HEADING:
            continue
        module = english if context.lang is Lang.EN else welsh
        before = ""
        for unit in split(passage.text, context.lang):
            text = passage.text[unit.start : unit.end]
            here = context.at(lead=unit.lead, before=before)
            candidate = module.candidate(text, here, sparing=False)
            if candidate is not None:
                yield Place(index, unit.start, text, candidate, module.candidate(text, here) is not None)
            before = text


def propose(pipeline: Language, worth: Iterable[Place]) -> list[Proposal]:
    """The proposals of some units, in order. The pipeline must hold the component ``addewid_commitments``."""
    from nlp.components import CANDIDATE, DRAFTS

    found: list[Proposal] = []
    with pipeline.memory_zone():
        docs = []
        for place in worth:
            if not place.hopeful:
                found.extend(_loosely(place))
                continue
            doc = pipeline.make_doc(place.candidate.text)
            doc.user_data[CANDIDATE] = place.candidate
            docs.append((doc, place))
        for doc, place in pipeline.pipe(docs, as_tuples=True, batch_size=_BATCH):
            drafts = doc.user_data[DRAFTS]
            found.extend([Proposal(place, draft, len(drafts)) for draft in drafts] or _loosely(place))
    return found


def _loosely(place: Place) -> list[Proposal]:
    draft = loosely(place.candidate)
    return [] if draft is None else [Proposal(place, draft, 1)]


@cache
def pipeline(lang: Lang) -> Language:
    """The spaCy pipeline of a language, loaded once: English with its parser, Welsh without a model."""
    import spacy

    import nlp.components  # noqa: F401 - registers the factories

    made = spacy.load(MODEL, exclude=_UNUSED) if lang is Lang.EN else spacy.blank("xx")
    _reckon_with_numpy(made)
    made.add_pipe("addewid_commitments", config={"lang": lang.value})
    return made


def _reckon_with_numpy(made: Language) -> None:
    """Let the model multiply by numpy's own library, which is two to three times as fast as the one spaCy brings."""
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, component in made.pipeline:
        for layer in component.model.walk():
            layer.ops = ops
