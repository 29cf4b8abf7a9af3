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
        self._places, self._aside = places, ""

    def say(self, *places: str) -> None:
        """Show another place."""
        self._places = places
        self._show()

    def say_aside(self, aside: str) -> None:
        """Say something of the whole app after the place; nothing when it is empty."""
        if aside != self._aside:
            self._aside = aside
            self._show()

    def _show(self) -> None:
        aside = f"  ({self._aside})" if self._aside else ""
        self.update(Content.assemble(title(*self._places), (aside, Tone.QUIET)))


def title(*places: str) -> Content:
    """Places, outermost first, the last one strong."""
    parts = ["Addewid", *(plain(place) for place in places)]
    return Content.assemble(" › ".join(parts[:-1]), " › ", (parts[-1], Tone.STRONG))
