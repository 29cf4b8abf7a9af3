"""Where everything of a chart stands, in units of which a chart is ``WIDTH`` wide: what each way of drawing draws.

A bar stands under its label, so that long names fit and the chart can be read on a telephone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.language import number
from publish.charts.chart import Bar, Chart, Part, Tone, tone_name
from publish.charts.words import plain, width, wrapped

WIDTH = 420.0
TITLE, LABEL, SMALL = 17.0, 15.0, 13.0
"""Sizes of letters."""

_LINE = 1.25
_THICK = 18.0
_GAP = 2.0
_SWATCH = 14.0
_BETWEEN = 12.0
_PLOT = 170.0
_LEAST = 2.0
"""What a part that is not nothing is at least wide."""
_BOLD = 1.12
"""How much wider bold letters are."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a bar, or a swatch of the legend; ``said`` is what it counts, in words."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone
    said: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text on its baseline; ``whole`` is the whole text where the line is a part of it."""

    x: float
    y: float
    text: str
    size: float
    anchor: Literal["start", "middle", "end"] = "start"
    bold: bool = False
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin level line."""

    x: float
    y: float
    width: float


Mark = Box | Words | Rule


@dataclass(frozen=True, slots=True)
class Drawing:
    """All marks of a chart, in the order in which they are drawn, and how high it is."""

    height: float
    marks: tuple[Mark, ...]


def drawing(chart: Chart, *, titled: bool = True) -> Drawing:
    """Lay out a chart; ``titled`` says that its title stands above it."""
    marks: list[Mark] = []
    y = 0.0
    for block in (_title(chart) if titled else [], _legend(chart), _columns(chart) if chart.columns else _bars(chart)):
        for mark, low in block:
            marks.append(_lowered(mark, y))
            bottom = low + y
        if block:
            y = bottom
    return Drawing(round(y, 1), tuple(marks))


_Block = list[tuple[Mark, float]]
"""Marks with how far down the block reaches after each."""


def _lowered(mark: Mark, by: float) -> Mark:
    if isinstance(mark, Box):
        return Box(mark.x, mark.y + by, mark.width, mark.height, mark.tone, mark.said)
    if isinstance(mark, Rule):
        return Rule(mark.x, mark.y + by, mark.width)
    return Words(mark.x, mark.y + by, mark.text, mark.size, mark.anchor, mark.bold, mark.whole)


def _title(chart: Chart) -> _Block:
    lines = wrapped(chart.title, TITLE, WIDTH / _BOLD, 3)
    return [
        (Words(0, (at + 0.8) * TITLE * _LINE, line, TITLE, bold=True), (at + 1) * TITLE * _LINE + 6)
        for at, line in enumerate(lines)
    ]


def _legend(chart: Chart) -> _Block:
    """The tones by name, where a bar has several."""
    if not chart.stacked:
        return []
    block: _Block = []
    x, y = 0.0, 2.0
    for tone in chart.tones:
        called = tone_name(tone)
        wide = _SWATCH + 6 + width(called, SMALL)
        if x and x + wide > WIDTH:
            x, y = 0.0, y + _SWATCH + 8
        below = y + _SWATCH + _BETWEEN
        block.append((Box(x, y, _SWATCH, _SWATCH, tone), below))
        block.append((Words(x + _SWATCH + 6, y + _SWATCH - 2.5, called, SMALL), below))
        x += wide + 14
    return block


def _bars(chart: Chart) -> _Block:
    parted = max((len(bar.parts) for bar in chart.bars), default=0)
    room = WIDTH - width(number(chart.most), LABEL) * _BOLD - 6 - parted * (_GAP + _LEAST)
    scale = room / max(chart.most, 1)
    block: _Block = []
    y = 0.0
    for bar in chart.bars:
        whole = plain(bar.label)
        for line in wrapped(bar.label, LABEL, WIDTH, 2):
            y += LABEL * _LINE
            block.append((Words(0, y - 5, line, LABEL, whole=whole if line != whole else ""), y))
        x = 0.0
        for part, said in _parts(bar):
            wide = max(part.value * scale - _GAP, _LEAST)
            block.append((Box(x, y, wide, _THICK, part.tone, said), y + _THICK))
            x += wide + _GAP
        total = Words(x + 4 if x else 0, y + _THICK - 4, number(bar.total), LABEL, bold=True)
        y += _THICK + _BETWEEN
        block.append((total, y))
    return block


def _columns(chart: Chart) -> _Block:
    """Columns on a line, with their totals above and labels below them where there is room for these."""
    if not chart.bars:
        return []
    step = WIDTH / len(chart.bars)
    thick = max(step - max(_GAP, step * 0.15), 1.0)
    top, scale = SMALL * _LINE, _PLOT / max(chart.most, 1)
    base = top + _PLOT
    block: _Block = []
    for at, bar in enumerate(chart.bars):
        y = base
        for part, said in _parts(bar):
            high = max(part.value * scale - _GAP, _LEAST)
            y -= high
            block.append((Box(at * step, y, thick, high, part.tone, said), base))
            y -= _GAP
        if bar.total and _tells_total(chart, bar, step):
            middle = _inside(at * step + thick / 2, number(bar.total))
            block.append((Words(middle, y - 3, number(bar.total), SMALL, "middle", bold=True), base))
    block.append((Rule(0, base, WIDTH), base))
    for label, middle in _labels(chart, step, thick):
        block.append((Words(middle, base + SMALL * _LINE, label, SMALL, "middle"), base + SMALL * _LINE + 6))
    return block


def _tells_total(chart: Chart, bar: Bar, step: float) -> bool:
    """Whether a column's total has room; where not all have, only the first of the highest tells its own."""
    if all(width(number(each.total), SMALL) <= step for each in chart.bars):
        return True
    return bar is next(each for each in chart.bars if each.total == chart.most)


def _labels(chart: Chart, step: float, thick: float) -> Iterator[tuple[str, float]]:
    """Labels of columns and their middles: every so many, counted from the last that has room to both sides."""
    told = [(plain(bar.label), at * step + thick / 2) for at, bar in enumerate(chart.bars)]
    every = max(1, -int(-(max(width(label, SMALL) for label, _ in told) + 10) // step))
    roomy = [one for one in told if _inside(one[1], one[0]) == one[1]]
    yield from roomy[::-1][::every]


def _inside(middle: float, text: str) -> float:
    """The middle of a text, moved so that the text stays within the chart."""
    half = min(width(text, SMALL) / 2, WIDTH / 2)
    return min(max(middle, half), WIDTH - half)


def _parts(bar: Bar) -> Iterator[tuple[Part, str]]:
    """The parts that are not nothing, with what they count in words."""
    for part in bar.parts:
        if part.value:
            of = tone_name(part.tone) if part.tone is not Tone.PLAIN else ""
            said = f"{plain(bar.label)}: {number(part.value)}"
            yield part, f"{said} {of}".strip()
