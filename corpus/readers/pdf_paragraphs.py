"""From a PDF's lines to blocks: paragraphs across lines and pages, headings by their type, list items, tables."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.codebook import PassageKind
from corpus.readers.blocks import Block
from corpus.readers.clean import clean
from corpus.readers.hyphens import Hyphens
from corpus.readers.markers import marker
from corpus.readers.pdf_columns import ordered, rows
from corpus.readers.pdf_headings import SMALLER, Type, numbered, type_of
from corpus.readers.pdf_headings import level as level_of
from corpus.readers.pdf_page import Line, Page

_ENDED = re.compile(r"[.!?:;…—][”’\"')\]]*(?:\d{1,3})?$")
_LONGEST_JOINED = 20_000
"""Characters, beyond which a paragraph is not joined to another."""
_SAME = 0.12
"""The share by which type may differ in size and be of one paragraph, as words in another font are."""
_LABEL_ONLY = re.compile(r"[“‘\"]?(?:\([0-9a-zA-Z]{1,5}\)|\d{1,2}(?:\.\d{1,3}){0,3}\.?|[•●▪◦–-])")


@dataclass(slots=True)
class _Paragraph:
    """Lines brought together. ``right`` is how far its column's lines reach."""

    lines: list[Line]
    page: Page
    right: float
    row: bool = False
    text: str = ""

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


def blocks(pages: list[Page]) -> Iterator[Block]:
    """The blocks of a document's pages, running lines already dropped."""
    hyphens = Hyphens([line.text for page in pages for line in page.lines], keep=False)
    kind = type_of(pages)
    paragraphs = [one for page in pages for one in _page(page, kind)]
    for one in paragraphs:
        one.text = _text(one.lines, hyphens)
    yield from _classified(list(_joined(_unbroken(paragraphs, kind, hyphens))), kind)


def _page(page: Page, kind: Type) -> Iterator[_Paragraph]:
    for stretch in ordered(page.lines):
        right = max(line.right for line in stretch)
        current: _Paragraph | None = None
        beside = rows(stretch)
        for at, row in enumerate(beside):
            tabular = _tabular(row, beside[at - 1] if at else [], beside[at + 1] if at + 1 < len(beside) else [])
            line = _one(row, " | " if tabular else " ")
            if current is None or tabular or current.row or _breaks(current, line, kind):
                if current:
                    yield current
                current = _Paragraph([line], page, right, tabular)
            else:
                current.lines.append(line)
        if current:
            yield current


def _tabular(row: list[Line], before: list[Line], after: list[Line]) -> bool:
    """Whether the lines of a row are cells: the next or last row has as many, beginning in the same places."""
    if len(row) < 2 or any(line.right - line.left < 4 for line in row):
        return False
    return any(
        len(other) == len(row) and all(abs(one.left - two.left) < 3 for one, two in zip(row, other, strict=True))
        for other in (before, after)
    )


def _one(row: list[Line], between: str) -> Line:
    """The lines of a row as one, of the type of its longest."""
    if len(row) == 1:
        return row[0]
    main = max(row, key=lambda line: len(line.text))
    text = between.join(line.text for line in row)
    bold = all(line.bold for line in row)
    return Line(text, row[0].left, main.bottom, row[-1].right, main.top, main.base, main.size, bold)


def _breaks(current: _Paragraph, line: Line, kind: Type) -> bool:
    """Whether a line begins another paragraph than the one being built."""
    last, first = current.lines[-1], current.lines[0]
    if abs(line.size - last.size) > _SAME * last.size or (
        line.bold != last.bold and (last.bold or line.bold) and _whole(current)
    ):
        return True
    if last.base - line.base > 1.3 * kind.step * last.size or line.base > last.base:
        return True
    ended = bool(_ENDED.search(last.text[-12:]))
    short = last.right < current.right - 0.15 * (current.right - first.left)
    if _LABEL_ONLY.fullmatch(last.text) or _LABEL_ONLY.fullmatch(line.text):
        return True
    found = marker(line.text)
    if found and (
        (not found.number and found.sort not in "–—*-·") or ended or short or line.left > last.left + 0.5 * line.size
    ):
        return True
    indented = line.left > last.left + 0.8 * line.size
    if indented and (ended or short) and len(current.lines) > 1:
        return True
    hanging = len(current.lines) > 1 and line.left < last.left - 0.8 * line.size
    return (hanging and ended) or (ended and short and not line.text[:1].islower())


def _whole(current: _Paragraph) -> bool:
    """Whether the paragraph so far is all bold or all plain, so that a change of weight is one of kind."""
    return len({line.bold for line in current.lines}) == 1


def _text(lines: list[Line], hyphens: Hyphens) -> str:
    return clean(hyphens.joined([line.text.strip() for line in lines]))


def _unbroken(paragraphs: Iterable[_Paragraph], kind: Type, hyphens: Hyphens) -> Iterator[_Paragraph]:
    """Paragraphs that a column or page broke in two, whole again; footnotes between the halves come after."""
    last: _Paragraph | None = None
    notes: list[_Paragraph] = []
    for one in paragraphs:
        if last is not None and one.size < SMALLER * kind.body <= last.size and not one.row:
            notes.append(one)
            continue
        if last is not None and _goes_on(last, one, kind):
            last.text = hyphens.join(last.text, one.text)
            last.lines = [*last.lines, *one.lines]
            last.right = one.right
            continue
        if last is not None:
            yield last
        yield from notes
        last, notes = one, []
    if last is not None:
        yield last
    yield from notes


def _goes_on(last: _Paragraph, one: _Paragraph, kind: Type) -> bool:
    """Whether a paragraph at the head of a page or column continues the one at the foot of that before."""
    end, start = last.lines[-1], one.lines[0]
    if len(last.text) > _LONGEST_JOINED:
        return False
    moved = last.page is not one.page or start.bottom > end.bottom
    if not moved or last.row or one.row or last.bold != one.bold or abs(last.size - one.size) > _SAME * last.size:
        return False
    if _ENDED.search(last.text[-12:]) or marker(one.text) or _LABEL_ONLY.fullmatch(last.text):
        return False
    if level_of(last.text, last.lines, kind) and not one.text[:1].islower():
        return False
    full = end.right > last.right - 0.15 * (last.right - min(line.left for line in last.lines))
    return one.text[:1].islower() or full or last.text.endswith("-")


def _joined(paragraphs: Iterable[_Paragraph]) -> Iterator[tuple[_Paragraph, str]]:
    """Paragraphs with the label, such as "(a)" or "•", that stood on a line of its own before them."""
    label = ""
    held: _Paragraph | None = None
    for one in paragraphs:
        if _LABEL_ONLY.fullmatch(one.text):
            if held is not None and one.text.startswith("(") and label[-1:].isalnum():
                label += one.text
            else:
                if held is not None:
                    yield held, ""
                label = one.text
            held = one
            continue
        yield one, label
        label, held = "", None
    if held is not None:
        yield held, ""


def _classified(paragraphs: list[tuple[_Paragraph, str]], kind: Type) -> Iterator[Block]:
    for one, label in paragraphs:
        place = (one.page.index, one.page.label)
        level = 0 if label else level_of(one.text, one.lines, kind)
        if one.row:
            yield Block(PassageKind.TABLE_ROW, one.text, 0, "", *place)
        elif level:
            number, text = numbered(one.text)
            yield Block(PassageKind.HEADING, text, level, number, *place)
        elif label:
            quoted = (label.startswith(("“", "‘", '"')) and label[0]) or ""
            bare = label.lstrip('“‘"')
            number = "" if bare in "•●▪◦–-" else bare.rstrip(".")
            yield Block(PassageKind.LIST_ITEM, quoted + one.text, 0, number, *place)
        elif (found := marker(one.text)) and found.rest:
            yield Block(PassageKind.LIST_ITEM, one.text, 0, "", *place)
        else:
            yield Block(PassageKind.PARAGRAPH, one.text, 0, "", *place)
