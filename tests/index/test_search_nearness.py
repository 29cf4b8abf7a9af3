"""Places in a row and places remembered, and the arithmetic of matches."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import nearness
from index.matches import Match, added_up, best_of, combined, heaviest, less
from index.nearness import Places, Remembered, in_a_row

SIZE = 12

PLACES = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 8)).map(lambda at: at[0] << 16 | at[1]), unique=True, max_size=20
).map(sorted)
ROWS = st.lists(st.integers(0, SIZE - 1), unique=True, max_size=SIZE).map(sorted)


def match(rows: list[int], weight: float = 1.0) -> Match:
    return Match(np.array(rows, np.int32), np.array([weight + row for row in rows], np.float32))


@given(st.lists(PLACES, min_size=1, max_size=4))
def test_in_a_row_is_where_each_stands_right_after_the_one_before(found: list[list[int]]) -> None:
    expected = [place for place in found[0] if all(place + by in each for by, each in enumerate(found))]
    assert in_a_row([np.array(each, np.int64) for each in found]).tolist() == expected


def test_nothing_is_in_a_row_of_nothing() -> None:
    assert in_a_row([]).size == 0


class Counted:
    """Atoms that stand so often as they have letters, and how often they were read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def places(self, atom: str) -> Places:
        self.read.append(atom)
        return np.arange(len(atom))

    def atoms(self, prefix: str, limit: int) -> set[str]:
        return {prefix}


def test_what_was_asked_for_longest_ago_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearness, "MAX_KEPT", 10)
    counted = Counted()
    remembered = Remembered(counted)
    for atom in ("care", "plan", "care", "bus", "care", "plan"):
        assert remembered.places(atom).size == len(atom)
    assert counted.read == ["care", "plan", "bus", "plan"]
    remembered.places("a word longer than all that is kept")
    remembered.places("a word longer than all that is kept")
    assert len(counted.read) == 5


@given(ROWS, ROWS, ROWS)
def test_matches_are_put_together_row_by_row(one: list[int], two: list[int], three: list[int]) -> None:
    matches = [match(one), match(two, 2.0), match(three, 3.0)]
    held = [dict(zip(each.rows.tolist(), each.scores.tolist(), strict=True)) for each in matches]
    for least in (1, 2, 3):
        found = combined(matches, least, SIZE)
        wanted = [row for row in range(SIZE) if sum(row in each for each in held) >= least]
        assert found.rows.tolist() == wanted
        assert found.scores.tolist() == [sum(each.get(row, 0) for each in held) for row in wanted]
    best = best_of(matches, SIZE)
    assert best.rows.tolist() == sorted({*one, *two, *three})
    assert best.scores.tolist() == [max(each.get(row, 0) for each in held) for row in best.rows.tolist()]
    rows, weights = heaviest([(each.rows, each.scores) for each in matches], SIZE)
    assert (rows.tolist(), weights.tolist()) == (best.rows.tolist(), best.scores.tolist())
    assert less(matches[0], matches[1], SIZE).rows.tolist() == [row for row in one if row not in two]


def test_a_row_that_comes_again_has_its_weights_added_up() -> None:
    rows, weights = added_up(np.array([2, 2, 5, 7, 7, 7]), np.array([1.0, 0.5, 3.0, 1.0, 1.0, 0.125]))
    assert (rows.tolist(), weights.tolist()) == ([2, 5, 7], [1.5, 3.0, 2.125])
    assert added_up(np.empty(0, np.int64), np.empty(0))[0].size == 0
