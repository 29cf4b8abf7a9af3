"""What passes between this package's modules: the file read, what was said of it, a document in the making."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.errors import UnreadableDocument
from corpus.readers.clean import shown
from corpus.readers.dates import Stated
from corpus.types import Passage


@dataclass(frozen=True, slots=True)
class Given:
    """What the person said of a file; each fact overrides what would be detected, in every document the file holds.

    ``lang`` picks one document out of a file that holds the same text in both languages. ``title`` and
    ``url`` do not apply to bulk files, where every line has its own. ``content`` are CSS selectors of the parts
    of a web page that hold its text, ``without`` of what to leave out of them. ``work`` and ``part_of`` are as in
    ``ReadDocument``; ``facts`` goes to its ``facts``.
    """

    kind: DocumentKind | None = None
    lang: Lang | None = None
    title: str = ""
    issued: date | None = None
    publisher: str = ""
    url: str = ""
    issued_text: str = ""
    work: str = ""
    part_of: str = ""
    content: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


NOTHING_GIVEN = Given()


@dataclass(frozen=True, slots=True)
class Source:
    """A file chosen for a reader: its bytes (empty where the reader streams it) and what to call it in messages."""

    path: Path
    data: bytes
    limit: int
    given: Given = NOTHING_GIVEN

    def refuse(self, what: str, /, **values: object) -> UnreadableDocument:
        """The error for this file: what happened, and what to do."""
        return UnreadableDocument(shown(self.path), what, **values)


@dataclass(slots=True)
class Draft:
    """A document before its language, kind and offsets are settled. ``reader`` names the format.

    ``stated_lang`` is what the file says of itself; ``parallel`` that the file holds its twin too; ``bulk``
    that it is one of many in its file. ``issued_text`` is as in ``ReadDocument``.
    """

    reader: str
    passages: list[Passage] = field(default_factory=list)
    title: str = ""
    stated_lang: Lang | None = None
    parallel: bool = False
    bulk: bool = False
    kind: DocumentKind | None = None
    work: str = ""
    source_id: str = ""
    issued: date | None = None
    issued_text: str = ""
    publisher: str = ""
    url: str = ""
    page_count: int | None = None
    warnings: list[str] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)


def date_draft(draft: Draft, when: Stated | None) -> None:
    """Give a draft a stated date, if there is one."""
    if when is not None:
        draft.issued, draft.issued_text = when.day, when.text


class Reader(Protocol):
    """A module of this package that reads one format."""

    def read(self, source: Source) -> Iterator[Draft]:
        """The documents of a file. Raises ``UnreadableDocument``."""


def passage(text: str, kind: PassageKind = PassageKind.PARAGRAPH, headings: tuple[str, ...] = ()) -> Passage:
    """A passage not yet laid out."""
    return Passage(text, 0, 0, kind, headings)
