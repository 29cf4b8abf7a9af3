"""Recommendations of UK inquiries with what the government answered, as government responses in the gold format.

Others aligned the pairs by a machine, and said of each answer as a whole whether it accepts, partly accepts or rejects.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.codebook import DocumentKind, Lang, PassageKind, Response
from corpus.errors import UsageProblem
from corpus.readers import DEFAULT_LIMIT, xmlsafe
from corpus.readers.clean import clean
from corpus.readers.draft import Source
from corpus.readers.zipguard import member, open_archive

_SHEET = "xl/worksheets/sheet1.xml"
_NUMBER, _ASKED, _TITLE, _SAID, _STATUS = (
    "Rec ID",
    "Rec Extracted",
    "Res File Title",
    "Res Extracted",
    "Status (Accept/Reject/Partial)",
)
_RESPONSES = {"Accept": Response.ACCEPTED, "Partial": Response.PARTLY_ACCEPTED, "Reject": Response.REJECTED}


def rows(folder: Path) -> Iterator[dict[str, Any]]:
    """The gold rows of all workbooks, one document each: heading, recommendation, and the answer, which is labelled."""
    for book in sorted((folder / "promises" / "uk_inquiries").glob("*.xlsx")):
        name = book.relative_to(folder).as_posix()
        for at, cells in enumerate(table(book), 1):
            heading = f"Recommendation {cells[_NUMBER]}"
            known = {
                "document": name,
                "lang": Lang.EN,
                "kind": DocumentKind.GOVERNMENT_RESPONSE,
                "title": cells[_TITLE],
                "publisher": "UK Government",
            }
            parts = ((heading, PassageKind.HEADING, ()), (cells[_ASKED], PassageKind.PARAGRAPH, (heading,)))
            for number, (text, kind, above) in enumerate(parts):
                row = {"id": f"{book.stem}@{at}.{number}", "labelled": False}
                yield known | row | {"passage": kind, "headings": above, "text": text}
            yield known | {
                "id": f"{book.stem}@{at}",
                "headings": (heading,),
                "text": cells[_SAID],
                "response": _RESPONSES[cells[_STATUS]],
                "recommendation": cells[_NUMBER],
            }


def table(book: Path) -> Iterator[dict[str, str]]:
    """The rows of a workbook's first sheet, by the names in its first row. Raises ``UsageProblem`` if it has none.

    Every cell's words must stand in the sheet itself, as they do here, not in a table of shared strings.
    """
    source = Source(book, book.read_bytes(), DEFAULT_LIMIT)
    sheet = member(source, open_archive(source), _SHEET)
    if sheet is None:
        raise UsageProblem(f"{book} has no sheet {_SHEET}; fetch it again.")
    root, _ = xmlsafe.parse(source, sheet)
    found = [
        {_column(cell): clean(xmlsafe.all_text(cell)) for cell in row.iter("{*}c") if cell.get("t") != "s"}
        for row in root.iter("{*}row")
    ]
    names = found[0] if found else {}
    for cells in found[1:]:
        yield {name: cells.get(column, "") for column, name in names.items()}


def _column(cell: Any) -> str:
    return str(cell.get("r")).rstrip("0123456789")
