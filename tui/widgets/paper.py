"""A document made ready to be shown, and one line of it drawn. No widget in sight."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from textual.content import Content

from corpus.codebook import PassageKind
from corpus.marked import MarkRow
from corpus.rows import PassageRow
from tui.desk.reading import OpenDocument
from tui.text import Stretch, cell, marked, toned
from tui.tones import Tone
from tui.widgets.layout import LineOf, above, texts
from tui.widgets.marks import Marks, Place, placed
from tui.words import Saying

NUMBER = 8
"""Cells for the number as printed."""
SIGNS = 3
"""Signs of marks that there is room for beside a line."""
MARGIN = 1 + NUMBER + SIGNS + 1
"""Cells left of the text: the cursor, the number, the signs and a space."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document, its texts as they may be shown, what stands above each passage, and all that was found in it.

    ``length`` is in characters.
    """

    document: OpenDocument
    texts: Sequence[str] = ()
    above: Sequence[Sequence[str]] = ()
    length: int = 0
    marks: Marks[MarkRow] = field(default_factory=Marks)

    @classmethod
    def of(cls, document: OpenDocument) -> "Paper":
        """The document itself, made ready; it takes a moment for a long one."""
        rows = document.passages
        length = sum(len(passage.text) for passage in rows)
        return cls(document, texts(rows), above(rows), length, placed(document.marks))

    def again(self, document: OpenDocument) -> "Paper":
        """The same version, as it is marked now."""
        return replace(self, document=document, marks=placed(document.marks))

    @property
    def passages(self) -> tuple[PassageRow, ...]:
        """Its passages, in order."""
        return self.document.passages

    def nearest(self, words: str, passage: int) -> int:
        """The passage with just these words that stands nearest to a count; without any, the one of that count."""
        same = [number for number, row in enumerate(self.passages) if row.text == words]
        return min(same, key=lambda number: abs(number - passage), default=min(passage, len(self.passages) - 1))

    def find(self, text: str) -> Marks[None]:
        """Every occurrence of some words, whatever their case; it takes a moment in a long document."""
        if not text.split():
            return Marks()
        words = re.compile(r"\s+".join(map(re.escape, text.split())), re.IGNORECASE)
        return Marks(
            (Place(number, match.start(), match.end()), None)
            for number, passage in enumerate(self.texts)
            for match in words.finditer(passage)
        )

    def line(self, line: LineOf, *, at_cursor: bool, signs: Iterable[Saying], stretches: Iterable[Stretch]) -> Content:
        """A line as it is drawn; ``stretches`` are in characters of its passage."""
        pointer = "›" if at_cursor else " "
        if line.above is not None:
            words = self.above[line.passage][line.above]
            return Content.assemble(pointer, " " * (MARGIN - 1), toned(words, Tone.LABEL) if words else Content())
        passage = self.passages[line.passage]
        beside = [(each.symbol, each.tone) for each in signs]
        return Content.assemble(
            pointer,
            _number(line, passage),
            " " * (SIGNS - len(beside)),
            *beside,
            " ",
            self._words(line, passage, stretches),
        )

    def _words(self, line: LineOf, passage: PassageRow, stretches: Iterable[Stretch]) -> Content:
        heading = [(line.start, line.end, Tone.HEADING)] if passage.kind is PassageKind.HEADING else []
        text = self.texts[line.passage][line.start : line.end].rstrip()
        return marked(text, ((a - line.start, b - line.start, tone) for a, b, tone in (*heading, *stretches)))


def _number(line: LineOf, passage: PassageRow) -> Content:
    """What stands in the margin of a passage's first line: its number as printed, or the bullet of a list item."""
    if line.start == 0 and passage.number:
        return cell(passage.number, NUMBER, Tone.LABEL)
    bullet = "•" if line.start == 0 and passage.kind is PassageKind.LIST_ITEM else ""
    return Content(bullet.rjust(NUMBER))
