"""The tables. Columns only: no engine, no session, no rule (those live in the modules named after each table).

Enumerations are stored as their values in plain strings, so that a database can be read without this code.
Times are UTC and carry their zone; dates are the document's own.
"""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class UTCDateTime(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets zones, so they are put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Hand out in UTC, with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Key = Annotated[int, mapped_column(primary_key=True)]
Moment = Annotated[datetime, mapped_column(UTCDateTime)]
Label = Annotated[str, mapped_column(String(64))]
Ref = Annotated[str, mapped_column(String(200), unique=True)]
Words = Annotated[str, mapped_column(Text)]
Json = Annotated[Any, mapped_column(JSON)]


class Base(DeclarativeBase):
    """Names every constraint, so that a migration can drop it on any database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class State(Base):
    """Facts about the corpus as a whole: its ``revision``, which counts every change that search must see."""

    __tablename__ = "state"

    name: Mapped[Label] = mapped_column(primary_key=True)
    value: Mapped[Words]


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


class Body(Base):
    """A public body, by its key in the list of bodies."""

    __tablename__ = "bodies"

    id: Mapped[Key]
    key: Mapped[Ref]
    name_en: Mapped[Words]
    name_cy: Mapped[Words]


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


class Anchor(Base):
    """A quotation and where it stands (W3C text quote and text position selectors), with the last re-reading."""

    __tablename__ = "anchors"

    id: Mapped[Key]
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), index=True)
    passage_id: Mapped[int] = mapped_column(ForeignKey("passages.id"), index=True)
    exact: Mapped[Words]
    prefix: Mapped[Words]
    suffix: Mapped[Words]
    start: Mapped[int]
    end: Mapped[int]
    outcome: Mapped[Label]
    verified_at: Mapped[Moment]

    passage: Mapped[Passage] = relationship()
    version: Mapped[Version] = relationship()


class Commitment(Base):
    """A statement that binds a public actor to something that could be checked; see the codebook."""

    __tablename__ = "commitments"

    id: Mapped[Key]
    ref: Mapped[Ref]
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    anchor_id: Mapped[int] = mapped_column(ForeignKey("anchors.id"), unique=True)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"), index=True)
    lang: Mapped[Label]
    kind: Mapped[Label] = mapped_column(index=True)
    actor: Mapped[Words]
    action: Mapped[Words]
    beneficiary: Mapped[Words]
    deadline: Mapped[date | None] = mapped_column(index=True)
    deadline_text: Mapped[Words]
    condition: Mapped[Words]
    confidence: Mapped[float]
    rule: Mapped[Words]
    themes: Mapped[Json]
    origin: Mapped[Label]
    """``program`` while only the tagger says so, ``person`` when somebody added or confirmed it."""
    withdrawn: Mapped[bool]
    """The tagger no longer finds it; kept because people decided something about it."""
    linked_at_revision: Mapped[int]
    """Corpus revision at which evidence was last sought for it; 0 when never."""
    amends: Mapped[Words] = mapped_column(default="")
    """The other Act that its words are inserted into, as its document names it: the commitment is that Act's."""
    same_as_id: Mapped[int | None] = mapped_column(ForeignKey("commitments.id"), index=True)
    """The commitment that stands for it in lists, where a person said that both are one."""

    anchor: Mapped[Anchor] = relationship()
    document: Mapped[Document] = relationship()
    body: Mapped[Body | None] = relationship()
    links: Mapped[list["EvidenceLink"]] = relationship(back_populates="commitment", order_by="EvidenceLink.id")


class ThemeMark(Base):
    """A theme shown by the words ``start:end`` of a version."""

    __tablename__ = "themes"
    __table_args__ = (Index("ix_themes_theme", "theme"),)

    id: Mapped[Key]
    passage_id: Mapped[int] = mapped_column(ForeignKey("passages.id"), index=True)
    theme: Mapped[Label]
    start: Mapped[int]
    end: Mapped[int]
    confidence: Mapped[float]
    rule: Mapped[Words]


class ProgressStatement(Base):
    """A sentence that reports what has been, or is being, done; ``dated`` is the day it tells of, or was written on."""

    __tablename__ = "progress_statements"

    id: Mapped[Key]
    passage_id: Mapped[int] = mapped_column(ForeignKey("passages.id"), index=True)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"), index=True)
    state: Mapped[Label]
    actor: Mapped[Words]
    dated: Mapped[date | None]
    start: Mapped[int]
    end: Mapped[int]
    confidence: Mapped[float]
    rule: Mapped[Words]

    body: Mapped[Body | None] = relationship()


class ResponseStatement(Base):
    """What the body addressed says of a recommendation, whose number is as printed."""

    __tablename__ = "response_statements"
    __table_args__ = (Index("ix_response_statements_recommendation", "recommendation"),)

    id: Mapped[Key]
    passage_id: Mapped[int] = mapped_column(ForeignKey("passages.id"), index=True)
    response: Mapped[Label]
    recommendation: Mapped[Words]
    start: Mapped[int]
    end: Mapped[int]
    confidence: Mapped[float]
    rule: Mapped[Words]


class CaseStudy(Base):
    """A named initiative or organisation doing something; ``outcomes`` is a list of {figure, unit, what}."""

    __tablename__ = "case_studies"

    id: Mapped[Key]
    passage_id: Mapped[int] = mapped_column(ForeignKey("passages.id"), index=True)
    name: Mapped[Words]
    place: Mapped[Words]
    sector: Mapped[Words]
    outcomes: Mapped[Json]
    start: Mapped[int]
    end: Mapped[int]
    confidence: Mapped[float]
    rule: Mapped[Words]


class Question(Base):
    """A question that a consultation asks."""

    __tablename__ = "questions"

    id: Mapped[Key]
    passage_id: Mapped[int] = mapped_column(ForeignKey("passages.id"), index=True)
    number: Mapped[Words]
    under: Mapped[Words] = mapped_column(default="")
    """The number of the question that it is a part of."""
    start: Mapped[int]
    end: Mapped[int]
    confidence: Mapped[float]
    rule: Mapped[Words]


class SamePair(Base):
    """Two statements that may be of one commitment; ``suggested`` until a person decides. ``one`` was stored first."""

    __tablename__ = "same_pairs"
    __table_args__ = (
        UniqueConstraint("one_id", "other_id"),
        CheckConstraint("one_id < other_id", name="order"),
    )

    id: Mapped[Key]
    ref: Mapped[Ref]
    one_id: Mapped[int] = mapped_column(ForeignKey("commitments.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("commitments.id"), index=True)
    state: Mapped[Label] = mapped_column(index=True)
    score: Mapped[float]
    reasons: Mapped[Json]
    made_by: Mapped[Words]
    made_at: Mapped[Moment]
    decided_by: Mapped[Words]
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    because: Mapped[Words]

    one: Mapped[Commitment] = relationship(foreign_keys=[one_id])
    other: Mapped[Commitment] = relationship(foreign_keys=[other_id])


class EvidenceLink(Base):
    """A quotation that bears on a commitment, and how; ``suggested`` until a person decides."""

    __tablename__ = "evidence_links"

    id: Mapped[Key]
    ref: Mapped[Ref]
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitments.id"), index=True)
    anchor_id: Mapped[int] = mapped_column(ForeignKey("anchors.id"), unique=True)
    relation: Mapped[Label]
    state: Mapped[Label]
    score: Mapped[float]
    reasons: Mapped[Json]
    made_by: Mapped[Words]
    made_at: Mapped[Moment]
    decided_by: Mapped[Words]
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    commitment: Mapped[Commitment] = relationship(back_populates="links")
    anchor: Mapped[Anchor] = relationship()


class RecordedSearch(Base):
    """A search kept as evidence of absence: what was asked of which corpus, when, and how many hits it had."""

    __tablename__ = "recorded_searches"

    id: Mapped[Key]
    ref: Mapped[Ref]
    query: Mapped[Words]
    corpus_revision: Mapped[int]
    searched_at: Mapped[Moment]
    hits: Mapped[int]
    who: Mapped[Words]


class StatusEvent(Base):
    """One judgement about a commitment. Only ever added; each carries the hash of the one before it."""

    __tablename__ = "status_events"
    __table_args__ = (
        Index("ix_status_events_latest", "commitment_id", "judgement", "id"),
        CheckConstraint("length(because) > 0", name="because"),
    )

    id: Mapped[Key]
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitments.id"))
    judgement: Mapped[Label]
    value: Mapped[Label]
    as_of: Mapped[date]
    recorded_at: Mapped[Moment]
    who: Mapped[Words]
    because: Mapped[Words]
    self_reported: Mapped[bool]
    search_id: Mapped[int | None] = mapped_column(ForeignKey("recorded_searches.id"))
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)

    commitment: Mapped[Commitment] = relationship()
    evidence: Mapped[list[EvidenceLink]] = relationship(secondary="event_evidence", order_by="EvidenceLink.id")


class EventEvidence(Base):
    """Which evidence links a status event rests on."""

    __tablename__ = "event_evidence"

    event_id: Mapped[int] = mapped_column(ForeignKey("status_events.id"), primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("evidence_links.id"), primary_key=True)


class Crawl(Base):
    """One run of one spider: what it was asked, what it saw, and how it ended."""

    __tablename__ = "crawls"

    id: Mapped[Key]
    source: Mapped[Label] = mapped_column(index=True)
    started_at: Mapped[Moment]
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    outcome: Mapped[Label]
    because: Mapped[Words]
    via: Mapped[Words]
    wanted: Mapped[Json]
    """What limited it: {"since": ISO date, "limit": count}; empty for the whole source."""
    listed: Mapped[int] = mapped_column(default=0)
    """Distinct counted items that its listings showed."""
    claimed: Mapped[int | None]
    """How many the site itself said there were."""
    fetched: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    gone: Mapped[int] = mapped_column(default=0)
    added: Mapped[int] = mapped_column(default=0)
    replaced: Mapped[int] = mapped_column(default=0)


class CrawlProblem(Base):
    """One line of a crawl's report: an address, and what happened there."""

    __tablename__ = "crawl_problems"

    id: Mapped[Key]
    crawl_id: Mapped[int] = mapped_column(ForeignKey("crawls.id"), index=True)
    address: Mapped[Words]
    what: Mapped[Words]


class WebPage(Base):
    """An address that a spider knows: how to read it, and what became of it. The waiting ones are a crawl's queue."""

    __tablename__ = "web_pages"
    __table_args__ = (
        UniqueConstraint("source", "address"),
        Index("ix_web_pages_queue", "source", "state", "id"),
    )

    id: Mapped[Key]
    source: Mapped[Label]
    address: Mapped[Words]
    read: Mapped[Label]
    context: Mapped[Json]
    listing: Mapped[bool]
    counts: Mapped[bool]
    stamp: Mapped[Words]
    """The listing's own mark of the page's last change."""
    dated: Mapped[date | None]
    state: Mapped[Label]
    crawl_id: Mapped[int] = mapped_column(ForeignKey("crawls.id"), index=True)
    """The crawl that last found it listed."""
    capture_id: Mapped[int | None] = mapped_column(ForeignKey("captures.id"))
    checked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    etag: Mapped[Words] = mapped_column(default="")
    last_modified: Mapped[Words] = mapped_column(default="")
    tries: Mapped[int] = mapped_column(default=0)
    problem: Mapped[Words] = mapped_column(default="")
