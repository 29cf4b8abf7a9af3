"""The questions of a draft: whether each is answered, and in how many of its words."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from corpus.language import msg, tr
from publish.responses.form import Question
from tui.deeds import deed
from tui.text import plain
from tui.tones import Tone
from tui.widgets.draft_list import over, words_of
from tui.widgets.lists import Options

LONGEST = 160
"""Letters of a heading that are shown."""


class Questions(Options):
    """One entry for each question; the highlight is on the one that the cursor of the text is in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        deed("enter", "select", msg("Go there"), msg("Go to the question in the text"), id="go-to-question")
    ]

    def __init__(self) -> None:
        super().__init__(id="questions", compact=True, markup=False)
        self._questions: tuple[Question, ...] = ()

    @property
    def current(self) -> Question | None:
        """The question under the highlight."""
        at = self.highlighted
        return self._questions[at] if at is not None and at < len(self._questions) else None

    def show(self, questions: Sequence[Question]) -> None:
        """Show these; the highlight stays where it is."""
        if self._questions == tuple(questions):
            return
        at = self.highlighted
        self._questions = tuple(questions)
        self.set_options(Option(_entry(each)) for each in questions)
        if questions:
            self.highlighted = min(at or 0, len(questions) - 1)

    def at_line(self, line: int) -> int | None:
        """Which question a line of the text, counted from 1, stands in; None before the first."""
        at = bisect_right([each.line for each in self._questions], line)
        return at - 1 if at else None

    def after(self, line: int, step: int) -> Question | None:
        """The question that begins after the one of a line, or with -1 the one before."""
        here = self.at_line(line)
        to = (-1 if here is None else here) + step
        return self._questions[to] if 0 <= to < len(self._questions) else None


def _entry(question: Question) -> Content:
    sign = Content.styled("✓ ", Tone.GOOD) if question.answered else Content.styled("○ ", Tone.QUIET)
    heading = Content(plain(question.heading)[:LONGEST] or tr("Question {number}", number=question.number))
    said = words_of(question.words, question.budget) if question.answered else tr("not answered")
    tone = Tone.BAD if over(question.words, question.budget) else Tone.QUIET
    if over(question.words, question.budget):
        said = tr("{words}: too many", words=said)
    under = "  " if question.under else ""
    return Content.assemble(under, sign, heading.stylize(Tone.STRONG), f"\n{under}  ", (said, tone))
