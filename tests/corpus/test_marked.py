"""What is marked in a version, and where its twin says the same."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from corpus import documents, editing, evidence, findings, marked, versions
from corpus.codebook import CommitmentKind, Lang, LinkState, PassageKind, ProgressState, Relation, Theme
from corpus.database import Corpus
from corpus.errors import NotFound
from corpus.marked import MarkRow, Sort
from corpus.types import (
    AnyFinding,
    CaseStudyFinding,
    CommitmentFinding,
    Passage,
    ProgressFinding,
    ReadDocument,
    ThemeFinding,
    lay_out,
)

Put = Callable[[Session, ReadDocument], versions.Added]
Make = Callable[..., ReadDocument]

TEXTS = ("Heading words.", "We will open a hub. It is half built.", "A hub at Aberwen.")
TOLD = {"lang": Lang.EN, "confidence": 0.8, "rule": "test"}


def stretch(read: ReadDocument, words: str) -> dict[str, object]:
    start = read.text.index(words)
    number = next(n for n, each in enumerate(read.passages) if each.start <= start < each.end)
    return {"passage": number, "quote": words, "start": start, "end": start + len(words), **TOLD}


@pytest.fixture
def version(corpus: Corpus, put: Put, make_document: Make) -> int:
    read = make_document(*TEXTS)
    whole = stretch(read, "A hub at")
    found: list[AnyFinding] = [
        ThemeFinding(**stretch(read, "hub. It"), theme=Theme.ASSETS),  # type: ignore[arg-type]
        ProgressFinding(**stretch(read, "It is half built."), state=ProgressState.UNDER_WAY),  # type: ignore[arg-type]
        CommitmentFinding(**stretch(read, "We will open a hub."), kind=CommitmentKind.PLEDGE),  # type: ignore[arg-type]
        CaseStudyFinding(**{**whole, "end": len(read.text) + 50}, name="Aberwen"),  # type: ignore[arg-type]
    ]
    with corpus.write() as session:
        number = put(session, read).version_id
        findings.keep(session, number, found, "rules")
    return number


def told(session: Session, version: int) -> list[tuple[Sort, int, int, int, str]]:
    return [(row.sort, row.passage, row.start, row.end, row.said) for row in marked.marks(session, version)]


@pytest.mark.databases
def test_marks_are_told_in_the_order_of_the_text_with_offsets_in_their_passages(corpus: Corpus, version: int) -> None:
    with corpus.read() as session:
        assert told(session, version) == [
            (Sort.COMMITMENT, 1, 0, 19, CommitmentKind.PLEDGE),
            (Sort.THEME, 1, 15, 22, Theme.ASSETS),
            (Sort.PROGRESS, 1, 20, 37, ProgressState.UNDER_WAY),
            (Sort.CASE_STUDY, 2, 0, len(TEXTS[2]), "Aberwen"),
        ], "and what goes beyond its passage is cut"


def test_evidence_is_marked_when_accepted_and_promises_unless_refused(corpus: Corpus, version: int) -> None:
    with corpus.write() as session:
        (pledge,) = (row for row in marked.marks(session, version) if row.ref)
        passage = documents.passages(session, version)[2]
        link = evidence.add(session, pledge.ref, passage.id, 2, 5, Relation.DELIVERS, "Mair", "So it is.")
        assert MarkRow(Sort.EVIDENCE, 2, 2, 5, Relation.DELIVERS, pledge.ref) in marked.marks(session, version)
        evidence.decide(session, link.ref, LinkState.REJECTED, "Mair")
        editing.refuse(session, pledge.ref, "Mair", "It is none.")
        assert {row.sort for row in marked.marks(session, version)} == {Sort.THEME, Sort.PROGRESS, Sort.CASE_STUDY}


def test_the_newest_reading_is_known_and_only_its_passages_stand(
    corpus: Corpus, version: int, put: Put, make_document: Make
) -> None:
    with corpus.write() as session:
        passage = documents.passages(session, version)[1]
        assert marked.newest(session, version) == version and marked.standing(session, passage.id) == passage
        newer = put(session, make_document(*TEXTS, "More.")).version_id
        assert marked.newest(session, version) == marked.newest(session, newer) == newer != version
        with pytest.raises(NotFound, match="read again"):
            marked.standing(session, passage.id)
        with pytest.raises(NotFound, match="read again"):
            marked.standing(session, 99_999)
        assert marked.newest(session, 99_999) is None


@pytest.mark.databases
def test_twins_are_told_both_ways(corpus: Corpus, put: Put, make_document: Make) -> None:
    def numbered(*numbers: str) -> tuple[Passage, ...]:
        return lay_out(Passage(f"Words {n}.", 0, 0, kind=PassageKind.PROVISION, number=n) for n in numbers)

    english = replace(make_document("x"), passages=numbered("1", "2", "3"))
    welsh = replace(english, lang=Lang.CY, passages=numbered("0", "1", "3", "4"))
    with corpus.write() as session:
        one = put(session, english).version_id
        assert marked.other_language(session, one) is None
        other = put(session, welsh).version_id
        assert marked.other_language(session, one) == other and marked.other_language(session, other) == one
        assert marked.twins(session, one, other) == {0: 1, 2: 2}
        assert marked.twins(session, other, one) == {1: 0, 2: 2}
