"""What a passage is about, in a few words: those of its own that are rarest in the corpus."""

from collections import Counter
from collections.abc import Callable
from heapq import nlargest
from math import log

from corpus.rows import PassageRow
from index.blocks import ITS_OWN, wording
from index.language.words import analyser
from index.query.nodes import Words

TELLING = 12
"""Words that are looked for."""

MOST = 100
"""Passages that are called similar to one."""

_LOOKED_AT = 200
"""Different words of a passage among which the telling ones are looked for."""

_FEWEST = 2
"""A word of fewer passages leads to none but the passage itself."""


def telling(passage: PassageRow, passages: int, count: Callable[[Words], int]) -> Words | None:
    """Its most telling words, any of which may be found; None for a passage without such.

    ``passages`` are how many there are in its language; ``count`` says how many of them words find.
    """
    words = analyser(passage.lang)
    times: Counter[object] = Counter()
    written: dict[object, str] = {}
    for raw in words.split(passage.text):
        word = words.word(raw)
        if word.wanted:
            times[word.wanted] += 1
            written.setdefault(word.wanted, raw)
    weights: dict[str, float] = {}
    for wanted, raw in list(written.items())[:_LOOKED_AT]:
        held = count(Words(raw))
        if held >= _FEWEST:
            weights[raw] = times[wanted] / (times[wanted] + 1) * log(1 + passages / held)
    best = nlargest(TELLING, weights, key=lambda raw: weights[raw])
    return Words(" ".join(best), every=False) if best else None


def alike(one: PassageRow, other: PassageRow) -> bool:
    """Whether two passages are of the same wording; short ones never are."""
    words = wording(one.text)
    return words != ITS_OWN and words == wording(other.text)
