"""A document laid out, without a screen: what stands above a passage, choosing words, twins, marks."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from sqlalchemy.orm import Session

from corpus import documents, versions
from corpus.codebook import Theme
from corpus.database import Corpus
from corpus.marked import MarkRow, Sort
from corpus.types import ReadDocument
from tui.text import same_length
from tui.widgets import selecting
from tui.widgets.layout import Layout, LineOf, above
from tui.widgets.marks import Marks, Place, signs, told
from tui.widgets.twin import There, Twins


def test_an_event_shows_its_day_and_an_answer_the_office_of_who_gave_it(
    corpus: Corpus,
    put: Callable[[Session, ReadDocument], versions.Added],
    make_document: Callable[..., ReadDocument],
) -> None:
    read = make_document("It was set up.", "It was closed.", "The same day.", "We will see.", issued=date(2026, 1, 1))
    days = (date(2023, 2, 3), date(2024, 5, 6), date(2024, 5, 6), date(2026, 1, 1))
    dated = [replace(passage, dated=day) for passage, day in zip(read.passages, days, strict=True)]
    dated[3] = replace(dated[3], role="First Minister")
    with corpus.write() as session:
        version = put(session, replace(read, passages=tuple(dated))).version_id
        shown = above(documents.passages(session, version))
    told = [[line for line in lines if line] for lines in shown]
    assert told == [["3 Feb 2023"], ["6 May 2024"], [], ["First Minister"]]


# Choosing words of a text

LETTERS = st.lists(
    st.sampled_from(
        [
            *("w\u0302", "y\u0302", "ŵ", "a", "b", " ", " ", "-", "\u00ad", "\u2011", ".", "\t", "\x07", "\x1b"),
            *("👩\u200d👩\u200d👧", "👍🏽", "❤\ufe0f", "🇬🇧", "漢", "א", "ש\u05c1", "\u202e", "\u200b", "\n"),
        ]
    ),
    min_size=1,
    max_size=60,
).map("".join)


@given(LETTERS)
def test_letters_are_whole_and_follow_one_another(text: str) -> None:
    at, whole = 0, []
    while at < len(text):
        after = selecting.letter_after(text, at)
        assert at < after and selecting.letter_before(text, after) == at
        whole.append(text[at:after])
        at = after
    assert "".join(whole) == text
    assert not any(letter.startswith(("\u0302", "\u200d", "\ufe0f", "🏽")) for letter in whole[1:])


@given(LETTERS, st.integers(4, 30), st.data())
def test_the_letter_in_a_cell_is_the_one_that_is_drawn_there(text: str, width: int, data: st.DataObject) -> None:
    shown = same_length(text)
    lines = Layout([shown], [[]], width)
    line = lines.line(data.draw(st.integers(0, lines.height - 1)))
    end = line.start + len(shown[line.start : line.end].rstrip())
    cell = data.draw(st.integers(-3, width + 3))
    start, after = selecting.letter_in_cell(shown, line.start, end, cell)
    left = sum(cell_len(shown[a:b]) for a, b in letters(shown, line.start, start))
    if start == end:
        assert (start, after) == (end, end) and cell >= left
    else:
        assert line.start <= start < after <= end
        assert left <= max(cell, 0) < left + cell_len(shown[start:after])


def letters(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        after = min(selecting.letter_after(text, start), end)
        yield start, after
        start = after


def test_words_and_sentences() -> None:
    text = "We will act. Byddwn  yn gweithredu! (Then rest.) And"
    assert selecting.word_end(text, 0) == 2 and selecting.word_end(text, 2) == 7
    assert selecting.word_end(text, len(text)) == len(text)
    assert selecting.word_start(text, 7) == 3 and selecting.word_start(text, 3) == 0
    assert selecting.word_start(text, 0) == 0
    assert text[slice(*selecting.sentence(text, 3, 7))] == "We will act."
    assert text[slice(*selecting.sentence(text, 14, 14))] == "Byddwn  yn gweithredu!"
    assert text[slice(*selecting.sentence(text, 10, 20))] == "We will act. Byddwn  yn gweithredu!"
    assert text[slice(*selecting.sentence(text, len(text), len(text)))] == "And"
    assert selecting.trimmed("  a b ", 0, 6) == (2, 5) and selecting.trimmed("   ", 0, 3)[0] >= 0


# The twin


def test_a_twin_is_followed_by_what_says_the_same_and_else_by_what_stands_before_it() -> None:
    here, there = ["x" * 10] * 6, ["y" * 20] * 9
    twins = Twins({1: 2, 4: 7}, here, there)
    assert twins.of(Place(1, 5)) == There(Place(2, 10), exact=True)
    assert [twins.of(Place(n)).place.passage for n in range(6)] == [1, 2, 3, 4, 7, 8]
    assert not twins.of(Place(2)).exact
    assert twins.back().of(Place(7, 20)) == There(Place(4, 10), exact=True)
    assert [twins.back().of(Place(n)).place.passage for n in range(9)] == [0, 0, 1, 2, 3, 3, 3, 4, 5]


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 12), max_size=6), st.integers(1, 8), st.integers(1, 8))
def test_a_twin_is_never_left(pairs: dict[int, int], mine: int, theirs: int) -> None:
    twins = Twins(pairs, ["a"] * mine, ["b"] * theirs)
    for each, other, many in ((twins, theirs, mine), (twins.back(), mine, theirs)):
        assert all(0 <= each.of(Place(n, 1)).place.passage < other for n in range(many))


# What is marked


def test_only_marks_near_a_line_are_on_it() -> None:
    row = MarkRow(Sort.THEME, 0, 0, 0, Theme.OUTCOMES)
    places = [Place(0, 0, 5), Place(0, 2, 90), Place(0, 60, 70), Place(1, 0, 5)]
    marks = Marks((place, row) for place in places)
    assert [place for place, _ in marks.on(LineOf(0, 40, 62))] == [Place(0, 2, 90), Place(0, 60, 70)]
    assert [place for place, _ in marks.on(LineOf(0, 0, 1))] == [Place(0, 0, 5)]
    assert list(marks.on(LineOf(1, above=0))) == []


def test_a_line_has_the_signs_of_the_weightiest_next_to_the_text() -> None:
    rows = [MarkRow(sort, 0, 0, 1, "") for sort in (Sort.THEME, Sort.COMMITMENT, Sort.QUESTION, Sort.PROGRESS)]
    assert [saying.symbol for saying in signs(rows, 3)] == ["?", "►", "◆"]
    assert told(rows)[0] == "◆ promise"
