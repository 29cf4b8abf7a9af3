"""Quotation anchors: the exact words, what stands around them, and how to find them again (W3C selectors).

A quotation is found again only by its exact words; close words are reported as ``changed``, never taken for it. Where
the same words may be others than those that were quoted, the answer is ``ambiguous``: see ``corpus.refinding``.
"""

from dataclasses import dataclass, field

from corpus.codebook import AnchorOutcome
from corpus.likeness import has_close_words
from corpus.refinding import place_of

CONTEXT = 48
"""Characters of text kept before and after a quotation."""


@dataclass(frozen=True, slots=True)
class Selector:
    """A quotation in a text: W3C text quote selector and text position selector in one.

    ``source`` is the whole text that it was taken from, where that is at hand: it tells the same words elsewhere in the
    text from those that were quoted.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    source: str = field(default="", repr=False, compare=False)

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
        source=text,
    )


def find(selector: Selector, text: str) -> Found:
    """Find a quotation in a text that may have changed since.

    Without the text that it was taken from nothing is found or moved: that may have held the same words elsewhere.
    """
    start = place_of(selector.source, selector.start, selector.end, text) if selector.source else None
    if start is not None:
        return Found(AnchorOutcome.FOUND if start == selector.start else AnchorOutcome.MOVED, start)
    if selector.exact in text:
        return Found(AnchorOutcome.AMBIGUOUS)
    close = has_close_words(text, selector.exact, selector.prefix, selector.suffix, selector.start)
    return Found(AnchorOutcome.CHANGED if close else AnchorOutcome.ORPHANED)
