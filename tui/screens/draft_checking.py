"""Checking a draft, with what is wrong listed by its lines; and making a document of it."""

from abc import abstractmethod
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from corpus.codebook import AnchorOutcome
from corpus.language import msg, plural, tr
from publish.responses.checked import Checked, Note, Problem
from tui.background import in_background
from tui.deeds import deed
from tui.desk import drafts
from tui.screens.building import BuildDialogue
from tui.screens.draft_offers import OfferingScreen
from tui.widgets.problems import Problems


class CheckingScreen(OfferingScreen):
    """A screen on which a draft is checked and built."""

    BINDINGS: ClassVar[list[BindingType]] = [
        deed("f8", "check", msg("Check"), msg("Check quotations, citations and statements"), priority=True),
        deed("f9", "build", msg("Build"), msg("Make a document of the draft"), priority=True),
    ]

    @abstractmethod
    def go_to_line(self, line: int) -> None:
        """Go to a line of the text, counted from 1."""

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
            self.go_to_line(problem.line)

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
