"""One step of the benchmark in a process of its own, whose figures it prints as JSON.

python -m benchmarks.search.measured (fill | build | ask | type) NAME PASSAGES PLACE
"""

import json
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice

from benchmarks.search.contenders import Contender, contender
from benchmarks.search.figures import Answered, Built, Typed
from benchmarks.search.queries import Shape, queries
from benchmarks.search.recombined import Recombined
from corpus.errors import UsageProblem
from corpus.rows import PassageRow

BEST = 20
"""Passages that an answer lists."""

TYPED = 30
"""Words that are typed."""

_MB = 1024 * 1024 if sys.platform == "darwin" else 1024


class Feed(Iterator[PassageRow]):
    """Hands passages over, and counts the time that it takes to make them."""

    def __init__(self, passages: Recombined) -> None:
        self._passages = iter(passages)
        self.clock = self.processor = 0.0

    def __next__(self) -> PassageRow:
        clock, processor = time.perf_counter(), time.thread_time()
        try:
            return next(self._passages)
        finally:
            self.clock += time.perf_counter() - clock
            self.processor += time.thread_time() - processor


def build(made: Contender, passages: Recombined) -> Built:
    """Make the index."""
    feed, before = Feed(passages), peak()
    clock, processor = time.perf_counter(), time.process_time()
    made.build(len(passages), feed)
    clock, processor = time.perf_counter() - clock - feed.clock, time.process_time() - processor - feed.processor
    disk = made.size()
    made.close()
    return Built(clock, processor, disk, before, peak())


def ask(made: Contender, passages: Recombined) -> Answered:
    """Ask everything once; the first query of all finds no index open."""
    taken: dict[str, list[float]] = {shape: [] for shape in Shape}
    worked: dict[str, list[float]] = {shape: [] for shape in Shape}
    found: dict[str, list[int]] = {shape: [] for shape in Shape}
    first, refused = -1.0, 0
    for asked in list(queries(passages)):
        begun, idle = time.perf_counter(), time.process_time()
        try:
            total = made.ask(asked, BEST)
        except UsageProblem:
            refused += 1
            continue
        milliseconds, busy = (time.perf_counter() - begun) * 1000, (time.process_time() - idle) * 1000
        if first < 0:
            first = milliseconds
            continue
        taken[asked.shape].append(milliseconds)
        worked[asked.shape].append(busy)
        found[asked.shape].append(total)
    made.close()
    return Answered(first, taken, worked, found, refused, peak())


def type_in(place: str, passages: Recombined) -> Typed:
    """Type words in the app."""
    from benchmarks.search.keystrokes import typed
    from benchmarks.search.ours import Whole

    words = (asked.words[0].lower() for asked in queries(passages) if asked.shape is Shape.ONE)
    whole = Whole(place)
    first, *others = typed(whole, list(islice(words, TYPED + 1)))
    whole.close()
    return Typed(first, others, peak())


def peak() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MB


def main(step: str, name: str, count: str, place: str) -> None:
    """Carry out a step and print its figures."""
    passages = Recombined(int(count))
    match step:
        case "fill":
            figures: dict[str, object] = fill(place, passages)
        case "build":
            figures = asdict(build(contender(name, place), passages))
        case "ask":
            figures = asdict(ask(contender(name, place), passages))
        case "type":
            figures = asdict(type_in(place, passages))
    print(json.dumps(figures))


def fill(place: str, passages: Recombined) -> dict[str, object]:
    """Fill the corpus."""
    from benchmarks.search.ours import Whole

    whole = Whole(place)
    begun = time.perf_counter()
    whole.fill(passages)
    whole.close()
    return {"clock": time.perf_counter() - begun, "peak": peak()}


if __name__ == "__main__":
    main(*sys.argv[1:])
