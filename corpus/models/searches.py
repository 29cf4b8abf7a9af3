"""Searches that are kept to be asked again, and what each person saw when they last looked."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from corpus.models.base import Base, Key, Moment, UTCDateTime, Words


class SavedSearch(Base):
    """A question under a name, in the query language of Addewid, so that it outlives any engine."""

    __tablename__ = "saved_searches"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(64), unique=True)
    query: Mapped[Words]
    made_by: Mapped[Words]
    made_at: Mapped[Moment]


class Look(Base):
    """When one person last looked at what a saved search finds, and at which revision of the corpus."""

    __tablename__ = "looks"
    __table_args__ = (UniqueConstraint("search_id", "who"),)

    id: Mapped[Key]
    search_id: Mapped[int] = mapped_column(ForeignKey("saved_searches.id"))
    who: Mapped[Words]
    looked_at: Mapped[Moment]
    revision: Mapped[int]


class SeenWording(Base):
    """A wording that was among the hits at the last look: passages come and go as documents are read again."""

    __tablename__ = "seen_wordings"

    look_id: Mapped[int] = mapped_column(ForeignKey("looks.id"), primary_key=True)
    wording: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    first_seen: Mapped[datetime] = mapped_column(UTCDateTime)
