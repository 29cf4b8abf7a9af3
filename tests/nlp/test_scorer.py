"""The scorer: what it is told can be read, what it says can be reckoned by hand, its weights are whole."""

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.codebook import CommitmentKind, DocumentKind, Lang
from nlp.actors import Actor, Who
from nlp.commitments.candidates import Candidate
from nlp.commitments.drafts import Draft
from nlp.commitments.features import features
from nlp.commitments.proposals import Place, Proposal
from nlp.commitments.scorer import Scorer, scorer
from nlp.context import Context, Voice

UNIT = "We will publish 12 plans by 2030."


def proposal(unit: str = UNIT, *, lang: Lang = Lang.EN, act: int = 8, rule: str = "en-will-self") -> Proposal:
    context = Context(lang=lang, kind=DocumentKind.STATEMENT, voice=Voice.GOVERNMENT)
    draft = Draft(CommitmentKind.PLEDGE, rule, 0.9, Actor("We", Who.SELF, "welsh-government"), 0, len(unit), act)
    return Proposal(Place(0, 0, unit, Candidate(unit, 0, context)), draft, 1)


def test_features_name_the_rule_the_voice_and_the_words_without_their_figures() -> None:
    told = features(proposal())
    assert {"rule en-will-self", "voice government", "act publish", "actor self", "year"} <= told
    assert not any("12" in feature or "2030" in feature for feature in told)


def test_features_do_not_hang_on_the_order_they_are_asked_for() -> None:
    assert features(proposal()) == features(proposal())
    assert features(proposal()) != features(proposal(rule="en-will-other"))


@given(st.text(max_size=300), st.sampled_from(list(Lang)), st.integers(0, 300))
def test_features_of_any_text_are_lines_that_can_be_shown(unit: str, lang: Lang, act: int) -> None:
    for feature in features(proposal(unit, lang=lang, act=min(act, len(unit)))):
        assert feature.isprintable()
        assert len(feature) < 400


def test_a_probability_is_the_logistic_of_the_weights_that_count() -> None:
    judge = Scorer({"a": 1.5, "b": -2.0, "c": 9.0}, 0.25, 0.5)
    assert judge.probability({"a", "b", "unknown"}) == pytest.approx(1 / (1 + math.exp(0.25)))
    assert judge.reasons({"a", "b", "unknown"}) == [("b", -2.0), ("a", 1.5)]


@given(st.lists(st.floats(-3, 3), min_size=2, max_size=40), st.randoms(use_true_random=False))
def test_a_probability_does_not_hang_on_the_order_of_the_features(weights: list[float], chance: Random) -> None:
    """They are a set, whose order is another in each process."""
    judge = Scorer({str(number): weight for number, weight in enumerate(weights)}, 0.1, 0.5)
    told = list(judge.weights)
    chance.shuffle(told)
    assert judge.probability(told) == judge.probability(judge.weights)


def test_no_weight_makes_it_overflow() -> None:
    assert Scorer({"a": 1e6}, 0.0, 0.5).probability({"a"}) == pytest.approx(1.0)
    assert Scorer({"a": -1e6}, 0.0, 0.5).probability({"a"}) == pytest.approx(0.0)


@pytest.mark.parametrize("lang", list(Lang))
def test_the_weights_that_are_shipped_are_whole(lang: Lang) -> None:
    judge = scorer(lang)
    assert 0.2 <= judge.threshold <= 0.8
    assert len(judge.weights) > 100
    assert all(math.isfinite(weight) for weight in judge.weights.values())
