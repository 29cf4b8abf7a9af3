"""What a person types as a quotation is found in the source, and the source's own characters are what is kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UsageProblem
from corpus.quoting import locate

SOURCE = "The \u201cbig\u201d plan isn\u2019t one: y t\u0175r and the t\u0302r, well\u00adbeing \u2013 at\u00a0last."


def found(typed: str, text: str = SOURCE, number: int | None = None) -> str:
    start, end = locate(typed, text, "plan/en/1", number)
    return text[start:end]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("isn't", "isn\u2019t"),
        ('"big" plan', "\u201cbig\u201d plan"),
        ("y tw\u0302r and", "y t\u0175r and"),
        (unicodedata.normalize("NFD", SOURCE), SOURCE),
        ("wellbeing - at last", "well\u00adbeing \u2013 at\u00a0last"),
        ("  one:\n y ", "one: y"),
        ("plan", "plan"),
        (SOURCE, SOURCE),
    ],
)
def test_other_spellings_of_the_words_are_the_words(typed: str, kept: str) -> None:
    assert found(typed) == kept


@pytest.mark.parametrize("typed", ["bog", "BIG", "", " ", "big plan", "t\u0175", "isnt", "\u0302"])
def test_other_words_and_pieces_of_letters_are_not(typed: str) -> None:
    text = SOURCE.replace("t\u0175r", "tw\u0302r")
    if typed == "t\u0175":
        assert found(typed, text) == "tw\u0302"
        assert found("y t\u0175r", text) == "y tw\u0302r"
        typed = "y tw"
    with pytest.raises(UsageProblem, match=r"^plan/en/1 does not hold these words; .*\.$"):
        found(typed, text)


def test_words_that_stand_there_more_than_once_are_refused_until_one_is_chosen() -> None:
    text = "Boards must meet. Boards must report. Boards must share."
    with pytest.raises(UsageProblem, match=r"^plan/en/1 holds these words 3 times; quote more of them, or say .*\.$"):
        found("Boards must", text)
    assert locate("Boards must", text, "plan/en/1", 3) == (38, 49)
    assert found("Boards must report", text) == "Boards must report"
    for number, held in ((0, "3 times"), (4, "3 times"), (-1, "3 times")):
        with pytest.raises(UsageProblem, match=f"{held}, so there is no number {number};"):
            found("Boards must", text, number)
    with pytest.raises(UsageProblem, match="holds these words once, so there is no number 2;"):
        found("report", text, 2)


def test_the_spelling_that_was_typed_comes_before_others() -> None:
    text = "It isn't so. It isn\u2019t so."
    assert locate("isn't", text, "plan/en/1") == (3, 8)
    assert locate("isn\u2019t", text, "plan/en/1") == (16, 21)


LETTERS = st.text(alphabet="ab \u0175w\u0302\u2019'\u201c\"\u00ad-\u2013\n", min_size=1, max_size=30)


@given(text=LETTERS, typed=LETTERS)
def test_what_is_found_is_equal_to_what_was_typed(text: str, typed: str) -> None:
    try:
        start, end = locate(typed, text, "plan/en/1", 1)
    except UsageProblem:
        return
    assert 0 <= start < end <= len(text)
    assert plain(text[start:end]) == plain(typed)


@given(text=LETTERS, start=st.integers(0, 29), length=st.integers(1, 30))
def test_words_copied_from_the_source_are_found_in_any_spelling(text: str, start: int, length: int) -> None:
    typed = text[start : start + length]
    cut = any(unicodedata.combining(each) for each in (typed[:1], text[start + length : start + length + 1]) if each)
    if not typed.strip(" \n\u00ad") or cut:
        return
    for spelling in ("NFC", "NFD"):
        other = unicodedata.normalize(spelling, typed).replace("\u2019", "'").replace("\u201c", '"')
        begin, end = locate(other, text, "plan/en/1", 1)
        assert plain(text[begin:end]) == plain(typed)


def plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text.replace("\u2019", "'").replace("\u201c", '"').replace("\u00ad", ""))
    return " ".join(text.replace("\u2013", "-").split())
