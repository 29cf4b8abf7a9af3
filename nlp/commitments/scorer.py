"""The scorer: how likely a proposal is a commitment, by a logistic regression over readable features.

Its weights are data (``data/<lang>/scorer.json``), made by ``python -m training.train``; nothing is learnt here.
"""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from corpus.codebook import Lang
from nlp.resources import read_bytes


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights in logits by feature; ``threshold`` is the probability from which a proposal is a finding."""

    weights: dict[str, float]
    intercept: float
    threshold: float

    def probability(self, features: Iterable[str]) -> float:
        """Between 0 and 1, calibrated on documents that the weights were not made from; in any order."""
        return _squash(math.fsum((self.intercept, *(self.weights.get(feature, 0.0) for feature in features))))

    def reasons(self, features: Iterable[str]) -> list[tuple[str, float]]:
        """The features that count, with their weights, the heaviest first."""
        known = ((feature, self.weights[feature]) for feature in features if feature in self.weights)
        return sorted(known, key=lambda reason: (-abs(reason[1]), reason[0]))


def _squash(logit: float) -> float:
    """The logistic function. Logits stay within ±40, so nothing overflows."""
    return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, logit))))


@cache
def scorer(lang: Lang) -> Scorer:
    """The scorer of a language. Raises ``FileNotFoundError``, ``ValueError`` or ``KeyError`` for bad weights."""
    told = json.loads(read_bytes("scorer.json", lang))
    weights = {str(name): float(weight) for name, weight in told["weights"].items()}
    return Scorer(weights, float(told["intercept"]), float(told["threshold"]))
