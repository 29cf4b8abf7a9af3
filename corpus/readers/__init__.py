"""Readers: a file in, documents with passages out.

One module per format, imported when a file of that format is met. The format is decided by content first
(`sniff`), text is cleaned in one place (`clean`), and what the file does not say is detected (`detect`).
"""

import importlib
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from corpus.language import plural
from corpus.readers.draft import NOTHING_GIVEN, Given, Source

if TYPE_CHECKING:
    from corpus.readers.draft import Reader
    from corpus.types import ReadDocument

__all__ = ["BULK_LIMIT", "DEFAULT_LIMIT", "Given", "can_read", "read"]

DEFAULT_LIMIT = 200 * 1024 * 1024
"""Bytes of a file that is read whole."""
BULK_LIMIT = 4 * 1024 * 1024 * 1024
"""Bytes of a JSONL file, which is read line by line in little memory."""

_BULK = {".jsonl", ".ndjson"}
_SUFFIXES = _BULK | {
    *(".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".odt", ".xml", ".akn", ".csv"),
}
_HEAD = 64 * 1024


def can_read(path: Path) -> bool:
    """Whether a file's name says that it is of a format read here; for choosing files when a folder is added."""
    return path.suffix.lower() in _SUFFIXES


def read(path: Path, given: Given = NOTHING_GIVEN, *, limit: int = DEFAULT_LIMIT) -> Iterator["ReadDocument"]:
    """The documents of a file, their passages laid out; most files hold one, bilingual ones two, bulk ones many.

    ``limit`` is in bytes, and raised to `BULK_LIMIT` for JSONL. Raises ``UnreadableDocument``, one sentence
    naming the file, what happened and what to do; for JSONL with bad lines, after the good ones were yielded.
    """
    source = _opened(path, given, limit)
    from corpus.readers import finish, sniff

    chosen, notes = sniff.identify(source)
    if chosen is sniff.Format.JSONL:
        source = Source(path, b"", limit, given)
    elif path.suffix.lower() in _BULK:
        source = Source(path, _bytes(source, limit), limit, given)
    reader = cast("Reader", importlib.import_module(f"corpus.readers.{chosen.value}"))
    yield from finish.documents(source, reader, notes)


def _opened(path: Path, given: Given, limit: int) -> Source:
    """The file with its bytes, or, where it is streamed, its first ones. Its size is checked before it is read."""
    source = Source(path, b"", limit, given)
    try:
        facts = path.stat()
    except FileNotFoundError as error:
        raise source.refuse("does not exist; check its name") from error
    except (OSError, ValueError) as error:
        raise source.refuse("cannot be looked at; check that you may read it and where it is") from error
    if stat.S_ISDIR(facts.st_mode):
        raise source.refuse("is a folder; name the files inside it, or add the folder as a whole")
    if not stat.S_ISREG(facts.st_mode):
        raise source.refuse("is not an ordinary file; copy what it holds into one")
    if facts.st_size == 0:
        raise source.refuse("is empty; check that it was saved or fetched whole")
    bulk = path.suffix.lower() in _BULK
    _refuse_size(source, facts.st_size, max(limit, BULK_LIMIT) if bulk else limit)
    return Source(path, _bytes(source, _HEAD if bulk else limit), limit, given)


def _bytes(source: Source, limit: int) -> bytes:
    try:
        with source.path.open("rb") as file:
            data = file.read(limit + 1)
    except PermissionError as error:
        raise source.refuse("may not be read by you; change its permissions or copy it elsewhere") from error
    except OSError as error:
        raise source.refuse("could not be read from its disk; copy it to another disk and try again") from error
    if limit != _HEAD:
        _refuse_size(source, len(data), limit)
    return data


def _refuse_size(source: Source, size: int, limit: int) -> None:
    if size > limit:
        raise source.refuse(
            "is larger ({size}) than the limit of {limit}; split it, or raise the limit if you trust it",
            size=_size(size),
            limit=_size(limit),
        )


def _size(count: int) -> str:
    return f"{count / 1_048_576:,.0f} MB" if count >= 1_048_576 else plural("{count} byte", "{count} bytes", count)
