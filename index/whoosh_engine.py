"""The embedded engine: passages packed in blocks, in a Whoosh index, one generation of it after another on a shelf."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Lock

from whoosh.index import IndexError as WhooshError

from corpus.codebook import Lang
from corpus.rows import PassageRow
from index.blocks import Block
from index.engine import Change, Found, IndexLost, Stamp
from index.query import Node, Words
from index.resources import fingerprint
from index.results import Filters
from index.shelf import Held, Shelf
from index.whoosh_store import LAYOUT, write
from index.whoosh_view import View

BLOCKS_TOGETHER = 8
"""Blocks to a segment: what is in memory at once while writing."""


class WhooshEngine:
    """See ``index.engine.Engine``. One reader is kept open, and shared between threads behind a lock."""

    def __init__(self, folder: Path) -> None:
        self._shelf = Shelf(folder, f"{LAYOUT} rules {fingerprint()}")
        self._lock = Lock()
        self._open: tuple[Held, View] | None = None

    def held(self) -> Stamp | None:
        """What the index holds; None when it is missing, damaged or of another format."""
        held = self._shelf.held()
        return held.stamp if held else None

    def writing(self, wait: float) -> AbstractContextManager[None]:
        """Be the only writer, in any thread or process."""
        return self._shelf.writing(wait)

    def worn(self, replaced: Sequence[int]) -> list[int]:
        """Versions in blocks that have become too empty, once there are many such blocks."""
        with self._lock:
            return self._current()[1].worn(replaced)

    def write(self, change: Change) -> tuple[int, int]:
        """Write a generation with the change made, and make it the current one."""
        base = None if change.afresh else self._shelf.held()
        fresh = self._shelf.begin(base)
        number, removed, replaced, empty = 1, 0, dict[int, int](), list[int]()
        if base is not None:
            with self._lock:
                _, view = self._current()
                outdated = [*change.gone, *change.versions]
                number = max(view.numbers, default=0) + 1
                removed = view.living(outdated)
                replaced = view.replaced(base.replaced, outdated, number)
                empty = view.empty(outdated)
        packing = _Packing(change.passages, number)
        write(fresh, packing, drop=empty, afresh=base is None, together=BLOCKS_TOGETHER)
        self._shelf.publish(fresh, base, change.to, replaced)
        self.close()
        return packing.packed, removed

    def search(self, query: Node, filters: Filters, *, limit: int, offset: int) -> Found:
        """The passages that a query finds, by score and then by id."""
        with self._lock:
            held, view = self._current()
            match = view.find(query, filters)
            return Found(match.rows.size, view.best(match, limit, offset), held.stamp.revision)

    def candidates(self, words: str, *, lang: Lang | None, limit: int) -> list[tuple[int, float]]:
        """The passages with the best score for any of the words, in the reader that is open if there is one."""
        with self._lock:
            _, view = self._open or self._current()
            langs = frozenset((lang,)) if lang else frozenset[Lang]()
            return view.best(view.find(Words(words, every=False), Filters(langs=langs)), limit, 0)

    def close(self) -> None:
        """Let go of every file."""
        with self._lock:
            self._let_go()

    def _current(self) -> tuple[Held, View]:
        """The current generation and its reader, opened again when another one was published. Raises IndexLost."""
        held = self._shelf.held()
        if held is None:
            raise IndexLost
        if self._open is None or self._open[0] is not held:
            self._let_go()
            try:
                self._open = held, View(self._shelf.path(held), held.replaced)
            except (OSError, WhooshError) as error:  # another process has just published the next generation
                raise IndexLost from error
        return self._open

    def _let_go(self) -> None:
        if self._open is not None:
            self._open[1].close()
            self._open = None


class _Packing:
    """Packs passages into blocks as these are asked for, and counts them."""

    def __init__(self, passages: Iterator[PassageRow], number: int) -> None:
        self._passages = passages
        self._number = number
        self.packed = 0

    def __iter__(self) -> Iterator[Block]:
        block = Block(self._number)
        for passage in self._passages:
            block.add(passage)
            self.packed += 1
            if block.full:
                yield block
                block = Block(block.number + 1)
        if len(block):
            yield block
