"""From the first key to results on the screen, in the app as a person has it: it searches when the keys pause."""

import asyncio
import time
from collections.abc import Callable

from textual.pilot import Pilot
from textual.widgets import Input

from benchmarks.search.ours import Whole
from tui.app import AddewidApp
from tui.desk import Desk
from tui.screens.search import SearchScreen
from tui.widgets.hit_list import HitList

PATIENCE = 60.0
"""Seconds after which something is taken to have gone wrong."""

_TICK = 0.001


def typed(whole: Whole, words: list[str]) -> list[float]:
    """Milliseconds for each word, its letters coming as fast as the app takes them; the first finds no index open."""
    return asyncio.run(_typed(whole, words))


async def _typed(whole: Whole, words: list[str]) -> list[float]:
    app = AddewidApp(Desk(whole.corpus, whole.index, "benchmark"))
    async with app.run_test(size=(120, 40)) as pilot:
        return [await _one(pilot, word) for word in words]


async def _one(pilot: Pilot[None], word: str) -> float:
    """Open the screen, type, and wait until the hits are drawn; then go back."""
    app = pilot.app
    await pilot.press("ctrl+f")
    await _until(lambda: isinstance(app.screen, SearchScreen) and isinstance(app.screen.focused, Input))
    hits = app.screen.query_one(HitList)
    begun = time.perf_counter()
    for letter in word:
        app.simulate_key(letter)
    await _until(lambda: hits.total > 0)
    drawn = asyncio.Event()
    app.call_after_refresh(drawn.set)
    await drawn.wait()
    taken = (time.perf_counter() - begun) * 1000
    await pilot.press("1")
    return taken


async def _until(so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not so():
            await asyncio.sleep(_TICK)
