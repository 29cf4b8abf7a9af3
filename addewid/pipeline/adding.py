"""Adding files: bytes into the archive, passages into the corpus."""

import hashlib
import mimetypes
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from addewid.workspace import Workspace
from corpus import documents, intake, readers, said, versions
from corpus.errors import UnreadableDocument
from corpus.models import Capture, Version
from corpus.versions import Added, Novelty
from crawlers.archive import Arrival, captures


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
            correction = _correction(known, given) if known.address == address else None
            if correction is None:
                if given != readers.Given() and known.address != address:
                    outcome.warnings.append(
                        f"{file.name} is there already, from {known.address}, so what was said of it now was not used; "
                        "say it of that one."
                    )
                yield from versions.of_capture(session, known.id)
                return
            given, collection = correction, str(known.facts.get("collection", ""))
    reading = intake.read_file(file, given, limit=workspace.settings.largest_file)

    def capture(session: Session) -> Capture:
        facts = {"given": said.as_facts(given), "collection": collection}
        with file.open("rb") as payload:
            return captures.keep(session, workspace.archive, _arrival(file, payload, size, digest, facts))

    for added in intake.take_in(
        workspace.corpus, reading, capture, name=file.name, warnings=outcome.warnings, collection=collection
    ):
        if added.novelty is Novelty.SAME:
            outcome.warnings += _unused(workspace, file, given, added)
        yield added


def _correction(known: Capture, given: readers.Given) -> readers.Given | None:
    """What is said of a file by now, where that is more or other than when it was added; else None."""
    before = known.facts.get("given", {})
    now = {**before, **said.as_facts(given)}
    return said.from_facts(now) if now != before else None


def _unused(workspace: Workspace, file: Path, given: readers.Given, added: Added) -> Iterator[str]:
    """A sentence when a document keeps the kind or date it had: they are its work's, which has other versions too."""
    with workspace.corpus.read() as session:
        row = documents.get(session, added.key, added.lang)
    told = [name for name in ("kind", "issued") if getattr(given, name) not in {None, getattr(row, name)}]
    if told:
        words = " and ".join("date" if name == "issued" else name for name in told)
        yield f"{file.name}: {added.key} keeps the {words} that it had."


def _arrival(file: Path, payload: BinaryIO, size: int, digest: str, facts: Mapping[str, object]) -> Arrival:
    return Arrival(
        address=file.resolve().as_uri(),
        payload=payload,
        size=size,
        sha256=digest,
        media_type=mimetypes.guess_type(file.name)[0] or captures.UNKNOWN_TYPE,
        at=datetime.now(UTC),
        facts=facts,
    )


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


def _known(session: Session, address: str, digest: str) -> Capture | None:
    """The capture that already holds this file whole: the last from its address, or, for a new address, any."""
    last = session.scalar(select(Capture).where(Capture.address == address).order_by(Capture.id.desc()).limit(1))
    if last is None:
        # A copy of a file since changed is not there already: its text is no longer the current one.
        stale = exists().where(Version.capture_id == Capture.id, ~Version.current)
        last = session.scalar(select(Capture).where(Capture.sha256 == digest, Capture.complete, ~stale).limit(1))
    return last if last is not None and last.complete and last.sha256 == digest else None
