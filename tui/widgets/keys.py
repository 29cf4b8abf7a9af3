"""The last line of a screen: the keys that matter there, each a thing to click.

One widget that draws itself; Textual's own footer makes a widget of every key, again at every change of focus.
"""

from typing import ClassVar, NamedTuple

from textual import events
from textual.content import Content
from textual.keys import format_key
from textual.screen import Screen
from textual.widget import Widget

from corpus.language import msg, tr
from tui.tones import Tone

PALETTE = "ctrl+p"

_NAMED = {"space": msg("space")}
"""Keys with no sign of their own on the keyboard."""


class ShownKey(NamedTuple):
    """A key of the line: how it is shown, what it does, and the key itself to press when it is clicked."""

    shown: str
    deed: str
    key: str

    @property
    def content(self) -> Content:
        """The key and what it does, with space around."""
        return Content.assemble(" ", (self.shown, Tone.KEY), f" {self.deed} ")


def called(key: str) -> str:
    """A key, as Textual shows it, by its name in the language in use."""
    return tr(_NAMED[key]) if key in _NAMED else key


def _palette() -> Content:
    return ShownKey("^p", tr("palette"), PALETTE).content


class KeyLine(Widget):
    """Keys of the focus, the screen and the app, in that order; the palette's on the right."""

    ALLOW_SELECT: ClassVar[bool] = False

    def on_mount(self) -> None:
        """Follow what the keys do."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """As many keys as there is room for; those of the app always, being the way out and to help."""
        keys = Content("").join(key.content for key in self._fitting()).truncate(self._room, ellipsis=True)
        return Content.assemble(keys.truncate(self._room, pad=True), _palette())

    @property
    def _room(self) -> int:
        return self.size.width - _palette().cell_length

    def on_click(self, event: events.Click) -> None:
        """Press the key that is clicked."""
        right = 0
        for key in self._fitting():
            right += key.content.cell_length
            if event.x < right:
                self.app.simulate_key(key.key)
                return
        self.app.simulate_key(PALETTE)

    def _fitting(self) -> list[ShownKey]:
        """The keys without the last of those of the screen that there is no room for."""
        own, everywhere = self._keys()
        left = self._room - sum(key.content.cell_length for key in everywhere)
        while len(own) > 1 and sum(key.content.cell_length for key in own) > left:
            own.pop()
        return own + everywhere

    def _keys(self) -> tuple[list[ShownKey], list[ShownKey]]:
        """Keys of the focus and the screen, and those of the app; none that what has the focus takes for a letter."""
        shown: dict[str, ShownKey] = {}
        everywhere: dict[str, ShownKey] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if not binding.show or not active.enabled or binding.system or binding.action in (shown | everywhere):
                continue
            names = (self.app.get_key_display(binding), format_key(binding.key))
            named = next((name for name in names if not self._typed(name)), "")
            if named:
                of = everywhere if active.node is self.app else shown
                of[binding.action] = ShownKey(called(named), tr(binding.description), binding.key)
        return list(shown.values()), list(everywhere.values())

    def _typed(self, name: str) -> bool:
        """Whether the key of this name writes a letter where the focus is."""
        focused = self.screen.focused
        return focused is not None and len(name) == 1 and name.isascii() and focused.check_consume_key(name, name)
