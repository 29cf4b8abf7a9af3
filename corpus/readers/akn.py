"""Akoma Ntoso (LegalDocML), as legislation.gov.uk publishes it: the same outcome as from CLML."""

from collections.abc import Iterator
from datetime import date

from lxml import etree

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.readers import akn_tree, provisions
from corpus.readers.clml_tree import tidied
from corpus.readers.dates import iso
from corpus.readers.draft import Draft, Source
from corpus.readers.legislation import describe
from corpus.readers.xmlsafe import all_text, name, parse

_KINDS = {"act": DocumentKind.ACT, "bill": DocumentKind.BILL}


def read(source: Source) -> Iterator[Draft]:
    """The one document of an Akoma Ntoso file. Raises ``UnreadableDocument`` when it has no provisions."""
    root, notes = parse(source)
    yield draft_of(source, root, "akn", notes)


def draft_of(source: Source, root: etree._Element, reader: str, notes: list[str]) -> Draft:
    """The draft of an ``akomaNtoso`` element."""
    document = next((child for child in root if name(child)), root)
    lang = Lang.CY if _fact(root, "FRBRlanguage", "language").lower() in {"cym", "wel", "cy"} else Lang.EN
    work, text = _address(root, "FRBRWork"), _address(root, "FRBRExpression")
    facts = describe(work, text, _part(root))
    draft = Draft(reader, work=facts.work, kind=facts.kind, publisher=facts.publisher, warnings=notes + facts.warnings)
    draft.kind = draft.kind or _KINDS.get(name(document))
    draft.stated_lang = lang
    draft.title = _title(root)
    draft.issued = _issued(root)
    draft.url = text or work
    draft.passages = provisions.to_passages(akn_tree.build(document), lang)
    if not any(one.kind is PassageKind.PROVISION for one in draft.passages):
        raise source.refuse(
            "holds metadata or contents only, not the text of the legislation; fetch the whole text from its publisher",
        )
    return draft


def _named(root: etree._Element, wanted: str) -> Iterator[etree._Element]:
    return (element for element in root.iter(etree.Element) if name(element) == wanted)


def _fact(root: etree._Element, wanted: str, attribute: str) -> str:
    found = next(_named(root, wanted), None)
    return found.get(attribute, "") if found is not None else ""


def _address(root: etree._Element, level: str) -> str:
    holder = next(_named(root, level), None)
    return _fact(holder, "FRBRuri", "value") if holder is not None else ""


def _part(root: etree._Element) -> str:
    """The part of the work that the file is an excerpt of ("section/1"), where it marks one."""
    for element in root.iter(etree.Element):
        if any(str(key).rpartition("}")[2] == "target" and value == "true" for key, value in element.attrib.items()):
            return (element.get("eId") or "").replace("-", "/")
    return ""


def _title(root: etree._Element) -> str:
    """The printed title, else the work's short name ("2011 nawm 7")."""
    printed = next(_named(root, "docTitle"), None)
    return tidied(all_text(printed)) if printed is not None else _fact(root, "FRBRname", "value")


def _issued(root: etree._Element) -> date | None:
    """The day of enactment or making; an estimated one is none."""
    for element in _named(root, "FRBRdate"):
        if element.get("name") in {"enacted", "made"}:
            return iso(element.get("date", ""))
    return None
