"""Files for a moment leave nothing, also where their process was killed."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawlers import scratch

KILLED = """
import os, signal
from crawlers import scratch
with scratch.folder() as folder:
    (folder / "big.pdf").write_bytes(b"x" * 1000)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield tmp_path


def test_a_folder_is_gone_afterwards(temporary: Path) -> None:
    with scratch.folder() as folder:
        (folder / "a").write_text("a")
        assert folder.parent == temporary
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="a process is killed as POSIX has it")
def test_what_a_killed_process_left_is_cleared_away_and_what_is_in_use_is_not(temporary: Path) -> None:
    theirs = temporary / "addewid-of-somebody"
    theirs.mkdir()
    with scratch.folder() as mine:
        environment = {**os.environ, "TMPDIR": str(temporary)}
        for _ in range(2):
            killed = subprocess.run([sys.executable, "-c", KILLED], env=environment, check=False)
            assert killed.returncode == -signal.SIGKILL
        left = [folder for folder in temporary.iterdir() if folder not in {theirs, mine}]
        assert len(left) == 1, "the second cleared away what the first left"
        assert mine.is_dir()
    scratch._sweep.cache_clear()
    with scratch.folder() as folder:
        assert set(temporary.iterdir()) == {theirs, folder}, "without a lock nobody knows whose it is"
