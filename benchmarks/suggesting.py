"""Suggestions: how soon a begun word goes on as one types, and what was meant by a mistyped one.

    python -m benchmarks.suggesting [PASSAGES]

Words of the passages are typed letter by letter. The aim is 50 ms from a keystroke to its suggestion.
"""

import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial

from benchmarks.search.figures import p95
from benchmarks.search.ours import whoosh
from benchmarks.search.recombined import DATA, Recombined
from index.suggesting import meant, vocabulary

TYPED = 300
AIM = 50
"""Milliseconds from a letter to what it suggests, for 95 letters of 100."""


def timed(deed: Callable[[], object]) -> float:
    """Milliseconds that a deed takes."""
    begun = time.perf_counter()
    deed()
    return (time.perf_counter() - begun) * 1000


def told(what: str, taken: list[float]) -> str:
    """A line of the table: median, 95th percentile and worst."""
    most = p95(taken) if len(taken) > 1 else taken[0]
    return f"{what:28}{statistics.median(taken):10.2f}{most:10.2f}{max(taken):10.2f}"


def main(count: int) -> bool:
    """Build, type and print; returns whether the aim was met."""
    passages, chance = Recombined(count), random.Random(3)
    found = [word for row in passages for word in re.findall(r"[^\W\d_]{5,}", row.text)]
    words = chance.sample(found, TYPED)
    slips = [word[:2] + word[3] + word[2] + word[4:] for word in words]
    with tempfile.TemporaryDirectory() as folder:
        bare = whoosh(folder)
        bare.build(count, iter(passages))
        engine = bare.engine
        made = timed(lambda: vocabulary(engine.vocabulary()))
        known = vocabulary(engine.vocabulary())
        begun = [word[:at] for word in words for at in range(2, len(word))]
        typed = [timed(partial(known.completions, letters)) for letters in begun]
        put_right = [timed(partial(meant, slip, known, lambda _: 0)) for slip in slips]
        engine.close()
    print(f"{count:,} passages\n\n{'milliseconds':28}{'p50':>10}{'p95':>10}{'worst':>10}")
    print(told("the words, once an index", [made]))
    print(told("a letter typed", typed))
    print(told("a word put right", put_right))
    return p95(typed) <= AIM


if __name__ == "__main__":
    if DATA.is_dir():
        sys.exit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000))
    else:
        print(f"suggesting: not measured, as the real documents are not at {DATA}")
