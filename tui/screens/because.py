"""Two short questions of the review: why a statement is no promise, and which of what waits to work through."""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from corpus.codebook import ReviewReason
from corpus.language import msg, number, tr
from corpus.wording import name
from tui.deeds import deed
from tui.screens.base import AddewidDialogue
from tui.text import plain
from tui.widgets.line import Line
from tui.widgets.lists import Options
from tui.widgets.waiting import SIGNS

NO_PROMISE = (
    msg("It tells of what has been done, or is being done."),
    msg("It gives a power; nobody has to use it."),
    msg("It defines something, or says how the law is to be read."),
    msg("It binds a private person or business."),
    msg("It is a forecast or an argument."),
    msg("It is a question."),
    msg("No public body is bound by it."),
    msg("Its words were cut wrongly, or make no sense alone."),
)
"""Why a statement is no commitment, after section 1 of the codebook."""


class BecauseDialogue(AddewidDialogue[str | None]):
    """Asks why a statement is no promise; answers with the reason, in the language in use."""

    AUTO_FOCUS = "#reasons"
    BINDINGS: ClassVar[list[BindingType]] = [
        deed(str(number), f"choose({number - 1})", msg("This reason"), show=False)
        for number in range(1, len(NO_PROMISE) + 1)
    ]

    def __init__(self, quote: str, last: str) -> None:
        """``last`` is the reason given the last time: it is highlighted, or stands as it was written."""
        super().__init__()
        self._quote = quote
        self._last = last

    def compose(self) -> ComposeResult:
        """The usual reasons, and a line for another."""
        with Vertical(classes="dialogue"):
            yield Static(tr("Why is this no promise?"), classes="dialogue-title", markup=False)
            yield Static(Content(f"“{plain(self._quote)}”"), id="because-quote", markup=False)
            yield Options(*_numbered(), id="reasons", compact=True, markup=False)
            yield Line(self._own(), placeholder=tr("or in your own words"), id="because", compact=True)
            hint = tr("A number or Enter chooses; Tab goes to the line for your own words. Others will read it.")
            yield Static(hint, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with the reason given the last time."""
        options = self.query_one("#reasons", Options)
        reasons = [tr(reason) for reason in NO_PROMISE]
        options.highlighted = reasons.index(self._last) if self._last in reasons else 0
        if self._own():
            self.query_one("#because").focus()

    def _own(self) -> str:
        return self._last if self._last not in map(tr, NO_PROMISE) else ""

    @on(OptionList.OptionSelected, "#reasons")
    def chosen(self, message: OptionList.OptionSelected) -> None:
        """Answer with the reason under the highlight."""
        self.action_choose(message.option_index)

    @on(Input.Submitted, "#because")
    def written(self, message: Input.Submitted) -> None:
        """Answer with what was written, if anything."""
        if message.value.strip():
            self.dismiss(message.value.strip())

    def action_choose(self, which: int) -> None:
        """Answer with one of the usual reasons."""
        self.dismiss(tr(NO_PROMISE[which]))


def _numbered() -> list[Option]:
    return [Option(Content(f"{number}  {tr(reason)}")) for number, reason in enumerate(NO_PROMISE, 1)]


class ReasonDialogue(AddewidDialogue[ReviewReason | str | None]):
    """Asks what to work through: what waits for one reason, or everything ("")."""

    AUTO_FOCUS = "#reasons"
    BINDINGS: ClassVar[list[BindingType]] = [deed("f", "leave", msg("Close"), show=False)]

    def __init__(self, counts: Mapping[ReviewReason, int], now: ReviewReason | None) -> None:
        super().__init__()
        self._counts = counts
        self._now = now

    def compose(self) -> ComposeResult:
        """Everything, then each reason, with how much waits."""
        total = sum(self._counts.values())
        lines = [(" ", tr("everything"), total)]
        lines += [(SIGNS[reason][0], name(reason), self._counts.get(reason, 0)) for reason in ReviewReason]
        with Vertical(classes="dialogue"):
            yield Static(tr("What do you want to work through?"), classes="dialogue-title", markup=False)
            options = (Option(Content(f"{sign} {what}: {number(many)}")) for sign, what, many in lines)
            yield Options(*options, id="reasons", compact=True, markup=False)
            yield Static(tr("Enter chooses, Esc leaves it as it is."), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with what is worked through now."""
        now = 0 if self._now is None else list(ReviewReason).index(self._now) + 1
        self.query_one("#reasons", Options).highlighted = now

    @on(OptionList.OptionSelected, "#reasons")
    def chosen(self, message: OptionList.OptionSelected) -> None:
        """Answer with the reason under the highlight."""
        self.dismiss(list(ReviewReason)[message.option_index - 1] if message.option_index else "")
