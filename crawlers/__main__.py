"""The crawling process: a job on the first line of stdin, events as JSON lines on stdout, all else on stderr.

On SIGINT it fetches no more and takes in what has come. On SIGTERM, when nobody reads what it says any more, and when
its parent is gone, it leaves that to the next crawl; a second signal ends it at once. Its exit status is the crawl's.
"""

import os
import signal
import sys
import threading
import time
from types import FrameType
from typing import TextIO

from corpus.codebook import CrawlOutcome
from corpus.errors import AddewidError
from crawlers.events import Event, Finished, to_line
from crawlers.job import Job
from crawlers.stopping import Stop

LOOK_UP = 1.0
"""Seconds between two looks at whether the parent is still there."""


class Voice:
    """Says events on a stream; when nobody listens any more it asks the crawl to stop, and is silent."""

    def __init__(self, stream: TextIO, stop: Stop) -> None:
        self._stream = stream
        self._stop = stop
        self._heard = True

    def tell(self, event: Event) -> None:
        """Say one event, so that it is heard now."""
        if not self._heard:
            return
        try:
            self._stream.write(to_line(event) + "\n")
            self._stream.flush()
        except (OSError, ValueError):
            self._heard = False
            self._stop.leave()


def main() -> int:
    """Run the crawl that stdin asks for."""
    stop = Stop()
    _heed_signals(stop)
    threading.Thread(target=_watch_parent, args=(stop, os.getppid()), daemon=True).start()
    out = _claim_stdout()
    voice = Voice(out, stop)
    try:
        job = Job.from_json(sys.stdin.readline())
        from crawlers.run import crawl  # slow to load, and of no use to a job that is none

        return crawl(job, voice.tell, stop)
    except AddewidError as error:
        voice.tell(Finished(CrawlOutcome.FAILED, str(error), error.exit_status))
        return error.exit_status


def _claim_stdout() -> TextIO:
    """The stream of events; whatever else writes to standard output writes to standard error from now on."""
    events = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return events


def _heed_signals(stop: Stop) -> None:
    heard: list[int] = []

    def heed(number: int, _frame: FrameType | None) -> None:
        if heard:
            os._exit(130)
        heard.append(number)
        if number == signal.SIGINT:
            stop.ask()
        else:
            stop.leave()

    signal.signal(signal.SIGINT, heed)
    signal.signal(signal.SIGTERM, heed)


def _watch_parent(stop: Stop, parent: int) -> None:
    """Stop when the process that started this one is gone: then nobody waits for the crawl, or could end it."""
    while os.getppid() == parent:
        time.sleep(LOOK_UP)
    stop.leave()


if __name__ == "__main__":
    status = main()
    sys.stderr.flush()
    os._exit(status)  # what a stopped crawl leaves under way has nothing more to say
