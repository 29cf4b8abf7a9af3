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
from itertools import islice
from multiprocessing.process import BaseProcess
from textwrap import shorten
from typing import Protocol

from corpus.errors import AddewidError
from corpus.types import AnyFinding, TaggedSource

UNDER_WAY = 2_000_000
"""Characters of text that are out at a time; a longer document is out alone."""
_LONGEST = 200
"""Characters of a fault that are told."""


class Tags(Protocol):
    """What a tagger does."""

    def tag(self, source: TaggedSource) -> Iterable[AnyFinding]:
        """The findings of a version."""
        ...


@dataclass(frozen=True, slots=True)
class Job:
    """A version to be tagged, ``ref`` as people name it, and the length of its text in characters."""

    version_id: int
    ref: str
    length: int
    source: TaggedSource


@dataclass(frozen=True, slots=True)
class Done:
    """What was found in a version; where its tagger failed, ``fault`` says how, and nothing was."""

    version_id: int
    ref: str
    findings: list[AnyFinding]
    fault: str = ""


def cores() -> int:
    """How many processes can run at a time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def done(job: Job, tagger: Tags) -> Done:
    """Tag a version. What fails is told, so that the versions after it go on; with ADDEWID_DEBUG set it is raised."""
    try:
        return Done(job.version_id, job.ref, list(tagger.tag(job.source)))
    except Exception as fault:
        if os.environ.get("ADDEWID_DEBUG"):
            raise
        return Done(job.version_id, job.ref, [], told(fault))


def told(fault: Exception) -> str:
    """A fault of the tagger in few words."""
    return shorten(f"{type(fault).__name__}: {fault}", _LONGEST).rstrip(": ")


def tagged(jobs: Iterable[Job], processes: int, make: Callable[[], Tags]) -> Generator[Done, None, None]:
    """Tag versions, in the order given. Each process makes a tagger of its own, by calling ``make``.

    Raises AddewidError when a process was ended from outside, and whatever the making of a tagger raises. However it
    ends, it leaves no process behind.
    """
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _begin, (make,))
    out: deque[tuple[Job, Future[Done]]] = deque()
    held, finished = 0, False
    try:
        for job in jobs:
            while out and (held + job.length > UNDER_WAY or out[0][1].done()):
                yield out[0][1].result()
                held -= out.popleft()[0].length
            with _undisturbed():  # the processes that this starts are told to stop by us, not by Ctrl-C
                out.append((job, pool.submit(_tag, job)))
            held += job.length
        while out:
            yield out[0][1].result()
            out.popleft()
        finished = True
    except BrokenProcessPool as error:
        raise AddewidError(
            f"A process that was tagging {_in_hand(out, processes)} was ended from outside, perhaps for want of "
            "memory; what was finished is kept. Run it again, or with --processes 1."
        ) from error
    finally:
        _end(pool, others, at_once=not finished)


def _in_hand(out: Iterable[tuple[Job, Future[Done]]], processes: int) -> str:
    """What was being tagged when a process ended: the first that are not finished, one for each process."""
    unfinished = (job.ref for job, future in out if not future.done() or future.exception())
    return " or ".join(islice(unfinished, processes)) or "documents"


def _end(pool: ProcessPoolExecutor, others: set[BaseProcess], *, at_once: bool) -> None:
    """End the pool's processes, ``at_once`` also when they are at work, and wait until they are gone."""
    if at_once:
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()
    pool.shutdown(cancel_futures=True)


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


def _tag(job: Job) -> Done:
    if not _tagger:
        _tagger.append(_make[0]())
    return done(job, _tagger[0])
