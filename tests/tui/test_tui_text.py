"""Text made safe, cut and broken into lines: offsets hold, nothing is lost, nothing is too wide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text import around, cell, line_breaks, marked, plain, same_length
from tui.tones import Tone
from tui.widgets.layout import Layout

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
WORDS = st.text(st.sampled_from("abŵ 字🙂\n\u0301 "), max_size=200)


@given(ANY_TEXT)
def test_plain_text_is_one_printable_line(text: str) -> None:
    shown = plain(text)
    assert not set(shown) & set("\n\r\t\x1b\x07\u202e\u2066\x9b")
    assert plain(shown) == shown


@given(ANY_TEXT)
def test_same_length_keeps_every_offset(text: str) -> None:
    shown = same_length(text)
    assert len(shown) == len(text)
    assert not set(shown) & set("\x1b\x07\x9b\u202e\r")
    assert all(b in (a, " ") for a, b in zip(text, shown, strict=True))


def test_letters_of_every_language_stay() -> None:
    for words in ("Tŷ'r Cyffredin, ŵyn a chŵyn", "שלום", "ما شاء الله", "🙂 字"):
        assert plain(words) == words and same_length(words) == words


def test_markup_stays_as_it_is() -> None:
    assert marked("[b]x[/b]", [(0, 3, Tone.STRONG)]).plain == "[b]x[/b]"
    assert cell("[red]", 8).plain == "[red]   "


@pytest.mark.parametrize(("text", "width"), [("a long title", 6), ("字字字字", 5), ("x", 3), ("", 2)])
def test_a_cell_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert cell(text, width).cell_length == width


@given(WORDS, st.integers(2, 40))
def test_lines_hold_all_the_text_and_fit(text: str, width: int) -> None:
    breaks = line_breaks(text, width)
    ends = [*breaks[1:], len(text)]
    lines = [text[start:end] for start, end in zip(breaks, ends, strict=True)]
    assert breaks[0] == 0 and "".join(lines) == text
    assert all(cell_len(line.rstrip()) <= width for line in lines)
    assert all("\n" not in line.rstrip("\n") for line in lines)


@given(st.lists(st.sampled_from(["care", "a", "co-production", "tŷ"]), min_size=1, max_size=60), st.integers(14, 60))
def test_words_that_fit_are_never_cut(words: list[str], width: int) -> None:
    text = " ".join(words)
    assert all(start == 0 or text[start - 1] == " " for start in line_breaks(text, width))


@given(st.lists(st.text("ab ", min_size=1, max_size=50), min_size=1, max_size=20), st.integers(10, 30), st.data())
def test_every_character_has_a_line_that_shows_it(texts: list[str], width: int, data: st.DataObject) -> None:
    layout = Layout(texts, [["", "p. 1"]] * len(texts), width)
    passage = data.draw(st.integers(0, len(texts) - 1))
    offset = data.draw(st.integers(0, len(texts[passage]) - 1))
    line = layout.line(layout.line_of(passage, offset))
    assert line.passage == passage and line.above is None and line.start <= offset < line.end
    assert sum(1 for number in range(layout.height) if layout.line(number).above is None) >= len(texts)


@given(st.text("ab ", min_size=1, max_size=400), st.data())
def test_around_keeps_the_words_it_is_about(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 60)))
    shown, first, last = around(text, start, end, 80)
    assert shown[first:last] == text[start:end]
    assert len(shown) <= 82
