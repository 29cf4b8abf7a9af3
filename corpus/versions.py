"""Versions: adding what a reader found to its work, pairing twins, noting which addresses hold nothing any more."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import chain

from sqlalchemy import Select, delete, func, insert, select, update
from sqlalchemy.orm import Session

from corpus.codebook import DocumentKind, Lang
from corpus.database import next_revision
from corpus.models import Capture, Document, Passage, Twin, Version
from corpus.refs import slug
from corpus.types import Passage as ReadPassage
from corpus.types import ReadDocument

_FIELDS = tuple(field.name for field in fields(ReadPassage))


class Novelty(StrEnum):
    """What adding a document came to."""

    NEW = "new"
    TWIN = "new twin"
    VERSION = "new version"
    SAME = "already there"


@dataclass(frozen=True, slots=True)
class Added:
    """One document's outcome: its key, and whether it was new."""

    key: str
    lang: Lang
    title: str
    version_id: int
    novelty: Novelty
    passages: int
    replaced: str = ""
    """Address that the text came from which this one replaced."""


def add(session: Session, read: ReadDocument, *, capture: Capture, fallback: str, collection: str = "") -> Added:
    """Store one read document as a version of its work.

    Of the same text again, what is said of it is taken (title, publisher, address), where it came later; else nothing
    changes. ``fallback`` identifies the work when the document itself does not: the address or path it came from.
    """
    document, is_new = _document(session, read, fallback, collection)
    digest = hashlib.sha256(read.text.encode()).hexdigest()
    same = select(Version).where(
        Version.document_id == document.id, Version.lang == read.lang, Version.text_sha256 == digest
    )
    version = session.scalar(same)
    if version is not None and version.current:
        version.gone_on = None
        _seen_again(session, version, read, capture)
        return Added(document.key, read.lang, version.title, version.id, Novelty.SAME, len(read.passages))
    revision = next_revision(session)
    older = select(Version).where(Version.document_id == document.id, Version.lang == read.lang, Version.current)
    superseded = session.scalar(older)
    if superseded is not None:
        superseded.current, superseded.revision = False, revision
    if version is None:
        version = _version(document, read, digest, capture, revision)
        session.add(version)
        session.flush()
        session.execute(insert(Passage), [_columns(version.id, n, p) for n, p in enumerate(read.passages)])
    else:
        # What was found in it has moved on with the version that stood in between.
        version.current, version.revision, version.tagged_with, version.gone_on = True, revision, "", None
        _seen_again(session, version, read, capture)
        session.flush()
    _pair_twins(session, document.id)
    novelty = Novelty.NEW if is_new else Novelty.VERSION if superseded else Novelty.TWIN
    replaced = session.get_one(Capture, superseded.capture_id).address if superseded else ""
    return Added(document.key, read.lang, read.title, version.id, novelty, len(read.passages), replaced)


def _seen_again(session: Session, version: Version, read: ReadDocument, capture: Capture) -> None:
    """Take from a text that came again where it was last and what was said of it there, and let search see that."""
    held = session.get_one(Capture, version.capture_id)
    if came(capture) < came(held):
        return
    version.capture_id = capture.id
    said = {name: getattr(read, name) for name in ("title", "publisher", "url")}
    news = {name: value for name, value in said.items() if value and value != getattr(version, name)}
    if news:
        for name, value in news.items():
            setattr(version, name, value)
        # The tagger goes by the publisher where a text says "we".
        version.revision, version.tagged_with = next_revision(session), ""


def came(capture: Capture) -> tuple[str, int, int]:
    """What orders captures as they came; a rebuilt corpus numbers them anew."""
    return capture.archive, capture.archive_offset, capture.id


def _document(session: Session, read: ReadDocument, fallback: str, collection: str) -> tuple[Document, bool]:
    work = read.work or fallback
    document = session.scalar(select(Document).where(Document.work == work))
    if document is None:
        document = Document(
            key=_free_key(session, _name(read, fallback), work),
            work=work,
            kind=read.kind,
            issued=read.issued,
            issued_text=read.issued_text,
            source_id=read.source_id,
            basis=read.extra.get("basis", ""),
            collection=collection,
            part_of=read.part_of,
            facts=dict(read.facts),
        )
        session.add(document)
        session.flush()
        return document, True
    _learn(session, document, read)
    return document, False


def _name(read: ReadDocument, fallback: str) -> str:
    """What a new document is called: by its work; by its title where the work is an address; else by its file."""
    if "://" in read.work:
        return slug(read.title)
    return slug(read.work or fallback.rsplit("/", 1)[-1].rsplit(".", 1)[0])


def _learn(session: Session, document: Document, read: ReadDocument) -> None:
    """Take from a later reading what was not known of the work, and let search see it on every version."""
    known = {
        name: getattr(document, name) or getattr(read, name)
        for name in ("issued", "issued_text", "source_id", "part_of")
    }
    if read.facts:
        document.facts = {**document.facts, **read.facts}
    if document.kind == DocumentKind.OTHER:
        known["kind"] = read.kind
    news = {name: value for name, value in known.items() if value != getattr(document, name)}
    if news:
        for name, value in news.items():
            setattr(document, name, value)
        session.execute(
            update(Version).where(Version.document_id == document.id).values(revision=next_revision(session))
        )


def _free_key(session: Session, key: str, work: str) -> str:
    """A key that no other work has: with a piece of the work's digest where the short one is taken."""

    def taken(candidate: str) -> bool:
        return session.scalar(select(Document.id).where(Document.key == candidate)) is not None

    digest = hashlib.sha256(work.encode()).hexdigest()
    longer = (f"{key}-{digest[:length]}" for length in range(6, len(digest)))
    return next(candidate for candidate in chain([key], longer) if not taken(candidate))


def _version(document: Document, read: ReadDocument, digest: str, capture: Capture, revision: int) -> Version:
    return Version(
        document_id=document.id,
        capture_id=capture.id,
        lang=read.lang,
        title=read.title,
        publisher=read.publisher,
        url=read.url,
        reader=read.reader,
        text_sha256=digest,
        page_count=read.page_count,
        damaged=read.damaged,
        warnings=list(read.warnings),
        current=True,
        gone_on=None,
        added_at=datetime.now(UTC),
        tagged_with="",
        revision=revision,
    )


def _columns(version_id: int, ordinal: int, passage: ReadPassage) -> dict[str, object]:
    return {
        **{name: getattr(passage, name) for name in _FIELDS},
        "version_id": version_id,
        "ordinal": ordinal,
        "headings": list(passage.headings),
    }


def _pair_twins(session: Session, document_id: int) -> None:
    """Join English and Welsh passages: one to one when the versions have the same shape, else by printed number."""
    found = select(Version.lang, Version.id).where(Version.document_id == document_id, Version.current)
    versions = {row.lang: row.id for row in session.execute(found)}
    if set(versions) != set(Lang):
        return
    shapes = [
        session.execute(
            select(Passage.id, Passage.kind, Passage.number)
            .where(Passage.version_id == versions[lang])
            .order_by(Passage.ordinal)
        ).all()
        for lang in (Lang.EN, Lang.CY)
    ]
    english, welsh = shapes
    for column, lang in ((Twin.english_id, Lang.EN), (Twin.welsh_id, Lang.CY)):
        own = select(Passage.id).where(Passage.version_id == versions[lang])
        session.execute(delete(Twin).where(column.in_(own)))
    if [row.kind for row in english] == [row.kind for row in welsh]:
        pairs = [(one.id, other.id) for one, other in zip(english, welsh, strict=True)]
    else:
        counts = [Counter(row.number for row in rows) for rows in shapes]
        numbered = [
            {row.number: row.id for row in rows if row.number and count[row.number] == 1}
            for rows, count in zip(shapes, counts, strict=True)
        ]
        pairs = [(numbered[0][number], numbered[1][number]) for number in numbered[0] if number in numbered[1]]
    if pairs:
        session.execute(insert(Twin), [{"english_id": one, "welsh_id": other} for one, other in pairs])


def of_capture(session: Session, capture_id: int) -> list[Added]:
    """The documents that a capture was read into, as if added again."""
    rows = session.execute(
        select(Document.key, Version.lang, Version.title, Version.id, func.count(Passage.id))
        .join(Version, Version.document_id == Document.id)
        .join(Passage, Passage.version_id == Version.id)
        .where(Version.capture_id == capture_id)
        .group_by(Version.id)
        .order_by(Version.id)
    )
    return [
        Added(key, Lang(lang), title, number, Novelty.SAME, passages) for key, lang, title, number, passages in rows
    ]


def mark_gone(session: Session, address: str, on: date) -> int:
    """Note that an address holds nothing any more, on the current versions that came from it; returns how many."""
    of_address = select(Capture.id).where(Capture.address == address)
    gone = session.scalars(
        select(Version).where(Version.capture_id.in_(of_address), Version.current, Version.gone_on.is_(None))
    ).all()
    for version in gone:
        version.gone_on = on
    return len(gone)


def gone_of(session: Session, source: str) -> dict[str, date]:
    """The addresses of a source whose current documents are gone, and since when."""
    rows = session.execute(_current_of(source).where(Version.gone_on.is_not(None)))
    return {address: version.gone_on for version, address in rows if version.gone_on is not None}


def set_gone(session: Session, source: str, gone: Mapping[str, date]) -> None:
    """Mark these addresses of a source as gone, and no others."""
    for version, address in session.execute(_current_of(source)).all():
        version.gone_on = gone.get(address)


def _current_of(source: str) -> Select[Version, str]:
    wanted = select(Version, Capture.address).join(Capture, Version.capture_id == Capture.id)
    return wanted.where(Capture.source == source, Version.current).order_by(Version.id)
