"""Work of which only the last that was asked for matters: one at a time, and those in between are never begun."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from textual.widget import Widget

from tui.background import in_background, report

Result = TypeVar("Result")


class Latest:
    """Jobs of one kind of a widget. A slow search is not joined by one for every key that is pressed meanwhile."""

    def __init__(self, owner: Widget, group: str) -> None:
        self._owner = owner
        self._group = group
        self._busy = False
        self._next: Callable[[], None] | None = None

    def run(
        self,
        job: Callable[[], Result],
        then: Callable[[Result], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run ``job`` in a thread now, or when the one under way has ended; whose answer is then dropped."""
        told = failed or partial(report, self._owner)

        def start() -> None:
            self._busy = True
            in_background(
                self._owner,
                job,
                lambda result: self._ended(lambda: then(result)),
                group=self._group,
                failed=lambda error: self._ended(lambda: told(error)),
            )

        if self._busy:
            self._next = start
        else:
            start()

    def drop(self) -> None:
        """Have the answer of what is under way dropped."""
        if self._busy:
            self._next = lambda: None

    def _ended(self, deliver: Callable[[], None]) -> None:
        self._busy = False
        following, self._next = self._next, None
        (following or deliver)()
