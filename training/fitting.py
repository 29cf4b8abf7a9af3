"""Fitting the scorer: a logistic regression whose strength and threshold cross-validation over documents chooses."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from nlp.commitments.scorer import Scorer
from training.examples import Example, Examples

SEED = 20261122
FOLDS = 8
SEEN_AT_LEAST = 2
STRENGTHS = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Inverse strengths of regularisation that are tried."""
SMALLEST = 0.005
"""Weights nearer to nothing than this are left out."""

Numbers = NDArray[np.float64]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of what was believed, and how many proposals and labels that was over."""

    precision: float
    recall: float
    f1: float
    proposals: int
    labels: int

    def __str__(self) -> str:
        return f"{self.precision:.3f} | {self.recall:.3f} | {self.f1:.3f} | {self.proposals} | {self.labels}"


@dataclass(frozen=True, slots=True)
class Fitted:
    """A scorer, the strength that was chosen, and the cross-validated probability of each example it learnt from."""

    scorer: Scorer
    strength: float
    cross: Numbers


def fit(learning: Examples) -> Fitted:
    """The scorer of some examples."""
    right = rights(learning.all)
    tried = {strength: _cross(learning.all, strength) for strength in STRENGTHS}
    strength = min(tried, key=lambda each: loss(right, tried[each]))
    threshold = _threshold(right, tried[strength], learning.missed)
    weights, intercept = _weights(learning.all, strength)
    return Fitted(Scorer(weights, intercept, threshold), strength, tried[strength])


def rights(examples: Sequence[Example]) -> Marks:
    """Whether each example is right."""
    return np.array([example.right for example in examples], dtype=np.bool_)


def probabilities(scorer: Scorer, examples: Sequence[Example]) -> Numbers:
    """What a scorer says of each example."""
    return np.array([scorer.probability(example.features) for example in examples], dtype=np.float64)


def score(right: Marks, believed: Marks, missed: int) -> Score:
    """How good the believed ones are; ``missed`` labels had no proposal."""
    hits, labels = int((right & believed).sum()), int(right.sum()) + missed
    precision, recall = hits / max(1, int(believed.sum())), hits / max(1, labels)
    return Score(precision, recall, 2 * precision * recall / max(1e-9, precision + recall), len(right), labels)


def loss(right: Marks, told: Numbers) -> float:
    """The mean negative logarithm of the probability given to what is so."""
    return float(-np.log(np.clip(np.where(right, told, 1 - told), 1e-6, 1)).mean())


def _weights(examples: Sequence[Example], strength: float) -> tuple[dict[str, float], float]:
    """Weights of the features that occur often enough, and the intercept."""
    counts = Counter(feature for example in examples for feature in example.features)
    kept = {feature for feature, count in counts.items() if count >= SEEN_AT_LEAST}
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform([dict.fromkeys(sorted(example.features & kept), 1.0) for example in examples])
    model = LogisticRegression(C=strength, max_iter=3000, random_state=SEED)
    model.fit(table, rights(examples))
    pairs = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    weights = {str(name): round(float(weight), 3) for name, weight in pairs if abs(weight) >= SMALLEST}
    return weights, round(float(model.intercept_[0]), 3)


def _cross(examples: Sequence[Example], strength: float) -> Numbers:
    """The probability of each example by a scorer that has not seen its document."""
    told = np.zeros(len(examples))
    documents = [example.document for example in examples]
    for learn, test in GroupKFold(FOLDS).split(np.zeros(len(examples)), groups=documents):
        scorer = Scorer(*_weights([examples[at] for at in learn], strength), 0.5)
        told[test] = probabilities(scorer, [examples[at] for at in test])
    return told


def _threshold(right: Marks, told: Numbers, missed: int) -> float:
    """Half of the best F1, which is where F1 is best for calibrated probabilities (Lipton, Elkan, Naryanaswamy 2014).

    The threshold that was best over some examples moves with a few of their labels; this one hardly does.
    """
    tried = (0.2 + step / 100 for step in range(51))
    return round(max(score(right, told >= threshold, missed).f1 for threshold in tried) / 2, 2)
