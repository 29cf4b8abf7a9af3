"""The words of a passage that a finding rests on, where no parser was needed for it: what ``addewid explain`` shows."""

import re
from dataclasses import dataclass

from corpus.codebook import Lang
from corpus.types import (
    AnyFinding,
    CaseStudyFinding,
    CommitmentFinding,
    ProgressFinding,
    QuestionFinding,
    ResponseFinding,
    ThemeFinding,
)
from nlp.phrases import even
from nlp.progress import english, welsh
from nlp.progress.words import Sentence, phrases
from nlp.reader import Reader
from nlp.resources import words
from nlp.responses import stance
from nlp.responses.numbers import references
from nlp.sentences import split

Stretch = tuple[int, int]
_WORD = re.compile(r"\b\w")
_SIDES = frozenset({"accept", "refuse", "partly", "principle", "aim"})
"""What phrases of a sentence say of a recommendation; the others only argue."""
_READERS = {Lang.EN: english, Lang.CY: welsh}


@dataclass(frozen=True, slots=True)
class Grounds:
    """A finding, and the words it rests on, with their stretches ``start:end`` of the version's text."""

    finding: AnyFinding
    words: tuple[str, ...]
    stretches: tuple[Stretch, ...]

    def touch(self, start: int, end: int) -> bool:
        """Whether the finding, or anything it rests on, is among the characters ``start:end``."""
        places = ((self.finding.start, self.finding.end), *self.stretches)
        return any(first < end and start < last for first, last in places)


def grounds(finding: AnyFinding, reader: Reader) -> Grounds:
    """What a finding of a reader rests on; its own words where nothing less can be named."""
    passage = reader.passage
    start = finding.start - passage.start
    found = _outermost(_stretches(finding, reader, start)) or [(start, finding.end - passage.start)]
    return Grounds(
        finding,
        tuple(dict.fromkeys(passage.text[first:last] for first, last in found)),
        tuple((passage.start + first, passage.start + last) for first, last in found),
    )


def _outermost(found: list[Stretch]) -> list[Stretch]:
    """The stretches in order, without those that lie within another."""
    kept: list[Stretch] = []
    for first, last in sorted(found, key=lambda each: (each[0], -each[1])):
        if not kept or last > kept[-1][1]:
            kept.append((first, last))
    return kept


def _stretches(finding: AnyFinding, reader: Reader, start: int) -> list[Stretch]:
    """Where these words stand in the passage, in which the finding begins at ``start``."""
    match finding:
        case ThemeFinding():
            return [each for mark in reader.marks if mark.theme is finding.theme for each in mark.stretches]
        case ProgressFinding():
            return _moved(_of_progress(finding, reader), start)
        case ResponseFinding():
            return _moved(_of_response(finding), start)
        case QuestionFinding():
            return _of_question(finding, reader, start)
        case CaseStudyFinding():
            at = reader.passage.text.find(finding.name)
            return [(at, at + len(finding.name))] if at >= 0 else []
        case CommitmentFinding():
            raise TypeError("a commitment is explained by its cues")


def _moved(found: list[Stretch], by: int) -> list[Stretch]:
    return [(first + by, last + by) for first, last in found]


def _of_progress(finding: ProgressFinding, reader: Reader) -> list[Stretch]:
    """The verbs and phrases that tell it, by the rule that was believed."""
    evened = even(finding.quote)
    sentence, said = Sentence(finding.quote, evened), phrases(evened, finding.lang)
    told = [(each.start, each.end) for each in said if f"progress-{each.name}" == finding.rule]
    if told:
        return told
    readings = _READERS[finding.lang].readings(sentence, said, reader.context)
    return [sentence.span(reading.at) for reading in readings if reading.rule == finding.rule]


def _of_response(finding: ResponseFinding) -> list[Stretch]:
    """The answer that stands alone, or the phrases that take a side; and the number, where the sentence gives it."""
    evened = even(finding.quote)
    named = references(finding.quote, finding.lang)
    found = [(each.start, each.end) for each in named if each.number == finding.recommendation]
    if finding.rule in ("response-label", "response-row"):
        for word in _WORD.finditer(evened):
            label = stance.label(evened[word.start() :], finding.lang)
            if label is not None and label.response is finding.response:
                return [*found, (word.start(), word.start() + label.end)]
    said = (hit for hit in stance.hits(evened, finding.lang) if hit.side in _SIDES)
    return [*found, *((hit.start, hit.end) for hit in said)]


def _of_question(finding: QuestionFinding, reader: Reader, start: int) -> list[Stretch]:
    """Its number before it, the phrase that it opens with, its question mark."""
    text, evened = reader.passage.text, even(finding.quote)
    unit = next((unit for unit in split(text, finding.lang) if unit.start <= start < unit.end), None)
    before = text[unit.start : start].rstrip() if unit else ""
    found = [(unit.start, unit.start + len(before))] if unit and before else []
    asking = (phrase for key in ("requests", "follow_ups") for phrase in words("questions", finding.lang, key))
    opening = max((len(phrase) for phrase in asking if evened.startswith(phrase)), default=0)
    if opening:
        found.append((start, start + opening))
    mark = finding.quote.rfind("?")
    return [*found, (start + mark, start + mark + 1)] if mark >= 0 else found
