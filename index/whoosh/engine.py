"""The embedded engine: passages packed in blocks, in a Whoosh index, one generation of it after another on a shelf."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from whoosh.index import IndexError as WhooshError

from index.blocks import constants
from index.engine import Change, IndexLost, Stamp
from index.language.resources import fingerprint
from index.packing import Packing
from index.results import Building
from index.view import FROM_NOTHING, View
from index.view_engine import ViewEngine
from index.whoosh.shelf import Held, Shelf
from index.whoosh.store import LAYOUT, Stored, write

BLOCKS_TOGETHER = 8
"""Blocks to a segment: what is in memory at once while writing."""


class WhooshEngine(ViewEngine):
    """See ``index.engine.Engine``. One reader is kept open, and shared between threads behind a lock."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._shelf = Shelf(folder, f"{LAYOUT} rules {fingerprint()} packed {constants()}")
        self._open: tuple[Held, View] | None = None

    def held(self) -> Stamp | None:
        """What the index holds; None when it is missing, damaged or of another format."""
        held = self._shelf.held()
        return held.stamp if held else None

    def writing(self, wait: float) -> AbstractContextManager[None]:
        """Be the only writer, in any thread or process."""
        return self._shelf.writing(wait)

    def note(self, done: int, to_do: int) -> None:
        """Let others know how far the writing has come."""
        self._shelf.notice.put_up(done, to_do)

    def building(self) -> Building:
        """How far another writer has come."""
        return self._shelf.notice.building()

    def write(self, change: Change) -> tuple[int, int]:
        """Write a generation with the change made, and make it the current one."""
        base = None if change.afresh else self._shelf.held()
        fresh = self._shelf.begin(base)
        plan = FROM_NOTHING
        if base is not None:
            with self.viewing(newest=True) as (view, _):
                plan = view.plan([*change.gone, *change.versions])
        packing = Packing(change.passages, plan.number)
        write(fresh, packing, drop=plan.empty, afresh=base is None, together=BLOCKS_TOGETHER)
        self._shelf.publish(fresh, base, change.to, plan.replaced)
        self.close()
        return packing.packed, plan.removed

    @contextmanager
    def viewing(self, *, newest: bool) -> Iterator[tuple[View, int]]:
        """A reader of the current generation, or whatever reader is open. Raises IndexLost."""
        with self.lock:
            held, view = self._current() if newest or self._open is None else self._open
            yield view, held.stamp.revision

    def close(self) -> None:
        """Let go of every file."""
        with self.lock:
            self._let_go()

    def _current(self) -> tuple[Held, View]:
        """The current generation and its reader, opened again when another one was published. Raises IndexLost."""
        held = self._shelf.held()
        if held is None:
            raise IndexLost
        if self._open is None or self._open[0] is not held:
            self._let_go()
            try:
                self._open = held, View(Stored(self._shelf.path(held)), held.replaced)
            except (OSError, WhooshError) as error:  # another process has just published the next generation
                raise IndexLost from error
        return self._open

    def _let_go(self) -> None:
        if self._open is not None:
            self._open[1].close()
            self._open = None
