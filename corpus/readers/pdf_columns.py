"""The reading order of a page's lines: columns are told by the gutter between blocks of text."""

from bisect import bisect_left
from itertools import pairwise
from statistics import median

from corpus.readers.pdf_page import Line

_FEWEST = 4
"""Lines a column has at least."""
_CROSSING = 0.34
"""The share of lines that may cross a gutter: titles, figures and the like above and between columns."""
_MEASURE = 0.5
"""How much of its column's width a line of running text fills; cells of tables fill less."""
_CHARS = 14
_DEEPEST = 3
_STRIPE = 6
"""Points a gutter is wide at least."""


def ordered(lines: list[Line], depth: int = 0) -> list[list[Line]]:
    """Lines in reading order, in stretches (a column, what spans columns) within which one is above another."""
    upright = [line for line in lines if line.upright]
    aside = [line for line in lines if not line.upright]
    gutter = _gutter(upright) if depth < _DEEPEST else None
    if gutter is None:
        return [part for part in (_down(upright), aside) if part]
    stretches: list[list[Line]] = []
    spanning = sorted((line for line in upright if line.left < gutter < line.right), key=lambda line: -line.top)
    waiting = [line for line in upright if not line.left < gutter < line.right]
    for span in [*spanning, None]:
        above = [line for line in waiting if span is None or line.middle > span.middle]
        waiting = [line for line in waiting if span is not None and line.middle <= span.middle]
        for side in ([one for one in above if one.right <= gutter], [one for one in above if one.left >= gutter]):
            stretches += ordered(side, depth + 1) if side else []
        if span is not None:
            _append(stretches, span)
    return [*stretches, aside] if aside else stretches


def _append(stretches: list[list[Line]], span: Line) -> None:
    """A spanning line goes on with the one before it, if that spans too."""
    last = stretches[-1] if stretches else None
    if (
        last
        and last[-1].left < span.right
        and span.left < last[-1].right
        and len(last) < 3
        and last[-1].size == span.size
    ):
        last.append(span)
    else:
        stretches.append([span])


def _gutter(lines: list[Line]) -> float | None:
    """The middle of the white stripe between two columns of running text, if the page has one."""
    if len(lines) < 2 * _FEWEST:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    width = right - left
    rights, lefts = sorted(line.right for line in lines), sorted(line.left for line in lines)
    edges = sorted({*rights, *lefts})
    best: tuple[float, float, float] | None = None
    for before, after in pairwise(edges):
        middle = (before + after) / 2
        if after - before < _STRIPE or not left + 0.2 * width < middle < right - 0.2 * width:
            continue
        sides = bisect_left(rights, middle), len(lines) - bisect_left(lefts, middle)
        crossing = len(lines) - sum(sides)
        found = (crossing, before - after, middle)
        if min(sides) < _FEWEST or crossing > _CROSSING * len(lines) or (best and found >= best):
            continue
        if _columns(lines, middle):
            best = found
    return best[2] if best else None


def _columns(lines: list[Line], gutter: float) -> bool:
    """Whether the lines on both sides of a stripe are running text, beside one another."""
    sides = ([line for line in lines if line.right <= gutter], [line for line in lines if line.left >= gutter])
    for side in sides:
        if len(side) < _FEWEST:
            return False
        across = max(line.right for line in side) - min(line.left for line in side)
        if median(line.right - line.left for line in side) < _MEASURE * across:
            return False
        if median(len(line.text) for line in side) < _CHARS:
            return False
    tops = [max(line.top for line in side) for side in sides]
    feet = [min(line.bottom for line in side) for side in sides]
    shared = min(tops) - max(feet)
    return shared > 0.4 * min(top - foot for top, foot in zip(tops, feet, strict=True))


def _down(lines: list[Line]) -> list[Line]:
    """The lines of one column: as the file draws them if that is downwards, else by their place."""
    falling = sum(
        after.middle <= before.middle + 0.5 * before.size or after.follows for before, after in pairwise(lines)
    )
    if falling >= 0.9 * (len(lines) - 1):
        return lines
    return [line for row in rows(sorted(lines, key=lambda line: -line.middle)) for line in row]


def rows(lines: list[Line]) -> list[list[Line]]:
    """Lines brought together that stand beside one another, from left to right."""
    found: list[list[Line]] = []
    for line in lines:
        last = found[-1][0] if found else None
        if last and min(line.top, last.top) - max(line.bottom, last.bottom) > 0.5 * min(line.size, last.size):
            found[-1].append(line)
        else:
            found.append([line])
    return [sorted(row, key=lambda line: line.left) for row in found]
