"""What keeps a key from waiting: work in threads gives way soon, and memory is looked through while nobody presses one.

Both are of the whole process: how often threads give way to one another, and Python's search for what is no longer
used, which over the rows of a large corpus takes a tenth of a second.
"""

import gc
import sys
import time

GIVE_WAY_SECONDS = 0.0005
"""How soon a thread lets go for another. A key passes through many hands; in each it may wait for that."""
IDLE_SECONDS = 2.0
"""How long nobody has pressed a key before memory is looked through."""
YOUNG, MIDDLING, OLD = 5_000, 5, 1_000
"""What was made lately is looked through as ever, all of it on its own account only in a very long run of keys."""


class Idle:
    """Knows when the app was last used, and what is to be done then."""

    def __init__(self) -> None:
        self._used = time.monotonic()

    def begin(self) -> None:
        """The first screen is there: what was made for it stays, and is not looked through again."""
        gc.freeze()
        gc.set_threshold(YOUNG, MIDDLING, OLD)
        gc.enable()
        sys.setswitchinterval(GIVE_WAY_SECONDS)

    def used(self) -> None:
        """A key was pressed, or the mouse was moved."""
        self._used = time.monotonic()

    def tend(self) -> None:
        """Look memory through, if the app is idle and much was made since that was last done."""
        much = gc.get_count()[2] > 1
        if much and time.monotonic() - self._used > IDLE_SECONDS:
            gc.collect()
