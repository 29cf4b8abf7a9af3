"""Questions and their parts: what each is a part of, and what of a form is no question."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.types import Passage, TaggedSource, lay_out
from nlp.questions.finding import Question, find, find_in


def asked(text: str, lang: Lang = Lang.EN) -> list[tuple[str, str, str]]:
    """The questions of a consultation's text, as (number, under, words)."""
    return [(each.number, each.under, text[each.start : each.end]) for each in find(text, lang, asking=True)]


def consultation(*passages: Passage) -> list[list[Question]]:
    source = TaggedSource("A consultation", Lang.EN, DocumentKind.CONSULTATION, lay_out(passages))
    return [find_in(passage, source) for passage in source.passages]


def numbers(found: list[Question]) -> list[tuple[str, str]]:
    return [(each.number, each.under) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q4a. Do you agree with the fee?", [("4a", "4")]),
        ("Question 4(ii): Do you agree with the fee?", [("4(ii)", "4")]),
        ("Question 12 of 15: What would help you most?", [("12", "")]),
        ("Question 3: Is the fee fair? If so, why?", [("3", ""), ("", "3")]),
        ("Question 3: Is the fee fair? Please explain your answer.", [("3", ""), ("", "3")]),
        (
            "Question 4: Should it stay? (a) If so, where? (b) If not, why not?",
            [("4", ""), ("4(a)", "4"), ("4(b)", "4")],
        ),
        ("Question 9: We would like to know your views on the Welsh language.", [("9", "")]),
        ("4.1 Do you agree with the fee?", [("4.1", "")]),
        ("4.1 The fee was set in 2019.", []),
    ],
)
def test_numbers_and_parts(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(number, under) for number, under, _ in asked(text)] == expected


def test_items_of_a_question_are_parts_of_it() -> None:
    text = "Question 4: Do you agree that councils should: (a) publish the rota; (b) meet yearly; and (c) pay expenses?"
    assert asked(text)[1:] == [
        ("4(a)", "4", "publish the rota"),
        ("4(b)", "4", "meet yearly"),
        ("4(c)", "4", "pay expenses?"),
    ]


def test_welsh_parts() -> None:
    assert asked("Cwestiwn 4(ii): A ydych yn cytuno? Os felly, pam?", Lang.CY) == [
        ("4(ii)", "4", "A ydych yn cytuno?"),
        ("", "4(ii)", "Os felly, pam?"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Yes",
        "Strongly agree",
        "Other (please specify)",
        "☐ Yes, I agree with this",
        "What is your email address?",
        "Do you want your response to be confidential?",
        "Are you responding on behalf of an organisation?",
        "Why are we consulting?",
        "How do I respond?",
    ],
)
def test_boxes_and_the_form_itself_are_no_questions(text: str) -> None:
    assert asked(text) == []


def test_a_numbered_question_of_the_form_is_kept_with_little_confidence() -> None:
    (question,) = find("Question 1: What is your name?", Lang.EN, asking=True)
    assert question.number == "1" and question.confidence < 0.5


def test_parts_in_passages_of_their_own() -> None:
    lead = "Question 5: Which of these should come first?"
    found = consultation(
        Passage(lead, 0, 0),
        Passage("Mending the canal path", 0, 0, PassageKind.LIST_ITEM, number="(a)", lead=lead),
        Passage("If you chose none of these, why?", 0, 0),
        Passage("What are your views on tolls?", 0, 0, number="Question 6:"),
        Passage("6.1 | Should they rise? | Yes | No", 0, 0, PassageKind.TABLE_ROW),
        Passage("Question 7", 0, 0, PassageKind.HEADING),
        Passage("Would a toll be fair?", 0, 0, headings=("Question 7",)),
        Passage("Why or why not?", 0, 0, headings=("Question 7",)),
    )
    assert [numbers(each) for each in found] == [
        [("5", "")],
        [("5(a)", "5")],
        [("", "5")],
        [("6", "")],
        [("6.1", "6")],
        [],
        [("7", "")],
        [("", "7")],
    ]


def test_matters_on_which_views_are_wanted() -> None:
    lead = "The Committee wishes to hear about:"
    headings = ("Terms of reference",)
    found = consultation(
        Passage(lead, 0, 0, headings=headings),
        Passage("how paths are mended elsewhere;", 0, 0, PassageKind.LIST_ITEM, headings, "a)", lead=lead),
    )
    assert [numbers(each) for each in found] == [[], [("a", "")]]
    assert found[1][0].confidence < 0.7


_SAID = (
    "Question 4 4(a) Q2.1 (a) (b) (ii) 4.1 Do you agree ? If so, why ; : | Yes ☐ Please explain your answer . "
    "Cwestiwn 3 A ydych yn cytuno Os felly, pam \n"
)
_WORDS = st.sampled_from(_SAID.split(" "))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(_WORDS, max_size=30), st.text(max_size=20), st.sampled_from(list(PassageKind)), st.sampled_from(list(Lang))
)
@example(said=["Question", "Question", "?", "(a)", ";"], noise="", kind=PassageKind.HEADING, lang=Lang.EN)
def test_any_text_is_read_without_failing_and_offsets_hold(
    said: list[str], noise: str, kind: PassageKind, lang: Lang
) -> None:
    text = noise + " ".join(said)
    passages = lay_out([Passage("Question 4: Do you agree?", 0, 0), Passage(text, 0, 0, kind, number="(a)", lead="Q4")])
    source = TaggedSource("A title", lang, DocumentKind.CONSULTATION, passages)
    for passage in passages:
        for found in find_in(passage, source):
            assert 0 <= found.start < found.end <= len(passage.text)
            assert 0 < found.confidence <= 1
            assert not found.number or found.number != found.under
