import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.measuring.reckoning import Ratio, Scores, calibration, interval

SCORES = st.builds(Scores, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))


def test_precision_recall_and_f1_by_hand() -> None:
    scores = Scores(hits=6, false=2, missed=4)
    assert scores.precision == 0.75
    assert scores.recall == 0.6
    assert scores.f1 == pytest.approx(2 * 0.75 * 0.6 / (0.75 + 0.6))


def test_nothing_has_no_score_but_finding_nothing_of_something_has() -> None:
    assert (Scores().precision, Scores().recall, Scores().f1, Ratio().share) == (None, None, None, None)
    assert (Scores(missed=3).precision, Scores(missed=3).recall, Scores(missed=3).f1) == (None, 0, 0)


def test_calibration_by_hand() -> None:
    """Two at 0.9 and above, one right: off by |0.95 - 0.5|. Two at 0.2, none right: off by 0.2. Each weighs a half."""
    bins, error = calibration([(0.9, True), (1.0, False), (0.2, False), (0.2, False)])
    assert error == pytest.approx((0.45 + 0.2) / 2)
    assert [each.count for each in bins] == [0, 0, 2, 0, 0, 0, 0, 0, 0, 2]
    assert bins[9].confidence == pytest.approx(0.95)
    assert bins[9].right == 0.5
    assert bins[0].right is None


def test_a_forecaster_who_is_right_as_often_as_told_is_calibrated() -> None:
    told = [(0.75, True)] * 3 + [(0.75, False)]
    assert calibration(told)[1] == pytest.approx(0)
    assert calibration([])[1] is None


@given(st.lists(SCORES, max_size=12))
def test_an_interval_is_the_same_each_time_and_within_bounds(groups: list[Scores]) -> None:
    found = interval(groups, seed=7, rounds=60)
    assert found == interval(groups, seed=7, rounds=60)
    if found is None:
        assert sum(groups, Scores()).f1 is None
    else:
        assert 0 <= found[0] <= found[1] <= 1


def test_an_interval_of_like_documents_is_a_point_and_of_unlike_ones_holds_the_score() -> None:
    assert interval([Scores(3, 1, 1)] * 9, seed=1) == (0.75, 0.75)
    groups = [Scores(4, 0, 0), Scores(1, 3, 2), Scores(2, 1, 0), Scores(0, 0, 3)] * 4
    low, high = interval(groups, seed=1) or (1, 0)
    whole = sum(groups, Scores()).f1
    assert whole is not None
    assert low < whole < high


def test_an_interval_is_the_middle_nineteen_twentieths() -> None:
    """Half of the documents right, half wrong: four drawn are all right in 1 of 16, six in 1 of 64."""
    right, wrong = Scores(hits=1), Scores(false=1)
    assert interval([right, right, wrong, wrong], seed=1) == (0, 1)
    assert interval([right] * 3 + [wrong] * 3, seed=1) == pytest.approx((2 / 7, 10 / 11))
