"""Keeping vectors in step with the corpus: only words that were never read are read; what is gone leaves."""

from collections.abc import Iterator
from pathlib import Path
from threading import Lock

import numpy as np

from corpus import documents
from corpus.codebook import Lang
from corpus.database import Corpus
from corpus.errors import CorpusBusy
from corpus.rows import PassageRow
from index.keeping import GRACE, PATIENCE, leads_to, stamp, streamed
from index.meaning.generation import LAYOUT, Generation
from index.meaning.model import Model, Vector
from index.meaning.writing import Writer
from index.results import Updated
from index.tending import Progress
from index.whoosh.shelf import Held, Shelf

READS = Lang.EN
"""The language that the model was made to read; of Welsh it knows little but letters."""


def words_of(passage: PassageRow) -> str:
    """What is read of a passage: its text alone, so that what stands in several documents is read once."""
    return passage.text


class Meanings:
    """The vectors of one corpus, in one folder. Safe to share between threads."""

    def __init__(self, folder: Path, corpus: Corpus, model: Model) -> None:
        """Nothing is read or written yet."""
        self._corpus = corpus
        self._model = model
        self._shelf = Shelf(folder, f"{LAYOUT} {model.name}")
        self._open: tuple[Held, Generation] | None = None
        self._lock = Lock()

    def ready(self) -> None:
        """Raises UsageProblem, which says what to install, when there is no model."""
        self._model.ready()

    def is_current(self) -> bool:
        """Whether all that the corpus holds now was read."""
        held, _ = self._current()
        with self._corpus.read() as session:
            return held is not None and held.stamp == stamp(session)

    def update(self, progress: Progress | None = None, wait: float | None = None) -> Updated:
        """Read what was not read yet; ``progress`` is told the passages done and to do.

        Counts the texts that were read, and those that left. Raises CorpusBusy when another writer does not finish in
        ``wait`` seconds, or else in half a minute, and UsageProblem when there is no model.
        """
        self.ready()
        with self._shelf.writing(PATIENCE if wait is None else wait):
            return self._update(progress)

    def heal(self) -> bool:
        """Read what is new, unless another process is doing so; returns whether there is anything to rank by then."""
        held, _ = self._current()
        with self._corpus.read() as session:
            now = stamp(session)
            usable = held is not None and leads_to(held.stamp, now, session)
        if held is None or held.stamp != now:
            try:
                self.update(wait=0.0 if usable else GRACE)
            except CorpusBusy:
                return usable
        return True

    def now(self) -> Generation:
        """The vectors as they are."""
        return self._current()[1]

    def of(self, text: str) -> Vector:
        """The vector of a question."""
        return self._model.vector(text)

    def close(self) -> None:
        """Let go of every file."""
        with self._lock:
            self._open = None

    def _current(self) -> tuple[Held | None, Generation]:
        """What is on disk; nothing, and an empty generation, when that is missing, damaged or another model's."""
        with self._lock:
            held = self._shelf.held()
            if held is not None and (self._open is None or self._open[0] is not held):
                try:
                    self._open = held, Generation(self._shelf.path(held))
                except (OSError, ValueError):
                    held = None
            return self._open if held is not None and self._open is not None else (None, Generation())

    def _update(self, progress: Progress | None) -> Updated:
        held, old = self._current()
        with self._corpus.read() as session:
            now = stamp(session)
            if held is not None and held.stamp == now:
                return Updated(0, 0, rebuilt=False, revision=now.revision)
            afresh = held is None or not leads_to(held.stamp, now, session)
            changes = documents.changed_since(session, 0 if held is None or afresh else held.stamp.revision)
            writer = Writer(self._shelf, held, old, self._model)
            table = writer.read(_legible(streamed(session, changes.versions, self._noted(progress))))
        if not afresh:
            stays = np.isin(old.table[:, 1], [*changes.versions, *changes.gone], invert=True)
            table = np.concatenate([old.table[stays], table])
        removed = writer.publish(table, now)
        return Updated(writer.added, removed, rebuilt=afresh, revision=now.revision)

    def _noted(self, progress: Progress | None) -> Progress:
        """Progress that is told to other processes too."""

        def note(done: int, to_do: int) -> None:
            self._shelf.notice.put_up(done, to_do)
            if progress is not None:
                progress(done, to_do)

        return note


def _legible(passages: Iterator[PassageRow]) -> Iterator[tuple[PassageRow, str]]:
    return ((passage, words_of(passage)) for passage in passages if passage.lang is READS)
