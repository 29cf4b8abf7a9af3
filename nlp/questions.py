"""Consultation questions: numbered ones anywhere, and any question of a document that asks for views."""

import re
from dataclasses import dataclass
from functools import cache

from corpus.codebook import DocumentKind, Lang
from corpus.types import Passage, TaggedSource
from nlp.cues import even
from nlp.resources import words
from nlp.sentences import split

_NEVER_ASKING = frozenset({DocumentKind.RECORD, DocumentKind.WRITTEN_QUESTION, DocumentKind.MOTION})
_FEWEST_WORDS = 3
_MOST_WORDS = 120
_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{1,2}|[a-z]|\([a-z]\))?)"


@dataclass(frozen=True, slots=True)
class Question:
    """A question at ``start:end`` of a passage; ``number`` as printed, without its brackets and stops."""

    start: int
    end: int
    number: str
    confidence: float
    rule: str


def find_in(passage: Passage, source: TaggedSource) -> list[Question]:
    """The questions of a passage of a document; none in debates, written questions and motions."""
    if source.kind in _NEVER_ASKING or passage.speaker:
        return []
    heading = passage.headings[-1] if passage.headings else ""
    asking = source.kind is DocumentKind.CONSULTATION or _starts(heading, "headings", source.lang)
    marked = _marked(source.lang).fullmatch(heading.strip())
    number = (marked["number"] if marked else "") or (passage.number if asking else "")
    return find(passage.text, source.lang, asking=asking or marked is not None, number=number)


def find(text: str, lang: Lang, *, asking: bool, number: str = "") -> list[Question]:
    """The questions of a text. Unless it is ``asking`` for views, only those marked "Question 4" count.

    ``number`` is what the surroundings call the first question, when its own text does not say.
    """
    if "?" not in text and not asking and not _marked(lang).match(text):
        return []
    found: list[Question] = []
    waiting = ""
    for unit in split(text, lang):
        start = unit.start
        mark = _marked(lang).match(text, unit.start, unit.end)
        printed = ""
        if mark is not None:
            printed, start = mark["number"], mark.end()
        said = text[start : unit.end].rstrip()
        if not said:
            waiting = printed
            continue
        printed, waiting = printed or waiting, ""
        numbered = printed or (number if not found else "")
        question = _question(said, start, numbered, bool(printed), asking, lang)
        if question is not None:
            found.append(question)
    return found


def _question(said: str, start: int, number: str, marked: bool, asking: bool, lang: Lang) -> Question | None:
    """One unit as a question, or nothing."""
    if not _FEWEST_WORDS <= len(said.split()) <= _MOST_WORDS or _starts(said, "never", lang):
        return None
    asked = said.endswith(("?", "?”", "?’", '?"', "?)"))
    end = start + len(said)
    if marked and (asked or asking or _starts(said, "requests", lang)):
        return Question(start, end, number, 0.95 if asked else 0.75, "question-numbered")
    if asking and asked:
        return Question(start, end, number, 0.85, "question-asked")
    if asking and _starts(said, "requests", lang):
        return Question(start, end, number, 0.6, "question-requested")
    return None


def _starts(said: str, key: str, lang: Lang) -> bool:
    """Whether a text begins with one of the phrases of a list."""
    return even(said.strip()).startswith(words("questions", lang, key))


@cache
def _marked(lang: Lang) -> re.Pattern[str]:
    """ "Question 4:", "Q2.1", "Cwestiwn 3" at the start of a unit."""
    marks = "|".join(sorted(map(re.escape, words("questions", lang, "marks")), key=len, reverse=True))
    return re.compile(rf"(?:{marks})\s?\.?\s?{_NUMBER}(?![\d%])\s*[.:)–—-]*\s*", re.IGNORECASE)
