"""Lists of promises, cut into pages: all of them, and those of each body, theme and document, narrowed by status."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.codebook import UNMET, Delivery, Lang, Theme
from corpus.grouping import Group, Grouping
from corpus.language import language, msg, plural, tr
from corpus.wording import name
from publish.site import addresses
from publish.site.lines import Line
from publish.site.meanings import meaning
from publish.site.rendering import upper_first

ON_A_PAGE = 50
"""Promises on a page of a list."""
GROUPS_ON_A_PAGE = 200
"""Bodies, themes or documents on a page."""

ALL, KIND_OF_ALL = "all", "promises"
UNMET_ONES, OVERDUE_ONES = "unmet", "overdue"


def is_unmet(line: Line) -> bool:
    """Whether people judged it to be unmet."""
    return line.delivery in UNMET


_NARROWER: Mapping[str, Callable[[Line], bool]] = {
    "": lambda line: True,
    UNMET_ONES: is_unmet,
    OVERDUE_ONES: lambda line: line.overdue,
    **{str(value): (lambda line, value=value: line.delivery is value) for value in Delivery},  # type: ignore[misc]
}
"""What a list may be narrowed to; of a group, only to the first few."""

_OF_GROUPS = ("", UNMET_ONES, OVERDUE_ONES, Delivery.MET.value)
_WIDER: Mapping[str, str] = {"": msg("all"), UNMET_ONES: msg("unmet"), OVERDUE_ONES: msg("overdue")}
_NO_BODY, _NO_THEME = msg("No known body"), msg("On no theme")


@dataclass(frozen=True, slots=True)
class Links:
    """The pages before and after one, by their names beside it, and which it is, in words."""

    number: int
    told: str
    previous: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """A way to narrow a list: where that leads, and how many there are then."""

    which: str
    name: str
    href: str
    count: int
    here: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """All promises, or those of one body, theme or document, in order."""

    kind: str
    key: str
    name_en: str
    name_cy: str
    lines: tuple[Line, ...]

    @property
    def whichever(self) -> dict[str, tuple[Line, ...]]:
        """The ways in which it may be narrowed that leave anything, with what is left."""
        names = tuple(_NARROWER) if self.kind == KIND_OF_ALL else _OF_GROUPS
        found = {which: tuple(line for line in self.lines if _NARROWER[which](line)) for which in names}
        for which in (UNMET_ONES, OVERDUE_ONES):
            found[which] = tuple(sorted(found[which], key=lambda line: line.deadline or date.max))
        return {which: lines for which, lines in found.items() if lines or not which}

    def title(self) -> tuple[str, str]:
        """What it is called in the language in use, and the language that is in where it is the other."""
        if self.kind == KIND_OF_ALL:
            return tr("All promises"), ""
        if self.kind == Grouping.THEME:
            return upper_first(name(Theme(self.key))) if self.key else tr(_NO_THEME), ""
        if not self.key:
            return tr(_NO_BODY), ""
        named = self.name_cy if language() is Lang.CY else self.name_en
        alone = self.kind == Grouping.DOCUMENT and self.name_en == self.name_cy
        lang = self.lines[0].lang if alone and self.lines else ""
        return named, lang if lang != language() else ""

    def about(self) -> str:
        """What a theme is, in the language in use."""
        return meaning(Theme(self.key)) if self.kind == Grouping.THEME and self.key else ""

    def path(self, which: str = "", number: int = 1) -> str:
        """One of its pages."""
        return addresses.listing(self.kind, self.key or addresses.NONE, which, number)


def listed(kind: Grouping, group: Group, lines: Mapping[int, Line]) -> Listed:
    """The promises of a group, by their row numbers."""
    return Listed(kind, group.key, group.name_en, group.name_cy, tuple(lines[number] for number in group.ids))


def narrower(which: str) -> str:
    """What a list is narrowed to, in the language in use."""
    said = _WIDER.get(which)
    return tr(said) if said else name(Delivery(which))


def filters(of: Listed, here: str, counts: Mapping[str, int]) -> list[Filter]:
    """The ways in which a list may be narrowed, in the language in use."""
    return [
        Filter(which, narrower(which), of.path(which).rsplit("/", 1)[1], many, which == here)
        for which, many in counts.items()
    ]


def counted(many: int) -> str:
    """How many promises, in the language in use."""
    return plural("{count} promise", "{count} promises", many)


def pages(many: int, each: int) -> int:
    """How many pages there are of so many, at least one."""
    return max(1, -(-many // each))


def links(path: Callable[[int], str], number: int, last: int) -> Links:
    """What leads from a page of a list to those beside it, in the language in use."""

    def beside(other: int) -> str:
        return path(other).rsplit("/", 1)[1] if 1 <= other <= last else ""

    told = tr("Page {page} of {pages}", page=number, pages=last)
    return Links(number, told, beside(number - 1), beside(number + 1))


def cut(items: Sequence[Line], each: int) -> Iterator[tuple[int, Sequence[Line]]]:
    """The pages of a list, numbered from 1."""
    for number in range(1, pages(len(items), each) + 1):
        yield number, items[(number - 1) * each : number * each]
