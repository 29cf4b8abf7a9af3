"""References of one's own, out of the files that other programs write: CSL-JSON, RIS, and Zotero's JSON.

What comes in is anybody's: sizes are bounded, markup and controls are left out, and a type of reference that is not
known stops it by name.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import UsageProblem
from corpus.language import msg, number
from publish.citations.taken_in import csl, naming, ris, zotero
from publish.citations.taken_in.cleaning import Refused
from publish.citations.typed import Item

LARGEST = 20 * 1024 * 1024
"""Bytes of a file."""
MOST = 20_000
"""References in one file."""


def read(path: Path) -> list[Item]:
    """The references in a file, whose format is told by what is in it.

    Raises UsageProblem, which names the file: unreadable, too large, of no format read here, of an unknown type.
    """
    text = _text(path)
    try:
        return naming.named(list(_references(text)))
    except Refused as refused:
        raise UsageProblem(
            "{path}: {why}; nothing was taken from it, so mend it and try again.", path=path, why=refused
        ) from refused


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise UsageProblem(
            "{path} cannot be read ({why}); check its name and that you may read it.", path=path, why=error.strerror
        ) from error
    if len(data) > LARGEST:
        raise UsageProblem(
            "{path} is larger than {size} MB; export fewer references at a time.", path=path, size=LARGEST >> 20
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageProblem("{path} is not in UTF-8; export it again in that encoding.", path=path) from error


def _references(text: str) -> Iterator[Item]:
    if text.lstrip()[:1] in {"[", "{"}:
        rows = _rows(text)
        yield from (_reference(row, at) for at, row in enumerate(rows, 1) if not zotero.is_beside(row))
        return
    if not ris.looks_like(text):
        raise Refused(msg("it is neither CSL-JSON, RIS nor Zotero’s JSON"))
    for at, record in enumerate(ris.records(text), 1):
        if at > MOST:
            raise Refused(msg("it holds more than {most} references"), most=number(MOST))
        yield ris.item(record, at)


def _rows(text: str) -> list[object]:
    try:
        read = json.loads(text, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise Refused(msg("it is not whole JSON")) from error
    rows = read if isinstance(read, list) else _within(read)
    if len(rows) > MOST:
        raise Refused(msg("it holds more than {most} references"), most=number(MOST))
    return rows


def _within(read: object) -> list[object]:
    """The references of an object: those it lists as ``items``, or itself as the only one."""
    if isinstance(read, dict) and isinstance(read.get("items"), list):
        return list(read["items"])
    return [read]


def _reference(row: object, at: int) -> Item:
    if not isinstance(row, dict):
        raise Refused(msg("number {at} in it is no reference"), at=at)
    return zotero.item(row, at) if zotero.is_reference(row) else csl.item(row, at)
