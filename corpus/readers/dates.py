"""Dates as documents print them, in English and Welsh."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from corpus.codebook import Lang

_ENGLISH = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WELSH = (
    *("ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin"),
    *("gorffennaf", "awst", "medi", "hydref", "tachwedd", "rhagfyr"),
)
_SHORT = {name[:3]: number for number, name in enumerate(_ENGLISH, 1)} | {"sept": 9}
_MUTATED = {"fawrth": 3, "fai": 5, "fehefin": 6, "orffennaf": 7, "fedi": 9, "dachwedd": 11, "ragfyr": 12}
_MONTH = {name: number for names in (_ENGLISH, _WELSH) for number, name in enumerate(names, 1)} | _SHORT | _MUTATED
_NAME = "|".join(sorted(_MONTH, key=len, reverse=True))
_CLOCK = r"(?:[ T,–-]+(?:at\s+)?\d{1,2}:\d{2}.*)?"
_ISO = re.compile(rf"(\d{{4}})-(\d{{2}})-(\d{{2}}){_CLOCK}")
_SLASHED = re.compile(rf"(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}){_CLOCK}")
_WORDED = re.compile(
    rf"(?:[^\W\d]+,?\s+)?(\d{{1,2}})(?:st|nd|rd|th|af|ain|fed|eg)?\s+(?:of\s+)?({_NAME})\.?,?\s+(\d{{4}}){_CLOCK}",
    re.IGNORECASE,
)
_IN_PROSE = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|af|ain|fed|eg)?\s+(?:of\s+)?({_NAME})\.?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE
)
_AMERICAN = re.compile(rf"({_NAME})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"({_NAME})\.?,?\s+(\d{{4}})", re.IGNORECASE)
_YEAR_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")
_LABELLED = re.compile(
    r"(?:first published|published|date of publication|publication date|date of issue|issued|date|"
    r"cyhoeddwyd gyntaf|cyhoeddwyd|dyddiad cyhoeddi|dyddiad)\s*(?:on|ar)?\s*:?\s+([^|]+?)\s*(?:\|.*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A date as stated: its day, or its last day with ``text`` ("2014", "2014-05") where less than a day is known."""

    day: date
    text: str = ""


def month_name(month: int, lang: Lang) -> str:
    """The name of a month, from 1, in a language."""
    return (_WELSH if lang is Lang.CY else _ENGLISH)[month - 1].capitalize()


def _day(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


def exact(text: str) -> date | None:
    """The day that a text is, and nothing but: ISO, 14/07/2026, "14 July 2026", "7 Hydref 2024"; a clock may follow."""
    text = text.strip().strip("[]()").strip()
    if found := _ISO.fullmatch(text):
        return _day(found[1], int(found[2]), found[3])
    if found := _SLASHED.fullmatch(text):
        return _day(found[3], int(found[2]), found[1])
    if found := _WORDED.fullmatch(text):
        return _day(found[3], _MONTH[found[2].lower()], found[1])
    if found := _AMERICAN.fullmatch(text):
        return _day(found[3], _MONTH[found[1].lower()], found[2])
    return None


def stated(text: str) -> Stated | None:
    """The date that a text is: a day, a month ("March 2014", "2014-03") or a year ("2014"); None if it is no date."""
    text = text.strip()
    if found := _YEAR_MONTH.fullmatch(text):
        return _until_end(found[1], int(found[2]))
    if found := _MONTH_YEAR.fullmatch(text):
        return _until_end(found[2], _MONTH[found[1].lower()])
    if _YEAR.fullmatch(text):
        last = _until_end(text, 12)
        return Stated(last.day, text) if last else None
    day = exact(text)
    return Stated(day) if day else None


def _until_end(year: str, month: int) -> Stated | None:
    try:
        last = calendar.monthrange(int(year), month)[1]
        return Stated(date(int(year), month, last), f"{year}-{month:02d}")
    except (ValueError, calendar.IllegalMonthError):
        return None


def within(text: str) -> list[date]:
    """The days that prose names in words, in its order: "closes on 14 September 2026", "ar 7 Hydref 2024"."""
    found = (_day(match[3], _MONTH[match[2].lower()], match[1]) for match in _IN_PROSE.finditer(text))
    return [day for day in found if day]


def labelled(text: str) -> date | None:
    """The day in a line such as "Published 28/07/2026 | Reading time 4 minutes"; None if it is not such a line."""
    found = _LABELLED.fullmatch(text.strip())
    return exact(found[1]) if found else None


def iso(text: str) -> date | None:
    """The day at the start of an ISO time such as ``2026-06-02T13:30:00``."""
    found = re.match(r"(\d{4})-(\d{2})-(\d{2})(?!\d)", text.strip())
    return _day(found[1], int(found[2]), found[3]) if found else None
