"""What one process measured, as it hands it on."""

import statistics
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Built:
    """Seconds by the clock and of processor time that an index took, the making of the passages not counted.

    ``disk`` is what the index takes there, ``peak`` the most memory that the process held, and ``before`` what it held
    when the first passage came, all in MB.
    """

    clock: float
    processor: float
    disk: float
    before: float
    peak: float


@dataclass(frozen=True, slots=True)
class Answered:
    """Milliseconds of every query by its shape, and how many passages each found; the very first query apart.

    ``taken`` is by the clock, ``worked`` the processor time of this process. ``refused`` counts queries that were too
    wide, which have no time. ``peak`` is in MB.
    """

    first: float
    taken: dict[str, list[float]]
    worked: dict[str, list[float]]
    found: dict[str, list[int]]
    refused: int
    peak: float


@dataclass(frozen=True, slots=True)
class Typed:
    """Milliseconds from the first key of a word to its results on the screen; of the first word, and of the others."""

    first: float
    taken: list[float]
    peak: float


def p50(taken: list[float]) -> float:
    """The median."""
    return statistics.median(taken)


def p95(taken: list[float]) -> float:
    """What 95 in a hundred took at most."""
    return statistics.quantiles(taken, n=20)[-1]
