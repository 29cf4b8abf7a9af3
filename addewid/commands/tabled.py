"""A briefing as tables that are as wide as the terminal."""

from typing import TYPE_CHECKING

from corpus.codebook import Delivery
from corpus.language import day, tr
from corpus.wording import name
from publish.briefing.saying import counted, due, heading, title
from publish.charts.words import plain

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from publish.briefing import Brief, Briefing, Group


def print_briefing(told: "Briefing") -> None:
    """Print a briefing: what it counts, then a table of each group. Nothing in it can command the terminal."""
    from rich.console import Console

    console = Console(markup=False, highlight=False, emoji=False)
    _line(console, title(told) + (f" ({told.asked})" if told.asked else ""), "bold")
    for line in (*counted(told), *told.stamp.lines()):
        _line(console, line)
    for group in told.groups:
        console.print()
        _line(console, heading(group), "bold")
        console.print(_table(group))


def _line(console: "Console", said: str, style: str = "") -> None:
    console.print(plain(said), style=style or None)


def _table(group: "Group") -> "Table":
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False)
    table.add_column(tr("Promise"), no_wrap=True)
    for head, share in ((tr("Words"), 3), (tr("Due"), 1), (tr("Judged"), 1)):
        table.add_column(head, ratio=share, overflow="fold")
    for brief in group.briefs:
        cells = (brief.row.ref, f"“{brief.words}” {brief.citation}", due(brief), _judged(brief))
        table.add_row(*(Text(plain(cell)) for cell in cells))
    return table


def _judged(brief: "Brief") -> str:
    """What was judged, by whom and of what day, on a line."""
    value = name(brief.row.delivery)
    event = brief.judged
    if event is None:
        return value
    return tr("{value}, by {who}, {day}", value=name(Delivery(event.value)), who=event.who, day=day(event.as_of))
