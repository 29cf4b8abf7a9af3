"""Saying what became of a promise: which judgement, from when, on what evidence, and why."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Select, Static
from textual.widgets.selection_list import Selection

from corpus.codebook import JUDGEMENT_VALUES, Delivery, Judgement, LinkState
from corpus.errors import UsageProblem
from corpus.rows import CommitmentDetail, EvidenceRow, StatusRow
from tui import words
from tui.background import in_background, sentence
from tui.desk import StatusDraft
from tui.screens.base import AddewidDialogue
from tui.text import plain
from tui.widgets.lists import Choices, Tick


class StatusDialogue(AddewidDialogue[StatusRow | None]):
    """A form that stays as it was filled in until the judgement is recorded, or it is left."""

    AUTO_FOCUS = "#value"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", "Record", priority=True)]

    def __init__(self, detail: CommitmentDetail, record: Callable[[StatusDraft], StatusRow], today: date) -> None:
        super().__init__()
        self._row = detail.row
        self._links = [link for link in detail.evidence if link.state is not LinkState.REJECTED]
        self._record = record
        self._today = today

    def compose(self) -> ComposeResult:
        """The form."""
        with Vertical(classes="dialogue"):
            yield Static("What became of this promise?", classes="dialogue-title", markup=False)
            yield Static(Content(f"“{plain(self._row.quote)}”"), id="status-quote", markup=False)
            with Horizontal(classes="form-line"):
                yield Static("Question", classes="form-name")
                yield Select(
                    [(name, judgement) for judgement, name in words.JUDGEMENTS.items()],
                    value=Judgement.DELIVERY,
                    allow_blank=False,
                    id="judgement",
                    compact=True,
                )
            with Horizontal(classes="form-line"):
                yield Static("Answer", classes="form-name")
                yield Select(
                    _values(Judgement.DELIVERY),
                    value=self._row.delivery.value,
                    allow_blank=False,
                    id="value",
                    compact=True,
                )
            with Horizontal(classes="form-line"):
                yield Static("Because", classes="form-name")
                yield Input(placeholder="why, in a sentence", id="because", compact=True)
            with Vertical(classes="form-block"):
                yield Static("Evidence it rests on (Space ticks)", classes="form-name")
                yield Choices(*map(_choice, self._links), id="cited", compact=True)
                yield Static("There is no evidence to choose from yet.", id="nothing-to-cite")
            with Horizontal(classes="form-line", id="searched-line"):
                yield Static("Searched for", classes="form-name")
                yield Input(
                    placeholder="words you searched for in vain; the search is recorded", id="searched", compact=True
                )
            with Horizontal(classes="form-line"):
                yield Static("From the day", classes="form-name")
                yield Input(self._today.isoformat(), id="as-of", compact=True)
                yield Tick("Self-reported: only the promiser says so", id="self-reported", compact=True)
            yield Static(id="problem", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Record (Ctrl-S)", id="save", variant="primary", compact=True)
                yield Button("Cancel (Esc)", id="leave", compact=True)

    def on_mount(self) -> None:
        """Say so when there is no evidence to choose from."""
        self.set_class(not self._links, "-nothing-to-cite")

    @on(Select.Changed, "#judgement")
    def offer_values(self, message: Select.Changed) -> None:
        """Offer the values of the judgement chosen, the one now in force first chosen."""
        judgement = Judgement(str(message.value))
        chosen = {
            Judgement.DELIVERY: self._row.delivery,
            Judgement.RESPONSE: self._row.response,
            Judgement.VERIFIABILITY: self._row.verifiability,
        }[judgement]
        values = self.query_one("#value", Select)
        offered = _values(judgement)
        values.set_options(offered)
        values.value = chosen.value if chosen else offered[0][1]

    @on(Select.Changed, "#value")
    def ask_what_it_needs(self, message: Select.Changed) -> None:
        """Ask for the words of a search where the answer is that nothing was found."""
        self.set_class(message.value == Delivery.NO_EVIDENCE_FOUND, "-searched")

    @on(Button.Pressed)
    async def press(self, message: Button.Pressed) -> None:
        """Do what the button is named after."""
        await self.run_action(message.button.id or "")

    def action_save(self) -> None:
        """Record what is filled in; a refusal is shown, and the form stays."""
        try:
            draft = self._draft()
        except UsageProblem as problem:
            self._refused(problem)
            return
        in_background(self, partial(self._record, draft), self._recorded, group="record", failed=self._refused)

    def _recorded(self, row: StatusRow) -> None:
        self.dismiss(row)

    def _draft(self) -> StatusDraft:
        judgement = Judgement(str(self.query_one("#judgement", Select).value))
        draft = StatusDraft(
            judgement=judgement,
            value=str(self.query_one("#value", Select).value),
            as_of=_date(self.query_one("#as-of", Input).value),
            because=self.query_one("#because", Input).value,
            evidence=tuple(self.query_one("#cited", Choices).selected),
            self_reported=self.query_one("#self-reported", Tick).value,
        )
        if self.has_class("-searched"):
            return replace(draft, searched=self.query_one("#searched", Input).value.strip())
        return draft

    def _refused(self, error: Exception) -> None:
        self.query_one("#problem", Static).update(sentence(error))
        self.add_class("-refused")


def _values(judgement: Judgement) -> list[tuple[str, str]]:
    values = [value.value for value in JUDGEMENT_VALUES[judgement]]
    return [(str(words.value_saying(judgement, value)), value) for value in values]


def _choice(link: EvidenceRow) -> Selection[str]:
    state = words.LINK_STATES[link.state]
    passage = link.quotation.passage
    said = (
        f"{state.symbol} {words.RELATIONS[link.relation]}: “{plain(link.quotation.exact)}” ({passage.document_title})"
    )
    return Selection(Content(plain(said)), link.ref, link.state is LinkState.ACCEPTED)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageProblem(f"“{text}” is not a date; write it as year-month-day, like 2026-03-31.") from error
