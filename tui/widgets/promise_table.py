"""Promises as a table: status, kind, body, deadline and the words themselves, as wide as the screen allows; or grouped,
each group below its heading.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from corpus import wording
from corpus.codebook import Lang, Theme
from corpus.grouping import Group, Grouping
from corpus.language import language, msg, plural, tr
from corpus.rows import CommitmentRow
from tui import words
from tui.deeds import deed
from tui.desk.promises import Heading
from tui.messages import OpenPromise
from tui.text import cell, plain
from tui.tones import Tone
from tui.widgets.paged import PagedList

WIDE = 100
"""Cells from which the columns have room for whole words."""

OPENED, CLOSED = "▾", "▸"

_NONE = {
    Grouping.BODY: msg("No body that is known"),
    Grouping.THEME: msg("None of the themes"),
    Grouping.DOCUMENT: msg("No document"),
}


class Columns(NamedTuple):
    """Cells for each column; the promise's words take what is left."""

    status: int
    kind: int
    body: int
    deadline: int


def columns(width: int) -> Columns:
    """Columns that fit a table ``width`` cells wide."""
    return Columns(15, 14, 26, 13) if width >= WIDE else Columns(14, 10, 16, 13)


def line(width: int, entries: Iterable[Content], quote: Content) -> Content:
    """One line of the table: the entries of its columns, a space apart, then the promise's words."""
    left = Content.assemble(" ", Content(" ").join(entries))
    return Content.assemble(left, " ", quote.truncate(max(1, width - left.cell_length - 1), ellipsis=True))


class TableHead(Widget):
    """The names of the columns."""

    def render(self) -> Content:
        """The heads, over their columns."""
        width = self.size.width
        at = columns(width)
        heads = [cell(tr("Status"), at.status), cell(tr("Kind"), at.kind), cell(tr("Body"), at.body)]
        due = Content(" ") + cell(tr("Deadline"), at.deadline - 1)
        return line(width, [*heads, due], Content(tr("Promise"))).truncate(width, pad=True)


class PromiseTable(PagedList[CommitmentRow | Heading | None]):
    """The table itself; Enter opens a promise, and opens or closes a group. A row that is None is still to be read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        deed("right", "fold(False)", msg("Open the group"), show=False, id="open-group"),
        deed("left", "fold(True)", msg("Close the group"), show=False, id="close-group"),
    ]

    @dataclass
    class Folded(Message):
        """Close the group that the cursor is in, or open it."""

        closed: bool

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._sought: re.Pattern[str] | None = None

    def mark(self, sought: str) -> None:
        """Mark these words where they stand in promises."""
        found = "|".join(re.escape(word) for word in sought.split())
        self._sought = re.compile(found, re.IGNORECASE) if found else None

    def draw(self, row: CommitmentRow | Heading | None, width: int) -> list[Content]:
        """One line."""
        if row is None:
            return [Content(" …")]
        if isinstance(row, Heading):
            return [_heading(row, width)]
        at = columns(width)
        saying = words.DELIVERIES[row.delivery]
        entries = [
            cell(str(saying), at.status, saying.tone),
            cell(wording.name(row.kind), at.kind),
            cell(words.body(row), at.body),
            _due(row, at.deadline),
        ]
        quote = cell(row.quote, max(1, width))
        if self._sought is not None:
            for found in self._sought.finditer(quote.plain):
                quote = quote.stylize(Tone.FOUND, *found.span())
        return [line(width, entries, quote)]

    def opened(self, row: CommitmentRow | Heading | None) -> Message:
        """Open the promise, or open or close the group."""
        if isinstance(row, CommitmentRow):
            return OpenPromise(row.ref)
        return self.Folded(row is not None and row.is_open)

    def action_fold(self, closed: bool) -> None:
        """Close the group, or open it."""
        self.post_message(self.Folded(closed))


def group_name(group: Group, by: Grouping) -> str:
    """What a group is called, in the language in use."""
    if not group.key:
        return tr(_NONE[by])
    if by is Grouping.THEME:
        return wording.name(Theme(group.key))
    return (group.name_cy if language() is Lang.CY else group.name_en) or group.key


def _heading(row: Heading, width: int) -> Content:
    """The group's name and how many promises it has; a sign says whether they follow."""
    count = plural("{count} promise", "{count} promises", len(row.group.ids))
    sign = OPENED if row.is_open else CLOSED
    room = max(1, width - len(count) - 6)
    name = Content(plain(group_name(row.group, row.by))).truncate(room, ellipsis=True)
    return Content.assemble(f" {sign} ", name.stylize(Tone.HEADING), (f"  {count}", Tone.QUIET))


def _due(row: CommitmentRow, width: int) -> Content:
    """The deadline; an exclamation mark stands before one that has passed."""
    sign, tone = ("!", Tone.BAD) if row.overdue else (" ", None)
    return Content.assemble((sign, tone or ""), cell(words.deadline(row), width - 1, tone))
