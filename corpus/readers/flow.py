"""Blocks out of a tree of markup, HTML's or the like: headings, paragraphs, nested lists, table rows."""

import re
from collections.abc import Iterator

from lxml import etree

from corpus.codebook import PassageKind
from corpus.readers.blocks import Block
from corpus.readers.clean import clean
from corpus.readers.xmlsafe import name

_SKIPPED = frozenset(
    (
        *("script", "style", "nav", "noscript", "template", "svg", "math", "button", "select", "iframe", "object"),
        *("canvas", "video", "audio", "form", "dialog"),
    )
)
_LISTS = frozenset(["ul", "ol", "menu", "dl", "list"])
_ITEMS = frozenset(["li", "dt", "dd", "item"])
_CELLS = frozenset(["td", "th", "cell"])
_BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "main", "header", "footer", "aside", "blockquote", "quote", "pre", "body"),
        *("figcaption", "figure", "address", "table", "caption", "fieldset", "details", "summary", "center", "hr"),
        *("legend", "hgroup"),
    )
)
_PROSE_CELL = 400
"""Characters; a lone cell with more holds a page's text, as old layouts have it, not a table's."""


def blocks(root: etree._Element, skipped: frozenset[str] = frozenset()) -> Iterator[Block]:
    """The blocks under an element, in order; ``skipped`` names elements to leave out besides scripts and the like."""
    yield from _Flow(_SKIPPED | skipped).read(root)


class _Flow:
    def __init__(self, skipped: frozenset[str]) -> None:
        self._skipped = skipped
        self._words: list[str] = []
        self._heading = 0
        self._lists: list[int | None] = []
        self._fresh = False
        self._types: list[str] = []
        self._cells: list[str] | None = None

    def read(self, root: etree._Element) -> Iterator[Block]:
        """One pass without recursion, so that no depth of nesting matters."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = name(element).lower()
            if event == "start":
                if not tag or (element is not root and (tag in self._skipped or _hidden(element))):
                    walk.skip_subtree()
                    continue
                yield from self._open(element, tag)
                self._words.append(element.text or "")
            else:
                if tag and (element is root or not (tag in self._skipped or _hidden(element))):
                    yield from self._close(element, tag)
                if element is not root:
                    self._words.append(element.tail or "")
        yield from self._flush()

    def _open(self, element: etree._Element, tag: str) -> Iterator[Block]:
        level = _level(element, tag)
        if level or tag in _BLOCKS or tag in _LISTS or tag in _ITEMS or tag in _CELLS or tag in {"tr", "row"}:
            yield from self._flush()
        if level:
            self._heading = level
        elif tag in _LISTS:
            ordered = tag == "ol" or element.get("rend") == "ol"
            self._lists.append((_whole(element.get("start")) or 1) - 1 if ordered else None)
            self._types.append(element.get("type", "1"))
        elif tag in _ITEMS:
            self._fresh = True
            if self._lists and self._lists[-1] is not None:
                self._lists[-1] = _whole(element.get("value")) or self._lists[-1] + 1
        elif tag in {"tr", "row"}:
            self._cells = []
        elif tag in _CELLS and self._cells is not None:
            self._cells.append("")
        elif tag in {"br", "lb"}:
            self._words.append(" ")

    def _close(self, element: etree._Element, tag: str) -> Iterator[Block]:
        level = _level(element, tag)
        if level or tag in _BLOCKS or tag in _LISTS or tag in _ITEMS or tag in _CELLS or tag in {"tr", "row"}:
            yield from self._flush()
        if level:
            self._heading = 0
        elif tag in _LISTS and self._lists:
            self._lists.pop()
            self._types.pop()
        elif tag in {"tr", "row"}:
            yield from self._row()

    def _row(self) -> Iterator[Block]:
        cells, self._cells = list(filter(None, self._cells or [])), None
        if len(cells) == 1 and len(cells[0]) > _PROSE_CELL:
            yield Block(PassageKind.PARAGRAPH, cells[0])
        elif cells:
            yield Block(PassageKind.TABLE_ROW, " | ".join(cells))

    def _flush(self) -> Iterator[Block]:
        text = clean("".join(self._words))
        self._words.clear()
        if not text:
            return
        if self._cells:
            self._cells[-1] = f"{self._cells[-1]} {text}".strip()
        elif self._heading:
            yield Block(PassageKind.HEADING, text, self._heading)
        elif self._lists:
            number = self._lists[-1]
            printed = self._printed(number) if number is not None and self._fresh else ""
            self._fresh = False
            yield Block(PassageKind.LIST_ITEM, text, len(self._lists), printed)
        else:
            yield Block(PassageKind.PARAGRAPH, text)

    def _printed(self, number: int) -> str:
        """The number a browser prints before an item: digits, or a letter in a lettered list."""
        first = self._types[-1]
        return f"({chr(ord(first) + number - 1)})" if first in {"a", "A"} and 0 < number <= 26 else str(number)


def _hidden(element: etree._Element) -> bool:
    """Whether a page does not show an element."""
    return "hidden" in element.attrib or "display:none" in element.get("style", "").replace(" ", "").lower()


def _level(element: etree._Element, tag: str) -> int:
    """A heading's level: of ``h2``, or of the ``head rend="h2"`` that main-content extraction makes of it."""
    shown = element.get("rend", "") if tag == "head" else tag
    found = re.fullmatch(r"h([1-6])", shown)
    return int(found[1]) if found else 0


def _whole(stated: str | None) -> int | None:
    return int(stated) if stated and re.fullmatch(r"-?\d{1,5}", stated.strip()) else None
