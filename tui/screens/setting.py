"""Setting one thing: choosing among a few, typing a line, and the weeks that answers may take."""

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

from corpus import wording
from corpus.codebook import DocumentKind
from corpus.language import msg, plural, tr
from tui.background import in_background, sentence
from tui.deeds import deed
from tui.preferences import Preferences
from tui.screens.base import AddewidDialogue
from tui.text import cell, plain
from tui.tones import Tone
from tui.widgets.line import Line
from tui.widgets.lists import TICKED, Options

KIND_WIDTH = 34


class ChoiceDialogue(AddewidDialogue[str | None]):
    """One of a few; the one that holds has a tick."""

    def __init__(self, title: str, about: str, choices: Sequence[tuple[str, str]], now: str) -> None:
        """``choices`` are values with what they are called, in the language in use; so are ``title`` and ``about``."""
        super().__init__()
        self._title, self._about = title, about
        self._choices = choices
        self._now = now

    def compose(self) -> ComposeResult:
        """The choices."""
        with Vertical(classes="dialogue"):
            yield Static(self._title, classes="dialogue-title", markup=False)
            yield Static(self._about, classes="hint", markup=False)
            yield Options(*map(self._option, self._choices), id="one-of", compact=True, markup=False)
            yield Static(tr("Enter chooses, Esc leaves it as it is."), classes="hint", markup=False)

    def _option(self, choice: tuple[str, str]) -> Option:
        value, said = choice
        return Option(Content(f"{TICKED if value == self._now else ' '} {said}"))

    def on_mount(self) -> None:
        """Begin with the one that holds."""
        values = [value for value, _ in self._choices]
        self.query_one("#one-of", Options).highlighted = values.index(self._now) if self._now in values else 0

    @on(OptionList.OptionSelected)
    def choose(self, message: OptionList.OptionSelected) -> None:
        """Answer with the choice."""
        self.dismiss(self._choices[message.option_index][0])


class LineDialogue(AddewidDialogue[Preferences | None]):
    """A line to type; it stays as it was typed until it is kept, or left."""

    AUTO_FOCUS = "#line"
    BINDINGS: ClassVar[list[BindingType]] = [deed("ctrl+s", "save", msg("Keep"), priority=True)]

    def __init__(self, title: str, about: str, value: str, save: Callable[[str], Preferences]) -> None:
        """``save`` is called in a thread with what was typed."""
        super().__init__()
        self._title, self._about = title, about
        self._value = value
        self._save = save

    def compose(self) -> ComposeResult:
        """The line, and what is wrong with it."""
        with Vertical(classes="dialogue"):
            yield Static(self._title, classes="dialogue-title", markup=False)
            yield Static(self._about, classes="hint", markup=False)
            yield Line(self._value, id="line", compact=True)
            yield Static(id="problem", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(tr("Keep (Enter)"), id="save", variant="primary", compact=True)
                yield Button(tr("Cancel (Esc)"), id="leave", compact=True)

    @on(Button.Pressed)
    async def press(self, message: Button.Pressed) -> None:
        """Do what the button is named after."""
        await self.run_action(message.button.id or "")

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Keep what was typed; a refusal is shown, and the line stays."""
        save = partial(self._save, plain(self.query_one(Line).value))
        in_background(self, save, self._kept, group="save", failed=self._refused)

    def _kept(self, now: Preferences) -> None:
        self.dismiss(now)

    def _refused(self, error: Exception) -> None:
        self.say_problem(sentence(error))


class WeeksDialogue(AddewidDialogue[DocumentKind | None]):
    """Every kind of document, and within how many weeks its recommendations are to be answered."""

    def __init__(self, weeks: Mapping[DocumentKind, int]) -> None:
        super().__init__()
        self._weeks = weeks

    def compose(self) -> ComposeResult:
        """The kinds."""
        with Vertical(classes="dialogue"):
            yield Static(tr("Weeks for an answer"), classes="dialogue-title", markup=False)
            about = tr("A recommendation that nobody answered in this time is overdue.")
            yield Static(about, classes="hint", markup=False)
            yield Options(*map(self._option, DocumentKind), id="one-of", compact=True, markup=False)
            yield Static(tr("Enter sets the weeks of a kind, Esc goes back."), classes="hint", markup=False)

    def _option(self, kind: DocumentKind) -> Option:
        many = self._weeks.get(kind, 0)
        said = plural("{count} week", "{count} weeks", many) if many else tr("no limit")
        return Option(Content.assemble(cell(wording.name(kind), KIND_WIDTH), (said, Tone.QUIET if not many else "")))

    @on(OptionList.OptionSelected)
    def choose(self, message: OptionList.OptionSelected) -> None:
        """Answer with the kind."""
        self.dismiss(list(DocumentKind)[message.option_index])
