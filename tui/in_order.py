"""Decisions written one after another, off the screen's thread, in the order they were made in. None is dropped."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextvars import copy_context
from functools import partial
from threading import Lock
from typing import TypeVar

from textual.app import App
from textual.widget import Widget

from tui.background import report

Result = TypeVar("Result")
_Job = Callable[[], Callable[[], None]]
"""Does the work, and says what is then to be done on the screen's thread."""


class InOrder:
    """Jobs of a widget, in one thread as long as there are any. They are done even when the app is left meanwhile."""

    def __init__(self, owner: Widget, group: str) -> None:
        self._owner = owner
        self._group = group
        self._jobs: deque[_Job] = deque()
        self._lock = Lock()
        self._busy = False

    def run(
        self,
        job: Callable[[], Result],
        then: Callable[[Result], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run ``job`` after those before it, then give its result, or its exception, to the owner's own thread."""
        told = failed or partial(report, self._owner)

        def done() -> Callable[[], None]:
            try:
                result = job()
            except Exception as error:  # noqa: BLE001  nothing that a job raises may end the app, or stop the next
                return partial(told, error)
            return partial(then, result)

        with self._lock:
            self._jobs.append(done)
            idle, self._busy = not self._busy, True
        if idle:
            # Not a thread of a worker's own: one that is cancelled before it began would never write.
            all_of_them = partial(copy_context().run, self._all, self._owner.app)
            ended = asyncio.get_running_loop().run_in_executor(None, all_of_them)
            self._owner.run_worker(_wait(ended), group=self._group, exit_on_error=False)

    def _all(self, app: App[None]) -> None:
        while True:
            with self._lock:
                if not self._jobs:
                    self._busy = False
                    return
                job = self._jobs.popleft()
            deliver = job()
            if not self._owner.call_later(deliver):  # its screen is gone, though not the app
                app.call_later(deliver)


async def _wait(ended: Awaitable[None]) -> None:
    """Be the work that is under way, as the app sees it."""
    await asyncio.shield(ended)
