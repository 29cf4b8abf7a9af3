"""What tests of the corpus share."""

import pytest

from corpus import commitments
from corpus.database import Corpus
from corpus.rows import CommitmentFilter
from tests.corpus.stated import WORDS, Make, Put, keep, statement


@pytest.fixture
def three(corpus: Corpus, put: Put, make_document: Make) -> list[str]:
    """One commitment stated three times, oldest first."""
    refs = []
    with corpus.write() as session:
        for at, words in enumerate(WORDS):
            keep(session, put, statement(make_document, at))
            refs.append(next(row.ref for row in commitments.listing(session, CommitmentFilter()) if row.quote == words))
    return refs
