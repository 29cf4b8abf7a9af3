"""Where an index lies on disk: whole generations in folders of their own, and one small file naming the current one.

A writer fills a new generation, beginning with links to the files of the old one, and then replaces the naming
file in a single step; so a kill at any moment leaves the old generation or the new, and readers are never in the
way. The naming file holds sizes and checksums of everything it names, so that damage is seen before it is read.
"""

import json
import os
import re
import shutil
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import AddewidError, CorpusBusy
from corpus.language import tr
from index.engine import BUSY, Stamp
from index.whoosh.notice import Notice

_NAMING = "index.json"
_GENERATION = re.compile(r"g([0-9]{1,15})")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.]{0,100}")
_CHUNK = 1 << 20

Signature = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A generation as its naming file describes it.

    ``files`` gives size and checksum by name. ``replaced`` gives, for a version that was written again or
    forgotten, the number of the first block that counts for it: what earlier blocks hold of it is dead.
    """

    stamp: Stamp
    generation: str
    files: Mapping[str, tuple[int, int]]
    replaced: Mapping[int, int]


class Shelf:
    """The folder of one index. Only ``writing`` holders may call ``begin`` and ``publish``."""

    def __init__(self, folder: Path, layout: str) -> None:
        self.folder = folder
        self._layout = f"{layout} {sys.byteorder}"
        self._seen: tuple[Signature, Held] | None = None
        self.notice = Notice(folder / "index.writer")

    def held(self) -> Held | None:
        """The current generation, whole and of this layout; None otherwise. Cheap while nothing changes on disk."""
        seen = self._seen  # another thread may look at the same time
        try:
            if seen is not None and self._signature(seen[1]) == seen[0]:
                return seen[1]
        except (OSError, ValueError):
            pass  # the generation seen last is gone or harmed; there may be another
        self._seen = None
        try:
            held = self._read()
            signature = self._signature(held)
            whole = all(_checksum(self.path(held) / name) == checksum for name, (_, checksum) in held.files.items())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None  # whatever the naming file holds instead of what was written there, it names no index
        if not whole:
            return None
        self._seen = signature, held
        return held

    def path(self, held: Held) -> Path:
        """The folder of a generation."""
        return self.folder / held.generation

    @contextmanager
    def writing(self, wait: float) -> Iterator[None]:
        """Be the only writer, in any thread or process. Raises CorpusBusy, saying who is, after ``wait`` seconds."""
        with self._named_errors():
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.folder / "index.lock")
            try:
                lock.acquire(timeout=wait)
            except Timeout as error:
                said = self.notice.read()
                raise CorpusBusy(BUSY, who=said.who if said else tr("another process")) from error
            try:
                self.notice.put_up()
                yield
            finally:
                self.notice.take_down()
                lock.release()

    def begin(self, base: Held | None) -> Path:
        """A folder for a new generation, holding links to the files of ``base``; leftovers are cleared away."""
        self._tidy(base)
        numbers = [int(found[1]) for each in self.folder.iterdir() if (found := _GENERATION.fullmatch(each.name))]
        fresh = self.folder / f"g{max(numbers, default=0) + 1}"
        fresh.mkdir()
        if base is not None:
            for name in base.files:
                _link(self.path(base) / name, fresh / name)
        return fresh

    def publish(self, fresh: Path, base: Held | None, stamp: Stamp, replaced: Mapping[int, int]) -> None:
        """Make a finished generation the current one."""
        known = base.files if base else {}
        files: dict[str, tuple[int, int]] = {}
        for path in sorted(fresh.iterdir()):
            if path.is_file() and not path.name.endswith("LOCK"):
                checksum = known[path.name][1] if path.name in known else _checksum(path)
                files[path.name] = (path.stat().st_size, checksum)
        held = Held(stamp, fresh.name, files, replaced)
        body = json.dumps({"layout": self._layout, **asdict(held)})
        temporary = self.folder / f"{_NAMING}.new"
        temporary.write_text(f"{zlib.crc32(body.encode()):08x} {body}", encoding="utf-8")
        temporary.replace(self.folder / _NAMING)
        self._tidy(held)

    def _read(self) -> Held:
        checksum, _, body = (self.folder / _NAMING).read_text(encoding="utf-8").partition(" ")
        if int(checksum, 16) != zlib.crc32(body.encode()):
            raise ValueError("the naming file was changed")
        found = json.loads(body)
        if found["layout"] != self._layout or not _GENERATION.fullmatch(found["generation"]):
            raise ValueError("made by another version")
        files = {name: (int(size), int(crc)) for name, (size, crc) in found["files"].items()}
        if not all(map(_PLAIN_NAME.fullmatch, files)):
            raise ValueError("not a name that was ever given")
        replaced = {int(version): int(block) for version, block in found["replaced"].items()}
        return Held(Stamp(**found["stamp"]), found["generation"], files, replaced)

    def _signature(self, held: Held) -> Signature:
        """Tells any change of the naming file or of what it names. Raises ValueError for a file of another size."""
        paths = [self.folder / _NAMING, *(self.path(held) / name for name in held.files)]
        status = [path.stat() for path in paths]
        if [each.st_size for each in status[1:]] != [size for size, _ in held.files.values()]:
            raise ValueError("a file has another size")
        return tuple((each.st_mtime_ns, each.st_ino) for each in status)

    def _tidy(self, current: Held | None) -> None:
        for each in self.folder.iterdir():
            if _GENERATION.fullmatch(each.name) and (current is None or each.name != current.generation):
                # On Windows a reader may hold its files open; the next writer clears them away.
                shutil.rmtree(each, ignore_errors=True)

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise AddewidError(
                "The search index at {folder} could not be written ({problem}); "
                "make room on the disk or give the folder back to yourself.",
                folder=self.folder,
                problem=error.strerror or error,
            ) from error


def _checksum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            checksum = zlib.crc32(chunk, checksum)
    return checksum


def _link(old: Path, new: Path) -> None:
    try:
        os.link(old, new)
    except OSError:  # not every file system has links
        shutil.copy2(old, new)
