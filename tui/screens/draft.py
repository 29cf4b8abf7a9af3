"""One draft: its questions, its text, and beside them what the question under the cursor may be answered with."""

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static, TextArea

from corpus.language import msg, plural, tr
from publish.responses.form import Draft, Question
from tui.deeds import deed
from tui.desk import Desk, drafts
from tui.latest import Latest
from tui.screens.base import TitleLine
from tui.screens.draft_checking import CheckingScreen
from tui.tones import Tone
from tui.widgets.draft_list import due, over, words_of
from tui.widgets.draft_text import DraftText
from tui.widgets.keys import KeyLine
from tui.widgets.line import Line
from tui.widgets.offers import Offers
from tui.widgets.problems import Problems
from tui.widgets.questions import Questions

PANES = {"questions": "#questions", "text": "#draft-text", "offers": "#offers"}
"""The parts of the screen from left to right, each with what has the focus there."""


class DraftScreen(CheckingScreen):
    """The draft in one file."""

    AUTO_FOCUS = "#draft-text"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (140, "-broad")]  # noqa: RUF012  declared so by Textual
    HELP = msg(
        "On the left the questions, in the middle the text, on the right what the question under the cursor may be "
        "answered with; in a narrow terminal one of them at a time (F2, F3, F4, or Tab). What stands on the right is "
        "only suggested: Enter there, or Ctrl-O while you write, puts the quotation and its citation into the text, "
        "word for word; s, or Ctrl-L, states what became of the promise where a person has decided it. / finds "
        "other evidence by its words. F8 checks every quotation, citation and statement; F9 makes a document. "
        "What you write is kept every few seconds; Ctrl-S saves it into its file."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        deed("slash", "focus_words", msg("Words"), msg("Find other evidence by its words"), shown="/"),
        deed("f2", "pane('questions')", msg("Questions"), msg("Go to the questions"), priority=True),
        deed("f3", "pane('text')", msg("Text"), msg("Go to the text"), priority=True),
        deed(
            "f4",
            "pane('offers')",
            msg("Evidence"),
            msg("Go to the evidence, or from the problems to it"),
            priority=True,
        ),
        deed("ctrl+down,alt+down", "question(1)", msg("Next question"), show=False, priority=True),
        deed("ctrl+up,alt+up", "question(-1)", msg("Previous question"), show=False, priority=True),
        deed("tab", "turn(1)", msg("Next part of the screen"), show=False),
        deed("shift+tab", "turn(-1)", msg("Previous part of the screen"), show=False),
        deed("escape", "out", msg("Out of the text, and back"), show=False),
    ]

    def __init__(self, desk: Desk, path: Path) -> None:
        super().__init__(desk, path)
        self._reading = Latest(self, "read")
        self._pane = "text"

    def compose(self) -> ComposeResult:
        """The three parts, and a fourth that takes the place of the last: problems."""
        yield TitleLine(tr("Drafts"), self._path.name)
        yield Static(id="draft-line", markup=False)
        with Container(id="draft-sides"):
            with Vertical(id="questions-side", classes="draft-side"):
                yield Questions()
            with Vertical(id="text-side", classes="draft-side"):
                yield DraftText()
                yield Static(id="no-draft", markup=False)
            with Vertical(id="offers-side", classes="draft-side"):
                with Horizontal(id="offer-words-line"):
                    yield Static(tr("Words: "), markup=False)
                    yield Line(placeholder=tr("press / to find other evidence"), id="offer-words", compact=True)
                yield Offers()
                yield Static(tr("Reading the corpus…"), id="no-offers", markup=False)
            with Vertical(id="problems-side", classes="draft-side"):
                yield Problems()
                yield Static(id="no-problems", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Name the parts."""
        self.set_class(True, "-at-text")
        self.query_one("#offers-side").border_title = tr("Evidence")
        self.query_one("#problems-side").border_title = tr("Problems")

    # What is shown

    def say_unopened(self, why: str) -> None:
        """Say why there is no text, in its place."""
        self.query_one("#no-draft", Static).update(Content(why))
        self.add_class("-no-draft")

    def reload(self) -> None:
        """Look at the file and the corpus again."""
        self.tend()
        self._offer()

    def text_changed(self) -> None:
        """Look the text through, once more when that is done if it has changed meanwhile."""
        self._reading.run(partial(drafts.read, self._text), self._show_draft)

    def _show_draft(self, draft: Draft) -> None:
        self._draft = draft
        self.query_one(TitleLine).say(tr("Drafts"), draft.meta.title or self._path.name)
        self.query_one(Questions).show(draft.questions)
        done = sum(each.answered for each in draft.questions)
        self.query_one("#questions-side").border_title = (
            plural("{some} of {count} answered", "{some} of {count} answered", len(draft.questions), some=done)
            if draft.questions
            else tr("No questions")
        )
        self.say_standing()
        self._follow()

    def say_standing(self) -> None:
        """How long it is, when it is due, whether it is saved."""
        facts: list[Content] = []
        if self._warning:
            facts.append(Content.styled(f"! {self._warning}", Tone.BAD))
        if self._held is not None:
            facts.append(Content(tr("saved")) if self.is_saved else Content.styled(tr("not saved"), Tone.PART))
        if self._draft is not None:
            words, budget = self._draft.words, self._draft.meta.words
            facts.append(Content.styled(words_of(words, budget), Tone.BAD if over(words, budget) else Tone.STRONG))
            if deadline := self._draft.meta.deadline:
                facts.append(Content(due(deadline, self._desk.today())))
        self.query_one("#draft-line", Static).update(Content(" · ").join(facts))

    @on(TextArea.SelectionChanged, "#draft-text")
    def follow_cursor(self) -> None:
        """Show which question the cursor is in."""
        self._follow()

    def _follow(self) -> None:
        """Highlight the question of the cursor, and offer what it may be answered with."""
        listed, side = self.query_one(Questions), self.query_one("#text-side")
        at = listed.at_line(self.editor.cursor_location[0] + 1)
        question = (
            self._draft.questions[at] if self._draft and at is not None and at < len(self._draft.questions) else None
        )
        side.border_title = self._path.name if question is None else _title(question)
        if at is not None and not listed.has_focus:
            listed.highlighted = at
        before, self._question = self._question, question
        if not self._words and (question.text if question else "") != (before.text if before else ""):
            self._offer()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without evidence there is nothing to read or to state; where one is one need not go."""
        if action == "pane":
            return parameters != (self._pane,) or self.has_class("-problems")
        return action not in ("insert_status", "open_document") or not self.has_class("-no-offers")

    # Going about

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the part that has the focus, where there is room for one only."""
        for name in PANES:
            side = self.query_one(f"#{name}-side")
            if side in event.widget.ancestors_with_self:
                self._show_pane(name)
        if self.query_one("#problems-side") in event.widget.ancestors_with_self:
            self._show_pane("offers")

    def _show_pane(self, pane: str) -> None:
        self._pane = pane
        for name in PANES:
            self.set_class(name == pane, f"-at-{name}")
        self.refresh_bindings()

    def action_pane(self, pane: str) -> None:
        """Go to a part of the screen."""
        if pane == "offers" and self._pane == "offers":
            self.remove_class("-problems")
        self._show_pane(pane)
        self._target(pane).focus()

    def _target(self, pane: str) -> Widget:
        if pane == "offers" and self.has_class("-problems"):
            return self.query_one(Problems)
        if pane == "offers" and self.has_class("-no-offers"):
            return self.query_one("#offer-words")
        return self.query_one(PANES[pane])

    def action_turn(self, step: int) -> None:
        """Go to the next part of the screen, or the one before."""
        names = list(PANES)
        self.action_pane(names[(names.index(self._pane) + step) % len(names)])

    async def action_out(self) -> None:
        """From the evidence to the text, from there to the questions, from there back."""
        if self._pane == "offers":
            self.remove_class("-problems")
            self.action_pane("text")
        elif self._pane == "text":
            self.action_pane("questions")
        else:
            await self.run_action("app.back")

    def action_focus_words(self) -> None:
        """Go to the words by which evidence is found."""
        self.remove_class("-problems")
        self._show_pane("offers")
        self.query_one("#offer-words").focus()

    @on(OptionList.OptionSelected, "#questions")
    def go_to_question(self) -> None:
        """Go to the question under the highlight."""
        if (question := self.query_one(Questions).current) is not None:
            self.go_to_line(question.line)

    def action_question(self, step: int) -> None:
        """Go to the next question, or the one before."""
        question = self.query_one(Questions).after(self.editor.cursor_location[0] + 1, step)
        if question is not None:
            self.go_to_line(question.line)

    def go_to_line(self, line: int) -> None:
        """Go to a line of the text, counted from 1."""
        self.action_pane("text")
        self.editor.go_to_line(line - 1)


def _title(question: Question) -> str:
    said = words_of(question.words, question.budget)
    return tr("Question {number} · {words}", number=question.number or "?", words=said)
