"""When a promise falls due, as printed and as a day, in both languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.codebook import Lang
from nlp import deadlines

SAID = date(2022, 2, 21)


@pytest.mark.parametrize(
    ("text", "printed", "day"),
    [
        ("We will act by 30 April 2024.", "by 30 April 2024", "2024-04-30"),
        ("by the end of 2023", "by the end of 2023", "2023-12-31"),
        ("within 12 months", "within 12 months", "2023-02-21"),
        ("within the next 100 days", "within the next 100 days", "2022-06-01"),
        ("before 1 April 2024", "before 1 April 2024", "2024-03-31"),
        ("by the end of March", "by the end of March", "2022-03-31"),
        ("by the end of January", "by the end of January", "2023-01-31"),
        ("in the autumn", "in the autumn", "2022-11-30"),
        ("by mid-June 2024", "by mid-June 2024", "2024-06-15"),
        ("by the end of this Senedd term", "by the end of this Senedd term", "2026-05-06"),
        ("during 2022-23", "during 2022-23", "2023-03-31"),
        ("by 31/03/2024", "by 31/03/2024", "2024-03-31"),
        ("later this year", "later this year", "2022-12-31"),
        ("by the end of the financial year 2024-25", "by the end of the financial year 2024-25", "2025-03-31"),
        ("no later than 1st of March 2023", "no later than 1st of March 2023", "2023-03-01"),
        ("by 2050", "by 2050", "2050-12-31"),
    ],
)
def test_english_days(text: str, printed: str, day: str) -> None:
    found = deadlines.find(text, Lang.EN, SAID)
    assert found is not None
    assert (found.text, found.day) == (printed, date.fromisoformat(day))
    assert text[found.start : found.end] == printed


@pytest.mark.parametrize(
    ("text", "printed", "day"),
    [
        ("erbyn 2030", "erbyn 2030", "2030-12-31"),
        ("cyn diwedd tymor y Senedd hon", "cyn diwedd tymor y Senedd hon", "2026-05-06"),
        ("o fewn 12 mis", "o fewn 12 mis", "2023-02-21"),
        ("erbyn diwedd mis Mawrth 2023", "erbyn diwedd mis Mawrth 2023", "2023-03-31"),
        ("yn yr hydref", "yn yr hydref", "2022-11-30"),
        ("heb fod yn hwyrach na 1 Mai 2022", "heb fod yn hwyrach na 1 Mai 2022", "2022-05-01"),
        ("cyn Fawrth 2024", "cyn Fawrth 2024", "2024-02-29"),
        ("dros y tair blynedd nesaf", "dros y tair blynedd nesaf", "2025-02-21"),
        ("o fewn chwe mis", "o fewn chwe mis", "2022-08-21"),
        ("y flwyddyn nesaf", "y flwyddyn nesaf", "2023-12-31"),
        ("ar neu cyn 31 Rhagfyr 2022", "ar neu cyn 31 Rhagfyr 2022", "2022-12-31"),
    ],
)
def test_welsh_days(text: str, printed: str, day: str) -> None:
    found = deadlines.find(text, Lang.CY, SAID)
    assert found is not None
    assert (found.text, found.day) == (printed, date.fromisoformat(day))


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("within six months of the election", Lang.EN),
        ("before the summer recess", Lang.EN),
        ("within our first 100 days", Lang.EN),
        ("on 31 June 2022", Lang.EN),
        ("within ten working days", Lang.EN),
        ("o fewn 28 diwrnod i'r dyddiad", Lang.CY),
        ("cyn toriad yr haf", Lang.CY),
    ],
)
def test_printed_but_not_computed(text: str, lang: Lang) -> None:
    found = deadlines.find(text, lang, SAID)
    assert found is not None
    assert found.day is None


@pytest.mark.parametrize(
    "text", ["published in December 2017", "no date at all", "the budget for 2019", "two days ago"]
)
def test_what_is_past_or_no_deadline(text: str) -> None:
    assert deadlines.find(text, Lang.EN, SAID) is None


def test_a_strong_limit_goes_before_a_weak_one() -> None:
    found = deadlines.find("In March 2023 we will start, to finish by May 2025.", Lang.EN, SAID)
    assert found is not None
    assert found.text == "by May 2025"


def test_the_term_of_the_senedd_is_the_one_the_document_stands_in() -> None:
    days = [
        found.day
        for said in (date(2018, 1, 1), date(2022, 1, 1), date(2027, 1, 1))
        if (found := deadlines.find("by the end of this Senedd term", Lang.EN, said))
    ]
    assert [day.isoformat() for day in days if day] == ["2021-05-05", "2026-05-06", "2030-05-01"]


def test_in_law_a_length_of_time_runs_from_some_event() -> None:
    found = deadlines.find("must reply within 28 days", Lang.EN, SAID, running=False)
    assert found is not None
    assert (found.text, found.day) == ("within 28 days", None)


def test_without_a_document_date_only_whole_dates_are_computed() -> None:
    assert deadlines.find("by 3 May 2024", Lang.EN, None) is not None
    found = deadlines.find("by the end of May", Lang.EN, None)
    assert found is not None
    assert found.day is None


@given(
    st.text(st.characters(codec="utf-8"), max_size=200),
    st.sampled_from(["by {} May {}", "within {} years {}", "erbyn {} Mai {}", "{}/{}/2024"]),
    st.integers(0, 9999),
    st.integers(0, 9999),
    st.dates(),
)
def test_nothing_breaks_it(text: str, frame: str, one: int, two: int, said: date) -> None:
    whole = f"{text} {frame.format(one, two)} {text}"
    for lang in Lang:
        found = deadlines.find(whole, lang, said)
        assert found is None or whole[found.start : found.end].strip() == found.text
