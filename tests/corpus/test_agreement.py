"""Agreement beyond chance: worked examples that others published, and what must not make a difference."""

from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.agreement import alpha, kappa

CODES = st.sampled_from("abc")
PAIRS = st.lists(st.tuples(CODES, CODES), max_size=40)
THINGS = st.lists(st.lists(CODES, max_size=5), max_size=25)


def of_table(rows: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """The pairs that a table counts: its rows are one coder's codes, its columns the other's."""
    return [(one, other) for one, row in enumerate(rows) for other, count in enumerate(row) for _ in range(count)]


def of_coders(*coders: str) -> list[list[str]]:
    """The codes of each thing, from a line of codes by each coder; a dot is one that is missing."""
    return [[code for code in column if code != "."] for column in zip(*coders, strict=True)]


def test_kappa_of_artsteins_and_poesios_example() -> None:
    """Inter-coder agreement for computational linguistics (2008), table 1: 70 of 100 agree, where chance gives 54."""
    assert kappa(of_table([[20, 20], [10, 50]])) == pytest.approx(0.348, abs=0.0005)


def test_kappa_of_the_textbook_example() -> None:
    """Fifty applications, two readers: both yes 20, both no 15, yes-no 5, no-yes 10. Agreement 0.7, chance 0.5."""
    assert kappa(of_table([[20, 5], [10, 15]])) == pytest.approx(0.4)


def test_kappa_where_it_ends() -> None:
    assert kappa([]) is None
    assert kappa([("a", "a")]) is None
    assert kappa([("a", "a")] * 3) is None
    assert kappa([("a", "b")] * 3) == 0
    assert kappa([("a", "a"), ("b", "b")]) == 1
    assert kappa([("a", "b"), ("b", "a")]) == -1


@pytest.mark.parametrize(
    ("coders", "told"),
    [
        (("0100000010", "1110010000"), 0.095),  # section A: two coders, two values
        (("aabbdcccedda", "babbbccceddd"), 0.692),  # section B: five values
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),  # section C: some left out
    ],
)
def test_alpha_of_krippendorffs_examples(coders: tuple[str, ...], told: float) -> None:
    """Computing Krippendorff's alpha-reliability (2011): A, B, and C, where four coders left some things out."""
    assert alpha(of_coders(*coders)) == pytest.approx(told, abs=0.0005)


def test_alpha_of_three_coders_who_left_out_more_than_half() -> None:
    """The worked example of the encyclopaedias: 15 things, of which one has no code and one only a single one."""
    coders = (".....34121133.3", "1.213343.......", "..21344.21133.4")
    assert alpha(of_coders(*coders)) == pytest.approx(0.691, abs=0.0005)


def test_alpha_where_it_ends() -> None:
    assert alpha([]) is None
    assert alpha([["a"], ["b"], []]) is None
    assert alpha([["a", "a"], ["a", "a", "a"]]) is None
    assert alpha([["a", "a"], ["b", "b"]]) == 1
    assert alpha([["a", "b"]]) == 0


@given(PAIRS)
def test_kappa_minds_neither_names_nor_order_nor_who_is_first(pairs: list[tuple[str, str]]) -> None:
    told = kappa(pairs)
    assert kappa(pairs[::-1]) == told
    assert kappa([(other, one) for one, other in pairs]) == told
    for names in permutations("abc"):
        renamed = dict(zip("abc", names, strict=True))
        assert kappa([(renamed[one], renamed[other]) for one, other in pairs]) == told
    assert (told is None) == (len({code for pair in pairs for code in pair}) < 2)
    assert told is None or -1 <= told <= 1


@given(PAIRS)
def test_kappa_is_one_when_both_agree(pairs: list[tuple[str, str]]) -> None:
    told = kappa([(one, one) for one, _ in pairs])
    assert told == (1 if len({one for one, _ in pairs}) > 1 else None)


@given(THINGS)
def test_alpha_minds_neither_names_nor_order_nor_who_is_first(things: list[list[str]]) -> None:
    told = alpha(things)
    shuffled = [sorted(thing) for thing in reversed(things)]
    assert alpha(shuffled) == (None if told is None else pytest.approx(told))
    for names in permutations("xyz"):
        renamed = dict(zip("abc", names, strict=True))
        assert alpha([[renamed[code] for code in thing] for thing in things]) == (
            None if told is None else pytest.approx(told)
        )
    assert told is None or told <= 1


@given(THINGS, CODES)
def test_alpha_does_not_mind_what_only_one_coder_coded(things: list[list[str]], code: str) -> None:
    assert alpha([*things, [code], []]) == alpha(things)


@given(PAIRS)
def test_alpha_of_two_coders_by_its_definition(pairs: list[tuple[str, str]]) -> None:
    """One less the pairs of codes that differ within things, over those that differ among all codes drawn in pairs."""
    codes = [code for pair in pairs for code in pair]
    drawn = list(permutations(codes, 2))
    expected = sum(one != other for one, other in drawn) / len(drawn) if drawn else 0
    observed = sum(one != other for one, other in pairs) / len(pairs) if pairs else 0
    assert alpha(pairs) == (pytest.approx(1 - observed / expected) if expected else None)


@given(THINGS)
def test_alpha_is_one_when_all_agree(things: list[list[str]]) -> None:
    agreed = [thing[:1] * len(thing) for thing in things]
    several = len({thing[0] for thing in agreed if len(thing) > 1}) > 1
    assert alpha(agreed) == (1 if several else None)
