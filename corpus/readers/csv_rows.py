"""CSV files: timelines, in one or both languages, and any other table as rows."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.readers.clean import clean
from corpus.readers.dates import stated
from corpus.readers.decode import decode
from corpus.readers.draft import Draft, Source, passage
from corpus.readers.record_rows import paragraphs
from corpus.types import Passage

_TITLE = ("title", "heading", "event", "teitl")
_DATE = ("datestamp", "date", "dyddiad")
_TEXT = ("content_html", "content", "text", "description", "body", "testun")
_TWIN = ("_welsh", "_cy", "_cymraeg", " (welsh)", " cymraeg")
_DELIMITERS = ",;\t|"
_LONGEST_CELL = 16 * 1024 * 1024


def read(source: Source) -> Iterator[Draft]:
    """A timeline's documents, one a language; or one document whose passages are the rows of another table.

    Raises ``UnreadableDocument`` for a file without rows under its header.
    """
    text, note = decode(source.data)
    header, rows, notes = _table(source, text)
    columns = {name: at for at, name in reversed(list(enumerate(header)))}
    timeline = _columns(columns, "")
    drafts = [_plain(header, rows)]
    if timeline:
        drafts = [_timeline(rows, timeline, timeline, Lang.EN)]
        twins = (found for ending in _TWIN if (found := _columns(columns, ending)))
        if twin := next(twins, None):
            drafts.append(_timeline(rows, twin, timeline, Lang.CY))
        else:
            drafts[0].stated_lang = None
    drafts = [draft for draft in drafts if draft.passages]
    if not drafts:
        raise source.refuse("has a header but no rows; check that it was saved whole")
    for draft in drafts:
        draft.warnings += [note] if note else []
        draft.warnings += notes
        draft.parallel = len(drafts) > 1
        yield draft


def _table(source: Source, text: str) -> tuple[list[str], list[list[str]], list[str]]:
    """The header in small letters, the rows, and sentences about rows that do not fit it."""
    sample = text[: 16 * 1024]
    first = sample.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        table = [
            row for row in csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter) if any(row)
        ]
    except csv.Error as error:
        raise source.refuse("is not a table ({problem}); save it again as CSV in UTF-8", problem=error) from error
    finally:
        csv.field_size_limit(before)
    if len(table) < 2:
        raise source.refuse("has no rows under a header; check that it was saved whole")
    header = [clean(name).lower() for name in table[0]]
    odd = [at for at, row in enumerate(table[1:], 2) if len(row) != len(header)]
    notes = []
    if odd:
        which = ", ".join(map(str, odd[:5])) + (" and more" if len(odd) > 5 else "")
        notes.append(f"Rows {which} do not have as many cells as the header; check them.")
    return header, [row + [""] * (len(header) - len(row)) for row in table[1:]], notes


def _columns(columns: dict[str, int], ending: str) -> tuple[int, int, int] | None:
    """Where title, date and text stand, if all do; ``ending`` is what the names of a Welsh twin's end in."""
    found = [
        next((columns[name + ending] for name in names if name + ending in columns), None)
        for names in (_TITLE, _DATE, _TEXT)
    ]
    if ending and found[1] is None and None not in (found[0], found[2]):
        found[1] = found[0]
    return None if None in found else (found[0] or 0, found[1] or 0, found[2] or 0)


def _timeline(rows: list[list[str]], own: tuple[int, int, int], english: tuple[int, int, int], lang: Lang) -> Draft:
    passages: list[Passage] = []
    for row in rows:
        title = clean(" ".join(paragraphs(row[own[0]])))
        text = clean(" ".join(paragraphs(row[own[2]])))
        when = _day(row[own[1]]) or _day(row[english[1]])
        joint = " " if re.search(r"[.!?:…]$", title) else ". "
        words = joint.join(filter(None, (title, text)))
        passages.append(replace(passage(words, PassageKind.TABLE_ROW), dated=when))
    return Draft("csv", passages=passages, stated_lang=lang, kind=DocumentKind.TIMELINE)


def _day(cell: str) -> date | None:
    found = stated(clean(cell))
    return found.day if found else None


def _plain(header: list[str], rows: list[list[str]]) -> Draft:
    passages = []
    for row in rows:
        named = (
            f"{name}: {clean(cell)}" if name else clean(cell)
            for name, cell in zip(header, row, strict=False)
            if cell.strip()
        )
        passages.append(passage(" | ".join(named), PassageKind.TABLE_ROW))
    return Draft("csv", passages=passages)
