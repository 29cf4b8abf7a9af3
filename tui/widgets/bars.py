"""Bars of blocks: what their parts stand for, how long they are, and the figures beside them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message

from corpus.language import number, tr
from tui.tones import Tone

_EIGHTHS = " ▏▎▍▌▋▊▉"


@dataclass(frozen=True, slots=True)
class Sort:
    """A part of a bar: how it is drawn, never by its colour alone, and what it is called: a message."""

    block: str
    tone: Tone
    word: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a chart: what it is called, how many of each sort, figures, and what choosing it asks for, if aught.

    ``opens`` makes the message anew each time: one that was made by a screen would go no further than that.
    """

    name: str
    counts: tuple[int, ...]
    figures: tuple[str, ...]
    opens: Callable[[], Message] | None = None
    tone: Tone | None = None

    @property
    def total(self) -> int:
        """Of all sorts."""
        return sum(self.counts)


def solid(count: int, longest: int, width: int) -> str:
    """A bar of eighths of cells, ``width`` cells with its blanks; of anything at all, at least one of them."""
    eighths = max(round(count * width * 8 / longest), 1) if count else 0
    whole, rest = divmod(eighths, 8)
    return ("█" * whole + (_EIGHTHS[rest] if rest else "")).ljust(width)


def shared(counts: Sequence[int], longest: int, width: int) -> list[int]:
    """The cells of each part of a bar: as many as are its share, and of anything at all one, where there is room."""
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    cells = max(1, round(total * width / longest))
    exact = [count * cells / total for count in counts]
    given = [max(int(share), 1 if count else 0) for share, count in zip(exact, counts, strict=True)]
    by_rest = sorted(range(len(counts)), key=lambda at: exact[at] - given[at])
    while sum(given) > cells and max(given) > 1:
        given[max(range(len(given)), key=given.__getitem__)] -= 1
    while sum(given) < cells:
        given[by_rest.pop()] += 1
    room = cells
    for at in sorted(range(len(counts)), key=lambda at: -counts[at]):  # more sorts than cells: the largest of them
        given[at] = min(given[at], room)
        room -= given[at]
    return given


def legend(sorts: Sequence[Sort]) -> Content:
    """What the blocks of bars stand for."""
    return Content("   ").join(Content.assemble((sort.block * 2, sort.tone), f" {tr(sort.word)}") for sort in sorts)


def figures(*counts: int) -> tuple[str, ...]:
    """Numbers as they are written; of none, a dash that is easy to pass over."""
    return tuple(number(count) if count else "–" for count in counts)
