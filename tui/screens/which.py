"""A question with several answers, of which one is chosen."""

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from corpus.language import tr
from tui.screens.base import AddewidDialogue
from tui.widgets.lists import Options


class WhichDialogue(AddewidDialogue[str | None]):
    """A question, and what can be answered by its name; the answer is that name."""

    AUTO_FOCUS = "#which"

    def __init__(self, question: str, answers: Mapping[str, str]) -> None:
        super().__init__()
        self._question, self._answers = question, answers

    def compose(self) -> ComposeResult:
        """The question above its answers."""
        with Vertical(classes="dialogue"):
            yield Static(self._question, classes="question", markup=False)
            answers = (Option(said, id=name) for name, said in self._answers.items())
            yield Options(*answers, id="which", markup=False, compact=True)
            yield Static(tr("Enter chooses; Esc leaves everything as it is."), classes="hint", markup=False)

    @on(OptionList.OptionSelected)
    def choose(self, message: OptionList.OptionSelected) -> None:
        """Answer with what was chosen."""
        self.dismiss(message.option_id)
