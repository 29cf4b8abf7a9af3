"""The questions that a document asks, in its order."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus import documents
from corpus.models import Passage, Question
from corpus.rows import PassageRow


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question with its passage, in which ``text`` stands at ``start:end``.

    ``number`` is as printed ("4", "2.1", "4(a)"), "" where none is; ``under`` the number of the one it is a part of.
    """

    number: str
    under: str
    text: str
    start: int
    end: int
    confidence: float
    passage: PassageRow


def of_version(session: Session, version_id: int) -> list[QuestionRow]:
    """The questions of a version, in order; one that is asked again in the same words is told once."""
    found = session.execute(
        select(Question.passage_id, Question.number, Question.under, Question.start, Question.end, Question.confidence)
        .join(Passage, Question.passage_id == Passage.id)
        .where(Passage.version_id == version_id)
        .order_by(Question.start, Question.id)
    ).all()
    passages = {row.id: row for row in documents.passages_by_id(session, sorted({row.passage_id for row in found}))}
    rows: list[QuestionRow] = []
    asked: set[tuple[str, str]] = set()
    for passage_id, number, under, begin, stop, confidence in found:
        passage = passages[passage_id]
        start, end = max(0, begin - passage.start), min(len(passage.text), stop - passage.start)
        text = passage.text[start:end]
        same = (number, " ".join(text.casefold().split()))
        if text.strip() and same not in asked:
            asked.add(same)
            rows.append(QuestionRow(number, under, text, start, end, confidence, passage))
    return rows
