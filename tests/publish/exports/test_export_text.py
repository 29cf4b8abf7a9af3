"""Text that files can hold and that no spreadsheet takes for a formula, whatever a document says."""

import csv
import io
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publish.export.cells import bare, cell, dumps
from publish.export.text import guarded, is_formula, plain, unguarded

SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫−⁺⁻⁼₊₋₌"
BEFORE = [
    "",
    " ",
    "\u00a0",
    "\t",
    "\r",
    "\n",
    "\r\n",
    '"',
    "'",
    "''",
    "“",
    "‘",
    "\u200b",
    "\ufeff",
    "\u2060",
    "\u00ad",
    "\u202e",
    "\x00",
]
HONEST = [
    "", "Care & <b>more</b>", "'tis so", "“We will”", "‘Na’, meddai", "a=b", "1+1", "mair@example.org", "£5 - £6",
    "5-year plan", "(=) is equal", "tŷ", " leading blank", "\u200fعمل", "#REF!", "%",
]  # fmt: skip
ANY = st.text(st.characters())


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", BEFORE)
def test_what_begins_like_a_formula_gets_an_apostrophe(sign: str, before: str) -> None:
    text = f"{before}{sign}cmd|' /C calc'!A0"
    assert cell(text) == f"'{plain(text)}"


@pytest.mark.parametrize("text", ["\tx", "\rx", "\nx", " \tx", '"\nx', "\u200b\rx"])
def test_a_tab_or_a_line_end_at_the_beginning_gets_one_too(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", HONEST)
def test_honest_words_stay_as_they_are(text: str) -> None:
    assert cell(text) == text


@given(ANY)
@example("'\tx")
@example("'=1")
@example("''=1")
@example("\ufeff'@")
def test_the_apostrophe_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(ANY)
def test_what_is_guarded_is_no_formula(text: str) -> None:
    held = cell(text)
    assert isinstance(held, str)
    assert held.startswith("'") or not is_formula(held)
    assert held[:1] not in set("=+-@\t\r\n")


@given(ANY)
@example("\x00\x08\x1b[31m\x7f\x9b\ud800\ufffe\uffff")
def test_whatever_a_document_holds_comes_out_as_text_of_the_same_length(text: str) -> None:
    held = plain(text)
    assert len(held) == len(text)
    assert plain(held) == held
    held.encode()
    element = ET.Element("a")
    element.text = held
    assert ET.fromstring(ET.tostring(element)).text in {held.replace("\r\n", "\n").replace("\r", "\n"), None, held}
    assert not {"\x00", "\x1b", "\x9b"} & set(held)


@given(ANY)
def test_a_cell_comes_back_from_csv(text: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerow([cell(text), "x"])
    [[held, _]] = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert unguarded(held) == plain(text)


def test_lists_and_truths_and_nothing_have_one_form_each() -> None:
    assert cell(("assets", "prevention")) == "assets; prevention"
    assert cell(()) == ""
    assert cell(None) == ""
    assert (cell(True), cell(False)) == ("true", "false")
    assert (cell(-5), cell(-0.5)) == (-5, -0.5), "numbers are no text, and need no apostrophe"
    assert cell([{"figure": "6.4:1", "what": "\x00"}]) == '[{"figure": "6.4:1", "what": "\ufffd"}]'
    assert cell(("=1", "b")) == "'=1; b"


def test_json_holds_no_half_of_a_pair() -> None:
    assert bare({"a\ud800": ["\ud800", ("b",)]}) == {"a\ufffd": ["\ufffd", ["b"]]}
    assert dumps("\u2028ŷ\ud800") == '"\u2028ŷ\ufffd"'
