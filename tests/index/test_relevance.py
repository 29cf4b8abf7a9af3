"""The figures of retrieval research, by hand and by their own laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.relevance import ndcg, recall


def test_by_hand() -> None:
    wanted = {"a": 2.0, "b": 1.0, "c": 0.0}
    assert ndcg(["a", "b"], wanted) == pytest.approx(1.0)
    assert ndcg(["b", "a"], wanted) == pytest.approx((1 + 2 / 1.584963) / (2 + 1 / 1.584963))
    assert ndcg(["c", "x"], wanted) == 0.0
    assert ndcg(["a"], {}) == 0.0
    assert recall(["a", "x", "c"], wanted) == 0.5
    assert recall(["x", "a"], wanted, at=1) == 0.0
    assert recall(["a"], {"a": 1, "b": 1}, at=1) == 1.0


@given(st.permutations("abcdef"), st.dictionaries(st.sampled_from("abcdefxyz"), st.floats(0, 5), max_size=9))
def test_the_best_order_is_never_beaten(found: list[str], wanted: dict[str, float]) -> None:
    best = sorted(wanted, key=lambda each: -wanted[each])
    assert 0 <= ndcg(found, wanted, at=4) <= ndcg(best, wanted, at=4) + 1e-9 <= 1 + 2e-9
    assert 0 <= recall(found, wanted) <= 1
