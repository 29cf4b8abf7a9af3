"""Reasons of the program, told with the codebook's names and with days as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.codebook import Lang
from corpus.language import use
from corpus.reasons import told


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("shares hubs, libraries", "shares hubs, libraries"),
        ("same theme: voice-and-control, co-design", "same theme: voice and control, co-design"),
        ("later: 2023-05-09", "later: 9 May 2023"),
        ("reports it under-way", "reports it under way"),
        ("reports it done, by the same body", "reports it done, by the same body"),
        ("says accepted-in-principle", "says accepted in principle"),
        ("duty in one, pledge in the other", "duty in one, pledge in the other"),
        ("the same deadline, 2024-03-31", "the same deadline, 31 Mar 2024"),
        ("later: soon", "later: soon"),
        ("same theme: joy", "same theme: joy"),
        ("something that was never said", "something that was never said"),
    ],
)
def test_values_are_told_by_their_names_and_what_fits_no_form_stands(reason: str, said: str) -> None:
    assert told(reason) == said


def test_days_and_names_are_those_of_the_language_in_use() -> None:
    use(Lang.CY)
    try:
        assert "9 Mai 2023" in told("later: 2023-05-09")
    finally:
        use(Lang.EN)


@given(st.text(max_size=60))
def test_any_words_can_be_a_reason(reason: str) -> None:
    assert told(f"shares {reason}").startswith("shares ") and told(reason) is not None
