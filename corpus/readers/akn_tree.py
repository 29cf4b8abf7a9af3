"""From Akoma Ntoso elements to the tree of provisions."""

from collections.abc import Iterator

from lxml import etree

from corpus.readers.clean import clean
from corpus.readers.clml_tree import tidied
from corpus.readers.provisions import Node, Role
from corpus.readers.xmlsafe import name

_SKIPPED = {
    *("meta", "num", "heading", "subheading", "authorialNote", "note", "noteRef", "notes", "toc", "crest", "img"),
    *("docTitle", "docNumber", "docDate", "docStage", "docType", "eol", "remark", "annotations"),
}
_DIVISIONS = {
    "part",
    "chapter",
    "subchapter",
    "title",
    "subtitle",
    "division",
    "subdivision",
    "book",
    "tome",
    "subpart",
}
_PROVISIONS = {
    *(
        "section",
        "subsection",
        "article",
        "rule",
        "subrule",
        "paragraph",
        "subparagraph",
        "level",
        "clause",
        "subclause",
    ),
    *("point", "indent", "list", "alinea", "transitional", "proviso"),
}
_CONTAINERS = {"crossheading": Role.DIVISION, "schedule": Role.SCHEDULE, "attachment": Role.SCHEDULE}
_INLINE = {
    "ref",
    "rref",
    "term",
    "b",
    "i",
    "u",
    "sup",
    "sub",
    "span",
    "inline",
    "abbr",
    "def",
    "quotedText",
    "a",
    "cite",
    "q",
}
_NOTES = {"longTitle", "preamble", "preface", "conclusions", "recitals", "formula"}


def build(root: etree._Element) -> list[Node]:
    """The tree of an ``act``, ``bill`` or other document: long title, preamble, body, schedules, explanatory note."""
    return list(_children(root, note=False))


def _children(element: etree._Element, *, note: bool) -> Iterator[Node]:
    for child in element:
        yield from _node(child, note=note)


def _node(element: etree._Element, *, note: bool) -> Iterator[Node]:
    kind = name(element)
    if not kind or kind in _SKIPPED:
        return
    note = note or kind in _NOTES
    container = _CONTAINERS.get(element.get("name", "")) if kind == "hcontainer" else _CONTAINERS.get(kind)
    if kind in _DIVISIONS or container:
        yield _titled(element, container or Role.DIVISION, note=note)
    elif kind in _PROVISIONS:
        yield _titled(element, Role.PROVISION, note=note)
    elif kind == "hcontainer" and element.get("name") == "definition":
        yield Node(Role.ITEM, number=_printed(element, "num"), children=list(_children(element, note=note)))
    elif kind == "hcontainer" and _printed(element, "heading"):
        yield _titled(element, Role.DIVISION, note=note)
    elif kind in {"item", "li"}:
        yield Node(Role.ITEM, number=_printed(element, "num"), children=list(_mixed(element, note=note)))
    elif kind == "quotedStructure":
        yield Node(Role.QUOTED, children=list(_children(element, note=False)))
    elif kind == "tr":
        cells = [clean(_text(cell)) for cell in element if name(cell) in {"td", "th"}]
        yield Node(Role.ROW, " | ".join(filter(None, cells)))
    elif kind in {"p", "block", "mod", "listIntroduction", "listWrapUp", "docketNumber"}:
        yield from _mixed(element, note=note)
    else:
        yield from _children(element, note=note)


def _titled(element: etree._Element, role: Role, *, note: bool) -> Node:
    return Node(
        role,
        number=_printed(element, "num"),
        title=_printed(element, "heading"),
        children=list(_children(element, note=note)),
    )


def _mixed(element: etree._Element, *, note: bool) -> Iterator[Node]:
    """Running text, cut where a structure such as inserted text stands in the middle of it."""
    run: list[str] = []
    opening, inline = "", False
    for text, child in _runs(element):
        if child is None:
            run.append(text)
        elif name(child) == "quotedText" and _opens_structure(child):
            opening = tidied(_text(child)).lstrip("“")
        elif name(child) == "quotedText":
            run.append(_text(child))
            inline = True
        else:
            yield from _said(run, inline=inline, note=note)
            run, inline = [], False
            nodes = list(_node(child, note=note))
            if opening and nodes:
                nodes[0].children.insert(0, Node(Role.TEXT, opening))
                opening = ""
            yield from nodes
    yield from _said(run, inline=inline, note=note)


def _opens_structure(quoted: etree._Element) -> bool:
    """Whether quoted words are the first of the inserted structure right after them."""
    after = quoted.getnext()
    return after is not None and name(after) == "quotedStructure" and not (quoted.tail or "").strip()


def _runs(element: etree._Element) -> Iterator[tuple[str, etree._Element | None]]:
    """The text of an element in order, and in their places the children that are not running text."""
    yield element.text or "", None
    for child in element:
        kind = name(child)
        if kind == "quotedText" or (kind not in _INLINE and kind not in _SKIPPED and kind not in {"mod", "p"}):
            yield "", child
        elif kind not in _SKIPPED:
            yield from _runs(child)
        yield child.tail or "", None


def _said(run: list[str], *, inline: bool, note: bool) -> Iterator[Node]:
    if text := tidied("".join(run)):
        yield Node(Role.NOTE if note else Role.TEXT, text, inline=inline)


def _text(element: etree._Element) -> str:
    return "".join(text if child is None else _text(child) for text, child in _runs(element))


def _printed(element: etree._Element, wanted: str) -> str:
    found = next((child for child in element if name(child) == wanted), None)
    return tidied(_text(found)) if found is not None else ""
