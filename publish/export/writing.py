"""Files and folders that are written whole or not at all: beside their place, and put there when all is in them."""

import contextlib
import json
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import AddewidError, UsageProblem
from publish.export.text import plain

DESCRIPTOR = "datapackage.json"
"""The file of a folder that names all others in it."""

_TRIES = 20

_OF_DISKS = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")
"""Errors of SQLite that are none of the program's."""


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A path to write to, whose file takes the place of ``path`` at the end; the file there keeps its mode.

    Raises AddewidError where it cannot be written; then, as after any error, nothing has changed.
    """
    at = path.resolve()
    if at.is_dir():
        raise UsageProblem("{path} is a folder; name a file in it.", path=_shown(path))
    draft = _beside(at)
    with _told(path):
        try:
            draft.touch(exist_ok=False)
            yield draft
            _sync(draft)
            if at.exists():
                draft.chmod(at.stat().st_mode & 0o7777)
            draft.replace(at)
        finally:
            draft.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A folder to write into, which takes the place of ``path`` at the end.

    What stands there must be an earlier folder of this kind, or nothing: UsageProblem is raised for a folder that holds
    anything else. Raises AddewidError where it cannot be written; then, as after any error, nothing has changed.
    """
    at = path.resolve()
    _unless_anothers(path, at)
    draft = _beside(at)
    with _told(path):
        try:
            draft.mkdir()
            yield draft
            for file in draft.iterdir():
                _sync(file)
            _put(draft, at)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def _put(draft: Path, at: Path) -> None:
    """Put a folder in its place; another process may be doing the same, and then one of both stays there, whole."""
    for _ in range(_TRIES):
        with contextlib.suppress(FileExistsError, OSError):
            draft.rename(at)  # onto nothing, or onto an empty folder
            return
        aside = _beside(at)
        with contextlib.suppress(FileNotFoundError):
            at.rename(aside)
            shutil.rmtree(aside, ignore_errors=True)
    draft.rename(at)


def _unless_anothers(path: Path, at: Path) -> None:
    """Raise UsageProblem where there is something that was not written here."""
    if not at.exists():
        return
    if not at.is_dir():
        raise UsageProblem("{path} is a file; name a folder.", path=_shown(path))
    with _told(path):
        there = {each.name for each in at.iterdir()}
    if there - _named(at / DESCRIPTOR):
        raise UsageProblem(
            "{path} holds other files, which an export would take away; name a new folder.", path=_shown(path)
        )


def _named(descriptor: Path) -> set[str]:
    """The names of the files that a data package consists of."""
    try:
        told = json.loads(descriptor.read_bytes())
        return {DESCRIPTOR, *(str(each["path"]) for each in told["resources"])}
    except (OSError, ValueError, LookupError, TypeError):
        return set()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say in a sentence what the system says."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        if isinstance(error, sqlite3.Error) and not error.sqlite_errorname.startswith(_OF_DISKS):
            raise
        raise AddewidError(
            "{path} cannot be written ({error}), so nothing was changed; see that there is room and that the folder "
            "is yours, and try again.",
            path=_shown(path),
            error=getattr(error, "strerror", None) or error,
        ) from error


def _beside(at: Path) -> Path:
    """A name beside that of a file, which nothing has."""
    return at.with_name(f".{at.name[:100]}.{secrets.token_hex(6)}")


def _sync(file: Path) -> None:
    """Have a file written to the disk before it is put in its place."""
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _shown(path: Path) -> str:
    return plain(str(path))
