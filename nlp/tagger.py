"""The tagger: the passages of one version in, everything this package finds in them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from corpus.codebook import Lang, PassageKind
from corpus.types import (
    AnyFinding,
    CaseStudyFinding,
    CommitmentFinding,
    Passage,
    QuestionFinding,
    TaggedSource,
    ThemeFinding,
)
from nlp import case_studies, english, questions, themes, welsh
from nlp.candidates import Candidate
from nlp.context import Context, contexts
from nlp.drafts import Draft, finish
from nlp.sentences import split
from nlp.version import MODEL, fingerprint

if TYPE_CHECKING:
    from spacy.language import Language

_BATCH = 128
_LEAST, _MOST = 0.2, 0.97


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a candidate came from: the index of its passage and the offset of its unit in it."""

    passage: int
    offset: int
    unit: str
    candidate: Candidate


class Tagger:
    """Finds commitments, themes, case studies and consultation questions. Making one loads spaCy and its models.

    Safe to use for any number of versions, one at a time; not to be shared between threads.
    """

    def __init__(self, *, languages: Sequence[Lang] = (Lang.EN, Lang.CY)) -> None:
        self.fingerprint = fingerprint()
        self._pipelines: dict[Lang, Language] = {lang: _pipeline(lang) for lang in languages}

    def tag(self, source: TaggedSource) -> Iterator[AnyFinding]:
        """The findings of a version, by where they start; offsets are in the version's text.

        Raises ``KeyError`` for a version in a language that this tagger was not made for.
        """
        pipeline = self._pipelines[source.lang]
        found: list[AnyFinding] = []
        places: list[_Place] = []
        marks: dict[int, list[themes.Mark]] = {}
        surroundings = list(contexts(source))
        for index, passage in enumerate(source.passages):
            if passage.kind is PassageKind.HEADING:
                continue
            marks[index] = themes.find(passage.text, source.lang)
            found.extend(_plain(index, passage, marks[index], source))
            if not passage.amends:
                places.extend(_places(index, passage, surroundings[index]))
        found.extend(self._commitments(pipeline, places, source, marks))
        yield from sorted(found, key=lambda finding: (finding.start, finding.end))

    def _commitments(
        self, pipeline: Language, places: list[_Place], source: TaggedSource, marks: dict[int, list[themes.Mark]]
    ) -> list[CommitmentFinding]:
        from nlp.components import CANDIDATE, DRAFTS

        found: list[CommitmentFinding] = []
        with pipeline.memory_zone():
            docs = []
            for place in places:
                doc = pipeline.make_doc(place.candidate.text)
                doc.user_data[CANDIDATE] = place.candidate
                docs.append(doc)
            for place, doc in zip(places, pipeline.pipe(docs, batch_size=_BATCH), strict=True):
                for draft in doc.user_data[DRAFTS]:
                    found.append(_commitment(draft, place, source.passages[place.passage], marks[place.passage]))
        return found


def _pipeline(lang: Lang) -> Language:
    import spacy

    import nlp.components  # noqa: F401 - registers the factories

    if lang is Lang.EN:
        pipeline = spacy.load(MODEL, exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])
    else:
        pipeline = spacy.blank("xx")
    pipeline.add_pipe("addewid_commitments", config={"lang": lang.value})
    return pipeline


def _places(index: int, passage: Passage, context: Context) -> Iterator[_Place]:
    """The units of a passage that may hold a commitment."""
    module = english if context.lang is Lang.EN else welsh
    before = ""
    for unit in split(passage.text, context.lang):
        text = passage.text[unit.start : unit.end]
        candidate = module.candidate(text, context.at(lead=unit.lead, before=before))
        if candidate is not None:
            yield _Place(index, unit.start, text, candidate)
        before = text


def _plain(index: int, passage: Passage, marks: list[themes.Mark], source: TaggedSource) -> Iterator[AnyFinding]:
    """What is found in a passage without a pipeline: themes, case studies, questions."""
    for mark in marks:
        where = _where(passage, mark.start, mark.end)
        yield ThemeFinding(
            passage=index,
            **where,
            lang=source.lang,
            confidence=mark.confidence,
            rule=mark.rule,
            themes=(mark.theme,),
            theme=mark.theme,
        )
    named = tuple(mark.theme for mark in marks)
    for study in case_studies.find_in(passage, source):
        yield CaseStudyFinding(
            passage=index,
            **_where(passage, study.start, study.end),
            lang=source.lang,
            confidence=study.confidence,
            rule=study.rule,
            themes=named,
            name=study.name,
            place=study.place,
            sector=study.sector,
            outcomes=study.outcomes,
        )
    for question in questions.find_in(passage, source):
        yield QuestionFinding(
            passage=index,
            **_where(passage, question.start, question.end),
            lang=source.lang,
            confidence=question.confidence,
            rule=question.rule,
            themes=named,
            number=question.number,
        )


class _Where(TypedDict):
    quote: str
    start: int
    end: int


def _where(passage: Passage, start: int, end: int) -> _Where:
    """A stretch of a passage as a quotation with offsets in the version's text."""
    return {"quote": passage.text[start:end], "start": passage.start + start, "end": passage.start + end}


def _commitment(draft: Draft, place: _Place, passage: Passage, marks: list[themes.Mark]) -> CommitmentFinding:
    """A draft as a finding, with the themes that show in its unit."""
    context = place.candidate.context
    details = finish(draft, place.unit, context)
    start, end = place.offset + details.start, place.offset + details.end
    near = tuple(
        mark.theme
        for mark in marks
        if any(first < place.offset + len(place.unit) and place.offset < last for first, last in mark.stretches)
    )
    return CommitmentFinding(
        passage=place.passage,
        **_where(passage, start, end),
        lang=context.lang,
        confidence=round(min(_MOST, max(_LEAST, draft.strength)), 2),
        rule=draft.rule,
        themes=near,
        kind=draft.kind,
        actor=draft.actor.text,
        actor_body=draft.actor.body,
        action=details.action,
        beneficiary=details.beneficiary,
        deadline=details.deadline.day if details.deadline else None,
        deadline_text=details.deadline.text if details.deadline else "",
        condition=details.condition,
    )
