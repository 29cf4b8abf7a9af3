"""The app over 50,000 promises and 500,000 passages.

    python -m benchmarks.app [DOCUMENTS]

A document has a thousand passages and states a hundred promises. Aims: drawn within a second after the interpreter
has started, and the first frame that a key brings within 50 ms, for 95 keys of 100. What a key has to read comes in
later frames: the last of them is told too.
"""

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.app.keys import SIZE, Bare, Effect, PaintedApp, effects, settled
from benchmarks.app.large import PASSAGES, fill
from benchmarks.app.paint import BARE, seconds
from benchmarks.search.figures import p95
from corpus.database import Corpus
from index import Index
from tui.desk import Desk

AIM_PAINT = 1.0
AIM_KEY = 50.0
PAINTS = 5

KEYS: dict[str, tuple[str, list[str]]] = {
    "overview: along its lines": ("1", ["j"] * 25),
    "promises: along the list": ("2", ["j"] * 30),
    "promises: by the page": ("2", ["pagedown"] * 15),
    "promises: to the end and back": ("2", ["G", "g"] * 4),
    "promise: opened and left": ("2", ["enter", "q"] * 6),
    "review: along the queue": ("3", ["j"] * 25),
    "review: accepted, one after another": ("3", ["a"] * 25),
    "cases: along the list": ("5", ["j"] * 25),
    "cases: to the end and back": ("5", ["G", "g"] * 3),
    "sources, settings and back": ("6", ["7", "6"] * 5),
    "from place to place": ("1", ["2", "3", "5", "1"] * 4),
}


async def measured(app: PaintedApp) -> dict[str, list[Effect]]:
    """The effects of the keys of each kind; each place is gone to before, and has read what it shows."""
    found = {}
    async with app.run_test(size=SIZE):
        for what, (place, keys) in KEYS.items():
            while len(app.screen_stack) > 1:
                app.pop_screen()
            await effects(app, [place])
            found[what] = await effects(app, keys)
    return found


async def bare() -> list[Effect]:
    """The effects of keys of the yardstick."""
    app = Bare()
    async with app.run_test(size=SIZE):
        await settled(app, time.perf_counter())
        return await effects(app, ["down"] * 40)


def interpreter() -> float:
    """Seconds that the interpreter alone takes."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", ""], check=True)
    return time.perf_counter() - began


def main(documents: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        fill(home / "corpus.db", documents)
        starts = statistics.median(interpreter() for _ in range(PAINTS))
        ours = statistics.median(seconds(["-m", "addewid", "open"], folder, b"Overview") for _ in range(PAINTS))
        theirs = statistics.median(seconds(["-c", BARE], folder, b"Overview") for _ in range(PAINTS))
        corpus = Corpus(f"sqlite:///{home / 'corpus.db'}")
        (home / "state.json").write_text('{"screens": {"review": {"reason": "new"}}}')
        app = PaintedApp(Desk(corpus, Index(home / "index", corpus), "benchmark"), state=home / "state.json")
        app.animation_level = "none"
        found = asyncio.run(measured(app))
        corpus.close()
    key = statistics.median(each.first for each in asyncio.run(bare()))
    print(f"app: {documents * PASSAGES // 10:,} promises, {documents * PASSAGES:,} passages")
    ours, theirs = ours - starts, theirs - starts
    print(f"first paint {ours:.2f} s after the interpreter, a bare app {theirs:.2f} s: {ours / theirs:.1f}x")
    print(f"\n{'milliseconds from a key':38}{'to its first frame':>32}{'to its last':>24}")
    print(f"{'':38}{'p50':>8}{'p95':>8}{'worst':>8}{'x bare':>8}{'p50':>8}{'p95':>8}{'worst':>8}")
    print(f"{'a bare list of Textual':38}{key:8.1f}")
    every = [each for taken in found.values() for each in taken]
    for what, taken in {**found, "all of them": every}.items():
        first, last = sorted(each.first for each in taken), sorted(each.last for each in taken)
        told = f"{what:38}{statistics.median(first):8.1f}{p95(first):8.1f}{first[-1]:8.1f}"
        print(
            f"{told}{statistics.median(first) / key:8.1f}{statistics.median(last):8.1f}{p95(last):8.1f}{last[-1]:8.1f}"
        )
    return int(ours > AIM_PAINT or p95([each.first for each in every]) > AIM_KEY)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
