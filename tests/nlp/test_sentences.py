"""Units of a passage: sentences, list items, leads; linear time and true offsets on anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.codebook import Lang
from nlp.sentences import LONGEST, split


def units(text: str, lang: Lang = Lang.EN) -> list[str]:
    return [text[unit.start : unit.end] for unit in split(text, lang)]


def test_stops_that_end_no_sentence() -> None:
    text = "Dr. Rees said no. It cost £1. 4 billion, e.g. for S. 16 of the Act. Is it so? Yes."
    assert units(text)[0] == "Dr. Rees said no."
    assert units(text)[-2:] == ["Is it so?", "Yes."]
    assert units("Gweler Rhif 4. Dyma'r ail.", Lang.CY) == ["Gweler Rhif 4.", "Dyma'r ail."]


def test_items_know_their_lead() -> None:
    text = "The body must— (a) keep a list, and (b) publish it;"
    found = [(text[unit.start : unit.end], unit.lead) for unit in split(text, Lang.EN)]
    assert found == [
        ("The body must—", ""),
        ("keep a list, and", "The body must—"),
        ("publish it;", "The body must—"),
    ]


def test_clauses_run_together() -> None:
    text = "To propose that:1. Notes the map.2. Calls for a plan by:a) May; andb) June."
    assert units(text) == ["To propose that:", "Notes the map.", "Calls for a plan by:", "May; and", "June."]


def test_letters_in_brackets_outside_a_list_cut_nothing() -> None:
    assert units("It may (a) act; and (b) wait.") == ["It may (a) act; and (b) wait."]


@pytest.mark.parametrize("word", ["word ", "WILL ", "1 2 3\t", "a, ", "(a) ", "x; ", "...", "must— (a) "])
def test_no_unit_of_a_hostile_passage_is_long(word: str) -> None:
    """How long it takes is measured in benchmarks/hostile.py."""
    found = split(word * 10_000, Lang.EN)
    assert found or not word.strip(" .")
    assert all(unit.end - unit.start <= LONGEST for unit in found)


@given(st.text(max_size=400), st.sampled_from(Lang))
def test_units_are_in_order_and_stand_at_their_offsets(text: str, lang: Lang) -> None:
    at = 0
    for unit in split(text, lang):
        assert at <= unit.start < unit.end <= len(text)
        assert text[unit.start : unit.end].strip()
        at = unit.end
