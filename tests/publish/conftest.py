"""A small judged corpus for tests of what is published, made once and copied."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.database import Corpus
from tests.publish.judged import judge_some
from tests.tui.filled import Filled, Put


@pytest.fixture(scope="session")
def judged_database(tmp_path_factory: pytest.TempPathFactory, put: Put) -> Path:
    """A corpus of which people have judged some promises; nobody writes to it."""
    path = tmp_path_factory.mktemp("judged") / "corpus.db"
    corpus = Corpus(f"sqlite:///{path}")
    judge_some(corpus, put)
    corpus.close()
    return path


@pytest.fixture
def judged(judged_database: Path, tmp_path: Path) -> Iterator[Filled]:
    """That corpus, to do with as one likes."""
    shutil.copy(judged_database, tmp_path / "judged.db")
    corpus = Corpus(f"sqlite:///{tmp_path / 'judged.db'}")
    yield Filled(corpus)
    corpus.close()
