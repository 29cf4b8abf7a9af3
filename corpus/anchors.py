"""Quotation anchors: the exact words, what stands around them, and how to find them again (W3C selectors).

A quotation is found again only by its exact words; close words are reported as ``changed``, never taken for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.codebook import AnchorOutcome

CONTEXT = 48
"""Characters of text kept before and after a quotation."""

CLOSE = 0.8
"""Share of matching characters above which other words are called a changed form of the quotation."""


@dataclass(frozen=True, slots=True)
class Selector:
    """A quotation in a text: W3C text quote selector and text position selector in one."""

    exact: str
    prefix: str
    suffix: str
    start: int

    @property
    def end(self) -> int:
        """Offset just after the last character."""
        return self.start + len(self.exact)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quotation stands after re-reading; ``start`` is None unless it is found or moved."""

    outcome: AnchorOutcome
    start: int | None = None


def select_words(text: str, start: int, end: int) -> Selector:
    """The selector of ``text[start:end]``.

    Raises ValueError for an empty stretch or one outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no words at {start}:{end} in a text of {len(text)} characters")
    return Selector(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
    )


def find(selector: Selector, text: str) -> Found:
    """Find a quotation in a text that may have changed since."""
    places = list(_occurrences(selector.exact, text))
    if selector.start in places and _fits(selector, text, selector.start):
        return Found(AnchorOutcome.FOUND, selector.start)
    if not places:
        return Found(AnchorOutcome.CHANGED if _has_close_words(selector, text) else AnchorOutcome.ORPHANED)
    fitting = [place for place in places if _fits(selector, text, place)]
    if len(places) == 1 or len(fitting) == 1:
        place = (fitting or places)[0]
        return Found(AnchorOutcome.FOUND if place == selector.start else AnchorOutcome.MOVED, place)
    return Found(AnchorOutcome.AMBIGUOUS)


def _occurrences(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _fits(selector: Selector, text: str, place: int) -> bool:
    """Whether the words before and after still stand beside the quotation at this place."""
    end = place + len(selector.exact)
    before = text[max(0, place - len(selector.prefix)) : place] == selector.prefix
    after = text[end : end + len(selector.suffix)] == selector.suffix
    return before and after


def _has_close_words(selector: Selector, text: str) -> bool:
    """Whether a stretch around the old place, or around its old neighbours, reads much like the quotation."""
    size = len(selector.exact)
    windows = [text[max(0, selector.start - size) : selector.end + size]]
    for neighbour, offset in ((selector.prefix, len(selector.prefix)), (selector.suffix, -size)):
        at = text.find(neighbour) if neighbour else -1
        if at >= 0:
            windows.append(text[max(0, at + offset - size // 2) : at + offset + size + size // 2])
    return any(_likeness(selector.exact, window) >= CLOSE for window in windows)


def _likeness(words: str, window: str) -> float:
    if not window:
        return 0.0
    matcher = SequenceMatcher(None, window, words, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks() if block.size > 1) / len(words)
