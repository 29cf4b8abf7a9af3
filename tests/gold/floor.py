"""The scores that must not be lost: ``python -m tests.gold.floor`` writes today's, less two points, to ``floor.json``.

Only held-out documents count: of our own gold data (``own``), and of the real sentences that people coded
(``real``), which need the documents beside the repository.
"""

import json
from collections.abc import Mapping
from functools import reduce
from itertools import chain
from operator import getitem
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.codebook import Lang
from nlp import Tagger
from nlp.measuring.gold import GoldDocument, read
from nlp.measuring.matching import judge
from nlp.measuring.measures import Measures, as_data, measure
from training import sets
from training.originals import there

HERE = Path(__file__).parent
FLOOR = HERE / "floor.json"
LESS = 0.02
KEPT = (
    "commitments.precision",
    "commitments.recall",
    "commitments.f1",
    "kind.share",
    "body.share",
    "deadline.share",
    "quiet.share",
    "themes.f1",
    "progress.f1",
    "response_kappa",
)
KEPT_OF_REAL = {
    Lang.EN: ("commitments.precision", "commitments.recall", "commitments.f1", "kind.share", "quiet.share"),
    Lang.CY: ("quiet.share",),
}
"""Real sentences are few: the held-out Welsh ones hold six commitments, whose scores would come and go."""


def floors() -> dict[str, dict[str, float]]:
    """The floors as they are stored: of ``own/en``, ``own/cy``, ``real/en`` and ``real/cy``."""
    told: dict[str, dict[str, float]] = json.loads(FLOOR.read_text(encoding="utf-8"))
    return told


def own(lang: Lang) -> list[GoldDocument]:
    """Our own held-out documents in a language."""
    return [document for document in read(HERE / f"{lang}.jsonl") if document.held_out]


def real(lang: Lang) -> list[GoldDocument]:
    """The real held-out documents in a language. Raises ``UsageProblem`` when they are not beside the repository."""
    there()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "coded.jsonl"
        sets.write(path, sets.coded(sets.CODED)[0])
        return [each for each in read(path) if each.held_out and each.source.lang is lang]


def measured(documents: list[GoldDocument], tagger: Tagger) -> Measures:
    """What the tagger makes of documents."""
    return measure(list(chain.from_iterable(judge(each, tagger.tag(each.source)) for each in documents)))


def less(measures: Measures, kept: tuple[str, ...]) -> Mapping[str, float]:
    """Today's scores, less two points; a score that there is none of has no floor."""
    told = as_data(measures)
    found = {}
    for path in kept:
        score = reduce(getitem, path.split("."), told)
        if score is not None:
            found[path] = round(max(0.0, score - LESS), 3)
    return found


if __name__ == "__main__":
    tagger = Tagger()
    told = {f"own/{lang}": less(measured(own(lang), tagger), KEPT) for lang in Lang}
    told |= {f"real/{lang}": less(measured(real(lang), tagger), KEPT_OF_REAL[lang]) for lang in Lang}
    FLOOR.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
