"""Build, ask, and print: see ``benchmarks.search``."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.search.contenders import NAMES, POSTGRESQL, WHOLE, lacking
from benchmarks.search.figures import Answered, Built, Typed
from benchmarks.search.recombined import DATA
from benchmarks.search.told import Measured, missed, tables
from tests import postgres_server

FEWEST = 1_000
USUAL, ALL = (10_000, 100_000), (10_000, 100_000, 500_000)


def main(sizes: Sequence[int]) -> int:
    """Measure every size; returns how many aims were missed."""
    failures: list[str] = []
    for count in sizes:
        print(f"{count:,} passages, on a machine with {_load()} processes at work\n", flush=True)
        measured, typed = _measured(count)
        print("\n".join(tables(count, measured, typed)), end="\n\n", flush=True)
        failures += [f"{count:,} passages, {each}" for each in missed(count, measured)]
    print("\n".join([f"Missed. {each}" for each in failures] or ["Every aim was met."]))
    return len(failures)


def _measured(count: int) -> tuple[dict[str, Measured], Typed]:
    measured: dict[str, Measured] = {}
    with ExitStack() as until_done:
        folder = Path(until_done.enter_context(tempfile.TemporaryDirectory(prefix="addewid-search-")))
        for name in NAMES:
            if why := lacking(name):
                print(f"{name} is not measured: {why}.", flush=True)
                continue
            place = str(folder / name)
            if name == POSTGRESQL:
                programs = postgres_server.programs()
                assert programs is not None
                place = until_done.enter_context(postgres_server.running(programs)).make("benchmark")
            if name == WHOLE:
                _child("fill", name, count, place)
            built = Built(**_child("build", name, count, place))
            measured[name] = Measured(built, Answered(**_child("ask", name, count, place)))
        return measured, Typed(**_child("type", WHOLE, count, str(folder / WHOLE)))


def _child(step: str, name: str, count: int, place: str) -> dict[str, Any]:
    """The figures of a step in a process of its own; this one stays small, for a child begins with its peak."""
    print(f"{name}: {step}", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "benchmarks.search.measured", step, name, str(count), place]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "an unknown number of"


def _sizes() -> Sequence[int]:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    told = f"how many passages, at least 1,000 each; all means {', '.join(map(str, ALL))}"
    parser.add_argument("passages", nargs="*", metavar="PASSAGES", help=told)
    asked = parser.parse_args().passages
    if asked == ["all"]:
        return ALL
    if not all(each.isdecimal() and int(each) >= FEWEST for each in asked):
        parser.error(told)
    return [int(each) for each in asked] or USUAL


if __name__ == "__main__":
    if DATA.is_dir():
        sys.exit(1 if main(_sizes()) else 0)
    print(f"search: not measured, as the real documents are not at {DATA}")
