"""Blocks of a document as its format gives them, and how they become passages: headings above, leads, speakers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus.codebook import PassageKind
from corpus.readers.clean import clean
from corpus.readers.markers import Lists, marker, sort_of
from corpus.types import Passage

LOWEST = 9
"""The level of a heading that stands below every other, such as the first words of a list item."""

_SPEAKER = re.compile(
    r"(?P<name>[^\W\d][^\[\]()|:]{1,79}?) \((?P<role>[^()\[\]]{0,160}(?:\([^()]{0,80}\)[^()\[\]]{0,80})?)\) "
    r"\[(?P<id>\d{3,9})\](?:\s+|$)"
)


_OPEN = re.compile(r"[:;,—–]$|; (?:and|or|a|ac|neu)$")


@dataclass(slots=True)
class Block:
    """A heading, paragraph, list item or table row.

    ``level`` is a heading's (from 1), or how deep a list item is nested (from 1; 0 to tell it by its marker).
    A list item's marker may stand in ``number`` or still at the start of ``text``.
    """

    kind: PassageKind
    text: str
    level: int = 0
    number: str = ""
    page_index: int | None = None
    page_label: str = ""


class Headings:
    """The path of headings above where a document is being read."""

    def __init__(self) -> None:
        self._stack: list[tuple[int, str]] = []

    def enter(self, level: int, text: str) -> tuple[str, ...]:
        """Go under a heading; returns the path above it."""
        self.leave(level)
        above = self.path
        self._stack.append((level, text))
        return above

    def leave(self, level: int) -> None:
        """Go back above the headings of a level and below."""
        while self._stack and self._stack[-1][0] >= level:
            self._stack.pop()

    @property
    def path(self) -> tuple[str, ...]:
        """The headings above, outermost first."""
        return tuple(text for _, text in self._stack)


def to_passages(blocks: Iterable[Block], spoken: date | None = None) -> list[Passage]:
    """Blocks as passages with heading paths, leads and speakers. ``spoken`` is the day of the speeches, if known."""
    assembly = _Assembly(spoken)
    for block in blocks:
        block.text = clean(block.text)
        if block.text:
            assembly.add(block)
    return assembly.passages


class _Assembly:
    def __init__(self, spoken: date | None) -> None:
        self.passages: list[Passage] = []
        self._headings = Headings()
        self._lists = Lists()
        self._spoken = spoken
        self._brief = False
        self._speaker: tuple[str, str, str] | None = None

    def add(self, block: Block) -> None:
        if block.kind is PassageKind.PARAGRAPH and self._introduces_speaker(block):
            self._lists.paragraph("")
            if not block.text:
                return
        above, lead = self._headings.path, ""
        match block.kind:
            case PassageKind.HEADING:
                above = self._enter(block)
            case PassageKind.LIST_ITEM:
                lead = self._item(block)
            case PassageKind.PARAGRAPH:
                if self._brief and not _OPEN.search(self.passages[-1].text):
                    self._headings.leave(LOWEST)
                    above = self._headings.path
                self._lists.paragraph(block.text)
            case _:
                pass
        self._brief = block.kind is not PassageKind.HEADING
        self.passages.append(self._passage(block, above, lead))

    def _introduces_speaker(self, block: Block) -> bool:
        found = _SPEAKER.match(block.text)
        if found:
            self._speaker = (found["name"].strip(), found["role"].strip(), found["id"])
            block.text = block.text[found.end() :]
        return found is not None

    def _enter(self, block: Block) -> tuple[str, ...]:
        """Under a heading. The lowest sort, which names a single item or paragraph, leaves the list it is in open."""
        if block.level != LOWEST:
            self._lists.paragraph("")
            self._speaker = None
        return self._headings.enter(block.level or 1, block.text)

    def _item(self, block: Block) -> str:
        sort = sort_of(block.number)
        if not block.number and (found := marker(block.text)):
            block.text, block.number, sort = found.rest or block.text, found.number, found.sort
        return self._lists.item(block.text, block.number, sort, block.level)

    def _passage(self, block: Block, above: tuple[str, ...], lead: str) -> Passage:
        kind, number, name, role, dated = block.kind, block.number, "", "", None
        if self._speaker and kind in {PassageKind.PARAGRAPH, PassageKind.LIST_ITEM}:
            name, role, number = self._speaker
            kind, dated = PassageKind.SPEECH, self._spoken
        return Passage(
            text=block.text,
            start=0,
            end=0,
            kind=kind,
            headings=above,
            number=number,
            page_index=block.page_index,
            page_label=block.page_label,
            lead=lead,
            speaker=name,
            role=role,
            dated=dated,
        )
