"""A chart as a table and in words, for whoever does not see it."""

from dataclasses import dataclass

from corpus.language import number, tr
from publish.charts.chart import Bar, Chart, Tone, tone_name
from publish.charts.words import plain
from publish.escaping import markdown


@dataclass(frozen=True, slots=True)
class Table:
    """A chart's numbers: names of columns, and rows of the same length whose first cell is the bar's label."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table(chart: Chart) -> Table:
    """The numbers of a chart, as text that still has to be escaped; where bars have parts, with their totals."""
    tones = chart.tones
    if not chart.stacked:
        rows = tuple((plain(bar.label), number(bar.total)) for bar in chart.bars)
        return Table((plain(chart.of), chart.unit), rows)
    head = (plain(chart.of), *(tone_name(tone) for tone in tones), tr("in all"))
    return Table(
        head,
        tuple(
            (plain(bar.label), *(number(_sum(bar, tone)) for tone in tones), number(bar.total)) for bar in chart.bars
        ),
    )


def as_table(chart: Chart) -> str:
    """The same as a table of Markdown; ends with a line break."""
    told = table(chart)
    ruled = ("---", *("--:" for _ in told.head[1:]))
    cells = [tuple(map(markdown, told.head)), ruled, *(tuple(map(markdown, row)) for row in told.rows)]
    return "".join(f"| {' | '.join(row)} |\n" for row in cells)


def alternative(chart: Chart) -> str:
    """The chart in words, in the language in use: what it is of, and every bar with its numbers."""
    begun = tr("Bar chart ({unit}): {title}.", unit=chart.unit, title=plain(chart.title).rstrip("."))
    if not chart.bars:
        nothing = tr("There is nothing to show.")
        return f"{begun} {nothing}"
    return f"{begun} {'; '.join(_told(bar) for bar in chart.bars)}."


def _told(bar: Bar) -> str:
    """One bar: "Audit Wales: 12 (met 3, unmet 9)"."""
    said = f"{plain(bar.label)}: {number(bar.total)}"
    parts = [part for part in bar.parts if part.value and part.tone is not Tone.PLAIN]
    if len(bar.parts) < 2 or not parts:
        return said
    return f"{said} ({', '.join(f'{tone_name(part.tone)} {number(part.value)}' for part in parts)})"


def _sum(bar: Bar, tone: Tone) -> int:
    return sum(part.value for part in bar.parts if part.tone is tone)
