"""Tagging in several processes: sources go out, findings come back in the same order. Only the caller writes.

Results are handed back in order, so that several processes leave the corpus that one would leave, to the row number.
What is under way is bounded by its length, so that memory is, and a long document does not keep the others waiting.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from typing import Protocol

from corpus.errors import AddewidError
from corpus.types import AnyFinding, TaggedSource

UNDER_WAY = 2_000_000
"""Characters of text that are out at a time; a longer document is out alone."""


class Tags(Protocol):
    """What a tagger does."""

    def tag(self, source: TaggedSource) -> Iterable[AnyFinding]:
        """The findings of a version."""
        ...


@dataclass(frozen=True, slots=True)
class Job:
    """A version to be tagged, and the length of its text in characters."""

    version_id: int
    length: int
    source: TaggedSource


@dataclass(frozen=True, slots=True)
class Done:
    """What was found in a version."""

    version_id: int
    findings: list[AnyFinding]


def cores() -> int:
    """How many processes can run at a time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def tagged(jobs: Iterable[Job], processes: int, make: Callable[[], Tags]) -> Generator[Done, None, None]:
    """Tag versions, in the order given. Each process makes a tagger of its own, by calling ``make``.

    Raises AddewidError when a process was ended from outside. However it ends, it leaves no process behind.
    """
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _begin, (make,))
    out: deque[tuple[Job, Future[list[AnyFinding]]]] = deque()
    held, finished = 0, False
    try:
        for job in jobs:
            while out and (held + job.length > UNDER_WAY or out[0][1].done()):
                held -= out[0][0].length
                yield _result(*out.popleft())
            with _undisturbed():  # the processes that this starts are told to stop by us, not by Ctrl-C
                out.append((job, pool.submit(_tag, job.source)))
            held += job.length
        while out:
            yield _result(*out.popleft())
        finished = True
    except BrokenProcessPool as error:
        raise AddewidError(
            "A process that was tagging was ended from outside, perhaps for want of memory; what was finished is kept. "
            "Run it again, or with --processes 1."
        ) from error
    finally:
        _end(pool, others, at_once=not finished)


def _result(job: Job, future: Future[list[AnyFinding]]) -> Done:
    return Done(job.version_id, future.result())


def _end(pool: ProcessPoolExecutor, others: set[BaseProcess], *, at_once: bool) -> None:
    pool.shutdown(wait=not at_once, cancel_futures=True)
    for process in set(multiprocessing.active_children()) - others:
        process.terminate()
        process.join()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold back Ctrl-C; a process started meanwhile holds it back for good."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_make: list[Callable[[], Tags]] = []
_tagger: list[Tags] = []
"""In a process that tags: how its tagger is made, and the tagger. Made at the first text, so that a fault in the making
is told like any other."""


def _begin(make: Callable[[], Tags]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _make.append(make)


def _end_with_parent() -> None:
    """End this process when the one that started it is gone: nobody would ever ask it for anything again."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _tag(source: TaggedSource) -> list[AnyFinding]:
    if not _tagger:
        _tagger.append(_make[0]())
    return list(_tagger[0].tag(source))
