"""The arithmetic of measuring: shares, precision and recall, calibration, intervals."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import starmap

BINS = 10


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many of so many."""

    right: int = 0
    of: int = 0

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None of nothing."""
        return self.right / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Scores:
    """What was found rightly, found wrongly, and missed."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: "Scores") -> "Scores":
        """Both taken together."""
        return Scores(self.hits + other.hits, self.false + other.false, self.missed + other.missed)

    @property
    def of_found(self) -> Ratio:
        """What is right of what was found."""
        return Ratio(self.hits, self.hits + self.false)

    @property
    def of_marked(self) -> Ratio:
        """What was found of what there is."""
        return Ratio(self.hits, self.hits + self.missed)

    @property
    def precision(self) -> float | None:
        """Right of found, between 0 and 1; None when nothing was found."""
        return self.of_found.share

    @property
    def recall(self) -> float | None:
        """Found of marked, between 0 and 1; None when nothing was marked."""
        return self.of_marked.share

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None when there is nothing and nothing was found."""
        return Ratio(2 * self.hits, 2 * self.hits + self.false + self.missed).share


@dataclass(frozen=True, slots=True)
class Bin:
    """Findings with a confidence from ``low`` to ``high``: how many, their mean confidence, the share that is right."""

    low: float
    high: float
    count: int
    confidence: float | None
    right: float | None


def calibration(told: Sequence[tuple[float, bool]]) -> tuple[tuple[Bin, ...], float | None]:
    """Ten equal bins of confidences, each with whether it was right; and the expected calibration error.

    The error is the mean distance between a bin's mean confidence and its share of right ones, weighed by its size.
    """
    members: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in told:
        members[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    bins = tuple(starmap(_bin, enumerate(members)))
    if not told:
        return bins, None
    off = sum(each.count * abs((each.confidence or 0) - (each.right or 0)) for each in bins)
    return bins, off / len(told)


def _bin(number: int, members: list[tuple[float, bool]]) -> Bin:
    count = len(members)
    confidence = sum(each for each, _ in members) / count if count else None
    return Bin(number / BINS, (number + 1) / BINS, count, confidence, Ratio(sum(r for _, r in members), count).share)


def interval(groups: Sequence[Scores], *, seed: int, rounds: int = 1000) -> tuple[float, float] | None:
    """The middle 95 % of the F1s of as many groups drawn again and again with replacement; None where there is no F1.

    Groups are documents, since sentences of one document are alike.
    """
    chance = random.Random(seed)  # noqa: S311 - chance, not secrecy
    drawn = (sum(chance.choices(groups, k=len(groups)), Scores()).f1 for _ in range(rounds if groups else 0))
    f1s = sorted(f1 for f1 in drawn if f1 is not None)
    if not f1s:
        return None
    return f1s[int(0.025 * len(f1s))], f1s[min(len(f1s) - 1, int(0.975 * len(f1s)))]
