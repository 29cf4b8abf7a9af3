"""The folder that a site stands in: what is new is made beside it, and put in its place when all of it is there.

A list of what is ours is kept in it, with what each file was made of: what is still the same is not made again, what is
gone is removed, and nothing else in the folder is touched.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from corpus.errors import AddewidError, CorpusBusy
from corpus.language import msg

MANIFEST, LOCK, STAGE = ".addewid-site.json", ".addewid-site.lock", ".addewid-site.new"
OURS = frozenset({MANIFEST, LOCK, STAGE})
FORMAT = 1

LARGE = 100_000
"""Bytes above which a page is called large."""

_PATH = re.compile(r"[\w-][\w.-]*(?:/[\w-][\w.-]*)*", re.ASCII)
_FOREIGN = msg("{folder} holds {name}, which is not of a site of Addewid; choose an empty folder, or move it away.")


@dataclass(frozen=True, slots=True)
class Known:
    """A file of the site: what it was made of, as a digest, and its size in bytes."""

    made_of: str
    size: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many files were ``written``, ``kept`` as they were, and ``removed``; and pages that are ``large``."""

    written: int
    kept: int
    removed: int
    large: tuple[str, ...]


class Folder:
    """A site's folder, while one process writes it."""

    def __init__(self, path: Path, before: dict[str, Known]) -> None:
        self._path = path
        self._stage = path / STAGE
        self._before = before
        self._now: dict[str, Known] = {}
        self._staged: list[str] = []
        self._made: set[Path] = set()

    def put(self, name: str, made_of: str, make: Callable[[], str | bytes]) -> None:
        """A file of the site, by its path in it. It is only made where it would be made of something else than before.

        Whoever gives the same name twice has made a mistake: ValueError.
        """
        if name in self._now or not _PATH.fullmatch(name):
            raise ValueError(f"{name} cannot be the name of a file, or not of another")
        digest = hashlib.sha256(made_of.encode(errors="backslashreplace")).hexdigest()[:24]
        known = self._before.get(name)
        if known is not None and known.made_of == digest and self._size(name) == known.size:
            self._now[name] = known
            return
        made = make()
        content = made.encode() if isinstance(made, str) else made
        self._now[name] = Known(digest, len(content))
        if known is None or self._size(name) != len(content) or (self._path / name).read_bytes() != content:
            draft = self._stage / name
            self._folder_of(draft)
            draft.write_bytes(content)
            self._staged.append(name)

    def size(self, name: str) -> int:
        """The size in bytes of a file that was put in."""
        return self._now[name].size

    def names(self) -> tuple[str, ...]:
        """The files that were put in so far."""
        return tuple(self._now)

    def finish(self) -> Outcome:
        """Put everything in its place: what is new first, and last what is gone, so that no link ever leads nowhere."""
        gone = sorted(set(self._before) - set(self._now))
        if self._staged or gone:
            for name in self._staged:
                self._see_that_it_is_ours(name)
            # Whoever stops now leaves a site that knows all its files, and will look at the ones that are under way.
            under_way = dict.fromkeys([*self._staged, *gone], Known("", -1))
            self._keep({**self._before, **under_way})
            for name in sorted(self._staged, key=lambda each: each in self._before):
                self._folder_of(self._path / name)
                (self._stage / name).replace(self._path / name)
            for name in gone:
                self._remove(name)
        if self._staged or gone or self._now != self._before:
            self._keep(self._now)
        large = tuple(name for name, known in self._now.items() if known.size > LARGE and name.endswith(".html"))
        return Outcome(len(self._staged), len(self._now) - len(self._staged), len(gone), large)

    def _size(self, name: str) -> int:
        try:
            return (self._path / name).stat().st_size
        except (FileNotFoundError, NotADirectoryError):
            return -1

    def _folder_of(self, path: Path) -> None:
        if path.parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent)

    def _see_that_it_is_ours(self, name: str) -> None:
        """Refuse to write over what somebody else put there, or through a link to elsewhere."""
        at = self._path
        for part in PurePosixPath(name).parts[:-1]:
            at = at / part
            if at.is_symlink() or (at.exists() and not at.is_dir()):
                raise AddewidError(_FOREIGN, folder=self._path, name=at.relative_to(self._path))
        target = self._path / name
        if target.is_dir() or (name not in self._before and os.path.lexists(target)):
            raise AddewidError(_FOREIGN, folder=self._path, name=name)

    def _remove(self, name: str) -> None:
        (self._path / name).unlink(missing_ok=True)
        for parent in (self._path / name).parents:
            if parent == self._path:
                break
            with contextlib.suppress(OSError):  # it holds something else
                parent.rmdir()

    def _keep(self, files: dict[str, Known]) -> None:
        held = {name: [known.made_of, known.size] for name, known in sorted(files.items())}
        draft = self._stage / MANIFEST
        self._folder_of(draft)
        draft.write_text(json.dumps({"addewid": "site", "format": FORMAT, "files": held}), encoding="utf-8")
        draft.replace(self._path / MANIFEST)


@contextmanager
def opened(path: Path) -> Iterator[Folder]:
    """The folder of a site, to be written by nobody else meanwhile; it is made where it is not there.

    Raises AddewidError where it holds other things or cannot be written, CorpusBusy where somebody else writes it.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        _see_that_it_is_a_site(path)
        with _alone(path):
            shutil.rmtree(path / STAGE, ignore_errors=True)  # of whoever was stopped
            try:
                yield Folder(path, _before(path))
            finally:
                shutil.rmtree(path / STAGE, ignore_errors=True)
    except OSError as error:
        raise AddewidError(
            "{folder} cannot be written ({error}); see that there is room and that the folder is yours, and try again.",
            folder=path,
            error=error.strerror or error,
        ) from error


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    lock = FileLock(path / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise CorpusBusy(
            "The site in {folder} is being written already; wait until that is done.", folder=path
        ) from error
    try:
        yield
    finally:
        lock.release()


def _see_that_it_is_a_site(path: Path) -> None:
    if (path / MANIFEST).exists():
        return
    foreign = sorted(each.name for each in path.iterdir() if each.name not in OURS)
    if foreign:
        raise AddewidError(_FOREIGN, folder=path, name=foreign[0])


def _before(path: Path) -> dict[str, Known]:
    """The files of the site as it stands. Raises AddewidError where the list of them is none."""
    kept = path / MANIFEST
    if not kept.exists():
        return {}
    try:
        told = json.loads(kept.read_text(encoding="utf-8"))
        files = {name: Known(str(made_of), int(size)) for name, (made_of, size) in told["files"].items()}
        if told["addewid"] != "site" or told["format"] != FORMAT or not all(map(_PATH.fullmatch, files)):
            raise ValueError(kept)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AddewidError(
            "{file} does not list the files of a site, so nothing was written; empty the folder and publish again.",
            file=kept,
        ) from error
    return files
