"""What a source says that is much like words that it does not say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nlargest

from corpus.likeness import CLOSE, LONGEST, PIECE, SHARED, SHORT
from corpus.rows import PassageRow
from publish.responses.sources import folded

_LOOKED_AT = 6
"""Passages, those with most in common, in which the likest words are sought."""

_SHOWN = 240
"""Characters of the source that are shown."""


@dataclass(frozen=True, slots=True)
class Near:
    """Words of a passage that are much like those of a quotation."""

    passage: PassageRow
    words: str


def nearest(words: str, passages: Sequence[PassageRow]) -> Near | None:
    """The likest words of these passages, where they are like enough to be a changed form of a quotation's."""
    wanted = folded(words)[:LONGEST]
    if not wanted:
        return None
    grams = _grams(wanted)
    texts = [folded(passage.text) for passage in passages]
    likely = nlargest(_LOOKED_AT, range(len(texts)), key=lambda at: len(grams & _grams(texts[at])))
    best, found = 0.0, None
    for at in likely:
        for window in _windows(texts[at].split(), len(wanted.split())):
            likeness = _likeness(wanted, grams, window)
            if likeness > best:
                best, found = likeness, Near(passages[at], window)
    if found is None or best < (SHARED if len(wanted) > SHORT else CLOSE):
        return None
    return Near(found.passage, _cut(wanted, found.words))


def _windows(words: Sequence[str], size: int) -> Iterator[str]:
    for start in range(0, max(len(words) - size, 0) + 1, max(size // 2, 1)):
        yield " ".join(words[start : start + 2 * size])


def _likeness(words: str, grams: set[str], window: str) -> float:
    if len(words) > SHORT:
        return len(grams & _grams(window)) / len(grams)
    blocks = SequenceMatcher(None, window, words, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) / len(words)


def _grams(text: str) -> set[str]:
    return {text[at : at + PIECE] for at in range(max(len(text) - PIECE, 0) + 1)}


def _cut(words: str, window: str) -> str:
    """From the first word that both have to the last, whole words and no more than can be shown."""
    there, ours = window.split(), words.split()
    blocks = [block for block in SequenceMatcher(None, there, ours, autojunk=False).get_matching_blocks() if block.size]
    if not blocks:
        return _shortened(window)
    first = max(0, blocks[0].a - blocks[0].b)
    last = min(len(there), blocks[-1].a + len(ours) - blocks[-1].b)
    return _shortened(" ".join(there[first:last]))


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(maxsplit=1)[0]}…"
