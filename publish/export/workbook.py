"""XLSX: a workbook with a sheet for each table, and before them one that says what it is. Nothing is a formula."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from corpus.language import number, tr
from publish.export.about import TITLE, About
from publish.export.cells import flat
from publish.export.columns import Table, Type, Value
from publish.export.text import is_formula, plain
from publish.export.writing import whole_file

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_575
"""Rows under the header of a sheet: a longer table goes on in another."""

LONGEST = 32_767
"""Characters of a cell."""

CUT = "… [cut]"

_EARLIEST = date(1900, 3, 1)
"""Before this spreadsheets do not agree on which day is which: such a day is written as text."""

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
    "use_zip64": True,
}
_WIDTHS: Mapping[Type, int] = {Type.STRING: 24, Type.LIST: 24, Type.JSON: 24, Type.DATE: 12, Type.DATETIME: 20}
_WIDE = {"quote": 80, "text": 80, "because": 60, "description": 80, "definition_en": 60, "definition_cy": 60}


@dataclass(frozen=True, slots=True)
class _Formats:
    """How cells look. ``text`` keeps what begins like a formula a text, even when somebody edits the cell."""

    head: "Format"
    text: "Format"
    day: "Format"
    moment: "Format"


def write(tables: Sequence[Table], path: Path, about: About) -> dict[str, int]:
    """Write a workbook, whole or not at all; returns how many rows each table has. The same rows give the same bytes.

    A text that is longer than a cell may be is cut, and says so.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    counts: dict[str, int] = {}
    with whole_file(path) as draft, TemporaryDirectory(prefix=".", dir=draft.parent) as scratch:
        workbook = Workbook(str(draft), {**_OPTIONS, "tmpdir": scratch})
        made = datetime.combine(about.stamp.on, time())
        workbook.set_properties({"title": TITLE, "author": "Addewid", "created": made})
        formats = _formats(workbook)
        _front(workbook.add_worksheet(tr("About")), tables, about, formats)
        for table in tables:
            counts[table.name] = _Sheets(workbook, table, formats).write()
        try:
            workbook.close()
        except FileCreateError as error:
            raise OSError(getattr(error.args[0], "errno", None), str(error)) from error
    return counts


def _formats(workbook: "Workbook") -> _Formats:
    return _Formats(
        head=workbook.add_format({"bold": True, "bottom": 1}),
        text=workbook.add_format({"quote_prefix": True}),
        day=workbook.add_format({"num_format": "yyyy-mm-dd"}),
        moment=workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
    )


def _front(sheet: "Worksheet", tables: Sequence[Table], about: About, formats: _Formats) -> None:
    """What this is, and what each column of each table holds."""
    sheet.set_column(0, 1, 20)
    sheet.set_column(2, 2, 100)
    sheet.write_string(0, 0, TITLE, formats.head)
    lines = about.lines()
    for row, line in enumerate(lines, 1):
        sheet.write_string(row, 0, line)
    row = len(lines) + 2
    for table in tables:
        sheet.write_string(row, 0, table.name, formats.head)
        sheet.write_string(row, 2, table.description)
        for column in table.columns:
            row += 1
            sheet.write_string(row, 1, column.name)
            sheet.write_string(row, 2, column.description)
        row += 2


class _Sheets:
    """The sheets of one table: as many as its rows need."""

    def __init__(self, workbook: "Workbook", table: Table, formats: _Formats) -> None:
        self._workbook, self._table, self._formats = workbook, table, formats
        self._sheets = 0
        self._writers = tuple(self._writer(column.type) for column in table.columns)

    def write(self) -> int:
        """Write the table; returns how many rows."""
        count = 0
        sheet = self._begin()
        for row in self._table.rows():
            if count and count % MOST_ROWS == 0:
                sheet = self._begin()
            at = count % MOST_ROWS + 1
            for column, (value, write) in enumerate(zip(row, self._writers, strict=True)):
                if value is not None and value not in ("", ()):
                    write(sheet, at, column, value)
            count += 1
        return count

    def _begin(self) -> "Worksheet":
        """A new sheet with the header, which stays in sight."""
        self._sheets += 1
        name = self._table.name if self._sheets == 1 else f"{self._table.name} ({number(self._sheets)})"
        sheet = self._workbook.add_worksheet(name)
        for at, column in enumerate(self._table.columns):
            sheet.set_column(at, at, _WIDE.get(column.name, _WIDTHS.get(column.type, 10)))
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(self._table.columns):
            sheet.write_string(0, at, column.name, self._formats.head)
        return sheet

    def _writer(self, kind: Type) -> Callable[["Worksheet", int, int, Any], None]:
        """What writes a value of this type into a cell."""
        if kind in {Type.INTEGER, Type.NUMBER}:
            return lambda sheet, row, column, value: sheet.write_number(row, column, value)
        if kind is Type.BOOLEAN:
            return lambda sheet, row, column, value: sheet.write_boolean(row, column, value)
        if kind is Type.DATE:
            return self._write_day
        if kind is Type.DATETIME:
            return self._write_moment
        return self._write_text

    def _write_day(self, sheet: "Worksheet", row: int, column: int, value: date) -> None:
        if value < _EARLIEST:
            sheet.write_string(row, column, value.isoformat())
        else:
            sheet.write_datetime(row, column, value, self._formats.day)

    def _write_moment(self, sheet: "Worksheet", row: int, column: int, value: datetime) -> None:
        if value.date() < _EARLIEST:
            sheet.write_string(row, column, flat(value))
        else:
            sheet.write_datetime(row, column, value.astimezone(UTC), self._formats.moment)

    def _write_text(self, sheet: "Worksheet", row: int, column: int, value: Value) -> None:
        text = plain(value) if isinstance(value, str) else flat(value)
        if len(text) > LONGEST:
            text = text[: LONGEST - len(CUT)] + CUT
        sheet.write_string(row, column, text, self._formats.text if is_formula(text) else None)
