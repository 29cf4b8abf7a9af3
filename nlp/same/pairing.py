"""One commitment stated twice: a Bill and its Act, English and Welsh, a strategy and its annual report, two formats.

A suggestion is never more than that; it says its reasons, and a person decides.
"""

from collections.abc import Sequence

from nlp.same import twins, wording
from nlp.same.statement import Pair, Statement

VERSION = 1
"""Raised by hand when other pairs may be found."""

__all__ = ["VERSION", "Pair", "Statement", "pairs"]


def pairs(statements: Sequence[Statement]) -> list[Pair]:
    """Statements that may be of one commitment, the likeliest first; the time taken grows with their number."""
    found = [*wording.pairs(statements), *twins.pairs(statements)]
    return sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other))
