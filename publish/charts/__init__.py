"""Charts of counts, drawn without a library: SVG for pages, PNG for documents, a table and words for everybody.

Nothing is told by colour alone: parts have patterns, a legend and numbers. The same chart gives the same bytes.
"""

from publish.charts.chart import Bar, Chart, Part, Tone, tone_name
from publish.charts.picture import as_png
from publish.charts.svg import as_svg
from publish.charts.tallied import by_body, by_delivery, by_kind, by_theme, by_year
from publish.charts.told import Table, alternative, as_table, table

__all__ = [
    "Bar",
    "Chart",
    "Part",
    "Table",
    "Tone",
    "alternative",
    "as_png",
    "as_svg",
    "as_table",
    "by_body",
    "by_delivery",
    "by_kind",
    "by_theme",
    "by_year",
    "table",
    "tone_name",
]
