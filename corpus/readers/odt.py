"""OpenDocument text (ODT), from its content.xml."""

import re
from collections.abc import Iterator

from lxml import etree

from corpus.codebook import PassageKind
from corpus.readers.blocks import Block
from corpus.readers.clean import clean
from corpus.readers.draft import Draft, Source
from corpus.readers.office import draft_of
from corpus.readers.xmlsafe import name, parse
from corpus.readers.zipguard import member, open_archive

_SKIPPED = {
    *("tracked-changes", "note", "annotation", "table-of-content", "alphabetical-index", "illustration-index", "forms"),
    *("table-index", "object-index", "user-index", "bibliography", "sequence-decls", "image", "object", "ruby-text"),
}
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_HEADING_STYLE = re.compile(r"Heading_20_(\d)|Heading (\d)")


def read(source: Source) -> Iterator[Draft]:
    """The one document of an ODT file. Raises ``UnreadableDocument`` for damaged, locked or oversized ones."""
    with open_archive(source) as archive:
        content = member(source, archive, "content.xml")
        meta = member(source, archive, "meta.xml")
        manifest = member(source, archive, "META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise source.refuse("is locked with a password; save it without one")
    if content is None:
        raise source.refuse("lacks its text (content.xml); fetch it again, or save it again as .odt")
    root, notes = parse(source, content)
    holder = next((one for one in root.iter(etree.Element) if name(one) == "body"), ())
    body = next((one for one in holder if name(one) == "text"), None)
    if body is None:
        raise source.refuse("is an OpenDocument file of another kind, such as a spreadsheet; save its text as .odt")
    draft = draft_of(list(_Body(root).blocks(body)), "odt")
    draft.warnings += notes
    if meta is not None:
        _facts(parse(source, meta)[0], draft)
    yield draft


def _facts(meta: etree._Element, draft: Draft) -> None:
    """The title among the document's properties; their dates and language are the software's, not the document's."""
    stated = next((clean(one.text or "") for one in meta.iter(etree.Element) if name(one) == "title"), "")
    draft.title = draft.title or stated


class _Body:
    """A pass over the elements of a text body."""

    def __init__(self, root: etree._Element) -> None:
        self._parents: dict[str, str] = {}
        self._numbered: set[str] = set()
        for style in root.iter(f"{_STYLE}style"):
            self._parents[style.get(f"{_STYLE}name", "")] = style.get(f"{_STYLE}parent-style-name", "")
        for style in root.iter(f"{_TEXT}list-style"):
            if style.find(f"{_TEXT}list-level-style-number") is not None:
                self._numbered.add(style.get(f"{_STYLE}name", ""))

    def blocks(self, element: etree._Element, depth: int = 0, number: str = "") -> Iterator[Block]:
        """The blocks under an element; ``depth`` counts the lists around it, ``number`` is its list item's."""
        for child in element:
            kind = name(child)
            if kind in _SKIPPED:
                continue
            if kind == "h":
                stated = child.get(f"{_TEXT}outline-level", "1")
                yield Block(PassageKind.HEADING, _words(child), int(stated) if stated.isdigit() else 1)
            elif kind == "p":
                yield self._paragraph(child, depth, number)
                number = ""
                yield from self._frames(child)
            elif kind == "list":
                yield from self._list(child, depth + 1)
            elif kind == "table":
                yield from _rows(child)
            else:
                yield from self.blocks(child, depth, number)

    def _paragraph(self, element: etree._Element, depth: int, number: str) -> Block:
        style = element.get(f"{_TEXT}style-name", "")
        named = _HEADING_STYLE.search(f"{style} {self._parents.get(style, '')}")
        if named:
            return Block(PassageKind.HEADING, _words(element), int(named[1] or named[2]))
        if style == "Title" or self._parents.get(style) == "Title":
            return Block(PassageKind.HEADING, _words(element), 1)
        if depth:
            return Block(PassageKind.LIST_ITEM, _words(element), depth, number)
        return Block(PassageKind.PARAGRAPH, _words(element))

    def _list(self, element: etree._Element, depth: int) -> Iterator[Block]:
        numbered = element.get(f"{_TEXT}style-name", "") in self._numbered
        count = 0
        for item in element:
            if name(item) == "list-item":
                count += 1
                yield from self.blocks(item, depth, str(count) if numbered else "")
            elif name(item) == "list-header":
                yield from self.blocks(item, depth)

    def _frames(self, element: etree._Element) -> Iterator[Block]:
        """Text boxes anchored in a paragraph, after it."""
        for box in element.iter(etree.Element):
            if name(box) == "text-box":
                yield from self.blocks(box)


def _rows(table: etree._Element) -> Iterator[Block]:
    for row in (one for one in table.iter(etree.Element) if name(one) == "table-row"):
        cells = []
        for cell in row:
            if name(cell) == "table-cell":
                words = [_words(text) for text in cell.iter(etree.Element) if name(text) in {"p", "h"}]
                cells.append(clean(" ".join(words)))
        yield Block(PassageKind.TABLE_ROW, " | ".join(filter(None, cells)))


def _words(element: etree._Element) -> str:
    """The running text of a paragraph, its notes, comments and boxes left out."""
    return clean("".join(_runs(element)))


def _runs(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        kind = name(child)
        if kind in {"s", "tab", "line-break"}:
            yield " "
        elif kind not in _SKIPPED and kind != "frame":
            yield from _runs(child)
        yield child.tail or ""
