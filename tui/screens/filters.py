"""Choosing which promises to list: by status, kind, theme and body."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static
from textual.widgets.selection_list import Selection

from corpus.codebook import UNMET, CommitmentKind, Delivery, Theme
from corpus.rows import BodyCount, CommitmentFilter
from tui import words
from tui.screens.base import AddewidDialogue
from tui.text import plain
from tui.tones import Tone
from tui.widgets.lists import Choices

Value = TypeVar("Value")


def summary(wanted: CommitmentFilter, total: int, bodies: Mapping[str, str]) -> Content:
    """A filter, its order and how many promises fit it, in one line; ``bodies`` are names by key."""
    chosen = [_deliveries(wanted.deliveries)]
    chosen += [_either(wanted.kinds), _either(wanted.themes)]
    chosen += [", ".join(sorted(bodies.get(key, key) for key in wanted.bodies))]
    chosen += [f"“{plain(wanted.text)}”" if wanted.text else "", "overdue" if wanted.overdue else ""]
    order = words.SORTS[wanted.sort][wanted.descending]
    said = " · ".join(part for part in chosen if part)
    return Content.assemble((words.number(total, "promise"), Tone.STRONG), f": {said}; {order}")


def _deliveries(chosen: frozenset[Delivery]) -> str:
    if chosen == UNMET:
        return "unmet"
    return ", ".join(words.DELIVERIES[one].word for one in Delivery if one in chosen) or "all"


def _either(chosen: Iterable[StrEnum]) -> str:
    return ", ".join(sorted(words.label(one) for one in chosen))


class FilterDialogue(AddewidDialogue[CommitmentFilter | None]):
    """Four lists to tick; nothing ticked in a list means all of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f", "apply", "Show these"),
        Binding("u", "unmet", "Tick the unmet"),
        Binding("x", "clear", "Tick none"),
    ]

    def __init__(self, wanted: CommitmentFilter, bodies: Sequence[BodyCount]) -> None:
        super().__init__()
        self._wanted = wanted
        self._bodies = bodies

    def compose(self) -> ComposeResult:
        """Three columns of lists, and the buttons."""
        wanted = self._wanted
        with Vertical(classes="dialogue"):
            yield Static("Show only promises with…", classes="dialogue-title", markup=False)
            with Horizontal(id="choices"):
                with Vertical(id="narrow-choices"):
                    yield from _part("Status", "deliveries", _statuses(wanted))
                    yield from _part("Kind", "kinds", _labels(CommitmentKind, wanted.kinds))
                with Vertical():
                    yield from _part("Theme", "themes", _labels(Theme, wanted.themes))
                with Vertical():
                    yield from _part("Body", "bodies", self._named(wanted))
            yield Static("Space ticks, Tab goes to the next list. No tick in a list means all.", classes="hint")
            with Horizontal(classes="buttons"):
                yield Button("Show these (f)", id="apply", variant="primary", compact=True)
                yield Button("Tick the unmet (u)", id="unmet", compact=True)
                yield Button("Tick none (x)", id="clear", compact=True)
                yield Button("Cancel (Esc)", id="leave", compact=True)

    def _named(self, wanted: CommitmentFilter) -> list[Selection[str]]:
        return [
            Selection(Content(f"{plain(body.name_en)} ({body.commitments:,})"), body.key, body.key in wanted.bodies)
            for body in self._bodies
        ]

    def _ticked(self, name: str) -> frozenset[str]:
        return frozenset(self.query_one(f"#{name}", Choices).selected)

    @on(Button.Pressed)
    async def press(self, message: Button.Pressed) -> None:
        """Do what the button is named after."""
        await self.run_action(message.button.id or "")

    def action_apply(self) -> None:
        """Answer with what is ticked."""
        chosen = replace(
            self._wanted,
            deliveries=frozenset(map(Delivery, self._ticked("deliveries"))),
            kinds=frozenset(map(CommitmentKind, self._ticked("kinds"))),
            themes=frozenset(map(Theme, self._ticked("themes"))),
            bodies=self._ticked("bodies"),
        )
        self.dismiss(chosen)

    def action_clear(self) -> None:
        """Tick nothing."""
        for choices in self.query(Choices):
            choices.deselect_all()

    def action_unmet(self) -> None:
        """Tick the statuses that mean unmet."""
        statuses = self.query_one("#deliveries", Choices)
        statuses.deselect_all()
        for delivery in UNMET:
            statuses.select(delivery)


def _part(heading: str, name: str, choices: Sequence[Selection[Value]]) -> ComposeResult:
    yield Static(heading, classes="column-heading", markup=False)
    yield Choices(*choices, id=name, compact=True)


def _statuses(wanted: CommitmentFilter) -> list[Selection[Delivery]]:
    return [Selection(Content(str(words.DELIVERIES[one])), one, one in wanted.deliveries) for one in Delivery]


def _labels(values: Iterable[StrEnum], chosen: Iterable[StrEnum]) -> list[Selection[StrEnum]]:
    return [Selection(Content(words.label(one)), one, one in set(chosen)) for one in values]
