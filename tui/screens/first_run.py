"""The first time, with no document that was looked through: the language of the app, then ways to begin."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from corpus.codebook import Lang
from corpus.language import language, msg, tr
from tui.background import in_background
from tui.deeds import deed
from tui.desk import Desk, sources
from tui.desk.sources import Stock
from tui.messages import Speak, StopChore
from tui.screens.base import AddewidScreen, TitleLine
from tui.tones import Tone
from tui.widgets.chore import chores_of
from tui.widgets.keys import KeyLine
from tui.widgets.lists import Options
from tui.widgets.welcome import Welcome

WELCOMES = "Croeso i Addewid · Welcome to Addewid"
ASKS = "Ym mha iaith? · In which language?"
LANGUAGES = {Lang.CY: "Cymraeg", Lang.EN: "English"}
"""What is said before it is known in which language: the same in both."""


class FirstRunScreen(AddewidScreen[None]):
    """Over the place that the app begins in, until there is something to look at, or somebody wants to see it so."""

    HELP: ClassVar[str] = msg(
        "There is nothing here yet. Choose how to begin with the arrows and Enter, or click. Whatever you choose, "
        "you can add more later, in Sources."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        deed("S", "stop", msg("Stop"), msg("Stop what is under way; what has come is kept")),
        deed("escape", "app.back", msg("Not now"), msg("Look at the app with nothing in it"), show=False),
    ]

    def __init__(self, desk: Desk, *, ask_language: bool) -> None:
        super().__init__()
        self._desk = desk
        self._ask = ask_language

    def compose(self) -> ComposeResult:
        """The languages, or else the ways to begin."""
        yield TitleLine(tr("Welcome"))
        if self._ask:
            with Vertical(id="languages"):
                yield Static(
                    Content("\n").join([Content.styled(WELCOMES, Tone.HEADING), Content(), Content(ASKS)]), markup=False
                )
                yield Options(*(Option(Content(name), id=lang.value) for lang, name in LANGUAGES.items()))
        else:
            yield Welcome()
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin at the language in use, or at the first way."""
        if self._ask:
            options = self.query_one(OptionList)
            options.highlighted = list(LANGUAGES).index(language())
            options.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to stop only while something is under way."""
        return action != "stop" or chores_of(self).under_way

    def reload(self) -> None:
        """Offer what fits what there is by now."""
        if self._ask:
            return

        def shown(stock: Stock) -> None:
            if stock.begun and self.is_current and not chores_of(self).under_way:
                self.app.pop_screen()
                return
            self.query_one(Welcome).offer(stock.documents)
            self.refresh_bindings()

        in_background(self, lambda: sources.stock(self._desk), shown, group="stock")

    @on(OptionList.OptionSelected, "#languages OptionList")
    def choose_language(self, message: OptionList.OptionSelected) -> None:
        """Speak the language chosen."""
        self.post_message(Speak(Lang(str(message.option.id))))

    def action_stop(self) -> None:
        """Stop what is under way."""
        self.post_message(StopChore())
