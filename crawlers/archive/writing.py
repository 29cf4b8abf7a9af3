"""Packing a record: an arrival as one gzip member holding one WARC 1.1 record.

What Addewid needs beyond the standard stands in headers of its own: ``Addewid-Facts`` (JSON in ASCII),
``Addewid-Source``, ``Addewid-Via`` and ``Addewid-Place``, the file and offset it was written at, by which a record can
be told from the bytes of one inside another's payload.
"""

import hashlib
import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import IO, Any, BinaryIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from corpus.errors import UnreadableDocument
from crawlers.archive.records import Arrival, Record

FACTS_LIMIT = 16 * 1024
"""Bytes of facts as JSON."""
ADDRESS_LIMIT = 16 * 1024
HTTP_LIMIT = 64 * 1024
"""Bytes of an answer's headers; those beyond are left out, and their number is said."""

LEVEL = 4
"""Of compression: a quarter quicker than the usual one, for pages one per cent larger."""

PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"

_CHUNK = 64 * 1024
_LINE = re.compile(r"[!-~](?:[ -~]*[!-~])?")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}")
_OF_THE_WIRE = {"content-encoding", "content-length", "transfer-encoding"}
"""Headers that speak of the bytes as they were sent, not of those kept: they are kept under another name."""


def pack(arrival: Arrival, out: IO[bytes], stands: str, original: Record | None = None) -> None:
    """Write the record to ``out``, compressed; with ``original``, one that refers to its payload.

    Raises UnreadableDocument when what is said of it cannot stand in a header, or its bytes are not those announced.
    """
    head = _http_head(arrival) if arrival.status else b""
    payload = _Checked(arrival)
    length = arrival.size
    headers = _headers(arrival, stands)
    if original is None:
        kind = "metadata" if arrival.metadata else "response" if head else "resource"
        block = _digest(head, arrival) if head else arrival.sha256
        headers["WARC-Block-Digest"] = f"sha256:{block}"
    else:
        kind, length = "revisit", 0
        headers |= {"WARC-Block-Digest": f"sha256:{hashlib.sha256(head).hexdigest()}", **_reference(original)}
    writer = WARCWriter(_Member(out), gzip=False, warc_version="1.1")
    record = writer.create_warc_record(
        arrival.address,
        kind,
        payload=None if original else payload,
        length=length,
        warc_content_type="application/http; msgtype=response" if head else arrival.media_type,
        warc_headers_dict=headers,
        http_headers=_Head(head) if head else None,
    )
    writer.write_record(record)
    if original is None:
        payload.check()


def check(arrival: Arrival) -> None:
    """Raise UnreadableDocument for an arrival that `pack` would refuse by what is said of it."""
    _headers(arrival, "")


def stamp(at: datetime) -> str:
    """A moment as WARC writes it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _headers(arrival: Arrival, stands: str) -> dict[str, str]:
    facts = json.dumps(dict(arrival.facts), ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    _line(arrival.address, ADDRESS_LIMIT, arrival)
    headers = {
        "WARC-Date": stamp(arrival.at),
        "WARC-Payload-Digest": f"sha256:{arrival.sha256}",
        "WARC-Identified-Payload-Type": _line(arrival.media_type, 200, arrival),
        "Addewid-Place": stands,
        "Addewid-Facts": _line(facts, FACTS_LIMIT, arrival),
    }
    for name, value in (("Addewid-Source", arrival.source), ("Addewid-Via", arrival.via)):
        if value:
            headers[name] = _line(value, ADDRESS_LIMIT, arrival)
    return headers


def _reference(original: Record) -> Mapping[str, str]:
    """The standard's headers, and the two that name the file, as the IIPC extension has them."""
    return {
        "WARC-Profile": PROFILE,
        "WARC-Refers-To-Target-URI": original.address,
        "WARC-Refers-To-Date": stamp(original.at),
        "WARC-Refers-To-Filename": original.place.file,
        "WARC-Refers-To-File-Offset": str(original.place.offset),
    }


def _line(value: str, limit: int, arrival: Arrival) -> str:
    if len(value) > limit or not _LINE.fullmatch(value):
        what = f"what is said of it is longer than {limit:,} characters, or holds some that no header may"
        raise UnreadableDocument(arrival.address[:200], what, "say less of it")
    return value


def _http_head(arrival: Arrival) -> bytes:
    lines = [f"HTTP/1.1 {_clean(arrival.status)[:200]}"]
    room = HTTP_LIMIT - len(lines[0])
    left_out = 0
    for name, value in _kept(arrival.headers, arrival.size):
        line = f"{name}: {_clean(value)}"
        if not _TOKEN.fullmatch(name) or len(line) > room:
            left_out += 1
            continue
        lines.append(line)
        room -= len(line)
    if left_out:
        lines.append(f"X-Archive-Left-Out: {left_out}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")


def _kept(headers: Sequence[tuple[str, str]], size: int) -> Iterator[tuple[str, str]]:
    yield "Content-Length", str(size)
    for name, value in headers:
        yield (f"X-Archive-Orig-{name}" if name.lower() in _OF_THE_WIRE else name), value


def _clean(value: str) -> str:
    return re.sub(r"[\x00-\x08\x0a-\x1f\x7f]+", " ", value).strip()


def _digest(head: bytes, arrival: Arrival) -> str:
    digest = hashlib.sha256(head)
    while piece := arrival.payload.read(_CHUNK):
        digest.update(piece)
    arrival.payload.seek(0)
    return digest.hexdigest()


class _Head(StatusAndHeaders):  # type: ignore[misc]
    """An answer's headers as bytes of ours; the library's own way rewrites those that are not ASCII."""

    def __init__(self, head: bytes) -> None:
        super().__init__("as it came", [])
        self._head = head

    def compute_headers_buffer(self, header_filter: Any = None) -> None:
        self.headers_buff = self._head


class _Checked:
    """A payload that is counted and digested while it is copied."""

    def __init__(self, arrival: Arrival) -> None:
        self._arrival = arrival
        self._stream: BinaryIO = arrival.payload
        self._digest = hashlib.sha256()
        self._size = 0

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self._digest.update(piece)
        self._size += len(piece)
        return piece

    def check(self) -> None:
        if (self._size, self._digest.hexdigest()) != (self._arrival.size, self._arrival.sha256):
            raise UnreadableDocument(self._arrival.address, "it changed while it was being archived", "try again")


class _Member:
    """A file of one gzip member: what is written is compressed, and the member ends when it is flushed."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._packer = zlib.compressobj(LEVEL, zlib.DEFLATED, zlib.MAX_WBITS + 16)

    def write(self, piece: bytes) -> None:
        self._out.write(self._packer.compress(piece))

    def flush(self) -> None:
        self._out.write(self._packer.flush())
