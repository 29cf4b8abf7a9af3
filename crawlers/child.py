"""Crawling in a process of its own, as its parent sees it: a job in, events out. Scrapy is not loaded here."""

import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from tempfile import TemporaryFile

from corpus.codebook import CrawlOutcome
from corpus.errors import CorpusBusy, CorpusDamaged, UsageProblem
from crawlers.events import Event, Finished, from_line
from crawlers.job import Job

COMMAND = (sys.executable, "-P", "-m", "crawlers")
PATIENCE = 10
"""Seconds that a crawl is given to keep what has come, once it was asked to stop."""

_RAISED = {error.exit_status: error for error in (UsageProblem, CorpusBusy, CorpusDamaged)}


def run(job: Job, command: Sequence[str] = COMMAND) -> Iterator[Event]:
    """Run a crawl and say what it says, to its end; the last event is ``Finished``.

    Raises UsageProblem for a job that cannot be, CorpusBusy while the source is being crawled already or the corpus is
    written by somebody else for too long, CorpusDamaged as it applies.
    A KeyboardInterrupt while waiting is passed on: the crawl takes in what has come, and its last events still
    follow; a second one ends it at once. Closing the generator ends the crawl, which takes nothing in any more.
    """
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as said_else:
        child = subprocess.Popen(  # noqa: S603 - our own interpreter, or what a test says
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said_else,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # else Ctrl-C would reach it twice, from the terminal and from here
        )
        event: Event | None = None
        try:
            for line in _lines(child, job):
                event = from_line(line)
                if isinstance(event, Finished) and event.exit_status in _RAISED:
                    raise _RAISED[event.exit_status](event.because)
                yield event
        finally:
            _end(child)
        if not isinstance(event, Finished):
            said_else.seek(0)
            last = next((line.strip() for line in reversed(said_else.readlines()) if line.strip()), "nothing")
            because = f"The crawl died (exit status {child.returncode}, last words: {last[:300]}); start it again."
            yield Finished(CrawlOutcome.FAILED, because, 1)


def _lines(child: subprocess.Popen[str], job: Job) -> Iterator[str]:
    """Give a child its job, and hand on its lines. The first KeyboardInterrupt goes to the child."""
    if child.stdin is None or child.stdout is None:
        raise ValueError("the child has no pipes")
    interrupted = False
    with suppress(BrokenPipeError), child.stdin:
        child.stdin.write(job.to_json() + "\n")
    while True:
        try:
            line = child.stdout.readline()
        except KeyboardInterrupt:
            if interrupted:
                child.kill()
                raise
            interrupted = True
            child.send_signal(signal.SIGINT)
            continue
        if not line:
            return
        yield line


def _end(child: subprocess.Popen[str]) -> None:
    """Wait for a child that is through; stop one that is not."""
    if child.stdout is not None:
        child.stdout.close()
    try:
        child.wait(timeout=0.5)
    except subprocess.TimeoutExpired:
        child.terminate()
        try:
            child.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
