"""Changing what is said of a commitment: its words, its kind, whom it binds to what and by when, what it is about."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Select, Static, TextArea
from textual.widgets.selection_list import Selection

from corpus.codebook import CommitmentKind, Theme
from corpus.editing import Edit
from corpus.errors import AddewidError, StaleEdit
from corpus.language import msg, tr
from corpus.rows import CommitmentDetail, CommitmentRow, DecisionRow
from corpus.wording import name
from tui.background import in_background, sentence
from tui.deeds import deed
from tui.desk import Desk, editing
from tui.screens.base import AddewidDialogue
from tui.text import around, marked, plain, same_length
from tui.tones import Tone
from tui.typed import a_day
from tui.widgets.body_box import BodyBox
from tui.widgets.line import Line
from tui.widgets.lists import Choices

LINES: tuple[tuple[str, str, str], ...] = (
    ("actor", msg("Who, as printed"), msg("who is bound, in the words of the document")),
    ("action", msg("Does what"), msg("what is to be done")),
    ("beneficiary", msg("For whom"), msg("who is to gain by it")),
    ("condition", msg("Only if"), msg("on what condition")),
)
"""Fields that are a line of words: each with what it is called, and what to write there."""

SHOWN = 420
"""Characters of the passage that are shown."""

Deed = Callable[[str], DecisionRow]
"""Writes a decision, given the newest one that its maker knows of."""


class EditDialogue(AddewidDialogue[bool | None]):
    """A form that stays as it was filled in until it is written, or left; answers with True when something changed."""

    AUTO_FOCUS = "#kind"
    BINDINGS: ClassVar[list[BindingType]] = [deed("ctrl+s", "save", msg("Save"), priority=True)]

    def __init__(self, desk: Desk, ref: str) -> None:
        super().__init__()
        self._desk = desk
        self._ref = ref
        self._row: CommitmentRow | None = None
        self._themes: tuple[Theme, ...] = ()
        self._seen = ""

    def compose(self) -> ComposeResult:
        """The frame; the form comes when the promise has been read."""
        with Vertical(classes="dialogue"):
            yield Static(tr("What is said of this promise"), classes="dialogue-title", markup=False)
            yield Vertical(id="edit-form")
            yield Static(id="problem", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(tr("Save (Ctrl-S)"), id="save", variant="primary", compact=True)
                yield Button(tr("It is a promise"), id="confirm", compact=True)
                yield Button(tr("It is none"), id="refuse", compact=True)
                yield Button(tr("Cancel (Esc)"), id="leave", compact=True)

    def on_mount(self) -> None:
        """Read the promise."""
        job = partial(editing.get, self._desk, self._ref)
        in_background(self, job, self._read, group="promise", failed=self._refused)

    def _read(self, detail: CommitmentDetail) -> None:
        self.call_later(self._show, detail)

    async def _show(self, detail: CommitmentDetail) -> None:
        row = detail.as_stated
        await self.query_one("#edit-form").mount_all(_form(row, detail))
        self._row, self._themes, self._seen = row, row.themes, detail.last_decision
        self.query_one("#kind").focus()

    @on(Button.Pressed)
    async def press(self, message: Button.Pressed) -> None:
        """Do what the button is named after."""
        await self.run_action(message.button.id or "")

    def action_themes(self) -> None:
        """Ask for the themes."""

        def answered(chosen: tuple[Theme, ...] | None) -> None:
            if chosen is not None:
                self._themes = chosen
                self.query_one("#themes", Button).label = _themes(chosen)

        self.app.push_screen(ThemesDialogue(self._themes), answered)

    def action_save(self) -> None:
        """Write what was changed; a refusal is shown, and the form stays."""
        self._write(lambda: partial(editing.edit, self._desk, self._ref, self._edit(), self._because))

    def action_confirm(self) -> None:
        """Say that it is a promise; what was changed in the form is written by that, as it would be by saving."""

        def made() -> Deed:
            wanted = self._edit()
            if wanted == Edit():
                return partial(editing.confirm, self._desk, self._ref, self._because)
            return partial(editing.edit, self._desk, self._ref, wanted, self._because)

        self._write(made)

    def action_refuse(self) -> None:
        """Say that it is no promise."""
        self._write(lambda: partial(editing.refuse, self._desk, self._ref, self._because))

    @property
    def _because(self) -> str:
        return self.query_one("#because", Input).value

    def _write(self, made: Callable[[], Deed]) -> None:
        if self._row is None:  # not read yet
            return
        try:
            write = made()
        except AddewidError as problem:
            self._refused(problem)
            return
        in_background(self, partial(write, self._seen), self._written, group="edit", failed=self._refused)

    def _written(self, _: DecisionRow) -> None:
        self.dismiss(True)

    def _refused(self, error: Exception) -> None:
        said = sentence(error)
        if isinstance(error, StaleEdit):
            said = tr("{refusal} Press Ctrl-S again to record yours all the same.", refusal=said)
            in_background(self, partial(editing.get, self._desk, self._ref), self._seen_again, group="promise")
        self.say_problem(said)

    def _seen_again(self, detail: CommitmentDetail) -> None:
        self._seen = detail.last_decision

    def _edit(self) -> Edit:
        """What differs from what is said now. Raises UsageProblem, NotFound."""
        row = self._row
        assert row is not None  # noqa: S101  nothing is written before
        held: dict[str, Any] = {
            "kind": row.kind,
            "body": row.body_key,
            "deadline": row.deadline or "",
            "deadline_text": row.deadline_text,
            "themes": row.themes,
            "quote": row.quote,
            **{line: getattr(row, line) for line, *_ in LINES},
        }
        given: dict[str, Any] = {
            "kind": CommitmentKind(str(self.query_one("#kind", Select).value)),
            "body": self.query_one("#body", BodyBox).key,
            "deadline": _day(self.query_one("#deadline", Input).value),
            "deadline_text": plain(self.query_one("#deadline_text", Input).value),
            "themes": self._themes,
            "quote": self.query_one("#quote", TextArea).text.strip(),
            **{line: plain(self.query_one(f"#{line}", Input).value) for line, *_ in LINES},
        }
        changed = {each: given[each] for each in held if _differs(given[each], held[each])}
        return Edit(**changed)


def _differs(given: object, held: object) -> bool:
    """Whether something was changed by a person: not by what the screen leaves out of words."""
    if isinstance(given, str) and isinstance(held, str):
        return plain(given) != plain(held)
    return given != held


def _form(row: CommitmentRow, detail: CommitmentDetail) -> list[Static | TextArea | Horizontal]:
    """The lines of the form, filled in."""
    text, start, end = around(detail.quotation.passage.text, detail.quotation.start, detail.quotation.end, SHOWN)
    kinds = [(Content(name(kind)), kind.value) for kind in CommitmentKind]
    return [
        Static(marked(text, [(start, end, Tone.QUOTED)]), id="edit-passage", markup=False),
        _line(tr("The words"), TextArea(same_length(row.quote), id="quote", compact=True)),
        _line(tr("Kind"), Select(kinds, value=row.kind.value, allow_blank=False, id="kind", compact=True)),
        _line(tr("Who is bound"), BodyBox(row.body_key, id="body")),
        *(_line(tr(said), _input(line, getattr(row, line), tr(hint))) for line, said, hint in LINES),
        _line(
            tr("By when"),
            _input("deadline", row.deadline.isoformat() if row.deadline else "", tr("year-month-day")),
            _input("deadline_text", row.deadline_text, tr("or as the document says it")),
        ),
        _line(tr("Themes"), Button(_themes(row.themes), id="themes", compact=True)),
        _line(tr("Because"), _input("because", "", tr("why, in a sentence; needed to say that it is none"))),
    ]


def _line(said: str, *boxes: Input | Select[str] | BodyBox | Button | TextArea) -> Horizontal:
    return Horizontal(Static(said, classes="form-name", markup=False), *boxes, classes="form-line")


def _input(line: str, value: str, hint: str) -> Input:
    return Line(plain(value), placeholder=hint, id=line, compact=True)


def _themes(chosen: Sequence[Theme]) -> Content:
    return Content(", ".join(map(name, chosen)) or tr("none; press Enter to choose"))


def _day(typed: str) -> date | str:
    return a_day(typed) if typed.strip() else ""


class ThemesDialogue(AddewidDialogue[tuple[Theme, ...] | None]):
    """The themes of the codebook to tick; answers with those that are, in the codebook's order."""

    BINDINGS: ClassVar[list[BindingType]] = [deed("enter,ctrl+s", "take", msg("Take these"), priority=True)]

    def __init__(self, chosen: Sequence[Theme]) -> None:
        super().__init__()
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """The themes."""
        ticks = (Selection(Content(name(theme)), theme, theme in self._chosen) for theme in Theme)
        with Vertical(classes="dialogue"):
            yield Static(tr("What is it about?"), classes="dialogue-title", markup=False)
            yield Choices(*ticks, id="theme-choices", compact=True)
            yield Static(tr("Space ticks, Enter takes what is ticked, Esc leaves it as it was."), classes="hint")

    def action_take(self) -> None:
        """Answer with what is ticked."""
        ticked = self.query_one("#theme-choices", Choices).selected
        self.dismiss(tuple(theme for theme in Theme if theme in ticked))
