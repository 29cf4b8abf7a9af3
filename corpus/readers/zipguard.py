"""Office files are zip archives; this opens them with bounds, so that a small one cannot unfold to fill memory."""

import io
import zipfile
import zlib

from corpus.language import msg, number
from corpus.readers.draft import Source

MOST_MEMBERS = 10_000
LARGEST = 500 * 1024 * 1024
"""Bytes, of all members unpacked."""
SUSPECT_FROM = 50 * 1024 * 1024
"""Bytes; an archive that unpacks to more may not do so more than `HIGHEST_RATIO` times over."""
HIGHEST_RATIO = 100
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
"""What reading a damaged archive may raise."""
_PARTS = msg("holds {parts} parts, which no document does; it may be a zip bomb, so check where it came from")
_LARGE = msg("unpacks to {size} MB; it may be a zip bomb, so check where it came from")
_RATIO = msg("unpacks to {times} times its size; it may be a zip bomb, so check where it came from")


def open_archive(source: Source) -> zipfile.ZipFile:
    """The archive a file is. Raises ``UnreadableDocument`` if it unfolds beyond the bounds, or is damaged or locked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise source.refuse("is a damaged or cut-short office document; fetch it again") from error
    if len(members) > MOST_MEMBERS:
        raise source.refuse(_PARTS, parts=number(len(members)))
    size = sum(member.file_size for member in members)
    if size > LARGEST:
        raise source.refuse(_LARGE, size=number(round(size / 1_048_576)))
    if size > SUSPECT_FROM and size > HIGHEST_RATIO * len(source.data):
        raise source.refuse(_RATIO, times=number(size // max(1, len(source.data))))
    if any(member.flag_bits & 1 for member in members):
        raise source.refuse("is locked with a password; save it without one")
    return archive


def member(source: Source, archive: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of a member, None if there is none of that name. Raises ``UnreadableDocument`` if it is damaged."""
    try:
        return archive.read(name)
    except KeyError:
        return None
    except DAMAGED as error:
        raise source.refuse("is damaged inside; fetch it again") from error
