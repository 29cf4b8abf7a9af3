"""Documents and their passages, and how their dates and places are told to people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from corpus.codebook import DocumentKind, Lang, PassageKind, Theme
from corpus.language import msg, tr


class Say(Protocol):
    """What fills a message: ``tr`` for people, ``in_english`` for what is kept or handed on."""

    def __call__(self, message: str, /, **values: object) -> str:
        """The message, with what its ``{names}`` stand for."""


def in_english(message: str, /, **values: object) -> str:
    """A message in English, whatever the language in use."""
    return message.format(**values)


def place(number: str, page_label: str, page_index: int | None, ordinal: int, say: Say = tr) -> str:
    """Where a passage stands, for people: its number and its page ("16(1)", "(b), p. 23"), else its count ("¶ 7")."""
    page = page_label or (str(page_index + 1) if page_index is not None else "")
    parts = [*([number] if number else []), *([paged(page, say)] if page else [])]
    return ", ".join(parts) or f"¶ {ordinal + 1}"


def paged(page: str, say: Say = tr) -> str:
    """A page, for people: "p. 23"."""
    return say(msg("p. {page}"), page=page)


def when(issued: date | None, issued_text: str) -> str:
    """A date for people: as stated where less than a day is known, else as ISO; empty when there is none."""
    return issued_text or (issued.isoformat() if issued else "")


def first_day(issued: date | None, issued_text: str) -> date | None:
    """The first day that a date could be, where it is told by a year or a month ("2014", "2014-05"); else its day."""
    year, _, month = issued_text.partition("-")
    if issued is None or not (year.isdecimal() and (month.isdecimal() or not month)):
        return issued
    return issued.replace(month=issued.month if month else 1, day=1)


def stands_in(amends: str, title: str, say: Say = tr) -> str:
    """The document that words are of: the amended Act, with the document that inserts them, or the document's title."""
    return say(msg("{act}, inserted by {title}"), act=amends, title=title) if amends else title


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A work and its current version in one language. ``version_id`` names that version.

    ``part_of`` is the key of the document it is attached to. ``source`` is the spider that fetched it, at
    ``captured_at``; ``via`` the other address that it was in truth fetched from; ``gone_on`` the day its address
    was found empty; ``sha256`` is of the bytes that were captured. ``facts`` are what its page said beside its text.
    """

    key: str
    version_id: int
    lang: Lang
    title: str
    kind: DocumentKind
    issued: date | None
    publisher: str
    url: str
    source_id: str
    collection: str
    languages: tuple[Lang, ...]
    passages: int
    commitments: int
    tagged: bool
    issued_text: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    part_of: str = ""
    captured_at: datetime | None = None
    source: str = ""
    via: str = ""
    gone_on: date | None = None
    sha256: str = ""

    @property
    def when(self) -> str:
        """The document's date, no more exact than it is known; empty when it is not."""
        return when(self.issued, self.issued_text)


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage with the facets of its document. ``ref`` is stable while the version is ("asc-2025-1/en/45").

    ``spoken_at`` is when it was said, as printed in the Record ("2026-06-16T13:30:05").
    """

    id: int
    ref: str
    version_id: int
    ordinal: int
    kind: PassageKind
    text: str
    start: int
    end: int
    headings: tuple[str, ...]
    number: str
    page_index: int | None
    page_label: str
    lead: str
    amends: str
    speaker: str
    role: str
    dated: date | None
    document_key: str
    document_title: str
    document_kind: DocumentKind
    lang: Lang
    publisher: str
    url: str
    source_id: str
    themes: tuple[Theme, ...] = ()
    is_commitment: bool = False
    is_case_study: bool = False
    issued: date | None = None
    issued_text: str = ""
    spoken_at: str = ""
    collection: str = ""

    @property
    def when(self) -> str:
        """The day of the passage, or the document's date, no more exact than it is known; empty when it is not."""
        return self.dated.isoformat() if self.dated else when(self.issued, self.issued_text)

    @property
    def stands_in(self) -> str:
        """The document that the words are of: the amended Act where they are inserted into one."""
        return stands_in(self.amends, self.document_title)

    @property
    def place(self) -> str:
        """Where it stands in the document, for people."""
        return place(self.number, self.page_label, self.page_index, self.ordinal)
