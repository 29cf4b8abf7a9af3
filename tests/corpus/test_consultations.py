"""Papers that can be answered: those that ask questions first."""

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from corpus import consultations, versions
from corpus.codebook import DocumentKind, Lang
from corpus.database import Corpus
from corpus.models import Question, Version
from corpus.types import ReadDocument


def ask(session: Session, version_id: int, many: int) -> None:
    """Let so many questions be found in a version."""
    passage = session.get_one(Version, version_id).passages[0]
    for number in range(many):
        found = {"start": 0, "end": 3, "confidence": 0.9, "rule": "numbered", "number": str(number), "under": ""}
        session.add(Question(passage_id=passage.id, **found))


def test_papers_with_questions_stand_first_and_are_found_by_their_words(
    corpus: Corpus,
    put: Callable[[Session, ReadDocument], versions.Added],
    make_document: Callable[..., ReadDocument],
) -> None:
    papers = (
        ("old", DocumentKind.CONSULTATION, Lang.EN, date(2020, 1, 1), 2),
        ("new", DocumentKind.CONSULTATION, Lang.EN, date(2024, 1, 1), 3),
        ("new", DocumentKind.CONSULTATION, Lang.CY, date(2024, 1, 1), 5),
        ("bare", DocumentKind.CONSULTATION, Lang.EN, date(2026, 1, 1), 0),
        ("letter", DocumentKind.LETTER, Lang.EN, None, 1),
        ("report", DocumentKind.AUDIT_REPORT, Lang.EN, date(2026, 1, 1), 0),
    )
    with corpus.write() as session:
        for work, kind, lang, issued, many in papers:
            read = make_document(
                f"{work} {lang}?", work=work, kind=kind, lang=lang, issued=issued, title=f"100% {work}"
            )
            ask(session, put(session, read).version_id, many)
    with corpus.read() as session:
        rows = consultations.listing(session)
        assert [(row.key, row.questions) for row in rows] == [("new", 5), ("old", 2), ("letter", 1), ("bare", 0)]
        assert rows[0].languages == (Lang.EN, Lang.CY) and rows[0].when == "2024-01-01" and rows[2].when == ""
        assert [row.key for row in consultations.listing(session, " OLD ")] == ["old"]
        assert len(consultations.listing(session, "100%")) == len(rows) and not consultations.listing(session, "1_0")
