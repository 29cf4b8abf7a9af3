"""Saying what became of a promise, or correcting that: which judgement, from when, on what evidence, and why."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Select, Static
from textual.widgets.selection_list import Selection

from corpus.codebook import JUDGEMENT_VALUES, Delivery, Judgement, LinkState
from corpus.errors import StaleEdit, UsageProblem
from corpus.language import day, msg, tr
from corpus.rows import CommitmentDetail, EvidenceRow, StatusRow
from tui import words
from tui.background import in_background, sentence
from tui.deeds import deed
from tui.desk.promise import StatusDraft
from tui.screens.base import AddewidDialogue
from tui.text import plain
from tui.typed import a_day
from tui.widgets.line import Line
from tui.widgets.lists import Choices, Tick


class StatusDialogue(AddewidDialogue[StatusRow | None]):
    """A form that stays as it was filled in until the judgement is recorded, or it is left."""

    AUTO_FOCUS = "#value"
    BINDINGS: ClassVar[list[BindingType]] = [deed("ctrl+s", "save", msg("Record"), priority=True)]

    def __init__(
        self,
        detail: CommitmentDetail,
        record: Callable[[StatusDraft], StatusRow],
        today: date,
        *,
        filled: StatusDraft | None = None,
        corrected: StatusRow | None = None,
    ) -> None:
        """``filled`` is what to begin with; ``corrected`` the judgement in whose place another is to stand."""
        super().__init__()
        self._row = detail.row
        self._links = [link for link in detail.evidence if link.state is not LinkState.REJECTED]
        self._record = record
        self._corrected = corrected
        accepted = tuple(link.ref for link in self._links if link.state is LinkState.ACCEPTED)
        self._filled = filled or StatusDraft(Judgement.DELIVERY, self._row.delivery, today, evidence=accepted)

    def compose(self) -> ComposeResult:
        """The form."""
        filled, wrong = self._filled, self._corrected
        title = tr("Correct this judgement") if wrong else tr("What became of this promise?")
        about = _stood(wrong) if wrong else f"“{plain(self._row.quote)}”"
        with Vertical(classes="dialogue"):
            yield Static(title, classes="dialogue-title", markup=False)
            yield Static(about, id="status-quote", markup=False)
            with Horizontal(classes="form-line"):
                yield Static(tr("Question"), classes="form-name")
                yield Select(
                    [(tr(name), each) for each, name in words.JUDGEMENTS.items()],
                    value=filled.judgement,
                    allow_blank=False,
                    disabled=wrong is not None,
                    id="judgement",
                    compact=True,
                )
            with Horizontal(classes="form-line"):
                yield Static(tr("Answer"), classes="form-name")
                yield Select(
                    self._values(filled.judgement),
                    value=str(filled.value),
                    allow_blank=False,
                    id="value",
                    compact=True,
                )
            with Horizontal(classes="form-line"):
                yield Static(tr("Because"), classes="form-name")
                yield Line(filled.because, placeholder=tr("why, in a sentence"), id="because", compact=True)
            with Vertical(classes="form-block"):
                yield Static(tr("Evidence it rests on (Space ticks)"), classes="form-name")
                yield Choices(
                    *(_choice(link, link.ref in filled.evidence) for link in self._links), id="cited", compact=True
                )
                yield Static(tr("There is no evidence to choose from yet."), id="nothing-to-cite")
            with Horizontal(classes="form-line", id="searched-line"):
                yield Static(tr("Searched for"), classes="form-name")
                vain = tr("words you searched for in vain; the search is recorded")
                yield Line(placeholder=vain, id="searched", compact=True)
            with Horizontal(classes="form-line"):
                yield Static(tr("From the day"), classes="form-name")
                yield Line(filled.as_of.isoformat(), id="as-of", compact=True)
                own_word = tr("Self-reported: only the promiser says so")
                yield Tick(own_word, filled.self_reported, id="self-reported", compact=True)
            yield Static(id="problem", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(tr("Record (Ctrl-S)"), id="save", variant="primary", compact=True)
                yield Button(tr("Cancel (Esc)"), id="leave", compact=True)

    def on_mount(self) -> None:
        """Say so when there is no evidence to choose from."""
        self.set_class(not self._links, "-nothing-to-cite")

    @on(Select.Changed, "#judgement")
    def offer_values(self, message: Select.Changed) -> None:
        """Offer the values of the judgement chosen, the one now in force first chosen."""
        judgement = Judgement(str(message.value))
        in_force = {
            Judgement.DELIVERY: self._row.delivery,
            Judgement.RESPONSE: self._row.response,
            Judgement.VERIFIABILITY: self._row.verifiability,
        }[judgement]
        values = self.query_one("#value", Select)
        offered = self._values(judgement)
        values.set_options(offered)
        chosen = self._filled.value if judgement is self._filled.judgement else in_force
        values.value = str(chosen) if chosen else offered[0][1]

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
            as_of=a_day(self.query_one("#as-of", Input).value),
            because=self.query_one("#because", Input).value,
            evidence=tuple(self.query_one("#cited", Choices).selected),
            self_reported=self.query_one("#self-reported", Tick).value,
        )
        if self.has_class("-searched"):
            return replace(draft, searched=self.query_one("#searched", Input).value.strip())
        return draft

    def _refused(self, error: Exception) -> None:
        said = sentence(error)
        if isinstance(error, StaleEdit):
            said = tr("{refusal} Press Ctrl-S again to record yours all the same.", refusal=said)
        self.say_problem(said)

    def _values(self, judgement: Judgement) -> list[tuple[str, str]]:
        values = [value.value for value in JUDGEMENT_VALUES[judgement]]
        offered = [(str(words.value_saying(judgement, value)), value) for value in values]
        if self._corrected is not None and self._corrected.value:
            offered.append((tr("– take it back, with nothing in its place"), ""))
        return offered


def _stood(wrong: StatusRow) -> str:
    """What is to be corrected."""
    value = str(words.value_saying(wrong.judgement, wrong.value)) if wrong.value else tr("taken back")
    who, because = plain(wrong.who), plain(wrong.because)
    return tr(
        "It says: {value}, from {day}, by {who}. {because}", value=value, day=day(wrong.as_of), who=who, because=because
    )


def _choice(link: EvidenceRow, ticked: bool) -> Selection[str]:
    state = words.LINK_STATES[link.state]
    passage = link.quotation.passage
    relation, quoted = tr(words.RELATIONS[link.relation]), plain(link.quotation.exact)
    said = f"{state.symbol} {relation}: “{quoted}” ({passage.document_title})"
    return Selection(Content(plain(said)), link.ref, ticked)
