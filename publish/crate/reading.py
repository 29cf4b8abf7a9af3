"""A crate that somebody sent, opened to be read: a folder or a ZIP archive; nothing in it is believed or unpacked."""

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

from corpus.errors import UsageProblem
from corpus.language import tr
from publish.crate.metadata import NAME

LARGEST = 2 * 1024**3
"""Bytes of one file, unpacked."""

LARGEST_METADATA = 64 * 1024**2
LONGEST_LINE = 4 * 1024**2
MOST_FILES = 10_000

_PIECE = 1024 * 1024


class Source(Protocol):
    """Where the files of a crate are."""

    def names(self) -> frozenset[str]:
        """All of them."""

    def open(self, name: str) -> IO[bytes]:
        """One of them, to read."""


@dataclass(frozen=True, slots=True)
class Crate:
    """A crate: what it says of its files, and the files themselves."""

    files: Mapping[str, Mapping[str, Any]]
    source: Source

    def digest(self, name: str) -> str:
        """SHA-256 of a file."""
        told = hashlib.sha256()
        with self.source.open(name) as file:
            while piece := file.read(_PIECE):
                told.update(piece)
        return told.hexdigest()

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """The rows of a table of the crate. Raises UsageProblem where it is none."""
        name = f"{table}.jsonl"
        if name not in self.source.names():
            raise _refused(tr("it has no file {name}", name=name))
        with self.source.open(name) as file:
            while line := file.readline(LONGEST_LINE + 1):
                yield _row(line, name)


@contextmanager
def opened(path: Path) -> Iterator[Crate]:
    """The crate at a path. Raises UsageProblem where there is none that can be read."""
    try:
        if path.is_dir():
            yield _crate(_Folder(path))
        else:
            with zipfile.ZipFile(path) as archive:
                yield _crate(_Archive(archive))
    except FileNotFoundError as error:
        raise UsageProblem("There is no crate at {path}; name its folder or its ZIP archive.", path=path) from error
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise UsageProblem("{path} cannot be read as a crate ({error}).", path=path, error=error) from error


def _crate(source: Source) -> Crate:
    """What its description says of its files."""
    if NAME not in source.names():
        raise _refused(tr("it has no file {name}", name=NAME))
    with source.open(NAME) as file:
        told = file.read(LARGEST_METADATA + 1)
    try:
        if len(told) > LARGEST_METADATA:
            raise ValueError
        graph = json.loads(told)["@graph"]
        files = {str(each["@id"]): each for each in graph if each.get("@type") == "File"}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise _refused(tr("{name} cannot be understood", name=NAME)) from error
    return Crate(files, source)


def _row(line: bytes, name: str) -> dict[str, Any]:
    try:
        if len(line) > LONGEST_LINE:
            raise ValueError
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _refused(tr("a line of {name} cannot be understood", name=name)) from error
    if not isinstance(row, dict):
        raise _refused(tr("a line of {name} cannot be understood", name=name))
    return row


def _refused(why: str) -> UsageProblem:
    return UsageProblem("This is no crate of Addewid: {why}.", why=why)


class _Folder:
    """Files that stand in a folder; what a link in it leads to is none of them."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> frozenset[str]:
        return frozenset(each.name for each in self._path.iterdir() if each.is_file() and not each.is_symlink())

    def open(self, name: str) -> IO[bytes]:
        return (self._path / name).open("rb")


class _Archive:
    """Files of an archive; each must be said to be of a bearable size, and none is longer than is said of it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        infos = archive.infolist()
        if len(infos) > MOST_FILES or any(info.file_size > LARGEST for info in infos):
            raise zipfile.BadZipFile("too large")

    def names(self) -> frozenset[str]:
        return frozenset(info.filename for info in self._archive.infolist() if not info.is_dir())

    def open(self, name: str) -> IO[bytes]:
        return self._archive.open(name)
