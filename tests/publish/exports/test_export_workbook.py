"""Workbooks: read again as XML, every cell is the value that was written, and none is a formula or a link."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from corpus.codebook import Lang
from corpus.database import Corpus
from corpus.errors import AddewidError
from corpus.language import use
from corpus.rows import CommitmentFilter
from publish.export import workbook
from publish.export.cells import bare, flat
from publish.export.columns import Column, Table, Type
from publish.export.tables import NAMES, Slice, of
from publish.export.text import is_formula, plain
from tests.publish.exports.exported import FORMULA, ON, chosen, told

EVERYTHING = Slice(CommitmentFilter(on=ON), suggested=True)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def write(corpus: Corpus, path: Path, names: tuple[str, ...] = NAMES) -> Path:
    with corpus.read() as session:
        workbook.write(of(chosen(session, EVERYTHING), names), path, told(session, EVERYTHING))
    return path


def sheets(path: Path) -> dict[str, ET.Element]:
    """The sheets of a workbook by their names."""
    with zipfile.ZipFile(path) as held:
        book = ET.fromstring(held.read("xl/workbook.xml"))
        names = [each.get("name", "") for each in book.iter(f"{MAIN}sheet")]
        return {name: ET.fromstring(held.read(f"xl/worksheets/sheet{n}.xml")) for n, name in enumerate(names, 1)}


def cells(sheet: ET.Element) -> Iterator[list[ET.Element]]:
    for row in sheet.iter(f"{MAIN}row"):
        yield list(row.iter(f"{MAIN}c"))


def value(cell: ET.Element) -> object:
    """What a cell holds: text, a truth, or a number."""
    kind, held = cell.get("t"), cell.findtext(f"{MAIN}v", "")
    if kind == "inlineStr":
        text = cell.findtext(f"{MAIN}is/{MAIN}t", "")
        return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)
    return held == "1" if kind == "b" else float(held)


def rows(sheet: ET.Element) -> list[dict[str, object]]:
    """The rows of a sheet by the names of its columns; what is empty is not there."""
    head, *others = cells(sheet)
    names = {_column(cell): str(value(cell)) for cell in head}
    return [{names[_column(cell)]: value(cell) for cell in row} for row in others]


def _column(cell: ET.Element) -> str:
    return re.sub(r"\d", "", cell.get("r", ""))


def as_written(kind: Type, held: Any) -> object:
    """What a spreadsheet holds for a value."""
    if kind in {Type.DATE, Type.DATETIME}:
        zero = datetime(1899, 12, 30, tzinfo=UTC)
        moment = held if isinstance(held, datetime) else datetime(held.year, held.month, held.day, tzinfo=UTC)
        return (moment - zero) / timedelta(days=1)
    if kind in {Type.INTEGER, Type.NUMBER}:
        return float(held)
    return held if kind is Type.BOOLEAN else plain(held) if isinstance(held, str) else flat(held)


def test_every_cell_is_read_back_as_it_was(full: Corpus, tmp_path: Path) -> None:
    held = sheets(write(full, tmp_path / "out.xlsx"))
    with full.read() as session:
        for table in of(chosen(session, EVERYTHING)):
            expected = [
                {
                    column.name: as_written(column.type, row[column.name])
                    for column in table.columns
                    if row[column.name] is not None and row[column.name] not in ("", ())
                }
                for row in table.named()
            ]
            read = rows(held[table.name])
            assert len(read) == len(expected)
            for one, other in zip(read, expected, strict=True):
                assert one.keys() == other.keys()
                for name, wanted in other.items():
                    given = one[name]
                    if isinstance(wanted, float):
                        assert given == pytest.approx(wanted, abs=1e-8), (table.name, name)
                    else:
                        assert given == wanted, (table.name, name)


def test_nothing_is_a_formula_or_a_link(full: Corpus, tmp_path: Path) -> None:
    path = write(full, tmp_path / "out.xlsx")
    with zipfile.ZipFile(path) as held:
        everything = {name: held.read(name) for name in held.namelist()}
    for name, sheet in sheets(path).items():
        tags = {each.tag.removeprefix(MAIN) for each in sheet.iter()}
        assert not {"f", "hyperlink", "hyperlinks", "oleObjects"} & tags, name
    assert not [name for name in everything if "external" in name.lower() or "vba" in name.lower()]
    assert any(FORMULA[:20].encode() in each.replace(b"&quot;", b'"') for each in everything.values())


def test_what_begins_like_a_formula_stays_text_when_it_is_edited(full: Corpus, tmp_path: Path) -> None:
    path = write(full, tmp_path / "out.xlsx")
    with zipfile.ZipFile(path) as held:
        styles = ET.fromstring(held.read("xl/styles.xml"))
    quoted = [each.get("quotePrefix") == "1" for each in styles.find(f"{MAIN}cellXfs") or []]
    assert any(quoted)
    seen = 0
    for name in NAMES:
        for row in cells(sheets(path)[name]):
            for cell in row:
                if cell.get("t") == "inlineStr" and is_formula(str(value(cell))):
                    assert quoted[int(cell.get("s", "0"))], (name, cell.get("r"))
                    seen += 1
    assert seen > 5


def test_the_first_sheet_says_what_it_is_and_the_header_stays(full: Corpus, tmp_path: Path) -> None:
    held = sheets(write(full, tmp_path / "out.xlsx", ("commitments", "themes")))
    assert list(held) == ["About", "themes", "commitments"]
    words = [str(value(cell)) for row in cells(held["About"]) for cell in row]
    with full.read() as session:
        assert set(told(session, EVERYTHING).lines()) <= set(words)
    assert {"commitments", "delivery", "What became of it, as people judged; not-assessed where nobody has."} <= set(
        words
    )
    for name in ("commitments", "themes"):
        pane = held[name].find(f"{MAIN}sheetViews/{MAIN}sheetView/{MAIN}pane")
        assert pane is not None and pane.get("state") == "frozen" and pane.get("ySplit") == "1"


def test_the_first_sheet_speaks_the_language_in_use_and_the_others_do_not(full: Corpus, tmp_path: Path) -> None:
    english = sheets(write(full, tmp_path / "en.xlsx", ("commitments",)))
    use(Lang.CY)
    welsh = sheets(write(full, tmp_path / "cy.xlsx", ("commitments",)))
    assert rows(english["commitments"]) == rows(welsh["commitments"])
    assert list(welsh)[1:] == ["commitments"]


def test_what_is_written_twice_is_the_same(full: Corpus, tmp_path: Path) -> None:
    one, two = (write(full, tmp_path / f"{name}.xlsx").read_bytes() for name in ("one", "two"))
    assert one == two


def of_rows(kind: Type, values: list[Any]) -> Table:
    column = Column[tuple[Any]]("held", kind, "What is held.", lambda each: each[0])
    return Table("things", "Things", "Things.", "held", (column,), lambda: iter((each,) for each in values))


def held_by(full: Corpus, tmp_path: Path, table: Table) -> Mapping[str, ET.Element]:
    with full.read() as session:
        workbook.write([table], tmp_path / "out.xlsx", told(session))
    return sheets(tmp_path / "out.xlsx")


def test_a_text_that_no_cell_holds_is_cut_and_says_so(full: Corpus, tmp_path: Path) -> None:
    held = held_by(full, tmp_path, of_rows(Type.STRING, ["x" * 40_000, "y" * 32_767]))
    first, second = (str(row["held"]) for row in rows(held["things"]))
    assert len(first) == 32_767 and first.endswith("x… [cut]")
    assert second == "y" * 32_767


def test_a_long_table_goes_on_in_another_sheet(full: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    held = held_by(full, tmp_path, of_rows(Type.INTEGER, list(range(1, 8))))
    assert list(held) == ["About", "things", "things (2)", "things (3)"]
    assert [row["held"] for name in list(held)[1:] for row in rows(held[name])] == [1, 2, 3, 4, 5, 6, 7]


def test_days_before_spreadsheets_are_text(full: Corpus, tmp_path: Path) -> None:
    held = held_by(full, tmp_path, of_rows(Type.DATE, [date(1536, 2, 4), date(2026, 3, 2)]))
    assert [row["held"] for row in rows(held["things"])] == ["1536-02-04", 46083.0]


def test_controls_and_what_looks_like_an_escape_are_text(full: Corpus, tmp_path: Path) -> None:
    words = ["\x00\x1b[31mred\x07", "_x0041_ is not A", "\ud800", " blanks ", "<b>&amp;</b>", "\u202eevil"]
    held = held_by(full, tmp_path, of_rows(Type.STRING, words))
    with zipfile.ZipFile(tmp_path / "out.xlsx") as file:
        assert b"\x1b" not in file.read("xl/worksheets/sheet2.xml")
    assert [row["held"] for row in rows(held["things"])] == [plain(each) for each in words]
    assert bare("\x00") == "\ufffd"


def test_what_fails_half_way_leaves_the_file_as_it_was(
    full: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(full, tmp_path / "out.xlsx", ("themes",))
    before = path.read_bytes()
    broken = of_rows(Type.STRING, [])
    broken = Table(broken.name, "", "", "held", broken.columns, _broken)
    with full.read() as session, pytest.raises(AddewidError, match="No space left on device"):
        workbook.write([broken], path, told(session))

    def refuse(book: object) -> None:
        raise FileCreateError(OSError(28, "No space left on device"))

    monkeypatch.setattr(Workbook, "_store_workbook", refuse)
    with pytest.raises(AddewidError, match=r"out\.xlsx cannot be written .*No space left on device"):
        write(full, path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["out.xlsx"]


def _broken() -> Iterator[tuple[str]]:
    yield ("first",)
    raise OSError(28, "No space left on device")
