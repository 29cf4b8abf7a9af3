"""The arithmetic of answers: rows with their weights or scores, put together, chosen among and taken away.

``size`` is how many rows there are at all; a row stands in a match at most once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int32]
Weights = NDArray[np.float32]
Weighed = tuple[Rows, Weights]
"""Rows, and how heavily each holds what was looked for."""


@dataclass(frozen=True, slots=True)
class Match:
    """Rows, each once, with their scores."""

    rows: Rows
    scores: Weights


NOTHING = Match(np.empty(0, np.int32), np.empty(0, np.float32))


def combined(matches: Sequence[Match], least: int, size: int) -> Match:
    """Rows that at least so many of the matches have, with their scores added up."""
    if len(matches) == 1:
        return matches[0]
    counts = np.zeros(size, np.uint16)
    scores = np.zeros(size, np.float32)
    for match in matches:
        counts[match.rows] += 1
        scores[match.rows] += match.scores
    rows = np.flatnonzero(counts >= least).astype(np.int32)
    return Match(rows, scores[rows]) if least else NOTHING


def best_of(matches: Sequence[Match], size: int) -> Match:
    """Rows that any of the matches has, each with the best of its scores."""
    if len(matches) == 1:
        return matches[0]
    best = np.full(size, -1, np.float32)
    for match in matches:
        best[match.rows] = np.maximum(best[match.rows], match.scores)
    rows = np.flatnonzero(best >= 0).astype(np.int32)
    return Match(rows, best[rows])


def less(match: Match, other: Match, size: int) -> Match:
    """What is left of a match without the rows of another one."""
    out = np.zeros(size, np.bool_)
    out[other.rows] = True
    kept = ~out[match.rows]
    return Match(match.rows[kept], match.scores[kept])


def heaviest(found: Sequence[Weighed], size: int) -> Weighed:
    """Rows that any of some has, each with the greatest of its weights, which are above 0."""
    if len(found) == 1:
        return found[0]
    best = np.zeros(size, np.float32)
    for rows, weights in found:
        best[rows] = np.maximum(best[rows], weights)
    rows = np.flatnonzero(best).astype(np.int32)
    return rows, best[rows]


def added_up(rows: NDArray[np.integer], weights: NDArray[np.floating]) -> Weighed:
    """Each row once, with its weights added up; the rows come in order."""
    if not rows.size:
        return NOTHING.rows, NOTHING.scores
    first = np.flatnonzero(np.concatenate(([True], rows[1:] != rows[:-1])))
    return rows[first].astype(np.int32), np.add.reduceat(weights, first).astype(np.float32)
