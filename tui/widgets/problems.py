"""What is wrong with a draft, line by line; Enter goes there."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from corpus.language import msg, tr
from publish.responses.checked import Note, Problem
from tui.deeds import deed
from tui.text import plain
from tui.tones import Tone
from tui.widgets.lists import Options


class Problems(Options):
    """Problems in the order of their lines, then what is only said."""

    BINDINGS: ClassVar[list[BindingType]] = [
        deed("enter", "select", msg("Go there"), msg("Go to the problem in the text"), id="go-to-problem")
    ]

    def __init__(self) -> None:
        super().__init__(id="problems", markup=False)
        self._problems: tuple[Problem | Note, ...] = ()

    @property
    def current(self) -> Problem | Note | None:
        """The problem under the highlight."""
        at = self.highlighted
        return self._problems[at] if at is not None and at < len(self._problems) else None

    def show(self, problems: Sequence[Problem | Note]) -> None:
        """Show these."""
        self._problems = tuple(problems)
        self.set_options(Option(_entry(each)) for each in self._problems)
        if self._problems:
            self.highlighted = 0


def _entry(problem: Problem | Note) -> Content:
    if isinstance(problem, Note):
        line, tone = tr("Line {line}: not a problem", line=str(problem.line)), Tone.QUIET
    else:
        line, tone = tr("Line {line}", line=str(problem.line)), Tone.BAD
    return Content.assemble((line, tone), "\n", Content(plain(problem.sentence)))
