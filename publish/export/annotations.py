"""W3C Web Annotations (JSON-LD): the words of commitments, of evidence and of themes, where they stand, and why."""

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any, TextIO
from urllib.parse import quote

from corpus.anchors import CONTEXT, Selector
from corpus.carrying import PROGRAM
from corpus.codebook import Delivery, Judgement
from corpus.rows import PassageRow
from corpus.taken import found, promises
from corpus.taken.found import TakenMark
from corpus.taken.promises import TakenCommitment, TakenEvidence
from publish.export.about import TITLE, About
from publish.export.cells import bare, moment
from publish.export.chosen import Chosen
from publish.export.entries import urn

KINDS = ("commitments", "evidence", "themes")

LD = "http://www.w3.org/ns/anno.jsonld"

TERMS = {
    "addewid": "urn:addewid:",
    "title": "dcterms:title",
    "passage": "addewid:passage",
    "pageIndex": {"@id": "addewid:pageIndex", "@type": "xsd:nonNegativeInteger"},
    "pageLabel": "addewid:pageLabel",
}
"""Words of ours beside those of the standard: the passage, and its page as counted from 0 and as printed."""

_POSITIONS = "Positions count characters of the text as Addewid read it, its passages joined by an empty line."

_SOFTWARE = {"type": "Software", "name": "Addewid"}


def write(chosen: Chosen, out: TextIO, about: About, kinds: Collection[str] = KINDS) -> int:
    """Write a collection of annotations of these kinds, one by one as they are read; returns how many."""
    head = {
        "@context": [LD, TERMS],
        "id": urn("annotations"),
        "type": "AnnotationCollection",
        "label": TITLE,
        "dcterms:description": " ".join((*about.lines(), _POSITIONS)),
        "generator": _SOFTWARE | {"schema:softwareVersion": about.stamp.version},
        "first": {"id": urn("annotations page 1"), "type": "AnnotationPage", "startIndex": 0},
    }
    out.write(json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n }\n}"))
    out.write(',\n  "items": [')
    count = 0
    for each in _annotations(chosen, kinds):
        out.write(",\n" if count else "\n")
        out.write(json.dumps(bare(each), ensure_ascii=False))
        count += 1
    out.write(f'\n  ]\n }},\n "total": {count}\n}}\n')
    return count


def _annotations(chosen: Chosen, kinds: Collection[str]) -> Iterator[Mapping[str, Any]]:
    if "commitments" in kinds:
        for stated in promises.rows(chosen.session, chosen.ids, chosen.on):
            yield _commitment(chosen, stated)
    if "evidence" in kinds:
        for shown in promises.evidence(chosen.session, chosen.ids, chosen.states):
            yield _evidence(chosen, shown)
    if "themes" in kinds:
        for mark in found.marks(chosen.session, chosen.versions):
            yield _mark(chosen, mark)


def _commitment(chosen: Chosen, each: TakenCommitment) -> Mapping[str, Any]:
    row, stands = each.row, each.stands
    judged = {
        Judgement.RESPONSE: row.response,
        Judgement.DELIVERY: None if row.delivery is Delivery.NOT_ASSESSED else row.delivery,
        Judgement.VERIFIABILITY: row.verifiability,
    }
    bodies = [
        _words("identifying", row.ref),
        _words("classifying", row.kind),
        *(_words("tagging", theme) for theme in row.themes),
        *(_words("assessing", f"{judgement}: {value}") for judgement, value in judged.items() if value),
    ]
    source = _source(row.url, row.document_title, row.passage_ref, row.lang)
    target = _target(chosen, row.document_key, source, stands.selector, stands.captured_at)
    target |= _page(row.passage_ref if stands.current else "", stands.page_index, stands.page_label)
    return _annotation(row.ref, "classifying", bodies, target, _SOFTWARE if row.origin == PROGRAM else None)


def _evidence(chosen: Chosen, each: TakenEvidence) -> Mapping[str, Any]:
    row, stands, passage = each.row, each.stands, each.row.quotation.passage
    bodies = [
        {"type": "SpecificResource", "purpose": "linking", "source": _name(each.of)},
        _words("classifying", row.relation),
        _words("assessing", row.state),
    ]
    target = _target(chosen, passage.document_key, _of(passage), stands.selector, stands.captured_at)
    target |= _page(passage.ref if stands.current else "", stands.page_index, stands.page_label)
    creator = _SOFTWARE if row.made_by == PROGRAM else {"type": "Person", "name": row.made_by}
    return _annotation(row.ref, "linking", bodies, target, creator, row.made_at)


def _mark(chosen: Chosen, each: TakenMark) -> Mapping[str, Any]:
    passage, text = each.passage, each.passage.text
    selector = Selector(
        exact=text[each.start : each.end],
        prefix=text[max(0, each.start - CONTEXT) : each.start],
        suffix=text[each.end : each.end + CONTEXT],
        start=passage.start + each.start,
    )
    target = _target(chosen, passage.document_key, _of(passage), selector)
    target |= _page(passage.ref, passage.page_index, passage.page_label)
    return _annotation(each.ref, "tagging", [_words("tagging", each.theme)], target, _SOFTWARE)


def _annotation(
    ref: str,
    motivation: str,
    bodies: list[dict[str, Any]],
    target: Mapping[str, Any],
    creator: Mapping[str, Any] | None,
    created: datetime | None = None,
) -> Mapping[str, Any]:
    told: dict[str, Any] = {"id": _name(ref), "type": "Annotation", "motivation": motivation}
    if creator:
        told |= {"creator": creator}
    if created:
        told |= {"created": moment(created)}
    return {**told, "body": bodies, "target": target}


def _words(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _target(
    chosen: Chosen, key: str, source: Mapping[str, Any], selector: Selector, captured: datetime | None = None
) -> dict[str, Any]:
    """Words in a document; what stands around them only where it may be handed on whole."""
    words: dict[str, Any] = {"type": "TextQuoteSelector", "exact": chosen.rights.words(key, selector.exact)}
    if chosen.rights.whole(key):
        words |= {"prefix": selector.prefix, "suffix": selector.suffix}
    position = {"type": "TextPositionSelector", "start": selector.start, "end": selector.end}
    state = {"state": {"type": "TimeState", "sourceDate": moment(captured)}} if captured else {}
    return {"type": "SpecificResource", "source": source, "selector": [words, position], **state}


def _page(passage: str, index: int | None, label: str) -> dict[str, Any]:
    told: dict[str, Any] = {"passage": passage, "pageIndex": index, "pageLabel": label}
    return {name: value for name, value in told.items() if value not in {None, ""}}


def _of(passage: PassageRow) -> Mapping[str, Any]:
    return _source(passage.url, passage.document_title, passage.ref, passage.lang)


def _source(url: str, title: str, passage: str, lang: str) -> Mapping[str, Any]:
    """A document: by its web address, or where it has none by a name that is made from its own."""
    web = url.startswith(("https://", "http://"))
    named = f"urn:addewid:document:{quote(passage.rpartition('/')[0], safe='/')}"
    address = quote(url, safe="%:/?#[]@!$&'()*+,;=~", errors="replace") if web else named
    return {"id": address, "type": "Text", "title": title, "language": lang}


def _name(ref: str) -> str:
    return urn(f"annotation {ref}")
