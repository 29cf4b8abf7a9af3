"""The public tracker of 10,000 promises, made and made again, beside writing the same bytes to files of the same names.

``python -m benchmarks.site 2000`` makes another number of promises, in hundreds.
"""

import os
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.app import large
from corpus.database import Corpus
from publish.site.asked import Asked
from publish.site.building import build
from publish.site.folder import OURS, Outcome

PROMISES = 10_000
AIM_SECONDS = 60.0
"""Of the processor, for ``PROMISES``: other work may share the machine."""
AGAIN = 0.5
"""How long a second run may take, against the first."""


def timed(corpus: Corpus, folder: Path) -> tuple[Outcome, float, float]:
    """A site made: what came of it, seconds by the clock, and seconds of the processor."""
    began, worked = time.perf_counter(), time.process_time()
    with corpus.read() as session:
        outcome = build(session, folder, Asked(date(2026, 3, 2), address="https://example.org"))
    return outcome, time.perf_counter() - began, time.process_time() - worked


def copied(folder: Path, target: Path) -> float:
    """Seconds of the processor that it takes to write the files of a site again, their bytes being in memory."""
    held = [
        (target / file.relative_to(folder), file.read_bytes())
        for file in folder.rglob("*")
        if file.is_file() and file.name not in OURS
    ]
    began = time.process_time()
    for path, content in held:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return time.process_time() - began


def main() -> int:
    promises = int(sys.argv[1]) if len(sys.argv) > 1 else PROMISES
    scratch = Path(tempfile.mkdtemp())
    try:
        large.fill(scratch / "corpus.db", promises // 100)
        corpus = Corpus(f"sqlite:///{scratch / 'corpus.db'}")
        first, seconds, worked = timed(corpus, scratch / "site")
        again, sooner, less = timed(corpus, scratch / "site")
        corpus.close()
        size = sum(file.stat().st_size for file in (scratch / "site").rglob("*") if file.is_file())
        written = copied(scratch / "site", scratch / "copied")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    pages = first.written
    print(f"{promises:,} promises, {pages:,} files, {size / 1e6:,.0f} MB, {os.cpu_count()} cores")
    print(f"made: {seconds:.1f} s ({worked:.1f} s of processor time), {pages / seconds:,.0f} files/s")
    print(f"made again: {sooner:.1f} s ({less:.1f}), {again.written} written")
    print(f"the same bytes written: {written:.1f} s of processor time; made in {worked / written:.1f} times that")
    return 0 if worked <= AIM_SECONDS * promises / PROMISES and less <= AGAIN * worked and not again.written else 1


if __name__ == "__main__":
    sys.exit(main())
