"""The app: opens screens when they ask, and holds what is the same on all of them."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from corpus.database import Corpus
from index import Index
from tui.asked import History
from tui.desk import Desk
from tui.messages import OpenPromise, OpenReader
from tui.screens.base import TitleLine
from tui.screens.help import HelpDialogue, deeds_of
from tui.screens.promise import PromiseScreen
from tui.screens.promises import PromisesScreen
from tui.screens.reader import ReaderScreen
from tui.screens.search import SearchScreen
from tui.searching import Searcher
from tui.themes import DARK, LIGHT

LOOK_SECONDS = 1.0
"""How often it is looked how far an index has come."""


class AddewidApp(App[None]):
    """Looking and deciding, over one corpus. ``who`` is written to what is decided.

    ``asked`` is the file that what was searched for is kept in from one run to the next;
    ``meaning`` says whether searches are ranked by meaning too.
    """

    TITLE = "Addewid"
    CSS_PATH = "addewid.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  declared so by Textual
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+f", "search", "Search all documents", show=False),
        Binding("question_mark,f1", "help", "Help", key_display="?", tooltip="Help for this screen"),
        Binding("q", "back", "Back", tooltip="Back to the screen before"),
        Binding("ctrl+t", "light_or_dark", "Light or dark colours", show=False),
    ]

    def __init__(
        self,
        corpus: Corpus,
        index: Index,
        who: str,
        *,
        today: Callable[[], date] = date.today,
        asked: Path | None = None,
        meaning: bool = False,
    ) -> None:
        super().__init__()
        self._building = index.building
        self._desk = Desk(corpus, index, who, today)
        self._history = History(asked)
        self._meaning = meaning
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = DARK.name

    def on_mount(self) -> None:
        """From now on, say on every screen that the index is being built, while it is."""
        self.set_interval(LOOK_SECONDS, self.tell_of_index)

    def tell_of_index(self) -> None:
        """Say in the title of the screen how far the index has come."""
        building = self._building()
        aside = f"the search index is being built{building}" if building else ""
        for line in self.screen.query(TitleLine):
            line.say_aside(aside)

    def get_default_screen(self) -> Screen[None]:
        """The promises."""
        return PromisesScreen(self._desk)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colours for a theme of Textual's that lacks them."""
        return (DARK if self.current_theme.dark else LIGHT).variables

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Everything the keys can do on this screen, then what the palette itself can."""
        deeds = {
            deed: (key, node, action) for deed, key, node, action in deeds_of(screen) if node is not screen.focused
        }
        for deed, (key, node, action) in deeds.items():
            yield SystemCommand(deed, f"Key: {key}", partial(self.run_action, action, node))
        yield SystemCommand("Theme", "Choose the colours", self.action_change_theme)

    async def action_back(self) -> None:
        """Leave this screen, or the app on the first."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self.exit()

    def action_help(self) -> None:
        """Show help for this screen."""
        self.push_screen(HelpDialogue(self.screen))

    def action_search(self) -> None:
        """Search all documents."""
        searcher = Searcher(self._desk.corpus, self._desk.index, self._desk.who)
        self.push_screen(SearchScreen(searcher, self._history, meaning=self._meaning))

    def action_light_or_dark(self) -> None:
        """Change from dark colours to light ones, or back."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def on_open_promise(self, message: OpenPromise) -> None:
        """Open a promise over this screen."""
        self.push_screen(PromiseScreen(self._desk, message.ref))

    def on_open_reader(self, message: OpenReader) -> None:
        """Open the reader over this screen."""
        self.push_screen(ReaderScreen(self._desk, message))
