"""The pages that belong to no promise and no list: the overview, what changed, where to find, what to begin with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from markupsafe import Markup

from corpus import overview
from corpus.codebook import CommitmentKind, Delivery
from corpus.overview import Tallies
from corpus.rows import CommitmentFilter
from corpus.wording import name
from publish import charts
from publish.charts import Chart, Table
from publish.site import addresses, changes, lists
from publish.site.changes import Change
from publish.site.finding import Finding
from publish.site.list_pages import ListPages
from publish.site.lists import Listed
from publish.site.making import Making
from publish.site.rendering import NAVIGATION, upper_first
from publish.site.shapes import shape, tone

FIRST = 5
"""Promises and changes that the overview shows."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, what it counts, and the list that it is the length of."""

    count: int
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart with its numbers beside it."""

    title: str
    svg: Markup
    table: Table


@dataclass(frozen=True, slots=True)
class Option:
    """Something that promises can be narrowed to."""

    value: str
    name: str
    shape: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Select:
    """Some things to choose one of."""

    key: str
    name: str
    options: tuple[Option, ...]


class FrontPages:
    """Makes them, of all promises in their order and all judgements, the last first."""

    def __init__(self, making: Making, all_of_them: Listed, judged: Sequence[Change], pages: ListPages) -> None:
        self._making = making
        self._all = all_of_them
        self._whichever = all_of_them.whichever
        self._judged = judged
        self._pages = pages

    def put(self, bodies: Sequence[Listed], themes: Sequence[Listed], finding: Finding) -> None:
        """All of them, in both languages."""
        asked = self._making.asked
        tallies = overview.tallies(self._making.session, CommitmentFilter(on=asked.on))
        overdue = self._whichever.get(lists.OVERDUE_ONES, ())[:FIRST]
        counts = {which: len(lines) for which, lines in self._whichever.items()}
        rests_on = (tallies, overdue, self._judged[:FIRST], counts)
        self._making.put(NAVIGATION["overview"], rests_on, lambda: self._overview(tallies))
        self._put_changes()
        chosen = [(of.key, of.name_en, of.name_cy) for of in (*bodies, *themes)]
        find = partial(self._find, bodies, themes, finding)
        self._making.put(NAVIGATION["find"], (chosen, finding.chunks, counts), find)

    def _overview(self, tallies: Tallies) -> str:
        renderer = self._making.renderer
        overdue = self._whichever.get(lists.OVERDUE_ONES, ())[:FIRST]
        drawn = (charts.by_delivery, charts.by_body, charts.by_theme, charts.by_year)
        return renderer.page(
            "overview.html",
            NAVIGATION["overview"],
            title=renderer.texts.overview,
            here="overview",
            figures=tuple(self._figures()),
            charts=[_drawn(draw(tallies)) for draw in drawn if tallies.total],
            overdue=[self._pages.line(one, "") for one in overdue],
            all_overdue=self._all.path(lists.OVERDUE_ONES),
            changes=self._judged[:FIRST],
        )

    def _figures(self) -> Iterator[Figure]:
        counts = {which: len(lines) for which, lines in self._whichever.items()}
        yield Figure(counts[""], self._making.renderer.texts.promises.lower(), self._all.path())
        for which in (lists.UNMET_ONES, lists.OVERDUE_ONES, Delivery.MET, Delivery.NOT_ASSESSED):
            path = self._all.path(which) if which in counts else self._all.path()
            yield Figure(counts.get(which, 0), lists.narrower(which), path)

    def _put_changes(self) -> None:
        last = lists.pages(len(self._judged), changes.ON_A_PAGE)
        for at in range(1, last + 1):
            some = self._judged[(at - 1) * changes.ON_A_PAGE : at * changes.ON_A_PAGE]
            self._making.put(addresses.groups("changes", at), (some, last), partial(self._changes, some, at, last))

    def _changes(self, some: Sequence[Change], at: int, last: int) -> str:
        renderer = self._making.renderer
        links = lists.links(lambda other: addresses.groups("changes", other), at, last)
        title = renderer.texts.changes
        return renderer.page(
            "changes.html",
            addresses.groups("changes", at),
            title=f"{title}, {links.told}" if at > 1 else title,
            here="changes",
            changes=some,
            links=links,
        )

    def _find(self, bodies: Sequence[Listed], themes: Sequence[Listed], finding: Finding) -> str:
        renderer = self._making.renderer
        texts = renderer.texts
        statuses = [
            Option(which, upper_first(lists.narrower(which))) for which in (lists.UNMET_ONES, lists.OVERDUE_ONES)
        ]
        statuses += [Option(value, upper_first(name(value)), shape(value), tone(value)) for value in Delivery]
        return renderer.page(
            "find.html",
            NAVIGATION["find"],
            title=texts.find,
            here="find",
            chunks=str(finding.chunks),
            selects=(
                Select("delivery", texts.find_status, tuple(statuses)),
                Select("kind", texts.find_kind, _options(CommitmentKind)),
                Select("body", texts.find_body, _named(bodies)),
                Select("theme", texts.find_theme, _named(themes)),
            ),
            lists=tuple(
                Figure(len(lines), upper_first(lists.narrower(which)), self._all.path(which))
                for which, lines in self._whichever.items()
            ),
        )


def _options(kind: type[StrEnum]) -> tuple[Option, ...]:
    return tuple(Option(value, upper_first(name(value))) for value in kind)


def _named(groups: Sequence[Listed]) -> tuple[Option, ...]:
    return tuple(Option(of.key or addresses.NONE, of.title()[0]) for of in groups)


def _drawn(chart: Chart) -> Drawn:
    return Drawn(chart.title, Markup(charts.as_svg(chart)), charts.table(chart))  # noqa: S704  it escapes its labels
