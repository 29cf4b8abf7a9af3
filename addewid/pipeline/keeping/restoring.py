"""Restoring a backup: all that is in it is unpacked beside its place and checked, and only then moved there.

What was there is moved aside, never removed. A restoration that is killed before its moves changes nothing; one that is
killed among them is finished by the next.
"""

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import URL

from addewid.pipeline.keeping import moving
from addewid.pipeline.keeping.moving import Move, Plan
from addewid.pipeline.keeping.packed import CORPUS, PIECE, Backup, Manifest
from addewid.pipeline.keeping.places import InFile, OnServer, Standing, place
from addewid.pipeline.keeping.staging import Staging
from addewid.pipeline.keeping.steps import pieces
from addewid.workspace import Workspace
from corpus import database
from corpus.copying import NOTHING, Lacking
from corpus.errors import AddewidError, CorpusBusy, UsageProblem


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restoration came to: where the corpus is now, and where what was there before is.

    ``lacking`` is what that held and the backup does not. ``archive_left`` and ``settings_left``: what was here stayed,
    the archive because all of the backup's is in it. ``resumed``: these were the last steps of one that was killed.
    """

    manifest: Manifest
    into: str
    aside: tuple[str, ...] = ()
    lacking: Lacking = NOTHING
    archive_left: bool = False
    settings_left: bool = False
    resumed: bool = False


def restore(workspace: Workspace, file: Path, *, over: bool) -> Restored:
    """Put a backup in its place; ``over`` a corpus that is there, which is then set aside.

    Raises UsageProblem for what is no backup, and where there is a corpus that may not be set aside; CorpusDamaged for
    a backup that is not whole or was made by a newer version; CorpusBusy while somebody has the corpus open.
    """
    home = workspace.paths.home
    address = workspace.settings.database or URL.create("sqlite", database=str(workspace.paths.database))
    to = place(database.understood(address), home, workspace.narrator)
    try:
        home.mkdir(parents=True, exist_ok=True)
        with _alone(home), closing(Backup(file, database.SCHEMA)) as backup:
            staging = Staging(backup, workspace.paths.restoring, to.folder / workspace.paths.restoring.name)
            return _finished(workspace, backup, to, staging) or _restored(workspace, backup, to, staging, over)
    except OSError as error:
        raise AddewidError(
            f"{file.name} could not be restored into {home} ({error.strerror or error}); mend that and try again."
        ) from error


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    lock = FileLock(home / "addewid-restoring.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise CorpusBusy(f"Another process is restoring into {home}; wait for it to finish.") from error
    try:
        yield
    finally:
        lock.release()


def _finished(workspace: Workspace, backup: Backup, to: InFile | OnServer, staging: Staging) -> Restored | None:
    """Finish or forget what was interrupted here; what it came to, where it was of the same backup."""
    file = workspace.paths.plan
    plan = moving.read(file)
    if plan is None or not to.came_through(plan):
        file.unlink(missing_ok=True)
        staging.forget()
        return None
    plan.carry_out(file)
    staging.forget()
    if plan.backup == backup.manifest.members[CORPUS].sha256:
        return Restored(backup.manifest, to.named, plan.aside, plan.lacking, resumed=True)
    workspace.narrator.warn("The restoration of another backup, which was interrupted here, was finished first.")
    return None


def _restored(workspace: Workspace, backup: Backup, to: InFile | OnServer, staging: Staging, over: bool) -> Restored:
    manifest, paths = backup.manifest, workspace.paths
    try:
        staging.begin()
        with workspace.narrator.task("Unpacking", pieces(manifest.size), "MB") as task:
            staging.unpack_corpus(task.advance)
            with staging.opened() as unpacked:
                standing = to.standing(unpacked)
            covered = not standing.there and _covers(paths.archive, manifest)
            if not over:
                _refuse(backup, to, standing)
                if not covered and _is_filled(paths.archive):
                    raise UsageProblem(
                        f"{paths.archive} holds what {backup.named} does not know; to move it aside, say --replace."
                    )
            if not covered:
                staging.unpack_archive(task.advance)
            staging.unpack_settings()
            staging.unpack_views()
        settings_left = staging.settings.exists() and paths.settings.exists()
        stamp = _stamp(paths.home)
        plan = Plan(manifest.members[CORPUS].sha256, *_moves(workspace, staging, stamp, covered=covered))
        plan = to.put(staging, plan, standing, lambda plan: plan.write(paths.plan), stamp)
        plan.carry_out(paths.plan)
        return Restored(manifest, to.named, plan.aside, plan.lacking, covered, settings_left)
    finally:
        if not paths.plan.exists():
            staging.forget()


def _refuse(backup: Backup, to: InFile | OnServer, standing: Standing) -> None:
    """See that no corpus is in the way."""
    if standing.unreadable:
        raise UsageProblem(f"{standing.unreadable} To move it aside and restore {backup.named}, say --replace.")
    if standing.held:
        more = (
            f"with {standing.lacking} that {backup.named} lacks"
            if standing.lacking
            else f"all of whose judgements and decisions are in {backup.named}"
        )
        raise UsageProblem(
            f"There is a corpus at {to.named} already, {more}; to move it aside and restore, say --replace."
        )


def _is_filled(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _covers(folder: Path, manifest: Manifest) -> bool:
    """Whether an archive begins with all that a backup's holds: files are only ever added to."""
    if not _is_filled(folder):
        return False
    for name, member in manifest.archive.items():
        file = folder / name
        if not file.is_file() or file.stat().st_size < member.size or _digest(file, member.size) != member.sha256:
            return False
    return True


def _digest(file: Path, size: int) -> str:
    """SHA-256 of the first bytes of a file."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while size and (piece := stream.read(min(PIECE, size))):
            digest.update(piece)
            size -= len(piece)
    return digest.hexdigest()


def _stamp(home: Path) -> str:
    """The time, as names say it; one that no name here has yet."""
    stamp = now = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    number = 1
    while (home / f"replaced-{stamp}").exists():
        number += 1
        stamp = f"{now}-{number}"
    return stamp


def _moves(
    workspace: Workspace, staging: Staging, stamp: str, *, covered: bool
) -> tuple[tuple[Move, ...], tuple[str, ...]]:
    """All moves but the corpus's, and where things are moved aside to. The index goes: it is made anew."""
    paths, moves = workspace.paths, list[Move]()
    aside = paths.home / f"replaced-{stamp}"
    if paths.index.exists():
        moves.append(Move(str(paths.index), str(paths.restoring / "index"), aside=True))
    clashing = not covered and _is_filled(paths.archive)
    if clashing:
        moves.append(Move(str(paths.archive), str(aside / paths.archive.name), aside=True))
    if not covered:
        moves.append(Move(str(staging.archive), str(paths.archive)))
    if staging.settings.exists() and not paths.settings.exists():
        moves.append(Move(str(staging.settings), str(paths.settings)))
    if staging.views.exists():
        if paths.views.exists():
            clashing = True
            moves.append(Move(str(paths.views), str(aside / paths.views.name), aside=True))
        moves.append(Move(str(staging.views), str(paths.views)))
    return tuple(moves), (str(aside),) if clashing else ()
