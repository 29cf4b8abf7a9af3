"""Long work as ``addewid`` commands in processes of their own: one at a time, heard line by line, stopped when asked.

Nothing of it runs in the app's process. A command is started without a shell and away from the terminal. Its standard
input is a pipe on which nothing comes, by whose end it knows that the app is gone, however that went.
"""

import os
import signal
import subprocess
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from threading import Event, Lock, Thread

from corpus.errors import AddewidError, CorpusBusy
from tui.chores.narration import LONGEST, Line, Task, Told, from_line

ATTENDED = "ADDEWID_ATTENDED"
"""The variable by which a command knows that it is attended."""

KEPT_LINES = 1_000
PATIENCE = 120.0
"""Seconds in which a command that was asked to stop has to keep what it has, before it is ended."""
SHORT_PATIENCE = 3.0
"""The same when the app itself ends."""

STOPPED = 130
UNFORESEEN = 70
IN_PART = 1
"""Exit status of a command that did all it could, and could not read some of it."""


class Kind(StrEnum):
    """What a chore is for."""

    STARTER = "starter"
    ADD = "add"
    CRAWL = "crawl"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class Chore:
    """Work to be done: commands one after another, each by its arguments. ``first`` is for a corpus with nothing."""

    kind: Kind
    commands: tuple[tuple[str, ...], ...]
    first: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """How a chore ended: the exit status of its last command, below 0 for a signal, and its last words.

    ``well`` is whether all of it was done, or all that could be.
    """

    status: int
    words: str
    well: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How a chore stands: what it is at, what it told so far, whether it was asked to stop, how it ended."""

    chore: Chore
    task: Task | None = None
    told: tuple[Told, ...] = ()
    stopping: bool = False
    ended: Ended | None = None

    @property
    def under_way(self) -> bool:
        """Whether it has not ended."""
        return self.ended is None


class Chores:
    """Runs chores, one at a time. ``command`` is how ``addewid`` is started in a process of its own."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._lock = Lock()
        self._child: subprocess.Popen[str] | None = None
        self._over = Event()
        self._over.set()
        self._asked = 0
        self._lines: deque[str] = deque(maxlen=KEPT_LINES)
        self.standing: Standing | None = None
        """How the last chore stands; None before the first."""

    @property
    def can(self) -> bool:
        """Whether there is a way to start any."""
        return bool(self._command)

    @property
    def under_way(self) -> bool:
        """Whether one is being done."""
        return not self._over.is_set()

    @property
    def lines(self) -> tuple[str, ...]:
        """What the last chore said for people, the latest lines of it, oldest first."""
        with self._lock:
            return tuple(self._lines)

    def begin(self, chore: Chore, heard: Callable[[], None]) -> None:
        """Start a chore; ``heard`` is called in another thread whenever there is something new to show.

        Raises CorpusBusy while one is under way, and AddewidError where none can be started.
        """
        if not self._command:
            raise AddewidError("The app was opened with no way to do this; leave it and type addewid --help.")
        with self._lock:
            if self.under_way:
                raise CorpusBusy("Something else is being done for you already; wait for it, or stop it first.")
            self._over.clear()
            self._lines.clear()
            self._asked = 0
            self.standing = Standing(chore)
        Thread(target=self._run, args=(chore, heard), name="chore", daemon=True).start()

    def stop(self) -> None:
        """Ask for an end, as Ctrl-C does: what has come is kept first. Asked again, it ends at once."""
        with self._lock:
            if not self.under_way or self.standing is None:
                return
            self._asked += 1
            self.standing = replace(self.standing, stopping=True)
            _end(self._child)
            first = self._asked == 1
        if first:
            Thread(target=self._lose_patience, name="patience", daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Wait for the end of what is under way; whether it came."""
        return self._over.wait(seconds)

    def close(self) -> None:
        """End what is under way: a moment to keep what has come, then at once. What is not taken in then, is next time.

        Blocks for a few seconds at most.
        """
        for _ in range(2):
            self.stop()
            if self.wait(SHORT_PATIENCE):
                return
        with self._lock:
            _end(self._child, at_once=True)
        self.wait(SHORT_PATIENCE)

    def _lose_patience(self) -> None:
        if not self.wait(PATIENCE):
            with self._lock:
                _end(self._child, at_once=True)

    def _run(self, chore: Chore, heard: Callable[[], None]) -> None:
        """Do the commands of a chore until one does not end well, or it is asked to stop."""
        ended = Ended(0, "", True)
        try:
            for arguments in chore.commands:
                told = len(self._told)
                status = self._attend(arguments, heard)
                ended = self._ended(status, ended, told=len(self._told) > told)
                if not ended.well:
                    break
        except (OSError, ValueError) as error:  # no such program, no process to be had, a nul among the arguments
            ended = Ended(STOPPED if self._asked else UNFORESEEN, str(error), False)
        finally:
            with self._lock:
                assert self.standing is not None  # noqa: S101  set by begin
                self.standing = replace(self.standing, task=None, ended=ended)
                self._child = None
                self._over.set()
            heard()

    def _ended(self, status: int, before: Ended, *, told: bool) -> Ended:
        """How the chore ends, if a command that ended so is its last; ``before`` is how it would have ended without.

        One exit status says both that some of it could not be done and that none could: then nothing was ``told``.
        """
        words = self.lines[-1] if self.lines else ""
        if self._asked and status:
            return Ended(STOPPED, words, False)
        return Ended(status or before.status, words, not status or (status == IN_PART and told))

    @property
    def _told(self) -> tuple[Told, ...]:
        return self.standing.told if self.standing is not None else ()

    def _attend(self, arguments: Sequence[str], heard: Callable[[], None]) -> int:
        """Run one command to its end, and hear what it says. Returns its exit status."""
        child = self._start(arguments)
        try:
            assert child.stdout is not None  # noqa: S101  a pipe was asked for
            while line := child.stdout.readline(8 * LONGEST):
                self._hear(from_line(line.rstrip("\n")))
                heard()
            return child.wait()
        finally:
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()

    def _start(self, arguments: Sequence[str]) -> subprocess.Popen[str]:
        with self._lock:
            if self._asked:
                raise InterruptedError("It was stopped before it began.")
            self._child = subprocess.Popen(  # noqa: S603  our own program, or what a test says
                [*self._command, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
                env={**os.environ, ATTENDED: "1", "PYTHONIOENCODING": "utf-8:replace"},
                start_new_session=True,
            )
            return self._child

    def _hear(self, told: Told) -> None:
        with self._lock:
            assert self.standing is not None  # noqa: S101  set by begin
            if isinstance(told, Line):
                if told.line:
                    self._lines.append(told.line)
            elif isinstance(told, Task):
                self.standing = replace(self.standing, task=told)
            else:
                self.standing = replace(self.standing, told=(*self.standing.told, told))


def _end(child: subprocess.Popen[str] | None, *, at_once: bool = False) -> None:
    """Have a command stop as Ctrl-C does, with what it has started beside it; or end them."""
    if child is None or child.poll() is not None:
        return
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL if at_once else signal.SIGINT)
        else:  # Windows, where a process can only be ended
            child.terminate()
