"""The app's side of what is set: its colours and its keys, at the beginning and when they are changed."""

import os
from collections.abc import Mapping

from textual.app import App

from corpus.language import tr
from tui.keymap import as_keymap, fitting
from tui.preferences import Preferences
from tui.themes import LOOKS, SIXTEEN, few_colours, first


class SetUp:
    """How an app is set up. Without ``preferences`` nothing of the terminal is heeded."""

    def __init__(self, preferences: Preferences | None) -> None:
        self._wanted = preferences.theme if preferences is not None else None
        self._few = preferences is not None and few_colours()

    @property
    def ansi_color(self) -> bool | None:
        """What Textual is to be told: of sixteen colours, NO_COLOR takes all; of more, it leaves greys."""
        return True if "NO_COLOR" in os.environ and self.theme() == SIXTEEN.name else None

    def theme(self, before: str = "") -> str:
        """The theme to begin with; ``before`` is the one that the app was left with, where it is still there."""
        return first(self._wanted, few=self._few, before=before)

    def begin(self, app: App[None], keys: Mapping[str, str]) -> str:
        """Put on the colours, and give out the keys; what to say of those that do not fit."""
        for theme in LOOKS.values():
            app.register_theme(theme)
        app.theme = self.theme()
        return _give(app, keys)

    def heed(self, app: App[None], now: Preferences) -> str:
        """Put on other colours, and give out other keys; what to say of it."""
        said = _give(app, now.keys)
        if now.theme is self._wanted:
            return said
        self._wanted = now.theme
        theme = app.get_theme(self.theme())
        if theme is not None and app.no_color and theme.ansi != app.current_theme.ansi:
            return tr("As NO_COLOR is set, this holds when you open Addewid the next time.")
        app.theme = self.theme()
        return said


def _give(app: App[None], keys: Mapping[str, str]) -> str:
    fits, left_out = fitting(keys)
    app.set_keymap(as_keymap(fits))
    if not left_out:
        return ""
    names = ", ".join(left_out)
    return tr(
        "Of the keys in your settings, these are left out, as they do not exist or are taken: {names}.", names=names
    )
