"""What tests of exports share: a corpus with a bit of everything, made once and only read."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.database import Corpus
from tests.publish.exports.exported import Put, fill


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory, empty_database: Path, put: Put) -> Iterator[Corpus]:
    path = tmp_path_factory.mktemp("full") / "corpus.db"
    shutil.copy(empty_database, path)
    opened = Corpus(f"sqlite:///{path}")
    fill(opened, put)
    yield opened
    opened.close()
