"""The calendar of public promises: months, seasons, quarters, financial and academic years, terms of the Senedd.

A stretch is its first and last day. Whatever has no place in the calendar ("31 June", the year 0) is nothing.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from nlp.resources import table

Stretch = tuple[date, date]

YEARS = range(1900, 2200)
MONTHS = 12
_FISCAL, _ACADEMIC = 4, 9
"""The months in which financial and academic years begin."""
_QUARTER = 3
_CENTURY = 2000
_SHORT_YEAR = 100


def one_day(year: int, month: int, day: int) -> Stretch | None:
    """A day of the calendar, if there is such a day."""
    if year not in YEARS or not 1 <= month <= MONTHS or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day), date(year, month, day)


def one_month(year: int, month: int) -> Stretch | None:
    """The month, if the year is one we reckon with."""
    return months(year, month, 1) if year in YEARS else None


def months(year: int, month: int, count: int) -> Stretch:
    """So many whole months from the first of one."""
    first = date(year, month, 1)
    return first, later(first, count) - timedelta(days=1)


def one_year(year: int) -> Stretch | None:
    """The calendar year."""
    return (date(year, 1, 1), date(year, 12, 31)) if year in YEARS else None


def season(year: int, last: int) -> Stretch | None:
    """The three months of a season that end with the month ``last`` of ``year``: its name's month is its last."""
    if year not in YEARS:
        return None
    return later(date(year, last, 1), 1 - _QUARTER), months(year, last, 1)[1]


def fiscal(day: date, ahead: int = 0) -> Stretch:
    """The financial year that a day falls in, or one so many years ahead."""
    return _from_month(day, _FISCAL, ahead)


def academic(day: date, ahead: int = 0) -> Stretch:
    """The academic year, September to August, that a day falls in, or one so many years ahead."""
    return _from_month(day, _ACADEMIC, ahead)


def _from_month(day: date, month: int, ahead: int) -> Stretch:
    year = day.year - (1 if day.month < month else 0) + ahead
    return months(year, month, MONTHS)


def quarter(day: date, ahead: int = 0) -> Stretch:
    """The quarter that a day falls in (those of the calendar and of the financial year coincide), or one ahead."""
    first = later(date(day.year, day.month - (day.month - 1) % _QUARTER, 1), _QUARTER * ahead)
    return months(first.year, first.month, _QUARTER)


def quarter_of(year: int, number: int, *, financial: bool) -> Stretch | None:
    """Quarter 1 to 4 of a calendar year, or of the financial year that begins in it."""
    if year not in YEARS or number not in range(1, 5):
        return None
    first = later(date(year, _FISCAL if financial else 1, 1), _QUARTER * (number - 1))
    return months(first.year, first.month, _QUARTER)


def week(day: date, ahead: int = 0) -> Stretch:
    """The working week, Monday to Friday, of a day, or one so many weeks ahead."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=ahead)
    return monday, monday + timedelta(days=4)


def easter(year: int) -> date:
    """Easter Sunday, by the Gregorian reckoning of Meeus, Jones and Butcher."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, odd = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    shift = (32 + 2 * odd + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + shift - 7 * ((golden + 11 * moon + 22 * shift) // 451) + 114, 31)
    return date(year, month, day + 1)


def later(day: date, by: int) -> date:
    """The day so many months later, or the last of its month where there is no such day."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + by, MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def term_at(day: date) -> Stretch | None:
    """The term of the Senedd that a day falls in."""
    return next((span for span in _terms().values() if span[0] <= day <= span[1]), None)


def next_term(day: date) -> Stretch | None:
    """The term of the Senedd after the one that a day falls in."""
    return next((span for span in sorted(_terms().values()) if span[0] > day), None)


def term(number: int) -> Stretch | None:
    """The term of the Senedd of that number: the first began in 1999."""
    return _terms().get(number)


def _terms() -> dict[int, Stretch]:
    return {row["number"]: (row["from"], row["until"]) for row in table("terms")["term"]}


def of_figures(printed: str) -> Stretch | None:
    """A day in figures: "2024-05-31", or "31/05/2024" and "31.5.24" with the day first."""
    parts = [int(part) for part in re.split(r"\D", printed)]
    year, month, day = parts if parts[0] >= _SHORT_YEAR else reversed(parts)
    return one_day(year if year >= _SHORT_YEAR else year + _CENTURY, month, day)


def of_years(printed: str) -> Stretch | None:
    """ "2024-25" is a financial year, "the academic year 2024-25" one of those; "2022-2026" runs over its years."""
    found = [int(part) for part in re.findall(r"\d{2,4}", printed)]
    academic_year = re.search(r"[^\W\d_]{4}", printed) is not None
    first = found[0]
    last = first + 1 if len(found) == 1 else found[1] if found[1] >= _SHORT_YEAR else first // 100 * 100 + found[1]
    if first not in YEARS or last not in YEARS or last < first:
        return None
    if last != first + 1:
        return date(first, 1, 1), date(last, 12, 31)
    return months(first, _ACADEMIC if academic_year else _FISCAL, MONTHS)


def _month(day: date, ahead: int) -> Stretch:
    first = later(day.replace(day=1), ahead)
    return months(first.year, first.month, 1)


def _days_on(day: date, ahead: int) -> Stretch:
    return day + timedelta(days=ahead), day + timedelta(days=ahead)


MEANINGS: dict[str, Callable[[date], Stretch | None]] = {
    "senedd-term": term_at,
    "next-senedd-term": next_term,
    "this-year": lambda day: one_year(day.year),
    "next-year": lambda day: one_year(day.year + 1),
    "this-financial-year": fiscal,
    "next-financial-year": lambda day: fiscal(day, 1),
    "this-academic-year": academic,
    "next-academic-year": lambda day: academic(day, 1),
    "this-quarter": quarter,
    "next-quarter": lambda day: quarter(day, 1),
    "this-month": lambda day: _month(day, 0),
    "next-month": lambda day: _month(day, 1),
    "this-week": lambda day: (week(day)[0], max(day, week(day)[1])),
    "next-week": lambda day: week(day, 1),
    "in-a-year": lambda day: (later(day, MONTHS), later(day, MONTHS)),
    "tomorrow": lambda day: _days_on(day, 1),
    "day-after-tomorrow": lambda day: _days_on(day, 2),
    "undated": lambda _: None,
}
"""What the phrases of the data files mean, said on a day."""
