"""Two rankings made one, by rank and nothing else: reciprocal rank fusion (Cormack, Clarke and Büttcher 2009)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.meaning.generation import Near
from index.results import Fused

WORDS_RANKED = 1_000
"""Hits by words whose rank counts; those after them keep their order, and stand after all that were ranked."""

MEANING_RANKED = 100
"""Hits by meaning that are listed: something is always nearest, however far it is."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage in the fused order, how many others of its wording it stands for, and how it came there."""

    passage: int
    alike: int
    fused: Fused


def fuse(words: Sequence[tuple[int, float, int]], near: Sequence[Near], wordings: Mapping[int, int]) -> list[Placed]:
    """One order of two: the best first, the older id first among equals; nothing is listed twice.

    ``words`` are passages with their scores and how many others they stand for, best first, none of one wording with
    another; ``wordings`` are those of the passages among them that others may share theirs with. A passage near in
    meaning counts as the one of its wording that was found by words.
    """
    placed = [Placed(passage, alike, Fused(rank, score)) for rank, (passage, score, alike) in enumerate(words, 1)]
    found = {each.passage: each for each in placed[:WORDS_RANKED]}
    later = {each.passage: replace(each, fused=replace(each.fused, by_words=None)) for each in placed[WORDS_RANKED:]}
    same = {wording: passage for passage, wording in wordings.items()}
    for rank, each in enumerate(near[:MEANING_RANKED], 1):
        passage = same.get(each.wording, each.passage)
        known = found.get(passage) or later.pop(passage, None) or Placed(passage, each.alike, Fused())
        found[passage] = replace(known, fused=replace(known.fused, by_meaning=rank, similarity=each.similarity))
    return sorted(found.values(), key=lambda each: (-each.fused.score, each.passage)) + list(later.values())
