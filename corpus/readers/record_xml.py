"""The Record's XML export (record.senedd.wales): one flat row a contribution, both languages in each.

Rows are matched by their position under the root, for their names differ from meeting to meeting.
"""

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from corpus.codebook import DocumentKind, Lang
from corpus.readers import record_rows
from corpus.readers.clean import clean
from corpus.readers.dates import iso, month_name
from corpus.readers.draft import Draft, Source
from corpus.readers.record_rows import Row
from corpus.readers.xmlsafe import name, parse

_HOSTS = {Lang.EN: "https://record.senedd.wales", Lang.CY: "https://cofnod.senedd.cymru"}
_PLENARY = {Lang.EN: "Plenary", Lang.CY: "Y Cyfarfod Llawn"}
_PARTS = {
    "votes": {Lang.EN: "votes", Lang.CY: "pleidleisiau"},
    "qnr": {Lang.EN: "questions not reached", Lang.CY: "cwestiynau nas cyrhaeddwyd"},
}
_RENAMED = date(2020, 5, 6)


def read(source: Source) -> Iterator[Draft]:
    """An English and a Welsh document of one export, each with the contributions there are in its language.

    Raises ``UnreadableDocument`` when no row of the file is a contribution.
    """
    root, notes = parse(source)
    rows = [_row(element) for element in root if name(element)]
    rows = [row for row in rows if row.meeting]
    if not rows:
        raise source.refuse(
            "holds no contributions of a meeting; export the transcript, the votes or the questions again"
        )
    tag = next((name(element) for element in root if name(element)), "")
    part = record_rows.part_of(rows)
    drafts = [_draft(rows, lang, tag, part) for lang in Lang]
    spoken = [draft for draft in drafts if draft.passages]
    if not spoken:
        raise source.refuse("holds rows without any words; export it again")
    for draft in spoken:
        draft.warnings += notes
        draft.parallel = len(spoken) > 1
        yield draft


def _row(element: etree._Element) -> Row:
    """A row's fields by their names in small letters, for exports differ in that too."""
    return Row({name(child).lower(): child.text or "" for child in element if name(child)})


def _draft(rows: list[Row], lang: Lang, tag: str, part: str) -> Draft:
    first = rows[0]
    day = iso(first["meetingdate"])
    plenary = "plenary" in tag.lower() or not re.search("committee", tag, re.IGNORECASE)
    work = f"record/{clean(first.meeting)}"
    return Draft(
        "record-xml",
        passages=record_rows.passages(rows, lang, part),
        title=_title(lang, day, _committee(tag) if not plenary else _PLENARY[lang], part),
        stated_lang=lang,
        kind=DocumentKind.RECORD,
        work=f"{work}/{part}" if part else work,
        issued=day,
        publisher="National Assembly for Wales" if day and day < _RENAMED else "Welsh Parliament",
        url=f"{_HOSTS[lang]}/{'Plenary' if plenary else 'Committee'}/{clean(first.meeting)}",
    )


def _committee(tag: str) -> str:
    """ "XML_HealthAndSocialCareCommittee_English" as words, which the file has in English only."""
    words = next((piece for piece in tag.split("_") if "committee" in piece.lower()), "Committee")
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words)


def _title(lang: Lang, day: date | None, meeting: str, part: str) -> str:
    when = f", {day.day} {month_name(day.month, lang)} {day.year}" if day else ""
    return f"{meeting}{when}" + (f": {_PARTS[part][lang]}" if part else "")
