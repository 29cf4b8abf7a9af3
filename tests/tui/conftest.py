"""The app, open on a small corpus."""

import contextlib
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from addewid.pipeline.timeline import telling
from corpus import versions
from corpus.database import Corpus
from corpus.types import ReadDocument
from tests.tui.driving import Drive, Driven, settle
from tests.tui.filled import HUBS, TODAY, WHO, Filled, Searched
from tui.app import AddewidApp
from tui.desk import Desk

KINDS = ("empty", "filled", "decided")
"""Corpora to be had, each with what the one before has."""


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory, put: Callable[[Session, ReadDocument], versions.Added]) -> Path:
    """A folder with a corpus that is empty, one that is filled and one where something is decided.

    Each is made once, and copied for every test.
    """
    folder = tmp_path_factory.mktemp("templates")
    for name in KINDS:
        corpus = Corpus(f"sqlite:///{folder / name}.db")
        if name != "empty":
            Filled.fill(corpus, put)
        if name == "decided":
            filled = Filled(corpus)
            filled.judge(HUBS, "stalled", filled.links()[0])
        corpus.close()
    return folder


@pytest.fixture
def corpus(request: pytest.FixtureRequest, tmp_path: Path, templates: Path) -> Iterator[Corpus]:
    """A corpus of this test's own, with what it asks for; else an empty one."""
    name = next((name for name in reversed(KINDS) if name in request.fixturenames), "empty")
    shutil.copy(templates / f"{name}.db", tmp_path / "corpus.db")
    opened = Corpus(f"sqlite:///{tmp_path / 'corpus.db'}")
    yield opened
    opened.close()


@pytest.fixture
def filled(corpus: Corpus) -> Filled:
    return Filled(corpus)


@pytest.fixture
def decided(filled: Filled) -> Filled:
    """The same corpus after somebody found that the hubs have stalled."""
    return filled


@pytest.fixture
def search(corpus: Corpus, tmp_path: Path) -> Iterator[Searched]:
    """The index of that corpus, made when it is first asked."""
    searched = Searched(tmp_path / "index", corpus)
    yield searched
    searched.close()


@pytest.fixture
def app(corpus: Corpus, search: Searched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AddewidApp:
    """The app; what it shows depends on no clock, and on nothing of the terminal that the tests run in."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    state = tmp_path / "state.json"
    state.write_text('{"place": "promises"}')
    desk = Desk(corpus, search, WHO, lambda: TODAY, timeline=telling(corpus, search, lambda: TODAY))
    made = AddewidApp(desk, asked=tmp_path / "asked.txt", state=state)
    made.animation_level = "none"
    return made


@pytest.fixture
def drive(app: AddewidApp) -> Drive:
    """Open the app in a terminal of a size, and wait for its first screen."""

    @contextlib.asynccontextmanager
    async def opened(size: tuple[int, int] = (80, 24)) -> AsyncIterator[Driven]:
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            yield Driven(pilot)

    return opened
