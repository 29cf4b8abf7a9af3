"""Which English units are read at all, and that anything can be: true offsets, linear time."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.types import Passage, TaggedSource, lay_out
from nlp.commitments import proposals
from nlp.context import Context, Voice
from nlp.english import grammar as english
from nlp.sentences import LONGEST


def test_a_member_promises_nothing_but_may_say_what_others_must_do() -> None:
    member = Context(voice=Voice.MEMBER)
    assert english.candidate("No cue here.", member) is None
    assert english.candidate("We will speak again.", member) is None
    assert english.candidate("We will speak again.", Context()) is not None
    assert english.candidate("The Government will publish the plan.", member) is not None
    assert english.candidate("They should publish the plan.", member) is not None
    assert english.candidate("You should publish the plan.", member) is not None


def test_may_binds_somebody_only_where_nobody_may() -> None:
    assert english.candidate("A body may publish a plan.", Context()) is None
    assert english.candidate("No body may publish a plan.", Context()) is not None


@pytest.mark.parametrize("word", ["must ", "we will, ", "(a) the council must; ", "The council must: (a) act. "])
def test_what_is_parsed_of_a_passage_is_no_more_than_a_few_times_its_length(word: str) -> None:
    """Seconds are for benchmarks/hostile.py; the parser takes as long as the text that it is given."""
    text = word * 5_000
    (passage,) = lay_out([Passage(text, 0, 0)])
    given = sum(len(place.candidate.text) for place in proposals.places(0, passage, Context()))
    assert given <= 2 * len(text)


@pytest.mark.parametrize("count", [100, 1_000])
def test_a_long_lead_is_parsed_with_each_item_only_in_part(count: int) -> None:
    item = Passage("publish a plan,", 0, 0, PassageKind.LIST_ITEM, lead="the council must publish " * 5_000 + "and:")
    source = TaggedSource("Items", Lang.EN, DocumentKind.ACT, lay_out([item] * count))
    given = sum(len(place.candidate.text) for place in proposals.all_places(source))
    assert given <= count * (LONGEST + len(item.text) + 1)


PIECES = ["the Board", "will", "must", "We", "should", "publish", "a plan", ",", "and", "that", "—", "“", "”", "by"]
PIECES += ["May", "calls on", "is committed to", "our aim is", ".", "?", "not", "been", "have", "(a)", "it", "é", "İ"]
CUES = st.lists(st.sampled_from(PIECES), max_size=25)


@given(CUES, st.sampled_from([DocumentKind.ACT, DocumentKind.STATEMENT, DocumentKind.RECORD, DocumentKind.MOTION]))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_proposals_stand_at_their_offsets_in_anything(propose: Any, words: list[str], kind: DocumentKind) -> None:
    propose(" ".join(words) or ".", kind=kind, publisher="Welsh Government")
