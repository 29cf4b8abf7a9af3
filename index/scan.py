"""Searching without an index: the newest passages of the database, packed in memory and asked as an index is.

What was read is kept while the corpus stays as it is, and each new question reads on: so the answer grows, and comes in
bounded time. It is the same analysis, so the passages that are looked at match as they do with the index.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import accumulate, islice, takewhile
from threading import Lock
from time import monotonic

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from corpus import documents
from corpus.codebook import Lang
from corpus.models import Document, Passage, Version
from corpus.rows import PassageRow
from index.blocks import COLUMNS, Block
from index.engine import Found, Stamp
from index.packing import Packing
from index.query.nodes import Node
from index.results import Scanned
from index.view import EXACT, FACETS, Numbers, View
from index.view_engine import ViewEngine

SECONDS = 1.5
"""How long one question reads on."""

TOGETHER = 500
"""Passages of some documents that are looked through in one go, or not at all."""

MOST = 50_000
"""Passages that are kept in memory."""


class Scan(ViewEngine):
    """Answers from what was read so far. Safe to share between threads."""

    def __init__(self) -> None:
        super().__init__()
        self._reading = Lock()
        self._readings = 0
        self._now: Stamp | None = None
        self._left: list[list[int]] = []
        self._blocks: list[_Read] = []
        self._of = 0
        self._view = View(_Stored([]), {})

    @property
    def scanned(self) -> Scanned:
        """How much was read."""
        return Scanned(self._view.size, self._of)

    @property
    def revision(self) -> int:
        """The corpus revision that was read."""
        return self._now.revision if self._now else 0

    def look(self, session: Session, now: Stamp, *, further: bool) -> None:
        """Read on, or, when the corpus has changed since, from the newest document again.

        Only where nothing was read yet, unless ``further``. Whoever waited for another to read does not read more.
        """
        readings = self._readings
        with self._reading:
            if self._now != now:
                self._begin(session, now)
            elif self._readings != readings or not further or self._view.size >= MOST:
                return
            self._blocks += [_Read(block) for block in Packing(self._next(session), len(self._blocks) + 1)]
            view = View(_Stored(self._blocks), {})
            with self.lock:
                self._view = view
            self._readings += 1

    @contextmanager
    def viewing(self, *, newest: bool) -> Iterator[tuple[View, int]]:
        """What was read so far."""
        with self.lock:
            yield self._view, self.revision

    def search(self, query: Node, *, limit: int, offset: int, newest: bool = False) -> Found:
        """As ``ViewEngine.search``, saying how much was looked through."""
        return replace(super().search(query, limit=limit, offset=offset, newest=newest), scanned=self.scanned)

    def _begin(self, session: Session, now: Stamp) -> None:
        counted = (
            select(Version.id, func.count(Passage.id))
            .join(Document)
            .join(Passage, Passage.version_id == Version.id)
            .where(Version.current)
            .group_by(Version.id, Document.issued)
            .order_by(Document.issued.desc().nulls_last(), Version.id.desc())
        )
        self._left, self._blocks, self._now, self._of = [], [], now, 0
        run, held = list[int](), 0
        for version, many in session.execute(counted):
            run.append(version)
            held += many
            self._of += many
            if held >= TOGETHER:
                self._left.append(run)
                run, held = [], 0
        self._left += [run] if run else []

    def _next(self, session: Session) -> Iterator[PassageRow]:
        """The passages of the next documents, until there was time enough for it."""
        until = monotonic() + SECONDS
        while self._left:
            yield from documents.stream(session, self._left.pop(0))
            if monotonic() >= until:
                return


class _Read:
    """A block that is packed: its arrays by field and term, and the terms in order."""

    def __init__(self, block: Block) -> None:
        self.number = block.number
        self.table = np.array(block.table, np.int64).reshape(-1, COLUMNS)
        self.fields = {EXACT: block.atoms(), FACETS: block.facets(), **{str(lang): block.words(lang) for lang in Lang}}
        self.terms = {field: sorted(self.fields[field]) for field in (EXACT, FACETS)}

    def starting(self, field: str, prefix: str) -> Iterator[str]:
        """Terms that begin with ``prefix``, in order."""
        terms = self.terms[field]
        return takewhile(lambda term: term.startswith(prefix), islice(terms, bisect_left(terms, prefix), None))


class _Stored:
    """Some blocks in memory; see ``index.view.Stored``."""

    def __init__(self, blocks: Sequence[_Read]) -> None:
        self._blocks = tuple(blocks)
        self.numbers = [block.number for block in blocks]
        self.tables: list[NDArray[np.int64]] = [block.table for block in blocks]
        self._bases = list(accumulate(map(len, self.tables), initial=0))

    def arrays(self, field: str, term: str) -> list[tuple[int, Numbers]]:
        """A term's packed arrays in the order of the blocks, each with the row number that its block begins at."""
        found = ((base, block.fields[field].get(term)) for base, block in zip(self._bases, self._blocks, strict=False))
        return [(base, numbers) for base, numbers in found if numbers is not None]

    def starting(self, field: str, prefix: str, limit: int) -> set[str]:
        """Terms that begin with ``prefix``; more than ``limit`` of them when there are more."""
        found: set[str] = set()
        for block in self._blocks:
            found.update(islice(block.starting(field, prefix), limit + 1))
        return found

    def counts(self, field: str) -> Counter[str]:
        """All terms of a field, each with how many numbers its arrays hold."""
        found: Counter[str] = Counter()
        for block in self._blocks:
            found.update({term: numbers.size for term, numbers in block.fields[field].items()})
        return found

    def close(self) -> None:
        """Nothing is open."""
