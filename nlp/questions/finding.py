"""Consultation questions: numbered ones anywhere, and what else a document that asks for views wants answered.

A question may be part of another: a lettered item, "4.1" under "4", "If so, why?" after it. Boxes to tick and the
form's own questions (a name, an address) are left out.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.types import Passage, TaggedSource
from nlp.phrases import any_of, even
from nlp.questions.numbers import bare, item, joined, mark, numeral, parent, section, whole
from nlp.resources import words
from nlp.sentences import Unit, split

_NEVER_ASKING = frozenset({DocumentKind.RECORD, DocumentKind.WRITTEN_QUESTION, DocumentKind.MOTION})
_FEWEST_WORDS = 3
_MOST_WORDS = 120
_BACK = 8
"""Passages before one in which the question it is a part of may stand."""
_ASKED = re.compile(r"\?[\"'”’)\]*\s]*$")
_TAIL = re.compile(r"\s*[;,]\s*(?:and|or|a|ac|neu)?\s*$")
_BOX = re.compile(r"\s*(?:[☐☑☒□▢▪❑❏○◯]|\[[\sxX]?\]|\(\s?\))")
_CELL = re.compile(r"\s*(?:\||\t)\s*")


@dataclass(frozen=True, slots=True)
class Question:
    """A question at ``start:end`` of a passage; ``number`` as printed, without its brackets and stops.

    ``under`` is the number of the question that it is a part of.
    """

    start: int
    end: int
    number: str
    confidence: float
    rule: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class _Above:
    """What governs a text: whether it asks for views, and the number of the question it stands in or under."""

    asking: bool
    number: str = ""
    under: str = ""
    part: bool = False


def find_in(passage: Passage, source: TaggedSource) -> list[Question]:
    """The questions of a passage of a document; none in debates, written questions and motions."""
    if source.kind in _NEVER_ASKING or passage.speaker:
        return []
    heading = passage.headings[-1] if passage.headings else ""
    headed = whole(heading, source.lang)
    own = whole(passage.number, source.lang)
    asking = source.kind is DocumentKind.CONSULTATION or _starts(heading, "headings", source.lang)
    asking = asking or bool(headed or own)
    if not asking and mark(passage.text, source.lang) is None and "?" not in passage.text:
        return []
    above = _above(passage, source, own or headed, asking)
    if passage.kind is PassageKind.TABLE_ROW:
        found = list(_row(passage.text, source.lang, above))
    else:
        found = find(passage.text, source.lang, asking=asking, number=above.number, under=above.under, part=above.part)
    return [_placed(question, passage, source) for question in found]


def find(
    text: str, lang: Lang, *, asking: bool, number: str = "", under: str = "", part: bool = False
) -> list[Question]:
    """The questions of a text. Unless it is ``asking`` for views, only those marked "Question 4" count.

    ``number`` is what the surroundings call the first question, when its own text does not say, ``under`` what it is
    a part of. ``part`` says that the text is an item of a list that a question opens.
    """
    if "?" not in text and not asking and mark(text, lang) is None:
        return []
    found: list[Question] = []
    waiting, outer, last, end = "", under, under, 0
    for unit in split(text, lang):
        named = mark(text, lang, unit.start, unit.end)
        printed = named or (bare(text, unit.start, unit.end) if asking else None)
        start = printed.end if printed else unit.start
        said = text[start : unit.end].rstrip()
        if not said:
            waiting = printed.number if printed else waiting
            continue
        own, called = printed.number if printed else waiting, bool(named or waiting)
        waiting = ""
        listed = "" if own else _listed(text[end : unit.start], outer, found, unit)
        end = unit.end
        numbered = own or listed or (number if not found else "")
        above = _Above(asking or part, numbered, last, part or bool(listed))
        question = _question(said, start, above, called, lang)
        if question is not None:
            found.append(question)
            last = question.number or last
            outer = question.number if question.number and not question.under else outer
    return found


def _listed(before: str, outer: str, found: list[Question], unit: Unit) -> str:
    """The number of a unit that is a list's item, by the mark before it: of its question, where one opened the list."""
    marked = item(before.strip(" \n\t;,:—–-"))
    if not outer:
        return marked if marked.isdecimal() else ""
    return joined(outer, marked) if marked and (found or unit.lead) else ""


def _question(said: str, start: int, above: _Above, named: bool, lang: Lang) -> Question | None:
    """One unit as a question, or nothing; ``named`` says that its number is printed as a question's."""
    evened = even(said)
    option = _BOX.match(said) or evened.strip(" .;:*?") in words("questions", lang, "options")
    tail = _TAIL.search(said) if above.part else None
    length = tail.start() if tail else len(said)
    if option or not length or _starts(said, "never", lang):
        return None
    follows = bool(above.under) and _starts(said, "follow_ups", lang)
    if len(said.split()) > _MOST_WORDS or not (follows or above.part or len(said.split()) >= _FEWEST_WORDS):
        return None
    asked, requested = _ASKED.search(said) is not None, _starts(said, "requests", lang)
    number = above.number
    under = parent(number) or (above.under if above.under != number and (follows or (number and above.part)) else "")
    question = Question(start, start + length, number, 0.0, "", under)
    if _furniture(lang).search(evened):
        return replace(question, confidence=0.3, rule="question-form") if number else None
    if named and (asked or above.asking or requested):
        return replace(question, confidence=0.95 if asked else 0.75, rule="question-numbered")
    if not above.asking:
        return None
    return _unnamed(question, above, asked, requested, follows, bool(_personal(lang).search(evened)))


def _unnamed(
    question: Question, above: _Above, asked: bool, requested: bool, follows: bool, personal: bool
) -> Question | None:
    """A question that nothing calls one, by how it is put, in a text that asks for views."""
    if follows and (asked or requested):
        return replace(question, confidence=0.8, rule="question-follow-up")
    if asked:
        return replace(question, confidence=0.85 if question.number or personal else 0.65, rule="question-asked")
    if above.part:
        return replace(question, confidence=0.6, rule="question-part")
    return replace(question, confidence=0.6, rule="question-requested") if requested else None


def _row(text: str, lang: Lang, above: _Above) -> Iterator[Question]:
    """The questions of a table's row: by cell, the number of the first that is one going with them."""
    number, at = above.number, 0
    for cell in _CELL.split(text):
        start = text.index(cell, at)
        at = start + len(cell)
        alone = whole(cell, lang) or numeral(cell)
        if alone:
            number = alone
            continue
        for question in find(cell, lang, asking=above.asking or bool(number), number=number, under=above.under):
            yield replace(question, start=question.start + start, end=question.end + start)
            number = ""


def _above(passage: Passage, source: TaggedSource, number: str, asking: bool) -> _Above:
    """What a passage is called and what it is a part of, by its own number, its lead and what stands before it."""
    lang = source.lang
    if number and not whole(passage.number, lang) and _asked_before(passage, source):
        return _Above(asking, "", number)
    if number or mark(passage.text, lang) is not None:
        return _Above(asking, number)
    lead = mark(passage.lead, lang)
    inner = item(passage.number)
    listed = passage.kind is PassageKind.LIST_ITEM
    opens = bool(passage.lead) and (lead is not None or _invites(lang).search(even(passage.lead)) is not None)
    outer = lead.number if lead else _before(passage, source) if asking else ""
    if listed and (opens or outer):
        return _Above(asking, joined(outer, inner) if outer else inner, outer, asking and opens)
    if asking and not inner and passage.number == "":
        return _Above(asking, "", outer)
    return _Above(asking, passage.number.strip(" .:)(") if asking else "", outer if outer and inner.isalpha() else "")


def _asked_before(passage: Passage, source: TaggedSource) -> bool:
    """Whether a question stands between a passage and its heading."""
    here = bisect_left(source.passages, passage.start, key=lambda each: each.start)
    earlier = source.passages[max(0, here - _BACK) : here]
    under = (each for each in earlier if each.headings == passage.headings and each.kind is not PassageKind.HEADING)
    return any("?" in each.text for each in under)


def _before(passage: Passage, source: TaggedSource) -> str:
    """The number of the question that stands last before a passage under the same heading."""
    here = bisect_left(source.passages, passage.start, key=lambda each: each.start)
    for earlier in reversed(source.passages[max(0, here - _BACK) : here]):
        printed = mark(earlier.text, source.lang)
        number = printed.number if printed else whole(earlier.number, source.lang)
        if number:
            return parent(number) or number
        if earlier.headings != passage.headings and earlier.kind is not PassageKind.HEADING:
            break
        if earlier.kind is not PassageKind.LIST_ITEM and _ASKED.search(earlier.text):
            return ""
    heading = passage.headings[-1] if passage.headings else ""
    return whole(heading, source.lang)


def _placed(question: Question, passage: Passage, source: TaggedSource) -> Question:
    """A question numbered in decimals as a part, if the question it would be a part of stands before it."""
    above = section(question.number)
    if question.under or not above:
        return question
    here = bisect_left(source.passages, passage.start, key=lambda each: each.start)
    for earlier in reversed(source.passages[max(0, here - 2 * _BACK) : here + 1]):
        printed = mark(earlier.text, source.lang)
        if above in (printed.number if printed else "", whole(earlier.number, source.lang)):
            return replace(question, under=above)
    return question


def _starts(said: str, key: str, lang: Lang) -> bool:
    """Whether a text begins with one of the phrases of a list."""
    return even(said.strip()).startswith(words("questions", lang, key))


@cache
def _furniture(lang: Lang) -> re.Pattern[str]:
    return re.compile(any_of(words("questions", lang, "form"), lang))


@cache
def _personal(lang: Lang) -> re.Pattern[str]:
    return re.compile(any_of(words("questions", lang, "personal"), lang))


@cache
def _invites(lang: Lang) -> re.Pattern[str]:
    return re.compile(any_of(words("questions", lang, "invites"), lang))
