"""Settling what coders say differently of a commitment: whose answer holds, question by question, and why."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Select, Static

from corpus.codebook import QUESTION_VALUES, CommitmentKind, Judgement, Question
from corpus.codings import Difference
from corpus.language import msg, tr
from corpus.wording import name
from tui import words
from tui.background import in_background, sentence
from tui.deeds import deed
from tui.desk import Desk, review
from tui.screens.base import AddewidDialogue
from tui.text import plain
from tui.widgets.line import Line

OPEN = ""
"""What is chosen for a question that is left as it is."""

ASKED: dict[Question, str] = {
    Question.COMMITMENT: msg("Is it a promise?"),
    Question.KIND: msg("What kind?"),
    Question.RESPONSE: msg("What was answered?"),
    Question.DELIVERY: msg("What happened?"),
    Question.VERIFIABILITY: msg("Could anyone tell?"),
}
_YES_OR_NO = {"yes": msg("yes"), "no": msg("no")}


class DisputeDialogue(AddewidDialogue[bool | None]):
    """A line for each question that coders differ on; answers with True when something was settled."""

    AUTO_FOCUS = "Select"
    BINDINGS: ClassVar[list[BindingType]] = [deed("ctrl+s", "save", msg("Settle"), priority=True)]

    def __init__(self, desk: Desk, ref: str, quote: str, differences: Sequence[Difference]) -> None:
        super().__init__()
        self._desk = desk
        self._ref = ref
        self._quote = quote
        self._differences = differences

    def compose(self) -> ComposeResult:
        """The questions with everybody's answers, and the reason."""
        with Vertical(classes="dialogue"):
            yield Static(tr("Coders differ: whose answer holds?"), classes="dialogue-title", markup=False)
            yield Static(Content(f"“{plain(self._quote)}”"), id="dispute-quote", markup=False)
            for each in self._differences:
                with Horizontal(classes="form-line"):
                    yield Static(tr(ASKED[each.question]), classes="form-name")
                    yield Select(_answers(each), id=each.question.value, allow_blank=False, compact=True)
            with Horizontal(classes="form-line"):
                yield Static(tr("Because"), classes="form-name")
                yield Line(placeholder=tr("why, in a sentence; those who said otherwise will ask"), compact=True)
            yield Static(id="problem", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(tr("Settle (Ctrl-S)"), id="save", variant="primary", compact=True)
                yield Button(tr("Cancel (Esc)"), id="leave", compact=True)

    @on(Button.Pressed)
    async def press(self, message: Button.Pressed) -> None:
        """Do what the button is named after."""
        await self.run_action(message.button.id or "")

    def action_save(self) -> None:
        """Settle what an answer was chosen for; a refusal is shown, and the form stays."""
        chosen = {Question(str(each.id)): str(each.value) for each in self.query(Select) if each.value != OPEN}
        because = self.query_one(Input).value
        job = partial(review.settle, self._desk, self._ref, chosen, because)
        in_background(self, job, self._settled, group="settle", failed=self._refused)

    def _settled(self, _: None) -> None:
        self.dismiss(True)

    def _refused(self, error: Exception) -> None:
        self.say_problem(sentence(error))


def _answers(difference: Difference) -> list[tuple[Content, str]]:
    """Each answer with who gave it, in the codebook's order, after leaving it open."""
    said = []
    for value in QUESTION_VALUES[difference.question]:
        coders = [plain(who) for who, answer in difference.answers.items() if answer == value]
        if coders:
            told = tr("{answer} (says {who})", answer=_told(difference.question, value), who=", ".join(coders))
            said.append((Content(told), value))
    return [(Content(tr("leave it open")), OPEN), *said]


def _told(question: Question, value: str) -> str:
    if question is Question.COMMITMENT:
        return tr(_YES_OR_NO[value])
    if question is Question.KIND:
        return name(CommitmentKind(value))
    return str(words.value_saying(Judgement(question.value), value))
