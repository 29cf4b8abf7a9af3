"""The status that a timeline points to: nothing where nothing is known, and never unmet because nobody looked."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.codebook import CommitmentKind, Delivery, Judgement, ProgressState, Relation, Response
from corpus.types import StatusSign, StatusSubject, SuggestedStatus
from nlp.status import SURE, suggest_status

PLEDGE = StatusSubject("c-1", CommitmentKind.PLEDGE, date(2021, 1, 1), None, date(2026, 5, 1))
DUE = replace(PLEDGE, deadline=date(2023, 3, 31))
ADVICE = replace(PLEDGE, kind=CommitmentKind.RECOMMENDATION)


def sign(relation: Relation, year: int = 2022, **more: object) -> StatusSign:
    plain = StatusSign(f"e-{relation[:3]}{year}", date(year, 6, 1), relation, accepted=True, score=1.0)
    return replace(plain, **more)  # type: ignore[arg-type]


def answer(response: Response, score: float, ref: str = "reply/en/3") -> StatusSign:
    return StatusSign(ref, date(2022, 2, 2), response=response, score=score)


def delivery(subject: StatusSubject, *signs: StatusSign) -> SuggestedStatus | None:
    found = [each for each in suggest_status(subject, signs) if each.judgement is Judgement.DELIVERY]
    return found[0] if found else None


def value(subject: StatusSubject, *signs: StatusSign) -> str:
    found = delivery(subject, *signs)
    assert found is not None
    return found.value


def test_nothing_is_said_where_nothing_is_known() -> None:
    assert suggest_status(PLEDGE, []) == []
    assert suggest_status(replace(PLEDGE, deadline=date(2027, 1, 1)), []) == []
    background = [sign(Relation.BACKGROUND), sign(Relation.ILLUSTRATES)]
    assert suggest_status(PLEDGE, background) == [], "neither tells what became of it"
    assert suggest_status(PLEDGE, [sign(Relation.DELIVERS, accepted=False, score=SURE - 0.01)]) == []


def test_an_overdue_promise_of_which_nothing_is_known_asks_for_a_search_and_is_not_called_unmet() -> None:
    found = delivery(DUE)
    assert found is not None
    assert (found.value, found.evidence) == ("", ())
    assert "--record" in found.do
    assert "2023-03-31" in found.reasons[0]


def test_no_evidence_found_needs_a_search() -> None:
    found = delivery(replace(DUE, searches=("s-abc",)))
    assert found is not None
    assert found.value == Delivery.NO_EVIDENCE_FOUND
    assert any("s-abc" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        ([sign(Relation.REPORTS_PROGRESS)], Delivery.IN_PROGRESS),
        ([sign(Relation.DELIVERS)], Delivery.MET),
        ([sign(Relation.REPORTS_PROGRESS, 2021), sign(Relation.DELIVERS, 2022)], Delivery.MET),
        ([sign(Relation.DELIVERS, 2022), sign(Relation.CONTRADICTS, 2023)], Delivery.PARTLY_MET),
        ([sign(Relation.CONTRADICTS, 2021), sign(Relation.DELIVERS, 2022)], Delivery.MET),
        ([sign(Relation.CONTRADICTS, state=ProgressState.DELAYED)], Delivery.STALLED),
        ([sign(Relation.CONTRADICTS, state=ProgressState.DROPPED)], Delivery.BROKEN),
        ([sign(Relation.REPORTS_PROGRESS, 2021), sign(Relation.CONTRADICTS, 2022)], Delivery.STALLED),
        ([sign(Relation.CONTRADICTS, 2021), sign(Relation.REPORTS_PROGRESS, 2022)], Delivery.IN_PROGRESS),
        ([sign(Relation.CONTRADICTS, state=ProgressState.UNDER_WAY)], Delivery.IN_PROGRESS),
        ([sign(Relation.CONTRADICTS)], ""),
    ],
)
def test_what_evidence_comes_to(signs: list[StatusSign], expected: str) -> None:
    assert value(PLEDGE, *signs) == expected
    assert value(PLEDGE, *reversed(signs)) == expected, "in whatever order it is given"


def test_a_promise_that_fell_due_and_is_contradicted_is_broken_only_then() -> None:
    assert value(DUE, sign(Relation.CONTRADICTS)) == Delivery.BROKEN
    open_still = delivery(PLEDGE, sign(Relation.CONTRADICTS))
    assert open_still is not None
    assert open_still.do


def test_met_by_the_word_of_the_promiser_alone_is_said_to_be_so() -> None:
    own, other = sign(Relation.DELIVERS, by_maker=True), sign(Relation.DELIVERS, 2023)
    alone, both = delivery(PLEDGE, own), delivery(PLEDGE, own, other)
    assert alone is not None
    assert both is not None
    assert (alone.self_reported, both.self_reported) == (True, False)
    assert any("self-reported" in reason for reason in alone.reasons)


def test_reasons_name_what_they_rest_on_and_guesses_weigh_less() -> None:
    guess = sign(Relation.DELIVERS, accepted=False, score=0.8)
    guessed, sure = delivery(PLEDGE, guess), delivery(PLEDGE, sign(Relation.DELIVERS))
    assert guessed is not None
    assert sure is not None
    assert guessed.score < sure.score
    assert guessed.evidence == (guess.ref,)
    assert guess.ref in guessed.reasons[0]
    assert "nobody has accepted" in guessed.reasons[0]


def test_the_best_answer_is_the_response_of_a_recommendation_only() -> None:
    told = [answer(Response.REJECTED, 0.5, "b/en/1"), answer(Response.ACCEPTED, 0.9)]
    (found,) = suggest_status(ADVICE, told)
    assert (found.judgement, found.value, found.score) == (Judgement.RESPONSE, "accepted", 0.9)
    assert "reply/en/3" in found.reasons[0]
    assert suggest_status(PLEDGE, told) == []
    assert suggest_status(ADVICE, [answer(Response.ACCEPTED, SURE - 0.01)]) == []


def test_two_answers_that_differ_and_are_as_good_leave_it_to_a_person() -> None:
    (found,) = suggest_status(ADVICE, [answer(Response.REJECTED, 0.85, "b/en/1"), answer(Response.ACCEPTED, 0.9)])
    assert (found.value, found.score) == ("", 0.0)
    assert found.do
    assert len(found.reasons) == 2


SIGNS = st.builds(
    StatusSign,
    ref=st.text(min_size=1, max_size=5),
    dated=st.none() | st.dates(),
    relation=st.none() | st.sampled_from(Relation),
    response=st.none() | st.sampled_from(Response),
    state=st.none() | st.sampled_from(ProgressState),
    accepted=st.booleans(),
    by_maker=st.booleans(),
    score=st.floats(0, 1),
)


@given(st.lists(SIGNS, max_size=6), st.none() | st.dates())
def test_whatever_is_known_no_evidence_is_found_only_by_a_search(signs: list[StatusSign], due: date | None) -> None:
    for found in suggest_status(replace(ADVICE, deadline=due), signs):
        assert found.value != Delivery.NO_EVIDENCE_FOUND
        assert 0 <= found.score <= 1
        assert found.reasons
        assert found.value or found.do
