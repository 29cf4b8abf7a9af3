"""Makes the scorer's weights: ``python -m training.train SETS`` writes ``nlp/data/<lang>/scorer.json`` and a report.

It learns from the development documents of ``tests/gold`` and from ``training/own-*.jsonl``, which are ours, and from
the real sets that ``python -m training.sets SETS`` writes; held-out documents are only measured.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from corpus.codebook import Lang
from nlp.commitments.scorer import Scorer
from nlp.measuring.gold import GoldDocument, held_out, read
from training.examples import Example, Examples, examples
from training.fitting import SEED, Fitted, Numbers, fit, loss, probabilities, rights, score

HERE = Path(__file__).parent
GOLD = HERE.parent / "tests" / "gold"
DATA = HERE.parent / "nlp" / "data"
REPORT = HERE / "report.md"
BINS = 5
SHOWN = 20

Part = tuple[str, Examples]


def learning(lang: Lang, sets: Path) -> Iterator[Part]:
    """The parts of the training set of a language, by name."""

    def ours(document: GoldDocument) -> bool:
        return not held_out(document.name)

    yield "own gold, development", _read(GOLD / f"{lang}.jsonl", lang, ours)
    for path in sorted(HERE.glob(f"own-{lang}*.jsonl")):
        yield f"own sentences, {path.name}", _read(path, lang)
    yield "real, coded for training", _read(sets / "train.jsonl", lang, ours)
    yield "real gold, development", _read(sets / "coded.jsonl", lang, ours)


def measuring(lang: Lang, sets: Path) -> Iterator[Part]:
    """Documents that nothing is learnt from."""

    def theirs(document: GoldDocument) -> bool:
        return held_out(document.name)

    yield "own gold, held out", _read(GOLD / f"{lang}.jsonl", lang, theirs)
    yield "real gold, held out", _read(sets / "coded.jsonl", lang, theirs)
    yield "European law (its own definition of a duty)", _read(sets / "eu.jsonl", lang)


def _read(path: Path, lang: Lang, wanted: Callable[[GoldDocument], bool] = lambda _: True) -> Examples:
    return examples((document for document in read(path) if wanted(document)), lang)


def report(lang: Lang, parts: list[Part], measured: list[Part], made: Fitted) -> Iterator[str]:
    """What was learnt from, chosen and measured, in Markdown."""
    yield f"## {lang}\n\nRegularisation C = {made.strength}, threshold {made.scorer.threshold}, "
    yield f"{len(made.scorer.weights):,} weights, seed {SEED}.\n\n"
    yield "| part | precision | recall | F1 | proposals | labels |\n| --- | --- | --- | --- | --- | --- |\n"
    start = 0
    for name, part in parts:
        told = made.cross[start : start + len(part.all)]
        start += len(part.all)
        yield from _rows(f"{name}, cross-validated", part, told, made.scorer.threshold)
    for name, part in measured:
        yield from _rows(name, part, probabilities(made.scorer, part.all), made.scorer.threshold)
    yield "\nProbability and share right, over the held-out documents:\n\n"
    yield "| probability | proposals | mean | right |\n| --- | --- | --- | --- |\n"
    yield from _calibration(made.scorer, [example for name, part in measured if "gold" in name for example in part.all])
    ranked = sorted(made.scorer.weights.items(), key=lambda weight: weight[1])
    yield f"\nHeaviest for: {', '.join(f'`{name}` {weight:+}' for name, weight in ranked[: -SHOWN - 1 : -1])}.\n"
    yield f"\nHeaviest against: {', '.join(f'`{name}` {weight:+}' for name, weight in ranked[:SHOWN])}.\n"


def _rows(name: str, part: Examples, told: Numbers, least: float) -> Iterator[str]:
    if not part.all:
        return
    right = rights(part.all)
    everything = np.ones(len(right), dtype=np.bool_)
    yield f"| {name}: what the rules propose | {score(right, everything, part.missed)} |\n"
    yield f"| {name}: what is believed | {score(right, told >= least, part.missed)} |\n"


def _calibration(scorer: Scorer, measured: Sequence[Example]) -> Iterator[str]:
    told, right = probabilities(scorer, measured), rights(measured)
    for at in range(BINS):
        inside = (told >= at / BINS) & (told < (at + 1) / BINS + (at == BINS - 1))
        if inside.any():
            yield f"| {at / BINS:.1f} to {(at + 1) / BINS:.1f} | {int(inside.sum())} | "
            yield f"{told[inside].mean():.2f} | {right[inside].mean():.2f} |\n"
    yield f"\nMean loss {loss(right, told):.3f}.\n"


def write(lang: Lang, scorer: Scorer) -> None:
    """Keep a scorer as the data file that the tagger reads."""
    told = {"intercept": scorer.intercept, "threshold": scorer.threshold, "weights": scorer.weights}
    path = DATA / lang / "scorer.json"
    path.write_text(json.dumps(told, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def main(sets: Path) -> None:
    """Train both languages and write their weights and the report."""
    said = ["# How the scorer was trained\n\nWritten by `python -m training.train SETS`.\n"]
    for lang in Lang:
        parts = list(learning(lang, sets))
        made = fit(sum((part for _, part in parts), Examples()))
        write(lang, made.scorer)
        said.append("".join(report(lang, parts, list(measuring(lang, sets)), made)))
    REPORT.write_text("\n".join(said), encoding="utf-8")
    print(REPORT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
