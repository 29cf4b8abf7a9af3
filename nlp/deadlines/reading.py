"""Reading one printed deadline against the day of its document."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from corpus.codebook import Lang
from nlp.deadlines import calendar as days
from nlp.deadlines.calendar import YEARS, Stretch
from nlp.deadlines.pattern import choice
from nlp.deadlines.wording import fold, meaning
from nlp.phrases import matcher
from nlp.resources import Table, table

_WINTER, _AUTUMN_BEGINS = 2, 9
AROUND = 60
"""Characters before a deadline in which words that bear on it stand."""
_LENGTHS = {"day": 1, "week": 7, "fortnight": 14, "two-days": 2, "three-days": 3}
_YEARS_OF = {"financial-year": days.fiscal, "academic-year": days.academic}
_DAY = 24
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
        named = bool(limit or match["unit"])
        end = match.end() if match["here"] or not match["elsewhere"] else match.start("elsewhere")
        printed = match.string[match.start() : end]
        day = None if match["recurring"] or self._again() else self._day(limit, rules)
        whole = bool(match["year"] or (match["year_us"] and match["day_us"]))
        begins = rules["limits"].get(limit) == "day" and day is not None and whole
        strong = begins or (named and limit not in rules["weak"] and not tentative)
        return Deadline(match.start(), match.start() + len(printed.rstrip()), printed.strip(), day, strong)

    def _again(self) -> bool:
        after, before = _recurs(self.lang)
        text, start, end = self.match.string, self.match.start(), self.match.end()
        return bool(after.match(text, end) or before.search(text[max(0, start - AROUND) : start]))

    def _day(self, limit: str, rules: Table) -> date | None:
        match = self.match
        if match["unit"]:
            away = not self.running or bool(match["first"]) or (bool(match["elsewhere"]) and not match["here"])
            return None if away else self._after_span(rules)
        edge = "end" if match["over"] else rules["limits"].get(limit, "end")
        if match["phrase"]:
            ends = any(word in fold(match["phrase"]) for word in rules["ends"])
            return self._edge(self._phrase(), "end" if ends else edge)
        first = self._edge(self._stretch(rules, 0), edge)
        stated = match["year"] or match["year_us"] or match["season_year"] or match["holiday_year"]
        dated = match["month"] or match["month_us"] or match["season"] or match["holiday"] or match["day_only"]
        if first and self.issued and first < self.issued and dated and not (stated or self._which(rules)):
            return self._edge(self._stretch(rules, 1), edge)
        return first

    def _edge(self, stretch: Stretch | None, edge: str) -> date | None:
        """The day of a stretch that a limit means: its last, or the one before it.

        A day is itself after any of them: "before 3 May" is printed as the third, and so it is kept.
        """
        if stretch is None or edge == "open":
            return None
        first, last = stretch
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
            ("day_only", lambda number: self._day_only(int(number), on)),
            ("part", lambda _: self._part(rules)),
            ("holiday", lambda _: self._holiday(rules, on)),
            ("season", lambda _: self._season(rules, on)),
        ):
            if match[printed]:
                return read(match[printed])
        month = int(meaning(match["month"] or match["month_us"], rules["months"]))
        day = int(match["day"] or match["day_us"] or 0)
        year = self._year(match["year"] or match["year_us"], month, day, rules)
        if not year:
            return None
        return days.one_day(year + on, month, day) if day else days.one_month(year + on, month)

    def _season(self, rules: Table, on: int) -> Stretch | None:
        """A season; a winter with a year printed ends in the year after."""
        printed = self.match["season_year"]
        month = int(meaning(self.match["season"], rules["seasons"]))
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
        number = int(meaning(said, rules["weekdays"]))
        if self._which(rules) == "next":
            day = days.week(self.issued, 1)[0] + timedelta(days=number)
        else:
            day = self.issued + timedelta(days=(number - self.issued.weekday() - 1) % 7 + 1)
        return day, day

    def _day_only(self, number: int, on: int) -> Stretch | None:
        """ "By the 28th": of the month of the document, or of so many further on."""
        if self.issued is None:
            return None
        month = days.later(self.issued.replace(day=1), on)
        return days.one_day(month.year, month.month, number)

    def _holiday(self, rules: Table, on: int) -> Stretch | None:
        said = meaning(self.match["holiday"], rules["holidays"])
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
        which = self._which(rules) if match["relative"] else ""
        financial = bool(match["part_fiscal"]) or not (match["part_year"] or which)
        if match["part_year"]:
            year = int(match["part_year"])
        elif which and self.issued is not None:
            year = self.issued.year + (which == "next")
        elif self.issued is not None:
            year = days.fiscal(self.issued)[0].year
        else:
            return None
        if match["half"]:
            half = int(meaning(match["half"], rules["halves"]))
            first, second = (days.quarter_of(year, number, financial=financial) for number in (2 * half - 1, 2 * half))
            return (first[0], second[1]) if first and second else None
        digit = re.search(r"[1-4]$", match["quarter"])
        number = int(digit[0]) if digit else int(meaning(match["quarter"], rules["quarters"]["said"]))
        found = days.quarter_of(year, number, financial=financial)
        if found and not (match["part_year"] or which) and self.issued and found[1] < self.issued:
            return days.quarter_of(year + 1, number, financial=True)
        return found

    def _after_span(self, rules: Table) -> date | None:
        if self.issued is None:
            return None
        said = self.match["count"]
        if not said and fold(self.match["within"] or "") in rules["spans"]["next_only"] and not self.match["ahead"]:
            return None
        count = 1 if not said else int(said) if said.isdecimal() else int(meaning(said, rules["numbers"]))
        unit = meaning(self.match["unit"], rules["units"])
        if unit == "hour":  # fewer than a day's are how fast something is to be done each time
            return self.issued + timedelta(days=-(-count // _DAY)) if count >= _DAY else None
        if unit in _YEARS_OF:
            return _YEARS_OF[unit](self.issued, count)[1]
        if unit in _LENGTHS:
            return self.issued + timedelta(days=count * _LENGTHS[unit])
        ahead = count * _MONTHLY.get(unit, 0)
        return days.later(self.issued, ahead) if 0 < ahead <= len(YEARS) * days.MONTHS else None

    def _phrase(self) -> Stretch | None:
        said = table("deadlines", self.lang)["phrases"]
        phrase = self.match["phrase"]
        name = next(name for name, phrases in said.items() if matcher(tuple(phrases), self.lang).fullmatch(phrase))
        if name.startswith("senedd-") and name[-1].isdigit():
            return days.term(int(name[-1]))
        return None if self.issued is None else days.MEANINGS[name](self.issued)
