"""What the archive's records say, as plain data: what comes to be kept, what is kept, and what is damaged."""

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO

from corpus.errors import CorpusDamaged


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

    @property
    def start(self) -> tuple[str, int]:
        """What orders places as they were written."""
        return self.file, self.offset

    @property
    def name(self) -> str:
        """The place as a record itself says it."""
        return f"{self.file}:{self.offset}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Something that came and is to be kept: bytes of ``size`` and ``sha256``, and how they came.

    ``via`` is the base address it was really fetched from, ``source`` the spider that asked for it. ``facts`` is what
    is needed to read it again. ``status`` and ``headers`` are the answer's, such as ``200 OK``; empty for a file. The
    payload is what a spider saw: without the compression it was sent with. ``metadata``: it did not come from anywhere,
    but is what Addewid itself says of what did.
    """

    address: str
    payload: BinaryIO
    size: int
    sha256: str
    media_type: str
    at: datetime
    source: str = ""
    via: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    status: str = ""
    headers: Sequence[tuple[str, str]] = ()
    metadata: bool = False


def page(
    address: str,
    body: bytes,
    *,
    media_type: str,
    at: datetime,
    source: str,
    facts: Mapping[str, Any],
    status: str,
    headers: Sequence[tuple[str, str]],
    via: str = "",
) -> Arrival:
    """A page that was fetched."""
    return Arrival(
        address=address,
        payload=io.BytesIO(body),
        size=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
        media_type=media_type,
        at=at,
        source=source,
        via=via,
        facts=facts,
        status=status,
        headers=headers,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a record says beside its payload.

    ``digest`` is as written (``sha256:…``); ``sha256`` is empty where only another one was written and the payload has
    not been read. ``facts`` is None in an archive of version 0.1.0, which kept none. ``original`` is where the payload
    stands when this record only refers to it; ``size`` is then 0 until that has been looked up. ``stands`` is where
    the record was written, by its own account.
    """

    place: Place
    address: str
    at: datetime
    media_type: str
    source: str
    via: str
    facts: Mapping[str, Any] | None
    status: str
    headers: tuple[tuple[str, str], ...]
    digest: str
    sha256: str
    size: int
    original: Place | None
    stands: str
    metadata: bool = False


@dataclass(frozen=True, slots=True)
class Damage:
    """A place in the archive where no whole record is.

    ``tail``: nothing follows it in its file. ``torn``: its file ends before it does.
    """

    file: str
    offset: int
    what: str
    tail: bool = False
    torn: bool = False

    def __str__(self) -> str:
        return f"{self.file}, byte {self.offset:,}: {self.what}."


class RecordDamaged(CorpusDamaged):
    """A record is not what was written. ``what`` says how; ``torn`` that its file ends before it does."""

    def __init__(self, place: Place, what: str, *, torn: bool = False) -> None:
        super().__init__(
            f"The archive is damaged at {place.file}, byte {place.offset:,}: {what}; restore a copy of it."
        )
        self.what = what
        self.torn = torn
