"""No score on held-out documents may fall below its floor (``tests/gold/floor.json``)."""

from collections.abc import Callable

import pytest

from corpus.codebook import Lang
from corpus.errors import UsageProblem
from nlp import Tagger
from nlp.measuring.gold import GoldDocument
from nlp.measuring.measures import below
from tests.gold import floor


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger()


def fallen(name: str, documents: Callable[[Lang], list[GoldDocument]], lang: Lang, tagger: Tagger) -> list[str]:
    return below(floor.measured(documents(lang), tagger), floor.floors()[f"{name}/{lang}"])


@pytest.mark.parametrize("lang", list(Lang))
def test_nothing_fell_on_our_own_sentences(lang: Lang, tagger: Tagger) -> None:
    assert fallen("own", floor.own, lang, tagger) == []


@pytest.mark.slow
@pytest.mark.parametrize("lang", list(Lang))
def test_nothing_fell_on_real_sentences(lang: Lang, tagger: Tagger) -> None:
    try:
        told = fallen("real", floor.real, lang, tagger)
    except UsageProblem as problem:
        pytest.skip(str(problem))
    assert told == []


def test_every_language_has_floors_under_what_matters_most() -> None:
    told = floor.floors()
    assert told.keys() == {f"{name}/{lang}" for name in ("own", "real") for lang in Lang}
    for lang in Lang:
        assert told[f"own/{lang}"].keys() == set(floor.KEPT)
    assert all(0 <= score <= 1 for scores in told.values() for score in scores.values())
