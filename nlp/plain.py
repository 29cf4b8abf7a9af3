"""What is found in one passage without a parser: themes, case studies, questions, progress, answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypedDict

from corpus.codebook import PassageKind, Theme
from corpus.types import (
    AnyFinding,
    CaseStudyFinding,
    Passage,
    ProgressFinding,
    QuestionFinding,
    ResponseFinding,
    TaggedSource,
    ThemeFinding,
)
from nlp import case_studies, progress, questions, responses, themes
from nlp.context import Context


class Where(TypedDict):
    """A quotation and its offsets in the version's text."""

    quote: str
    start: int
    end: int


def where(passage: Passage, start: int, end: int) -> Where:
    """The characters ``start:end`` of a passage as a quotation in its version."""
    return {"quote": passage.text[start:end], "start": passage.start + start, "end": passage.start + end}


@dataclass(frozen=True, slots=True)
class Reader:
    """One passage of a source, with what is known around it and the themes in it."""

    index: int
    source: TaggedSource
    context: Context
    marks: list[themes.Mark]

    @property
    def passage(self) -> Passage:
        """The passage itself."""
        return self.source.passages[self.index]

    def findings(self) -> Iterator[AnyFinding]:
        """Everything but commitments, in no order. A heading can only ask."""
        yield from self._questions()
        if self.passage.kind is not PassageKind.HEADING:
            yield from self._themes()
            yield from self._studies()
            yield from self._progress()
            yield from self._answers()

    @property
    def _named(self) -> tuple[Theme, ...]:
        return tuple(mark.theme for mark in self.marks)

    def _themes(self) -> Iterator[ThemeFinding]:
        for mark in self.marks:
            yield ThemeFinding(
                passage=self.index,
                **where(self.passage, mark.start, mark.end),
                lang=self.source.lang,
                confidence=mark.confidence,
                rule=mark.rule,
                themes=(mark.theme,),
                theme=mark.theme,
            )

    def _studies(self) -> Iterator[CaseStudyFinding]:
        for study in case_studies.find_in(self.passage, self.source):
            yield CaseStudyFinding(
                passage=self.index,
                **where(self.passage, study.start, study.end),
                lang=self.source.lang,
                confidence=study.confidence,
                rule=study.rule,
                themes=self._named,
                name=study.name,
                place=study.place,
                sector=study.sector,
                outcomes=study.outcomes,
            )

    def _questions(self) -> Iterator[QuestionFinding]:
        for question in questions.find_in(self.passage, self.source):
            yield QuestionFinding(
                passage=self.index,
                **where(self.passage, question.start, question.end),
                lang=self.source.lang,
                confidence=question.confidence,
                rule=question.rule,
                themes=self._named,
                number=question.number,
                under=question.under,
            )

    def _progress(self) -> Iterator[ProgressFinding]:
        for told in progress.find_in(self.passage, self.source, self.context):
            yield ProgressFinding(
                passage=self.index,
                **where(self.passage, told.start, told.end),
                lang=self.source.lang,
                confidence=told.confidence,
                rule=told.rule,
                themes=self._named,
                state=told.state,
                actor=told.actor,
                actor_body=told.actor_body,
                dated=told.dated,
            )

    def _answers(self) -> Iterator[ResponseFinding]:
        for answer in responses.find_in(self.passage, self.source, self.context):
            yield ResponseFinding(
                passage=self.index,
                **where(self.passage, answer.start, answer.end),
                lang=self.source.lang,
                confidence=answer.confidence,
                rule=answer.rule,
                themes=self._named,
                response=answer.response,
                recommendation=answer.recommendation,
            )
