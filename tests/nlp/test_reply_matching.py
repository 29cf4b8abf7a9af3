"""Which passage answers a recommendation: number, title, words and repetition together; never a number alone."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.codebook import Lang, Response
from corpus.types import Asked, ReplyCandidate
from nlp.responses.matching import MOST, answered_numbers, match_replies

QUOTE = "The Welsh Government should count the otters of the upper Towy each spring and publish the figures."
ASKED = Asked(
    quote=QUOTE,
    number="4",
    actor_body="welsh-government",
    document_title="Otters and weirs: a report of the river committee",
    issued=date(2023, 6, 1),
)
TITLE = "Response to Otters and weirs, a report of the river committee"
ANSWER = "We will ask the wardens to count otters on the upper Towy every April."


def reply(text: str, passage_id: int = 1, **more: object) -> ReplyCandidate:
    plain = ReplyCandidate(
        passage_id=passage_id,
        text=text,
        headings=(),
        before=(),
        lead="",
        number="",
        document_title="A letter",
        publisher="Welsh Government",
        lang=Lang.EN,
        dated=date(2023, 9, 1),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def ranked(asked: Asked, *candidates: ReplyCandidate) -> list[int]:
    return [found.passage_id for found in match_replies(asked, candidates)]


OTHERS = [
    reply(text, number)
    for number, text in enumerate(
        [
            "Bridges over the Wye are painted green by the county every tenth year.",
            "The bakers of Brecon were paid for flour in the winter of the flood.",
            "A choir festival has no grant for buses, and none is planned by us.",
        ],
        50,
    )
]


def test_words_alone_find_the_answer() -> None:
    asked = replace(ASKED, number="", document_title="")
    assert ranked(asked, *OTHERS, reply(ANSWER, 7)) == [7]


def test_a_number_alone_is_no_answer() -> None:
    headed = reply(OTHERS[0].text, 8, headings=("Recommendation 4",))
    assert ranked(ASKED, headed, *OTHERS[1:]) == []


def test_one_word_in_common_is_no_answer() -> None:
    asked = replace(ASKED, number="", document_title="", quote="Otters should be fed.")
    assert ranked(asked, reply("Otters are lovely animals.", 3), *OTHERS) == []
    assert ranked(asked, reply("Otters are fed by us.", 3), *OTHERS) == [3]


def test_the_number_decides_among_answers_to_the_same_report() -> None:
    told = "Officials share this aim and will say more about otters in the spring."
    four = reply(told, 4, headings=("Recommendation 4",), document_title=TITLE)
    five = reply(f"{ANSWER} {told}", 5, headings=("Recommendation 5",), document_title=TITLE)
    first = match_replies(ASKED, [five, four, *OTHERS])[0]
    assert first.passage_id == 4
    assert {"answers recommendation 4", "names the report", "by the body that was asked"} <= set(first.reasons)


def test_the_same_number_of_another_report_does_not_mislead() -> None:
    other = reply(OTHERS[1].text, 4, headings=("Recommendation 4",), document_title="Response to a report on bread")
    assert ranked(ASKED, other, reply(ANSWER, 9, document_title=TITLE))[0] == 9


def test_a_recommendation_repeated_before_its_answer_is_known_by_that() -> None:
    short = reply("Agreed, from next year on.", 6, before=("Some heading", QUOTE))
    (found,) = match_replies(ASKED, [short, *OTHERS])
    assert found.passage_id == 6
    assert "repeats the recommendation" in found.reasons


@pytest.mark.parametrize("dated", [date(2023, 6, 1), date(2020, 1, 1)])
def test_nothing_is_answered_before_it_was_asked(dated: date) -> None:
    assert ranked(ASKED, reply(ANSWER, 7, dated=dated), *OTHERS) == []
    assert ranked(ASKED, reply(ANSWER, 7, dated=None), *OTHERS) == [7], "a date that is not known rules nothing out"


def test_what_was_read_of_an_answer_is_told() -> None:
    read = reply(ANSWER, 7, recommendation="4", response=Response.ACCEPTED)
    assert "says accepted" in match_replies(ASKED, [read, *OTHERS])[0].reasons


@pytest.mark.parametrize(
    ("around", "numbers"),
    [
        ({"headings": ("Recommendations 8.3 to 8.5",)}, ("8.3", "8.5", "8.4")),
        ({"headings": ("Recommendation 8.3-8.4",)}, ("8.3", "8.4")),
        ({"headings": ("Recommendation 8.32b/8.33",)}, ("8.32b", "8.33")),
        ({"headings": ("Our answers", "Recommendation 12(a)")}, ("12a",)),
        ({"recommendation": "7", "headings": ("Recommendation 8",)}, ("7",)),
        ({"before": ("Recommendation 9", "Something else")}, ("9",)),
        ({"number": "Recommendation 3"}, ("3",)),
        ({"headings": ("Answers",)}, ()),
    ],
)
def test_the_numbers_that_an_answer_bears(around: dict[str, object], numbers: tuple[str, ...]) -> None:
    assert answered_numbers(reply("We agree.", 1, **around)) == numbers


def test_at_most_ten_and_none_of_none() -> None:
    assert match_replies(ASKED, []) == []
    assert len(ranked(ASKED, *(reply(f"{ANSWER} Part {number}.", number) for number in range(30)))) == MOST


@given(st.lists(st.tuples(st.text(max_size=200), st.text(max_size=40)), max_size=6))
def test_any_text_gives_scores_in_range(texts: list[tuple[str, str]]) -> None:
    candidates = [
        reply(f"{text} otters", number, headings=(heading,), number=heading)
        for number, (text, heading) in enumerate(texts)
    ]
    for found in match_replies(ASKED, candidates):
        assert 0 < found.score <= 1
        assert found.reasons
