"""Answers to recommendations: what is said, and of which."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.codebook import DocumentKind, Lang, PassageKind, Response
from corpus.types import Passage, TaggedSource, lay_out
from nlp.context import contexts
from nlp.responses.finding import find_in, quoted, read_status
from nlp.responses.numbers import references

A, P, T, R = Response.ACCEPTED, Response.ACCEPTED_IN_PRINCIPLE, Response.PARTLY_ACCEPTED, Response.REJECTED


def source(
    *passages: str | Passage, lang: Lang = Lang.EN, kind: DocumentKind = DocumentKind.GOVERNMENT_RESPONSE
) -> TaggedSource:
    given = [Passage(each, 0, 0) if isinstance(each, str) else each for each in passages]
    publisher = "Welsh Government" if lang is Lang.EN else "Llywodraeth Cymru"
    return TaggedSource("A response", lang, kind, lay_out(given), None, publisher)


def answers(
    *passages: str | Passage, lang: Lang = Lang.EN, kind: DocumentKind = DocumentKind.GOVERNMENT_RESPONSE
) -> list[tuple[str, Response]]:
    """What the last passage answers, as (number, response)."""
    document = source(*passages, lang=lang, kind=kind)
    last = document.passages[-1]
    return [(found.recommendation, found.response) for found in find_in(last, document, list(contexts(document))[-1])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Recommendation 4: Accept in principle", [("4", P)]),
        ("Recommendation 12(a) – Partially accepted", [("12a", T)]),
        ("Recommendation 2 (school transport): Not accepted, for the reasons given.", [("2", R)]),
        ("We accept recommendations 3 and 7.", [("3", A), ("7", A)]),
        ("Recommendations 1 to 3 are accepted.", [("1", A), ("2", A), ("3", A)]),
        ("We accept recommendations 1 and 2 but reject recommendation 5.", [("1", A), ("2", A), ("5", R)]),
        ("Recommendation 1 is accepted and recommendation 2 is rejected.", [("1", A), ("2", R)]),
        ("We do not accept the fifth recommendation.", [("5", R)]),
        ("The Government is unable to support recommendation 9.", [("9", R)]),
        ("We agree with the aim of recommendation 6.", [("6", P)]),
        ("The Council supports in principle recommendation 8.", [("8", P)]),
        ("We accept the first part of recommendation 10, on fares.", [("10", T)]),
        ("We agree with the aim of recommendation 6. However, we do not accept recommendation 6.", [("6", R)]),
        ("Recommendation 12. Accept in principle", [("12", P)]),
        ("Recommendation 7. Not accepted.", [("7", R)]),
        ("Recommendation 12(a). Accept in principle", [("12a", P)]),
        ("Recommendation 5. The council should mend it. Accept.", [("5", A)]),
        ("We accept recommendations 1, 2 and 5 but reject 4.", [("1", A), ("2", A), ("5", A), ("4", R)]),
        ("We accept 1 and 2 but reject recommendation 4.", [("1", A), ("2", A), ("4", R)]),
        ("Recommendations 1 and 2 are accepted; we reject 4 and 6.", [("1", A), ("2", A), ("4", R), ("6", R)]),
        ("We accept recommendation 2, and agreed 40 grants in May.", [("2", A)]),
        ("Ministers should accept recommendation 4.", []),
        ("Do you accept recommendation 4?", []),
        ("We support schools.", []),
        ("The agreement on recommendation 4 was signed by nobody.", []),
    ],
)
def test_a_sentence_that_names_its_recommendation(text: str, expected: list[tuple[str, Response]]) -> None:
    assert answers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Argymhelliad 12(a) – Derbyn yn rhannol", [("12a", T)]),
        ("Argymhelliad 4: Derbyn mewn egwyddor", [("4", P)]),
        ("Derbyniwn argymhellion 3 a 7.", [("3", A), ("7", A)]),
        ("Argymhelliad 12. Derbyn mewn egwyddor", [("12", P)]),
        ("Argymhelliad 7. Gwrthodwyd.", [("7", R)]),
        ("Argymhelliad 12(a). Derbyn yn rhannol", [("12a", T)]),
        ("Derbyniwn argymhellion 1, 2 a 5 ond gwrthodwn 4.", [("1", A), ("2", A), ("5", A), ("4", R)]),
        ("Ni allwn dderbyn argymhelliad 8.", [("8", R)]),
        ("Mae Llywodraeth Cymru yn gwrthod argymhelliad 2.", [("2", R)]),
        ("Rydym yn derbyn yr ail argymhelliad.", [("2", A)]),
    ],
)
def test_welsh(text: str, expected: list[tuple[str, Response]]) -> None:
    assert answers(text, lang=Lang.CY) == expected


def test_the_number_may_stand_above_before_or_beside() -> None:
    heading = Passage("Response: Accept", 0, 0, headings=("Recommendation 7",))
    assert answers(heading) == [("7", A)]
    assert answers("Recommendation 3: The board should publish its rota.", "Response: Partially accepted.") == [
        ("3", T)
    ]
    assert answers(Passage("Derbyniwyd.", 0, 0, number="A2"), lang=Lang.CY) == [("A2", A)]
    led = Passage("Rejected", 0, 0, lead="Recommendation 11")
    assert answers(led) == [("11", R)]
    row = Passage("4 | The council should mend the pier. | Accept in principle", 0, 0, kind=PassageKind.TABLE_ROW)
    assert answers(row) == [("4", P)]
    prose = Passage("The Welsh Government accepts this recommendation.", 0, 0, headings=("Recommendation 2",))
    assert answers(prose) == [("2", A)]


ASKED = "The Committee recommends that the council should open the baths on Sundays."
CLOSED = "The baths are run by a trust. Opening them on Sundays is a matter for its managers, and would be costly."
OPENED = "The baths have been open on Sundays since May. We will keep them so."


def replied(*texts: str, heading: str = "Recommendation 3", sub: str = "") -> list[list[tuple[str, Response, str]]]:
    """What each passage under a heading answers, as (number, response, rule)."""
    over = (heading, sub) if sub else (heading,)
    document = source(
        Passage(heading, 0, 0, kind=PassageKind.HEADING),
        *(Passage(text, 0, 0, headings=over if at else (heading,)) for at, text in enumerate(texts)),
    )
    return [
        [(each.recommendation, each.response, each.rule) for each in find_in(passage, document, context)]
        for passage, context in zip(document.passages, contexts(document), strict=True)
    ][1:]


def test_a_reply_that_argues_is_read_as_a_whole_where_it_begins() -> None:
    argued = "response-argued"
    assert replied(ASKED, CLOSED) == [[], [("3", T, argued)]]
    assert replied(ASKED, OPENED) == [[], [("3", A, argued)]]
    assert replied(ASKED, OPENED, CLOSED) == [[], [("3", T, argued)], []]
    assert replied("Sunday opening is popular (paragraph 4.2).", OPENED) == [[], [("3", A, argued)]]
    assert replied(ASKED, "The doors were mended. The trust should tell its members.") == [[], []]
    assert replied(ASKED, OPENED, heading="Sundays") == [[], []]
    assert replied(ASKED) == [[]]


def test_a_label_over_or_in_a_reply_goes_before_its_argument() -> None:
    assert replied(ASKED, OPENED, "Response: Reject.") == [[], [], [("3", R, "response-label")]]
    assert replied(ASKED, CLOSED, sub="Response: Accept") == [[], [("3", A, "response-heading")]]
    assert replied(ASKED, CLOSED, heading="Recommendation 3: Accept")[1] == [("3", A, "response-heading")]


def test_an_argued_answer_is_quoted_by_the_sentence_that_shows_it() -> None:
    passage = Passage("The baths are old. We do not believe that Sunday opening is right.", 0, 0)
    document = source(
        Passage("Recommendation 3", 0, 0, kind=PassageKind.HEADING),
        Passage(passage.text, 0, 0, headings=("Recommendation 3",)),
    )
    (found,) = find_in(document.passages[1], document, list(contexts(document))[1])
    assert document.passages[1].text[found.start : found.end] == "We do not believe that Sunday opening is right."
    assert (found.response, found.confidence) == (T, 0.5)


def test_outside_a_response_only_what_names_a_recommendation_counts() -> None:
    kind = DocumentKind.RECORD
    assert answers("I can tell the Senedd that we accept recommendation 4.", kind=kind) == [("4", A)]
    assert answers("I accept that. We agree.", kind=kind) == []
    assert answers("Accepted.", kind=kind) == []
    assert answers("We accept recommendation 4.", kind=DocumentKind.ACT) == []


def test_a_quoted_recommendation_is_not_the_responders_own() -> None:
    asked = "The Committee recommends that the Welsh Government should support the pilot."
    document = source(
        Passage(asked, 0, 0, headings=("Recommendation 1",)),
        Passage("The Welsh Government should also count the cost.", 0, 0, headings=("Recommendation 1",)),
        Passage("Response: Accept. The board should publish a plan.", 0, 0, headings=("Recommendation 1",)),
        Passage("The board should publish it yearly.", 0, 0, headings=("Recommendation 1",)),
        "Recommendation 2: Ministers should pay for the bridge.",
        "Recommendation 2: Accepted. Councils should note this.",
    )
    said = [quoted(passage, document) for passage in document.passages]
    assert said[0] == (0, len(asked))
    assert said[1] is not None and said[2] is None and said[3] is None
    assert said[4] is not None and document.passages[4].text[said[4][0] :].startswith("Ministers")
    assert said[5] is None
    assert not find_in(document.passages[0], document, next(contexts(document)))
    letter = source(asked, kind=DocumentKind.LETTER)
    assert quoted(letter.passages[0], letter) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Accept in principle.", P),
        ("Response: Reject", R),
        ("The Government agrees with this recommendation. Work has begun.", A),
        ("We accept this recommendation. However, we do not agree that the fee should rise.", T),
        ("We agree with the intention of this recommendation, but funding is a matter for councils.", P),
        ("The board does not believe that it is appropriate to have a target. It has its own.", R),
        ("We will consider the idea in due course, subject to the next budget.", T),
        ("The board has already published a plan and will extend it to every ward. We will report yearly.", A),
        ("The valley is green.", None),
        ("", None),
    ],
)
def test_a_whole_response(text: str, expected: Response | None) -> None:
    assert read_status(text, Lang.EN) == expected


def test_numbers_of_recommendations() -> None:
    text = "Recommendations 3, 5 and 7; recommendation 12 (b); R4; the sixth recommendation; 30 others in 2019."
    assert [each.number for each in references(text, Lang.EN)] == ["3", "5", "7", "12b", "R4", "6"]
    assert [each.number for each in references("argymhellion 1 i 3", Lang.CY)] == ["1", "2", "3"]
    assert len(references("recommendations 1 to 900", Lang.EN)) == 2


_SAID = (
    "Recommendation 4 recommendations 3 and 7 we accept reject in principle do not partly | : – ( ) Response "
    "Argymhelliad derbyn gwrthod ni allwn mewn egwyddor yn rhannol should recommends that . ? ’ \n"
)
_WORDS = st.sampled_from(_SAID.split(" "))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(_WORDS, max_size=30), st.text(max_size=20), st.sampled_from(list(Lang)), st.sampled_from(list(PassageKind))
)
def test_any_text_is_read_without_failing_and_offsets_hold(
    said: list[str], noise: str, lang: Lang, kind: PassageKind
) -> None:
    text = noise + " ".join(said)
    document = source("Recommendation 2", Passage(text, 0, 0, kind=kind), lang=lang)
    read_status(text, lang)
    for passage, context in zip(document.passages, contexts(document), strict=True):
        stretch = quoted(passage, document)
        assert stretch is None or 0 <= stretch[0] < stretch[1] <= len(passage.text)
        for found in find_in(passage, document, context):
            assert 0 <= found.start < found.end <= len(passage.text)
            assert 0 < found.confidence <= 1


def test_a_long_text_is_read_in_time() -> None:
    text = "we accept recommendation 4 and recommendation 5 in principle " * 4_000
    assert answers(text)
