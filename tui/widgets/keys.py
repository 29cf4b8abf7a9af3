"""The last line of a screen: the keys that matter there, each a thing to click.

One widget that draws itself; Textual's own footer makes a widget of every key, again at every change of focus.
"""

from typing import ClassVar, NamedTuple

from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from tui.tones import Tone

PALETTE = "ctrl+p"


class ShownKey(NamedTuple):
    """A key of the line: how it is shown, what it does, and the key itself to press when it is clicked."""

    shown: str
    deed: str
    key: str

    @property
    def content(self) -> Content:
        """The key and what it does, with space around."""
        return Content.assemble(" ", (self.shown, Tone.KEY), f" {self.deed} ")


class KeyLine(Widget):
    """Keys of the focus, the screen and the app, in that order; the palette's on the right."""

    ALLOW_SELECT: ClassVar[bool] = False

    def on_mount(self) -> None:
        """Follow what the keys do."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """As many keys as there is room for."""
        palette = ShownKey("^p", "palette", PALETTE).content
        room = self.size.width - palette.cell_length
        keys = Content("").join(key.content for key in self._keys()).truncate(room, ellipsis=True)
        return Content.assemble(keys.truncate(room, pad=True), palette)

    def on_click(self, event: events.Click) -> None:
        """Press the key that is clicked."""
        right = 0
        for key in self._keys():
            right += key.content.cell_length
            if event.x < right:
                self.app.simulate_key(key.key)
                return
        self.app.simulate_key(PALETTE)

    def _keys(self) -> list[ShownKey]:
        shown: dict[str, ShownKey] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and not binding.system:
                key = ShownKey(self.app.get_key_display(binding), binding.description, binding.key)
                shown.setdefault(binding.action, key)
        return list(shown.values())
