"""A backup as a file: one ZIP whose manifest says what else is in it, its size and its SHA-256.

Nothing in a backup is believed: names, sizes and digests are checked, and nothing is read into memory but the manifest.
"""

import hashlib
import json
import re
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from corpus.copying import Facts
from corpus.errors import CorpusDamaged, UsageProblem
from crawlers.archive.reading import FILE_NAME

FORMAT = 2
"""Of backups; a newer program reads older ones."""

CORPUS = "corpus.db"
SETTINGS = "settings.toml"
VIEWS = "views.json"
ARCHIVE = "archive/"
MANIFEST = "manifest.json"

PIECE = 1024 * 1024
"""Bytes in memory at a time; progress is told in pieces."""

_LEVEL = 3
"""Of compression: twice as quick as the usual one, for a tenth more bytes."""
_LARGEST_MANIFEST = 16 * PIECE
_HASH = re.compile("[0-9a-f]{64}")
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What the reading of a damaged or a crafted ZIP may raise."""

Advance = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a backup: its size in bytes and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: when and by which edition it was made, of which corpus, with which files."""

    made_at: str
    edition: str
    schema: str
    facts: Facts
    members: Mapping[str, Member]

    @property
    def size(self) -> int:
        """Bytes of all its files, unpacked."""
        return sum(member.size for member in self.members.values())

    @property
    def archive(self) -> dict[str, Member]:
        """The files of the archive, by their names there."""
        return {name.removeprefix(ARCHIVE): member for name, member in self.members.items() if name.startswith(ARCHIVE)}


class Packing:
    """A backup that is being written, file by file; the manifest comes last."""

    def __init__(self, out: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(out, "w", allowZip64=True)
        self._members: dict[str, Member] = {}

    def add(self, name: str, stream: IO[bytes], size: int, advance: Advance) -> None:
        """Add the first ``size`` bytes of a stream. Raises CorpusDamaged when there are fewer."""
        info = zipfile.ZipInfo(name, time.localtime()[:6])
        info.external_attr = 0o600 << 16
        if not name.startswith(ARCHIVE):  # what is archived is packed as it is
            info.compress_type, info._compresslevel = zipfile.ZIP_DEFLATED, _LEVEL  # type: ignore[attr-defined]
        digest, left = hashlib.sha256(), size
        with self._zip.open(info, "w", force_zip64=True) as member:
            while left:
                piece = stream.read(min(PIECE, left))
                if not piece:
                    raise CorpusDamaged(f"{name} became shorter while it was copied; run: addewid doctor.")
                digest.update(piece)
                member.write(piece)
                left -= len(piece)
                advance()
        self._members[name] = Member(size, digest.hexdigest())

    def close(self, made_at: str, edition: str, schema: str, facts: Facts) -> Manifest:
        """Write the manifest and end the file."""
        manifest = Manifest(made_at, edition, schema, facts, self._members)
        told = {"addewid_backup": FORMAT, **asdict(manifest)}
        self._zip.writestr(MANIFEST, json.dumps(told, indent=2), zipfile.ZIP_DEFLATED)
        self._zip.close()
        return manifest


class Backup:
    """A backup to read from. ``named`` is how it is called in messages."""

    def __init__(self, file: Path, newest_schema: str) -> None:
        """Open a file and read its manifest.

        Raises UsageProblem for what is no backup, CorpusDamaged for one that is not whole or was made by a newer
        version.
        """
        self.named = file.name
        try:
            self._zip = zipfile.ZipFile(file)
        except _UNREADABLE as error:
            raise UsageProblem(
                f"{self.named} is not a backup that Addewid made, or its end is missing ({error})."
            ) from error
        except OSError as error:
            raise UsageProblem(f"{file} cannot be read ({error.strerror}).") from error
        with self._named_errors():
            self._infos = {info.filename: info for info in self._zip.infolist()}
            self.manifest = self._read_manifest(newest_schema)
            self._check_names()

    def extract(self, name: str, target: IO[bytes], advance: Advance) -> None:
        """Unpack one file. Raises CorpusDamaged when its bytes are not those that were packed."""
        member, digest, size = self.manifest.members[name], hashlib.sha256(), 0
        with self._named_errors(), self._zip.open(self._infos[name]) as stream:
            while piece := stream.read(PIECE):
                digest.update(piece)
                size += len(piece)
                if size > member.size:
                    break
                target.write(piece)
                advance()
        if (size, digest.hexdigest()) != (member.size, member.sha256):
            raise self.damaged(f"{name} is not what was packed")

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    def _read_manifest(self, newest_schema: str) -> Manifest:
        info = self._infos.get(MANIFEST)
        if info is None:
            raise UsageProblem(f"{self.named} is a ZIP file, but not a backup that Addewid made.")
        self._check_packing(info)
        with self._zip.open(info) as stream:
            said = stream.read(_LARGEST_MANIFEST + 1)
        if len(said) > _LARGEST_MANIFEST:
            raise self.damaged("its manifest is too long")
        told = json.loads(said)
        if isinstance(told, dict) and isinstance(told.get("addewid_backup"), int) and told["addewid_backup"] > FORMAT:
            raise self._newer()
        manifest = _understood(told)
        if manifest is None:
            raise self.damaged("its manifest cannot be understood")
        if manifest.schema > newest_schema:
            raise self._newer()
        return manifest

    def _check_names(self) -> None:
        infos = self._zip.infolist()
        expected = {MANIFEST, *self.manifest.members}
        if len(infos) != len(self._infos) or set(self._infos) != expected:
            raise self.damaged("it does not hold the files that its manifest names")
        for name, member in self.manifest.members.items():
            self._check_packing(self._infos[name])
            if self._infos[name].file_size != member.size:
                raise self.damaged(f"{name} is not as long as its manifest says")

    def _check_packing(self, info: zipfile.ZipInfo) -> None:
        if info.compress_type not in _PACKINGS or info.flag_bits & _ENCRYPTED:
            raise self.damaged(f"{info.filename} is packed in a way that Addewid never does")

    def _newer(self) -> CorpusDamaged:
        return CorpusDamaged(f"{self.named} was made by a newer version of Addewid; install that one to restore it.")

    def damaged(self, what: str) -> CorpusDamaged:
        """An error that says what is wrong with it."""
        return CorpusDamaged(f"{self.named} is damaged: {what}; restore another backup.")

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except _UNREADABLE as error:
            raise self.damaged(str(error).rstrip(".") or type(error).__name__) from error


def _understood(told: Any) -> Manifest | None:
    """A manifest as parsed JSON, taken at its word only as far as its form goes; None when that is not right."""
    try:
        members = {name: Member(**said) for name, said in told["members"].items()}
        facts = Facts(**{**told["facts"], "faults": tuple(told["facts"]["faults"])})
        words = [told["made_at"], told["edition"], told["schema"]]
    except (AttributeError, KeyError, TypeError):
        return None
    words += [facts.identity, facts.head, *facts.faults]
    numbers = [facts.revision, facts.judgements, facts.decisions, *(member.size for member in members.values())]
    fits = (
        all(isinstance(word, str) for word in words)
        and all(isinstance(number, int) and not isinstance(number, bool) and number >= 0 for number in numbers)
        and all(isinstance(member.sha256, str) and _HASH.fullmatch(member.sha256) for member in members.values())
        and re.fullmatch("[0-9]{4}", words[2])
        and CORPUS in members
        and all(name in {CORPUS, SETTINGS, VIEWS} or _is_archived(name) for name in members)
    )
    return Manifest(words[0], words[1], words[2], facts, members) if fits else None


def _is_archived(name: str) -> bool:
    return name.startswith(ARCHIVE) and FILE_NAME.fullmatch(name.removeprefix(ARCHIVE)) is not None
