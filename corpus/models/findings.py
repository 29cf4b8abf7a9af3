"""What is found in documents: commitments with the bodies they bind and their quotations, themes and other marks."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from corpus.models.base import Base, Json, Key, Label, Moment, Ref, Words
from corpus.models.documents import Document, Passage, Version


class Body(Base):
    """A public body, by its key in the list of bodies."""

    __tablename__ = "bodies"

    id: Mapped[Key]
    key: Mapped[Ref]
    name_en: Mapped[Words]
    name_cy: Mapped[Words]


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
    refused: Mapped[bool] = mapped_column(default=False)
    """A person said that it is no commitment; kept, so that it is not found again."""
    linked_at_revision: Mapped[int]
    """Corpus revision at which evidence was last sought for it; 0 when never."""
    amends: Mapped[Words] = mapped_column(default="")
    """The other Act that its words are inserted into, as its document names it: the commitment is that Act's."""
    same_as_id: Mapped[int | None] = mapped_column(ForeignKey("commitments.id"), index=True)
    """The commitment that stands for it in lists, where a person said that both are one."""

    anchor: Mapped[Anchor] = relationship()
    document: Mapped[Document] = relationship()
    body: Mapped[Body | None] = relationship()


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
