"""Plain words looked for in either language: written out with ~, and nothing else of the query touched."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UsageProblem
from index.query.crossing import crossed
from index.query.nodes import Across, sought
from index.query.parser import parse


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("co-production", "~co-production"),
        ("cyd-gynhyrchu", "~cyd-gynhyrchu"),
        ("health board", '~"health board"'),
        ("co-production OR well-being", "~co-production OR ~well-being"),
        ('"co-production" kind:act -well-being zebra', '"co-production" kind:act -well-being zebra'),
        ("(co-production)", "(~co-production)"),
        ("~co-production co-prod*", "~co-production co-prod*"),
        ("", ""),
    ],
)
def test_what_is_crossed_is_written_out(query: str, written: str) -> None:
    assert crossed(query) == written


PIECES = [*'abc ~"-():*', "OR", "co-production ", "health board ", "llesiant "]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_what_is_crossed_can_be_read_and_asks_no_less(pieces: list[str]) -> None:
    query = "".join(pieces)
    try:
        node = parse(query)
    except UsageProblem:
        return
    written = crossed(query)
    again = parse(written)
    assert (node is None) == (again is None)
    assert re.sub(r'[~"\s]', "", written) == re.sub(r'[~"\s]', "", query)
    if node is not None and again is not None:
        crossing = [sum(isinstance(leaf, Across) for leaf in sought(each)) for each in (node, again)]
        assert crossing[0] <= crossing[1]
