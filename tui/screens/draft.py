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

from corpus.codebook import AnchorOutcome, Lang
from corpus.errors import AddewidError
from corpus.language import msg, plural, tr
from corpus.rows import Quotation
from publish.responses.checked import Checked, Note, Problem
from publish.responses.form import Draft, Question
from tui.background import in_background, report, sentence
from tui.deeds import deed
from tui.desk import Desk, drafts
from tui.desk.drafts import Offer
from tui.latest import Latest
from tui.messages import OpenReader
from tui.screens.base import TitleLine
from tui.screens.building import BuildDialogue
from tui.screens.draft_file import DraftFileScreen
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


class DraftScreen(DraftFileScreen):
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
        deed("s", "insert_status", msg("State it"), msg("State what became of the promise"), id="state"),
        deed("d", "open_document", msg("Read"), msg("Read what is under the highlight in its document")),
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
        deed(
            "ctrl+o", "insert", msg("Quote"), msg("Put the quotation under the highlight into the text"), priority=True
        ),
        deed("f8", "check", msg("Check"), msg("Check quotations, citations and statements"), priority=True),
        deed("f9", "build", msg("Build"), msg("Make a document of the draft"), priority=True),
        deed("ctrl+down,alt+down", "question(1)", msg("Next question"), show=False, priority=True),
        deed("ctrl+up,alt+up", "question(-1)", msg("Previous question"), show=False, priority=True),
        deed("ctrl+l", "insert_status", msg("State what became of the promise"), show=False, priority=True),
        deed("tab", "turn(1)", msg("Next part of the screen"), show=False),
        deed("shift+tab", "turn(-1)", msg("Previous part of the screen"), show=False),
        deed("escape", "out", msg("Out of the text, and back"), show=False),
    ]

    def __init__(self, desk: Desk, path: Path) -> None:
        super().__init__(desk, path)
        self._draft: Draft | None = None
        self._question: Question | None = None
        self._words = ""
        self._reading, self._offering = Latest(self, "read"), Latest(self, "offers")
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
        """Open the file, and name the parts."""
        super().on_mount()
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

    # Evidence

    @property
    def _lang(self) -> Lang:
        return self._draft.meta.lang if self._draft else Lang.EN

    def _offer(self) -> None:
        """Read what has the words asked for, or else what is near the question."""
        words, question = self._words, self._question
        if words:
            self._offering.run(partial(drafts.found, self._desk, words), self._show_offers, self._refused)
        elif question is None:
            self._offering.drop()
            self._show_offers(())
        else:
            asked, key = question.text or question.heading, self._draft.meta.consultation if self._draft else ""
            read = partial(drafts.suggested, self._desk, asked, self._lang, key)
            self._offering.run(read, self._show_offers, self._refused)

    def _show_offers(self, offers: tuple[Offer, ...]) -> None:
        self.query_one(Offers).show(offers)
        self.set_class(not offers, "-no-offers")
        if self._words:
            title, nothing = tr("Evidence found"), tr("Nothing has these words.")
        elif self._question is None:
            title, nothing = tr("Evidence"), tr("Go into a question, or press / and type words.")
        else:
            title, nothing = tr("Evidence suggested"), tr("Nothing near this question was found; / finds by words.")
        self.query_one("#offers-side").border_title = title
        self.query_one("#no-offers", Static).update(nothing)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, AddewidError) or not self._words:
            report(self, error)
        self.query_one(Offers).show(())
        self.set_class(True, "-no-offers")
        self.query_one("#no-offers", Static).update(Content(sentence(error)))

    @on(Line.Changed, "#offer-words")
    def find_words(self, message: Line.Changed) -> None:
        """Offer what has the words typed."""
        if message.value.strip() != self._words:
            self._words = message.value.strip()
            self._offer()

    @on(Line.Submitted, "#offer-words")
    def go_to_offers(self) -> None:
        """Go on to what was found."""
        self.query_one(Offers).focus()

    def quotation(self) -> Quotation | None:
        """The words under the highlight of the evidence."""
        offer = self.query_one(Offers).current
        return offer.quotation if offer else None

    @on(OptionList.OptionSelected, "#offers")
    def action_insert(self) -> None:
        """Put the quotation under the highlight, with its citation, at the cursor of the text."""
        offer = self._highlighted
        if offer is not None:
            in_background(self, partial(drafts.quoted, self._desk, offer, self._lang), self._put, group="insert")

    def action_insert_status(self) -> None:
        """State what became of the promise under the highlight, where a person has decided it."""
        offer = self._highlighted
        if offer is not None:
            in_background(self, partial(drafts.status, offer, self._lang), self._put, group="insert")

    @property
    def _highlighted(self) -> Offer | None:
        """What is under the highlight of the evidence, where there is a text to put it into."""
        offer = self.query_one(Offers).current
        if offer is None or self._held is None:
            self.notify(tr("There is no evidence under the highlight; F4 goes to it."), severity="warning")
            return None
        return offer

    def _put(self, words: str) -> None:
        self.editor.put_in(words)
        self.action_pane("text")

    def action_open_document(self) -> None:
        """Read what is under the highlight in its document."""
        quotation = self.quotation()
        if quotation is not None:
            passage = quotation.passage
            self.post_message(OpenReader(passage.version_id, passage.ordinal, quotation.start, quotation.end))

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
            self._go_to_line(question.line)

    def action_question(self, step: int) -> None:
        """Go to the next question, or the one before."""
        question = self.query_one(Questions).after(self.editor.cursor_location[0] + 1, step)
        if question is not None:
            self._go_to_line(question.line)

    def _go_to_line(self, line: int) -> None:
        self.action_pane("text")
        self.editor.go_to_line(line - 1)

    # Checking and building

    def action_check(self) -> None:
        """Check the text as it stands here, saved or not."""
        if self._held is not None:
            self.notify(tr("Checking…"), timeout=2)
            job = partial(drafts.check, self._desk, self._path, self._text)
            in_background(self, job, self._show_problems, group="check")

    def _show_problems(self, checked: Checked) -> None:
        listed: list[Problem | Note] = [*checked.problems, *checked.notes]
        many = len(checked.problems)
        said = plural("{count} problem", "{count} problems", many) if many else tr("No problem was found.")
        self.query_one(Problems).show(listed)
        self.set_class(not listed, "-no-problems")
        self.query_one("#problems-side").border_title = said if many else tr("Checked")
        self.query_one("#no-problems", Static).update(Content(f"{said}\n\n{_stand(checked)}"))
        self.add_class("-problems")
        self.action_pane("offers" if listed else "text")
        self.notify(said, severity="warning" if many else "information")

    @on(OptionList.OptionSelected, "#problems")
    def go_to_problem(self) -> None:
        """Go to the line of the problem under the highlight."""
        if (problem := self.query_one(Problems).current) is not None:
            self._go_to_line(problem.line)

    def action_build(self) -> None:
        """Save, then ask which document is to be made."""
        if self._held is not None:
            self.save(self._ask_which)

    def _ask_which(self) -> None:
        def built(path: Path | None) -> None:
            if path is not None:
                self.notify(tr("Built: {path}", path=str(path)), timeout=20, markup=False)

        self.app.push_screen(BuildDialogue(self._desk, self._path), built)


def _stand(checked: Checked) -> str:
    """What was checked, and what that does not say."""
    many = checked.outcomes[AnchorOutcome.FOUND]
    stand = plural(
        "{count} quotation stands in its source word for word.",
        "{count} quotations stand in their sources word for word.",
        many,
    )
    return " ".join((stand, tr("Whether they prove what is said of them is for people to judge.")))


def _title(question: Question) -> str:
    said = words_of(question.words, question.budget)
    return tr("Question {number} · {words}", number=question.number or "?", words=said)
