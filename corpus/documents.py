"""Documents in the store, read back: documents, their passages and their text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from corpus.codebook import DocumentKind, Lang, PassageKind, Theme
from corpus.database import MOST_NAMED, batched
from corpus.errors import NotFound
from corpus.models import Anchor, Capture, CaseStudy, Commitment, Document, Passage, ThemeMark, Twin, Version
from corpus.rows import DocumentRow, PassageRow
from corpus.same import groups
from corpus.types import PASSAGE_BREAK

_LONGEST_NUMBER = 9
"""Digits of a passage's number; a database takes no number of any length."""

STREAMED = 1000
"""Passages read at a time when many are streamed."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Versions that search must take in again, and versions that it must forget."""

    versions: list[int]
    gone: list[int]


def listing(session: Session, *, text: str = "", limit: int | None = None) -> list[DocumentRow]:
    """Documents, one row per language, by title; ``text`` is looked for in title and key."""
    wanted = _document_rows().order_by(Version.title, Document.key, Version.lang).limit(limit)
    if text:
        wanted = wanted.where(or_(Version.title.icontains(text, autoescape=True), Document.key.icontains(text)))
    return _as_documents(session, wanted)


def get(session: Session, key: str, lang: Lang | None = None) -> DocumentRow:
    """The document of this key, in the language asked or else English before Welsh. Raises NotFound."""
    wanted = _document_rows().where(Document.key == key).order_by(Version.lang.desc())
    if lang is not None:
        wanted = wanted.where(Version.lang == lang)
    rows = _as_documents(session, wanted)
    if not rows:
        raise NotFound("No document is called {key}; addewid search finds documents by their words.", key=key)
    return rows[0]


def unread(session: Session) -> tuple[int, int]:
    """How many current versions there are, and how many of them were never looked through for promises."""
    current = select(func.count(Version.id)).where(Version.current)
    return session.scalar(current) or 0, session.scalar(current.where(Version.tagged_with == "")) or 0


def attached(session: Session, key: str) -> list[DocumentRow]:
    """The documents attached to that of this key, by title."""
    whole = select(Document.work).where(Document.key == key).scalar_subquery()
    wanted = _document_rows().where(Document.part_of == whole).order_by(Version.title, Document.key, Version.lang)
    return _as_documents(session, wanted)


def _document_rows() -> Select[Document, Version, int, int, Capture, str | None]:
    passages = select(func.count(Passage.id)).where(Passage.version_id == Version.id).scalar_subquery()
    commitments = (
        select(func.count(Commitment.id))
        .join(Anchor)
        .where(Anchor.version_id == Version.id, groups.stands())
        .scalar_subquery()
    )
    whole = aliased(Document)
    part_of = select(whole.key).where(whole.work == Document.part_of).scalar_subquery()
    return (
        select(Document, Version, passages, commitments, Capture, part_of)
        .join(Version, Version.document_id == Document.id)
        .join(Capture, Version.capture_id == Capture.id)
        .where(Version.current)
    )


def _as_documents(
    session: Session, wanted: Select[Document, Version, int, int, Capture, str | None]
) -> list[DocumentRow]:
    rows = session.execute(wanted).all()
    spoken: dict[int, list[Lang]] = {}
    for some in batched(sorted({document.id for document, *_ in rows})):
        for document_id, lang in session.execute(
            select(Version.document_id, Version.lang)
            .where(Version.current, Version.document_id.in_(some))
            .order_by(Version.lang.desc())
        ):
            spoken.setdefault(document_id, []).append(Lang(lang))
    return [
        DocumentRow(
            key=document.key,
            version_id=version.id,
            lang=Lang(version.lang),
            title=version.title,
            kind=DocumentKind(document.kind),
            issued=document.issued,
            issued_text=document.issued_text,
            publisher=version.publisher,
            url=version.url,
            source_id=document.source_id,
            collection=document.collection,
            languages=tuple(spoken[document.id]),
            passages=passages,
            commitments=commitments,
            tagged=bool(version.tagged_with),
            facts=document.facts,
            part_of=part_of or "",
            captured_at=capture.captured_at,
            source=capture.source,
            via=capture.via,
            gone_on=version.gone_on,
            sha256=capture.sha256,
        )
        for document, version, passages, commitments, capture, part_of in rows
    ]


def passages(session: Session, version_id: int) -> list[PassageRow]:
    """All passages of a version, in order."""
    return list(_passages(session, Passage.version_id == version_id))


def passages_by_id(session: Session, ids: Sequence[int]) -> list[PassageRow]:
    """These passages, in the order asked; those that are gone are left out."""
    rows = {row.id: row for some in batched(ids) for row in _passages(session, Passage.id.in_(some))}
    return [rows[number] for number in ids if number in rows]


def passage(session: Session, ref: str) -> PassageRow:
    """The passage of a ref such as ``asc-2025-1/en/45``, in the current version. Raises NotFound."""
    key, _, rest = ref.partition("/")
    lang, _, ordinal = rest.partition("/")
    if lang in set(Lang) and ordinal.isdecimal() and len(ordinal) <= _LONGEST_NUMBER:
        version_id = get(session, key, Lang(lang)).version_id
        for row in _passages(session, Passage.version_id == version_id, Passage.ordinal == int(ordinal)):
            return row
    raise NotFound("No passage is called {ref}; a passage is named as in asc-2025-1/en/45.", ref=ref)


def words_before(session: Session, passage: PassageRow, many: int) -> list[str]:
    """The text of the passages just before one, in order."""
    wanted = select(Passage.text).where(
        Passage.version_id == passage.version_id,
        Passage.ordinal.between(passage.ordinal - many, passage.ordinal - 1),
    )
    return list(session.scalars(wanted.order_by(Passage.ordinal)))


def stream(session: Session, version_ids: Sequence[int]) -> Iterator[PassageRow]:
    """All passages of these versions, some versions at a time, so that memory stays bounded."""
    for some in _runs(session, version_ids):
        yield from _passages(session, Passage.version_id.in_(some))


def _runs(session: Session, version_ids: Sequence[int]) -> Iterator[list[int]]:
    """Runs of versions with about a thousand passages together; a longer version stands alone."""
    counts: dict[int, int] = {}
    for some in batched(version_ids):
        counted = select(Passage.version_id, func.count()).where(Passage.version_id.in_(some))
        for version_id, many in session.execute(counted.group_by(Passage.version_id)):
            counts[version_id] = many
    batch: list[int] = []
    held = 0
    for version_id in version_ids:
        if len(batch) == MOST_NAMED or (batch and held + counts.get(version_id, 0) > STREAMED):
            yield batch
            batch, held = [], 0
        batch.append(version_id)
        held += counts.get(version_id, 0)
    if batch:
        yield batch


def twin(session: Session, passage_id: int) -> PassageRow | None:
    """The passage that says the same in the other language, where one is known."""
    other = session.scalar(
        select(Twin.welsh_id)
        .where(Twin.english_id == passage_id)
        .union_all(select(Twin.english_id).where(Twin.welsh_id == passage_id))
    )
    return next(iter(passages_by_id(session, [other])), None) if other is not None else None


def changed_since(session: Session, revision: int) -> Changes:
    """What search must take in and forget to come from ``revision`` to the corpus as it is."""
    rows = session.execute(select(Version.id, Version.current).where(Version.revision > revision).order_by(Version.id))
    changes = Changes([], [])
    for version_id, current in rows:
        (changes.versions if current else changes.gone).append(version_id)
    return changes


def text(session: Session, version_id: int) -> str:
    """A version's text, put together from its passages."""
    words = select(Passage.text).where(Passage.version_id == version_id).order_by(Passage.ordinal)
    return PASSAGE_BREAK.join(session.scalars(words))


def _passages(session: Session, *conditions: ColumnElement[bool]) -> Iterator[PassageRow]:
    # Columns, and each version once: somebody waits for a document of tens of thousands of passages.
    rows = session.execute(
        select(*Passage.__table__.columns).where(*conditions).order_by(Passage.version_id, Passage.ordinal)
    ).all()
    whole = {
        version.id: (version, document)
        for version, document in session.execute(
            select(Version, Document)
            .join(Document)
            .where(Version.id.in_(select(Passage.version_id).where(*conditions)))
        )
    }
    marks = _themes(session, *conditions)
    promised = set(
        session.scalars(
            select(Anchor.passage_id)
            .join(Commitment, Commitment.anchor_id == Anchor.id)
            .join(Passage, Anchor.passage_id == Passage.id)
            .where(groups.stands(), *conditions)
        )
    )
    told = set(session.scalars(select(CaseStudy.passage_id).join(Passage).where(*conditions)))
    for found in rows:
        version, document = whole[found.version_id]
        yield PassageRow(
            id=found.id,
            ref=f"{document.key}/{version.lang}/{found.ordinal}",
            version_id=version.id,
            ordinal=found.ordinal,
            kind=PassageKind(found.kind),
            text=found.text,
            start=found.start,
            end=found.end,
            headings=tuple(found.headings),
            number=found.number,
            page_index=found.page_index,
            page_label=found.page_label,
            lead=found.lead,
            amends=found.amends,
            speaker=found.speaker,
            role=found.role,
            dated=found.dated,
            document_key=document.key,
            document_title=version.title,
            document_kind=DocumentKind(document.kind),
            lang=Lang(version.lang),
            publisher=version.publisher,
            url=version.url,
            source_id=document.source_id,
            themes=tuple(sorted(marks.get(found.id, ()))),
            is_commitment=found.id in promised,
            is_case_study=found.id in told,
            issued=document.issued,
            issued_text=document.issued_text,
            spoken_at=found.spoken_at,
            collection=document.collection,
        )


def _themes(session: Session, *conditions: ColumnElement[bool]) -> dict[int, set[Theme]]:
    """What passages are about, by their row numbers."""
    marks: dict[int, set[Theme]] = {}
    for passage_id, theme in session.execute(
        select(ThemeMark.passage_id, ThemeMark.theme).join(Passage).where(*conditions)
    ):
        marks.setdefault(passage_id, set()).add(Theme(theme))
    return marks
