"""Adding files: bytes into the archive, passages into the corpus.

A capture is marked complete when all its documents are in. A killed run leaves it incomplete, and the next run reads
the file again; what was in already is recognised by its text.
"""

import hashlib
import mimetypes
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from addewid.workspace import Workspace
from corpus import documents, readers
from corpus.documents import Added, Novelty
from corpus.errors import UnreadableDocument
from corpus.models import Capture, Version
from corpus.types import ReadDocument
from crawlers.archive import Archive, Place

BATCH = 100
"""Documents of one file that are stored in one transaction."""


@dataclass(slots=True)
class Outcome:
    """What adding came to. ``problems`` are sentences, one a file that could not be read whole."""

    added: list[Added] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    left_out: int = 0

    def count(self, novelty: Novelty) -> int:
        """How many documents were new, new versions, or there already."""
        return sum(added.novelty is novelty for added in self.added)


def add(
    workspace: Workspace, paths: Iterable[Path], given: readers.Given | None = None, *, collection: str = ""
) -> Outcome:
    """Add files, and folders of files; a file that cannot be read is reported and the others go on."""
    outcome = Outcome()
    left_out: list[Path] = []
    files = list(files_of(paths, outcome.problems, left_out))
    outcome.left_out = len(left_out)
    with workspace.narrator.task("Adding", len(files), "files") as task:
        for file in files:
            try:
                for added in _add_file(workspace, file, given or readers.Given(), outcome, collection):
                    outcome.added.append(added)
            except UnreadableDocument as problem:
                outcome.problems.append(str(problem))
                workspace.narrator.warn(str(problem))
            task.advance()
    return outcome


def files_of(paths: Iterable[Path], problems: list[str], left_out: list[Path] | None = None) -> Iterator[Path]:
    """Files named, and those in folders named that can be read; folders that cannot be opened are ``problems``."""

    def unreadable(error: OSError) -> None:
        what = f"the folder cannot be opened ({error.strerror})"
        problems.append(str(UnreadableDocument(str(error.filename), what, "check who may read it")))

    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, folders, names in os.walk(path, onerror=unreadable):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                file = Path(folder) / name
                if readers.can_read(file):
                    yield file
                elif left_out is not None:
                    left_out.append(file)


def _add_file(
    workspace: Workspace, file: Path, given: readers.Given, outcome: Outcome, collection: str
) -> Iterator[Added]:
    size, digest = _measure(file)
    address = file.resolve().as_uri()
    with workspace.corpus.read() as session:
        known = _known(session, address, digest)
        if known is not None:
            if given != readers.Given():
                outcome.warnings.append(f"{file.name} is there already, so what was said of it now was not used.")
            yield from documents.of_capture(session, known)
            return
    found = readers.read(file, given, limit=workspace.settings.largest_file)
    first = next(found, None)
    if first is None:
        raise UnreadableDocument(file, "nothing in it could be read", "check that it holds text")
    stream, capture_id, done = chain([first], found), None, False
    while not done:
        batch, problem = _next_batch(stream)
        done = len(batch) < BATCH
        with workspace.corpus.write() as session:
            if capture_id is None:
                capture = _capture(session, workspace.archive, file, address, digest, size)
                capture_id = capture.id
            capture = session.get_one(Capture, capture_id)
            added = [
                documents.add(session, read, capture=capture, fallback=address, collection=collection) for read in batch
            ]
            capture.complete = done and problem is None
        outcome.warnings.extend(f"{file.name}: {warning}" for read in batch for warning in read.warnings)
        outcome.warnings.extend(_replacements(file, address, batch, added))
        yield from added
        if problem is not None:
            raise problem


def _replacements(file: Path, address: str, batch: list[ReadDocument], added: list[Added]) -> Iterator[str]:
    """A sentence for each text that replaced one which was not an earlier state of the same file."""
    for read, one in zip(batch, added, strict=True):
        if one.replaced and (one.replaced != address or read.source_id in _twice(batch)):
            yield f"{file.name}: {one.key} replaced a text of the same id, from {one.replaced}."


def _twice(batch: list[ReadDocument]) -> set[str]:
    seen = Counter((read.source_id, read.lang) for read in batch if read.source_id)
    return {source_id for (source_id, _), many in seen.items() if many > 1}


def _next_batch(stream: Iterator[ReadDocument]) -> tuple[list[ReadDocument], UnreadableDocument | None]:
    """The next documents of a file, and what went wrong after them: those read before a fault stay read."""
    batch: list[ReadDocument] = []
    try:
        for read in islice(stream, BATCH):
            batch.append(read)
    except UnreadableDocument as problem:
        return batch, problem
    return batch, None


def _measure(file: Path) -> tuple[int, str]:
    """Size and SHA-256 of a file. Raises UnreadableDocument when it cannot be opened or is empty."""
    try:
        size = file.stat().st_size
        if not size:
            raise UnreadableDocument(file, "the file is empty", "check that it was saved or downloaded whole")
        with file.open("rb") as stream:
            return size, hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableDocument(
            file, f"the file cannot be opened ({error.strerror})", "check its name and who may read it"
        ) from error


def _known(session: Session, address: str, digest: str) -> int | None:
    """The capture that already holds this file whole: the last from its address, or, for a new address, any."""
    last = session.scalar(select(Capture).where(Capture.address == address).order_by(Capture.id.desc()).limit(1))
    if last is None:
        # A copy of a file since changed is not there already: its text is no longer the current one.
        stale = exists().where(Version.capture_id == Capture.id, ~Version.current)
        last = session.scalar(select(Capture).where(Capture.sha256 == digest, Capture.complete, ~stale).limit(1))
    return last.id if last is not None and last.complete and last.sha256 == digest else None


def _capture(session: Session, archive: Archive, file: Path, address: str, digest: str, size: int) -> Capture:
    """The unfinished capture of this file from an interrupted run, or a new one, its bytes in the archive."""
    unfinished = select(Capture).where(Capture.address == address, Capture.sha256 == digest, ~Capture.complete)
    capture = session.scalar(unfinished)
    if capture is not None:
        return capture
    now = datetime.now(UTC)
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    place = _archived(session, digest)
    if place is None:
        with file.open("rb") as payload:
            last = _last_place(session)
            place = archive.keep(payload, address=address, media_type=media_type, at=now, after=last)
    capture = Capture(
        sha256=digest,
        size=size,
        media_type=media_type,
        address=address,
        captured_at=now,
        archive=place.file,
        archive_offset=place.offset,
        archive_length=place.length,
        complete=False,
    )
    session.add(capture)
    session.flush()
    return capture


def _archived(session: Session, digest: str) -> Place | None:
    capture = session.scalar(select(Capture).where(Capture.sha256 == digest).limit(1))
    return Place(capture.archive, capture.archive_offset, capture.archive_length) if capture else None


def _last_place(session: Session) -> Place | None:
    last = session.scalar(select(Capture).order_by(Capture.archive.desc(), Capture.archive_offset.desc()).limit(1))
    return Place(last.archive, last.archive_offset, last.archive_length) if last else None
