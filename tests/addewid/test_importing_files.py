"""Files as spreadsheets save them, and files that are none: read as they are meant, or refused in a sentence."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from addewid.pipeline.importing import columns, spreadsheet
from corpus.errors import AddewidError, UnreadableDocument, UsageProblem

TABLE = 'Quote,Deadline text,note\r\n“Tŷ” – agored,"one,\r\ntwo",\r\n,,\r\nsecond,,Ŵ\r\n'


def written(folder: Path, data: bytes | str, name: str = "p.csv") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def wide(text: str) -> str:
    return text.replace("ŷ", "y").replace("Ŵ", "W")


@pytest.mark.parametrize(
    ("data", "quote"),
    [
        (TABLE.encode(), "“Tŷ” – agored"),
        (TABLE.encode("utf-8-sig"), "“Tŷ” – agored"),
        (TABLE.encode("utf-16"), "“Tŷ” – agored"),
        (wide(TABLE).encode("cp1252"), "“Ty” – agored"),
        (TABLE.replace("one,", "one ").replace(",", ";").encode(), "“Tŷ” – agored"),
        (TABLE.replace("one,", "one ").replace(",", "\t").encode("utf-16"), "“Tŷ” – agored"),
        (("sep=;\r\n" + TABLE.replace("one,", "one ").replace(",", ";")).encode("utf-8-sig"), "“Tŷ” – agored"),
        (TABLE.replace("\r\n", "\n").encode(), "“Tŷ” – agored"),
    ],
)
def test_as_spreadsheets_write_them(tmp_path: Path, data: bytes, quote: str) -> None:
    sheet = spreadsheet.read(written(tmp_path, data))
    assert sheet.columns == ("quote", "deadline_text", "note")
    first, second = sheet.lines
    assert first.first("quote") == quote
    assert first.first("deadline_text").replace(",", "") == "one two"
    assert (second.first("quote"), second.first("missing", "deadline_text", "note")[:1] in "ŴW") == ("second", True)
    assert second.number - first.number == 2, "numbers are those that a spreadsheet shows"
    assert bool(sheet.note) == (data == wide(TABLE).encode("cp1252"))


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (TABLE, "p.xlsx", "is a spreadsheet's own file; save it as CSV (comma separated, UTF-8) and import that."),
        (b"PK\x03\x04rest", "p.csv", "is a spreadsheet's own file"),
        (b"", "p.csv", "has no rows under a header"),
        ("quote,kind\n\n,\n", "p.csv", "has no rows under a header"),
        ("quote,Quote\nx,y\n", "p.csv", "has two columns called quote"),
        ("quote\n" + "x" * (spreadsheet.LONGEST_CELL + 1), "p.csv", "is not a table (field larger"),
        (",".join(map(str, range(300))) + "\nx", "p.csv", "has more than 200 columns"),
        ("quote\n" + "x\n" * (spreadsheet.MOST_ROWS + 1), "p.csv", "has more than 20,000 rows"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes | str, name: str, why: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        spreadsheet.read(written(tmp_path, data, name))
    assert why in str(refused.value)
    assert str(refused.value).endswith(".")


def test_what_cannot_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (tmp_path / "missing.csv", tmp_path):
        with pytest.raises(UnreadableDocument, match="cannot be read"):
            spreadsheet.read(path)
    monkeypatch.setattr(spreadsheet, "LARGEST", 10)
    with pytest.raises(UnreadableDocument, match="is larger than"):
        spreadsheet.read(written(tmp_path, TABLE))


def test_columns_are_found_and_those_unknown_are_told(tmp_path: Path) -> None:
    sheet = spreadsheet.read(written(tmp_path, "QUOTE,Document Key,colour,delivery,confidence,reason,\nx,y,,,,,\n"))
    assert columns.check(sheet) == ["colour"]
    with pytest.raises(UsageProblem, match=r"No column is called quote; .* which has: words, kind\."):
        columns.check(spreadsheet.read(written(tmp_path, "words,kind\nx,y\n")))


def test_a_row_that_does_not_fit_the_header_is_not_taken_apart(tmp_path: Path) -> None:
    sheet = spreadsheet.read(written(tmp_path, "quote,kind\nWe will, one day,duty\nWe will\nWe will,duty,,\n"))
    odd, short, long = sheet.lines
    with pytest.raises(columns.Unmatched, match="more cells than the header"):
        columns.wanted(odd)
    assert columns.wanted(short).said == {}
    assert columns.wanted(long).said == {"kind": "duty"}
    assert "one day" in spreadsheet.rejected(sheet, [(odd, "why")])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    try:
        sheet = spreadsheet.read(written(tmp_path, b"quote,kind,deadline\n" + data))
    except AddewidError as error:
        assert str(error).endswith(".")
        return
    for line in sheet.lines:
        try:
            wanted = columns.wanted(line)
        except columns.Unmatched as reason:
            assert str(reason).endswith(".")
        else:
            assert all(any(map(str.isalnum, quote)) for quote in wanted.quotes)


CELLS = st.text(alphabet="ab =+-@'\"“,;\n\t\rŷ", max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(cells=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4))
def test_what_is_rejected_reads_as_before(tmp_path: Path, cells: list[tuple[str, str]]) -> None:
    header = spreadsheet.Sheet(("quote", "note", "reason"), (), ";", "")
    lines = [spreadsheet.Line(n, {}, ("x" + quote, note), True) for n, (quote, note) in enumerate(cells, 2)]
    text = spreadsheet.rejected(header, [(line, "=why") for line in lines])
    sheet = spreadsheet.read(written(tmp_path, text))
    assert sheet.columns == ("reason", "quote", "note")
    assert [line.cells[0] for line in sheet.lines] == ["'=why"] * len(cells)
    again = spreadsheet.read(written(tmp_path, spreadsheet.rejected(sheet, [(line, "why") for line in sheet.lines])))
    for line, once, twice in zip(lines, sheet.lines, again.lines, strict=True):
        assert once.by_column["quote"] == line.cells[0]
        assert twice.by_column == once.by_column | {"reason": "why"}
