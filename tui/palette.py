"""The list of all that can be done, to be searched by name, as Textual has it, in our words."""

from textual.command import CommandList, CommandPalette
from textual.content import Content
from textual.widgets.option_list import Option

from corpus.language import tr


class Palette(CommandPalette):
    """Everything that the keys of a screen do; the app gives it the names."""

    def __init__(self) -> None:
        super().__init__(placeholder=tr("what do you want to do?"), id="--command-palette")

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Say in a moment that nothing is called so; Textual itself says it in English alone."""
        self._stop_no_matches_countdown()

        def say_none() -> None:
            if search_value:
                none = Option(Content(tr("Nothing is called so.")), disabled=True, id=self._NO_MATCHES)
                self.query_one(CommandList).add_option(none)
            self._list_visible = bool(search_value)

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, say_none)
