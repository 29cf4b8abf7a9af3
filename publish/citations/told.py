"""How words are cited on one line, in the language in use: who said them, in what, where in it and on the web."""

from collections.abc import Iterator, Mapping
from datetime import date

from corpus.codebook import DocumentKind
from corpus.language import day, msg, tr, when
from corpus.rows import PassageRow
from publish.citations import places
from publish.citations.labels import Label
from publish.citations.publishers import ADDEWID, STARTER
from publish.citations.text import one_line, web_address

_NUMBERED: Mapping[Label, str] = {
    Label.SECTION: msg("section {number}"),
    Label.REGULATION: msg("regulation {number}"),
    Label.ARTICLE: msg("article {number}"),
    Label.RULE: msg("rule {number}"),
    Label.PARAGRAPH: msg("paragraph {number}"),
}


def citation(passage: PassageRow, captured: date | None = None) -> str:
    """A reference to a passage, in the language in use: one line, ending with a full stop.

    ``captured`` is the day on which it was taken from its address; it is told with the address of what is not law.
    """
    if passage.collection == STARTER:  # what we wrote on a document is not that
        return ", ".join(filter(None, (ADDEWID, _title(passage), *_place(passage)))).rstrip(".") + "."
    if passage.document_kind in places.LAW:
        inserted = tr("inserted by {title}", title=one_line(passage.document_title)) if places.inserted(passage) else ""
        parts = [_enactment(passage), _number(passage) or _page(passage), inserted]
    else:
        parts = [_author(passage), _title(passage), when(passage.when), *_place(passage)]
    return ", ".join(part for part in (*parts, _address(passage, captured)) if part).rstrip(".") + "."


def address(passage: PassageRow) -> str:
    """The address of a document's source, for a browser; "" where it is none that a browser should open."""
    return web_address(passage.url)


def _enactment(passage: PassageRow) -> str:
    return one_line(passage.amends if places.inserted(passage) else passage.document_title)


def _number(passage: PassageRow) -> str:
    """The number of a provision or paragraph, with what it is of; what says that itself stays as it is printed."""
    at = places.place(passage)
    if at.label is not None and not at.schedule and at.number == one_line(passage.number).rstrip("."):
        return tr(_NUMBERED[at.label], number=at.number)
    return one_line(passage.number)


def _author(passage: PassageRow) -> str:
    """Whoever spoke, else whoever published it."""
    speaker, role = one_line(passage.speaker), one_line(passage.role)
    if speaker and role:
        return f"{speaker} ({role})"
    return speaker or role or one_line(passage.publisher)


def _title(passage: PassageRow) -> str:
    title = one_line(passage.stands_in)
    if passage.document_kind is DocumentKind.RECORD:
        return tr("{title} (Record of Proceedings)", title=title)
    return title


def _place(passage: PassageRow) -> Iterator[str]:
    """Paragraph and page, or the time in the Record; the number of a contribution is no paragraph's."""
    if passage.document_kind not in places.SPOKEN:
        yield _number(passage)
    yield places.place(passage).clock
    yield _page(passage)


def _page(passage: PassageRow) -> str:
    page = one_line(passage.page_label) or (str(passage.page_index + 1) if passage.page_index is not None else "")
    return tr("page {page}", page=page) if page else ""


def _address(passage: PassageRow, captured: date | None) -> str:
    url = address(passage)
    if not url:
        return ""
    if captured is None or passage.document_kind in places.LAW:
        return f"<{url}>"
    return tr("<{address}> (captured on {day})", address=url, day=day(captured))
