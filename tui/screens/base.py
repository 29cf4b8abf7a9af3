"""What every screen and dialogue shares: the title line, the help text, the way out."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from tui.text import plain
from tui.tones import Tone

Answer = TypeVar("Answer")


class AddewidScreen(Screen[Answer]):
    """A whole screen. ``HELP`` says in a few sentences what it is for."""

    HELP: ClassVar[str] = ""


class AddewidDialogue(ModalScreen[Answer]):
    """A dialogue over a screen; Escape leaves it without an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Cancel")]

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


class TitleLine(Static):
    """The first line of a screen: where one is."""

    def __init__(self, *places: str) -> None:
        super().__init__(title(*places), markup=False)

    def say(self, *places: str) -> None:
        """Show another place."""
        self.update(title(*places))


def title(*places: str) -> Content:
    """Places, outermost first, the last one strong."""
    parts = ["Addewid", *(plain(place) for place in places)]
    return Content.assemble(" › ".join(parts[:-1]), " › ", (parts[-1], Tone.STRONG))
