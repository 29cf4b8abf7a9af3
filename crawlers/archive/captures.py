"""Captures: what came goes into the archive first, and then its row into the corpus, in one transaction.

A row says where its record stands; a record without a row was left by a killed process, and `adopt` gives it one.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from corpus.models import Capture, State
from crawlers.archive.records import Arrival, Damage, Place, Record
from crawlers.archive.store import Archive

UNKNOWN_TYPE = "application/octet-stream"
CONCLUDED = "concluded"
"""Name of the state that says where the record of the last crawl's end stands."""
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]*/[a-z0-9][a-z0-9.+-]*")


def media_type(said: str) -> str:
    """The media type in a ``Content-Type``, or the unknown one where that is none."""
    named = said.partition(";")[0].strip().lower()
    return named if len(named) <= 64 and _MEDIA_TYPE.fullmatch(named) else UNKNOWN_TYPE


def keep(session: Session, archive: Archive, arrival: Arrival) -> Capture:
    """Keep one arrival. Raises UnreadableDocument when it cannot be."""
    return session.get_one(Capture, keep_all(session, archive, [arrival])[0])


def keep_all(session: Session, archive: Archive, arrivals: Sequence[Arrival]) -> list[int]:
    """Keep arrivals, with one wait for the disk, and return their captures' ids, in order; new ones are not complete.

    The session must hold the write lock. Bytes that are in the archive already are not kept again, only that and how
    they came again; and what came exactly as its address's last capture did is that capture.
    """
    held = _last_of(session, {arrival.address for arrival in arrivals})
    wanted = [_came(one.address, one.source, one.via, one.sha256, one.facts) for one in arrivals]
    new: dict[tuple[str, ...], Arrival] = {}
    for arrival, key in zip(arrivals, wanted, strict=True):
        if key not in held:
            new.setdefault(key, arrival)
    if new:
        fresh = list(new.values())
        known = _places(session, {arrival.sha256 for arrival in fresh})
        places = archive.keep_all(fresh, after=last_place(session), known=known)
        rows = [_row(arrival, place, arrival.facts) for arrival, place in zip(fresh, places, strict=True)]
        ids = session.scalars(insert(Capture).returning(Capture.id, sort_by_parameter_order=True), rows)
        held |= dict(zip(new, ids, strict=True))
    return [held[key] for key in wanted]


def adopt(session: Session, record: Record) -> Capture:
    """The row of a record, made where it lacks one, not complete; the record must have been read to its end."""
    here = (Capture.archive == record.place.file, Capture.archive_offset == record.place.offset)
    capture = session.scalar(select(Capture).where(Capture.sha256 == record.sha256, *here).limit(1))
    if capture is None:
        capture = Capture(**_row(record, record.place, record.facts or {}))
        session.add(capture)
        session.flush()
    return capture


def place(capture: Capture) -> Place:
    """Where a capture's record stands."""
    return Place(capture.archive, capture.archive_offset, capture.archive_length)


def verify(session: Session, archive: Archive) -> Iterator[Damage]:
    """What is damaged in the archive or missing from it, by every record's digests and every capture's row.

    What a killed process left at the end of a file is no damage, where no capture is said to stand.
    """
    columns = select(Capture.archive, Capture.archive_offset, Capture.sha256, Capture.address)
    rows: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for file, offset, sha256, address in session.execute(columns):
        rows.setdefault((file, offset), []).append((sha256, address))
    for found in archive.records():
        if isinstance(found, Damage):
            if rows.pop((found.file, found.offset), None) or not found.tail:
                yield found
            continue
        for sha256, address in rows.pop(found.place.start, []):
            if sha256 != found.sha256:
                yield Damage(found.place.file, found.place.offset, f"it does not hold the capture of {address}")
    for (file, offset), captures in rows.items():
        yield Damage(file, offset, f"the capture of {captures[0][1]} is missing")


def _row(said: Arrival | Record, place: Place, facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "sha256": said.sha256,
        "size": said.size,
        "media_type": media_type(said.media_type),
        "address": said.address,
        "captured_at": said.at,
        "archive": place.file,
        "archive_offset": place.offset,
        "archive_length": place.length,
        "complete": False,
        "source": said.source,
        "via": said.via,
        "facts": dict(facts),
    }


def _last_of(session: Session, addresses: set[str]) -> dict[tuple[str, ...], int]:
    """The last capture of each address by each source from each place, by how it came."""
    apart = (Capture.address, Capture.source, Capture.via)
    last = select(func.max(Capture.id)).where(Capture.address.in_(addresses)).group_by(*apart)
    columns = select(Capture.id, *apart, Capture.sha256, Capture.facts)
    rows = session.execute(columns.where(Capture.id.in_(last)))
    return {_came(*how): number for number, *how in rows}


def _came(address: str, source: str, via: str, sha256: str, facts: Mapping[str, Any]) -> tuple[str, ...]:
    return address, source, via, sha256, json.dumps(dict(facts), sort_keys=True)


def _places(session: Session, digests: set[str]) -> dict[str, Place]:
    """Where payloads stand already: the first capture of each, which is the one that holds it."""
    first = select(func.min(Capture.id)).where(Capture.sha256.in_(digests)).group_by(Capture.sha256)
    columns = select(Capture.sha256, Capture.archive, Capture.archive_offset, Capture.archive_length)
    rows = session.execute(columns.where(Capture.id.in_(first)))
    return {digest: Place(file, offset, length) for digest, file, offset, length in rows}


def last_place(session: Session) -> Place | None:
    """Where the newest record stands. Behind another one the archive would begin a new file, and harm nothing."""
    columns = select(Capture.archive, Capture.archive_offset, Capture.archive_length)
    last = session.execute(columns.order_by(Capture.id.desc()).limit(1)).first()
    known = [Place(*last)] if last else []
    if concluded := last_concluded(session):
        known.append(concluded)
    return max(known, key=lambda place: place.start, default=None)


def last_concluded(session: Session) -> Place | None:
    """Where the record of the last crawl's end stands, as far as the corpus knows."""
    state = session.get(State, CONCLUDED)
    if state is None:
        return None
    file, offset, length = state.value.split()
    return Place(file, int(offset), int(length))


def note_concluded(session: Session, place: Place) -> None:
    """Note where the record of the last crawl's end stands."""
    session.merge(State(name=CONCLUDED, value=f"{place.file} {place.offset} {place.length}"))
    session.flush()
