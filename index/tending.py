"""Bringing an index up to date in a thread of its own, so that whoever searches need not wait for it."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Event, Lock, Thread

from index.results import Building, Updated

Progress = Callable[[int, int], None]
"""Told the passages done and the passages to do."""


class _Left(Exception):
    """The work was given up half way; the next writer begins again."""


class Tender:
    """Does one update at a time, in a thread, whenever it is asked to."""

    def __init__(self, update: Callable[[Progress], Updated]) -> None:
        """``update`` may raise; whoever asks then or next is told."""
        self._update = update
        self._lock = Lock()
        self._leaving = Event()
        self._job: Future[Updated] | None = None
        self.building: Building | None = None
        """How far the update has come; None while there is none."""

    def work(self, wait: float) -> Updated | None:
        """Begin an update, unless one is under way; returns what it did, or None after ``wait`` seconds.

        Raises what the update raised.
        """
        job = self.start()
        try:
            return job.result(wait)
        except TimeoutError:
            if not job.done():
                return None
            raise
        finally:
            with self._lock:
                if self._job is job and job.done():
                    self._job = None

    def start(self) -> "Future[Updated]":
        """Begin an update, unless one is under way or went wrong and nobody was told; returns what it comes to."""
        with self._lock:
            job = self._job
            if job is None or (job.done() and job.exception() is None):
                job = self._job = self._begin()
            return job

    def leave(self) -> None:
        """Give up what is under way, and wait until it is."""
        with self._lock:
            job = self._job
        if job is not None:
            self._leaving.set()
            job.exception()  # waits
            self._leaving.clear()
            with self._lock:
                self._job = None

    def _begin(self) -> "Future[Updated]":
        job = Future[Updated]()
        self.building = Building()
        Thread(target=self._run, args=(job,), name="indexing", daemon=True).start()
        return job

    def _run(self, job: "Future[Updated]") -> None:
        try:
            updated = self._update(self._advance)
        except Exception as error:  # noqa: BLE001  told to whoever asks
            self.building = None
            job.set_exception(error)
        else:
            self.building = None
            job.set_result(updated)

    def _advance(self, done: int, to_do: int) -> None:
        if self._leaving.is_set():
            raise _Left
        self.building = Building(done, to_do)
