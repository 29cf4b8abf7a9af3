"""The numbers of questions as printed ("Question 4", "Q2.1", "Cwestiwn 4(ii)"), and which question each is part of."""

import re
from dataclasses import dataclass
from functools import cache

from corpus.codebook import Lang
from nlp.resources import words

_PART = r"[a-z](?![^\W_])|\s?\((?:[a-z]|[ivx]{1,4})\)"
_NUMBER = rf"(?P<number>[A-Z]?\d{{1,3}}(?:\.\d{{1,2}})*(?:{_PART}){{0,2}})"
_LAST = re.compile(rf"(?:{_PART})$", re.IGNORECASE)
_DECIMAL = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,2})[.)]?\s+(?=[^\W\d_])")
_NUMERAL = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,2}){0,2})[.):]?")
_ITEM = re.compile(r"\(?(?P<mark>[a-z]|[ivx]{1,4}|\d{1,2}(?:\.\d{1,2})?)[).:]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A question's number at the head of a text; ``end`` is where the words begin."""

    number: str
    end: int


def mark(text: str, lang: Lang, start: int = 0, end: int | None = None) -> Mark | None:
    """The mark that a stretch of text begins with."""
    match = _marked(lang).match(text, start, len(text) if end is None else end)
    return Mark(match["number"], match.end()) if match else None


def bare(text: str, start: int, end: int) -> Mark | None:
    """A decimal number without a word before it, at the head of a stretch that asks for views: "4.1 Do you agree?"."""
    match = _DECIMAL.match(text, start, end)
    return Mark(match["number"], match.end()) if match else None


def numeral(text: str) -> str:
    """The number of a cell that holds nothing else ("4", "4.1."), or nothing."""
    match = _NUMERAL.fullmatch(text.strip())
    return match["number"] if match else ""


def whole(text: str, lang: Lang) -> str:
    """The number of a heading or label that is nothing but a mark ("Question 7", "Q3:"), or nothing."""
    match = _marked(lang).fullmatch(text.strip())
    return match["number"] if match else ""


def parent(number: str) -> str:
    """The number of the question that a number is plainly a part of: "4a", "4(ii)" and "4 (a)" are parts of "4"."""
    last = _LAST.search(number)
    return number[: last.start()].rstrip() if last and number[: last.start()].strip() else ""


def section(number: str) -> str:
    """What a number in decimals may be a part of: "4.1" of "4", if there is a question 4."""
    return number.rpartition(".")[0]


def item(number: str) -> str:
    """The mark of a list item without its brackets: "(a)" and "a." are "a"; nothing for anything longer."""
    match = _ITEM.fullmatch(number.strip())
    return match["mark"] if match else ""


def joined(outer: str, inner: str) -> str:
    """The number of a part, from its question's and its own mark: "4" and "a" give "4(a)", "4" and "4.1" give "4.1"."""
    if not outer or not inner:
        return outer and inner
    if inner.startswith(f"{outer}.") or not inner[0].isalpha():
        return inner if inner.startswith(outer) else f"{outer}.{inner}"
    return f"{outer}({inner})"


@cache
def _marked(lang: Lang) -> re.Pattern[str]:
    marks = "|".join(sorted(map(re.escape, words("questions", lang, "marks")), key=len, reverse=True))
    of = "|".join(map(re.escape, words("questions", lang, "of")))
    return re.compile(
        rf"[\W_]{{0,3}}(?i:{marks})\s?\.?\s?(?:(?i:no|rhif)\.?\s)?{_NUMBER}(?![\d%])(?:\s(?:{of})\s\d{{1,3}})?\s*[\].:)–—-]*\s*"
    )
