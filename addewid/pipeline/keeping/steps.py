"""Telling how far it is: in pieces of bytes, or in what a copy says is done."""

from addewid.narrator import Task
from addewid.pipeline.keeping.packed import PIECE


def pieces(size: int) -> int:
    """How often progress is told for so many bytes."""
    return -(-size // PIECE)


class Steps:
    """Progress that is told as what is done of all, for a task that counts what is new."""

    def __init__(self, task: Task) -> None:
        self._task, self._done = task, 0

    def __call__(self, done: int, _total: int) -> None:
        """So much is done."""
        self._task.advance(done - self._done)
        self._done = done
