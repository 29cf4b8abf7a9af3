"""An Atom feed (RFC 4287) of passages. The same entries give the same bytes."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote
from xml.etree import ElementTree as ET

from corpus.rows import PassageRow, place
from corpus.rows.documents import in_english, stands_in

ATOM = "http://www.w3.org/2005/Atom"

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_OF_ADDRESSES = "%:/?#[]@!$&'()*+,;=~"


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage in a feed. ``key`` names it for good; ``found_by`` is the search that found it, at ``seen``."""

    key: str
    passage: PassageRow
    seen: datetime
    found_by: str


def as_atom(title: str, identity: str, entries: Sequence[Entry], since: datetime) -> str:
    """A feed of entries, the newest first. ``identity`` names the feed for good; ``since`` is when it was begun."""
    feed = ET.Element("feed", xmlns=ATOM)
    _add(feed, "title", title)
    _add(feed, "id", _urn(identity))
    _add(feed, "updated", _moment(max((each.seen for each in entries), default=since)))
    _add(ET.SubElement(feed, "author"), "name", "Addewid")
    _add(feed, "generator", "Addewid")
    for each in sorted(entries, key=lambda entry: (entry.seen, entry.passage.id, entry.key), reverse=True):
        _add_entry(feed, each)
    ET.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def _add_entry(feed: ET.Element, each: Entry) -> None:
    passage = each.passage
    entry = ET.SubElement(feed, "entry")
    dated = f", {passage.when}" if passage.when else ""
    _add(entry, "title", f"{_whole(passage)}, {_place(passage)}{dated}")
    _add(entry, "id", _urn(each.key))
    _add(entry, "updated", _moment(each.seen))
    if passage.publisher:
        _add(ET.SubElement(entry, "author"), "name", passage.publisher)
    if passage.url.startswith(("https://", "http://")):
        ET.SubElement(entry, "link", rel="alternate", href=quote(passage.url, safe=_OF_ADDRESSES, errors="replace"))
    ET.SubElement(entry, "category", term=_NOT_XML.sub("\ufffd", each.found_by))
    content = _add(entry, "content", passage.text)
    content.set("type", "text")
    content.set("{http://www.w3.org/XML/1998/namespace}lang", passage.lang)


def _whole(passage: PassageRow) -> str:
    """What it stands in; in English whatever language the app is in, so that a feed stays the same."""
    return stands_in(passage.amends, passage.document_title, in_english)


def _place(passage: PassageRow) -> str:
    return place(passage.number, passage.page_label, passage.page_index, passage.ordinal, in_english)


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = _NOT_XML.sub("\ufffd", text)
    return child


def _urn(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, name.encode(errors="backslashreplace").decode()).urn


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
