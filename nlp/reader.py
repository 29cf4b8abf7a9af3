"""What is found in one passage without a parser: themes, case studies, questions, progress, answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, TypedDict

from corpus.codebook import Lang, PassageKind, Theme
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
from nlp import themes
from nlp.case_studies import finding as case_studies
from nlp.context import Context
from nlp.progress import finding as progress
from nlp.questions import finding as questions
from nlp.responses import finding as responses


class Where(TypedDict):
    """A quotation and its offsets in the version's text."""

    quote: str
    start: int
    end: int


class _Told(Where):
    """What every finding says, whatever was found."""

    passage: int
    lang: Lang
    confidence: float
    rule: str
    themes: tuple[Theme, ...]


class _Found(Protocol):
    """A stretch ``start:end`` of a passage, how sure it is, and the rule that made it."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def confidence(self) -> float: ...
    @property
    def rule(self) -> str: ...


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

    def _told(self, found: _Found, named: tuple[Theme, ...]) -> _Told:
        """What every finding says of a stretch of this passage."""
        return {
            "passage": self.index,
            **where(self.passage, found.start, found.end),
            "lang": self.source.lang,
            "confidence": found.confidence,
            "rule": found.rule,
            "themes": named,
        }

    def _themes(self) -> Iterator[ThemeFinding]:
        for mark in self.marks:
            yield ThemeFinding(
                **self._told(mark, (mark.theme,)),
                theme=mark.theme,
            )

    def _studies(self) -> Iterator[CaseStudyFinding]:
        for study in case_studies.find_in(self.passage, self.source):
            yield CaseStudyFinding(
                **self._told(study, self._named),
                name=study.name,
                place=study.place,
                sector=study.sector,
                outcomes=study.outcomes,
            )

    def _questions(self) -> Iterator[QuestionFinding]:
        for question in questions.find_in(self.passage, self.source):
            yield QuestionFinding(
                **self._told(question, self._named),
                number=question.number,
                under=question.under,
            )

    def _progress(self) -> Iterator[ProgressFinding]:
        for told in progress.find_in(self.passage, self.source, self.context):
            yield ProgressFinding(
                **self._told(told, self._named),
                state=told.state,
                actor=told.actor,
                actor_body=told.actor_body,
                dated=told.dated,
            )

    def _answers(self) -> Iterator[ResponseFinding]:
        for answer in responses.find_in(self.passage, self.source, self.context):
            yield ResponseFinding(
                **self._told(answer, self._named),
                response=answer.response,
                recommendation=answer.recommendation,
            )
