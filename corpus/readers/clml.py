"""legislation.gov.uk's own XML (CLML): Acts, Measures and statutory instruments, whole or in part."""

from collections.abc import Iterator
from datetime import date

from lxml import etree

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.language import msg
from corpus.readers import clml_tree, provisions
from corpus.readers.clean import clean
from corpus.readers.dates import iso
from corpus.readers.draft import Draft, Source
from corpus.readers.legislation import describe
from corpus.readers.xmlsafe import all_text, name, parse

_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{http://www.legislation.gov.uk/namespaces/metadata}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_TEXTUAL = {"Body", "Schedules", "ExplanatoryNotes"}


_CONTENTS_ONLY = msg(
    "holds a table of contents only, not the text of the legislation; "
    "fetch the text itself, at the same address with /data.xml and without /metadata or /contents"
)
_METADATA_ONLY = msg(
    "holds metadata only, not the text of the legislation; "
    "fetch the text itself, at the same address with /data.xml and without /metadata or /contents"
)


def read(source: Source) -> Iterator[Draft]:
    """The one document of a CLML file. Raises ``UnreadableDocument`` for one with metadata or contents only."""
    root, notes = parse(source)
    if not any(name(element) in _TEXTUAL for element in root.iter(etree.Element)):
        listed = any(name(element) == "Contents" for element in root)
        raise source.refuse(_CONTENTS_ONLY if listed else _METADATA_ONLY)
    lang = language(root)
    identifier = _value(root, f"{_DC}identifier")
    own = root.get("IdURI") or root.get(_XML_BASE) or identifier
    facts = describe(own, identifier)
    draft = Draft("clml", work=facts.work, kind=facts.kind, publisher=facts.publisher, warnings=notes + facts.warnings)
    draft.title = title(root, lang)
    draft.stated_lang = lang
    draft.issued = _issued(root)
    draft.url = root.get("DocumentURI") or own
    if draft.kind is None:
        secondary = any(name(child) == "Secondary" for child in root)
        draft.kind = DocumentKind.STATUTORY_INSTRUMENT if secondary else DocumentKind.ACT
    draft.passages = provisions.to_passages(clml_tree.build(root, lang), lang)
    if not any(one.kind is not PassageKind.HEADING for one in draft.passages):
        raise source.refuse("holds headings only, no provisions; fetch the whole text from the same address")
    yield draft


def language(root: etree._Element) -> Lang:
    """The language of a text; English unless it says Welsh."""
    stated = _value(root, f"{_DC}language") or root.get(_XML_LANG) or "en"
    return Lang.CY if stated.lower().startswith(("cy", "wel")) else Lang.EN


def _value(root: etree._Element, tag: str) -> str:
    found = root.find(f".//{tag}")
    return clean(all_text(found)) if found is not None else ""


def title(root: etree._Element, lang: Lang) -> str:
    """The title in the document's language, where it stands in both; empty where there is none."""
    titles = root.findall(f".//{_DC}title")
    own = [one for one in titles if (one.get(_XML_LANG) or lang.value).startswith(lang.value)]
    return clean(all_text((own or titles)[0])) if titles else ""


def outstanding(root: etree._Element, lang: Lang) -> int:
    """How many changes made by other legislation the publisher has still to work into the text of this language."""
    count = 0
    for effect in root.iter(f"{_META}UnappliedEffect"):
        own = "Welsh" if lang is Lang.CY and effect.get("RequiresWelshApplied") else ""
        needed = effect.get(f"Requires{own}Applied", "true") != "false"
        count += needed and effect.get(f"{own}Applied", "false") != "true"
    return count


def _issued(root: etree._Element) -> date | None:
    for tag in ("EnactmentDate", "Made"):
        found = root.find(f".//{_META}{tag}")
        if found is not None and (day := iso(found.get("Date", ""))):
            return day
    return None
