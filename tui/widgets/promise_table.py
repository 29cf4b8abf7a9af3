"""Promises as a table: status, kind, body, deadline and the words themselves, as wide as the screen allows."""

from collections.abc import Iterable
from typing import NamedTuple

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from corpus.rows import CommitmentRow
from tui import words
from tui.messages import OpenPromise
from tui.text import cell
from tui.tones import Tone
from tui.widgets.paged import PagedList

WIDE = 100
"""Cells from which the columns have room for whole words."""


class Columns(NamedTuple):
    """Cells for each column; the promise's words take what is left."""

    status: int
    kind: int
    body: int
    deadline: int


def columns(width: int) -> Columns:
    """Columns that fit a table ``width`` cells wide."""
    return Columns(14, 14, 26, 13) if width >= WIDE else Columns(14, 10, 16, 13)


def line(width: int, entries: Iterable[Content], quote: str) -> Content:
    """One line of the table: the entries of its columns, a space apart, then the promise's words."""
    left = Content.assemble(" ", Content(" ").join(entries))
    return Content.assemble(left, " ", cell(quote, max(1, width - left.cell_length - 1)))


class TableHead(Widget):
    """The names of the columns."""

    def render(self) -> Content:
        """The heads, over their columns."""
        width = self.size.width
        at = columns(width)
        heads = [cell("Status", at.status), cell("Kind", at.kind), cell("Body", at.body)]
        return line(width, [*heads, Content(" ") + cell("Deadline", at.deadline - 1)], "Promise")


class PromiseTable(PagedList[CommitmentRow]):
    """The table itself; Enter opens a promise."""

    def draw(self, row: CommitmentRow, width: int) -> list[Content]:
        """One line."""
        at = columns(width)
        saying = words.DELIVERIES[row.delivery]
        entries = [
            cell(str(saying), at.status, saying.tone),
            cell(words.label(row.kind), at.kind),
            cell(row.body, at.body),
            _due(row, at.deadline),
        ]
        return [line(width, entries, row.quote)]

    def opened(self, row: CommitmentRow) -> Message:
        """Open the promise."""
        return OpenPromise(row.ref)


def _due(row: CommitmentRow, width: int) -> Content:
    """The deadline; an exclamation mark stands before one that has passed."""
    sign, tone = ("!", Tone.BAD) if row.overdue else (" ", None)
    return Content.assemble((sign, tone or ""), cell(words.deadline(row), width - 1, tone))
