"""A document laid out in lines of a width: which line shows which characters of which passage. No screen in sight."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise

from corpus.codebook import PassageKind
from corpus.language import day, tr
from corpus.rows import PassageRow
from corpus.rows.documents import paged
from tui.text import line_breaks, plain, same_length

_CLOSE = frozenset({PassageKind.LIST_ITEM, PassageKind.TABLE_ROW})
"""Kinds that stand under one another without a line between."""


@dataclass(frozen=True, slots=True)
class LineOf:
    """One line: a stretch of a passage's text, or words put above the passage (``above`` counts them from 0)."""

    passage: int
    start: int = 0
    end: int = 0
    above: int | None = None


class Layout:
    """Passages in order at one width, in cells. Lines are counted from 0."""

    def __init__(self, texts: Sequence[str], above: Sequence[Sequence[str]], width: int) -> None:
        self._texts = texts
        self._above = above
        self._breaks = [line_breaks(text, width) for text in texts]
        heights = (len(words) + len(breaks) for words, breaks in zip(above, self._breaks, strict=True))
        self._first = list(accumulate(chain((0,), heights)))

    @property
    def height(self) -> int:
        """How many lines there are."""
        return self._first[-1]

    def line(self, number: int) -> LineOf:
        """What stands in a line."""
        passage = bisect_right(self._first, number, hi=len(self._texts)) - 1
        within = number - self._first[passage]
        heads = len(self._above[passage])
        if within < heads:
            return LineOf(passage, above=within)
        breaks = self._breaks[passage]
        start = breaks[within - heads]
        last = within - heads + 1 == len(breaks)
        return LineOf(passage, start, len(self._texts[passage]) if last else breaks[within - heads + 1])

    def own(self, passage: int) -> range:
        """The lines that show a passage's own text."""
        first = self._first[passage] + len(self._above[passage])
        return range(first, self._first[passage + 1])

    def shown_end(self, line: LineOf) -> int:
        """Where what is seen of a line ends: before the spaces that it was broken at."""
        return line.start + len(self._texts[line.passage][line.start : line.end].rstrip())

    def line_of(self, passage: int, offset: int = 0) -> int:
        """The line that shows a character of a passage."""
        within = bisect_right(self._breaks[passage], max(0, offset)) - 1
        return self.own(passage).start + within


def texts(passages: Sequence[PassageRow]) -> list[str]:
    """The passages' texts as they may be shown, every offset unchanged."""
    return [same_length(passage.text) for passage in passages]


def above(passages: Sequence[PassageRow]) -> list[list[str]]:
    """What to put above each passage: a line between, the page where it begins, the day of an event, who speaks, which
    Act it goes into.
    """
    if not passages:
        return []
    first = passages[0]
    begins = [page(first), _day(first), speaker(first), first.amends and _amending(first)]
    lines = [[words for words in begins if words]]
    for before, passage in pairwise(passages):
        words = [""] if not (before.kind in _CLOSE and passage.kind in _CLOSE) else []
        if page(passage) and page(passage) != page(before):
            words.append(page(passage))
        if _day(passage) and passage.dated != before.dated:
            words.append(_day(passage))
        if speaker(passage) and speaker(passage) != speaker(before):
            words.append(speaker(passage))
        if passage.amends and passage.amends != before.amends:
            words.append(_amending(passage))
        lines.append(words)
    return lines


def page(passage: PassageRow) -> str:
    """The page a passage begins on, as people name it; "" where there are no pages."""
    if passage.page_label:
        return paged(plain(passage.page_label))
    return paged(str(passage.page_index + 1)) if passage.page_index is not None else ""


def speaker(passage: PassageRow) -> str:
    """Who speaks, and as what; "" where nobody is known to."""
    return plain(", ".join(filter(None, (passage.speaker, passage.role))))


def _day(passage: PassageRow) -> str:
    """The day of an event or stage; "" where it is the document's own."""
    return day(passage.dated) if passage.dated and passage.dated != passage.issued else ""


def _amending(passage: PassageRow) -> str:
    return tr("(words put into {act})", act=plain(passage.amends))
