"""Being asked to stop: by a signal, by a parent that is gone, by nobody listening any more."""

from collections.abc import Callable


class Stop:
    """Whether the crawl was asked to stop. While something blocks, it says how it is to be woken."""

    def __init__(self) -> None:
        self.asked = False
        self.wake: Callable[[], None] | None = None

    def ask(self) -> None:
        """Stop soon: what has come is kept first. Harmless in a signal handler, and when asked twice."""
        self.asked = True
        if self.wake is not None:
            self.wake()
