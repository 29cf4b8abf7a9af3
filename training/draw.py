"""Draws the real sentences that were coded by hand for training: ``python -m training.draw first|second OUT``.

As ``tests.gold.draw``, from development documents alone, and never a sentence that the gold data or an earlier sample
hold nor one twice. The first half of the lines is a sample of every stratum, and the second half is another. The first
sample is drawn as the gold data are; three quarters of the second hold a cue of the tagger's own lists, since those
are what a scorer must tell apart. As the lists are changed, some of the sentences that are drawn change too: those
that were coded (ids t and m in ``coded.jsonl``) are written with their words by ``training.sets``.
"""

import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from corpus.codebook import Lang
from corpus.errors import AddewidError, UsageProblem
from corpus.readers.detect import language
from corpus.types import Passage
from nlp.commitments.cues import hits
from nlp.measuring.gold import held_out
from nlp.phrases import even
from tests.gold import draw
from tests.gold.draw import Unit

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "coded.jsonl"
CODED = Path(__file__).with_name("coded.jsonl")
FIRST_SEED = 20261123
FIRST = {
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
SECOND_SEED = 20261124
SECOND = {
    ("record", "en"): (152, 48),
    ("written_questions", "en"): (176, 54),
    ("motions", "en"): (46, 14),
    ("timelines", "en"): (46, 14),
    ("seeds", "en"): (25, 2),
    ("consultations", "en"): (4, 11),
    ("research", "en"): (1, 7),
    ("wsi-cy", "cy"): (45, 15),
    ("timelines-cy", "cy"): (50, 15),
    ("treebank", "cy"): (45, 15),
    ("written_questions", "cy"): (10, 5),
}
"""Of each stratum and language: how many that hold a cue, and how many of the others and of those left."""


def first() -> Iterator[Unit]:
    """The first sample: by the words that ``tests.gold.draw`` looks for."""
    return _in_halves(draw.draw(FIRST_SEED, FIRST, _unwanted(_digests(GOLD, "h"))))


def second() -> Iterator[Unit]:
    """The second sample: by the tagger's own cues."""
    unwanted = _unwanted(_digests(GOLD, "h") | _digests(CODED, "t"))
    return _in_halves(chain.from_iterable(_second(unwanted, SECOND)))


def _second(
    unwanted: Callable[[Unit], bool], counts: Mapping[tuple[str, str], tuple[int, int]]
) -> Iterator[Sequence[Unit]]:
    left: dict[str, list[Unit]] = {}
    for (stratum, lang), (cued, others) in counts.items():
        if stratum not in left:
            units = [_in_its_language(unit) for unit in draw.population(stratum) if not unwanted(unit)]
            left[stratum] = sorted(units, key=_lot)
        units = [unit for unit in left[stratum] if unit.lang == lang]
        chosen = [unit for unit in units if hits(even(unit.text), Lang(lang))][:cued]
        yield chosen + [unit for unit in units if unit not in chosen][:others]


def _lot(unit: Unit) -> bytes:
    """What a unit draws, the same whatever the others are."""
    place = f"{SECOND_SEED}/{unit.source}/{unit.part}/{unit.start}"
    return hashlib.sha256(place.encode()).digest()


def _in_its_language(unit: Unit) -> Unit:
    """A unit with the language it is in: some of the written answers are in Welsh."""
    if unit.stratum != "written_questions":
        return unit
    around = Passage(text=f"{unit.before} {unit.text} {unit.after}", start=0, end=0)
    return replace(unit, lang=str(language([around])[0]))


def _digests(coded: Path, letter: str) -> set[str]:
    """The digests of the coded sentences whose ids begin with a letter."""
    rows = map(json.loads, coded.read_text(encoding="utf-8").splitlines())
    return {row["sha256"] for row in rows if row["id"].startswith(letter)}


def _unwanted(seen: set[str]) -> Callable[[Unit], bool]:
    """What says of a unit whether to leave it out: it is held out, or has been seen, also by the asking itself."""

    def leave_out(unit: Unit) -> bool:
        if held_out(unit.document) or unit.sha256 in seen:
            return True
        seen.add(unit.sha256)
        return False

    return leave_out


def _in_halves(units: Iterable[Unit]) -> Iterator[Unit]:
    """Every second unit of every stratum before the others, in the order of their documents."""
    strata: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in units:
        strata[unit.stratum, unit.lang].append(unit)
    halves = [[sorted(members[half::2], key=_place) for members in strata.values()] for half in (0, 1)]
    return chain.from_iterable(chain.from_iterable(halves))


def _place(unit: Unit) -> tuple[str, int, int]:
    name, _, row = unit.document.partition("#")
    return name, int(row or 0), unit.start


def main(arguments: Sequence[str]) -> None:
    """Write the sample that was asked for into a file. Raises ``UsageProblem``."""
    match arguments:
        case ["first", out]:
            draw.write(Path(out), "t", first())
        case ["second", out]:
            draw.write(Path(out), "m", second())
        case _:
            raise UsageProblem("Name a sample and a file: python -m training.draw first|second OUT.")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except AddewidError as problem:
        sys.stderr.write(f"{problem}\n")
        sys.exit(problem.exit_status)
