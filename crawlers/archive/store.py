"""The archive of captures: every file and page as it came, in WARC files (ISO 28500).

Records are appended to ``captures-00001.warc.gz`` and so on, each record a gzip member of its own, so that one can
be read by its offset. The same bytes again are a ``revisit`` record, which refers to those kept first; how a crawl
ended is a ``metadata`` record. Nothing is ever cut off or written over: where a file holds bytes that the corpus does
not know, left by a killed process or by a newer corpus, the next record begins a new file. The corpus's write lock
keeps appenders apart.
"""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO

from corpus.errors import CorpusDamaged
from crawlers.archive.reading import FILE_NAME, unpack
from crawlers.archive.records import Arrival, Damage, Place, Record, RecordDamaged
from crawlers.archive.scanning import scan
from crawlers.archive.writing import pack

ROLL_OVER = 1024**3
"""Bytes after which a new file is begun."""

LARGEST_READ = 100 * 1024**2
"""Bytes of a capture that are read into memory at once; no crawl keeps a larger one."""

_CHUNK = 1024 * 1024
_IN_MEMORY = 8 * 1024 * 1024


class Archive:
    """WARC files in one folder."""

    def __init__(self, folder: Path, *, roll_over: int = ROLL_OVER) -> None:
        self.folder = folder
        self._roll_over = roll_over

    def keep(self, arrival: Arrival, *, after: Place | None) -> Place:
        """Append one capture; see `keep_all`."""
        return self.keep_all([arrival], after=after)[0]

    def keep_all(
        self, arrivals: Sequence[Arrival], *, after: Place | None, known: Mapping[str, Place] | None = None
    ) -> list[Place]:
        """Append captures behind the last one known, ``after``; return where they stand once they are on disk.

        ``known`` are places where payloads stand already, by their SHA-256. Raises UnreadableDocument for an arrival
        that cannot be kept; those before it then stand in the archive, unknown to the corpus.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        places: list[Place] = []
        originals: dict[str, Record | None] = {}
        for digest, place in (known or {}).items():
            originals[digest] = self._original(digest, place)
        while len(places) < len(arrivals):
            name, start = self._next_place(places[-1] if places else after)
            with (self.folder / name).open("ab") as file:
                while len(places) < len(arrivals) and (file.tell() == start or file.tell() < self._roll_over):
                    arrival = arrivals[len(places)]
                    places.append(self._append(file, name, arrival, originals))
                file.flush()
                os.fsync(file.fileno())
            if start == 0:
                self._settle()
        return places

    def _append(self, file: BinaryIO, name: str, arrival: Arrival, originals: dict[str, Record | None]) -> Place:
        at = file.tell()
        original = originals.get(arrival.sha256)
        with SpooledTemporaryFile(_IN_MEMORY) as packed:  # whole before any of it stands in the archive
            pack(arrival, packed, Place(name, at, 0).name, original)
            packed.seek(0)
            shutil.copyfileobj(packed, file, _CHUNK)
        place = Place(name, at, file.tell() - at)
        if original is None:
            originals[arrival.sha256] = _kept(arrival, place)
        return place

    def _original(self, digest: str, place: Place) -> Record | None:
        """The record of a payload, or None when it is not where it was said to be, so that it is kept again."""
        try:
            record = self.record(place)
        except CorpusDamaged:
            return None
        stands = record.original is None and record.sha256 in {digest, ""}
        return record if stands else None

    def _settle(self) -> None:
        """Make the name of a new file as durable as what is in it, where a folder can be opened for that."""
        if os.name == "posix":
            folder = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def _next_place(self, after: Place | None) -> tuple[str, int]:
        """Behind the last known record; in a new file when that one is full or holds bytes that nobody knows."""
        if after is None:
            return self._unused(), 0
        file = self.folder / after.file
        size = file.stat().st_size if file.is_file() else 0
        if size < after.end:
            raise CorpusDamaged(f"The archive {file} is shorter than the corpus knows it; restore it from a copy.")
        return (after.file, after.end) if size == after.end < self._roll_over else (self._unused(), 0)

    def _unused(self) -> str:
        numbers = [int(found[1]) for file in self.folder.iterdir() if (found := FILE_NAME.fullmatch(file.name))]
        return f"captures-{max(numbers, default=0) + 1:05}.warc.gz"

    @contextmanager
    def open(self, place: Place) -> Iterator[IO[bytes]]:
        """The bytes of a capture, wherever they were kept. Raises CorpusDamaged when they are not there, not whole,
        or not those that came; of bytes, that is known when the last has been read.
        """
        with self._file(place) as file:
            record, payload = unpack(file, place)
            if record.original is None:
                yield payload.buffered()
                return
        with self._file(record.original) as file:
            original, payload = unpack(file, record.original)
            _same(record, original)
            yield payload.buffered()

    def read(self, place: Place, limit: int = LARGEST_READ) -> bytes:
        """The bytes of a capture in memory. Raises CorpusDamaged as `open` does, and when they are more than that."""
        with self.open(place) as stream:
            held = stream.read(limit + 1)
        if len(held) > limit:
            raise CorpusDamaged(f"A capture at {place.file}, byte {place.offset:,} is larger than {limit:,} bytes.")
        return held

    def record(self, place: Place) -> Record:
        """What a record says beside its payload. Raises CorpusDamaged when none is there."""
        with self._file(place) as file:
            return unpack(file, place)[0]

    def _file(self, place: Place) -> BinaryIO:
        if not FILE_NAME.fullmatch(place.file):
            raise CorpusDamaged(f"{place.file} is no archive file of this corpus; run: addewid doctor.")
        try:
            return (self.folder / place.file).open("rb")
        except OSError as error:
            raise CorpusDamaged(f"A capture is missing from {place.file}; restore it from a copy.") from error

    def holds(self, place: Place) -> bool:
        """Whether a file of that length is there; the bytes are not read."""
        file = self.folder / place.file
        return bool(FILE_NAME.fullmatch(place.file)) and file.is_file() and file.stat().st_size >= place.end

    def records(self) -> Iterator[Record | Damage]:
        """Every record in the order of writing, read to its end and checked, and every place where none is whole.

        A record that refers to another's payload is given that one's size, and is damaged when that one is.
        """
        broken: set[tuple[str, int]] = set()
        for name in self.files():
            for found in scan(self.folder / name):
                told = found if isinstance(found, Damage) else self._with_original(found, broken)
                if isinstance(told, Damage):
                    broken.add((told.file, told.offset))
                yield told

    def files(self) -> list[str]:
        """Names of the archive's files, in the order they were begun."""
        if not self.folder.is_dir():
            return []
        return sorted(file.name for file in self.folder.iterdir() if FILE_NAME.fullmatch(file.name))

    def _with_original(self, record: Record, broken: set[tuple[str, int]]) -> Record | Damage:
        if record.original is None:
            return record
        place = record.place
        if record.original.start in broken:
            return Damage(place.file, place.offset, "its bytes stand in a damaged record")
        try:
            original = self.record(record.original)
            _same(record, original)
        except CorpusDamaged:
            return Damage(place.file, place.offset, "the record that its bytes stand in is not there")
        return replace(record, size=original.size)


def _same(record: Record, original: Record) -> None:
    """See that a record refers to the payload it means, in one step."""
    if original.original is not None or original.sha256 not in {record.sha256, ""}:
        raise RecordDamaged(record.place, "it refers to a record that does not hold its bytes")


def _kept(arrival: Arrival, place: Place) -> Record:
    """What the record just written says, as far as one that refers to it must know."""
    return Record(
        place=place,
        address=arrival.address,
        at=arrival.at,
        media_type=arrival.media_type,
        source=arrival.source,
        via=arrival.via,
        facts=arrival.facts,
        status=arrival.status,
        headers=tuple(arrival.headers),
        digest=f"sha256:{arrival.sha256}",
        sha256=arrival.sha256,
        size=arrival.size,
        original=None,
        stands=place.name,
        metadata=arrival.metadata,
    )
