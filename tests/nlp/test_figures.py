"""Figures of outcomes: what is printed, what it counts, and whether it went up or down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.codebook import Lang
from corpus.types import Outcome
from nlp.case_studies.figures import outcomes


def test_figures() -> None:
    text = "Vandalism is down to zero, absence fell by 12.5 per cent, and each pound saved 6.4:1 overall."
    assert outcomes(text, Lang.EN) == (
        Outcome("zero", "", "Vandalism is down", "down"),
        Outcome("12.5 per cent", "", "absence fell by", "down"),
        Outcome("6.4:1", "", "each pound saved"),
    )
    assert outcomes("There were 400 trees on 3 hills.", Lang.EN) == (Outcome("400", "trees", "on 3 hills"),)


@pytest.mark.parametrize(
    ("text", "figure", "unit", "direction"),
    [
        ("over 30,000 hours of help each year", "30,000", "hours", ""),
        ("Its 1,000+ members met.", "1,000+", "members", ""),
        ("membership rose from 12 to 140", "140", "", "up"),
        ("the list went from 40 to 9", "9", "", "down"),
        ("a 20% reduction in calls", "20%", "", "down"),
        ("15% more visits were made", "15%", "", "up"),
        ("volunteering up 8%", "8%", "", "up"),
        ("five of the 15 participants found work", "five of the 15", "participants", ""),
        ("85% of tenants said that they felt less alone", "85%", "tenants", ""),
        ("visits to the surgery fell by a third", "a third", "", "down"),
        ("it saved the council £1.2 million", "£1.2 million", "", ""),
        ("it returned £4.20 for every £1 spent", "£4.20 for every £1", "", ""),
        ("admissions were cut by 300 people", "300", "people", "down"),
        ("more than 900 volunteers", "900", "volunteers", ""),
        ("they set up 33 new community groups", "33", "community groups", ""),
        ("Twenty mothers were trained", "Twenty", "mothers", ""),
    ],
)
def test_english(text: str, figure: str, unit: str, direction: str) -> None:
    assert [(each.figure, each.unit, each.direction) for each in outcomes(text, Lang.EN)] == [(figure, unit, direction)]


@pytest.mark.parametrize(
    ("text", "figure", "unit", "direction"),
    [
        ("Mae 250 o aelodau yno", "250", "aelodau", ""),
        ("gostyngodd troseddu 30%", "30%", "", "down"),
        ("bu cynnydd o 20 y cant", "20 y cant", "", "up"),
        ("wedi tyfu o 12 i 180", "180", "", "up"),
        ("mae'r gyfradd wedi disgyn i sero", "sero", "", "down"),
        ("arbedwyd £30,000", "£30,000", "", ""),
        ("mwy na 2,000 o wirfoddolwyr", "2,000", "wirfoddolwyr", ""),
        ("hyfforddwyd ugain o famau", "ugain", "famau", ""),
    ],
)
def test_welsh(text: str, figure: str, unit: str, direction: str) -> None:
    assert [(each.figure, each.unit, each.direction) for each in outcomes(text, Lang.CY)] == [(figure, unit, direction)]


@pytest.mark.parametrize(
    "text",
    [
        "It was founded in 2000 by the members of a club.",
        "The meeting on 3 May 2014 began at 10:15.",
        "A grant of £30,000 was made.",
        "See page 12 and section 16(1)(c).",
        "",
    ],
)
def test_figures_that_are_no_outcomes(text: str) -> None:
    assert outcomes(text, Lang.EN) == ()


def test_no_unit_is_said_twice_and_no_figure_is_cut() -> None:
    text = "Its 1000+ members give over 30,000 hours each year; child-protection rates are down 42%."
    said = [f"{each.figure} {each.unit} {each.what}" for each in outcomes(text, Lang.EN)]
    assert said == [
        "1000+ members give over 30,000 hours each year",
        "30,000 hours each year",
        "42%  child-protection rates are down",
    ]


@given(st.text(alphabet="0123456789,.%£:1 omorefpl", max_size=120), st.sampled_from(Lang))
def test_any_text(text: str, lang: Lang) -> None:
    for each in outcomes(text, lang):
        assert each.figure
        assert each.direction in ("", "up", "down")
