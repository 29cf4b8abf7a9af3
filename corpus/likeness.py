"""Whether words much like a quotation stand where it stood: what tells a changed quotation from one that is gone."""

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

CLOSE = 0.8
"""Share of matching characters above which other words are called a changed form of a short quotation."""

SHARED = 0.55
"""Share of its pieces, of ``PIECE`` characters each, above which others are called a changed form of a longer one."""

PIECE = 4
SHORT = 40
LONGEST = 4000
"""Characters of a quotation that are compared: of a longer one its beginning."""

_PLAIN = str.maketrans({"\u00ad": None, "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2011": "-"})


def folded(text: str) -> str:
    """Text in which equal words are spelt alike: letters composed, quotation marks straight, no soft hyphens."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text.translate(_PLAIN)))


def has_close_words(text: str, exact: str, prefix: str, suffix: str, start: int) -> bool:
    """Whether a stretch around the old place, or around its old neighbours, reads much like the quotation."""
    text, words = folded(text), folded(exact[:LONGEST])
    if words in text:
        return True
    return any(_likeness(words, window) for window in _windows(text, words, prefix, suffix, start))


def _windows(text: str, words: str, prefix: str, suffix: str, start: int) -> Iterator[str]:
    size = len(words)
    half = size // 2 + 1
    yield text[max(0, start - size) : start + 2 * size]
    for neighbour, before, after in (
        (folded(prefix), 0, size + half),
        (folded(suffix), size + half, 0),
        (words[:half], half, size + half),
        (words[-half:], size + half, half),
    ):
        at = text.find(neighbour) if len(neighbour) >= PIECE else -1
        if at >= 0:
            yield text[max(0, at - before) : at + len(neighbour) + after]


def _likeness(words: str, window: str) -> bool:
    if len(words) > SHORT:
        pieces = _pieces(words)
        return len(pieces & _pieces(window)) >= SHARED * len(pieces)
    blocks = SequenceMatcher(None, window, words, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) >= CLOSE * len(words)


def _pieces(text: str) -> set[str]:
    return {text[at : at + PIECE] for at in range(len(text) - PIECE + 1)}
