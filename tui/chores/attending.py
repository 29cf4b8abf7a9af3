"""The app's side of long work: it begins and ends chores, tells of them on every screen, and has all read again."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.app import ScreenStackError
from textual.notifications import SeverityLevel

from corpus.errors import AddewidError
from corpus.language import plural, tr
from tui.background import in_background, report
from tui.chores import Chore, Chores, Kind, Standing
from tui.chores import words as chore_words
from tui.desk import Desk, sources
from tui.desk.sources import Stock
from tui.messages import ChoreMoved
from tui.preferences import Preferences
from tui.screens.base import AddewidScreen, PlaceScreen
from tui.screens.sure import SureDialogue
from tui.widgets.chore import ChorePane
from tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from tui.app import AddewidApp


class Attending:
    """Attends the chores of an app. ``base_url`` is a server that plays the sites, where they are not to be asked."""

    def __init__(self, app: "AddewidApp", desk: Desk, chores: Chores, base_url: str = "") -> None:
        self._app = app
        self._desk = desk
        self._chores = chores
        self._base_url = base_url
        self._told: Standing | None = None
        self._pending = False

    def begin(self, chore: Chore) -> None:
        """Begin a chore; where that cannot be, say why."""
        if self._base_url and chore.kind is Kind.CRAWL:
            first, *others = chore.commands
            chore = Chore(chore.kind, ((first[0], f"--base-url={self._base_url}", *first[1:]), *others), chore.first)
        try:
            self._chores.begin(chore, self._heard)
        except AddewidError as error:
            report(self._app.screen, error)
        self.moved()

    def _heard(self) -> None:
        """In the thread of the chore: have the app look, once."""
        if not self._pending:
            self._pending = True
            with suppress(RuntimeError):  # the app has ended
                self._app.post_message(ChoreMoved())

    def moved(self) -> None:
        """Show how far it has come; once it has ended, see to what follows."""
        self._pending = False
        standing = self._chores.standing
        try:
            screen = self._app.screen
        except ScreenStackError:  # the app is ending
            return
        if standing is None:
            return
        self._app.say_aside("chore", chore_words.brief(standing) if standing.under_way else "")
        for pane in screen.query(ChorePane):
            pane.show()
        for welcome in screen.query(Welcome):
            welcome.stand()
        screen.refresh_bindings()
        if not standing.under_way and standing is not self._told:
            self._told = standing
            self._ended(standing)

    def _ended(self, standing: Standing) -> None:
        """Have the index and what is shown brought up to date, and offer what is next."""
        app, screen = self._app, self._app.screen
        self.tend()
        well = standing.ended is not None and standing.ended.well
        severity: SeverityLevel = "information" if well else "warning"
        said, brought = chore_words.result(standing), chore_words.brought(standing)
        at_sources = isinstance(screen, PlaceScreen) and screen.NAME == "sources"
        if brought and not at_sources:
            said = " ".join([said, tr("To have the promises in it found, go to Sources and press u.")])
        app.notify(said, severity=severity, timeout=10, markup=False)
        if well and standing.chore.first and any(each.display for each in screen.query(Welcome)):
            app.call_later(app.begin_at_overview)
            return
        if isinstance(screen, AddewidScreen):
            screen.reload()
        if at_sources and brought:
            self._offer_update(brought)

    def tend(self) -> None:
        """Have the index brought up to date beside the app, where it is not and nobody does so yet."""

        def begin() -> None:
            if self._desk.index.building() is None:
                self._desk.index.tend()

        in_background(self._app.screen, begin, lambda _: None, group="tend")

    def _offer_update(self, documents: int) -> None:
        """Ask whether what came is to be looked through now."""

        def answered(yes: bool | None) -> None:
            from tui.screens.chore import UPDATE

            if yes:
                self.begin(UPDATE)

        question = plural(
            "{count} document has come that nobody looked through yet. Look for promises in it now?",
            "{count} documents have come that nobody looked through yet. Look for promises in them now?",
            documents,
        )
        self._app.push_screen(SureDialogue(question, tr("Find promises (y)"), tr("Later (Esc)")), answered)

    def leave(self, then: Callable[[], None]) -> None:
        """Call ``then`` when nothing is under way any more: a person is asked whether it may be stopped."""
        standing = self._chores.standing
        if standing is None or not standing.under_way:
            then()
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._app.say_aside("chore", tr("stopping; what has come is kept"))
                in_background(self._app.screen, self._chores.close, lambda _: then(), group="leave")

        what = chore_words.title(standing.chore)
        question = tr("Something is under way: {what}. Stop it and leave? What has come is kept.", what=what)
        self._app.push_screen(SureDialogue(question, tr("Stop it and leave (y)"), tr("Stay (Esc)")), answered)

    def stop(self) -> None:
        """Ask for the end of what is under way; asked a second time, at once."""
        self._chores.stop()
        self.moved()

    def welcome(self, preferences: Preferences | None) -> None:
        """Over a corpus with nothing to show, offer ways to begin; where no language was chosen, first ask for that."""
        app = self._app
        if not self._chores.can:
            return
        ask = preferences is not None and preferences.language is None

        def shown(stock: Stock) -> None:
            from tui.screens.first_run import FirstRunScreen

            if not stock.begun:
                app.push_screen(FirstRunScreen(self._desk, ask_language=ask))

        in_background(app.screen, lambda: sources.stock(self._desk), shown, group="welcome")
