"""The archive of captures: every file and page as it came, once, in WARC files (ISO 28500).

Records are appended to ``captures-00001.warc.gz`` and so on, each record a gzip member of its own, so that one can
be read by its offset. Nothing is ever cut off or written over: where a file holds bytes that the corpus does not know,
left by a killed process or by a newer corpus, the next record begins a new file. The corpus's write lock keeps
appenders apart.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter

from corpus.errors import CorpusDamaged

ROLL_OVER = 1024**3
"""Bytes after which a new file is begun."""

FILE_NAME = re.compile(r"captures-(\d{5})\.warc\.gz")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: the archive file's name, its offset there, and its length, in bytes."""

    file: str
    offset: int
    length: int

    @property
    def end(self) -> int:
        """Offset just after the record."""
        return self.offset + self.length


class Archive:
    """WARC files in one folder."""

    def __init__(self, folder: Path, *, roll_over: int = ROLL_OVER) -> None:
        self.folder = folder
        self._roll_over = roll_over

    def keep(
        self,
        payload: BinaryIO,
        *,
        address: str,
        media_type: str,
        at: datetime,
        after: Place | None,
    ) -> Place:
        """Append a capture behind the last one known, ``after``, and return where it stands once it is on disk."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name, start = self._next_place(after)
        with (self.folder / name).open("ab") as file:
            writer = WARCWriter(file, gzip=True)
            record = writer.create_warc_record(
                address,
                "resource",
                payload=payload,
                warc_content_type=media_type,
                warc_headers_dict={"WARC-Date": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")},
            )
            writer.write_record(record)
            file.flush()
            os.fsync(file.fileno())
            return Place(name, start, file.tell() - start)

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
        """The bytes of a capture. Raises CorpusDamaged when they are not where they should be."""
        if not FILE_NAME.fullmatch(place.file):
            raise CorpusDamaged(f"{place.file} is no archive file of this corpus; run: addewid doctor.")
        try:
            with (self.folder / place.file).open("rb") as file:
                file.seek(place.offset)
                record = next(iter(ArchiveIterator(file)))
                yield record.content_stream()
        except (OSError, StopIteration) as error:
            raise CorpusDamaged(f"A capture is missing from {place.file}; restore it from a copy.") from error

    def holds(self, place: Place) -> bool:
        """Whether a file of that length is there; the bytes are not read."""
        file = self.folder / place.file
        return bool(FILE_NAME.fullmatch(place.file)) and file.is_file() and file.stat().st_size >= place.end
