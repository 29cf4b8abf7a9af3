"""Giving keys to what can be done: every deed with its keys, and the next key that is pressed for one of them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from corpus.errors import UsageProblem
from corpus.language import msg, plural, tr
from tui.background import in_background, report
from tui.deeds import deed
from tui.keymap import Known, given_to, keys_of, known, shown
from tui.preferences import Preferences
from tui.screens.base import AddewidDialogue
from tui.text import cell
from tui.tones import Tone
from tui.widgets.line import Line
from tui.widgets.lists import Options

KEYS_WIDTH = 20


class KeysDialogue(AddewidDialogue[None]):
    """All that keys do. Enter asks for another key, and what is chosen is kept at once."""

    AUTO_FOCUS = "#deeds"
    BINDINGS: ClassVar[list[BindingType]] = [
        deed("x", "usual", msg("Usual key"), msg("Give it its usual keys again")),
        deed("slash", "find", msg("Find"), msg("Find what can be done, by name"), shown="/"),
    ]

    def __init__(
        self,
        given: Mapping[str, str],
        save: Callable[[Mapping[str, str]], Preferences],
        kept: Callable[[Preferences], None],
    ) -> None:
        """``save`` keeps all keys given, in a thread; ``kept`` is told of what then holds."""
        super().__init__()
        self._given = dict(given)
        self._save = save
        self._told = kept
        self._listed: Sequence[Known] = ()

    def compose(self) -> ComposeResult:
        """The list, and words to find in it."""
        with Vertical(classes="dialogue"):
            yield Static(tr("Keys"), classes="dialogue-title", markup=False)
            yield Line(placeholder=tr("press / and type to find what you want to do"), id="find-deed", compact=True)
            yield Options(id="deeds", compact=True, markup=False)
            yield Static(id="deed-hint", classes="hint", markup=False)

    def on_mount(self) -> None:
        """List all."""
        self._list("")

    def _list(self, words: str, at: int = 0) -> None:
        wanted = words.casefold().split()
        self._listed = [each for each in known().values() if all(word in self._said(each) for word in wanted)]
        deeds = self.query_one("#deeds", Options)
        deeds.clear_options()
        deeds.add_options(map(self._option, self._listed))
        deeds.highlighted = min(at, len(self._listed) - 1) if self._listed else None
        changed = plural("{count} key is yours.", "{count} keys are yours.", len(self._given))
        hint = tr("Enter asks for another key, x gives back the usual one, Esc leaves.")
        self.query_one("#deed-hint", Static).update(f"{hint} {changed}" if self._given else hint)

    def _said(self, each: Known) -> str:
        return f"{each.said} {shown(keys_of(each, self._given))} {each.id}".casefold()

    def _option(self, each: Known) -> Option:
        keys = shown(keys_of(each, self._given))
        named = tr("{keys} (yours)", keys=keys) if each.id in self._given else keys
        return Option(Content.assemble(cell(named, KEYS_WIDTH, Tone.KEY), " ", each.said))

    @on(Input.Changed)
    def narrow(self, message: Input.Changed) -> None:
        """List what has the words typed."""
        self._list(message.value)

    @on(Input.Submitted)
    def go_to_list(self) -> None:
        """Go to the list."""
        self.query_one("#deeds").focus()

    def action_find(self) -> None:
        """Go to the words."""
        self.query_one(Line).focus()

    def _current(self) -> Known | None:
        at = self.query_one("#deeds", Options).highlighted
        return self._listed[at] if at is not None and at < len(self._listed) else None

    @on(OptionList.OptionSelected)
    def ask(self) -> None:
        """Ask for the next key."""
        each = self._current()
        if each is not None:
            self.app.push_screen(PressDialogue(each, self._given), self._take)

    def action_usual(self) -> None:
        """Give back the usual keys."""
        each = self._current()
        if each is not None:
            self._take({name: keys for name, keys in self._given.items() if name != each.id})

    def _take(self, given: dict[str, str] | None) -> None:
        if given is not None and given != self._given:
            in_background(self, partial(self._save, given), self._kept, group="save", failed=partial(report, self))

    def _kept(self, now: Preferences) -> None:
        self._given = dict(now.keys)
        self._told(now)
        self._list(self.query_one(Line).value, self.query_one("#deeds", Options).highlighted or 0)


class PressDialogue(AddewidDialogue[dict[str, str] | None]):
    """Waits for a key. Escape leaves; a key that cannot be had is refused, and the next one awaited."""

    def __init__(self, wanted: Known, given: Mapping[str, str]) -> None:
        super().__init__()
        self._wanted = wanted
        self._given = given

    def compose(self) -> ComposeResult:
        """What is asked."""
        with Vertical(classes="dialogue"):
            yield Static(Content(self._wanted.said), classes="dialogue-title", markup=False)
            now = shown(keys_of(self._wanted, self._given))
            yield Static(Content(tr("Press the new key for it; it has {keys} now.", keys=now)), markup=False)
            yield Static(id="problem", markup=False)
            yield Static(tr("Esc leaves it as it is."), classes="hint", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Take the key, if it may be taken."""
        if event.key == "escape":
            return
        event.stop()
        event.prevent_default()
        try:
            given = given_to(self._wanted, event.key, self._given)
        except UsageProblem as problem:
            self.say_problem(str(problem))
        else:
            self.dismiss(given)
