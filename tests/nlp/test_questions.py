"""Consultation questions: asked of the public, numbered or not, and not those of a debate."""

from typing import Any

from corpus.codebook import DocumentKind, Lang
from corpus.types import Passage, QuestionFinding


def asked(findings: list[Any]) -> list[tuple[str, str]]:
    return [(each.number, each.quote) for each in findings if isinstance(each, QuestionFinding)]


def test_numbered_questions_count_anywhere_outside_debates(tag: Any) -> None:
    text = "Question 4: Do you agree that the path should be mended?"
    assert asked(tag(text, kind=DocumentKind.OTHER)) == [("4", "Do you agree that the path should be mended?")]
    assert asked(tag("Q2.1 What would help you most?", kind=DocumentKind.OTHER)) == [
        ("2.1", "What would help you most?")
    ]
    assert not asked(tag(text, kind=DocumentKind.RECORD))


def test_a_number_on_its_own_line_or_in_the_heading(tag: Any) -> None:
    first = asked(tag("Question 1. What do you think of the plan?", kind=DocumentKind.CONSULTATION))
    assert first == [("1", "What do you think of the plan?")]
    headed = Passage("Which of the two routes do you prefer?", 0, 0, headings=("Question 7",))
    assert asked(tag(headed, kind=DocumentKind.OTHER)) == [("7", "Which of the two routes do you prefer?")]


def test_in_a_consultation_any_question_and_request_counts(tag: Any) -> None:
    text = "We want to hear from you. What should come first? Please rank your three choices in order."
    assert [quote for _, quote in asked(tag(text, kind=DocumentKind.CONSULTATION))] == [
        "What should come first?",
        "Please rank your three choices in order.",
    ]


def test_questions_of_an_article_and_of_a_chamber_do_not(tag: Any) -> None:
    assert not asked(tag("But how is this to happen?", kind=DocumentKind.ARTICLE))
    assert not asked(tag("Will the Minister publish the figures?", kind=DocumentKind.WRITTEN_QUESTION))


def test_furniture_is_not_asked(tag: Any) -> None:
    assert not asked(tag("What happens next?", kind=DocumentKind.CONSULTATION))


def test_welsh(tag: Any) -> None:
    found = asked(tag("Cwestiwn 3: A ydych yn cytuno â'r cynnig?", lang=Lang.CY, kind=DocumentKind.CONSULTATION))
    assert found == [("3", "A ydych yn cytuno â'r cynnig?")]
