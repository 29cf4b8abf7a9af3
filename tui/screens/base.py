"""What every screen and dialogue shares: the title line, the help text, the way out."""

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from corpus.language import msg
from corpus.rows import Quotation
from tui import quoted
from tui.deeds import deed
from tui.messages import Cite, Opens
from tui.text import plain
from tui.tones import Tone

Answer = TypeVar("Answer")


class AddewidScreen(Screen[Answer]):
    """A whole screen. ``HELP`` says in a few sentences what it is for."""

    HELP: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        deed("f5,ctrl+r", "reload", msg("Read the corpus again"), show=False),
        deed("y", "copy", msg("Copy the quotation"), show=False),
        deed("Y", "copy_cited", msg("Copy the quotation and where it stands"), show=False),
        deed("o", "open_source", msg("Open the address of the source in a browser"), show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._is_shown = False

    def on_screen_resume(self) -> None:
        """Read again on coming back: something may have been decided. A place that is new is come to twice at once."""
        before, self._is_shown = self._is_shown, True
        if not before:
            self.reload()

    def on_screen_suspend(self) -> None:
        """Something else is shown."""
        self._is_shown = False

    def action_reload(self) -> None:
        """Read again what is shown."""
        self.reload()

    def reload(self) -> None:
        """Read again what is shown: when it is come back to, after an undo, when it is asked for."""

    def leaving(self) -> None:
        """Keep what would be lost: the screen is about to be left."""

    @property
    def opened(self) -> Opens | None:
        """What opens this screen again where it stands above that of a place; None where it should not come back."""
        return None

    def quotation(self) -> Quotation | None:
        """The quotation under the cursor, to be copied or opened at its source."""
        return None

    def action_copy(self) -> None:
        """Copy the quotation."""
        quoted.copy(self, self.quotation())

    def action_copy_cited(self) -> None:
        """Copy the quotation and where it stands."""
        quotation = self.quotation()
        if quotation is None:
            quoted.copy(self, None)
        else:
            self.post_message(Cite(quotation))

    def action_open_source(self) -> None:
        """Open the address of the source in a browser."""
        quoted.open_source(self, self.quotation())


class PlaceScreen(AddewidScreen[None]):
    """The own screen of a place, which comes back as it was left. ``NAME`` is the place's."""

    NAME: ClassVar[str]

    def keep(self) -> dict[str, Any]:
        """What is to come back, as JSON has it: filters, the position."""
        return {}

    def bring_back(self, kept: Mapping[str, Any]) -> None:
        """Take what ``keep`` gave before the screen is shown; the file it stood in may be old, or say anything."""

    def come(self, wanted: Any) -> None:
        """Show what somebody came for from elsewhere; None is the place itself."""


class AddewidDialogue(ModalScreen[Answer]):
    """A dialogue over a screen; Escape leaves it without an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [deed("escape", "leave", msg("Cancel"))]

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def say_problem(self, problem: str) -> None:
        """Say why something was refused, in the dialogue's own line for that; what was filled in stays."""
        self.query_one("#problem", Static).update(Content(problem))
        self.add_class("-refused")


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
