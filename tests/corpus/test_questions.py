"""The questions of a paper, in its order and each once."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from corpus import findings, questions
from corpus.codebook import DocumentKind, Lang
from corpus.database import Corpus
from corpus.types import Passage, QuestionFinding, ReadDocument, lay_out
from corpus.versions import Added

Put = Callable[[Session, ReadDocument], Added]


def test_questions_are_told_in_order_with_their_words_and_each_once(corpus: Corpus, put: Put) -> None:
    texts = ("Question 1: What do you think? Why?", "Question 2: How many?", "Annex. Question 1:  what do you THINK?")
    passages = lay_out([Passage(text, 0, 0) for text in texts])
    read = ReadDocument("Asking", Lang.EN, DocumentKind.CONSULTATION, passages, "test", work="asking")

    def asks(at: int, words: str, number: str, under: str = "") -> QuestionFinding:
        start = read.text.index(words)
        return QuestionFinding(
            passage=at, quote=words, start=start, end=start + len(words), lang=Lang.EN, confidence=0.9, rule="test",
            number=number, under=under,
        )  # fmt: skip

    found = [
        asks(2, "what do you THINK?", "1"),
        asks(1, "How many?", "2"),
        asks(0, "Why?", "", "1"),
        asks(0, "What do you think?", "1"),
    ]
    with corpus.write() as session:
        version = put(session, read).version_id
        findings.keep(session, version, found, "rules")
        rows = questions.of_version(session, version)
    assert [(row.number, row.under, row.text, row.passage.ordinal) for row in rows] == [
        ("1", "", "What do you think?", 0),
        ("", "1", "Why?", 0),
        ("2", "", "How many?", 1),
    ]
    assert all(row.passage.text[row.start : row.end] == row.text for row in rows)
