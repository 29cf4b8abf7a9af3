"""Putting fields into a query and taking them out again, and what was asked before in its file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import AddewidError
from index.query.fields import QueryProblem
from index.query.parser import parse
from tui.searching.history import MOST, History
from tui.searching.narrowing import begun, holding, narrowed, term, terms, widened

QUERIES = ("carers", "carers OR families", '"a b" -film', "(a OR b) c", '"a OR b"', "16(1)(c)", "a NOT b", '~"x y"', "")


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("field", ["kind:act", 'body:"audit wales ltd"', "date:2019"])
def test_what_is_put_in_is_taken_out_again(query: str, field: str) -> None:
    narrow = narrowed(query, field)
    assert terms(narrow) == [field] and holding(narrow, field) == field
    assert parse(narrow) is not None
    assert widened(narrow, field) == query


def test_a_field_holds_for_either_side_of_or() -> None:
    assert narrowed("carers OR families", "kind:act") == "(carers OR families) kind:act"
    assert terms("carers OR families kind:act") == []


def test_what_is_left_out_or_in_quotation_marks_is_no_narrowing() -> None:
    assert terms('a -kind:act NOT kind:bill "kind:other" (kind:act) http://x lang:cy') == ["lang:cy"]


def test_a_field_in_other_letters_is_known_again() -> None:
    assert holding("carers kind:ACT", "kind:act") == "kind:ACT"
    assert holding("carers", "kind:act") == ""


@pytest.mark.parametrize(
    ("name", "value", "typed"),
    [
        ("kind", "act", "kind:act"),
        ("year", "2019", "date:2019"),
        ("body", "aberwen together", 'body:"aberwen together"'),
        ("body", "a, b", 'body:"a, b"'),
        ("body", 'the "x" group', ""),
        ("source", "a(b", 'source:"a(b"'),
        ("kind", "nonsense", ""),
    ],
)
def test_a_value_is_typed_so_that_it_is_understood(name: str, value: str, typed: str) -> None:
    assert term(name, value) == typed


@given(st.text(alphabet='ab ()"~-:*OR kindct\u202e', max_size=30))
def test_any_query_can_be_narrowed_and_widened(query: str) -> None:
    narrow = narrowed(query, "kind:act")
    terms(query), widened(query, "kind:act")
    try:
        asked = parse(query)
    except QueryProblem:
        return
    if asked is not None and "kind:act" not in query:
        assert "kind:act" in terms(narrow)
        assert parse(widened(narrow, "kind:act")) == asked


@given(st.text(max_size=12), st.sampled_from(("body", "source", "year", "theme", "lang")))
def test_no_value_breaks_a_query(value: str, name: str) -> None:
    typed = term(name, value) if name != "year" else "date:2019"
    if typed:
        assert terms(f"carers {typed}") == [typed]


def test_history_is_bounded_has_each_once_and_the_newest_first(tmp_path: Path) -> None:
    history = History(tmp_path / "asked.txt")
    for number in range(MOST + 5):
        history.add(f"word{number}")
    assert history.add("word7")[:2] == ("word7", f"word{MOST + 4}")
    assert len(History(tmp_path / "asked.txt").read()) == MOST
    assert [path.name for path in tmp_path.iterdir()] == ["asked.txt"]


def test_two_apps_keep_what_both_asked(tmp_path: Path) -> None:
    one, other = History(tmp_path / "asked.txt"), History(tmp_path / "asked.txt")
    one.read(), other.read()
    one.add("hubs")
    assert other.add("carers") == ("carers", "hubs")


def test_a_damaged_history_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "asked.txt"
    path.write_bytes(b"\xff\xfecarers\n\n  two   words \n\x00\x1b[31m\n")
    assert "two words" in History(path).read()
    path.unlink()
    path.mkdir()
    assert History(path).read() == ()
    with pytest.raises(AddewidError, match="could not be kept"):
        History(path).add("carers")


def test_half_a_character_and_a_whole_book_do_no_harm(tmp_path: Path) -> None:
    history = History(tmp_path / "asked.txt")
    assert history.add("care\ud800 \n home") == ("care? home",)
    assert history.add("x" * 5000) == ("care? home",)
    assert History().add("kept in memory") == ("kept in memory",)


@pytest.mark.parametrize(
    ("query", "begins"),
    [
        ("social prescr", "social prescr*"),
        ("social prescr ", ""),
        ("pr", ""),
        ("kind:act", ""),
        ('"social', None),
        ('"social prescr"', ""),
        ("social -film", ""),
        ("prescr*", ""),
        ("~prescr", ""),
    ],
)
def test_a_word_is_begun_that_ends_the_query(query: str, begins: str | None) -> None:
    if begins is None:
        with pytest.raises(QueryProblem):
            begun(query)
    else:
        assert begun(query) == begins
