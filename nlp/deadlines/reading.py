"""Reading one printed deadline against the day of its document."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TypeVar

from corpus.bodies import mutations
from corpus.codebook import Lang
from nlp.deadlines import calendar as days
from nlp.deadlines.calendar import YEARS, Stretch
from nlp.deadlines.pattern import choice
from nlp.phrases import matcher
from nlp.resources import Table, table

T = TypeVar("T")

_WINTER, _AUTUMN_BEGINS = 2, 9
AROUND = 60
"""Characters before a deadline in which words that bear on it stand."""
_LENGTHS = {"day": 1, "week": 7, "fortnight": 14, "two-days": 2, "three-days": 3}
_MONTHLY = {"month": 1, "year": 12, "decade": 120}


@dataclass(frozen=True, slots=True)
class Deadline:
    """Where the words stand in the text, and the day; ``strong`` when they can only be a limit ("by", "within")."""

    start: int
    end: int
    text: str
    day: date | None
    strong: bool


@cache
def _recurs(lang: Lang) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What shows, after a date or before it, that it comes round again: "by 30 September each year"."""
    said = choice(table("deadlines", lang)["recurring"]["beside"], lang)
    return re.compile(rf",?\s*(?:of\s+|in\s+|o\s+)?{said}"), re.compile(rf"{said},?\s*$")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one match of a language's pattern against the day of the document."""

    match: re.Match[str]
    lang: Lang
    issued: date | None
    running: bool

    def read(self) -> Deadline:
        """The deadline that the match is, with its day where that can be told."""
        match, rules = self.match, table("deadlines", self.lang)
        limit = fold(match["limit"] or match["phrase_limit"] or "")
        tentative = match["within"] is not None and fold(match["within"]) in rules["spans"]["weak"]
        named = bool(limit or match["span"])
        end = match.end() if match["here"] or not match["elsewhere"] else match.start("elsewhere")
        printed = match.string[match.start() : end]
        day = None if match["recurring"] or self._again() else self._day(limit, rules)
        begins = rules["limits"].get(limit) == "day" and day is not None and bool(match["year"] or match["year_us"])
        strong = begins or (named and limit not in rules["weak"] and not tentative)
        return Deadline(match.start(), match.start() + len(printed.rstrip()), printed.strip(), day, strong)

    def _again(self) -> bool:
        after, before = _recurs(self.lang)
        text, start, end = self.match.string, self.match.start(), self.match.end()
        return bool(after.match(text, end) or before.search(text[max(0, start - AROUND) : start]))

    def _day(self, limit: str, rules: Table) -> date | None:
        match = self.match
        if match["span"]:
            away = not self.running or bool(match["first"]) or (bool(match["elsewhere"]) and not match["here"])
            return None if away else self._after_span(rules)
        edge = "end" if match["over"] else rules["limits"].get(limit, "end")
        if match["phrase"]:
            ends = any(word in fold(match["phrase"]) for word in rules["ends"])
            return self._edge(self._phrase(), "end" if ends else edge)
        first = self._edge(self._stretch(rules, 0), edge)
        stated = match["year"] or match["year_us"] or match["season_year"] or match["holiday_year"]
        dated = match["month"] or match["month_us"] or match["season"] or match["holiday"]
        if first and self.issued and first < self.issued and dated and not (stated or self._which(rules)):
            return self._edge(self._stretch(rules, 1), edge)
        return first

    def _edge(self, stretch: Stretch | None, edge: str) -> date | None:
        """The day of a stretch that a limit means: its last, the one before it, or nothing where only a day will do.

        A day is itself after any of them: "before 3 May" is printed as the third, and so it is kept.
        """
        if stretch is None or edge == "open":
            return None
        first, last = stretch
        if edge == "day":
            return first if first == last else None
        if edge == "start":
            return first if first == last else first - timedelta(days=1)
        return first + (last - first) / 2 if self.match["mid"] or edge == "middle" else last

    def _stretch(self, rules: Table, on: int) -> Stretch | None:
        """The first and last day of a printed date, month, season or year; ``on`` years on when none is printed."""
        match = self.match
        for printed, read in (
            ("iso", days.of_figures),
            ("numeric", days.of_figures),
            ("range", days.of_years),
            ("academic", days.of_years),
            ("year_only", lambda year: days.one_year(int(year))),
            ("weekday", lambda _: self._weekday(rules)),
            ("part", lambda _: self._part(rules)),
            ("holiday", lambda _: self._holiday(rules, on)),
            ("season", lambda _: self._season(rules, on)),
        ):
            if match[printed]:
                return read(match[printed])
        month = int(_meaning(match["month"] or match["month_us"], rules["months"]))
        day = int(match["day"] or match["day_us"] or 0)
        year = self._year(match["year"] or match["year_us"], month, day, rules)
        if not year:
            return None
        return days.one_day(year + on, month, day) if day else days.one_month(year + on, month)

    def _season(self, rules: Table, on: int) -> Stretch | None:
        """A season; a winter with a year printed ends in the year after."""
        printed = self.match["season_year"]
        month = int(_meaning(self.match["season"], rules["seasons"]))
        year = self._year(printed, month, 0, rules)
        return days.season(year + on + (1 if month == _WINTER and printed else 0), month) if year else None

    def _year(self, printed: str | None, month: int, day: int, rules: Table) -> int:
        """The printed year, or the first in which the month and day have not passed; 0 when it cannot be told."""
        if printed:
            return int(printed) if int(printed) in YEARS else 0
        if self.issued is None:
            return 0
        passed = 1 if (month, day or 31) < (self.issued.month, self.issued.day) else 0
        which = self._which(rules)
        if which == "next" and self.match["season"] and month == _WINTER:
            return self.issued.year + (2 if self.issued.month >= _AUTUMN_BEGINS else 1)
        if which == "this" and month != _WINTER:
            return self.issued.year
        return self.issued.year + (1 if which == "next" else passed)

    def _which(self, rules: Table) -> str:
        """ "next" or "this" where the words say which year is meant, before the date or after it."""
        limit = fold(self.match["limit"] or "")
        before, after = fold(self.match["which"] or ""), fold(self.match["relative"] or "")
        for name in ("next", "this"):
            if before in rules["which"][name] or limit in rules["which"][name] or after in rules["relative"][name]:
                return name
        return ""

    def _weekday(self, rules: Table) -> Stretch | None:
        if self.issued is None:
            return None
        said = fold(self.match["weekday"]).split()[-1]
        number = int(_meaning(said, rules["weekdays"]))
        if self._which(rules) == "next":
            day = days.week(self.issued, 1)[0] + timedelta(days=number)
        else:
            day = self.issued + timedelta(days=(number - self.issued.weekday() - 1) % 7 + 1)
        return day, day

    def _holiday(self, rules: Table, on: int) -> Stretch | None:
        said = _meaning(self.match["holiday"], rules["holidays"])
        if said == "easter":
            printed = self.match["holiday_year"]
            near = days.easter(self.issued.year) if self.issued else date(2000, 4, 1)
            year = self._year(printed, near.month, near.day, rules)
            day = days.easter(year + on) if year else None
            return (day, day) if day else None
        month, number = (int(part) for part in said.split("-"))
        year = self._year(self.match["holiday_year"], month, number, rules)
        return days.one_day(year + on, month, number) if year else None

    def _part(self, rules: Table) -> Stretch | None:
        """A quarter or half of a year: a calendar year where one year is printed, otherwise a financial year."""
        match = self.match
        financial = bool(match["part_fiscal"]) or not match["part_year"]
        if match["part_year"]:
            year = int(match["part_year"])
        elif self.issued is not None:
            year = days.fiscal(self.issued)[0].year
        else:
            return None
        if match["half"]:
            half = int(_meaning(match["half"], rules["halves"]))
            first, second = (days.quarter_of(year, number, financial=financial) for number in (2 * half - 1, 2 * half))
            return (first[0], second[1]) if first and second else None
        digit = re.search(r"[1-4]$", match["quarter"])
        number = int(digit[0]) if digit else int(_meaning(match["quarter"], rules["quarters"]["said"]))
        found = days.quarter_of(year, number, financial=financial)
        if found and not match["part_year"] and self.issued and found[1] < self.issued:
            return days.quarter_of(year + 1, number, financial=True)
        return found

    def _after_span(self, rules: Table) -> date | None:
        if self.issued is None:
            return None
        said = self.match["count"]
        count = 1 if not said else int(said) if said.isdecimal() else int(_meaning(said, rules["numbers"]))
        unit = _meaning(self.match["unit"], rules["units"])
        if unit == "hour":
            return self.issued + timedelta(days=-(-count // 24))
        if unit in _LENGTHS:
            return self.issued + timedelta(days=count * _LENGTHS[unit])
        ahead = count * _MONTHLY.get(unit, 0)
        return days.later(self.issued, ahead) if 0 < ahead <= len(YEARS) * days.MONTHS else None

    def _phrase(self) -> Stretch | None:
        said = table("deadlines", self.lang)["phrases"]
        phrase = self.match["phrase"]
        meaning = next(name for name, phrases in said.items() if matcher(tuple(phrases), self.lang).fullmatch(phrase))
        if meaning.startswith("senedd-") and meaning[-1].isdigit():
            return days.term(int(meaning[-1]))
        return None if self.issued is None else days.MEANINGS[meaning](self.issued)


def fold(text: str) -> str:
    """The text in lower case, with plain apostrophes and single spaces."""
    return " ".join(text.lower().replace("’", "'").split())


def _meaning(word: str, values: Mapping[str, T]) -> T:
    """What a word of a data file stands for, in whatever case or mutation it is printed."""
    folded = fold(word)
    for name, value in values.items():
        if folded == name.lower():
            return value
    for name, value in values.items():
        parts = zip(folded.split(), name.lower().split(), strict=False)
        if len(folded.split()) == len(name.split()) and all(
            form == own or form in mutations(own) for form, own in parts
        ):
            return value
    raise KeyError(word)
