"""Saved searches: giving one a name, and choosing one with how much is new in it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from corpus.errors import AddewidError
from corpus.language import msg, plural, tr
from corpus.searches import LONGEST_NAME, SavedRow
from tui import words
from tui.background import in_background, sentence
from tui.deeds import deed
from tui.screens.base import AddewidDialogue
from tui.text import plain, toned
from tui.tones import Tone
from tui.widgets.line import Line
from tui.widgets.lists import Options


class NameDialogue(AddewidDialogue[SavedRow | None]):
    """Asks for a name until the search is kept under it, or the dialogue is left."""

    AUTO_FOCUS = "#name"
    BINDINGS: ClassVar[list[BindingType]] = [deed("ctrl+s", "save", msg("Save"), priority=True)]

    def __init__(self, query: str, save: Callable[[str], SavedRow]) -> None:
        super().__init__()
        self._query = query
        self._save = save

    def compose(self) -> ComposeResult:
        """The query and a line for its name."""
        with Vertical(classes="dialogue"):
            yield Static(tr("Save this search"), classes="dialogue-title", markup=False)
            yield Static(toned(self._query, Tone.LABEL), id="asked", markup=False)
            with Horizontal(classes="form-line"):
                yield Static(tr("Name"), classes="form-name")
                yield Line(plain(self._query)[:LONGEST_NAME], id="name", compact=True, max_length=LONGEST_NAME)
            yield Static(id="problem", markup=False)
            yield Static(
                tr("Everybody at this corpus sees it. What it finds now counts as seen by you."),
                classes="hint",
                markup=False,
            )
            with Horizontal(classes="buttons"):
                yield Button(tr("Save (Enter)"), id="save", variant="primary", compact=True)
                yield Button(tr("Cancel (Esc)"), id="leave", compact=True)

    def on_mount(self) -> None:
        """Have the name replaced by what is typed."""
        self.query_one("#name", Input).action_select_all()

    @on(Button.Pressed)
    async def press(self, message: Button.Pressed) -> None:
        """Do what the button is named after."""
        await self.run_action(message.button.id or "")

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Keep the search; a refusal is shown, and the name may be changed."""
        name = self.query_one("#name", Input).value
        in_background(self, partial(self._save, name), self._kept, group="save", failed=self._refused)

    def _kept(self, row: SavedRow) -> None:
        self.dismiss(row)

    def _refused(self, error: Exception) -> None:
        self.say_problem(sentence(error))


class SavedDialogue(AddewidDialogue[SavedRow | None]):
    """The saved searches by name; how much is new in each is counted while they are shown."""

    AUTO_FOCUS = "#saved"

    def __init__(self, rows: Sequence[SavedRow], unseen: Callable[[SavedRow], int]) -> None:
        super().__init__()
        self._rows = rows
        self._unseen = unseen

    def compose(self) -> ComposeResult:
        """The list."""
        with Vertical(classes="dialogue"):
            yield Static(tr("Saved searches"), classes="dialogue-title", markup=False)
            yield Options(*self._entries({}), id="saved", markup=False, compact=True)
            if not self._rows:
                yield Static(tr("No search is saved yet. ^s saves the one that is in the box."), markup=False)
            hint = tr("Enter opens one; what is new in it then counts as seen by you.")
            yield Static(hint, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Count what is new in each."""
        in_background(self, self._count, self._show, group="count")

    def _count(self) -> Mapping[str, int | str]:
        counted: dict[str, int | str] = {}
        for row in self._rows:
            try:
                counted[row.name] = self._unseen(row)
            except AddewidError as error:
                counted[row.name] = sentence(error)
        return counted

    def _show(self, counted: Mapping[str, int | str]) -> None:
        options = self.query_one("#saved", Options)
        at = options.highlighted
        options.set_options(self._entries(counted))
        options.highlighted = at

    def _entries(self, counted: Mapping[str, int | str]) -> list[Option]:
        return [Option(_entry(row, counted.get(row.name)), id=row.name) for row in self._rows]

    @on(OptionList.OptionSelected)
    def choose(self, message: OptionList.OptionSelected) -> None:
        """Answer with the search chosen."""
        self.dismiss(self._rows[message.option_index])


def _entry(row: SavedRow, new: int | str | None) -> Content:
    """Two lines: name and what is new; the query, who saved it, and the last look."""
    match new:
        case None:
            told = Content.styled(tr("counting…"), Tone.QUIET)
        case 0:
            told = Content.styled(tr("nothing new"), Tone.QUIET)
        case int():
            told = Content.styled(plural("● {count} new", "● {count} new", new), Tone.STRONG)
        case str():
            told = toned(f"! {new}", Tone.BAD)
    looked = tr("looked at {day}", day=words.moment(row.looked_at)) if row.looked_at else tr("not looked at yet")
    facts = [plain(row.query), tr("by {who}", who=plain(row.made_by)), looked]
    return Content.assemble(
        (plain(row.name), Tone.STRONG),
        "  ",
        told,
        "\n  ",
        (" · ".join(facts), Tone.QUIET),
    )
