"""A writer's file: read, written whole or not at all, and never over what another program wrote meanwhile."""

import os
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import BinaryIO

from corpus import files
from corpus.errors import AddewidError, UsageProblem
from corpus.language import msg
from tui.drafting.file_text import FileText, understood

MOST = 1_000_000
"""Bytes of the largest file that is edited here."""


class ChangedMeanwhile(AddewidError):
    """Another program wrote the file since it was read; nothing was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(msg("{path} was changed by another program since it was opened here."), path=path)


@dataclass(frozen=True, slots=True)
class Held:
    """A file as it was read. ``digest`` tells what stood in it; ``stamp`` when it was written and how long it is."""

    path: Path
    file: FileText
    digest: str
    stamp: tuple[int, int]


def read(path: Path) -> Held:
    """What stands in a file. Raises UsageProblem where there is no such file, or none that can be edited here."""
    try:
        stamp = _stamp(path)
        if stamp[1] > MOST:
            raise UsageProblem("{path} is longer than a draft can be here; open it in another editor.", path=path)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    return Held(path, understood(data, path), digest(data), stamp)


def _unreadable(path: Path, error: OSError | ValueError) -> UsageProblem:
    if isinstance(error, FileNotFoundError):
        return UsageProblem("There is no file {path} any more; look where it was moved to.", path=path)
    why = error.strerror if isinstance(error, OSError) else error
    return UsageProblem("{path} cannot be read ({error}); see that it is a file of yours.", path=path, error=why)


def digest(data: bytes) -> str:
    """What tells one content from another."""
    return sha256(data).hexdigest()


def _stamp(path: Path) -> tuple[int, int]:
    told = path.stat()
    return told.st_mtime_ns, told.st_size


def elsewhere(held: Held) -> Held | None:
    """The file as another program has written it since; None while it is as it was. Raises as ``read`` does."""
    try:
        if _stamp(held.path) == held.stamp:
            return None
    except OSError as error:
        raise _unreadable(held.path, error) from error
    now = read(held.path)
    return None if now.digest == held.digest else now


def write(held: Held, text: str) -> Held:
    """Write the file with this text in it; a file that is gone is made again. Returns what then stands there.

    Raises ChangedMeanwhile where something else stands there now, and AddewidError where it cannot be written.
    """
    try:
        data = held.path.read_bytes()
    except FileNotFoundError:
        data = None
    except OSError as error:
        raise _unreadable(held.path, error) from error
    if data is not None and digest(data) != held.digest:
        raise ChangedMeanwhile(held.path)
    return put(held.path, held.file.with_text(text))


def put(path: Path, characters: str) -> Held:
    """Write these characters into a file, whatever stands there. Raises AddewidError where that cannot be done."""
    files.replace(path, characters)
    return read(path)


def over(path: Path, characters: str) -> tuple[Held, Path | None]:
    """Write these characters into a file, and what stood there into one beside it. Raises AddewidError."""
    aside = set_aside(path, "theirs")
    return put(path, characters), aside


def put_beside(path: Path, word: str, characters: str) -> Path:
    """Write these characters into a new file beside another, named after it and a word. Raises AddewidError."""
    return _beside(path, word, characters.encode())


def set_aside(path: Path, word: str) -> Path | None:
    """Copy what stands in a file into a new one beside it; None where nothing does. Raises AddewidError."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unreadable(path, error) from error
    return _beside(path, word, data)


def _beside(path: Path, word: str, data: bytes) -> Path:
    for number in count(1):
        beside = path.with_name(f"{path.stem}.{word}{f'-{number}' if number > 1 else ''}{path.suffix}")
        try:
            with beside.open("xb") as file:
                _fill(file, beside, data)
        except FileExistsError:
            continue
        except OSError as error:
            raise AddewidError(
                "{path} cannot be written ({error}), so nothing was changed; see that there is room and that the "
                "folder is yours, and try again.",
                path=beside,
                error=error.strerror,
            ) from error
        return beside
    raise AssertionError  # numbers do not end


def _fill(file: BinaryIO, path: Path, data: bytes) -> None:
    """Write all of it, or leave no file."""
    try:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
