"""Passages like one passage, and answers that come whole: every hit, every id."""

import pytest

from corpus.codebook import DocumentKind, Lang
from corpus.errors import NotFound
from index import Index
from tests.index.conftest import Fill, texts

ABOUT = "The toll bridge at Porthmadog shall be painted by the harbour board before the summer."


@pytest.fixture
def bridges(fill: Fill) -> None:
    fill(ABOUT, "A bridge and its toll: the harbour board decides.", "Of gardens and allotments.", work="a")
    fill("(1) " + ABOUT.upper(), "The harbour was busy.", work="b", kind=DocumentKind.BILL)
    fill("Mae Porthmadog a harbour board yma, a toll bridge.", work="c", lang=Lang.CY)
    fill(*(f"The weather of day {day} was fine." for day in range(30)), work="d")


@pytest.mark.usefixtures("bridges")
def test_similar_passages_share_telling_words_and_are_never_itself_nor_its_copies(index: Index) -> None:
    found = index.similar("a/en/0")
    assert texts(found) == ["A bridge and its toll: the harbour board decides.", "The harbour was busy."]
    assert (found.total, found.shown) == (2, 2)
    first = found.hits[0]
    assert [first.snippet[start:end] for start, end in first.marks] == ["bridge", "toll", "harbour", "board"]
    assert texts(index.similar("a/en/0", limit=1, offset=1)) == ["The harbour was busy."]
    assert texts(index.similar("a/en/0", "kind:bill")) == ["The harbour was busy."]
    assert texts(index.similar("a/en/0", "-busy care OR bridge")) == [
        "A bridge and its toll: the harbour board decides."
    ]


@pytest.mark.usefixtures("bridges")
def test_a_passage_that_shares_no_word_with_another_has_no_similar_ones(index: Index) -> None:
    assert index.similar("a/en/2").hits == ()


@pytest.mark.usefixtures("bridges")
@pytest.mark.parametrize("ref", ["a/en/99", "nothing", "", "a", "a/cy/0", "../../x"])
def test_a_ref_that_names_no_passage_is_refused(ref: str, index: Index) -> None:
    with pytest.raises(NotFound):
        index.similar(ref)


def test_every_hit_comes_once_and_in_the_order_of_the_pages(fill: Fill, index: Index) -> None:
    for number in range(3):
        fill(*(f"Care {number} {'and more ' * at}" for at in range(250)), work=f"w{number}")
    results, hits = index.stream("care")
    found = [hit.passage.id for hit in hits]
    assert (results.total, results.hits) == (750, ())
    assert found == [hit.passage.id for hit in index.search("care", limit=10_000).hits]
    assert len(found) == results.shown
    ids, revision = index.passages("care")
    assert (len(ids), revision) == (750, 3)
    assert set(found) <= set(ids)
    assert ids == sorted(ids)
    shown = list(index.shown([ids[3], 10_000, ids[1]], "care"))
    assert [hit.passage.id for hit in shown] == [ids[3], ids[1]]
    assert all(hit.marks for hit in shown)
    assert index.passages("") == ([], 3)
