"""Fields that come in, as plain text of bounded length, as days and as names."""

import re
from collections.abc import Mapping
from datetime import date

from corpus.errors import UsageProblem
from corpus.language import msg, number
from publish.citations import law, markup
from publish.citations.text import one_line, web_address
from publish.citations.typed import Day, Item, Name

LONGEST = 20_000
"""Characters of one field."""
MOST_NAMES = 1_000
LAST_YEAR = 9999

_LAW = frozenset({"legislation", "bill", "regulation"})
_LOCALE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_LANGUAGES = {
    "en": "en-GB",
    "eng": "en-GB",
    "english": "en-GB",
    "saesneg": "en-GB",
    "cy": "cy-GB",
    "cym": "cy-GB",
    "wel": "cy-GB",
    "welsh": "cy-GB",
    "cymraeg": "cy-GB",
}
_STATED = re.compile(r"(\d{4})(?:[-/](\d{1,2})?(?:[-/](\d{1,2})?)?)?(?:[T ].*|/.*)?")
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")


class Refused(UsageProblem):
    """Why a file is not taken in: the end of a sentence that begins with its name."""


def words(value: object, at: int, *, marked: bool = False) -> str:
    """A field as text on one line; what is ``marked`` up as CSL does loses that.

    Raises Refused where it is neither text nor a number, or too long.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Refused(msg("number {at} in it has a field that is neither words nor a number"), at=at)
    text = str(value)
    if len(text) > LONGEST:
        raise Refused(msg("number {at} in it has a field of more than {most} characters"), at=at, most=number(LONGEST))
    return one_line(markup.without(text) if marked else text)


def stated(text: str) -> Day | None:
    """A date as people and programs write it, as exactly as it can be told: "2014-05-01", "2014/05//", "May 2014"."""
    if found := _STATED.fullmatch(text.strip()):
        return day([int(part) for part in found.groups() if part])
    years = _YEAR.findall(text)
    return day([int(years[0])]) if years else None


def day(parts: list[int]) -> Day | None:
    """A year, a month of it, a day of that: as many as there can be."""
    if not parts or not 0 < parts[0] <= LAST_YEAR:
        return None
    for many in (3, 2, 1):
        try:
            date(*[*parts[:many], 1, 1][:3])
        except ValueError:
            continue
        return {"date-parts": [parts[:many]]}
    return None


def named(family: str, given: str) -> Name | None:
    """A name in two parts, or whole where there is but one."""
    if family and given:
        return {"family": family, "given": given}
    return {"literal": family or given} if family or given else None


def finished(item: Item) -> Item:
    """An item with its address, its language and, where it is law, its year, as ours have them."""
    _address(item)
    if stated := item.pop("language", ""):
        known = _LANGUAGES.get(stated.casefold(), stated)
        if _LOCALE.fullmatch(known):
            item["language"] = known
    if item["type"] in _LAW and item.get("title"):
        _law(item)
    return item


def texts(item: Item, fields: Mapping[str, str]) -> None:
    """Put texts into an item, those that are empty left out."""
    item.update({name: value for name, value in fields.items() if value})  # type: ignore[typeddict-item]


def _address(item: Item) -> None:
    """An address that no browser should open is kept as a note."""
    stated = item.pop("URL", "")
    if url := web_address(stated):
        item["URL"] = url
    elif stated:
        item["note"] = "; ".join(filter(None, (item.get("note", ""), stated)))


def _law(item: Item) -> None:
    """Styles put the year of legislation after its title: it is not to stand in both."""
    whole, issued = item["title"], item.get("issued")
    title, year = law.titled(whole, None)
    if year is None or (issued and issued["date-parts"][0][0] != year):
        return
    item["title"] = title
    item["title-short"] = whole
    if issued is None:
        item["issued"] = {"date-parts": [[year]]}
