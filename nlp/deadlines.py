"""When a promise falls due: the words as printed, and the day they come to where that can be computed.

Days are computed from the document's own date. A month, a season or a year comes to its last day, a financial
year to 31 March, a term of the Senedd to its last day. What cannot be computed keeps its words and no day.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TypeVar

from corpus.bodies import mutations
from corpus.codebook import Lang
from nlp.phrases import any_of, matcher
from nlp.resources import Table, table

T = TypeVar("T")

_YEARS = range(1900, 2200)
_MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True)
class Deadline:
    """Where the words stand in the text, and the day; ``strong`` when they can only be a limit ("by", "within")."""

    start: int
    end: int
    text: str
    day: date | None
    strong: bool


def find(text: str, lang: Lang, issued: date | None, *, running: bool = True) -> Deadline | None:
    """The deadline of one sentence: its first strong one, or else its first that is not already past.

    ``running`` says whether a bare length of time ("within 28 days") runs from the day of the document; in law
    it runs from some event, so there it is printed and not computed.
    """
    weak: Deadline | None = None
    if not _hint(lang).search(text):
        return None
    if issued is not None and issued.year not in _YEARS:
        issued = None
    for match in _pattern(lang).finditer(text):
        deadline = _read(match, lang, issued, running)
        if deadline.strong:
            return deadline
        if weak is None and not _past(deadline, issued):
            weak = deadline
    return weak


def _past(deadline: Deadline, issued: date | None) -> bool:
    return issued is not None and deadline.day is not None and deadline.day < issued


def _read(match: re.Match[str], lang: Lang, issued: date | None, running: bool) -> Deadline:
    rules = table("deadlines", lang)
    limit = _fold(match["limit"] or match["phrase_limit"] or "")
    strong = limit not in rules["weak"] and bool(limit or match["span"] or match["first"])
    day: date | None = None
    if match["phrase"]:
        day = _phrase_day(match["phrase"], lang, issued)
    elif match["span"]:
        day = _span_day(match, rules, issued) if running and not match["elsewhere"] else None
    elif limit:
        day = _dated(match, rules, limit, issued)
    return Deadline(match.start(), match.end(), match[0].strip(), day, strong)


def _fold(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def _dated(match: re.Match[str], rules: Table, limit: str, issued: date | None) -> date | None:
    bounds = _bounds(match, rules, issued)
    edge = rules["limits"].get(limit, "end")
    if bounds is None or edge == "open":
        return None
    first, last = bounds
    if edge == "start":
        return first - timedelta(days=1)
    if match["mid"]:
        return first + (last - first) / 2
    return last


def _bounds(match: re.Match[str], rules: Table, issued: date | None) -> tuple[date, date] | None:
    """The first and last day of a printed date, month, season or year."""
    if match["numeric"]:
        day, month, year = (int(part) for part in re.split(r"\D", match["numeric"]))
        return _one_day(year, month, day)
    if match["fiscal"]:
        year = int(match["fiscal"][:4])
        return date(year, 4, 1), date(year + 1, 3, 31)
    if match["year_only"]:
        year = int(match["year_only"])
        return (date(year, 1, 1), date(year, 12, 31)) if year in _YEARS else None
    if match["season"]:
        month = int(_meaning(match["season"], rules["seasons"]))
        year = _year_of(match["season_year"], month, 0, issued) + (1 if month == 2 and match["season_year"] else 0)
        return _months(year, month) if year else None
    month = int(_meaning(match["month"] or match["month_us"], rules["months"]))
    day = int(match["day"] or match["day_us"] or 0)
    year = _year_of(match["year"] or match["year_us"], month, day, issued)
    if not year:
        return None
    return _one_day(year, month, day) if day else _months(year, month)


def _one_day(year: int, month: int, day: int) -> tuple[date, date] | None:
    """Day, month and year as a date, or nothing when no such day exists ("31 June")."""
    if year not in _YEARS or not 1 <= month <= _MONTHS_IN_YEAR or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day), date(year, month, day)


def _months(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _year_of(printed: str | None, month: int, day: int, issued: date | None) -> int:
    """The printed year, or the first in which the month and day have not passed; 0 when it cannot be told."""
    if printed:
        return int(printed) if int(printed) in _YEARS else 0
    if issued is None:
        return 0
    return issued.year + (1 if (month, day or 31) < (issued.month, issued.day) else 0)


def _meaning(word: str, values: Mapping[str, T]) -> T:
    """What a word of a data file stands for, in whatever case or mutation it is printed."""
    folded = _fold(word)
    for name, value in values.items():
        if folded == name.lower() or folded in mutations(name.lower()):
            return value
    raise KeyError(word)


def _span_day(match: re.Match[str], rules: Table, issued: date | None) -> date | None:
    number = match["count"]
    count = int(number) if number.isdecimal() else int(_meaning(number, rules["numbers"]))
    unit = _meaning(match["unit"], rules["units"])
    if issued is None or match["first"] or unit == "working-day" or count > len(_YEARS):
        return None
    if unit == "day":
        return issued + timedelta(days=count)
    if unit == "week":
        return issued + timedelta(weeks=count)
    return _later(issued, count * (_MONTHS_IN_YEAR if unit == "year" else 1))


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * _MONTHS_IN_YEAR + day.month - 1 + months, _MONTHS_IN_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _phrase_day(phrase: str, lang: Lang, issued: date | None) -> date | None:
    said = table("deadlines", lang)["phrases"]
    meaning = next(name for name, phrases in said.items() if matcher(tuple(phrases), lang).fullmatch(phrase))
    if issued is None or meaning == "undated":
        return None
    fiscal = issued.year + (1 if issued.month > 3 else 0)
    days: dict[str, Callable[[], date | None]] = {
        "senedd-term": lambda: _term_end(issued),
        "this-year": lambda: date(issued.year, 12, 31),
        "next-year": lambda: date(issued.year + 1, 12, 31),
        "this-financial-year": lambda: date(fiscal, 3, 31),
        "next-financial-year": lambda: date(fiscal + 1, 3, 31),
        "this-month": lambda: _months(issued.year, issued.month)[1],
        "next-month": lambda: _later(_months(issued.year, issued.month)[0], 2) - timedelta(days=1),
        "this-week": lambda: issued + timedelta(days=6 - issued.weekday()),
        "next-week": lambda: issued + timedelta(days=13 - issued.weekday()),
    }
    return days[meaning]()


def _term_end(issued: date) -> date | None:
    """The last day of the term of the Senedd that a day falls in."""
    for term in table("terms")["term"]:
        if term["from"] <= issued <= term["until"]:
            end: date = term["until"]
            return end
    return None


@cache
def _hint(lang: Lang) -> re.Pattern[str]:
    """Something that every deadline has: a year, a month, a season, a unit of time, or a word of a whole phrase."""
    rules = table("deadlines", lang)
    said = {phrase.split()[-1] for phrases in rules["phrases"].values() for phrase in phrases}
    words = {*rules["units"], *(season.split()[-1] for season in rules["seasons"]), *said}
    spelt = "|".join(sorted(map(re.escape, words | {form.lower() for form in _spellings(rules["months"], lang)})))
    return re.compile(rf"\d{{4}}|(?<![^\W_])(?:{spelt})(?![^\W_])", re.IGNORECASE)


@cache
def _pattern(lang: Lang) -> re.Pattern[str]:
    rules = table("deadlines", lang)
    months = "|".join(sorted(_spellings(rules["months"], lang), key=len, reverse=True))
    ending = "|".join(rules["ordinal_endings"])
    the = r"(?:(?i:the|y|yr|mis|month\sof)\s+|dydd\s\w+,?\s|(?i:financial\syear|[bf]lwyddyn\sariannol)\s+)*"
    dates = rf"""{the}(?:
          (?P<numeric>\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}})
        | (?P<day>\d{{1,2}})(?:{ending})?(?:\s+(?:of|o))?\s+(?P<month>{months})(?:,?\s+(?P<year>\d{{4}}))?
        | (?P<month_us>{months})(?:\s+(?P<day_us>\d{{1,2}})(?:{ending})?(?!\d))?(?:,?\s+(?P<year_us>\d{{4}}))?
        | (?P<season>{_any(rules["seasons"], lang)})
            (?!\s+(?:recess|term|budget|break))(?:\s+(?:of\s+|o\s+)?(?P<season_year>\d{{4}}))?
        | (?P<fiscal>(?:19|20)\d\d\s?[-–/]\s?(?:20)?\d\d)
        | (?P<year_only>(?:19|20)\d\d)
        )(?![\w/]|-\d)"""
    limits = _any(rules["limits"], lang)
    said = [phrase for phrases in rules["phrases"].values() for phrase in phrases]
    numbers = _any(rules["numbers"], lang)
    until = r"(?:to|or|and|neu|i|-|–)"
    return re.compile(
        rf"""(?P<limit>{limits})\s+(?:the\s+end\s+of\s+)?(?P<mid>mid-?\s?|canol\s+)?{dates}
        | (?:(?P<phrase_limit>{limits})\s+(?:(?i:the\s+)?(?i:end|diwedd)\s+(?:of\s+)?)?)?(?P<phrase>{_any(said, lang)})
        | (?P<span>(?P<first>{_any(rules["spans"]["first"], lang)})|{_any(rules["spans"]["within"], lang)})\s+
          (?:(?:\d{{1,3}}|{numbers})\s?{until}\s?)?(?P<count>\d{{1,3}}|{numbers})\s+(?:o\s+)?
          (?P<unit>{_any(rules["units"], lang)})(?:\s+nesaf)?
          (?P<elsewhere>\s+{_any(rules["spans"]["elsewhere"], lang)}\b)?""",
        re.VERBOSE,
    )


def _any(phrases: Iterable[str], lang: Lang) -> str:
    """The phrases as one group, whatever their case, safe inside a verbose pattern."""
    return f"(?:(?i:{any_of(phrases, lang)}))"


def _spellings(months: Iterable[str], lang: Lang) -> set[str]:
    forms = {form for name in months for form in (mutations(name) if lang is Lang.CY else (name,))}
    return {form.capitalize() for form in forms} | {form.upper() for form in forms}
