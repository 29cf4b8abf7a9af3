"""What is published says of what day and corpus it is, and how much of it people decided."""

from collections.abc import Callable
from datetime import date

import pytest

from corpus.codebook import Lang
from corpus.database import Corpus
from corpus.language import use
from corpus.types import ReadDocument
from publish.stamp import stamp
from tests.corpus.accounted import filled


@pytest.mark.databases
def test_it_counts_what_people_decided(
    corpus: Corpus, put: Callable[..., object], make_document: Callable[..., ReadDocument]
) -> None:
    filled(corpus, put, make_document)  # type: ignore[arg-type]
    with corpus.read() as session:
        today, before = stamp(session, date(2026, 11, 22)), stamp(session, date(2021, 1, 1))
    assert (today.total, today.decided, today.not_assessed, today.confirmed) == (1, 1, 0, 1)
    assert (before.decided, before.not_assessed) == (0, 1)
    assert today.revision == corpus.revision()


def test_an_empty_corpus_says_so_in_both_languages(corpus: Corpus) -> None:
    with corpus.read() as session:
        empty = stamp(session, date(2026, 5, 3))
    english = " ".join(empty.lines())
    assert "3 May 2026" in english
    assert "0 promises" in english
    use(Lang.CY)
    assert "3 Mai 2026" in " ".join(empty.lines())
