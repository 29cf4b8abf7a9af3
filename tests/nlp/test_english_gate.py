"""Which English units are read at all, and that anything can be: true offsets, linear time."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.codebook import DocumentKind
from nlp.context import Context, Voice
from nlp.english import grammar as english


def test_sparing_the_parser_only_leaves_units_out() -> None:
    context = Context(voice=Voice.MEMBER)
    assert english.candidate("We will speak again.", context) is None
    assert english.candidate("We will speak again.", context, sparing=False) is not None
    assert english.candidate("No cue here.", context, sparing=False) is None


PIECES = ["the Board", "will", "must", "We", "should", "publish", "a plan", ",", "and", "that", "—", "“", "”", "by"]
PIECES += ["May", "calls on", "is committed to", "our aim is", ".", "?", "not", "been", "have", "(a)", "it", "é", "İ"]
CUES = st.lists(st.sampled_from(PIECES), max_size=25)


@given(CUES, st.sampled_from([DocumentKind.ACT, DocumentKind.STATEMENT, DocumentKind.RECORD, DocumentKind.MOTION]))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_proposals_stand_at_their_offsets_in_anything(propose: Any, words: list[str], kind: DocumentKind) -> None:
    propose(" ".join(words) or ".", kind=kind, publisher="Welsh Government")
