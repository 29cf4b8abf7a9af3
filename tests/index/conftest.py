"""What the tests of search share: an index over the test's own corpus, and a short way to fill and to ask it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus import versions
from corpus.database import Corpus
from corpus.types import ReadDocument
from index import Index, Results

Fill = Callable[..., versions.Added]
Ask = Callable[..., list[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def index(folder: Path, corpus: Corpus) -> Iterator[Index]:
    opened = Index(folder, corpus)
    yield opened
    opened.close()


@pytest.fixture
def fill(corpus: Corpus, make_document: Callable[..., ReadDocument], put: Callable[..., versions.Added]) -> Fill:
    """Put a document of these texts into the corpus: ``fill("a text", "another", lang=Lang.CY)``."""

    def fill_in(*texts: str, **facts: Any) -> versions.Added:
        with corpus.write() as session:
            return put(session, make_document(*texts, **facts))

    return fill_in


@pytest.fixture
def ask(index: Index) -> Ask:
    """The texts of the passages that a query finds, best first."""

    def ask_for(query: str, **more: Any) -> list[str]:
        return texts(index.search(query, **more))

    return ask_for


def texts(results: Results) -> list[str]:
    """The texts of the hits that hold all the words; of those that hold some, when none does."""
    every = [hit.passage.text for hit in results.hits if hit.all_words]
    return every or [hit.passage.text for hit in results.hits]
