"""The journal: every decision that a person made, in order; and what each coder said on their own."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from corpus.models.base import Base, Json, Key, Label, Moment, UTCDateTime, Words


class Decision(Base):
    """One decision of a person. Only ever added; each carries the hash of the one before it.

    ``subject`` is the ref of what was decided about, ``commitment_ref`` the commitment that it bears on: a ref, since a
    row number may be given again to another when a commitment that was added by hand is taken back. ``before`` and
    ``after`` are what the decision changed: enough to tell it, and to take it back.
    """

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_commitment_ref", "commitment_ref", "id"),)

    id: Mapped[Key]
    action: Mapped[Label]
    subject: Mapped[str] = mapped_column(String(200), index=True)
    commitment_ref: Mapped[str] = mapped_column(String(200))
    before: Mapped[Json]
    after: Mapped[Json]
    who: Mapped[Words]
    because: Mapped[Words]
    recorded_at: Mapped[Moment]
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"), unique=True)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class Coding(Base):
    """What one coder says of a commitment, having seen nobody else's answer. The newest by each coder counts."""

    __tablename__ = "codings"
    __table_args__ = (Index("ix_codings_commitment_id", "commitment_id", "question", "who"),)

    id: Mapped[Key]
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitments.id"))
    question: Mapped[Label]
    value: Mapped[Label]
    who: Mapped[Words]
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
