"""Did you mean, and how a word goes on: suggestions are words of the corpus, and near."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.spelling import LONGEST, Vocabulary

SOME = Vocabulary(
    {
        "committee": 900,
        "committees": 300,
        "commitment": 500,
        "commit": 20,
        "care": 1000,
        "carer": 800,
        "cart": 1,
        "Tŷ": 3,
        "tŷ": 40,
        "ty": 5,
        "gwasanaethau": 600,
        "wasanaethau": 200,
        "gwasanaeth": 400,
        "llywodraeth": 700,
        "the": 9000,
    }
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("comittee", ("committee", "committees")),
        ("commitee", ("committee", "committees", "commit")),
        ("COMMITTEEE", ("committee", "committees")),
        ("commitmnet", ("commitment",)),
        ("llywodreath", ("llywodraeth",)),
        ("gwasnaethau", ("gwasanaethau", "wasanaethau")),
        ("gwasanethau", ("gwasanaethau", "wasanaethau")),
        ("llŷwodraeth", ()),
        ("caer", ("care", "carer")),
        ("xyzzyx", ()),
        ("te", ()),
        ("", ()),
        ("-", ()),
        ("c" * 5_000, ()),
    ],
)
def test_a_slip_of_the_pen_is_understood(typed: str, meant: tuple[str, ...]) -> None:
    assert SOME.suggestions(typed) == meant


def test_at_most_so_many_nearest_first_then_what_most_passages_hold() -> None:
    words = Vocabulary({"abcde": 1, "abcdf": 9, "abcdg": 5, "abcgg": 100, "xbcdx": 3})
    assert words.suggestions("abcdx") == ("abcdf", "abcdg", "abcde")
    assert words.suggestions("abcdx", limit=9)[3:] == ("xbcdx", "abcgg")


def test_spellings_with_and_without_accents_are_one_word_shown_as_most_have_it() -> None:
    assert SOME.completions("T") == ("the", "tŷ")
    assert SOME.completions("tŷ") == ("tŷ",)
    assert "TY" in SOME
    assert "tyl" not in SOME


@pytest.mark.parametrize(
    ("begun", "whole"),
    [
        ("com", ("committee", "commitment", "committees", "commit")),
        ("Commit", ("committee", "commitment", "committees", "commit")),
        ("gwas", ("gwasanaethau", "gwasanaeth")),
        ("zz", ()),
        ("", ()),
        ("*", ()),
    ],
)
def test_a_word_goes_on_with_what_most_passages_hold(begun: str, whole: tuple[str, ...]) -> None:
    assert SOME.completions(begun) == whole
    assert SOME.completions(begun, limit=1) == whole[:1]


def test_an_empty_corpus_has_nothing_to_suggest() -> None:
    assert Vocabulary({}).suggestions("committee") == Vocabulary({}).completions("c") == ()
    assert Vocabulary({"": 3, "x" * (LONGEST + 1): 3}).completions("x") == ()


WORDS = st.text("abcŷ", min_size=1, max_size=7)


@given(st.dictionaries(WORDS, st.integers(1, 99), max_size=30), WORDS)
def test_all_words_so_near_and_no_others_are_suggested(passages: dict[str, int], typed: str) -> None:
    vocabulary = Vocabulary(passages)
    most = 0 if len(typed) < 3 else 1 if len(typed) < 5 else 2
    plain = typed.replace("ŷ", "y")
    near = {word.replace("ŷ", "y") for word in passages}
    near = {word for word in near if 0 < slips(plain, word) <= most}
    found = vocabulary.suggestions(typed, limit=100)
    assert {word.replace("ŷ", "y") for word in found} == near
    assert set(found) <= set(passages)
    distances = [slips(plain, word.replace("ŷ", "y")) for word in found]
    assert distances == sorted(distances)


def slips(some: str, other: str) -> int:
    """The textbook's way, one pair at a time."""
    table = {(row, 0): row for row in range(len(some) + 1)} | {(0, place): place for place in range(len(other) + 1)}
    for row, letter in enumerate(some, 1):
        for place, another in enumerate(other, 1):
            best = min(
                table[row - 1, place] + 1, table[row, place - 1] + 1, table[row - 1, place - 1] + (letter != another)
            )
            if row > 1 and place > 1 and letter == other[place - 2] and some[row - 2] == another:
                best = min(best, table[row - 2, place - 2] + 1)
            table[row, place] = best
    return table[len(some), len(other)]
