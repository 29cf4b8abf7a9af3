"""Trains the scorer: ``python -m training.train [SETS]`` writes ``nlp/data/<lang>/scorer.json`` and the report.

It learns from the development documents of ``tests/gold``, from ``training/own-*.jsonl``, and, where ``SETS`` holds the real
sets that ``python -m training.sets`` writes, from theirs. Held-out documents are only measured. Everything is seeded.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from corpus.codebook import Lang
from nlp import proposals
from nlp.features import features
from nlp.gold import GoldDocument, GoldUnit, read
from nlp.proposals import Proposal

HERE = Path(__file__).parent
GOLD = HERE.parent / "tests" / "gold"
DATA = HERE.parent / "nlp" / "data"
SEED = 20261122
FOLDS = 5
SEEN_AT_LEAST = 2
STRENGTHS = (0.05, 0.1, 0.2, 0.4)
"""Inverse strengths of regularisation that are tried; cross-validation over documents chooses."""
SMALLEST = 0.005
"""Weights nearer to nothing than this are left out."""


@dataclass(frozen=True, slots=True)
class Example:
    """A proposal with whether a person marked it, and the document it came from. ``worth`` weighs it in training."""

    document: str
    features: frozenset[str]
    right: bool
    worth: float = 1.0


@dataclass(frozen=True, slots=True)
class Read:
    """The proposals of some documents, and how many labels no proposal met."""

    examples: tuple[Example, ...]
    missed: int


def read_documents(documents: Iterable[GoldDocument], lang: Lang, worth: float = 1.0) -> Read:
    """The proposals in the labelled units of documents in a language."""
    pipeline = proposals.pipeline(lang)
    examples: list[Example] = []
    missed = 0
    for document in documents:
        if document.source.lang is not lang:
            continue
        found = proposals.propose(pipeline, proposals.places(document.source))
        for unit in document.units:
            pairs, left = match(unit, found)
            missed += left
            examples.extend(
                Example(document.name, frozenset(features(proposal)), right, worth) for proposal, right in pairs
            )
    return Read(tuple(examples), missed)


def match(unit: GoldUnit, found: Sequence[Proposal]) -> tuple[list[tuple[Proposal, bool]], int]:
    """The proposals that touch a labelled unit, each with whether it meets a label; and the labels left over."""
    free = list(unit.commitments)
    pairs: list[tuple[Proposal, bool]] = []
    for proposal in found:
        start = proposal.place.offset + proposal.draft.start
        end = proposal.place.offset + proposal.draft.end
        if proposal.place.passage != unit.passage or start >= unit.end or end <= unit.start:
            continue
        met = next((label for label in free if label.start < end and start < label.end), None)
        if met is not None:
            free.remove(met)
        pairs.append((proposal, met is not None))
    return pairs, len(free)


def fit(examples: Sequence[Example], strength: float) -> tuple[DictVectorizer, LogisticRegression]:
    """A model of some examples, over the features that occur often enough."""
    counts: dict[str, int] = {}
    for example in examples:
        for feature in example.features:
            counts[feature] = counts.get(feature, 0) + 1
    kept = {feature for feature, count in counts.items() if count >= SEEN_AT_LEAST}
    vectorizer = DictVectorizer(dtype=np.float64)
    table = vectorizer.fit_transform([dict.fromkeys(sorted(example.features & kept), 1) for example in examples])
    model = LogisticRegression(C=strength, max_iter=2000, random_state=SEED)
    model.fit(table, [example.right for example in examples], sample_weight=[example.worth for example in examples])
    return vectorizer, model


def predict(made: tuple[DictVectorizer, LogisticRegression], examples: Sequence[Example]) -> Any:
    """Probabilities of examples."""
    vectorizer, model = made
    return model.predict_proba(vectorizer.transform([dict.fromkeys(e.features, 1) for e in examples]))[:, 1]


def cross(examples: Sequence[Example], strength: float) -> Any:
    """The probability of each example by a model that has not seen its document."""
    out = np.zeros(len(examples))
    for learn, test in GroupKFold(FOLDS).split(examples, groups=[example.document for example in examples]):
        out[test] = predict(fit([examples[i] for i in learn], strength), [examples[i] for i in test])
    return out


def score(right: Any, chosen: Any, missed: int) -> tuple[float, float, float]:
    """Precision, recall and F1 of the chosen; ``missed`` labels had no proposal."""
    hits = int((right & chosen).sum())
    precision = hits / max(1, int(chosen.sum()))
    recall = hits / max(1, int(right.sum()) + missed)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def loss(right: Any, probabilities: Any) -> float:
    """Mean negative logarithm of the probability given to what is so."""
    told = np.clip(np.where(right, probabilities, 1 - probabilities), 1e-6, 1)
    return float(-np.log(told).mean())


def best_threshold(right: Any, probabilities: Any, missed: int) -> float:
    """The middle of the thresholds, in hundredths, whose F1 is within a thousandth of the best."""
    tried = [round(0.2 + step / 100, 2) for step in range(51)]
    scores = [score(right, probabilities >= threshold, missed)[2] for threshold in tried]
    good = [threshold for threshold, f1 in zip(tried, scores, strict=True) if f1 >= max(scores) - 0.003]
    return good[len(good) // 2]


def train(lang: Lang, sets: Path | None) -> str:
    """Train a language's scorer, write its weights, and return its part of the report."""
    own = read(GOLD / f"{lang.value}.jsonl")
    learning = read_documents([d for d in own if not d.held_out], lang)
    held = read_documents([d for d in own if d.held_out], lang)
    examples, missed = list(learning.examples), learning.missed
    for path, worth in _more(lang, sets):
        more = read_documents([d for d in read(path) if "coded" not in path.name or not d.held_out], lang, worth)
        examples.extend(more.examples)
        missed += more.missed if worth == 1.0 else 0
    lines = [f"## {lang.value}", f"{len(examples)} proposals, {sum(e.right for e in examples)} right; missed {missed}"]
    full = np.array([example.worth == 1.0 for example in examples])
    right = np.array([example.right for example in examples])
    tried = {strength: cross(examples, strength) for strength in STRENGTHS}
    for strength, told in tried.items():
        lines.append(f"C={strength}: loss {loss(right[full], told[full]):.4f}")
    strength = min(tried, key=lambda each: loss(right[full], tried[each][full]))
    told = tried[strength]
    threshold = best_threshold(right[full], told[full], missed)
    lines.append(f"chosen C={strength}, threshold {threshold}")
    lines.append("all proposals %.3f %.3f %.3f" % score(right[full], right[full] | True, missed))
    lines.append("cross-validated %.3f %.3f %.3f" % score(right[full], told[full] >= threshold, missed))
    made = fit(examples, strength)
    for name, part in (("held-out own", held), *_measured(lang, sets)):
        is_right = np.array([example.right for example in part.examples], dtype=bool)
        if len(is_right):
            chosen = predict(made, part.examples) >= threshold
            lines.append(f"{name}: all %.3f %.3f %.3f" % score(is_right, is_right | True, part.missed))
            lines.append(f"{name}: scored %.3f %.3f %.3f" % score(is_right, chosen, part.missed))
    _write(lang, made, threshold)
    return "\n".join(lines)


def _more(lang: Lang, sets: Path | None) -> list[tuple[Path, float]]:
    paths = [(HERE / f"own-{lang.value}.jsonl", 1.0)]
    if sets is not None:
        paths += [(sets / "train.jsonl", 1.0), (sets / "coded.jsonl", 1.0), (sets / "eu.jsonl", 0.2)]
    return [(path, worth) for path, worth in paths if path.exists()]


def _measured(lang: Lang, sets: Path | None) -> list[tuple[str, Read]]:
    if sets is None or not (sets / "coded.jsonl").exists():
        return []
    return [("held-out real", read_documents([d for d in read(sets / "coded.jsonl") if d.held_out], lang))]


def _write(lang: Lang, made: tuple[DictVectorizer, LogisticRegression], threshold: float) -> None:
    vectorizer, model = made
    names = vectorizer.get_feature_names_out()
    weights = {
        str(name): round(float(weight), 3)
        for name, weight in zip(names, model.coef_[0], strict=True)
        if abs(weight) >= SMALLEST
    }
    told = {"intercept": round(float(model.intercept_[0]), 3), "threshold": threshold, "weights": weights}
    path = DATA / lang.value / "scorer.json"
    path.write_text(json.dumps(told, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    where = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    report = "\n\n".join(train(lang, where) for lang in Lang)
    (HERE / "report.md").write_text(f"# Training the scorer\n\n{report}\n", encoding="utf-8")
    print(report)
