"""What was turned down as evidence is known by its words, for every statement of a commitment."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from corpus import candidates, documents, evidence, findings
from corpus.codebook import Lang, LinkState, Relation, Response
from corpus.database import Corpus
from corpus.same.deciding import between, decide
from corpus.types import LinkSuggestion, ResponseFinding
from tests.corpus.stated import Make, Put

REPORT = "Ten hubs have been opened."


def suggested(session: Session, put: Put, make_document: Make, ref: str, work: str) -> str:
    """Evidence that the program suggests, in a document of its own; its ref."""
    version = put(session, make_document(REPORT, work=work, issued=date(2024, 1, 1))).version_id
    passage = documents.passages(session, version)[0]
    evidence.suggest(session, ref, [LinkSuggestion(passage.id, 0, len(REPORT), Relation.DELIVERS, 0.5, ("why",))], 1)
    from corpus import commitments

    return next(row.ref for row in commitments.get(session, ref).evidence if row.quotation.passage.id == passage.id)


@pytest.mark.databases
def test_words_turned_down_are_those_of_all_statements(
    corpus: Corpus, put: Put, make_document: Make, three: list[str]
) -> None:
    with corpus.write() as session:
        link = suggested(session, put, make_document, three[0], "audit")
        assert candidates.turned_down(session, three[0]) == frozenset(), "only suggested"
        evidence.decide(session, link, LinkState.REJECTED, "Mair")
        assert candidates.turned_down(session, three[0]) == {REPORT}
        assert candidates.turned_down(session, three[1]) == frozenset(), "another commitment as yet"
        decide(session, between(session, three[0], three[1], "Mair"), LinkState.ACCEPTED, "Mair")
        assert candidates.turned_down(session, three[1]) == {REPORT}
        evidence.decide(session, link, LinkState.SUGGESTED, "Mair")
        assert candidates.turned_down(session, three[1]) == frozenset()
        assert candidates.turned_down(session, "c-gone") == frozenset()


def test_passages_that_answer(corpus: Corpus, put: Put, make_document: Callable[..., object]) -> None:
    with corpus.write() as session:
        read = make_document("Some words.", "We accept recommendation 4.", work="reply")
        version = put(session, read).version_id  # type: ignore[arg-type]
        at = read.passages[1]  # type: ignore[attr-defined]
        found = ResponseFinding(
            passage=1, quote=at.text, start=at.start, end=at.end, lang=Lang.EN, confidence=0.9, rule="t",
            response=Response.ACCEPTED, recommendation="4",
        )  # fmt: skip
        findings.keep(session, version, [found], "rules")
        ids = [row.id for row in documents.passages(session, version)]
        assert candidates.answering(session, ids) == {ids[1]}
        assert candidates.answering(session, []) == set()
