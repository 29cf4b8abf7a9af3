"""An Atom feed (RFC 4287) of passages. The same entries give the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as ET

from corpus.rows import PassageRow, place
from corpus.rows.documents import in_english, stands_in
from publish.export import entries
from publish.export.entries import ATOM, LANGUAGE, add
from publish.export.text import plain

__all__ = ["ATOM", "Entry", "as_atom"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage in a feed. ``key`` names it for good; ``found_by`` is the search that found it, at ``seen``."""

    key: str
    passage: PassageRow
    seen: datetime
    found_by: str


def as_atom(title: str, identity: str, found: Sequence[Entry], since: datetime) -> str:
    """A feed of entries, the newest first. ``identity`` names the feed for good; ``since`` is when it was begun."""
    feed = entries.feed(title, identity, max((each.seen for each in found), default=since))
    add(feed, "generator", "Addewid")
    for each in sorted(found, key=lambda entry: (entry.seen, entry.passage.id, entry.key), reverse=True):
        feed.append(_entry(each))
    ET.indent(feed)
    return f"{entries.DECLARATION}{ET.tostring(feed, encoding='unicode')}\n"


def _entry(each: Entry) -> ET.Element:
    passage = each.passage
    dated = f", {passage.when}" if passage.when else ""
    entry = entries.entry(f"{_whole(passage)}, {_place(passage)}{dated}", each.key, each.seen)
    if passage.publisher:
        add(ET.SubElement(entry, "author"), "name", passage.publisher)
    entries.link(entry, passage.url)
    ET.SubElement(entry, "category", term=plain(each.found_by))
    content = add(entry, "content", passage.text)
    content.set("type", "text")
    content.set(LANGUAGE, passage.lang)
    return entry


def _whole(passage: PassageRow) -> str:
    """What it stands in; in English whatever language the app is in, so that a feed stays the same."""
    return stands_in(passage.amends, passage.document_title, in_english)


def _place(passage: PassageRow) -> str:
    return place(passage.number, passage.page_label, passage.page_index, passage.ordinal, in_english)
