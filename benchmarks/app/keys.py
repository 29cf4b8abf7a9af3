"""How soon a key has its effect: to the first frame that it brings, and to the last, with all read that it needs."""

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import RenderableType
from textual import events
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import OptionList

import tui
from tui.app import AddewidApp

QUIET = 0.06
"""Seconds without a frame, and without work under way, after which a key has had all its effect."""
LOOK = 0.002
"""How often it is looked whether it has."""
PATIENCE = 30.0
SIZE = (140, 45)


class Effect(NamedTuple):
    """Milliseconds from a key to the first frame that it brought, and to the last."""

    first: float
    last: float


class Painted:
    """Notes when frames are painted; each is also made into what a terminal is sent, as a real one has it."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self.frames: list[float] = []
        super().__init__(*given, **named)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        super()._display(screen, renderable)  # type: ignore[misc]
        if renderable is not None and hasattr(renderable, "render_segments"):
            renderable.render_segments(self.console)  # type: ignore[attr-defined]
        self.frames.append(time.perf_counter())


class PaintedApp(Painted, AddewidApp):
    """Ours."""

    CSS_PATH = str(Path(tui.__file__).with_name("addewid.tcss"))


class Bare(Painted, App[None]):
    """The yardstick: one list of Textual's own, of as many lines as ours holds at a time."""

    def compose(self) -> ComposeResult:
        yield OptionList(*(f"Line {number} of a list that holds no more than these" for number in range(200)))


Painting = PaintedApp | Bare


async def effects(app: Painting, keys: Sequence[str]) -> list[Effect]:
    """The effect of each key that has one; it is pressed when the one before has had its own."""
    taken = []
    for key in keys:
        app.frames, began = [], time.perf_counter()
        app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settled(app, began)
        if app.frames:
            taken.append(Effect((app.frames[0] - began) * 1000, (app.frames[-1] - began) * 1000))
    return taken


async def settled(app: Painting, began: float) -> None:
    """Wait until nothing more is painted and nothing is read."""
    last = began
    async with asyncio.timeout(PATIENCE):
        while True:
            before = time.perf_counter()
            await asyncio.sleep(LOOK)
            now = time.perf_counter()
            held = now - before > 5 * LOOK  # the app did something all this time: its effect is yet to be painted
            last = max([last, now if held else began, *app.frames])
            if now - last > QUIET and not any(worker.is_running for worker in app.workers):
                return
