"""Files for a moment. What a killed process leaves of them, the next one clears away."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from filelock import FileLock, Timeout

PREFIX = "addewid-"
LOCK = "in-use.lock"
"""Held in each folder by the process that uses it, and let go of by the system when that is killed."""


@contextmanager
def folder() -> Iterator[Path]:
    """A folder of one's own, gone afterwards."""
    _sweep(tempfile.gettempdir())
    with tempfile.TemporaryDirectory(prefix=PREFIX) as made, FileLock(Path(made) / LOCK):
        yield Path(made)


@cache
def _sweep(where: str) -> None:
    """Clear away, once in the life of a process, the folders whose processes are gone."""
    for lock in Path(where).glob(f"{PREFIX}*/{LOCK}"):
        try:
            if not _ours(lock.parent):
                continue
            with FileLock(lock, timeout=0):
                pass
        except (OSError, Timeout):  # in use, or cleared away by another process at this moment
            continue
        shutil.rmtree(lock.parent, ignore_errors=True)


def _ours(folder: Path) -> bool:
    """Whether nobody else can have put anything into a folder."""
    about = folder.lstat()
    return os.name != "posix" or (about.st_uid == os.getuid() and not about.st_mode & 0o022 and not folder.is_symlink())
