"""Choosing which promises are listed and how: groups, orders, filters, and views of them under a name."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from corpus.codebook import Delivery
from corpus.grouping import Grouping
from corpus.language import msg, tr
from corpus.overview import due_soon, overdue
from corpus.rows import BodyCount, CommitmentFilter, CommitmentSort
from tui.background import in_background
from tui.deeds import deed
from tui.desk import Desk, promises, views
from tui.desk.listed import EVERYTHING, NOT_ASSESSED, UNMET_ONLY, Stay
from tui.desk.views import View
from tui.screens.base import PlaceScreen
from tui.screens.filters import FilterDialogue, described
from tui.screens.views import ViewsDialogue

VIEWS: Mapping[str, tuple[str, CommitmentFilter]] = {
    "unmet": (msg("Unmet"), UNMET_ONLY),
    "unassessed": (msg("Not assessed"), NOT_ASSESSED),
    "met": (msg("Met"), CommitmentFilter(deliveries=frozenset({Delivery.MET}))),
    "all": (msg("All promises"), EVERYTHING),
}
"""Views that are always there, by name: what they are called, and what they list."""


class ChoosingScreen(PlaceScreen):
    """A screen that lists promises: what of them, in which order, and by what they are grouped."""

    BINDINGS: ClassVar[list[BindingType]] = [
        deed("slash", "focus_words", msg("Words"), msg("Find promises by their words"), shown="/"),
        deed("f", "filter", msg("Filter"), msg("Choose status, kind, theme and body")),
        deed("v", "views", msg("Views"), msg("Choose a view of the promises, or keep this one")),
        deed("b", "group", msg("Group"), msg("Group by body, theme or document, or not at all")),
        deed("s", "sort", msg("Sort"), msg("Take the next order: deadline, date, body, …")),
        deed("r", "reverse", msg("Reverse the order"), show=False),
        deed("x", "view('all')", msg("Take all filters away"), show=False),
        deed("U", "view('unmet')", msg("Show the unmet"), show=False),
        deed("A", "view('unassessed')", msg("Show those not yet assessed"), show=False),
        deed("M", "view('met')", msg("Show the met"), show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._wanted: CommitmentFilter | None = None
        self._by: Grouping | None = None
        self._opened: frozenset[str] = frozenset()

    @abstractmethod
    def read(self, wanted: CommitmentFilter | None, stay: Stay | None = None) -> None:
        """Read the list of a filter, and show it from the first, or where the cursor is to stay."""

    @abstractmethod
    def action_focus_words(self) -> None:
        """Go to the words."""

    @abstractmethod
    def say_words(self, words: str) -> None:
        """Show the words that promises are looked for by."""

    @abstractmethod
    def staying(self) -> Stay:
        """Where the cursor is."""

    def action_group(self) -> None:
        """Group by the next, from the first group on: body, theme, document; then not at all, at the same promise."""
        ways = [None, *Grouping]
        self._by, self._opened = ways[(ways.index(self._by) + 1) % len(ways)], frozenset()
        if self._wanted is not None:
            self.read(self._wanted, None if self._by else replace(self.staying(), key=None, line=0))

    def action_sort(self) -> None:
        """Take the next order."""
        if self._wanted is not None:
            orders = list(CommitmentSort)
            after = orders[(orders.index(self._wanted.sort) + 1) % len(orders)]
            self.read(replace(self._wanted, sort=after, descending=False))

    def action_reverse(self) -> None:
        """Turn the order round."""
        if self._wanted is not None:
            self.read(replace(self._wanted, descending=not self._wanted.descending))

    def action_filter(self) -> None:
        """Read which bodies there are, then ask what to show."""
        in_background(self, partial(promises.bodies, self._desk), self._choose_filter, group="bodies")

    def _choose_filter(self, bodies: Sequence[BodyCount]) -> None:
        def answered(chosen: CommitmentFilter | None) -> None:
            if chosen is not None:
                self.read(chosen)

        if self._wanted is not None:
            self.app.push_screen(FilterDialogue(self._wanted, bodies), answered)

    def action_view(self, view: str) -> None:
        """Show one of the views that are always there, leaving out every other filter but the order."""
        if self._wanted is not None:
            wanted = replace(VIEWS[view][1], sort=self._wanted.sort, descending=self._wanted.descending)
            self.look_at(View("", wanted, self._by))

    def look_at(self, view: View) -> None:
        """Show a view."""
        self._by, self._opened = view.by, frozenset()
        self.say_words(view.wanted.text)
        self.read(view.wanted)

    def action_views(self) -> None:
        """Choose a view, or keep this one."""
        in_background(self, partial(views.listing, self._desk), self._choose_view, group="views")

    def _choose_view(self, kept: Sequence[View]) -> None:
        if self._wanted is None:
            return
        today, desk = self._desk.today(), self._desk
        always = [View(tr(name), wanted) for name, wanted in VIEWS.values()]
        always += [View(tr("Overdue"), overdue(today)), View(tr("Due soon"), due_soon(today))]
        dialogue = ViewsDialogue(
            always,
            kept,
            View(described(self._wanted), self._wanted, self._by),
            count=lambda view: promises.count(desk, view.wanted),
            keep=partial(views.keep, desk),
            forget=partial(views.forget, desk),
        )

        def answered(chosen: View | None) -> None:
            if chosen is not None:
                self.look_at(chosen)

        self.app.push_screen(dialogue, answered)
