"""A list whose entries are several lines long; the highlight stays on the same one when it is shown again."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from textual import events
from textual.content import Content
from textual.widgets.option_list import Option

from tui.widgets.lists import Options

Row = TypeVar("Row")


class Entries(Options, Generic[Row]):
    """Rows by a key that stays theirs, each shown as some lines, with a line between two."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, markup=False)
        self._rows: dict[str, Row] = {}

    @property
    def current(self) -> Row | None:
        """The row under the highlight."""
        option = self.highlighted_option
        return self._rows.get(option.id or "") if option else None

    def on_click(self, event: events.Click) -> None:
        """Highlight what is clicked, so that it can be decided on; a second click opens it."""
        clicked = event.style.meta.get("option")
        if clicked is not None:
            event.prevent_default()
            self.highlighted = clicked
            if event.chain > 1:
                self.action_select()

    def fill(self, entries: Iterable[tuple[str, Row, Content]]) -> None:
        """Show these rows in their order: each with its key and its lines."""
        option = self.highlighted_option
        before = option.id if option else None
        self._rows = {}
        self.clear_options()
        for key, row, said in entries:
            self.add_options([None] if self._rows else [])
            self.add_option(Option(said, id=key))
            self._rows[key] = row
        if self._rows:
            keys = list(self._rows)
            self.highlighted = keys.index(before) if before in keys else 0
