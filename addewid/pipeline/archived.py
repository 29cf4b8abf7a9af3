"""What a capture in the archive holds, read by today's spiders and readers."""

import os
import shutil
from collections.abc import Generator, Iterator
from urllib.parse import unquote_to_bytes

from addewid.workspace import Workspace
from corpus import intake
from corpus.errors import AddewidError, UnreadableDocument
from corpus.said import from_facts
from corpus.types import ReadDocument
from crawlers import scratch
from crawlers.archive import Record


class NotRead(AddewidError):
    """A capture could not be read; the others are."""


def documents(workspace: Workspace, record: Record) -> Generator[ReadDocument, None, None]:
    """What a capture holds, by its spider or by the reader of its format. Raises NotRead for whatever is wrong."""
    try:
        if record.source:
            from crawlers import taking

            yield from taking.read(record, workspace.archive.read(record.place))
        else:
            yield from _of_file(workspace, record)
    except AddewidError as error:
        raise NotRead(str(error)) from error


def _of_file(workspace: Workspace, record: Record) -> Iterator[ReadDocument]:
    """The documents of a file that somebody added, read under the name it had."""
    try:
        given = from_facts((record.facts or {}).get("given", {}))
    except ValueError as error:
        raise NotRead(f"{record.address}: {error}; add the file again.") from error
    with scratch.folder() as folder:
        file = folder / name(record)
        with workspace.archive.open(record.place) as held, file.open("wb") as copy:
            shutil.copyfileobj(held, copy)
        try:
            yield from intake.read_file(file, given, limit=workspace.settings.largest_file)
        except UnreadableDocument as error:
            raise NotRead(str(error).replace(str(file), record.address)) from error


def name(record: Record) -> str:
    """The name of a file as it was when it was added, where it is one; a page's address."""
    if record.source:
        return record.address
    said = os.fsdecode(unquote_to_bytes(record.address.rsplit("/", 1)[-1]))
    safe = said not in {"", ".", ".."} and not set(said) & {"/", "\\", "\0"} and len(os.fsencode(said)) <= 255
    return said if safe else "document"
