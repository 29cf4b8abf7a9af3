"""The tagger: the passages of one version in, everything this package finds in them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypedDict

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
from nlp import case_studies, proposals, questions, themes
from nlp.drafts import finish
from nlp.explain import Explanation, explained, unread
from nlp.features import features
from nlp.proposals import Place, Proposal
from nlp.scorer import scorer
from nlp.version import fingerprint

_LEAST, _MOST = 0.01, 0.99


class Tagger:
    """Finds commitments, themes, case studies and consultation questions. Making one loads spaCy and its models.

    Safe to use for any number of versions, one at a time; not to be shared between threads.
    """

    def __init__(self, *, languages: Sequence[Lang] = (Lang.EN, Lang.CY)) -> None:
        self.fingerprint = fingerprint()
        self._pipelines = {lang: proposals.pipeline(lang) for lang in languages}

    def tag(self, source: TaggedSource) -> Iterator[AnyFinding]:
        """The findings of a version, by where they start; offsets are in the version's text.

        Raises ``KeyError`` for a version in a language that this tagger was not made for.
        """
        pipeline = self._pipelines[source.lang]
        found: list[AnyFinding] = []
        marks: dict[int, list[themes.Mark]] = {}
        for index, passage in enumerate(source.passages):
            if passage.kind is PassageKind.HEADING:
                continue
            marks[index] = themes.find(passage.text, source.lang)
            found.extend(_plain(index, passage, marks[index], source))
        for proposal in proposals.propose(pipeline, proposals.places(source)):
            commitment = _believed(proposal, source, marks[proposal.place.passage])
            if commitment is not None:
                found.append(commitment)
        yield from sorted(found, key=lambda finding: (finding.start, finding.end))


    def explain(self, source: TaggedSource, start: int, end: int) -> list[Explanation]:
        """How the units that touch ``start:end`` of a version's text were read: one for each proposal.

        A unit with cues and no proposal gives one that says so; a unit without cues gives none.
        """
        worth = [place for place in proposals.places(source) if _touches(place, source, start, end)]
        found = proposals.propose(self._pipelines[source.lang], worth)
        told = []
        for proposal in found:
            marks = themes.find(source.passages[proposal.place.passage].text, source.lang)
            told.append(explained(proposal, source, scorer(source.lang), _believed(proposal, source, marks)))
        read = {id(proposal.place) for proposal in found}
        told.extend(unread(place, source) for place in worth if id(place) not in read)
        return sorted(told, key=lambda each: each.start)


def _touches(place: Place, source: TaggedSource, start: int, end: int) -> bool:
    begins = source.passages[place.passage].start + place.offset
    return begins < end and start < begins + len(place.unit)


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


def _believed(proposal: Proposal, source: TaggedSource, marks: list[themes.Mark]) -> CommitmentFinding | None:
    """A proposal that the scorer believes, as a finding, with the themes that show in its unit."""
    place, draft = proposal.place, proposal.draft
    judge = scorer(source.lang)
    probability = judge.probability(features(proposal))
    if probability < judge.threshold:
        return None
    passage = source.passages[place.passage]
    details = finish(draft, place.unit, place.context)
    near = tuple(
        mark.theme
        for mark in marks
        if any(first < place.offset + len(place.unit) and place.offset < last for first, last in mark.stretches)
    )
    return CommitmentFinding(
        passage=place.passage,
        **_where(passage, place.offset + details.start, place.offset + details.end),
        lang=source.lang,
        confidence=round(min(_MOST, max(_LEAST, probability)), 2),
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
        amends=passage.amends,
    )
