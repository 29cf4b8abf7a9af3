"""Choosing which promises to list: by status, kind, theme and body."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static
from textual.widgets.selection_list import Selection

from corpus import bodies, wording
from corpus.codebook import UNMET, CommitmentKind, Delivery, Theme
from corpus.errors import UsageProblem
from corpus.language import day, language, msg, number, plural, tr
from corpus.overview import OPEN
from corpus.rows import BodyCount, CommitmentFilter
from tui import words
from tui.deeds import deed
from tui.screens.base import AddewidDialogue
from tui.text import plain
from tui.tones import Tone
from tui.typed import a_day
from tui.widgets.line import Line
from tui.widgets.lists import Choices

Value = TypeVar("Value")


def summary(wanted: CommitmentFilter, total: int) -> Content:
    """A filter, its order and how many promises fit it, in one line."""
    order = tr(words.SORTS[wanted.sort][wanted.descending])
    count = plural("{count} promise", "{count} promises", total)
    return Content.assemble((count, Tone.STRONG), f": {described(wanted)}; {order}")


def described(wanted: CommitmentFilter) -> str:
    """What a filter asks for, in words; "all" where it asks for all."""
    asked = [_deliveries(wanted.deliveries), tr("overdue") if wanted.overdue else ""]
    asked += [_either(wanted.kinds), _either(wanted.themes), _either(wanted.langs)]
    asked += [", ".join(sorted(_body(key) for key in wanted.bodies)), plain(wanted.document)]
    asked += [_made(wanted.since, wanted.until), _due(wanted.due_from, wanted.due_by)]
    asked += [f"“{plain(wanted.text)}”" if wanted.text else ""]
    asked += [tr("as things stood on {day}", day=day(wanted.on)) if wanted.on else ""]
    return " · ".join(part for part in asked if part) or tr("all")


def _body(key: str) -> str:
    known = bodies.by_key().get(key)
    return known.name(language()) if known else plain(key)


def _made(since: date | None, until: date | None) -> str:
    if since and until:
        if (since.month, since.day, until) == (1, 1, date(since.year, 12, 31)):
            return tr("made in {year}", year=since.year)
        return tr("made from {first} to {last}", first=day(since), last=day(until))
    if since:
        return tr("made from {first} on", first=day(since))
    return tr("made by {last}", last=day(until)) if until else ""


def _due(first: date | None, last: date | None) -> str:
    if first and last:
        return tr("due from {first} to {last}", first=day(first), last=day(last))
    if first:
        return tr("due from {first} on", first=day(first))
    return tr("due by {last}", last=day(last)) if last else ""


def _deliveries(chosen: frozenset[Delivery]) -> str:
    if chosen == UNMET:
        return tr("unmet")
    if chosen == OPEN:
        return tr("neither met nor superseded")
    return ", ".join(words.DELIVERIES[one].word for one in Delivery if one in chosen)


def _either(chosen: Iterable[StrEnum]) -> str:
    return ", ".join(sorted(wording.name(one) for one in chosen))


class FilterDialogue(AddewidDialogue[CommitmentFilter | None]):
    """Four lists to tick; nothing ticked in a list means all of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        deed("ctrl+s,f", "apply", msg("Show these")),
        deed("u", "unmet", msg("Tick the unmet")),
        deed("x", "clear", msg("Tick none")),
    ]

    def __init__(self, wanted: CommitmentFilter, bodies: Sequence[BodyCount]) -> None:
        super().__init__()
        self._wanted = wanted
        self._bodies = bodies

    def compose(self) -> ComposeResult:
        """Three columns of lists, and the buttons."""
        wanted = self._wanted
        with Vertical(classes="dialogue"):
            yield Static(tr("Show only promises with…"), classes="dialogue-title", markup=False)
            with Horizontal(id="choices"):
                with Vertical(id="narrow-choices"):
                    yield from _part(tr("Status"), "deliveries", _statuses(wanted))
                    yield from _part(tr("Kind"), "kinds", _labels(CommitmentKind, wanted.kinds))
                with Vertical():
                    yield from _part(tr("Theme"), "themes", _labels(Theme, wanted.themes))
                with Vertical():
                    yield from _part(tr("Body"), "bodies", self._named(wanted))
            with Horizontal(classes="form-line"):
                yield Static(tr("As of the day"), classes="form-name", markup=False)
                given = self._wanted.on.isoformat() if self._wanted.on else ""
                yield Line(given, placeholder=tr("a day, like 2025-03-31; empty: today"), id="as-of-day", compact=True)
            yield Static(id="problem", markup=False)
            hint = tr("Space ticks, Tab goes to the next list. No tick in a list means all.")
            yield Static(hint, classes="hint", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(tr("Show these (f)"), id="apply", variant="primary", compact=True)
                yield Button(tr("Tick the unmet (u)"), id="unmet", compact=True)
                yield Button(tr("Tick none (x)"), id="clear", compact=True)
                yield Button(tr("Cancel (Esc)"), id="leave", compact=True)

    def _named(self, wanted: CommitmentFilter) -> list[Selection[str]]:
        return [
            Selection(Content(f"{name} ({number(body.commitments)})"), body.key, body.key in wanted.bodies)
            for body in self._bodies
            for name in [plain(words.body_name(body))]
        ]

    def _ticked(self, name: str) -> frozenset[str]:
        return frozenset(self.query_one(f"#{name}", Choices).selected)

    @on(Button.Pressed)
    async def press(self, message: Button.Pressed) -> None:
        """Do what the button is named after."""
        await self.run_action(message.button.id or "")

    def action_apply(self) -> None:
        """Answer with what is ticked; where the day is none, say so."""
        typed = self.query_one("#as-of-day", Line).value
        try:
            on_day = a_day(typed) if typed.strip() else None
        except UsageProblem as problem:
            self.say_problem(str(problem))
            return
        chosen = replace(
            self._wanted,
            deliveries=frozenset(map(Delivery, self._ticked("deliveries"))),
            kinds=frozenset(map(CommitmentKind, self._ticked("kinds"))),
            themes=frozenset(map(Theme, self._ticked("themes"))),
            bodies=self._ticked("bodies"),
            on=on_day,
        )
        self.dismiss(chosen)

    def action_clear(self) -> None:
        """Tick nothing."""
        for choices in self.query(Choices):
            choices.deselect_all()
        self.query_one("#as-of-day", Line).value = ""

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
    return [Selection(Content(wording.name(one)), one, one in set(chosen)) for one in values]
