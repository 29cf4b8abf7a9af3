"""The query language: what is typed, as a tree; and nothing that is typed breaks it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UsageProblem
from index.query.fields import QueryProblem
from index.query.limits import MAX_CHARACTERS, MAX_WORDS
from index.query.nodes import (
    Across,
    All,
    Dates,
    Either,
    Field,
    Fuzzy,
    Inside,
    Near,
    Node,
    Phrase,
    Prefix,
    Words,
    loosened,
    sought,
)
from index.query.parser import MAX_DEPTH, parse


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
        ("kind:act AND (title:care)", All((Field("kind", ("act",)), Inside("title", Words("care"))))),
        ("kind:Act,bill", Field("kind", ("act", "bill"))),
        ('body:"Llywodraeth Cymru"', Field("body", ("welsh-government",))),
        ('body:"Nobody in Particular"', Field("body", ("nobody in particular",))),
        (
            'heading:"our aims" title:plan*',
            All((Inside("heading", Phrase("our aims")), Inside("title", Prefix("plan")))),
        ),
        ("date:2019..2021", Dates(date(2019, 1, 1), date(2021, 12, 31))),
        ("date:2020-02", Dates(date(2020, 2, 1), date(2020, 2, 29))),
        ("date:..2021-05-06", Dates(None, date(2021, 5, 6))),
        ("date:2021..", Dates(date(2021, 1, 1), None)),
        ('"care home"~5', Near("care home", 5)),
        ("prodction~", Fuzzy("prodction", 2)),
        ("cat~", Fuzzy("cat", 1)),
        ("prodction~1", Fuzzy("prodction", 1)),
        ("~co-production", Across("co-production")),
        ('~"social care"', Across("social care")),
        (
            "a (b OR c) -(d OR e)",
            All((All((Words("a"), Either((Words("b"), Words("c"))))),), (Either((Words("d"), Words("e"))),)),
        ),
        ("care (support)", Words("care support")),
        ("section 16(1)(c) of", Words("section 16(1)(c) of")),
        ("care NOT film", All((Words("care"),), (Words("film"),))),
        ("https://gov.wales/x", Words("https://gov.wales/x")),
        ("at 10:30", Words("at 10:30")),
        ("kind:act -film", All((Field("kind", ("act",)),), (Words("film"),))),
        ("'; DROP TABLE passages; --", Words("DROP TABLE passages;")),
        ("care^5 [a TO b]", Words("care^5 [a TO b]")),
        ("pro*tion", Words("pro*tion")),
        ('""', None),
        ("", None),
        (" \t\n", None),
        ("-", None),
        ("- ... (?) --", None),
        ("\x00\x07\x1b", None),
        ("care\x00support", Words("care support")),
    ],
)
def test_what_is_typed_is_understood(typed: str, meant: Node | None) -> None:
    assert parse(typed) == meant


@pytest.mark.parametrize(
    ("typed", "at", "about"),
    [
        ('"care', 0, "quotation mark"),
        ('care" and "support"', 18, "quotation mark"),
        ("*", 0, "asterisk"),
        ("care ** support", 5, "asterisk"),
        ("-*", 1, "asterisk"),
        ("-film", 0, "left out"),
        ("care (-film)", 6, "left out"),
        ("(care", 0, "opening bracket"),
        ("care ((support)", 5, "opening bracket"),
        ("care)", 4, "closing bracket"),
        ("(" * (MAX_DEPTH + 1), MAX_DEPTH, "brackets"),
        ("knid:act", 0, "did you mean kind:"),
        ("zzzz:act", 0, "fields are"),
        ("care kind:atc", 10, "did you mean act"),
        ("theme:nothing-like-it", 6, "one of"),
        ("is:lost", 3, "one of"),
        ("kind: act", 0, "needs a value"),
        ("date:2019-13", 5, "no date"),
        ("date:2019-02-30", 5, "no date"),
        ("date:yesterday", 5, "no date"),
        ("date:..", 5, "no date"),
        ("date:2021..2019", 5, "before it begins"),
        ('"care home"~', 11, "number of words"),
        ('"care home"~101', 11, "number of words"),
        ("cat~3", 3, "letters"),
        ("word " * 10_000, MAX_CHARACTERS, "10,000"),
        ("a" * (MAX_CHARACTERS + 1), MAX_CHARACTERS, "characters"),
    ],
)
def test_what_cannot_be_meant_is_said_in_one_sentence_that_points_at_it(typed: str, at: int, about: str) -> None:
    with pytest.raises(QueryProblem) as raised:
        parse(typed)
    said = str(raised.value)
    assert about in said
    assert said.endswith((".", "?"))
    assert "\n" not in said
    assert raised.value.at == at
    line, caret = raised.value.detail.split("\n")
    assert typed[at : at + 1].strip() == line[caret.index("^") : caret.index("^") + 1].strip()


_PIECES = [
    "care",
    "(",
    ")",
    '"',
    "-",
    "~",
    "*",
    " ",
    "OR",
    " OR ",
    "NOT ",
    "kind:",
    "act",
    ",",
    "date:",
    "2019",
    "..",
    "~2",
    "\n",
    "16(1)",
]


@given(st.text(max_size=300) | st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_anything_typed_is_understood_or_refused(typed: str) -> None:
    try:
        node = parse(typed)
    except UsageProblem:
        return
    if node is not None:
        assert len(list(sought(node))) == len(list(sought(loosened(node))))


def test_as_many_words_as_allowed_are_taken() -> None:
    assert parse("word " * MAX_WORDS) is not None


def test_loosening_asks_for_any_word_and_still_leaves_out() -> None:
    node = parse('a b "c d" OR e -f')
    assert node is not None
    assert loosened(node) == All(
        (Either((Either((Words("a b", every=False), Phrase("c d"))), Words("e", every=False))),), (Words("f"),)
    )
    assert loosened(Phrase("a b")) == Phrase("a b")
    fields = parse("a b kind:act date:2019")
    assert fields is not None
    held = (Field("kind", ("act",)), Dates(date(2019, 1, 1), date(2019, 12, 31)))
    assert loosened(fields) == All((Words("a b", every=False), *held))
