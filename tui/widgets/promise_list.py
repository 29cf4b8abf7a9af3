"""The list of promises with its head, and the one under the cursor in full: the whole list is held as numbers in order,
its rows a window at a time.
"""

from collections.abc import Mapping
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from corpus.language import tr, when
from corpus.rows import CommitmentRow
from tui.background import in_background
from tui.desk import Desk, Window, promises
from tui.desk.listed import Stay, line_of
from tui.desk.promises import Heading, Outline
from tui.text import plain, titled
from tui.tones import Tone
from tui.widgets.paged import PagedList
from tui.widgets.promise_table import PromiseTable, TableHead, group_name

_HELD = 1000
"""Rows that are held, beside those seen, before they are let go."""


class PromiseList(Vertical):
    """A list, grouped or not; groups open and close in it without being read again."""

    outline: Outline
    """The list that is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.outline = Outline([], None, frozenset())
        self._rows: dict[int, CommitmentRow] = {}

    def compose(self) -> ComposeResult:
        """The table, what stands in its place when it is empty, and the promise under the cursor."""
        yield TableHead()
        yield PromiseTable(id="promises")
        yield Static(id="nothing", markup=False)
        yield Static(id="preview", markup=False)

    @property
    def table(self) -> PromiseTable:
        """The table itself."""
        return self.query_one(PromiseTable)

    @property
    def promise(self) -> CommitmentRow | None:
        """The promise under the cursor."""
        row = self.table.current
        return row if isinstance(row, CommitmentRow) else None

    def staying(self) -> Stay:
        """Where the cursor is."""
        at = self.table.cursor
        line = self.outline.line(at) if at < self.outline.total else None
        return Stay(line if isinstance(line, int) else None, self.outline.key_at(at), at)

    def show(self, outline: Outline, line: int, rows: Mapping[int, CommitmentRow] | None = None) -> None:
        """Show a list with the cursor in a line; with the ``rows`` around it, where it was read anew."""
        if rows is not None:
            self._rows = dict(rows)
        self.outline = outline
        offset = max(0, min(line - self.table.window // 2, outline.total - self.table.window))
        self._show_lines(offset, self.table.window, line)
        self.query_one("#nothing", Static).update(tr("No promise fits. Press x to show all of them."))

    def _show_lines(self, offset: int, limit: int, cursor: int | None) -> None:
        """Show some lines, those that were read at once and the others as soon as they are."""
        outline = self.outline
        lines = [outline.line(at) for at in range(offset, min(offset + limit, outline.total))]

        def shown(cursor: int | None) -> None:
            rows = tuple(self._rows.get(line) if isinstance(line, int) else line for line in lines)
            self.table.show(Window(outline.total, offset, rows), cursor=cursor)

        def read(rows: Mapping[int, CommitmentRow]) -> None:
            if outline is not self.outline:
                return
            if len(self._rows) > _HELD:
                here = {line for line in lines if isinstance(line, int)}
                self._rows = {number: row for number, row in self._rows.items() if number in here}
            self._rows.update(rows)
            shown(None)

        shown(cursor)
        missing = [line for line in lines if isinstance(line, int) and line not in self._rows]
        if missing:
            in_background(self, partial(promises.rows, self._desk, missing, outline.on), read, group="rows")

    @on(PagedList.Wanted)
    def read_more(self, message: PagedList.Wanted) -> None:
        """Read the rows that are scrolled to."""
        message.stop()
        self._show_lines(message.offset, message.limit, None)

    @on(PagedList.Moved)
    def preview(self, message: PagedList.Moved) -> None:
        """Show the promise under the cursor in full, with its document."""
        message.stop()
        row = message.row
        preview = self.query_one("#preview", Static)
        width = max(20, preview.size.width)
        if isinstance(row, CommitmentRow):
            head = titled(row.stands_in, [row.place, when(row.when)], width)
            quote = Content(f"“{plain(row.quote)}”").truncate(3 * width - 10, ellipsis=True)
            preview.update(Content("\n").join([head, quote]), layout=False)  # its height is fixed
        elif isinstance(row, Heading):
            name = Content(plain(group_name(row.group, row.by))).truncate(3 * width, ellipsis=True)
            hint = tr("Enter closes the group.") if row.is_open else tr("Enter opens the group.")
            preview.update(Content.assemble(name.stylize(Tone.STRONG), "\n", (hint, Tone.QUIET)), layout=False)
        else:
            preview.update("", layout=False)

    @on(PromiseTable.Folded)
    def fold(self, message: PromiseTable.Folded) -> None:
        """Close the group that the cursor is in, or open it; from within a group go to its heading first."""
        message.stop()
        at, outline = self.table.cursor, self.outline
        key = outline.key_at(at)
        if key is None or message.closed != (key in outline.opened):
            return
        heading = outline.heading_of(at)
        if message.closed and at != heading:
            self.table.cursor = heading
        else:
            self.show(outline.opening(outline.opened ^ {key}), heading)

    def fold_all(self, *, closed: bool) -> None:
        """Open all groups, or close them."""
        outline, staying = self.outline, self.staying()
        if outline.by is not None:
            made = outline.opening(frozenset()) if closed else outline.whole()
            self.show(made, line_of(made, staying))
