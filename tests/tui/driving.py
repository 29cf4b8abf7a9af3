"""The app as a person has it: keys in, words on the screen out."""

import contextlib
import html
import re
from collections.abc import Callable

import textual.pilot
from textual import events

from tests.tui.settling import settle

__all__ = ["Drive", "Driven", "Pilot", "settle"]

Pilot = textual.pilot.Pilot[None]


class Driven:
    """The app as a person has it: keys in, words on the screen out."""

    def __init__(self, pilot: Pilot) -> None:
        self.pilot = pilot
        self.app = pilot.app

    async def press(self, *keys: str) -> None:
        """Press keys one after another, each when the one before has had its effect."""
        for key in keys:
            await self.app._press_keys([key])
            await settle(self.pilot)

    async def type(self, words: str) -> None:
        """Put words into what has the focus, all at once as pasting does."""
        focused = self.app.screen.focused
        assert focused is not None
        focused.post_message(events.Paste(words))
        await settle(self.pilot)

    @property
    def lines(self) -> list[str]:
        """The lines on the screen, without their colours."""
        found: dict[int, str] = {}
        for left, line, words in _SVG_TEXT.findall(self.app.export_screenshot(simplify=True)):
            shown = html.unescape(words).replace("\xa0", " ")
            found[int(line)] = found.get(int(line), "").ljust(round(float(left) / 12.2)) + shown
        return [found[line].rstrip() for line in sorted(found)]

    @property
    def text(self) -> str:
        """Everything on the screen."""
        return "\n".join(self.lines)

    @property
    def notes(self) -> list[str]:
        """The notifications shown so far."""
        return [note.message for note in self.app._notifications]


_SVG_TEXT = re.compile(r'<text class="[^"]*" x="([\d.]+)"[^>]*clip-path="url\(#[^"]*-line-(\d+)\)">([^<]*)</text>')

Drive = Callable[..., contextlib.AbstractAsyncContextManager[Driven]]
