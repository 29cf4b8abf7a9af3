"""Running the real command in a process and a home of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from addewid.workspace import Workspace, opened


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Folder of a corpus that is not there yet."""
    return tmp_path / "home"


@pytest.fixture
def workspace(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """That corpus, opened in this process by Mair."""
    monkeypatch.setenv("ADDEWID_HOME", str(home))
    monkeypatch.setenv("ADDEWID_NAME", "Mair")
    with opened(quiet=True) as held:
        yield held


@pytest.fixture
def addewid(home: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run ``addewid`` with these arguments."""

    def run(*arguments: object, home: Path = home) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "addewid", *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "ADDEWID_HOME": str(home), "ADDEWID_NAME": "Mair"},
        )

    return run
