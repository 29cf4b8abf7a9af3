"""The text of a draft: an editor whose headings, quotations and citations can be told at a glance."""

import re
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.widgets import TextArea

from tui.drafting import putting
from tui.drafting.file_text import safe
from tui.drafting.unsaved import Spot

_WHOLE = (
    (re.compile(r"#{1,6}\s"), "draft-text--heading"),
    (re.compile(r"\s*:{3}"), "draft-text--quiet"),
    (re.compile(r"\s*>"), "draft-text--quotation"),
)
"""Lines by how they begin."""
_CITATION = re.compile(r"\[[^\[\]\n]*@[^\[\]\n]+\]|\{[^{}\n]*\}")
_LONGEST = 4_000
"""Letters of a line in which citations are looked for."""


class DraftText(TextArea):
    """Plain text in Markdown. What is pasted is text: it drives no terminal."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "draft-text--heading",
        "draft-text--quiet",
        "draft-text--quotation",
        "draft-text--citation",
    }

    def __init__(self) -> None:
        super().__init__(id="draft-text", compact=True, show_line_numbers=True, max_checkpoints=400)
        self.cursor_blink = False
        self.indent_width = 4

    def get_line(self, line_index: int) -> Text:
        """A line, with what it is shown by its style."""
        line = super().get_line(line_index)
        for begins, name in _WHOLE:
            if begins.match(line.plain):
                line.stylize(self.get_component_rich_style(name, partial=True))
        if "@" in line.plain or "{" in line.plain:
            style = self.get_component_rich_style("draft-text--citation", partial=True)
            for found in _CITATION.finditer(line.plain, 0, _LONGEST):
                line.stylize(style, *found.span())
        return line

    async def _on_paste(self, event: events.Paste) -> None:
        """Take in what is pasted, with a space for whatever may not be shown."""
        event.prevent_default()
        event.stop()
        self.take(event.text)

    def action_paste(self) -> None:
        """Take in what was copied here last."""
        self.take(self.app.clipboard)

    def take(self, words: str) -> None:
        """Put words in the place of what is chosen, as typing them would."""
        if self.read_only:
            return
        words = safe(words.replace("\r\n", "\n").replace("\r", "\n"))
        if result := self._replace_via_keyboard(words, *self.selection):
            self.move_cursor(result.end_location)
            self.focus()

    def put_in(self, words: str) -> None:
        """Put words at the cursor, or after the paper's own question that it stands in; nothing is replaced."""
        lines = self.document.lines
        at = putting.place(lines, self.cursor_location)
        self.history.checkpoint()
        result = self.insert(putting.put(words, lines, at), at, maintain_selection_offset=False)
        self.move_cursor(result.end_location)
        self.history.checkpoint()

    @property
    def spot(self) -> Spot:
        """Where it is being read."""
        line, column = self.cursor_location
        return Spot(line, column, round(self.scroll_offset.y))

    def go_to(self, spot: Spot) -> None:
        """Be read from there again."""
        self.move_cursor(self.clamp_visitable((spot.line, spot.column)))
        self.call_after_refresh(self._scroll_back, spot.top)

    def _scroll_back(self, top: int) -> None:
        self.scroll_to(y=top, animate=False, force=True)
        self.scroll_cursor_visible()

    def go_to_line(self, line: int) -> None:
        """Put the cursor at the beginning of a line, counted from 0, in the middle of what is seen."""
        self.move_cursor(self.clamp_visitable((line, 0)), center=True)
