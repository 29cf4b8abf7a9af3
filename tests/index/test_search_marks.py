"""Marks and snippets: offsets always fit the text, and show what matched."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.codebook import Lang
from corpus.errors import UsageProblem
from index.language.words import Atom, Term, analyser
from index.query.nodes import Node
from index.query.parser import parse
from index.snippets import WIDTH, Marker, snippet

LETTERS = "cares co-production’'s 1,000(a)\n\u00ad\u0301ŷŷ_ gwasanaethau\t\ufb01\u0130\U0001f600"


def understood(query: str) -> Node:
    node = parse(query)
    assert node is not None
    return node


def marked(query: str, text: str, lang: Lang = Lang.EN) -> list[str]:
    return [text[start:end] for start, end in Marker(understood(query)).spans(text, lang)]


@pytest.mark.parametrize(
    ("query", "text", "marks"),
    [
        ("cares", "She cared; caring is care.", ["cared", "caring", "care"]),
        (
            "co production",
            "Co-production, coproduction and co\nproduced.",
            ["Co-production", "coproduction", "co\nproduced"],
        ),
        ("production", "Co-production and products", ["production", "products"]),
        ("community-based", "a community based and community-based one", ["community based", "community-based"]),
        ('"community based"', "a community-based one, based here", ["community-based"]),
        ("serv*", "Services observe; a server.", ["Services", "server"]),
        ("coprod*", "coproduction, co-produced, copper", ["coproduction", "co-produced"]),
        ("care -film", "care for film", ["care"]),
        ("council", "the council’s plan", ["council’s"]),
        ("ty OR house", "a tŷ", ["tŷ"]),
        ("it is", "It is; this isn't", ["It", "is"]),
        ('"care and support"', "care and\nsupport and care", ["care and\nsupport"]),
    ],
)
def test_what_matches_is_marked(query: str, text: str, marks: list[str]) -> None:
    assert marked(query, text) == marks


def test_welsh_marks_mutated_forms() -> None:
    text = "Mae gwasanaethau, wasanaethau a chyd-gynhyrchu’n dda."
    assert marked("gwasanaethau cydgynhyrchu", text, Lang.CY) == ["gwasanaethau", "wasanaethau", "chyd-gynhyrchu"]
    assert marked("gwasanaethau", "wasanaethau", Lang.EN) == []


@given(
    text=st.text(max_size=400) | st.text(alphabet=LETTERS, max_size=900),
    query=st.text(alphabet=LETTERS + '"*-', max_size=30) | st.just("care"),
    lang=st.sampled_from(Lang),
)
@example(text="care " * 200, query="care", lang=Lang.EN)
@example(text="x" * 500 + " care", query="care", lang=Lang.EN)
@example(text="care" * 200, query="care*", lang=Lang.EN)
def test_marks_fit_and_a_snippet_shows_the_same_characters(text: str, query: str, lang: Lang) -> None:
    try:
        node = parse(query)
    except UsageProblem:
        return
    if node is None:
        return
    spans = Marker(node).spans(text, lang)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    shown, marks = snippet(text, spans)
    assert len(shown) <= WIDTH + 2
    assert "\n" not in shown
    assert all(0 <= start < end <= len(shown) for start, end in marks)
    assert bool(marks) == bool(spans)
    core = shown.removeprefix("…").removesuffix("…") if len(text) > WIDTH else shown
    assert core in "".join(" " if each.isspace() else each for each in text)
    if len(text) <= WIDTH:
        assert marks == spans


@given(st.text(max_size=200) | st.text(alphabet=LETTERS, max_size=200))
def test_words_stand_where_they_are_said_to(text: str) -> None:
    both = []
    for lang in Lang:
        for start, word in analyser(lang).placed(text):
            parts: list[Term | Atom] = [*word.terms, *word.atoms]
            for part in parts:
                assert part.text
                assert 0 <= start + part.start < start + part.end <= len(text)
        both.append(analyser(lang).atoms(text))
    assert both[0] == both[1]


def test_a_snippet_is_the_stretch_with_most_matches_begun_at_a_sentence() -> None:
    text = (
        "Care once. " + "Nothing at all is said in this long part. " * 20 + "Here it begins: care, care and care. End."
    )
    shown, marks = snippet(text, Marker(understood("care")).spans(text, Lang.EN))
    assert shown.startswith("…")
    assert len(marks) == 3
    assert all(shown[start:end] == "care" for start, end in marks)
    head, none = snippet(text, ())
    assert head.startswith("Care once.")
    assert head.endswith("…")
    assert none == ()


def test_a_snippet_is_of_whole_sentences_where_they_fit() -> None:
    filler = "Something else is said here at some length, of no concern. "
    text = filler * 9 + "In No. 5 Mr. Rees cares for many. " + filler * 9
    shown, marks = snippet(text, Marker(understood("care")).spans(text, Lang.EN))
    assert shown.startswith(("…In No. 5", "…Something"))
    assert shown.endswith(". …")
    assert [shown[start:end] for start, end in marks] == ["cares"]
    long = "and so on " * 60 + "for care " + "and so on " * 60
    shown, marks = snippet(long, Marker(understood("care")).spans(long, Lang.EN))
    assert [shown[start:end] for start, end in marks] == ["care"]
    assert shown[1:].startswith(("and", "so", "on"))
