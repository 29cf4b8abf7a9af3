"""From CLML elements to the tree of provisions."""

import re
from collections.abc import Iterator

from lxml import etree

from corpus.codebook import Lang
from corpus.readers.clean import clean
from corpus.readers.provisions import Node, Role
from corpus.readers.xmlsafe import name

_SKIPPED = {
    *(
        "Metadata",
        "Contents",
        "Commentaries",
        "Footnotes",
        "CommentaryRef",
        "FootnoteRef",
        "MarginNoteRef",
        "MarginNotes",
    ),
    *(
        "Number",
        "Title",
        "TitleBlock",
        "Reference",
        "Pnumber",
        "SubjectInformation",
        "MadeDate",
        "LaidDate",
        "SiftedDate",
    ),
    *(
        "ComingIntoForce",
        "DateOfEnactment",
        "EnactingTextOmitted",
        "Resources",
        "Figure",
        "Image",
        "Formula",
        "Versions",
    ),
    *("Approved", "Draft", "RoyalPresence", "Include", "CommentaryText", "PageNumber", "colgroup", "Character"),
}
_DIVISIONS = {
    *("Part", "Chapter", "Pblock", "PsubBlock", "Group", "ExplanatoryNotes", "EarlierOrders", "Appendix", "Abstract"),
    *("EUPart", "EUTitle", "EUChapter", "EUSection", "EUSubsection", "Division"),
}
_PROVISION = re.compile(r"P[1-7]")
_LISTS = {"UnorderedList", "OrderedList"}
_NOTES = {"LongTitle", "PrimaryPreamble", "SecondaryPreamble", "Correction", "ExplanatoryNotes", "Comment"}
_TIGHT_BEFORE = re.compile(r"\s+([,.;:)\]”’])")
_TIGHT_AFTER = re.compile(r"([(\[“‘])\s+")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LABEL = re.compile(r"(?:(?:Standard|Safon)\s+\w+|\(?\w{1,4}\)?)?[.:]?", re.IGNORECASE)


def build(root: etree._Element, lang: Lang) -> list[Node]:
    """The tree of a ``Legislation`` element: preamble, body, schedules and note, in the document's language."""
    return list(_Builder(lang).children(root, note=False))


class _Builder:
    def __init__(self, lang: Lang) -> None:
        self._lang = lang

    def children(self, element: etree._Element, *, note: bool) -> Iterator[Node]:
        for child in element:
            yield from self._node(child, note=note)

    def _node(self, element: etree._Element, *, note: bool) -> Iterator[Node]:
        kind = name(element)
        if not kind or kind in _SKIPPED or self._foreign(element):
            return
        note = note or kind in _NOTES
        if kind in {"Text", "LongTitle"}:
            yield Node(Role.NOTE if note else Role.TEXT, inline_text(element), inline=_amends(element))
        elif kind == "P1group":
            yield self._group(element, note=note)
        elif _PROVISION.fullmatch(kind):
            yield self._provision(element, "", note=note)
        elif kind in _DIVISIONS or kind == "Schedule":
            role = Role.SCHEDULE if kind == "Schedule" else Role.DIVISION
            children = list(self.children(element, note=note))
            yield Node(role, number=_child(element, "Number"), title=self._title(element), children=children)
        elif kind in _LISTS:
            yield from self._items(element, note=note)
        elif kind == "BlockAmendment":
            yield Node(Role.QUOTED, children=list(self.children(element, note=False)))
        elif kind == "SignedSection":
            yield Node(Role.NOTE, ", ".join(filter(None, _leaves(element))))
        elif kind == "table":
            yield from self._table(element)
        elif kind == "P":
            yield Node(Role.GROUP, children=list(self.children(element, note=note)))
        elif len(element) or not _own(element):
            yield from self.children(element, note=note)
        else:
            yield Node(Role.NOTE if note else Role.TEXT, inline_text(element))

    def _foreign(self, element: etree._Element) -> bool:
        """Whether an element is the other language's, in a document that holds titles in both."""
        stated = element.get(_XML_LANG)
        return stated in {"en", "cy"} and stated != self._lang.value

    def _title(self, element: etree._Element) -> str:
        for holder in element:
            if name(holder) == "TitleBlock":
                return self._title(holder)
        titles = [child for child in element if name(child) == "Title" and not self._foreign(child)]
        return inline_text(titles[0]) if titles else ""

    def _group(self, element: etree._Element, *, note: bool) -> Node:
        """A titled group: its title is its section's, when it has just one."""
        sections = [child for child in element if name(child) == "P1"]
        title = self._title(element)
        if len(sections) == 1:
            return self._provision(sections[0], title, note=note)
        return Node(Role.DIVISION, title=title, children=list(self.children(element, note=note)))

    def _provision(self, element: etree._Element, title: str, *, note: bool) -> Node:
        number = _child(element, "Pnumber").strip(".")
        if name(element) != "P1" and number and not number.startswith("("):
            number = f"({number})"
        return Node(Role.PROVISION, number=number, title=title, children=list(self.children(element, note=note)))

    def _items(self, element: etree._Element, *, note: bool) -> Iterator[Node]:
        ordered = name(element) == "OrderedList"
        for at, item in enumerate((child for child in element if name(child) == "ListItem"), 1):
            given = clean(item.get("NumberOverride", ""))
            number = given or (_ordinal(at, element.get("Type", "")) if ordered else "")
            if number and element.get("Decoration") == "parens" and not given:
                number = f"({number})"
            yield Node(Role.ITEM, number=number, children=list(self.children(item, note=note)))

    def _table(self, element: etree._Element) -> Iterator[Node]:
        """The rows of a table; rows all in bold or italics are headings over those after them."""
        above: list[tuple[int, Node]] = []
        for row in (child for child in element.iter(etree.Element) if name(child) == "tr"):
            cells = [child for child in row if name(child) in {"td", "th"}]
            texts = [clean(inline_text(cell)) for cell in cells]
            level = _heading_row(cells, texts)
            node = (
                Node(Role.DIVISION, number=texts[0].rstrip(".:"), title=texts[1]) if level else self._row(cells, texts)
            )
            while level and above and above[-1][0] >= level:
                above.pop()
            if above:
                above[-1][1].children.append(node)
            else:
                yield node
            if level:
                above.append((level, node))

    def _row(self, cells: list[etree._Element], texts: list[str]) -> Node:
        """A row; one whose first cell only labels a rule ("Standard 1:") is that provision."""
        if len(texts) != 2 or not texts[1] or not _LABEL.fullmatch(texts[0]):
            return Node(Role.ROW, " | ".join(filter(None, texts)))
        inner = [child for child in cells[1] if name(child) not in {"Strong", "Emphasis", "Citation", "Term"}]
        children = list(self.children(cells[1], note=False)) if inner else [Node(Role.TEXT, texts[1])]
        return Node(Role.PROVISION, number=texts[0].rstrip(".:"), children=children)


def inline_text(element: etree._Element) -> str:
    """The running text of an element, references to notes left out."""
    return tidied("".join(_runs(element)))


def tidied(text: str) -> str:
    """Text on one line, without the spaces that pretty-printing puts inside quotes and brackets."""
    text = re.sub(r"\s+", " ", text)
    return _TIGHT_AFTER.sub(r"\1", _TIGHT_BEFORE.sub(r"\1", text)).strip()


def _runs(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if name(child) not in _SKIPPED - {"Character"}:
            if name(child) in {"Text", "Para", "P", "ListItem", "td"}:
                yield " "
            yield from _runs(child)
        yield child.tail or ""


def _amends(element: etree._Element) -> bool:
    return any(name(child) == "InlineAmendment" for child in element.iter(etree.Element))


def _own(element: etree._Element) -> str:
    return clean(element.text or "")


def _child(element: etree._Element, wanted: str) -> str:
    found = next((child for child in element if name(child) == wanted), None)
    return clean(inline_text(found)) if found is not None else ""


def _leaves(element: etree._Element) -> Iterator[str]:
    for child in element.iter(etree.Element):
        if name(child) in {"PersonName", "JobTitle", "Department", "DateText"}:
            yield clean(inline_text(child))


def _heading_row(cells: list[etree._Element], texts: list[str]) -> int:
    """The level of a row of two cells that is a heading: numbered 1, bold 2, italic 3; else 0."""
    if len(texts) != 2 or not texts[1] or not all(map(_emphatic, cells)):
        return 0
    if texts[0]:
        return 1
    return 2 if any(name(child) == "Strong" for child in cells[1].iter(etree.Element)) else 3


def _emphatic(cell: etree._Element) -> bool:
    """Whether all the text of a cell is in bold or italics (an empty cell is)."""
    plain = _own(cell) or any(clean(child.tail or "") for child in cell)
    return not plain and all(name(child) in {"Strong", "Emphasis"} for child in cell)


def _ordinal(at: int, sort: str) -> str:
    if sort.startswith("alpha"):
        letter = chr(ord("a") + (at - 1) % 26) * ((at - 1) // 26 + 1)
        return letter.upper() if sort == "alphaupper" else letter
    if sort.startswith("roman"):
        units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
        roman = "x" * (at // 10) + units[at % 10]
        return roman.upper() if sort == "romanupper" else roman
    return str(at)
