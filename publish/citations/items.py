"""A document as CSL describes it, so that any style prints it as lawyers and researchers cite its kind."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from corpus.codebook import DocumentKind, Lang
from corpus.rows import DocumentRow
from publish.citations import keys, law
from publish.citations.publishers import ADDEWID, STARTER, in_language, person
from publish.citations.text import one_line, web_address
from publish.citations.typed import Day, Item, Name

LOCALES = {Lang.EN: "en-GB", Lang.CY: "cy-GB"}

_GENRES: Mapping[DocumentKind, Mapping[Lang, str]] = {
    DocumentKind.STATEMENT: {Lang.EN: "Statement", Lang.CY: "Datganiad"},
    DocumentKind.RECORD: {Lang.EN: "Record of Proceedings", Lang.CY: "Cofnod y Trafodion"},
    DocumentKind.WRITTEN_QUESTION: {Lang.EN: "Written question", Lang.CY: "Cwestiwn ysgrifenedig"},
    DocumentKind.MOTION: {Lang.EN: "Motion", Lang.CY: "Cynnig"},
    DocumentKind.LETTER: {Lang.EN: "Letter", Lang.CY: "Llythyr"},
}
"""What a document is, where its title may leave that open; of reports OSCOLA would print it beside the page."""

_DATED_PAPERS = frozenset(
    {
        DocumentKind.STATEMENT,
        DocumentKind.WRITTEN_QUESTION,
        DocumentKind.MOTION,
        DocumentKind.LETTER,
        DocumentKind.ARTICLE,
        DocumentKind.OTHER,
    }
)
"""What is cited with its day, and not with its year alone."""

_KEPT = {
    Lang.EN: "Archived copy captured on {day}, SHA-256 {sha256}",
    Lang.CY: "Copi archif a gipiwyd ar {day}, SHA-256 {sha256}",
}
_GONE = {Lang.EN: "; gone from its address by {day}", Lang.CY: "; wedi mynd o’i gyfeiriad erbyn {day}"}
_ABOUT = {Lang.EN: "Addewid’s own briefing on {url}", Lang.CY: "Briff Addewid ei hun ar {url}"}

_NUMBER_ALONE = re.compile(r"[A-Z]{2,5} ?\d{2,7}(?:\([ew]\))?")
_DAY_LAST = re.compile(r",? (\d{1,2}) \w+ (\d{4})(?=$|:)")


def item(document: DocumentRow) -> Item:
    """The CSL item of a version of a document; its ``id`` is the version's key."""
    made: Item = {"id": keys.of(document), "type": "report", "language": LOCALES[document.lang]}
    if document.collection == STARTER:
        _briefing(document, made)
        return made
    _KINDS.get(document.kind, _dated_paper if document.kind in _DATED_PAPERS else _report)(document, made)
    _where(document, made)
    return made


def _briefing(document: DocumentRow, made: Item) -> None:
    """What we wrote on a document is no edition of it: its date and address are those of what it is on."""
    made["author"] = [{"literal": ADDEWID}]
    made["title"] = one_line(document.title)
    if stated := _stated(document):
        made["original-date"] = stated
    if url := web_address(document.url):
        made["note"] = _ABOUT[document.lang].format(url=url)


def _legislation(document: DocumentRow, made: Item) -> None:
    """Title, year, number: styles put the year after the title, so that it is not in both."""
    whole = one_line(document.title)
    title, year = law.titled(whole, document.issued)
    number, cited = law.numbered(document.url, document.lang)
    made["type"] = "legislation"
    made["title"] = title
    if title != whole:
        made["title-short"] = whole
    if year is not None:
        made["issued"] = (_stated(document) if document.issued and document.issued.year == year else None) or _day(year)
    if number:
        made["number"] = number
    if cited:
        made["container-title"] = cited
    if by := _publisher(document):
        made["authority"] = by


def _bill(document: DocumentRow, made: Item) -> None:
    _legislation(document, made)
    made["type"] = "bill"
    made.pop("authority", "")
    if by := _publisher(document):
        made["container-title"] = by


def _record(document: DocumentRow, made: Item) -> None:
    """The day stands in the title too, as read from the Record's export."""
    made["type"] = "speech"
    title = one_line(document.title)
    found = _DAY_LAST.search(title)
    if found and document.issued and (int(found[1]), int(found[2])) == (document.issued.day, document.issued.year):
        title = title[: found.start()] + title[found.end() :]
    made["title"] = title
    made["event"] = made["event-title"] = _GENRES[document.kind][document.lang]
    _by(made, [], _publisher(document))
    _issued(document, made)


def _dated_paper(document: DocumentRow, made: Item) -> None:
    made["type"] = "webpage" if web_address(document.url) else "article"
    _titled(document, made)
    asked_by = one_line(document.facts.get("asked_by", ""))
    _by(made, [person(asked_by)] if asked_by else [], _publisher(document))
    if made["type"] == "webpage" and (publisher := made.pop("publisher", "")):
        made["container-title"] = publisher
    _issued(document, made)


def _report(document: DocumentRow, made: Item) -> None:
    _titled(document, made)
    committee = one_line(document.facts.get("committee", ""))
    _by(made, [{"literal": in_language(committee, document.lang)}] if committee else [], _publisher(document))
    _issued(document, made)


def _titled(document: DocumentRow, made: Item) -> None:
    """Its title, and what it is where the title does not say that: "WQ90096" is no more than a number."""
    title = one_line(document.title)
    genre = _GENRES.get(document.kind, {}).get(document.lang, "")
    if _NUMBER_ALONE.fullmatch(title):
        made["number"] = title
        title = f"{genre} {title}".strip()
    made["title"] = title
    if genre and genre.casefold() not in title.casefold():
        made["genre"] = genre


def _by(made: Item, authors: list[Name], publisher: str) -> None:
    """Its authors and its publisher; a publisher that is the author is told once."""
    if not authors and publisher:
        made["author"] = [{"literal": publisher}]
    elif authors:
        made["author"] = authors
        if publisher and {"literal": publisher} not in authors:
            made["publisher"] = publisher


def _publisher(document: DocumentRow) -> str:
    return in_language(one_line(document.publisher), document.lang)


def _issued(document: DocumentRow, made: Item) -> None:
    if stated := _stated(document):
        made["issued"] = stated


def _where(document: DocumentRow, made: Item) -> None:
    """Its address, the day of our copy, and how that copy is known again."""
    url = web_address(document.url)
    if not url:
        return
    made["URL"] = url
    if document.captured_at is None:
        return
    captured = document.captured_at.date()
    made["accessed"] = _day(captured.year, captured.month, captured.day)
    if document.sha256:
        made["note"] = _KEPT[document.lang].format(day=captured, sha256=document.sha256)
        if document.gone_on:
            made["note"] += _GONE[document.lang].format(day=document.gone_on)


def _stated(document: DocumentRow) -> Day | None:
    """Its date, no more exact than it is known."""
    if found := re.fullmatch(r"(\d{4})(?:-(\d{2}))?", document.issued_text):
        return _day(*(int(part) for part in found.groups() if part))
    return _of(document.issued) if document.issued else None


def _of(day: date) -> Day:
    return _day(day.year, day.month, day.day)


def _day(*parts: int) -> Day:
    return {"date-parts": [list(parts)]}


_KINDS: Mapping[DocumentKind, Callable[[DocumentRow, Item], None]] = {
    DocumentKind.ACT: _legislation,
    DocumentKind.STATUTORY_INSTRUMENT: _legislation,
    DocumentKind.BILL: _bill,
    DocumentKind.RECORD: _record,
}
