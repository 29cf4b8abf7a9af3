"""Unpacking a record: bytes of the archive as what they say, with everything bounded, for they may not be ours.

A record is one gzip member. Its headers are read up to a limit, its payload is never longer than it says, and what is
read is checked against its digest when its end is reached.
"""

import base64
import binascii
import hashlib
import io
import json
import re
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast

from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException

from crawlers.archive.records import Place, Record, RecordDamaged

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LARGEST = 4 * 1024**3
"""Bytes of a payload; no reader takes a longer file."""
HEAD_LIMIT = 256 * 1024
"""Bytes of a record's headers, and of an answer's."""

FILE_NAME = re.compile(r"captures-(\d{5})\.warc\.gz")

_NO_HEADERS: tuple[tuple[str, str], ...] = ()
_CHUNK = 64 * 1024
_SIZES = {"sha256": 32, "sha1": 20}


def unpack(file: BinaryIO, place: Place) -> tuple[Record, "Payload"]:
    """What the record at a place says, and its payload to read (empty when it refers to another record's).

    Raises RecordDamaged when no such record is there.
    """
    member = _Member(file, place)
    stream = cast("BinaryIO", io.BufferedReader(member, _CHUNK))
    said = _parsed(_head(stream, HEAD_LIMIT, place), place)
    kind, length = said.get_header("WARC-Type"), _number(said.get_header("Content-Length"), place)
    if kind not in {"resource", "response", "revisit", "metadata"}:
        raise RecordDamaged(place, f"a record of a kind that is not kept here ({str(kind)[:40]!r})")
    status, headers = "", _NO_HEADERS
    if kind == "response" or (kind == "revisit" and length):
        head = _head(stream, min(HEAD_LIMIT, length), place)
        length -= len(head)
        status, headers = _answer(head)
    record = _record(said, place, str(kind), length, status, headers)
    return record, Payload(stream, member, record)


def _record(
    said: StatusAndHeaders, place: Place, kind: str, size: int, status: str, headers: tuple[tuple[str, str], ...]
) -> Record:
    refers = kind == "revisit"
    digest = said.get_header("WARC-Payload-Digest", "")
    algorithm, value = _digest(digest, place)
    try:
        at = datetime.fromisoformat(said.get_header("WARC-Date", "")).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise RecordDamaged(place, "it does not say when it came") from error
    address = said.get_header("WARC-Target-URI", "")
    if not address:
        raise RecordDamaged(place, "it does not say where it came from")
    media_type = said.get_header("WARC-Identified-Payload-Type") or said.get_header("Content-Type", "")
    return Record(
        place=place,
        address=address,
        at=at,
        media_type=media_type,
        source=said.get_header("Addewid-Source", ""),
        via=said.get_header("Addewid-Via", ""),
        facts=_facts(said.get_header("Addewid-Facts"), place),
        status=status,
        headers=headers,
        digest=digest,
        sha256=value.hex() if algorithm == "sha256" else "",
        size=0 if refers else size,
        original=_original(said, place) if refers else None,
        stands=said.get_header("Addewid-Place", ""),
        metadata=kind == "metadata",
    )


def _original(said: StatusAndHeaders, place: Place) -> Place:
    file = said.get_header("WARC-Refers-To-Filename", "")
    if not FILE_NAME.fullmatch(file):
        raise RecordDamaged(place, "it refers to a file that is none of the archive's")
    return Place(file, _number(said.get_header("WARC-Refers-To-File-Offset"), place, limit=1 << 62), 0)


def _facts(value: str | None, place: Place) -> dict[str, Any] | None:
    if value is None:
        return None
    try:
        facts = json.loads(value)
    except (ValueError, RecursionError) as error:
        raise RecordDamaged(place, "its facts cannot be understood") from error
    if not isinstance(facts, dict):
        raise RecordDamaged(place, "its facts cannot be understood")
    return facts


def _digest(written: str, place: Place) -> tuple[str, bytes]:
    """Algorithm and value of a digest, in hexadecimal or base 32."""
    algorithm, _, value = written.partition(":")
    size = _SIZES.get(algorithm, 0)
    try:
        found = bytes.fromhex(value) if len(value) == 2 * size else base64.b32decode(value, casefold=True)
    except (ValueError, binascii.Error):
        found = b""
    if not size or len(found) != size:
        raise RecordDamaged(place, "it states no digest that can be checked")
    return algorithm, found


def _number(value: str | None, place: Place, limit: int = LARGEST) -> int:
    if value is None or not re.fullmatch(r"[0-9]{1,19}", value) or int(value) > limit:
        raise RecordDamaged(place, "it states a length or offset that cannot be")
    return int(value)


def _head(stream: BinaryIO, limit: int, place: Place) -> bytes:
    """Lines up to an empty one, of ``limit`` bytes at most."""
    head = b""
    while not head.endswith((b"\r\n\r\n", b"\n\n")):
        line = stream.readline(limit - len(head) + 1)
        head += line
        if not line or len(head) > limit:
            raise RecordDamaged(place, "its headers do not end")
    return head


def _parsed(head: bytes, place: Place) -> StatusAndHeaders:
    try:
        return StatusAndHeadersParser(["WARC/1.1", "WARC/1.0"]).parse(io.BytesIO(head))
    except (StatusAndHeadersParserException, EOFError) as error:
        raise RecordDamaged(place, "no record begins there") from error


def _answer(head: bytes) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Status and headers of an answer, byte for byte as they were kept."""
    first, *lines = head.decode("latin-1").splitlines()
    named = (line.partition(":") for line in lines if line)
    return first.partition(" ")[2], tuple((name, value.strip()) for name, _, value in named)


class _Member(io.RawIOBase):
    """One gzip member, decompressed as it is read, no more at a time than asked."""

    def __init__(self, file: BinaryIO, place: Place) -> None:
        self._file, self._place = file, place
        self._unpacker = zlib.decompressobj(zlib.MAX_WBITS + 16)
        file.seek(place.offset)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        piece = b""
        while not piece and not self._unpacker.eof:
            try:
                packed = self._unpacker.unconsumed_tail or self._file.read(_CHUNK)
                piece = self._unpacker.decompress(packed, len(view))
            except (OSError, zlib.error) as error:
                raise RecordDamaged(self._place, f"it cannot be read ({error})") from error
            if not packed:
                raise RecordDamaged(self._place, "the file ends in the middle of a record", torn=True)
        view[: len(piece)] = piece
        return len(piece)

    @property
    def end(self) -> int:
        """Offset in the file after the member, once it is read to its end."""
        return self._file.tell() - len(self._unpacker.unused_data)


class Payload(io.RawIOBase):
    """A record's payload, checked against its digest when its end is reached."""

    def __init__(self, stream: BinaryIO, member: _Member, record: Record) -> None:
        self._stream, self._member, self._record = stream, member, record
        self._left = record.size
        algorithm, self._stated = _digest(record.digest, record.place)
        self._sums = {name: hashlib.new(name) for name in {algorithm, "sha256"}}
        self._checked_by = self._sums[algorithm]

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill a buffer. Raises RecordDamaged."""
        view = memoryview(buffer)
        piece = self._stream.read(min(len(view), self._left))
        if not piece and self._left and view:
            raise RecordDamaged(self._record.place, "it is shorter than it says")
        view[: len(piece)] = piece
        self._left -= len(piece)
        for digest in self._sums.values():
            digest.update(piece)
        if piece and not self._left:
            self._check()
        return len(piece)

    def _check(self) -> None:
        if self._checked_by.digest() != self._stated:
            raise RecordDamaged(self._record.place, "its bytes are not those that were archived")

    def finish(self) -> Record:
        """Read what is left, see that the member ends there, and say the record's length and SHA-256."""
        while self.read(_CHUNK):
            pass
        place = self._record.place
        if self._stream.read(5) != b"\r\n\r\n":
            raise RecordDamaged(place, "it does not end where it says")
        whole = replace(place, length=self._member.end - place.offset)
        if self._record.original is not None:
            return replace(self._record, place=whole)
        self._check()
        return replace(self._record, place=whole, sha256=self._sums["sha256"].hexdigest())

    def buffered(self) -> IO[bytes]:
        """The payload as a file to read from."""
        return cast("IO[bytes]", io.BufferedReader(self, _CHUNK))
