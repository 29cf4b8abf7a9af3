"""Quotations are found again by their exact words, or said to be gone; never moved to a lookalike."""

import time
from unicodedata import normalize

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


SHARED = "The council must publish a plan by 2025, and the board must answer it within a year."
TWICE = (
    f"Of the north, where many farm the hills. {SHARED} Nothing more is said of the hills.",
    f"Of the south, where more live by the sea. {SHARED} Nothing more is said of the sea.",
)


def moved_to(old: str, quote: str, new: str, at: int = 0) -> tuple[AnchorOutcome, str]:
    """What became of a quotation, and the words before the place where it was found."""
    start = old.index(quote, at)
    found = find(select_words(old, start, start + len(quote)), new)
    return found.outcome, "" if found.start is None else new[: found.start][-12:]


def test_a_quotation_that_was_deleted_is_not_found_at_its_double() -> None:
    old = "\n\n".join(TWICE)
    assert moved_to(old, SHARED, TWICE[1]) == (AnchorOutcome.AMBIGUOUS, "")
    assert moved_to(old, SHARED, TWICE[0]) == (AnchorOutcome.FOUND, "m the hills. "[1:])


def test_a_double_that_an_edit_made_equal_is_not_the_quotation() -> None:
    must = "The board must publish a plan for the coast by 2025."
    old = f"One. {must}\n\nTwo. {must.replace('must', 'must not')}"
    new = f"Two. {must}"
    assert moved_to(old, must, new) == (AnchorOutcome.AMBIGUOUS, "")


def test_words_that_a_cut_joined_out_of_two_sentences_are_not_the_quotation() -> None:
    left = "Much has been said, in these pages and in others, of what is to be done. The board must"
    coast, hills = " publish a plan for the coast.", " publish a plan for the hills by May."
    old = f"{left}{coast} Others may help. The board must not{hills}"
    assert moved_to(old, "The board must publish a plan", left + hills) == (AnchorOutcome.AMBIGUOUS, "")


def test_numbering_anew_makes_no_recommendation_another() -> None:
    made = [f"Recommendation {number}: The council must publish a report on its work." for number in range(1, 6)]
    old = "\n\n".join(made)
    new = "\n\n".join(made[:1] + [line.replace(str(n), str(n - 1)) for n, line in enumerate(made, 1) if n > 2])
    assert moved_to(old, made[1], new) == (AnchorOutcome.AMBIGUOUS, "")


@pytest.mark.parametrize(
    ("quote", "longer"), [("plan", "planning"), ("14", "145"), ("cafe", "cafe\u0301"), ("plan", "replan")]
)
def test_a_word_is_not_found_within_another(quote: str, longer: str) -> None:
    old = (
        f"All who farm in the hills, and live by the sea, and more, know of the board's {quote} for the years to come."
    )
    assert moved_to(old, quote, old.replace(quote, longer) + " So it is.") == (AnchorOutcome.AMBIGUOUS, "")
    assert moved_to(old, quote, "So it is. " + old)[0] is AnchorOutcome.MOVED


@pytest.mark.parametrize("spelling", ["NFD", "NFC", "straight", "soft"])
def test_an_edition_that_spells_otherwise_has_changed_the_quotation(spelling: str) -> None:
    quote = "Bydd y t\u0175r yn cau, ac isn\u2019t it a pity to lose the \u201cold\u201d gyd\u0302a tw\u0302r?"
    old = f"Cyn hyn. {quote} Wedyn."
    plain = old.replace("\u2019", "'").replace("\u201c", '"').replace("\u201d", '"')
    new = {"straight": plain, "soft": old.replace("pity", "pi\u00adty")}.get(spelling) or normalize(spelling, old)  # type: ignore[arg-type]
    assert moved_to(old, quote, new) == (AnchorOutcome.CHANGED, "")


def test_a_copy_is_not_taken_for_words_that_were_changed_where_they_stood() -> None:
    old = "\n\n".join(TWICE)
    copied = (
        f"{old.replace('many farm', 'few farm').replace('publish a plan', 'publish a map', 1)}\n\nAnnex. {TWICE[0]}"
    )
    assert moved_to(old, SHARED, copied) == (AnchorOutcome.AMBIGUOUS, "")


@pytest.mark.slow
def test_ten_million_characters_of_one_word_do_not_keep_anybody_waiting() -> None:
    text = "must " * 2_000_000
    for start, end in ((5_000_000, 5_000_004), (5_000_000, 5_300_000)):
        began = time.monotonic()
        assert find(select_words(text, start, end), "x" + text[:-1]).outcome is AnchorOutcome.AMBIGUOUS
        assert time.monotonic() - began < 60
