"""The day that a sentence tells of: the first printed date in it that is past, by the day it was written.

A month comes to its last day and a year to its last, but never to a day after the writing. A date that a promise
was due on ("postponed until May", "expected in March") is not one that the sentence tells of.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from corpus.bodies import mutations
from corpus.codebook import Lang
from nlp.phrases import any_of, matcher
from nlp.resources import table, words

_YEARS = range(1900, 2200)
_DECEMBER = 12
_BEFORE = 24
"""Characters looked at before a date for what shows that it was still to come."""


def find(text: str, lang: Lang, written: date | None) -> date | None:
    """The day a sentence tells of, or nothing; without a day of ``written`` only dates with a year count."""
    for match in _pattern(lang).finditer(text):
        at = match.start("printed")
        if _ahead(lang).search(text[max(0, at - _BEFORE) : at]):
            continue
        if _bare(match) and not _placed(lang).search(text[max(0, at - _BEFORE) : at]):
            continue
        bounds = _bounds(match, lang, written)
        if bounds is not None and (written is None or bounds[0] <= written):
            return bounds[1] if written is None else min(bounds[1], written)
    return None


def _bare(match: re.Match[str]) -> bool:
    """Whether a month or a year stands alone: it may then be another word, a quantity, or part of a name."""
    return bool(match["only"] or (match["month_us"] and not match["year_us"] and not match["day_us"]))


def _bounds(match: re.Match[str], lang: Lang, written: date | None) -> tuple[date, date] | None:
    """The first and last day of what is printed, or nothing when no such day exists or no year can be told."""
    if match["said"]:
        return _relative(match["said"], lang, written) if written else None
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
        return _day(year, month, day)
    if match["only"]:
        year = int(match["only"])
        return date(year, 1, 1), date(year, _DECEMBER, 31)
    month = _month(match["month"] or match["month_us"], lang)
    day = int(match["day"] or match["day_us"] or 0)
    printed = match["year"] or match["year_us"]
    year = int(printed) if printed else _last(month, day, written)
    return _day(year, month, day) if day else _whole(year, month)


def _day(year: int, month: int, day: int) -> tuple[date, date] | None:
    if year not in _YEARS or not 1 <= month <= _DECEMBER or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day), date(year, month, day)


def _whole(year: int, month: int) -> tuple[date, date] | None:
    return (date(year, month, 1), date(year, month, monthrange(year, month)[1])) if year in _YEARS else None


def _last(month: int, day: int, written: date | None) -> int:
    """The year in which a day or month without one was last there, or 0."""
    if written is None:
        return 0
    return written.year - (1 if (month, day or 1) > (written.month, written.day) else 0)


def _relative(said: str, lang: Lang, written: date) -> tuple[date, date]:
    """The days that "yesterday" or "last month" come to."""
    phrases = table("progress", lang)["when"]
    meaning = next(name for name, each in phrases.items() if matcher(tuple(each), lang).fullmatch(said))
    monday = written - timedelta(days=written.weekday())
    first = written.replace(day=1)
    days: dict[str, Callable[[], tuple[date, date]]] = {
        "today": lambda: (written, written),
        "yesterday": lambda: (written - timedelta(days=1),) * 2,
        "last-week": lambda: (monday - timedelta(days=7), monday - timedelta(days=1)),
        "last-month": lambda: ((first - timedelta(days=1)).replace(day=1), first - timedelta(days=1)),
        "last-year": lambda: (date(written.year - 1, 1, 1), date(written.year - 1, _DECEMBER, 31)),
    }
    return days[meaning]()


def _month(printed: str, lang: Lang) -> int:
    return int(_months(lang)[printed.lower()])


@cache
def _months(lang: Lang) -> dict[str, int]:
    known = table("deadlines", lang)["months"]
    if lang is Lang.EN:
        return dict(known)
    return {form: month for name, month in known.items() for form in mutations(name)}


@cache
def _ahead(lang: Lang) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words('progress', lang, 'dates', 'ahead'), lang)})\s+$", re.IGNORECASE)


@cache
def _placed(lang: Lang) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words('progress', lang, 'dates', 'before'), lang)})\s+$", re.IGNORECASE)


@cache
def _pattern(lang: Lang) -> re.Pattern[str]:
    months = "|".join(sorted({form.capitalize() for form in _months(lang)}, key=len, reverse=True))
    ending = "|".join(table("deadlines", lang)["ordinal_endings"])
    said = [phrase for phrases in table("progress", lang)["when"].values() for phrase in phrases]
    return re.compile(
        rf"""(?<![\w/])(?P<printed>
          (?P<iso>\d{{4}}-\d\d-\d\d)
        | (?P<day>\d{{1,2}})(?:{ending})?(?:\s(?:of|o))?(?:\s[Ff]is)?\s+(?P<month>{months})(?:,?\s+(?P<year>\d{{4}}))?
        | (?P<month_us>{months})(?:\s(?P<day_us>\d{{1,2}})(?!\d))?(?:,?\s+(?P<year_us>\d{{4}}))?
        | (?P<only>(?:19|20)\d\d)(?![-–/\d])
        | (?P<said>(?i:{any_of(said, lang)}))
        )(?![\w/])""",
        re.VERBOSE,
    )
