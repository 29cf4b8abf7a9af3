"""Reading an archive file from its beginning to its end, over whatever in it is damaged."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from crawlers.archive.reading import unpack
from crawlers.archive.records import Damage, Place, Record, RecordDamaged

MAGIC = b"\x1f\x8b\x08\x00"
"""What every record's gzip member begins with."""

_CHUNK = 1024 * 1024


def scan(path: Path) -> Iterator[Record | Damage]:
    """Every record of a file in order, its payload read and checked, and every place where none is whole."""
    offset, unnamed = 0, False
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            while offset < size:
                found: Record | Damage
                try:
                    found = unpack(file, Place(path.name, offset, 0))[1].finish()
                except RecordDamaged as damage:
                    following = _next_start(file, path.name, offset, unnamed)
                    found = Damage(path.name, offset, damage.what, tail=following is None, torn=damage.torn)
                    offset = size if following is None else following
                else:
                    offset, unnamed = found.place.end, not found.stands
                yield found
    except OSError as error:
        yield Damage(path.name, offset, f"the file cannot be read ({error.strerror})")


def _next_start(file: BinaryIO, name: str, damaged: int, unnamed: bool) -> int | None:
    """Where the next record begins after a damaged one.

    What looks like a record may stand inside the damaged one's payload, put there by whoever made it. So one counts
    only when it says itself that it was written here; or, ``unnamed``, when the records before it did not say either.
    """
    for offset in _starts(file, damaged + 1):
        place = Place(name, offset, 0)
        try:
            record, _ = unpack(file, place)
        except RecordDamaged:
            continue
        if record.stands == place.name or (unnamed and not record.stands):
            return offset
    return None


def _starts(file: BinaryIO, offset: int) -> Iterator[int]:
    """Where the bytes are that a gzip member begins with."""
    while True:
        file.seek(offset)
        piece = file.read(_CHUNK)
        at = piece.find(MAGIC)
        while at >= 0:
            yield offset + at
            at = piece.find(MAGIC, at + 1)
        if len(piece) < _CHUNK:
            return
        offset += len(piece) - len(MAGIC) + 1
