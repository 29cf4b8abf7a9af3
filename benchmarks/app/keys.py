"""How soon a key has its effect: from the key to the last frame that it brings, with everything read that it needs."""

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import RenderableType
from textual import events
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import OptionList

import tui
from tui.app import AddewidApp

QUIET = 0.06
"""Seconds without a frame, and without work under way, after which a key has had all its effect."""
PATIENCE = 30.0
SIZE = (140, 45)


class Painted:
    """Notes when a frame was last painted; it is also made into what a terminal is sent, as a real one has it."""

    painted = 0.0

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        super()._display(screen, renderable)  # type: ignore[misc]
        if renderable is not None and hasattr(renderable, "render_segments"):
            renderable.render_segments(self.console)  # type: ignore[attr-defined]
        self.painted = time.perf_counter()


class PaintedApp(Painted, AddewidApp):
    """Ours."""

    CSS_PATH = str(Path(tui.__file__).with_name("addewid.tcss"))


class Bare(Painted, App[None]):
    """The yardstick: one list of Textual's own, of as many lines as ours holds at a time."""

    def compose(self) -> ComposeResult:
        yield OptionList(*(f"Line {number} of a list that holds no more than these" for number in range(200)))


async def milliseconds(app: App[None], keys: Sequence[str]) -> list[float]:
    """For each key, pressed when the one before has had its effect, the time to the last frame that it brought."""
    taken = []
    for key in keys:
        began = time.perf_counter()
        app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settled(app, began)
        painted: float = app.painted  # type: ignore[attr-defined]
        if painted > began:
            taken.append((painted - began) * 1000)
    return taken


async def settled(app: App[None], began: float) -> None:
    """Wait until nothing more is painted and nothing is read."""
    async with asyncio.timeout(PATIENCE):
        while True:
            await asyncio.sleep(0.002)
            last = max(began, app.painted)  # type: ignore[attr-defined]
            if time.perf_counter() - last > QUIET and not any(worker.is_running for worker in app.workers):
                return
