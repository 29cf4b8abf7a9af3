"""A home that is filled once and copied for each test, and a backup of it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from addewid import paths
from addewid.narrator import Narrator
from addewid.pipeline.keeping.making import make
from addewid.workspace import Workspace
from tests.addewid.keeping.homes import fill

At = Callable[[Path], AbstractContextManager[Workspace]]


@contextmanager
def workspace_at(home: Path) -> Iterator[Workspace]:
    workspace = Workspace(paths.Paths(home), Narrator(quiet=True))
    try:
        yield workspace
    finally:
        workspace.close()


@pytest.fixture
def at() -> At:
    """The workspace of a home."""
    return workspace_at


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("filled")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ADDEWID_NAME", "Mair")
        patch.delenv("ADDEWID_DATABASE", raising=False)
        with workspace_at(folder / "home") as workspace:
            ref = fill(workspace, folder / "papers")
    return folder / "home", ref


@pytest.fixture
def ref(filled_once: tuple[Path, str]) -> str:
    """The promise in it."""
    return filled_once[1]


@pytest.fixture
def home(tmp_path: Path, filled_once: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a promise that was judged."""
    monkeypatch.setenv("ADDEWID_NAME", "Mair")
    monkeypatch.delenv("ADDEWID_DATABASE", raising=False)
    shutil.copytree(filled_once[0], tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def backup(home: Path, tmp_path: Path) -> Path:
    """A backup of it."""
    file = tmp_path / "backup.zip"
    with workspace_at(home) as workspace:
        make(workspace, file, replace=False)
    return file
