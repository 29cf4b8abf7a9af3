"""A document, passage by passage, with the promises in it."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from corpus import documents
from corpus.codebook import Lang, PassageKind
from corpus.errors import UsageProblem
from corpus.language import tr, when
from corpus.marked import Sort
from corpus.rows import PassageRow
from tui.desk import Desk, reading
from tui.plain.asked import Asked, facts, window
from tui.widgets.layout import page, speaker


def lines(asked: Asked) -> Iterator[str]:
    """The document of a key, as KEY or KEY/cy. Raises NotFound, UsageProblem."""
    document = reading.document(asked.desk, _version(asked.desk, asked.one("reader DOCUMENT")))
    passages = document.passages
    first = passages[0]
    yield first.document_title
    yield from facts((tr("Date"), when(first.when)), (tr("Published by"), first.publisher), (tr("Address"), first.url))
    promises: dict[int, list[str]] = defaultdict(list)
    for mark in document.marks:
        if mark.sort is Sort.COMMITMENT:
            promises[mark.passage].append(mark.ref)
    some = passages[asked.skip : asked.skip + asked.limit]
    for before, passage in pairwise((None, *some)):
        if passage is not None:
            yield from _passage(before, passage)
            yield from facts(*((tr("Promise"), ref) for ref in promises[passage.ordinal]))
    yield from window(asked, len(some), len(passages))


def _version(desk: Desk, named: str) -> int:
    key, _, lang = named.partition("/")
    if lang and lang not in set(Lang):
        raise UsageProblem("{named} is no document; write {key}/en or {key}/cy.", named=named, key=key)
    with desk.corpus.read() as session:
        return documents.get(session, key, Lang(lang) if lang else None).version_id


def _passage(before: PassageRow | None, passage: PassageRow) -> Iterator[str]:
    """What is new about a passage, then its words."""
    yield ""
    if page(passage) and (before is None or page(before) != page(passage)):
        yield page(passage)
    if speaker(passage) and (before is None or speaker(before) != speaker(passage)):
        yield from facts((tr("Speaker"), speaker(passage)))
    text = " ".join(filter(None, (passage.number, passage.text)))
    yield tr("Heading: {text}", text=text) if passage.kind is PassageKind.HEADING else text
