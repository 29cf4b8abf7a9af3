"""The app with work to do: commands that go as a test says, in processes of their own."""

import asyncio
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.tui.driving import Driven, settle
from tui.app import AddewidApp
from tui.chores import Chores
from tui.chores.attending import Attending
from tui.preferences import Preferences

PLAYED = Path(__file__).with_name("played_commands.py")
REAL = (sys.executable, "-m", "addewid")


def put_to_work(
    app: AddewidApp, how: str = "", *, preferences: Preferences | None = None, base_url: str = ""
) -> AddewidApp:
    """Give an app commands that go as a word says, or the real ones."""
    app.chores = Chores((sys.executable, str(PLAYED), how) if how else REAL)
    app.attending = Attending(app, app._desk, app.chores, base_url)
    app._preferences = preferences
    return app


async def until(it: Driven, condition: Callable[[], object], seconds: float = 30.0) -> None:
    """Wait for something that comes from another process."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"it did not come in time:\n{it.text}"
        await asyncio.sleep(0.01)
    await settle(it.pilot)


async def finished(it: Driven) -> None:
    """Wait until the work under way has ended and the app has heard of it."""
    chores = it.app.chores  # type: ignore[attr-defined]
    await until(it, lambda: not chores.under_way and chores.standing and it.app.attending._told is chores.standing)  # type: ignore[attr-defined]
