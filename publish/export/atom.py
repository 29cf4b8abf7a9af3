"""An Atom feed (RFC 4287) of status changes: who judged what of which commitment, when and why, the newest first."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from itertools import islice
from typing import TextIO
from xml.etree import ElementTree as ET

from corpus import commitments, wording
from corpus.codebook import JUDGEMENT_VALUES
from corpus.language import day, language, tr
from corpus.rows import CommitmentRow
from corpus.taken import events
from corpus.taken.events import TakenEvent
from publish.export import entries
from publish.export.chosen import Chosen
from publish.export.entries import LANGUAGE, add
from publish.stamp import Stamp

AT_A_TIME = 500

LONGEST_TITLE = 120
"""Characters of a commitment's words in a title."""

Address = Callable[[str], str]
"""Gives the address of the page of a commitment, by its ref."""


def write(
    chosen: Chosen,
    out: TextIO,
    stamp: Stamp,
    identity: str,
    *,
    address: Address | None = None,
    own: str = "",
    limit: int | None = None,
) -> int:
    """Write a feed of the events about what is chosen, in the language in use; returns how many.

    ``identity`` names the corpus, ``own`` is the address of the feed. Without ``address`` an entry leads to the
    document. At most ``limit`` events are told. The same account gives the same bytes.
    """
    newest = next(_newest(chosen), None)
    began = datetime.combine(stamp.on, time(), UTC)
    feed = entries.feed(
        tr("Addewid: what became of promises"),
        f"{identity} status {language()}",
        newest.row.recorded_at if newest else began,
    )
    feed.set(LANGUAGE, language())
    add(feed, "subtitle", " ".join(stamp.lines()))
    add(feed, "generator", "Addewid").set("version", stamp.version)
    entries.link(feed, own, "self")
    ET.indent(feed)
    out.write(entries.DECLARATION + ET.tostring(feed, encoding="unicode").removesuffix("</feed>"))
    count = 0
    for entry in _entries(chosen, address, limit):
        ET.indent(entry, level=1)
        out.write(f"  {ET.tostring(entry, encoding='unicode').rstrip()}\n")
        count += 1
    out.write("</feed>\n")
    return count


def _newest(chosen: Chosen) -> Iterator[TakenEvent]:
    return events.judged(chosen.session, chosen.refs, chosen.on, newest_first=True)


def _entries(chosen: Chosen, address: Address | None, limit: int | None) -> Iterator[ET.Element]:
    found = islice(_newest(chosen), limit)
    while some := list(islice(found, AT_A_TIME)):
        rows = commitments.rows(chosen.session, {each.of for each in some}, on=chosen.on)
        for each in some:
            yield _entry(chosen, each, rows[each.of], address)


def _entry(chosen: Chosen, each: TakenEvent, row: CommitmentRow, address: Address | None) -> ET.Element:
    event, quote = each.row, chosen.rights.words(row.document_key, row.quote)
    entry = entries.entry(f"{_judged(each)}: “{_shorten(quote)}”", f"{event.hash} {language()}", event.recorded_at)
    add(entry, "published", entries.moment(event.recorded_at))
    add(ET.SubElement(entry, "author"), "name", event.who if chosen.wanted.names else "Addewid")
    entries.link(entry, address(row.ref) if address else row.url)
    ET.SubElement(entry, "category", term=event.value or "taken-back", scheme=f"urn:addewid:{event.judgement}")
    add(entry, "content", "\n\n".join(_lines(each, row, quote))).set("type", "text")
    return entry


def _judged(each: TakenEvent) -> str:
    """The judgement in words: "delivery: in progress"."""
    judgement = wording.name(each.row.judgement)
    if not each.row.value:
        return tr("{judgement}: taken back", judgement=judgement)
    values = JUDGEMENT_VALUES[each.row.judgement]
    value = wording.name(values(each.row.value))
    return tr("{judgement}: {value}", judgement=judgement, value=value)


def _lines(each: TakenEvent, row: CommitmentRow, quote: str) -> Iterator[str]:
    event = each.row
    yield f"{row.body}: “{quote}”" if row.body else f"“{quote}”"
    yield f"{row.stands_in}, {row.place}"
    told = _judged(each)
    if event.self_reported:
        told = tr("{judgement} (by the word of whoever promised)", judgement=told)
    yield tr("{judgement}, as of {day}", judgement=told, day=day(event.as_of))
    yield tr("Because: {reason}", reason=event.because)
    rests_on = ", ".join((*event.evidence, *([event.search] if event.search else [])))
    if rests_on:
        yield tr("It rests on: {refs}", refs=rests_on)
    if event.corrects:
        yield tr("It stands in the place of {event}.", event=event.corrects)
    if each.row.corrected:
        yield tr("It was corrected later.")


def _shorten(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1].rstrip()}…"
