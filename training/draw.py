"""Draws the real sentences that were coded by hand for training: ``python -m training.draw OUT``.

As ``tests.gold.draw``, with another seed, from development documents alone, and never a sentence that the gold data
hold nor one twice. The first half of the lines is a sample of every stratum, and the second half is another.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from nlp.gold import held_out
from tests.gold import draw
from tests.gold.draw import Unit

SEED = 20261123
CODED = Path(__file__).parents[1] / "tests" / "gold" / "coded.jsonl"
COUNTS = {
    "record": 120,
    "written_questions": 158,
    "motions": 56,
    "consultations": 40,
    "research": 28,
    "seeds": 60,
    "act": 28,
    "wsi": 26,
    "timelines": 20,
    "wsi-cy": 110,
    "timelines-cy": 60,
    "treebank": 80,
}


def sample() -> Iterator[Unit]:
    """The units, the first half of every stratum before the second halves, in the order of their documents."""
    seen = {json.loads(line)["sha256"] for line in CODED.read_text(encoding="utf-8").splitlines()}

    def leave_out(unit: Unit) -> bool:
        if held_out(unit.document) or unit.sha256 in seen:
            return True
        seen.add(unit.sha256)
        return False

    strata: dict[str, list[Unit]] = defaultdict(list)
    for unit in draw.draw(SEED, COUNTS, leave_out):
        strata[unit.stratum].append(unit)
    halves = [[sorted(units[half::2], key=_place) for units in strata.values()] for half in (0, 1)]
    return chain.from_iterable(chain.from_iterable(halves))


def _place(unit: Unit) -> tuple[str, int, int]:
    name, _, row = unit.document.partition("#")
    return name, int(row or 0), unit.start


if __name__ == "__main__":
    draw.write(Path(sys.argv[1]), "t", sample())
