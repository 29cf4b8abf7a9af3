"""Saved views: filters of promises under a name, in a file that is replaced whole; and filters as JSON has them."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from corpus import files
from corpus.codebook import CommitmentKind, Delivery, Lang, Theme
from corpus.errors import AddewidError, UsageProblem
from corpus.grouping import Grouping
from corpus.rows import CommitmentFilter, CommitmentSort
from tui.desk import Desk
from tui.text import plain

LONGEST_NAME = 64
MOST = 200
"""Views that are kept."""
_MOST_READ = 1_000_000
"""Characters that are read of the file."""
_LONGEST = 500
"""Characters of words or of a key in a filter that are believed."""

Value = TypeVar("Value")
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class View:
    """What is listed under a name, in what order, and by what it is grouped."""

    name: str
    wanted: CommitmentFilter
    by: Grouping | None = None


def listing(desk: Desk) -> tuple[View, ...]:
    """The saved views by name. A file that is not there, or that nobody understands, holds none."""
    return _read(desk.views) if desk.views is not None else ()


def keep(desk: Desk, view: View) -> tuple[View, ...]:
    """Keep a view, in the place of one of the same name; all views there are then.

    Raises UsageProblem for a name that is none, and AddewidError where the file cannot be written.
    """
    name = plain(view.name)
    if not 0 < len(name) <= LONGEST_NAME:
        raise UsageProblem("A view needs a name of 1 to {most} characters; type one.", most=LONGEST_NAME)
    others = [each for each in listing(desk) if each.name != name]
    if len(others) >= MOST:
        raise UsageProblem("{most} views are kept already; forget one of them first.", most=MOST)
    return _write(desk, [*others, View(name, view.wanted, view.by)])


def forget(desk: Desk, name: str) -> tuple[View, ...]:
    """Forget a view; all that are left. Raises AddewidError where the file cannot be written."""
    return _write(desk, [each for each in listing(desk) if each.name != name])


def as_data(wanted: CommitmentFilter) -> dict[str, Any]:
    """A filter as JSON has it; only what it asks for."""
    told: dict[str, Any] = {}
    for each in fields(CommitmentFilter):
        value = getattr(wanted, each.name)
        if value == each.default:
            continue
        if isinstance(value, frozenset):
            value = sorted(value)
        told[each.name] = value.isoformat() if isinstance(value, date) else value
    return told


def understood(told: object) -> CommitmentFilter:
    """A filter as somebody may have written it; of what does not fit, nothing is asked for."""
    if not isinstance(told, Mapping):
        return CommitmentFilter()
    sort = _word(CommitmentSort, told.get("sort"))
    return CommitmentFilter(
        deliveries=_words(Delivery, told.get("deliveries")),
        kinds=_words(CommitmentKind, told.get("kinds")),
        themes=_words(Theme, told.get("themes")),
        bodies=frozenset(filter(None, map(text, _many(told.get("bodies"))))),
        langs=_words(Lang, told.get("langs")),
        document=text(told.get("document")),
        text=text(told.get("text")),
        overdue=told.get("overdue") is True,
        since=_day(told.get("since")),
        until=_day(told.get("until")),
        due_from=_day(told.get("due_from")),
        due_by=_day(told.get("due_by")),
        on=_day(told.get("on")),
        sort=sort or CommitmentSort.DEADLINE,
        descending=told.get("descending") is True,
    )


def grouping(told: object) -> Grouping | None:
    """What a list is grouped by, as somebody may have written it."""
    return _word(Grouping, told)


def _many(told: object) -> Iterable[object]:
    return told[:LONGEST_NAME] if isinstance(told, list) else ()


def _word(words: type[Word], told: object) -> Word | None:
    return next((word for word in words if word == told), None)


def _words(words: type[Word], told: object) -> frozenset[Word]:
    found = (_word(words, each) for each in _many(told))
    return frozenset(word for word in found if word is not None)


def text(told: object) -> str:
    """Words as somebody may have written them, in one line; "" where they are none, or too long."""
    return plain(told.encode(errors="replace").decode()) if isinstance(told, str) and len(told) <= _LONGEST else ""


def _day(told: object) -> date | None:
    return _or_none(date.fromisoformat, told) if isinstance(told, str) else None


def _or_none(made: Callable[[str], Value], told: str) -> Value | None:
    try:
        return made(told)
    except ValueError:
        return None


def _read(path: Path) -> tuple[View, ...]:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            told = json.loads(file.read(_MOST_READ))
    except (OSError, ValueError, RecursionError):
        return ()
    found: dict[str, View] = {}
    for each in told[:MOST] if isinstance(told, list) else []:
        if isinstance(each, dict) and (name := text(each.get("name"))[:LONGEST_NAME]):
            found[name] = View(name, understood(each.get("filter")), grouping(each.get("by")))
    return tuple(found[name] for name in sorted(found, key=str.casefold))


def _write(desk: Desk, views: Iterable[View]) -> tuple[View, ...]:
    if desk.views is None:
        raise AddewidError("There is no folder here to keep views in; open the app with: addewid.")
    told = [{"name": each.name, "filter": as_data(each.wanted), "by": each.by} for each in views]
    try:
        files.replace(desk.views, json.dumps(told, indent=1) + "\n")
    except AddewidError as error:
        raise AddewidError("The view could not be kept: {error}", error=error) from error
    return listing(desk)
