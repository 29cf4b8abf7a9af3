"""The query language: what is typed, as a tree; and nothing that is typed breaks it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UsageProblem
from index.query import MAX_CHARACTERS, MAX_WORDS, All, Either, Node, Phrase, Prefix, Words, loosened, parse, sought


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("care", Words("care")),
        ("co production  in\tWales", Words("co production in Wales")),
        ('"direct payments"', Phrase("direct payments")),
        ("“direct payments”", Phrase("direct payments")),
        ("serv*", Prefix("serv")),
        ("serv**", Prefix("serv")),
        ('care "direct payments" serv*', All((Words("care"), Phrase("direct payments"), Prefix("serv")))),
        ("care OR support", Either((Words("care"), Words("support")))),
        ("social care OR health care", Either((Words("social care"), Words("health care")))),
        ("care or support", Words("care or support")),
        ("OR care OR OR", Words("care")),
        ("care -film", All((Words("care"),), (Words("film"),))),
        ('care -"short film" -tele*', All((Words("care"),), (Phrase("short film"), Prefix("tele")))),
        ("a -b OR c", All((Either((Words("a"), Words("c"))),), (Words("b"),))),
        ("co-production", Words("co-production")),
        ("co-\n production", Words("co-production")),
        ("care - support", Words("care support")),
        ("care -- support", Words("care support")),
        ("kind:act AND (title:care)", Words("kind:act AND (title:care)")),
        ("'; DROP TABLE passages; --", Words("DROP TABLE passages;")),
        ("care^5 [a TO b] ~support", Words("care^5 [a TO b] ~support")),
        ("pro*tion", Words("pro*tion")),
        ('""', None),
        ("", None),
        (" \t\n", None),
        ("-", None),
        ("- ... (?) --", None),
        ("\x00\x07\x1b", None),
        ("care\x00support", Words("care\x00support")),
    ],
)
def test_what_is_typed_is_understood(typed: str, meant: Node | None) -> None:
    assert parse(typed) == meant


@pytest.mark.parametrize(
    ("typed", "about"),
    [
        ('"care', "quotation mark"),
        ('care" and "support"', "quotation mark"),
        ("*", "asterisk"),
        ("care ** support", "asterisk"),
        ("-*", "asterisk"),
        ("-film", "left out"),
        ("word " * 10_000, "10,000"),
        ("a" * (MAX_CHARACTERS + 1), "characters"),
    ],
)
def test_what_cannot_be_meant_is_said_in_one_sentence(typed: str, about: str) -> None:
    with pytest.raises(UsageProblem) as raised:
        parse(typed)
    said = str(raised.value)
    assert about in said
    assert said.endswith(".")
    assert "\n" not in said


@given(st.text(max_size=300) | st.text(alphabet='ab -*"OR\n“”', max_size=80))
def test_anything_typed_is_understood_or_refused(typed: str) -> None:
    try:
        node = parse(typed)
    except UsageProblem:
        return
    if node is not None:
        assert list(sought(node))
        assert list(sought(loosened(node)))


def test_as_many_words_as_allowed_are_taken() -> None:
    assert parse("word " * MAX_WORDS) is not None


def test_loosening_asks_for_any_word_and_still_leaves_out() -> None:
    node = parse('a b "c d" OR e -f')
    assert node is not None
    assert loosened(node) == All(
        (Either((Either((Words("a b", every=False), Phrase("c d"))), Words("e", every=False))),), (Words("f"),)
    )
    assert loosened(Phrase("a b")) == Phrase("a b")
