"""Reciprocal rank fusion: each rank adds its share, whatever else there is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from index.meaning.fusing import MEANING_RANKED, WORDS_RANKED, fuse
from index.meaning.generation import Near
from index.results import RANKS_BEFORE, Fused

IDS = st.lists(st.integers(1, 60), unique=True, max_size=40)


def words(ids: list[int]) -> list[tuple[int, float, int]]:
    return [(passage, 100.0 - place, 0) for place, passage in enumerate(ids)]


def near(ids: list[int], wording: int = 0) -> list[Near]:
    return [Near(passage, 1 - place / 100, 0, wording) for place, passage in enumerate(ids)]


def test_by_hand() -> None:
    order = fuse(words([7, 8]), near([8, 9]), {})
    assert [each.passage for each in order] == [8, 7, 9]
    assert [each.fused.score for each in order] == [1 / 62 + 1 / 61, 1 / 61, 1 / 62]
    assert order[0].fused == Fused(2, 99.0, 1, 1.0)
    assert (order[1].fused.by_meaning, order[2].fused.by_words, order[2].fused.similarity) == (None, None, 0.99)


@settings(deadline=None)
@given(IDS, IDS)
def test_each_is_listed_once_with_the_shares_of_its_ranks(by_words: list[int], by_meaning: list[int]) -> None:
    order = fuse(words(by_words), near(by_meaning), {})
    assert sorted(each.passage for each in order) == sorted({*by_words, *by_meaning})
    for each in order:
        ranks = [ids.index(each.passage) + 1 for ids in (by_words, by_meaning) if each.passage in ids]
        assert each.fused.score == sum(1 / (RANKS_BEFORE + rank) for rank in ranks)
    assert order == sorted(order, key=lambda each: (-each.fused.score, each.passage))


@settings(deadline=None)
@given(IDS, IDS)
def test_neither_side_comes_first(one: list[int], other: list[int]) -> None:
    forth, back = fuse(words(one), near(other), {}), fuse(words(other), near(one), {})
    assert [each.passage for each in forth] == [each.passage for each in back]


def test_one_of_the_same_wording_counts_as_that_found_by_words() -> None:
    order = fuse([(3, 5.0, 1)], [Near(4, 0.5, 2, 99), Near(5, 0.4, 0, 0)], {3: 99})
    assert [(each.passage, each.alike, each.fused.by_meaning) for each in order] == [(3, 1, 1), (5, 0, 2)]


def test_what_is_far_down_keeps_its_order_after_all_that_was_ranked() -> None:
    many = list(range(10, 10 + WORDS_RANKED + 5))
    last = many[-1]
    order = fuse(words(many), near([last, *range(5_000, 5_000 + MEANING_RANKED)]), {})
    placed = [each.passage for each in order]
    assert len(placed) == len(set(placed)) == len(many) + MEANING_RANKED - 1
    assert placed[-4:] == many[WORDS_RANKED:-1]
    assert order[placed.index(last)].fused.by_words is None
    assert all(each.fused.score == 0 for each in order[-4:])
