"""A table as a spreadsheet saves it (CSV): its rows by column, and rows of it written again with a reason each."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UnreadableDocument
from corpus.readers.clean import clean, shown
from corpus.readers.decode import decode
from publish.export.text import guarded, unguarded

LARGEST = 20 * 1024 * 1024
"""Bytes of a file."""

MOST_ROWS = 20_000
MOST_COLUMNS = 200
LONGEST_CELL = 100_000
"""Characters; the longest passage is far shorter."""

REASON = "reason"
"""The column that says why a row was rejected."""

_DELIMITERS = ",;\t|"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of Excel, LibreOffice and Numbers begin."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its number as a spreadsheet counts, its cells by column in small letters, and as they stand there."""

    number: int
    by_column: dict[str, str]
    cells: tuple[str, ...]
    fits: bool
    """Whether it has no more cells than the header; else they may stand under the wrong columns."""

    def first(self, *columns: str) -> str:
        """What the first of some columns holds that holds anything, as one clean line; empty where none does."""
        return next(filter(None, (clean(self.by_column.get(column, "")) for column in columns)), "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a header. ``note`` is a sentence on its encoding where that is doubtful."""

    header: tuple[str, ...]
    lines: tuple[Line, ...]
    delimiter: str
    note: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The names in the header, in small letters."""
        return tuple(map(_name, self.header))


def read(path: Path) -> Sheet:
    """The rows of a CSV file that hold anything. Raises UnreadableDocument for what is no such table, or too large."""
    text, note = decode(_bytes(path))
    text, delimiter = _delimiter(text.replace("\0", ""))
    header: tuple[str, ...] = ()
    lines = []
    for number, row in _rows(path, text, delimiter):
        if not header:
            header = tuple(row)
            _check(path, header)
        else:
            lines.append(_line(number, row, header))
        if len(lines) > MOST_ROWS:
            raise _unreadable(path, f"has more than {MOST_ROWS:,} rows", "cut it into several files")
    if not lines:
        raise _unreadable(path, "has no rows under a header", "check that it was saved whole")
    return Sheet(header, tuple(lines), delimiter, note)


def rejected(sheet: Sheet, lines: Iterable[tuple[Line, str]]) -> str:
    """A table of the same columns with the reasons before them, as spreadsheets open it: with a byte order mark."""
    kept = [at for at, name in enumerate(sheet.columns) if name != REASON]
    out = io.StringIO(newline="")
    table = csv.writer(out, delimiter=sheet.delimiter)
    table.writerow([REASON, *(sheet.header[at] for at in kept)])
    for line, reason in lines:
        cells = [*line.cells, *[""] * (len(sheet.header) - len(line.cells))]
        beyond = cells[len(sheet.header) :]
        table.writerow(
            [
                guarded(reason),
                *(guarded(unguarded(cells[at])) for at in kept),
                *(guarded(unguarded(each)) for each in beyond),
            ]
        )
    return "\ufeff" + out.getvalue()


def _bytes(path: Path) -> bytes:
    if path.suffix.lower() in {".xlsx", ".xls", ".xlsm", ".ods", ".numbers"}:
        raise _workbook(path)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise _unreadable(
            path, f"cannot be read ({error.strerror})", "check its name and that you may read it"
        ) from error
    if data.startswith(_WORKBOOKS):
        raise _workbook(path)
    if len(data) > LARGEST:
        raise _unreadable(path, f"is larger than {LARGEST // 1024 // 1024} MB", "cut it into several files")
    return data


def _delimiter(text: str) -> tuple[str, str]:
    """The table without the line in which some spreadsheets name the delimiter, and the delimiter."""
    first, _, rest = text.partition("\n")
    named = first.strip().removeprefix("sep=")
    if first.startswith("sep=") and len(named) <= 1:
        return rest, named or "\t"
    return text, max(_DELIMITERS, key=first.count)


def _rows(path: Path, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold anything, each with its number."""
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            if any(map(str.strip, row)):
                yield number, row
    except csv.Error as error:
        raise _unreadable(path, f"is not a table ({error})", "save it again as CSV in UTF-8") from error
    finally:
        csv.field_size_limit(before)


def _check(path: Path, header: tuple[str, ...]) -> None:
    names = [_name(name) for name in header if _name(name)]
    if len(header) > MOST_COLUMNS:
        raise _unreadable(path, f"has more than {MOST_COLUMNS} columns", "leave out those that are not needed")
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise _unreadable(path, f"has two columns called {shown(twice)}", "take one out, or call it otherwise")


def _line(number: int, row: list[str], header: tuple[str, ...]) -> Line:
    """A row; cells that a spreadsheet leaves out at the end are empty."""
    fits = not any(map(str.strip, row[len(header) :]))
    by_column = dict(zip(map(_name, header), map(unguarded, row), strict=False))
    return Line(number, by_column, tuple(row[: len(header)] if fits else row), fits)


def _name(heading: str) -> str:
    return clean(heading).lower().replace(" ", "_")


def _workbook(path: Path) -> UnreadableDocument:
    return _unreadable(path, "is a spreadsheet's own file", "save it as CSV (comma separated, UTF-8) and import that")


def _unreadable(path: Path, what: str, do: str) -> UnreadableDocument:
    return UnreadableDocument(shown(path), what, do)
