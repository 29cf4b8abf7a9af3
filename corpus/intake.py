"""Taking in: the documents read from one capture go into the corpus, some at a time, and the capture is then complete.

A killed run leaves the capture incomplete, and it is read again; what was in already is recognised by its text.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus import readers, versions
from corpus.database import Corpus
from corpus.errors import AddewidError, UnreadableDocument
from corpus.models import Capture, Document, Version
from corpus.readers import Given
from corpus.types import ReadDocument
from corpus.versions import Added, Novelty

BATCH = 100
"""Documents of one capture that are stored in one transaction."""

Wanted = Callable[[Session, ReadDocument, Capture], bool]
"""Whether a document that was read is to be stored."""


def read_file(file: Path, given: Given, *, limit: int) -> Iterator[ReadDocument]:
    """The documents of a file, at least one. Raises UnreadableDocument at once when there is none."""
    found = readers.read(file, given, limit=limit)
    first = next(found, None)
    if first is None:
        raise UnreadableDocument(file, "nothing in it could be read; check that it holds text")
    return chain([first], found)


def take_in(
    corpus: Corpus,
    reading: Iterable[ReadDocument],
    capture: Callable[[Session], Capture],
    *,
    name: str,
    warnings: list[str],
    collection: str = "",
    wanted: Wanted | None = None,
) -> Iterator[Added]:
    """Store what is read from one capture, and say of each document what it came to; must be read to its end.

    ``capture`` gives the capture in the first transaction. It is complete once all is in, and then stays so. When
    reading fails, what was read before is in, and the AddewidError is raised. ``name`` begins each of the ``warnings``
    added. Documents that are not ``wanted`` are passed over; without it all are stored.
    """
    stream, capture_id, done = iter(reading), 0, False
    while not done:
        batch, problem = _next_batch(stream)
        done = len(batch) < BATCH
        with corpus.write() as session:
            held = session.get_one(Capture, capture_id) if capture_id else capture(session)
            capture_id, address, crawled = held.id, held.address, bool(held.source)
            stored = [read for read in batch if wanted is None or wanted(session, read, held)]
            added = [
                versions.add(session, read, capture=held, fallback=address, collection=collection) for read in stored
            ]
            held.complete = held.complete or (done and problem is None)
        warnings.extend(_told(name, stored, added))
        if not crawled:  # a site may well give a work's next version another address
            warnings.extend(_replacements(name, address, stored, added))
        yield from added
        if problem is not None:
            raise problem


def _next_batch(stream: Iterator[ReadDocument]) -> tuple[list[ReadDocument], AddewidError | None]:
    """The next documents of a capture, and what went wrong after them: those read before a fault stay read."""
    batch: list[ReadDocument] = []
    try:
        for read in islice(stream, BATCH):
            batch.append(read)
    except AddewidError as problem:
        return batch, problem
    return batch, None


def _told(name: str, batch: list[ReadDocument], added: list[Added]) -> Iterator[str]:
    """What the reader warns of, in texts that were not there already."""
    for read, one in zip(batch, added, strict=True):
        if one.novelty is not Novelty.SAME:
            yield from (f"{name}: {warning}" for warning in read.warnings)


def _replacements(name: str, address: str, batch: list[ReadDocument], added: list[Added]) -> Iterator[str]:
    """A sentence for each text that replaced one which was not an earlier state of the same file."""
    for read, one in zip(batch, added, strict=True):
        if one.replaced and (one.replaced != address or read.source_id in _twice(batch)):
            yield f"{name}: {one.key} replaced a text of the same id, from {one.replaced}."


def _twice(batch: list[ReadDocument]) -> set[str]:
    seen = Counter((read.source_id, read.lang) for read in batch if read.source_id)
    return {source_id for (source_id, _), many in seen.items() if many > 1}


def not_overtaken(session: Session, read: ReadDocument, capture: Capture) -> bool:
    """Whether the corpus's current text of this work is not from a later capture than this one."""
    current = _current(session, read, capture)
    return current is None or versions.came(session.get_one(Capture, current.capture_id)) <= versions.came(capture)


def would_be_news(session: Session, read: ReadDocument, capture: Capture) -> bool:
    """Whether what was read again of a capture tells the corpus anything it does not know.

    A text that was replaced is not news again, nor is one of an address that is gone.
    """
    current = _current(session, read, capture)
    if current is None:
        return True
    if current.gone_on is not None or not not_overtaken(session, read, capture):
        return False
    digest = hashlib.sha256(read.text.encode()).hexdigest()
    replaced = select(Version.id).where(
        Version.document_id == current.document_id,
        Version.lang == read.lang,
        Version.text_sha256 == digest,
        ~Version.current,
    )
    return session.scalar(replaced) is None


def _current(session: Session, read: ReadDocument, capture: Capture) -> Version | None:
    return session.scalar(
        select(Version)
        .join(Document, Version.document_id == Document.id)
        .where(Document.work == (read.work or capture.address), Version.lang == read.lang, Version.current)
    )
