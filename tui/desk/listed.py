"""Reading a list of promises, with the line that its cursor is to stand in, and finding words in it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from typing import Any

from corpus.codebook import UNMET, Delivery
from corpus.grouping import Grouping
from corpus.rows import CommitmentFilter, CommitmentRow
from tui.desk import Desk, promises, views
from tui.desk.promises import Outline

WINDOW = 200
"""Rows that are read around the cursor."""

UNMET_ONLY = CommitmentFilter(deliveries=UNMET)
NOT_ASSESSED = CommitmentFilter(deliveries=frozenset({Delivery.NOT_ASSESSED}))
EVERYTHING = CommitmentFilter()


@dataclass(frozen=True, slots=True)
class Stay:
    """A promise and the group that the cursor is to stay in, or only a line where both are gone."""

    number: int | None = None
    key: str | None = None
    line: int = 0
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that was read: what was asked for, its outline, the line for the cursor, and the rows around that.

    ``none_unmet`` says that it opens on the promises that nobody assessed, as none is unmet.
    """

    wanted: CommitmentFilter
    outline: Outline
    line: int
    rows: Mapping[int, CommitmentRow]
    none_unmet: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """What a list comes back by: what is listed, how, where its cursor is, and the words last looked for."""

    wanted: CommitmentFilter
    by: Grouping | None
    opened: frozenset[str]
    stay: Stay
    sought: str

    def as_data(self) -> dict[str, Any]:
        """The same as JSON has it."""
        return {
            "filter": views.as_data(self.wanted),
            "by": self.by,
            "open": sorted(self.opened),
            "at": self.stay.ref,
            "group": self.stay.key,
            "line": self.stay.line,
            "sought": self.sought,
        }


def understood(told: Mapping[str, Any]) -> Kept | None:
    """What ``as_data`` gave, as somebody may have changed it; None where nothing was kept."""
    if not isinstance(told.get("filter"), Mapping):
        return None
    opened, group, line = told.get("open"), told.get("group"), told.get("line")
    return Kept(
        views.understood(told["filter"]),
        views.grouping(told.get("by")),
        frozenset(each for each in opened if isinstance(each, str)) if isinstance(opened, list) else frozenset(),
        Stay(
            key=group if isinstance(group, str) else None,
            line=line if isinstance(line, int) else 0,
            ref=views.text(told.get("at")),
        ),
        views.text(told.get("sought")),
    )


def read(
    desk: Desk, wanted: CommitmentFilter | None, by: Grouping | None, opened: Set[str], stay: Stay | None
) -> Listed:
    """A list with the rows around the line for the cursor. Without a filter, the unmet; if there are none, the rest."""
    asked, none_unmet = wanted or UNMET_ONLY, False
    made = promises.outline(desk, asked, by, opened)
    if wanted is None and not made.total:
        asked, none_unmet = NOT_ASSESSED, True
        made = promises.outline(desk, asked, by, opened)
    if wanted is None and not made.total:
        asked, none_unmet = EVERYTHING, False
        made = promises.outline(desk, asked, by, opened)
    line = 0
    if stay is not None:
        number = promises.number_of(desk, stay.ref) if stay.ref else stay.number
        line = line_of(made, replace(stay, number=number))
    around = range(max(0, line - WINDOW // 2), min(line + WINDOW, made.total))
    numbers = [each for each in map(made.line, around) if isinstance(each, int)]
    return Listed(asked, made, line, promises.rows(desk, numbers, asked.on), none_unmet)


def line_of(outline: Outline, stay: Stay) -> int:
    """The line of a list for the cursor to stay in."""
    line = outline.place(stay.number, stay.key) if stay.number is not None else None
    if line is None and stay.key is not None:
        line = outline.heading(stay.key)
    return line if line is not None else max(0, min(stay.line, outline.total - 1))


def found(desk: Desk, wanted: CommitmentFilter, outline: Outline, at: int, step: int) -> tuple[Outline, int] | None:
    """The nearest line of a list with a promise that fits, and the list with its group open; None without one."""
    matching, whole = promises.matching(desk, wanted), outline.whole()
    key, line = outline.key_at(at), outline.line(at) if at < outline.total else None
    here = whole.place(line, key) if isinstance(line, int) else whole.heading(key or "")
    to = whole.next(here or 0, matching, step)
    if to is None:
        return None
    group = whole.key_at(to)
    if group is None:
        return outline, to
    made = outline.opening(outline.opened | {group})
    number = whole.line(to)
    assert isinstance(number, int)  # noqa: S101  so it was found
    return made, made.place(number, group) or 0
