"""What was meant, and how a begun word goes on: only in words that the corpus holds."""

import pytest

from corpus.codebook import Lang
from index import Index
from tests.index.conftest import Fill


@pytest.fixture
def filled(fill: Fill) -> None:
    fill("Respite care.", "Care of carers.", "The co-production of care.", "Production in Bridgend.", work="a")
    fill("Mae gwasanaethau yma.", "Gwasanaethau da.", work="b", lang=Lang.CY)
    fill(*(f"The government said so, number {number}." for number in range(60)), "The goverment said so.", work="c")


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        ("resptie", "respite"),
        ("care resptie", "care respite"),
        ("RESPTIE OR carre", "respite OR care"),
        ("(resptie care) -film", "(respite care) -film"),
        ("co-prodction", "co-production"),
        ("gwasnaethau", "gwasanaethau"),
        ("wasanaethau", ""),  # finds them as it is
        ("goverment", "government"),  # the corpus holds it, but once
        ("care", ""),
        ('"resptie"', ""),
        ("title:resptie", ""),
        ("ref:resptie", ""),
        ("care -resptie", ""),
        ("care -(resptie OR carre)", ""),
        ("resptie* OR resptie~", ""),
        ("~resptie", ""),
        ("qqqqqq", ""),
        ("resptie bridgend -production", ""),  # what is meant would find nothing either
        ("", ""),
    ],
)
def test_a_mistyped_word_is_put_right_where_that_finds_more(query: str, suggestion: str, index: Index) -> None:
    assert index.search(query).suggestion == suggestion


@pytest.mark.usefixtures("filled")
def test_what_finds_enough_is_not_put_right(index: Index) -> None:
    assert index.search("number OR goverment").suggestion == ""


def test_a_begun_word_goes_on_as_in_the_corpus(fill: Fill, index: Index) -> None:
    assert index.completions("car") == ()  # before there is an index
    fill("Care, carers and cares. Care of 16 cars: 2014.", "Care and carers.")
    index.update()
    assert index.completions("car") == ("care", "carers", "cares", "cars")
    assert index.completions("CAR", 1) == ("care",)
    assert index.completions("1") == index.completions("") == ()
    fill("Cardigan Bay.", work="other")
    assert "cardigan" not in index.completions("card")
    index.update()
    assert index.completions("card") == ("cardigan",)
