"""The papers that ask questions: consultations, and whatever else questions were found in."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from corpus import documents
from corpus.codebook import DocumentKind, Lang
from corpus.models import Document, Passage, Question, Version
from corpus.rows.documents import when


@dataclass(frozen=True, slots=True)
class ConsultationRow:
    """A paper that can be answered, with how many questions were found in it, in the language that has most of them."""

    key: str
    title: str
    publisher: str
    languages: tuple[Lang, ...]
    questions: int
    issued: date | None
    issued_text: str

    @property
    def when(self) -> str:
        """The day of the paper, no more exact than it is known; empty when it is not."""
        return when(self.issued, self.issued_text)


def listing(session: Session, text: str = "") -> list[ConsultationRow]:
    """Consultations, and other papers that ask questions: those with questions first, the newest of each first.

    ``text`` is looked for in title, publisher and key.
    """
    asked = (
        select(Version.document_id, Version.lang, func.count(Question.id).label("many"))
        .join(Passage, Passage.version_id == Version.id)
        .join(Question, Question.passage_id == Passage.id)
        .where(Version.current)
        .group_by(Version.document_id, Version.lang)
        .subquery()
    )
    most = select(asked.c.document_id, func.max(asked.c.many).label("many")).group_by(asked.c.document_id).subquery()
    many = func.coalesce(most.c.many, 0)
    wanted = (
        select(Document.key, many)
        .join(Version, Version.document_id == Document.id)
        .outerjoin(most, most.c.document_id == Document.id)
        .where(Version.current, or_(Document.kind == DocumentKind.CONSULTATION, many > 0))
        .group_by(Document.id, Document.key, Document.issued, most.c.many)
        .order_by((many > 0).desc(), Document.issued.is_(None), Document.issued.desc(), Document.key)
    )
    if words := text.strip():
        columns = (Version.title, Version.publisher, Document.key)
        wanted = wanted.where(or_(*(column.icontains(words, autoescape=True) for column in columns)))
    return [_as_row(session, key, questions) for key, questions in session.execute(wanted)]


def _as_row(session: Session, key: str, questions: int) -> ConsultationRow:
    document = documents.get(session, key)
    return ConsultationRow(
        key=key,
        title=document.title,
        publisher=document.publisher,
        languages=document.languages,
        questions=questions,
        issued=document.issued,
        issued_text=document.issued_text,
    )
