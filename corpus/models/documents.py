"""Where words come from: captures, documents with their versions and passages, passages that are twins."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from corpus.models.base import Base, Json, Key, Label, Moment, Ref, Words


class Capture(Base):
    """Bytes that came from an address at a time, and where in the archive their record stands."""

    __tablename__ = "captures"

    id: Mapped[Key]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    media_type: Mapped[Label]
    address: Mapped[Words] = mapped_column(index=True)
    captured_at: Mapped[Moment]
    archive: Mapped[Words]
    archive_offset: Mapped[int]
    archive_length: Mapped[int]
    complete: Mapped[bool]
    """Set last, when all its documents are in, so that an interrupted reading is seen and finished."""
    source: Mapped[Label] = mapped_column(default="", index=True)
    """The spider that fetched it; empty for a file that somebody added."""
    via: Mapped[Words] = mapped_column(default="")
    """The other address it was in truth fetched from, where a crawl was told one."""
    facts: Mapped[Json] = mapped_column(default=dict)
    """What was known when it came: of a page, how to read it and in what context; of a file, what was said of it."""


class Document(Base):
    """A work (FRBR): an Act, a report, a consultation, whatever its languages and versions."""

    __tablename__ = "documents"

    id: Mapped[Key]
    key: Mapped[Ref]
    work: Mapped[str] = mapped_column(Text, unique=True)
    kind: Mapped[Label] = mapped_column(index=True)
    issued: Mapped[date | None] = mapped_column(index=True)
    issued_text: Mapped[Label]
    """The date as stated, where less than a day is known; ``issued`` is then the last day it could be."""
    source_id: Mapped[Words]
    basis: Mapped[Words]
    collection: Mapped[Label]
    """``starter`` for documents shipped with the program, else empty."""
    part_of: Mapped[Words] = mapped_column(default="", index=True)
    """The ``work`` of the document that it is attached to, as to a consultation's page; empty when it stands alone."""
    facts: Mapped[Json] = mapped_column(default=dict)
    """What its page said beside its text, as last seen: status, opens, closes, stage."""

    versions: Mapped[list["Version"]] = relationship(back_populates="document", order_by="Version.id")


class Version(Base):
    """One language and capture of a document; ``current`` is the newest of its language."""

    __tablename__ = "versions"
    __table_args__ = (
        Index("ix_versions_current", "document_id", "lang", "current"),
        UniqueConstraint("document_id", "lang", "text_sha256"),
    )

    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    capture_id: Mapped[int] = mapped_column(ForeignKey("captures.id"), index=True)
    lang: Mapped[Label]
    title: Mapped[Words]
    publisher: Mapped[Words]
    url: Mapped[Words]
    reader: Mapped[Label]
    text_sha256: Mapped[str] = mapped_column(String(64))
    page_count: Mapped[int | None]
    damaged: Mapped[int]
    warnings: Mapped[Json]
    current: Mapped[bool]
    gone_on: Mapped[date | None]
    """The day on which its address was found to hold nothing any more; the text stays."""
    added_at: Mapped[Moment]
    tagged_with: Mapped[Words]
    """Fingerprint of the rules that tagged it; empty until tagged."""
    revision: Mapped[int] = mapped_column(index=True)
    """Corpus revision at which it, or what was found in it, last changed."""

    document: Mapped[Document] = relationship(back_populates="versions")
    passages: Mapped[list["Passage"]] = relationship(back_populates="version", order_by="Passage.ordinal")


class Passage(Base):
    """A paragraph, list item, table row, provision or heading; offsets are in its version's text."""

    __tablename__ = "passages"
    __table_args__ = (UniqueConstraint("version_id", "ordinal"),)

    id: Mapped[Key]
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    ordinal: Mapped[int]
    kind: Mapped[Label]
    text: Mapped[Words]
    start: Mapped[int]
    end: Mapped[int]
    headings: Mapped[Json]
    number: Mapped[Words]
    page_index: Mapped[int | None]
    page_label: Mapped[Words]
    lead: Mapped[Words]
    amends: Mapped[Words]
    speaker: Mapped[Words]
    role: Mapped[Words]
    spoken_at: Mapped[Words]
    dated: Mapped[date | None]

    version: Mapped[Version] = relationship(back_populates="passages")


class Twin(Base):
    """A passage and the passage that says the same in the other language."""

    __tablename__ = "twins"

    english_id: Mapped[int] = mapped_column(ForeignKey("passages.id"), primary_key=True)
    welsh_id: Mapped[int] = mapped_column(ForeignKey("passages.id"), primary_key=True, index=True)
