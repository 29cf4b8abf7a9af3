"""How words are cited: who said them, in what, where in it, and where that can be read. By the kind of document."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote, urlsplit

from corpus.codebook import DocumentKind
from corpus.language import day, msg, tr, when
from corpus.rows import PassageRow

LAW = frozenset({DocumentKind.ACT, DocumentKind.BILL, DocumentKind.STATUTORY_INSTRUMENT})
SPOKEN = frozenset({DocumentKind.RECORD, DocumentKind.STATEMENT, DocumentKind.WRITTEN_QUESTION, DocumentKind.MOTION})

_OF_ADDRESSES = "%:/?#[]@!$&'()*+,;=~"

_INSTRUMENTS = (
    (re.compile(r"\b(?:Order|Gorchymyn)\b"), msg("article {number}")),
    (re.compile(r"\b(?:Rules|Rheolau)\b"), msg("rule {number}")),
    (re.compile(r"\b(?:Regulations|Rheoliadau)\b"), msg("regulation {number}")),
)
"""What the provisions of an instrument are called, by its title."""

_PLAIN_NUMBER = re.compile(r"\d[\w.]*(?:\(\w+\))*")
"""A number that says nothing of what it is the number of; "Schedule 2 paragraph 4" says it."""


def citation(passage: PassageRow, captured: date | None = None) -> str:
    """A reference to a passage, in the language in use: one line, ending with a full stop.

    ``captured`` is the day on which it was taken from its address; it is told with the address of what is not law.
    """
    if passage.document_kind in LAW:
        inserted = tr("inserted by {title}", title=_one_line(passage.document_title)) if passage.amends else ""
        parts = [_one_line(passage.amends or passage.document_title), _provision(passage), inserted]
    else:
        parts = [_author(passage), _title(passage), _dated(passage), *_place(passage)]
    return ", ".join(part for part in (*parts, _address(passage, captured)) if part).rstrip(".") + "."


def address(passage: PassageRow) -> str:
    """The address of a document's source, for a browser; "" where it is none that a browser should open.

    What stands in a document is anybody's: only http and https, and nothing that could make one host look like another.
    """
    try:
        split = urlsplit(passage.url)
        host = split.hostname or ""
    except ValueError:
        return ""
    if split.scheme not in {"http", "https"} or not host or not host.isascii() or "@" in split.netloc:
        return ""
    if not passage.url.isprintable() or "\\" in passage.url:
        return ""
    return quote(passage.url, safe=_OF_ADDRESSES)


def _provision(passage: PassageRow) -> str:
    number = _one_line(passage.number)
    if not _PLAIN_NUMBER.fullmatch(number):
        return number or _page(passage)
    if passage.document_kind is not DocumentKind.STATUTORY_INSTRUMENT or passage.amends:
        return tr("section {number}", number=number)
    for named, said in _INSTRUMENTS:
        if named.search(passage.document_title):
            return tr(said, number=number)
    return tr("paragraph {number}", number=number)


def _author(passage: PassageRow) -> str:
    """Whoever spoke, else whoever published it."""
    speaker, role = _one_line(passage.speaker), _one_line(passage.role)
    if speaker and role:
        return f"{speaker} ({role})"
    return speaker or role or _one_line(passage.publisher)


def _title(passage: PassageRow) -> str:
    title = _one_line(passage.stands_in)
    if passage.document_kind is DocumentKind.RECORD:
        return tr("{title} (Record of Proceedings)", title=title)
    return title


def _dated(passage: PassageRow) -> str:
    return when(passage.when)


def _place(passage: PassageRow) -> Iterator[str]:
    """Paragraph and page, where they are printed; the number of a contribution is no paragraph's."""
    number = _one_line(passage.number)
    if number and passage.document_kind not in SPOKEN:
        yield tr("paragraph {number}", number=number) if _PLAIN_NUMBER.fullmatch(number) else number
    yield _page(passage)


def _page(passage: PassageRow) -> str:
    page = _one_line(passage.page_label) or (str(passage.page_index + 1) if passage.page_index is not None else "")
    return tr("page {page}", page=page) if page else ""


def _address(passage: PassageRow, captured: date | None) -> str:
    url = address(passage)
    if not url:
        return ""
    if captured is None or passage.document_kind in LAW:
        return f"<{url}>"
    return tr("<{address}> (captured on {day})", address=url, day=day(captured))


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() or c.isspace() else "" for c in text).split())
