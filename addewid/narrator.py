"""Telling how work is getting on: bars on a terminal, plain lines elsewhere, JSON for the app; always on stderr."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from addewid import attended

EVERY_SECONDS = 5.0
"""Seconds between plain lines about the same work."""

OFTEN = 0.2
"""Seconds between what an attendant is told about the same work."""


class Task(Protocol):
    """One piece of work under way."""

    def advance(self, done: int = 1) -> None:
        """Count things done."""


class Narrator:
    """Says what happens. ``quiet`` says nothing but warnings."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet
        self._console = None
        self._attended = attended.attended()
        self._bars = sys.stderr.isatty() and not quiet

    def say(self, line: str) -> None:
        """A line about something done."""
        if not self.quiet:
            self.warn(line)

    def warn(self, line: str) -> None:
        """A line that a person must see."""
        if self._attended:
            attended.tell("line", line=line)
        else:
            print(line, file=sys.stderr, flush=True)  # noqa: T201

    def tell(self, kind: str, **facts: object) -> None:
        """What an attendant makes words of; a person is told the same elsewhere."""
        if self._attended and not self.quiet:
            attended.tell(kind, **facts)

    @contextmanager
    def task(self, what: str, total: int | None, unit: str) -> Iterator[Task]:
        """Work on ``total`` things (None when not known) called ``unit``; nothing is said when there are none."""
        if total == 0 or self.quiet:
            yield _Silent()
        elif self._attended:
            told = _Told(what, total)
            yield told
            told.end()
        elif self._bars:
            with self._bar(what, total, unit) as task:
                yield task
        else:
            lines = _Lines(self, what, total, unit)
            yield lines
            lines.end()

    @contextmanager
    def _bar(self, what: str, total: int | None, unit: str) -> Iterator[Task]:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            ProgressColumn,
            TextColumn,
            TimeRemainingColumn,
        )
        from rich.progress import Task as RichTask
        from rich.text import Text

        class Rate(ProgressColumn):
            def render(self, task: RichTask) -> Text:
                return Text(f"{task.speed:,.1f} {unit}/s" if task.speed else "")

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True)) as progress:
            yield _Bar(progress.add_task(what, total=total), progress.advance)


class _Silent:
    def advance(self, done: int = 1) -> None:
        """Say nothing."""


class _Bar:
    def __init__(self, task: int, advance: object) -> None:
        self._task, self._advance = task, advance

    def advance(self, done: int = 1) -> None:
        """Move the bar."""
        self._advance(self._task, done)  # type: ignore[operator]


class _Told:
    def __init__(self, what: str, total: int | None) -> None:
        self._what, self._total = what, total
        self._done, self._told = 0, time.monotonic()
        self.end()

    def advance(self, done: int = 1) -> None:
        """Count, and tell so often enough."""
        self._done += done
        if time.monotonic() - self._told >= OFTEN:
            self.end()

    def end(self) -> None:
        """Tell how far it has come."""
        self._told = time.monotonic()
        attended.tell("task", what=self._what, done=self._done, total=self._total)


class _Lines:
    def __init__(self, narrator: Narrator, what: str, total: int | None, unit: str) -> None:
        self._narrator, self._what, self._total, self._unit = narrator, what, total, unit
        self._done, self._began, self._said = 0, time.monotonic(), time.monotonic()

    def advance(self, done: int = 1) -> None:
        """Count, and say so from time to time."""
        self._done += done
        now = time.monotonic()
        if now - self._said >= EVERY_SECONDS:
            self._said = now
            rate = self._done / (now - self._began)
            of, left = "", ""
            if self._total:
                of, left = f" of {self._total:,}", f", {(self._total - self._done) / rate:,.0f} s left"
            self._narrator.say(f"{self._what}: {self._done:,}{of} {self._unit}, {rate:,.1f}/s{left}")

    def end(self) -> None:
        """Say what it came to."""
        seconds = time.monotonic() - self._began
        unit = self._unit.removesuffix("s") if self._done == 1 else self._unit
        self._narrator.say(f"{self._what}: {self._done:,} {unit} in {seconds:,.1f} s")
