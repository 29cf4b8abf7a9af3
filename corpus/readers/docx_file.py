"""Word documents (DOCX): python-docx opens them and knows their styles; their text is walked here.

The walk keeps what python-docx leaves out (tracked insertions, content controls, text boxes), and leaves out
what is not the text (deletions, field codes, tables of contents, notes).
"""

import io
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from corpus.codebook import PassageKind
from corpus.readers.blocks import Block
from corpus.readers.clean import clean
from corpus.readers.docx_numbers import Numbers
from corpus.readers.draft import Draft, Source
from corpus.readers.office import draft_of
from corpus.readers.xmlsafe import name, parse
from corpus.readers.zipguard import DAMAGED, member, open_archive

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DROPPED = {
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "footnoteReference",
    "endnoteReference",
    "Fallback",
    "rPr",
    "pPr",
}
_BOLD_HEADING = 7
"""The level of a heading told only by its bold type, below those told by their style."""
_TITLES = {"title": 1, "teitl": 1}


def read(source: Source) -> Iterator[Draft]:
    """The one document of a DOCX file. Raises ``UnreadableDocument`` for damaged, locked or oversized ones."""
    with open_archive(source) as archive:
        main = member(source, archive, "word/document.xml")
    if main is None:
        raise source.refuse("lacks its text (word/document.xml); fetch it again, or save it again as .docx")
    parse(source, main)  # refuses entities and a DTD before another parser sees them
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        document = Document(io.BytesIO(source.data))
        draft = draft_of(list(_Body(document).blocks(document.element.body)), "docx")
        draft.title = draft.title or _title(document)
    except (OpcError, KeyError, AttributeError, TypeError, etree.LxmlError, *DAMAGED) as error:
        raise source.refuse("is a damaged Word document; open it in Word and save it again") from error
    yield draft


def _title(document: Any) -> str:
    """The title among the document's properties, unless it is a template's or a file's name."""
    title = clean(document.core_properties.title or "")
    return "" if re.search(r"\.docx?$|^(?:Document|Untitled|Microsoft Word)\b", title, re.IGNORECASE) else title


class _Body:
    """A pass over the elements of a document's body."""

    def __init__(self, document: Any) -> None:
        self._styles = {style.style_id: style for style in document.styles}
        try:
            numbering = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):  # a document without lists has no such part
            numbering = None
        self._numbers = Numbers(numbering)

    def blocks(self, element: Any) -> Iterator[Block]:
        """The blocks under an element, in order."""
        for child in element:
            kind = name(child)
            if kind == "p":
                yield from self._paragraph(child)
                yield from self._boxes(child)
            elif kind == "tbl":
                yield from self._rows(child)
            elif kind == "sdt":
                gallery = child.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
                if gallery is None or gallery.get(f"{_W}val") != "Table of Contents":
                    yield from self.blocks(child)
            elif kind not in _DROPPED and kind not in {"sdtPr", "sectPr", "tblPr", "tblGrid"}:
                yield from self.blocks(child)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        text = clean(_words(element))
        style = self._style(element)
        if style.startswith(("toc ", "table of ")):
            return
        printed, listed = self._numbered(element)
        if not text:
            return
        number = printed if printed.startswith("(") else printed.rstrip(".)")
        level = self._level(element, style)
        if not level and not listed and _all_bold(element) and len(text) <= 100 and not re.search(r"[.:;,]$", text):
            level = _BOLD_HEADING
        if level:
            yield Block(PassageKind.HEADING, text, level, number)
        elif listed or style.startswith("list "):
            yield Block(PassageKind.LIST_ITEM, text, 1 + self._depth(element), number)
        else:
            yield Block(PassageKind.PARAGRAPH, text)

    def _chain(self, element: Any) -> Iterator[Any]:
        """The properties that bear on a paragraph: its own, then its style's and that of the styles it is based on."""
        own = element.find(f"{_W}pPr")
        if own is not None:
            yield own
        style = self._styles.get(_style_id(element))
        for _ in range(10):
            if style is None:
                return
            properties = style.element.find(f"{_W}pPr")
            if properties is not None:
                yield properties
            style = getattr(style, "base_style", None)

    def _style(self, element: Any) -> str:
        style = self._styles.get(_style_id(element))
        return (style.name or "").lower() if style is not None else ""

    def _level(self, element: Any, style: str) -> int:
        if found := re.fullmatch(r"heading (\d)", style):
            return int(found[1])
        if style in _TITLES:
            return _TITLES[style]
        for properties in self._chain(element):
            outline = properties.find(f"{_W}outlineLvl")
            if outline is not None and str(outline.get(f"{_W}val", "9")).isdigit():
                level = int(outline.get(f"{_W}val"))
                return level + 1 if level < 9 else 0
        return 0

    def _numbered(self, element: Any) -> tuple[str, bool]:
        number, at = "", 0
        for properties in self._chain(element):
            found = properties.find(f"{_W}numPr")
            if found is None:
                continue
            which, level = found.find(f"{_W}numId"), found.find(f"{_W}ilvl")
            if level is not None and not at:
                at = int(level.get(f"{_W}val", "0"))
            if which is not None:
                number = which.get(f"{_W}val", "")
                break
        return self._numbers.next(number, at) if number and number != "0" else ("", False)

    def _depth(self, element: Any) -> int:
        level = element.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
        return int(level.get(f"{_W}val", "0")) if level is not None else 0

    def _rows(self, table: Any) -> Iterator[Block]:
        """The rows of a table; a table of one cell is a box drawn round ordinary text."""
        rows = [row for row in table.iter(f"{_W}tr") if next(row.iterancestors(f"{_W}tbl"), None) is table]
        if len(rows) == 1 and len(rows[0].findall(f"{_W}tc")) == 1:
            yield from self.blocks(rows[0].find(f"{_W}tc"))
            return
        for row in rows:
            cells = [clean(" ".join(map(_words, cell.iter(f"{_W}p")))) for cell in row.iter(f"{_W}tc")]
            yield Block(PassageKind.TABLE_ROW, " | ".join(filter(None, cells)))

    def _boxes(self, element: Any) -> Iterator[Block]:
        """Text boxes anchored in a paragraph, after it; of two renderings of one, the first."""
        for box in element.iter(f"{_W}txbxContent"):
            if not any(name(one) == "Fallback" for one in box.iterancestors()):
                yield from self.blocks(box)


def _style_id(element: Any) -> str:
    found = element.find(f"{_W}pPr/{_W}pStyle")
    return str(found.get(f"{_W}val", "")) if found is not None else "Normal"


def _words(element: Any) -> str:
    return "".join(_runs(element))


def _runs(element: Any) -> Iterator[str]:
    for child in element:
        kind = name(child)
        if kind == "t":
            yield child.text or ""
        elif kind in {"tab", "br", "cr", "ptab"}:
            yield " "
        elif kind == "noBreakHyphen":
            yield "-"
        elif kind not in _DROPPED and kind != "txbxContent":
            yield from _runs(child)


def _all_bold(element: Any) -> bool:
    runs = [run for run in element.iter(f"{_W}r") if clean("".join(text.text or "" for text in run.iter(f"{_W}t")))]
    return bool(runs) and all(_is_bold(run) for run in runs)


def _is_bold(run: Any) -> bool:
    bold = run.find(f"{_W}rPr/{_W}b")
    return bold is not None and bold.get(f"{_W}val", "true") not in {"0", "false", "off"}
