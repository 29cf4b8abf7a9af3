"""Backing up: the corpus as it is at one moment, the archive behind it, settings and views, in one file.

What can be made again is left out: the search index. So is the address of a database.
"""

import io
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO

from filelock import FileLock, Timeout
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from addewid import settings
from addewid.pipeline.keeping.moving import settle
from addewid.pipeline.keeping.packed import ARCHIVE, CORPUS, SETTINGS, VIEWS, Manifest, Packing
from addewid.pipeline.keeping.steps import Steps, pieces
from addewid.workspace import Workspace
from corpus import copying, database
from corpus.errors import AddewidError, CorpusBusy, UsageProblem
from corpus.models import Capture


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was written: its manifest, its bytes as a file, and what it could not hold.

    ``missing`` archive files hold captures that the corpus knows and that are not in this home's archive.
    """

    file: Path
    size: int
    manifest: Manifest
    missing: tuple[str, ...]
    address_left: bool


def make(workspace: Workspace, file: Path, *, replace: bool) -> Made:
    """Write a backup to ``file``: it is there whole, or not at all.

    Raises UsageProblem where there is something already, unless it is to be replaced, and where there is nothing to
    back up; CorpusBusy when the corpus is being written for too long.
    """
    _refuse(file, replace)
    corpus = workspace.corpus
    try:
        with _scratch(file) as folder, corpus.read() as session:
            with corpus.write():  # nobody adds to the archive while this is held
                database.revision(session)  # what the session sees, it sees from now on
                sizes = {name: (workspace.archive.folder / name).stat().st_size for name in workspace.archive.files()}
            if not sizes and copying.is_empty(session):
                raise UsageProblem(f"There is nothing to back up: the corpus at {corpus.named} is empty.")
            facts = copying.facts(session)
            _copy(workspace, session, folder / CORPUS)
            missing = _missing(session, sizes)
            packed = folder / "backup.zip"
            with packed.open("xb") as out:
                manifest = _pack(workspace, out, folder / CORPUS, sizes, facts)
                out.flush()
                os.fsync(out.fileno())
            _refuse(file, replace)
            size = packed.stat().st_size
            packed.replace(file)
            settle(file.parent)
    except OSError as error:
        raise AddewidError(
            f"{file} could not be written ({error.strerror or error}); nothing of it is left: make room, or name "
            "another file."
        ) from error
    return Made(file, size, manifest, missing, bool(workspace.settings.database))


def _refuse(file: Path, replace: bool) -> None:
    if file.exists() and not replace:
        raise UsageProblem(f"{file} is there already; name another file, or say --replace.")
    if not file.parent.is_dir():
        raise UsageProblem(f"The folder {file.parent} is not there; make it first.")


@contextmanager
def _scratch(file: Path) -> Iterator[Path]:
    """A folder beside a file, for what is to become it. What a killed run left there is removed."""
    folder = file.with_name(f"{file.name}.partial")
    folder.mkdir(exist_ok=True)
    lock = FileLock(folder / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise CorpusBusy(f"{file} is being written by another process; wait for it to finish.") from error
    try:
        for left in (CORPUS, f"{CORPUS}-wal", f"{CORPUS}-shm", "backup.zip"):
            (folder / left).unlink(missing_ok=True)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()


def _copy(workspace: Workspace, session: Session, target: Path) -> None:
    unit = "rows" if workspace.corpus.shared else "pages"
    with workspace.narrator.task("Copying the corpus", None, unit) as task:
        copying.save(session, target, Steps(task))


def _missing(session: Session, sizes: dict[str, int]) -> tuple[str, ...]:
    ends = select(Capture.archive, func.max(Capture.archive_offset + Capture.archive_length)).group_by(Capture.archive)
    return tuple(sorted(name for name, end in session.execute(ends) if sizes.get(name, 0) < end))


def _pack(workspace: Workspace, out: IO[bytes], copy: Path, sizes: dict[str, int], facts: copying.Facts) -> Manifest:
    packing, size = Packing(out), copy.stat().st_size
    told = workspace.paths.settings
    total = pieces(size) + sum(map(pieces, sizes.values()))
    with workspace.narrator.task("Packing", total, "MB") as task:
        with copy.open("rb") as stream:
            packing.add(CORPUS, stream, size, task.advance)
        for name, length in sizes.items():
            with (workspace.archive.folder / name).open("rb") as stream:
                packing.add(f"{ARCHIVE}{name}", stream, length, task.advance)
    if told.exists() and (words := settings.portable(told).encode()):
        packing.add(SETTINGS, io.BytesIO(words), len(words), lambda: None)
    if workspace.paths.views.exists():
        views = workspace.paths.views.read_bytes()
        packing.add(VIEWS, io.BytesIO(views), len(views), lambda: None)
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    return packing.close(made_at, version("addewid"), database.SCHEMA, facts)
