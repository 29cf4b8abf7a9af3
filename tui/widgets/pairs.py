"""Labels on the left, what they say on the right."""

from collections.abc import Sequence
from itertools import pairwise

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from tui.text import cell, line_breaks
from tui.tones import Tone

Pair = tuple[str, Content]


class Pairs(Widget):
    """A table of two columns in one widget; what is said wraps within its own column."""

    pairs: reactive[Sequence[Pair]] = reactive((), layout=True)

    def __init__(self, pairs: Sequence[Pair] = (), *, label: int = 13, id: str | None = None) -> None:
        super().__init__(id=id)
        self._label = label
        self.set_reactive(Pairs.pairs, pairs)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as it takes at this width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """All lines."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        lines = []
        for name, said in self.pairs:
            breaks = [*line_breaks(said.plain, max(1, width - self._label)), len(said)]
            for number, (start, end) in enumerate(pairwise(breaks)):
                label = cell(name if number == 0 else "", self._label, Tone.LABEL)
                lines.append(label + said[start:end].rstrip())
        return lines
