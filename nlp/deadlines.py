"""When a promise falls due: the words as printed, and the day they come to where that can be computed.

Days are computed from the document's own date. A month, a season or a year comes to its last day, a financial
year to 31 March, a term of the Senedd to its last day. What cannot be computed keeps its words and no day: a length
of time that runs from some unknown event, a recurrence ("every three years"), the month from which something begins.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TypeVar

from corpus.bodies import mutations
from corpus.codebook import Lang
from nlp import deadline_days as days
from nlp.deadline_days import YEARS, Stretch
from nlp.deadline_pattern import choice, hint, pattern
from nlp.phrases import matcher
from nlp.resources import Table, table

T = TypeVar("T")

_WINTER, _AUTUMN_BEGINS = 2, 9
_AROUND = 60
_LENGTHS = {"day": 1, "week": 7, "fortnight": 14, "two-days": 2, "three-days": 3}
_MONTHLY = {"month": 1, "year": 12, "decade": 120}
_CENTURY = 2000
_SHORT_YEAR = 100


@dataclass(frozen=True, slots=True)
class Deadline:
    """Where the words stand in the text, and the day; ``strong`` when they can only be a limit ("by", "within")."""

    start: int
    end: int
    text: str
    day: date | None
    strong: bool


def find(text: str, lang: Lang, issued: date | None, *, running: bool = True) -> Deadline | None:
    """The deadline of one sentence: its first strong one, or else its first weak one, one with a day before one without.

    What is already past counts only when it is strong. ``running`` says whether a bare length of time ("within 28
    days") runs from the day of the document; in law it runs from some event, so there it is printed and not computed.
    """
    if not hint(lang).search(text):
        return None
    if issued is not None and issued.year not in YEARS:
        issued = None
    weak: Deadline | None = None
    for match in pattern(lang).finditer(text):
        deadline = _Reader(match, lang, issued, running).read()
        if deadline.strong:
            return deadline
        if _beside(match, lang):
            continue
        better = weak is None or (weak.day is None and deadline.day is not None)
        if better and not _past(deadline, issued):
            weak = deadline
    return weak


def _past(deadline: Deadline, issued: date | None) -> bool:
    return issued is not None and deadline.day is not None and deadline.day < issued


def _beside(match: re.Match[str], lang: Lang) -> bool:
    """Whether words before it make a date part of what is spoken of ("published in May"), or a phrase lacks its limit."""
    before = match.string[max(0, match.start() - _AROUND) : match.start()]
    loose = match["phrase"] and not match["phrase_limit"] and _fold(match["phrase"]) in table("deadlines", lang)["bound"]
    return bool(loose) or _aside(lang).search(before) is not None


@cache
def _aside(lang: Lang) -> re.Pattern[str]:
    """Words that speak of what is past or described, unless "be" stands before them ("will be published in May")."""
    return re.compile(rf"(?<!\bbe )(?<!\bis )(?<!\bare )(?<!\bget )(?<!\bcael )(?<!\bei )(?<!\beu )"
                      rf"{choice(table('deadlines', lang)['aside'], lang)}\s+$")


@cache
def _recurs(lang: Lang) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What shows, after a date or before it, that it comes round again: "by 30 September each year"."""
    said = choice(table("deadlines", lang)["recurring"]["beside"], lang)
    return re.compile(rf",?\s*(?:of\s+|in\s+|o\s+)?{said}"), re.compile(rf"{said},?\s*$")


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one match of a language's pattern against the day of the document."""

    match: re.Match[str]
    lang: Lang
    issued: date | None
    running: bool

    def read(self) -> Deadline:
        match, rules = self.match, table("deadlines", self.lang)
        limit = _fold(match["limit"] or match["phrase_limit"] or "")
        tentative = match["within"] is not None and _fold(match["within"]) in rules["spans"]["weak"]
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
        return bool(after.match(text, end) or before.search(text[max(0, start - _AROUND) : start]))

    def _day(self, limit: str, rules: Table) -> date | None:
        match = self.match
        if match["span"]:
            away = not self.running or bool(match["first"]) or (bool(match["elsewhere"]) and not match["here"])
            return None if away else self._after_span(rules)
        edge = rules["limits"].get(limit, "end")
        if match["phrase"]:
            ends = any(word in _fold(match["phrase"]) for word in rules["ends"])
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
        return first + (last - first) / 2 if self.match["mid"] else last

    def _stretch(self, rules: Table, on: int) -> Stretch | None:
        """The first and last day of a printed date, month, season or year; ``on`` years on when none is printed."""
        match = self.match
        if match["iso"] or match["numeric"]:
            return self._figures()
        if match["weekday"]:
            return self._weekday(rules)
        if match["part"]:
            return self._part(rules)
        if match["range"] or match["academic"]:
            return self._range()
        if match["year_only"]:
            return days.one_year(int(match["year_only"]))
        if match["holiday"]:
            return self._holiday(rules, on)
        if match["season"]:
            month = int(_meaning(match["season"], rules["seasons"]))
            year = self._year(match["season_year"], month, 0, rules)
            return days.season(year + on + (1 if month == _WINTER and match["season_year"] else 0), month) if year else None
        month = int(_meaning(match["month"] or match["month_us"], rules["months"]))
        day = int(match["day"] or match["day_us"] or 0)
        year = self._year(match["year"] or match["year_us"], month, day, rules)
        if not year:
            return None
        return days.one_day(year + on, month, day) if day else days.one_month(year + on, month)

    def _figures(self) -> Stretch | None:
        if self.match["iso"]:
            year, month, day = (int(part) for part in self.match["iso"].split("-"))
        else:
            day, month, year = (int(part) for part in re.split(r"\D", self.match["numeric"]))
        return days.one_day(year if year >= _SHORT_YEAR else year + _CENTURY, month, day)

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
        limit = _fold(self.match["limit"] or "")
        before, after = _fold(self.match["which"] or ""), _fold(self.match["relative"] or "")
        for name in ("next", "this"):
            if before in rules["which"][name] or limit in rules["which"][name] or after in rules["relative"][name]:
                return name
        return ""

    def _weekday(self, rules: Table) -> Stretch | None:
        if self.issued is None:
            return None
        said = _fold(self.match["weekday"]).split()[-1]
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

    def _range(self) -> Stretch | None:
        """ "2024-25" is a financial year, or an academic one where that is said; "2022-2026" runs over its years."""
        found = [int(part) for part in re.findall(r"\d{2,4}", self.match["range"] or self.match["academic"])]
        first = found[0]
        last = first + 1 if len(found) == 1 else found[1] if found[1] >= _SHORT_YEAR else first // 100 * 100 + found[1]
        if first not in YEARS or last not in YEARS or last < first:
            return None
        if last != first + 1:
            return date(first, 1, 1), date(last, 12, 31)
        return days.months(first, 9 if self.match["academic"] else 4, days.MONTHS)

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
        return None if self.issued is None else _MEANINGS[meaning](self.issued)


def _fold(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def _meaning(word: str, values: Mapping[str, T]) -> T:
    """What a word of a data file stands for, in whatever case or mutation it is printed."""
    folded = _fold(word)
    for name, value in values.items():
        if folded == name.lower():
            return value
    for name, value in values.items():
        parts = zip(folded.split(), name.lower().split(), strict=False)
        if len(folded.split()) == len(name.split()) and all(form == own or form in mutations(own) for form, own in parts):
            return value
    raise KeyError(word)


def _month(day: date, ahead: int) -> Stretch:
    first = days.later(day.replace(day=1), ahead)
    return days.months(first.year, first.month, 1)


def _tomorrow(day: date, ahead: int) -> Stretch:
    return day + timedelta(days=ahead), day + timedelta(days=ahead)


_MEANINGS: dict[str, Callable[[date], Stretch | None]] = {
    "senedd-term": days.term_at,
    "this-year": lambda day: days.one_year(day.year),
    "next-year": lambda day: days.one_year(day.year + 1),
    "this-financial-year": days.fiscal,
    "next-financial-year": lambda day: days.fiscal(day, 1),
    "this-academic-year": days.academic,
    "next-academic-year": lambda day: days.academic(day, 1),
    "this-quarter": days.quarter,
    "next-quarter": lambda day: days.quarter(day, 1),
    "this-month": lambda day: _month(day, 0),
    "next-month": lambda day: _month(day, 1),
    "this-week": lambda day: (days.week(day)[0], max(day, days.week(day)[1])),
    "next-week": lambda day: days.week(day, 1),
    "tomorrow": lambda day: _tomorrow(day, 1),
    "day-after-tomorrow": lambda day: _tomorrow(day, 2),
    "undated": lambda _: None,
}
