"""The headings of a document, however many."""

from bisect import bisect_right
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message

from corpus.codebook import PassageKind
from tui.desk import Window
from tui.desk.reading import OpenDocument
from tui.text import cell
from tui.widgets.paged import PagedList

DEEPEST = 6
"""Steps that a heading is set in at most."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, by the count of its passage, and how many stand above it."""

    passage: int
    text: str
    depth: int


class Outline(PagedList[Heading]):
    """The headings; Enter goes to one."""

    @dataclass
    class Chosen(Message):
        """Go to this heading."""

        heading: Heading

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._passages: list[int] = []

    def head(self, document: OpenDocument) -> bool:
        """Show a document's headings; answers whether it has any."""
        rows = tuple(
            Heading(number, passage.text, len(passage.headings))
            for number, passage in enumerate(document.passages)
            if passage.kind is PassageKind.HEADING
        )
        self._passages = [row.passage for row in rows]
        self.show(Window(len(rows), 0, rows), cursor=0)
        return bool(rows)

    def point_at(self, passage: int) -> None:
        """Put the cursor on the heading that a passage stands under."""
        self.cursor = max(0, bisect_right(self._passages, passage) - 1)

    def draw(self, row: Heading, width: int) -> list[Content]:
        """One line."""
        step = " " * (1 + 2 * min(row.depth, DEEPEST))
        return [Content.assemble(step, cell(row.text, max(1, width - len(step))))]

    def opened(self, row: Heading) -> Message:
        """Go to it."""
        return self.Chosen(row)
