"""Being asked to stop: by a signal, by a parent that is gone, by nobody listening any more."""

from collections.abc import Callable


class Stop:
    """Whether the crawl was ``asked`` to fetch no more, or to ``leave`` everything for the next one.

    While something blocks, ``wake`` is how it is to be woken.
    """

    def __init__(self) -> None:
        self.asked = False
        self.left = False
        self.wake: Callable[[], None] | None = None

    def ask(self) -> None:
        """Fetch no more: what has come is kept first. Harmless in a signal handler, and when asked twice."""
        self.asked = True
        if self.wake is not None:
            self.wake()

    def leave(self) -> None:
        """End soon: what has come is kept, and taken in by the next crawl."""
        self.left = True
        self.ask()
