"""What people decide: which statements are one, which words are evidence, what became of a commitment."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from corpus.models.base import Base, Json, Key, Label, Moment, Ref, UTCDateTime, Words
from corpus.models.findings import Anchor, Commitment


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

    commitment: Mapped[Commitment] = relationship()
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
    corrects_id: Mapped[int | None] = mapped_column(index=True, unique=True)
    """The event in whose place it stands; a value without words only takes it back."""
    place_id: Mapped[int | None]
    """The first of the events that it corrects one through the other: of one day, that says which came later."""
    rests_on: Mapped[int] = mapped_column(server_default="0")
    """Evidence links that it cites. The database takes no judgement of delivery that rests on nothing."""
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)

    commitment: Mapped[Commitment] = relationship()
    evidence: Mapped[list[EvidenceLink]] = relationship(secondary="event_evidence", order_by="EvidenceLink.id")


class EventEvidence(Base):
    """Which evidence links a status event rests on."""

    __tablename__ = "event_evidence"

    event_id: Mapped[int] = mapped_column(ForeignKey("status_events.id"), primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("evidence_links.id"), primary_key=True)
