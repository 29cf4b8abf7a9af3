"""What a person may set: each setting with what it is now, what it is for, and a way to change it at once."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from corpus import wording
from corpus.clocks import RESPONSE_WEEKS
from corpus.codebook import DocumentKind
from corpus.errors import UsageProblem
from corpus.language import msg, tr
from tui.background import in_background, report
from tui.deeds import deed
from tui.messages import SettingsChanged
from tui.preferences import Preferences
from tui.screens.base import PlaceScreen
from tui.screens.remapping import KeysDialogue
from tui.screens.setting import ChoiceDialogue, LineDialogue, WeeksDialogue
from tui.text import cell, plain
from tui.tones import Tone
from tui.widgets.keys import KeyLine
from tui.widgets.lists import Options
from tui.widgets.pairs import Pairs
from tui.widgets.place_bar import PlaceBar
from tui.words.settings import LOOKS, PARTS, SETTINGS, TONGUES, Setting

NAME_WIDTH = 30
BY_ITSELF = "-"
"""Stands for what the computer or the terminal decides."""


class SettingList(Options):
    """The settings under their headings."""

    BINDINGS: ClassVar[list[BindingType]] = [
        deed("enter,space", "select", msg("Change"), msg("Change what is under the highlight"), id="change")
    ]


class SettingsScreen(PlaceScreen):
    """All settings. What is changed is kept in the file at once."""

    NAME: ClassVar[str] = "settings"
    AUTO_FOCUS = "#settings"
    HELP = msg(
        "What can be set, and what it is now. Enter changes what is under the highlight; it holds at once, and is kept "
        "in the file that is named below, where everything else you wrote stays as it is."
    )

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._now = preferences
        self._at = "language"
        self._setting = 0
        self._set_so_far = 0

    def compose(self) -> ComposeResult:
        """The settings, what the one under the highlight is for, and where everything is."""
        yield PlaceBar(self.NAME)
        yield SettingList(*self._options(), id="settings", compact=True, markup=False)
        yield Static(id="setting-about", markup=False)
        yield Pairs(id="setting-facts")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin where it was left."""
        self._show(self._now)

    def keep(self) -> dict[str, Any]:
        """The setting under the highlight."""
        return {"at": self._at}

    def bring_back(self, kept: Mapping[str, Any]) -> None:
        """Go to the setting that was under the highlight."""
        self._at = kept["at"] if kept.get("at") in tuple(SETTINGS) else self._at

    def reload(self) -> None:
        """Read the file again: somebody may have changed it."""
        begun = self._set_so_far

        def read(now: Preferences) -> None:
            if begun == self._set_so_far:
                self._changed(now)

        if not self._setting:
            in_background(self, partial(self._now.save, {}), read, group="settings")

    # What is shown

    def _options(self) -> Iterator[Option]:
        for part, settings in PARTS:
            yield Option(Content.styled(tr(part), Tone.HEADING), disabled=True)
            for setting in settings:
                value = plain(setting.value(self._now))
                title = cell(f"  {tr(setting.title)}", NAME_WIDTH)
                yield Option(Content.assemble(title, (value, Tone.STRONG)), id=setting.name)

    def _show(self, now: Preferences) -> None:
        self._now = now
        settings = self.query_one(SettingList)
        with self.prevent(OptionList.OptionHighlighted):
            settings.clear_options()
            settings.add_options(self._options())
            settings.highlighted = settings.get_option_index(self._at)
        self._tell(SETTINGS[self._at])
        facts = ((tr("Corpus"), now.corpus), (tr("Settings in"), now.file), (tr("Version"), now.version))
        self.query_one("#setting-facts", Pairs).pairs = [(name, Content(plain(said))) for name, said in facts if said]

    def _tell(self, setting: Setting) -> None:
        """Say what a setting is for, and whether the environment stands above it."""
        said = [tr(setting.about)]
        if above := self._now.above.get(setting.name):
            said.append(tr("The variable {name} of the environment stands above what is set here.", name=above))
        self.query_one("#setting-about", Static).update(Content(" ".join(said)))

    @on(OptionList.OptionHighlighted, "#settings")
    def tell(self) -> None:
        """Say what the setting under the highlight is for; by now it may be another than when this was posted."""
        option = self.query_one(SettingList).highlighted_option
        if option is not None and option.id in SETTINGS:
            self._at = option.id
            self._tell(SETTINGS[self._at])

    # Changing

    @on(OptionList.OptionSelected, "#settings")
    def change(self, message: OptionList.OptionSelected) -> None:
        """Ask for another value, or take the other of two."""
        name = message.option_id or ""
        ways: Mapping[str, Callable[[], None]] = {
            "language": self._ask_language,
            "theme": self._ask_look,
            "keys": self._ask_keys,
            "response_weeks": self._ask_kind,
            "meaning": partial(self._set, {"meaning": not self._now.meaning}),
            "across": partial(self._set, {"across": not self._now.across}),
        }
        ways.get(name, partial(self._ask_line, name))()

    def _set(self, values: Mapping[str, object]) -> None:
        self._setting += 1
        self._set_so_far += 1

        def done(now: Preferences) -> None:
            self._setting -= 1
            self._changed(now)

        def failed(error: Exception) -> None:
            self._setting -= 1
            report(self, error)

        save = partial(self._now.save, values)
        in_background(self, save, done, group=f"set-{self._set_so_far}", failed=failed)

    def _changed(self, now: Preferences | None) -> None:
        """Show what holds now, and tell the app."""
        if now is not None:
            before = self._now
            self._show(now)
            if now != before:
                self.post_message(SettingsChanged(now))

    def _choose(self, setting: Setting, choices: list[tuple[str, str]], now: str) -> None:
        def chosen(value: str | None) -> None:
            if value is not None:
                self._set({setting.name: None if value == BY_ITSELF else value})

        self.app.push_screen(ChoiceDialogue(tr(setting.title), tr(setting.about), choices, now), chosen)

    def _ask_language(self) -> None:
        choices = [(BY_ITSELF, tr("as this computer has it")), *((lang.value, name) for lang, name in TONGUES.items())]
        self._choose(SETTINGS["language"], choices, self._now.language or BY_ITSELF)

    def _ask_look(self) -> None:
        choices = [(BY_ITSELF, tr("as the terminal has it")), *((look.value, tr(name)) for look, name in LOOKS.items())]
        self._choose(SETTINGS["theme"], choices, self._now.theme or BY_ITSELF)

    def _ask_keys(self) -> None:
        def save(given: Mapping[str, str]) -> Preferences:
            return self._now.save({"keys": given or None})

        self.app.push_screen(KeysDialogue(self._now.keys, save, self._changed))

    def _ask_line(self, name: str) -> None:
        """Ask for words or a number."""
        held = {
            "name": self._now.name,
            "contact": self._now.contact,
            "largest_file_mb": str(self._now.largest_file_mb),
            "processes": str(self._now.processes),
        }[name]

        def save(typed: str) -> Preferences:
            if name in ("name", "contact"):
                return self._now.save({name: typed or None})
            return self._now.save({name: _number(typed)})

        setting = SETTINGS[name]
        self.app.push_screen(LineDialogue(tr(setting.title), tr(setting.about), held, save), self._changed)

    def _ask_kind(self) -> None:
        """Ask for the kind of document, then for its weeks."""

        def save(kind: DocumentKind, typed: str) -> Preferences:
            held = {**dict.fromkeys(RESPONSE_WEEKS, 0), **self._now.response_weeks}
            return self._now.save({"response_weeks": {**held, kind: _number(typed)}})

        def chosen(kind: DocumentKind | None) -> None:
            if kind is not None:
                about = tr("Weeks in which a recommendation of such a document is to be answered; 0 is no limit.")
                now = str(self._now.response_weeks.get(kind, 0))
                self.app.push_screen(LineDialogue(wording.name(kind), about, now, partial(save, kind)), self._changed)

        self.app.push_screen(WeeksDialogue(self._now.response_weeks), chosen)


def _number(typed: str) -> int:
    """A whole number as typed, with or without commas. Raises UsageProblem."""
    digits = typed.replace(",", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        raise UsageProblem("“{typed}” is not a whole number; write it as 200.", typed=typed)
    return int(digits)
