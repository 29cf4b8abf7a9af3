"""The app: its places, what is the same in all of them, and that everything comes back where it was left."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.events import Event, InputEvent
from textual.screen import Screen

from corpus.codebook import Lang
from corpus.errors import AddewidError
from corpus.language import msg, tr, use
from corpus.rows import DecisionRow
from tui import kept, made, quoted
from tui.background import in_background, report
from tui.chores import Chores
from tui.chores.attending import Attending
from tui.deeds import deed
from tui.desk import Desk, quoting, undoing
from tui.idle import IDLE_SECONDS, Idle
from tui.messages import (
    BeginChore,
    ChoreMoved,
    Cite,
    GoTo,
    OpenDraft,
    OpenPromise,
    OpenReader,
    SettingsChanged,
    Speak,
    StopChore,
)
from tui.palette import Palette
from tui.places import PLACES
from tui.preferences import Preferences
from tui.screens.base import AddewidScreen, PlaceScreen, TitleLine
from tui.screens.help import HelpDialogue, deeds_of
from tui.searching.history import History
from tui.set_up import SetUp
from tui.themes import DARK, LIGHT
from tui.widgets.place_bar import PlaceBar

LOOK_SECONDS = 1.0
"""How often it is looked how far an index has come."""
BETWEEN = "between"
"""The mode without a screen of ours, while the places are made again."""
SHOW_SECONDS = 0.1
"""How long news of the work under way is gathered before it is shown."""
KEEP_SECONDS = 20.0
"""How often it is kept where everything stands, lest the app be killed."""


class AddewidApp(App[None]):
    """Looking and deciding, over one corpus.

    ``asked`` is the file that what was searched for is kept in from one run to the next, ``state`` the one for where
    everything stood; ``meaning`` says whether searches are ranked by meaning too; ``keys`` gives other keys to deeds,
    by their ids; ``command`` is how an ``addewid`` command is started in a process of its own; ``preferences`` are
    what may be set, and how it is kept; ``base_url`` is a server that plays the sites that documents are fetched from;
    ``draft`` is the file of a draft to be opened first.
    """

    TITLE = "Addewid"
    CSS_PATH = "addewid.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  declared so by Textual
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        *(deed(place.key, f"go('{place.name}')", place.title, show=False) for place in PLACES),
        deed("ctrl+f", "search", msg("Search"), msg("Search all documents"), show=False),
        deed("colon,ctrl+p", "command_palette", msg("Do"), msg("Find what can be done, by name"), show=False),
        deed("question_mark,f1", "help", msg("Help"), msg("Help for this screen"), shown="?"),
        deed("q", "back", msg("Back"), msg("Back to the screen before")),
        deed("ctrl+z", "undo", msg("Undo"), msg("Take back your last decision"), show=False),
        deed("ctrl+t", "light_or_dark", msg("Light or dark colours"), show=False),
    ]

    def __init__(
        self,
        desk: Desk,
        *,
        asked: Path | None = None,
        state: Path | None = None,
        meaning: bool = False,
        keys: Mapping[str, str] | None = None,
        command: Sequence[str] = (),
        preferences: Preferences | None = None,
        base_url: str = "",
        draft: Path | None = None,
    ) -> None:
        self._set_up = SetUp(preferences)
        super().__init__(ansi_color=self._set_up.ansi_color)
        self._desk = desk
        self._building = desk.index.building
        self._history = History(asked)
        self._meaning = meaning
        self.chores = Chores(command)
        self.attending = Attending(self, desk, self.chores, base_url)
        self._preferences = preferences
        self._draft = draft
        self._asides: dict[str, str] = {}
        self._idle = Idle()
        self._keeper = kept.Keeper(state)
        self._to_say = self._set_up.begin(self, keys or {})
        self.add_mode(BETWEEN, Screen)
        for place in PLACES:
            self.add_mode(place.name, partial(self._place, place.name))

    def _place(self, name: str) -> PlaceScreen:
        """The screen of a place, as it was left."""
        screen = made.place(name, self._desk, self._history, self._preferences or Preferences(), meaning=self._meaning)
        screen.bring_back(self._keeper.screen(name))
        return screen

    # Where everything stands

    async def on_mount(self) -> None:
        """Go to where the app was left, and from now on keep where everything stands."""
        await self._return()
        if self._draft is not None:
            await self.on_open_draft(OpenDraft(str(self._draft)))
        self.set_interval(LOOK_SECONDS, self.tell_of_index)
        self.set_interval(KEEP_SECONDS, self.keep)
        self.attending.welcome(self._preferences)
        self.attending.tend()
        in_background(self.screen, made.warm, lambda _: None, group="warm")
        self._say_of_settings(self._to_say)

    def on_ready(self) -> None:
        """The first screen is there."""
        self._idle.begin()
        self.set_interval(IDLE_SECONDS, self._idle.tend)

    async def on_event(self, event: Event) -> None:
        """Know when the app was last used."""
        if isinstance(event, InputEvent):
            self._idle.used()
        await super().on_event(event)

    async def _return(self) -> None:
        """Go to where everything stood."""
        before = self._keeper.read()
        self.theme = self._set_up.theme(before.theme if before.theme in self.available_themes else "")
        await self.switch_mode(before.place)
        for message in before.above:
            await self.push_screen(made.above(message, self._desk))

    def keep(self) -> None:
        """Keep where everything stands; where that cannot be written, say so."""
        screens = {name: stack[0].keep() for name, stack in self._stacks() if isinstance(stack[0], PlaceScreen)}
        stack = (each.opened for each in self.screen_stack[1:] if isinstance(each, AddewidScreen))
        above = tuple(opened for opened in stack if opened is not None)
        try:
            self._keeper.write(kept.Kept(self.current_mode, self.theme, screens, above))
        except AddewidError as error:
            report(self.screen, error)

    def _stacks(self) -> Iterator[tuple[str, list[Screen[object]]]]:
        """The places that were seen, with their screens."""
        for place in PLACES:
            with suppress(KeyError):  # not seen yet
                yield place.name, self.get_screen_stack(place.name)

    def on_exit_app(self) -> None:
        """Keep where everything stands, and leave no work behind, however the app is left."""
        self.keep()
        self.chores.close()

    async def speak(self, lang: Lang) -> None:
        """Speak this language from now on: every screen is made again, where it stood."""
        self.keep()
        use(lang)
        await self.switch_mode(BETWEEN)
        for place in PLACES:
            await self.remove_mode(place.name)
            self.add_mode(place.name, partial(self._place, place.name))
        await self._return()

    async def on_speak(self, message: Speak) -> None:
        """Speak a language that was chosen the first time, and from then on."""
        try:
            if self._preferences is not None:
                self._preferences = await asyncio.to_thread(self._preferences.save, {"language": message.lang})
        except AddewidError as error:  # it is spoken all the same, and asked for the next time
            report(self.screen, error)
        await self.speak(message.lang)
        self.attending.welcome(None)

    async def on_settings_changed(self, message: SettingsChanged) -> None:
        """Heed what is set from now on; where it is in what the screens are made of, make them again."""
        before, self._preferences = self._preferences or Preferences(), message.now
        now = message.now
        self._say_of_settings(self._set_up.heed(self, now))
        made_of = (now.spoken, now.name, now.response_weeks, now.meaning)
        if made_of != (before.spoken, before.name, before.response_weeks, before.meaning):
            self._desk = replace(self._desk, who=now.name, weeks=now.response_weeks)
            self._meaning = now.meaning
            await self.speak(now.spoken)

    def _say_of_settings(self, said: str) -> None:
        if said:
            self.notify(said, severity="warning", timeout=10, markup=False)

    def leave(self) -> None:
        """Leave the app, when nothing is under way or it may be stopped."""
        self.attending.leave(self.exit)

    async def action_quit(self) -> None:
        """Leave the app."""
        self.leave()

    # Going about

    async def action_go(self, name: str) -> None:
        """Go to a place, as it was left; from a screen above it, to its own."""
        await self._go(name)

    async def _go(self, name: str) -> PlaceScreen:
        if self.current_mode == name:
            while len(self.screen_stack) > 1:
                await self._pop()
        else:
            await self.switch_mode(name)
        screen = self.get_screen_stack(name)[0]
        assert isinstance(screen, PlaceScreen)  # noqa: S101  so they are made
        return screen

    async def action_search(self) -> None:
        """Search all documents."""
        (await self._go("search")).come(None)

    async def action_back(self) -> None:
        """Leave this screen, or the app on that of a place."""
        if len(self.screen_stack) > 1:
            self._pop()
        else:
            self.leave()

    def _pop(self) -> AwaitComplete:
        """Leave the screen that stands above the others, which first keeps what would be lost."""
        if isinstance(self.screen, AddewidScreen):
            self.screen.leaving()
        return self.pop_screen()

    async def on_go_to(self, message: GoTo) -> None:
        """Go to a place for something."""
        screen = await self._go(message.place)
        if len(self.screen_stack) > 1:
            screen = await self._go(message.place)  # a screen stood above it there
        screen.come(message.wanted)

    def on_open_promise(self, message: OpenPromise) -> None:
        """Open a promise over this screen."""
        self.push_screen(made.above(message, self._desk))

    def on_open_reader(self, message: OpenReader) -> None:
        """Open the reader over this screen."""
        self.push_screen(made.above(message, self._desk))

    async def on_open_draft(self, message: OpenDraft) -> None:
        """Open a draft over the list of them."""
        if self._is_open(message):
            return
        await self._go("drafts")
        self.push_screen(made.above(message, self._desk))

    def _is_open(self, message: OpenDraft) -> bool:
        return isinstance(self.screen, AddewidScreen) and self.screen.opened == message

    # Long work

    def on_begin_chore(self, message: BeginChore) -> None:
        """Do some long work in a process of its own."""
        self.attending.begin(message.chore)

    def on_stop_chore(self, message: StopChore) -> None:
        """Stop the work that is under way."""
        self.attending.stop()

    def on_chore_moved(self, message: ChoreMoved) -> None:
        """Show how far the work under way has come, in a moment."""
        self.set_timer(SHOW_SECONDS, self.attending.moved)

    async def begin_at_overview(self) -> None:
        """Go to the overview, from whatever welcomed somebody."""
        if len(self.screen_stack) > 1:
            await self.pop_screen()
        await self._go("overview")

    # The same everywhere

    def on_cite(self, message: Cite) -> None:
        """Copy a quotation and where it stands."""
        quotation, screen = message.quotation, self.screen
        then = partial(quoted.copy_cited, screen, quotation)
        in_background(screen, partial(quoting.cited, self._desk, quotation), then, group="cite")

    def action_undo(self) -> None:
        """Ask whether one's own last decision is to be taken back."""

        from tui.widgets.decided import lines

        def asked() -> tuple[str, tuple[str, ...]] | None:
            last = undoing.last(self._desk)
            return (last.decision.name, tuple(lines(last))) if last else None

        in_background(self.screen, asked, self._ask_whether_to_undo, group="undo")

    def _ask_whether_to_undo(self, last: tuple[str, tuple[str, ...]] | None) -> None:
        if last is None:
            self.notify(tr("There is no decision of yours that could be taken back."))
            return
        from tui.screens.undoing import UndoDialogue

        name, told = last

        def answered(undone: DecisionRow | None) -> None:
            if undone is not None:
                self.notify(tr("Taken back: {decision}", decision=told[0]), markup=False)

        self.push_screen(UndoDialogue(told, partial(undoing.undo, self._desk, name)), answered)

    def tell_of_index(self) -> None:
        """Say in the first line of the screen how far the index has come."""
        building = self._building()
        self.say_aside("index", tr("the search index is being built{far}", far=building) if building else "")

    def say_aside(self, about: str, aside: str) -> None:
        """Say something of the whole app in the first line of every screen; nothing more about it when it is empty."""
        self._asides[about] = aside
        said = " · ".join(filter(None, self._asides.values()))
        if not self.screen_stack:  # on the way from one place to another: the next look tells it
            return
        for line in self.screen.query("TitleLine, PlaceBar"):
            assert isinstance(line, TitleLine | PlaceBar)  # noqa: S101
            line.say_aside(said)

    def _load_screen_css(self, screen: Screen[object]) -> None:
        """Textual would read all style sheets anew for a screen that is new, though it is drawn by those of now."""
        super()._load_screen_css(screen)
        if screen._css_update_count < 0:
            screen._css_update_count = self._css_update_count

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colours for a theme of Textual's that lacks them."""
        return (DARK if self.current_theme.dark else LIGHT).variables

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Everything the keys can do on this screen, then what the palette itself can."""
        deeds = {
            what: (key, node, action) for what, key, node, action in deeds_of(screen) if node is not screen.focused
        }
        for what, (key, node, action) in deeds.items():
            yield SystemCommand(what, tr("Key: {key}", key=key), partial(self.run_action, action, node))
        yield SystemCommand(tr("Theme"), tr("Choose the colours"), self.action_change_theme)

    def action_command_palette(self) -> None:
        """List everything that can be done, to be searched by name."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def action_help(self) -> None:
        """Show help for this screen."""
        self.push_screen(HelpDialogue(self.screen))

    def action_light_or_dark(self) -> None:
        """Change from dark colours to light ones, or back."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name
