"""Searching by meaning: what is found beside the words, what binds all the same, and what counts as found."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus import versions
from corpus.codebook import DocumentKind, Lang
from corpus.database import Corpus
from corpus.errors import CorpusBusy
from index import Index, Results
from index.meaning.asking import is_english
from tests.index.meaning_models import Ideas

Fill = Callable[..., versions.Added]

OTHERS = ("Relatives may have a break.", "Trams run to the bay.")


@pytest.fixture
def index(folder: Path, corpus: Corpus) -> Iterator[Index]:
    opened = Index(folder, corpus, Ideas())
    yield opened
    opened.close()


@pytest.fixture
def filled(fill: Fill) -> None:
    fill("Carers were promised respite.", "Relatives may have a break.", "Trams run to the bay.", title="One")
    fill("Families need a pause from film.", work="two", title="Two", kind=DocumentKind.ARTICLE)


def texts(results: Results) -> list[str]:
    return [hit.passage.text for hit in results.hits]


@pytest.mark.usefixtures("filled")
def test_what_shares_no_word_is_found_and_counts_as_nothing(index: Index) -> None:
    found = index.search("carers respite", meaning=True)
    assert texts(found)[0] == "Carers were promised respite."
    assert set(texts(found)[1:3]) == {"Relatives may have a break.", "Families need a pause from film."}
    assert [hit.all_words for hit in found.hits[:2]] == [True, False]
    assert (found.total, found.shown, found.fused) == (1, 1, True)
    assert found.some == len(found.hits) - 1
    assert found.total == index.search("carers respite").total == len(index.passages("carers respite")[0])


def test_what_holds_all_the_words_comes_first_however_near_the_others_are(index: Index, fill: Fill) -> None:
    fill("Carers have respite: relatives, families, a break.", "Carers and a school may pause trams without care.")
    found = index.search("carers pause", meaning=True)
    assert [hit.all_words for hit in found.hits] == [True, False]
    assert found.hits[0].score <= found.hits[1].score


@pytest.mark.usefixtures("filled")
def test_the_score_is_what_both_ranks_add(index: Index) -> None:
    found = index.search("carers respite", meaning=True, explain=True)
    for hit in found.hits:
        assert hit.fused is not None
        assert hit.score == hit.fused.from_words + hit.fused.from_meaning == hit.fused.score
        assert sum(reason.share for reason in hit.why) == pytest.approx(hit.fused.words_score, rel=1e-5)
    last = found.hits[-1]
    assert last.fused is not None
    assert (last.why, last.fused.by_words, last.marks) == ((), None, ())


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("carers respite -film", {"Carers were promised respite.", *OTHERS}),
        ("carers respite kind:article", {"Families need a pause from film."}),
        ('carers "a break"', {"Relatives may have a break."}),
        ("carers date:2010", set()),
        ("(carers -film) OR kind:act", {"Carers were promised respite.", *OTHERS}),
        ("carers lang:cy", set()),
    ],
)  # fmt: skip
def test_fields_quotes_and_what_is_left_out_bind(index: Index, query: str, wanted: set[str]) -> None:
    assert set(texts(index.search(query, meaning=True))) == wanted


def test_pages_never_overlap(index: Index, fill: Fill) -> None:
    fill(*(f"Carers number {number} rest." for number in range(20)), *(f"A pause {number}." for number in range(20)))
    every = [hit.passage.id for hit in index.search("carers", limit=100, meaning=True).hits]
    paged = [
        hit.passage.id
        for at in range(0, 45, 7)
        for hit in index.search("carers", limit=7, offset=at, meaning=True).hits
    ]
    assert paged == every
    assert len(every) == len(set(every)) == 40
    assert every == [hit.passage.id for hit in index.stream("carers", meaning=True)[1]]


def test_all_hits_by_words_are_listed_however_many(index: Index, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("fusing", "answering"):
        monkeypatch.setattr(f"index.meaning.{module}.WORDS_RANKED", 5)
    fill(*(f"Carers number {number} rest." for number in range(20)), "A pause.", "Trams of carers.")
    found = index.search("carers rest", limit=100, meaning=True)
    assert found.total == 20
    assert sorted(hit.all_words for hit in found.hits) == [False] * (len(found.hits) - 20) + [True] * 20
    paged = [index.search("carers rest", limit=1, offset=at, meaning=True).hits[0].passage.id for at in range(20)]
    assert paged == [hit.passage.id for hit in found.hits[:20]]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("query", ["kind:strategy", "gofal seibiant", "~carers", "1234"])
def test_what_cannot_be_read_is_ranked_by_words_alone_and_says_so(index: Index, query: str) -> None:
    found, plain = index.search(query, meaning=True), index.search(query)
    assert found.words_only.startswith("Ranked by words alone")
    assert not found.fused
    assert texts(found) == texts(plain)


@pytest.mark.usefixtures("filled")
def test_the_newest_come_first_whatever_they_mean(index: Index) -> None:
    found = index.search("carers", newest=True, meaning=True)
    assert (found.fused, found.words_only) == (False, "")


@pytest.mark.usefixtures("filled")
def test_while_another_process_reads_words_rank_alone(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object, **__: object) -> None:
        raise CorpusBusy("The search index is being written by another process.")

    monkeypatch.setattr(index.meaning, "update", busy)
    found = index.search("carers", meaning=True)
    assert "still being built" in found.words_only
    assert texts(found) == texts(index.search("carers"))


def test_what_was_removed_is_not_near(index: Index, fill: Fill) -> None:
    fill("Relatives may have a break.", work="one")
    assert texts(index.search("carers respite", meaning=True)) == ["Relatives may have a break."]
    fill("Trams run.", work="one")
    assert "Relatives may have a break." not in texts(index.search("carers respite", meaning=True))


def test_nothing_of_welsh_is_near_to_an_english_question(index: Index, fill: Fill) -> None:
    fill("Relatives may have a break.", lang=Lang.CY)
    assert texts(index.search("carers respite", meaning=True)) == []


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("respite for carers", True), ("co-production", True), ("Senedd committee", True), ("plant", True),
        ("gofal seibiant i ofalwyr", False), ("cosbi plant", False), ("trydydd sector", False),
        ("", False), ("12", False),
    ],
)  # fmt: skip
def test_which_questions_read_as_english(text: str, english: bool) -> None:
    assert is_english(text) is english
