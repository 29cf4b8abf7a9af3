"""Choosing which case studies to list: by sector, place and theme."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static
from textual.widgets.selection_list import Selection

from corpus.codebook import Theme
from corpus.language import msg, number, plural, tr
from corpus.studies import StudyFilter
from corpus.wording import name
from tui.deeds import deed
from tui.desk.cases import Choices as Offered
from tui.screens.base import AddewidDialogue
from tui.text import plain
from tui.tones import Tone
from tui.widgets.lists import Choices

MOST_PLACES = 400
"""Places offered, the most told of; others are found by their words."""


def summary(wanted: StudyFilter, total: int) -> Content:
    """How many fit, and what they were chosen by."""
    chosen = [
        ", ".join(plain(each) or tr("none named") for each in sorted(some)) for some in (wanted.sectors, wanted.places)
    ]
    chosen.append(", ".join(name(theme) for theme in Theme if theme in wanted.themes))
    chosen.append(f"“{plain(wanted.text)}”" if wanted.text else "")
    many = plural("{count} case study", "{count} case studies", total)
    said = " · ".join(part for part in chosen if part)
    return Content.assemble((many, Tone.STRONG), f": {said}" if said else "")


def nothing_fits(wanted: StudyFilter) -> str:
    """What is said where no case study fits."""
    if wanted != StudyFilter():
        return tr("No case study fits. Press x to show all of them.")
    return tr("No case study has been found yet. They are found in reports and articles when documents are tagged.")


class StudyFilterDialogue(AddewidDialogue[StudyFilter | None]):
    """Three lists to tick; nothing ticked in a list means all of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        deed("ctrl+s,f", "apply", msg("Show these")),
        deed("x", "clear", msg("Tick none")),
    ]

    def __init__(self, wanted: StudyFilter, offered: Offered) -> None:
        super().__init__()
        self._wanted = wanted
        self._offered = offered

    def compose(self) -> ComposeResult:
        """Three columns, and the buttons."""
        wanted, offered = self._wanted, self._offered
        places = dict(list(offered.places.items())[:MOST_PLACES])
        themes: dict[str, int] = {theme: many for theme, many in offered.themes.items()}  # noqa: C416  other keys
        with Vertical(classes="dialogue"):
            yield Static(tr("Show only case studies with…"), classes="dialogue-title", markup=False)
            with Horizontal(classes="study-choices"):
                yield from _part(tr("Sector"), "sectors", offered.sectors, wanted.sectors)
                yield from _part(tr("Place"), "places", places, wanted.places)
                yield from _part(tr("Theme"), "study-themes", themes, frozenset(wanted.themes))
            hint = tr("Space ticks, Tab goes to the next list. No tick in a list means all.")
            yield Static(hint, classes="hint", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(tr("Show these (f)"), id="apply", variant="primary", compact=True)
                yield Button(tr("Tick none (x)"), id="clear", compact=True)
                yield Button(tr("Cancel (Esc)"), id="leave", compact=True)

    @on(Button.Pressed)
    async def press(self, message: Button.Pressed) -> None:
        """Do what the button is named after."""
        await self.run_action(message.button.id or "")

    def action_apply(self) -> None:
        """Answer with what is ticked."""
        chosen = replace(
            self._wanted,
            sectors=self._ticked("sectors"),
            places=self._ticked("places"),
            themes=frozenset(map(Theme, self._ticked("study-themes"))),
        )
        self.dismiss(chosen)

    def action_clear(self) -> None:
        """Tick nothing."""
        for choices in self.query(Choices):
            choices.deselect_all()

    def _ticked(self, which: str) -> frozenset[str]:
        return frozenset(self.query_one(f"#{which}", Choices).selected)


def _part(heading: str, which: str, offered: Mapping[str, int], chosen: frozenset[str]) -> ComposeResult:
    every = {**dict.fromkeys(chosen, 0), **offered}
    ticks = (Selection(Content(_told(value, many)), value, value in chosen) for value, many in every.items())
    with Vertical():
        yield Static(heading, classes="column-heading", markup=False)
        yield Choices(*ticks, id=which, compact=True)


def _told(value: str, many: int) -> str:
    said = name(value) if isinstance(value, StrEnum) else plain(value) or tr("none named")
    return tr("{what} ({count})", what=said, count=number(many))
