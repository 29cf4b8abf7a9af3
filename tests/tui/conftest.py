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


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory, put: Callable[[Session, ReadDocument], versions.Added]) -> Path:
    """A folder with a corpus that is empty and one that is filled, each made once and copied for every test."""
    folder = tmp_path_factory.mktemp("templates")
    for name in ("empty", "filled"):
        corpus = Corpus(f"sqlite:///{folder / name}.db")
        if name == "filled":
            Filled.fill(corpus, put)
        corpus.close()
    return folder


@pytest.fixture
def corpus(request: pytest.FixtureRequest, tmp_path: Path, templates: Path) -> Iterator[Corpus]:
    """A corpus of this test's own: a filled one for a test that asks for it, else an empty one."""
    name = "filled" if "filled" in request.fixturenames else "empty"
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
    audit = next(ref for ref in filled.links())
    filled.judge(HUBS, "stalled", audit)
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
