"""Headings of a PDF, told by their type: larger than the running text, bold, or in capitals; and their numbers."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from corpus.readers.markers import marker
from corpus.readers.pdf_page import Line, Page

SMALLER = 0.87
"""Times the size of running text, below which type is a footnote's."""
_USUAL_STEP = 1.3
_WIDEST_STEP = 2.3
"""Sizes of type from line to line; lines further apart than the widest are not of one paragraph."""
_LARGER = 1.1
_LONGEST = 250
_SECTION = re.compile(r"(\d{1,3}[A-Z]{0,2})(?:\s+(\S.*)|([A-Z“‘][^\W\d_]*[a-z].*))")
_DIVISION = re.compile(r"((?:PART|CHAPTER|SCHEDULE|RHAN|PENNOD|ATODLEN) ?\d+)([A-Z]{3,}.*)")


@dataclass(frozen=True, slots=True)
class Type:
    """What a document's type looks like.

    ``body`` is the size of its running text, ``bold`` whether that is bold, ``step`` from line to line in
    sizes, and ``levels`` the sizes of its headings, largest first.
    """

    body: float
    bold: bool
    step: float
    levels: tuple[float, ...]


def type_of(pages: list[Page]) -> Type:
    """The type of a document's pages."""
    weights: Counter[float] = Counter()
    bolds: Counter[bool] = Counter()
    steps: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            weights[line.size] += len(line.text)
            bolds[line.bold] += len(line.text)
        for before, after in pairwise(page.lines):
            if before.size == after.size and 0 < before.base - after.base < _WIDEST_STEP * before.size:
                steps[round((before.base - after.base) / before.size, 1)] += 1
    body = weights.most_common(1)[0][0] if weights else 10.0
    step, often = steps.most_common(1)[0] if steps else (_USUAL_STEP, 0)
    step = step if often >= 3 else _USUAL_STEP
    return Type(body, bolds[True] > bolds[False], step, _levels([size for size in weights if size > _LARGER * body]))


def _levels(sizes: list[float]) -> tuple[float, ...]:
    """The least size of each of at most five levels; sizes less than a twentieth apart are one."""
    levels: list[float] = []
    for size in sorted(sizes, reverse=True):
        if not levels or size < 0.95 * levels[-1]:
            levels.append(size)
    return tuple(0.97 * size for size in levels[:5])


def level(text: str, lines: list[Line], kind: Type) -> int:
    """The level of a paragraph as a heading, from 1; 0 if it is none."""
    letters = [char for char in text if char.isalpha()]
    if len(text) > _LONGEST or len(letters) < 2 or text.endswith((";", ",")):
        return 0
    size, sentence = lines[0].size, text.endswith(".")
    if size > _LARGER * kind.body and not (sentence and len(text) > 120):
        return 1 + next((at for at, least in enumerate(kind.levels) if size >= least), len(kind.levels))
    if sentence or size < 0.95 * kind.body or len(lines) > 3 or len(text) > 120:
        return 0
    if all(line.bold for line in lines) and not kind.bold and not text.endswith(":"):
        return 7
    capitals = sum(char.isupper() for char in letters) > 0.9 * len(letters)
    return 6 if capitals and len(letters) > 5 and " " in text else 0


def numbered(text: str) -> tuple[str, str]:
    """A heading's number and words: of "3.2 Governance", and of "1Overview", where the space between is only drawn."""
    if (found := marker(text)) and found.number and found.rest:
        return found.number, found.rest
    quote, bare = ("“", text[1:]) if text.startswith("“") else ("", text)
    if section := _SECTION.fullmatch(bare):
        return section[1], quote + (section[2] or section[3])
    if division := _DIVISION.fullmatch(text):
        return "", f"{division[1]} {division[2]}"
    return "", text
