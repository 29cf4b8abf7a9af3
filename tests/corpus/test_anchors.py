"""Quotations are found again by their exact words, or said to be gone; never moved to a lookalike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.anchors import find, select_words
from corpus.codebook import AnchorOutcome

words = st.text(alphabet="abc é\u0302ŵ\n", min_size=1, max_size=60)


@given(before=words, quote=words, after=words)
def test_an_unchanged_text_gives_found(before: str, quote: str, after: str) -> None:
    text = before + quote + after
    selector = select_words(text, len(before), len(before) + len(quote))
    found = find(selector, text)
    assert (found.outcome, found.start) == (AnchorOutcome.FOUND, len(before))


@given(before=words, quote=words, after=words, later=words)
def test_found_and_moved_always_point_at_the_exact_words(before: str, quote: str, after: str, later: str) -> None:
    selector = select_words(before + quote + after, len(before), len(before) + len(quote))
    found = find(selector, later)
    if found.start is not None:
        assert later[found.start : found.start + len(quote)] == quote
    assert (found.start is not None) == (found.outcome in {AnchorOutcome.FOUND, AnchorOutcome.MOVED})


@given(quote=words, before=words, after=words)
def test_the_same_words_nowhere_is_never_verified(quote: str, before: str, after: str) -> None:
    selector = select_words(before + quote + after, len(before), len(before) + len(quote))
    later = (before + after).replace(quote, "")
    if quote not in later:
        assert find(selector, later).start is None


def test_words_pushed_down_the_page_have_moved() -> None:
    text = "First. The council must publish a plan. Last."
    selector = select_words(text, 7, 39)
    found = find(selector, "A new paragraph. " + text)
    assert (found.outcome, found.start) == (AnchorOutcome.MOVED, 24)


def test_context_settles_which_of_two_equal_sentences_it_was() -> None:
    text = "In the north: it must report. In the south: it must report. Nothing else."
    at = text.rindex("it must report.")
    selector = select_words(text, at, at + len("it must report."))
    later = "Preface. " + text
    assert find(selector, later).start == later.rindex("it must report.")


def test_equal_sentences_in_equal_surroundings_are_ambiguous() -> None:
    text = "x it must report. y"
    selector = select_words(text, 2, 17)
    assert find(selector, "a it must report. b it must report. c").outcome is AnchorOutcome.AMBIGUOUS


def test_edited_words_have_changed_and_missing_words_are_orphaned() -> None:
    text = "Before. The Welsh Ministers must publish a plan by 2025. After."
    selector = select_words(text, 8, 56)
    assert find(selector, text.replace("must", "may")).outcome is AnchorOutcome.CHANGED
    assert find(selector, "Something else altogether was written here.").outcome is AnchorOutcome.ORPHANED


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 2), (0, 99)])
def test_no_words_make_no_anchor(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        select_words("short", start, end)
