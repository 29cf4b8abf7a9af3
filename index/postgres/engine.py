"""The shared engine: passages packed in blocks, in tables of the corpus's own PostgreSQL database.

A change is one transaction, so readers see the index before it or after it, and a writer that is killed leaves nothing
behind. A view is kept between queries; each query first looks, in a transaction of its own, whether it still holds.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from corpus.database import Corpus
from index.blocks import constants
from index.engine import BUSY, Change, IndexLost, Stamp
from index.language.resources import fingerprint
from index.packing import Packing
from index.postgres import store
from index.postgres.store import Damaged, Held, Stored
from index.results import Building
from index.view import FROM_NOTHING, View
from index.view_engine import ViewEngine

_NO_SUCH = {"42P01", "42703", "3F000"}
"""The server's codes for a table, a column or a schema that is not there."""


class PostgresEngine(ViewEngine):
    """See ``index.engine.Engine``. Holds no connection while it is not asked."""

    def __init__(self, corpus: Corpus) -> None:
        super().__init__()
        self._corpus = corpus
        self._layout = f"{store.LAYOUT} rules {fingerprint()} packed {constants()}"
        self._open: tuple[Held, Stored, View] | None = None
        self._damaged: Held | None = None

    def held(self) -> Stamp | None:
        """What the index holds; None when it is missing, damaged or of another format."""
        try:
            with self._transaction() as connection:
                held = self._held(connection)
                return held.stamp if store.stand(connection, held.tables) else None
        except IndexLost:
            return None

    def writing(self, wait: float) -> AbstractContextManager[None]:
        """Be the only writer, on any machine."""
        return self._corpus.alone("index", wait, BUSY)

    def note(self, done: int, to_do: int) -> None:
        """A transaction tells nobody before its end."""

    def building(self) -> Building:
        """Not known of other processes."""
        return Building()

    def write(self, change: Change) -> tuple[int, int]:
        """Write the change and what the index holds then, in one transaction."""
        plan, base = FROM_NOTHING, None
        if not change.afresh:
            with self.viewing(newest=True) as (view, _):
                plan, base = view.plan([*change.gone, *change.versions]), self._open and self._open[0]
        packing = Packing(change.passages, plan.number)
        with self._transaction(writes=True) as connection:
            tables = base.tables if base else store.begin(connection)
            sums = dict(base.blocks) if base else {}
            store.drop(connection, tables, plan.empty)
            sums |= store.write(connection, tables, packing)
            blocks = {number: sums[number] for number in sums if number not in plan.empty}
            store.say(connection, Held(self._layout, change.to, tables, blocks, plan.replaced))
            if base is None:
                store.finish(connection, tables)
        self._damaged = None
        return packing.packed, plan.removed

    @contextmanager
    def viewing(self, *, newest: bool) -> Iterator[tuple[View, int]]:
        """The newest view, in a transaction; there is no older one. Raises IndexLost."""
        with self.lock, self._transaction() as connection:
            held, view = self._current(connection)
            yield view, held.stamp.revision

    def close(self) -> None:
        """Let go of what is remembered."""
        with self.lock:
            self._open = None

    def _current(self, connection: Any) -> tuple[Held, View]:
        held = self._held(connection)
        if self._open is not None and self._open[0] == held:
            self._open[1].within(connection)
        else:
            self._open = None
            try:
                stored = Stored(connection, held)
            except (Damaged, ValueError) as error:
                self._damaged = held
                raise IndexLost from error
            self._open = held, stored, View(stored, held.replaced)
        return held, self._open[2]

    def _held(self, connection: Any) -> Held:
        said = store.said(connection)
        held = store.held(said, self._layout) if said else None
        if held is None or held == self._damaged:
            raise IndexLost
        return held

    @contextmanager
    def _transaction(self, *, writes: bool = False) -> Iterator[Any]:
        """The driver's own connection in a transaction that sees one moment. Raises IndexLost where tables are gone."""
        with self._corpus.named_errors(), self._corpus.snapshot() as connection:
            try:
                yield connection
                if writes:
                    connection.commit()
            except self._corpus.engine.dialect.loaded_dbapi.Error as error:
                if getattr(error, "sqlstate", None) in _NO_SUCH:
                    raise IndexLost from error
                raise
