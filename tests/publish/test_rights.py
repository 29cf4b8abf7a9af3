"""Of a document that may not be handed on, only short quotations are."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.database import Corpus
from corpus.types import ReadDocument
from publish.rights import CUT, SHORT, Rights, rights

LONG = "We will publish the plan for carers. " * 40


@pytest.mark.databases
def test_sources_collections_and_documents_are_named(
    corpus: Corpus, put: Callable[..., object], make_document: Callable[..., ReadDocument]
) -> None:
    with corpus.write() as session:
        put(session, make_document(LONG, work="one"))
        put(session, make_document(LONG, work="two"))
    with corpus.read() as session:
        assert rights(session, ["one"]).short == {"one"}
        assert rights(session, []).short == rights(session, ["nobody"]).short == frozenset()


def test_what_is_free_is_given_whole() -> None:
    assert Rights().words("one", LONG) == LONG
    assert Rights(frozenset({"two"})).around("one", LONG, 3, 7) == LONG


def test_around_a_quotation_only_its_words_are_given() -> None:
    assert Rights(frozenset({"one"})).around("one", LONG, 3, 7) == LONG[3:7]


@given(st.text(max_size=2 * SHORT))
def test_what_is_cut_is_short_and_the_beginning(text: str) -> None:
    told = Rights(frozenset({"one"})).words("one", text)
    assert len(told) <= SHORT + len(CUT)
    assert told == text or text.startswith(told.removesuffix(CUT))
