"""Data packages: what is read back is what was written, programs find it valid, and it is whole or not there."""

import csv
import json
import os
import threading
from collections.abc import Mapping
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from corpus.database import Corpus
from corpus.errors import AddewidError, UsageProblem
from corpus.rows import CommitmentFilter
from publish.export import delimited, json_rows, package, writing
from publish.export.cells import bare
from publish.export.columns import Table, Type
from publish.export.tables import NAMES, Slice, of
from publish.export.text import unguarded
from publish.rights import Rights
from tests.publish.exports.exported import FORMULA, ON, chosen, told

EVERYTHING = Slice(CommitmentFilter(on=ON), suggested=True)


def write(corpus: Corpus, folder: Path, form: str = "csv", names: tuple[str, ...] = NAMES) -> dict[str, Any]:
    with corpus.read() as session:
        package.write(of(chosen(session, EVERYTHING), names), folder, told(session, EVERYTHING), form)
    described: dict[str, Any] = json.loads((folder / writing.DESCRIPTOR).read_bytes())
    return described


def rows(corpus: Corpus) -> Mapping[str, tuple[Table, list[Mapping[str, Any]]]]:
    with corpus.read() as session:
        return {table.name: (table, [bare(row) for row in table.named()]) for table in of(chosen(session, EVERYTHING))}


def as_read(kind: Type, held: str) -> object:
    """What a cell of CSV means, by the type of its column, as the description tells it."""
    text = unguarded(held)
    readings: Mapping[Type, Any] = {
        Type.INTEGER: int,
        Type.NUMBER: float,
        Type.BOOLEAN: {"true": True, "false": False}.get,
        Type.LIST: lambda text: text.split("; ") if text else [],
        Type.JSON: json.loads,
    }
    if kind is Type.LIST or text:
        return readings.get(kind, str)(text)
    return None


def test_csv_is_read_back_as_it_was(full: Corpus, tmp_path: Path) -> None:
    write(full, tmp_path / "out")
    for name, (table, expected) in rows(full).items():
        with (tmp_path / "out" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            read = list(csv.DictReader(file))
        assert len(read) == len(expected)
        for one, other in zip(read, expected, strict=True):
            for column in table.columns:
                wanted = None if other[column.name] == "" else other[column.name]
                assert as_read(column.type, one[column.name]) == wanted, (name, column.name)


def test_json_lines_are_read_back_as_they_were(full: Corpus, tmp_path: Path) -> None:
    write(full, tmp_path / "out", "jsonl")
    for name, (_, expected) in rows(full).items():
        text = (tmp_path / "out" / f"{name}.jsonl").read_text(encoding="utf-8")
        assert [json.loads(line) for line in text.split("\n")[:-1]] == expected


def test_one_array_holds_the_same(full: Corpus) -> None:
    with full.read() as session:
        for table in of(chosen(session, EVERYTHING)):
            out = StringIO()
            assert json_rows.write_array(table, out) == len(json.loads(out.getvalue()))
            assert json.loads(out.getvalue()) == [bare(row) for row in table.named()]


def test_no_row_is_an_empty_array(corpus: Corpus) -> None:
    out = StringIO()
    with corpus.read() as session:
        [table] = of(chosen(session), ["events"])
        json_rows.write_array(table, out)
    assert json.loads(out.getvalue()) == []


@pytest.mark.parametrize("names", [NAMES, ("commitments",), ("events", "searches"), ("passages", "documents")])
def test_a_package_of_csv_is_valid(full: Corpus, tmp_path: Path, names: tuple[str, ...]) -> None:
    frictionless = pytest.importorskip("frictionless")
    described = write(full, tmp_path / "out", names=names)
    report = frictionless.validate(str(tmp_path / "out" / writing.DESCRIPTOR))
    assert report.valid, report.flatten(["type", "rowNumber", "note"])
    assert [each["name"] for each in described["resources"]] == [name for name in NAMES if name in names]


def test_a_package_that_was_tampered_with_is_not(full: Corpus, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    write(full, tmp_path / "out")
    path = tmp_path / "out" / "evidence.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("e-", "x-", 1), encoding="utf-8", newline="")
    assert not frictionless.validate(str(tmp_path / "out" / writing.DESCRIPTOR)).valid


def test_every_key_is_declared_and_only_to_what_is_there(full: Corpus, tmp_path: Path) -> None:
    described = write(full, tmp_path / "out", names=("commitments", "evidence"))
    keys = {each["name"]: each["schema"].get("foreignKeys", []) for each in described["resources"]}
    assert keys["commitments"] == []
    assert keys["evidence"] == [
        {"fields": ["commitment_ref"], "reference": {"resource": "commitments", "fields": ["ref"]}}
    ]


def test_a_package_says_what_it_is(full: Corpus, tmp_path: Path) -> None:
    described = write(full, tmp_path / "out")
    with full.read() as session:
        stamp = told(session).stamp
    assert described["addewid"] == {
        "on": ON.isoformat(),
        "revision": stamp.revision,
        "version": stamp.version,
        "total": 9,
        "decided": 2,
        "not_assessed": 7,
        "confirmed": stamp.confirmed,
        "part": False,
        "suggested": True,
        "short_quotations": 0,
    }
    assert {each["title"] for each in described["sources"]} >= {"Welsh Government", "Audit Wales"}
    assert {"title": "Audit Wales", "path": "https://example.org/"} in described["sources"]
    assert {"title": "@SUM(1)"} in described["sources"], "an address that is none is left out"
    licensed = [each["name"] for each in described["resources"] if "licenses" in each]
    assert licensed == ["themes"], "of the documents no licence is claimed"


def test_what_is_written_twice_is_the_same(full: Corpus, tmp_path: Path) -> None:
    for form in ("csv", "jsonl"):
        for name in ("one", "two"):
            write(full, tmp_path / form / name if (tmp_path / form).exists() else _made(tmp_path / form) / name, form)
        one, two = (
            {path.name: path.read_bytes() for path in (tmp_path / form / name).iterdir()} for name in ("one", "two")
        )
        assert one == two


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_a_formula_stays_text_in_csv(full: Corpus, tmp_path: Path) -> None:
    write(full, tmp_path / "out")
    for path in (tmp_path / "out").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                assert not any(cell.lstrip(" \"'").startswith(("=", "+", "@")) and cell[0] != "'" for cell in row)
    assert f"'{FORMULA}" in next(
        row["text"]
        for row in csv.DictReader((tmp_path / "out" / "passages.csv").open(encoding="utf-8", newline=""))
        if "HYPERLINK" in row["text"]
    )


def test_moments_and_days_have_one_form() -> None:
    assert bare(datetime(2026, 3, 1, 12, 0, 1, 5, tzinfo=UTC)) == "2026-03-01T12:00:01.000005Z"
    assert bare(date(1536, 2, 4)) == "1536-02-04"


# Whole or not at all


def test_an_earlier_export_is_replaced_and_other_folders_are_not(full: Corpus, tmp_path: Path) -> None:
    write(full, tmp_path / "out")
    write(full, tmp_path / "out", "jsonl", ("events",))
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"events.jsonl", "datapackage.json"}
    mine = tmp_path / "out" / "thesis.docx"
    mine.write_text("years of work", encoding="utf-8")
    with pytest.raises(UsageProblem, match="holds other files"):
        write(full, tmp_path / "out")
    assert mine.read_text(encoding="utf-8") == "years of work"
    mine.unlink()
    (tmp_path / "out" / "datapackage.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UsageProblem, match="holds other files"):
        write(full, tmp_path / "out")


def test_an_empty_folder_is_filled(full: Corpus, tmp_path: Path) -> None:
    assert write(full, _made(tmp_path / "out"))["resources"]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_what_fails_half_way_leaves_everything_as_it_was(full: Corpus, tmp_path: Path, form: str) -> None:
    write(full, tmp_path / "out", form)
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}

    def broken() -> Any:
        yield from ()
        raise OSError(28, "No space left on device")

    with full.read() as session:
        [table] = of(chosen(session), ["events"])
        worse = Table(table.name, table.title, table.description, table.key, table.columns, broken)
        with pytest.raises(AddewidError, match=r"cannot be written .No space left on device., so nothing"):
            package.write([worse], tmp_path / "out", told(session), form)
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    assert {path.name for path in tmp_path.iterdir() if path.name.startswith(".")} == set()


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(full: Corpus, tmp_path: Path) -> None:
    with pytest.raises(AddewidError, match=r"cannot be written .No such file or directory."):
        write(full, tmp_path / "none" / "out")
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    with pytest.raises(UsageProblem, match="is a file; name a folder"):
        write(full, file)
    with pytest.raises(AddewidError, match="cannot be written"):
        write(full, file / "out")
    if os.geteuid():
        closed = _made(tmp_path / "closed")
        closed.chmod(0o500)
        with pytest.raises(AddewidError, match="Permission denied"):
            write(full, closed / "out")


def test_two_exports_at_once_leave_one_of_both_whole(tmp_path: Path) -> None:
    begin, faults = threading.Barrier(4), list[BaseException]()

    def export(text: str) -> None:
        try:
            for _ in range(20):
                begin.wait(10)
                with writing.whole_folder(tmp_path / "out") as draft:
                    for name in ("a.csv", "b.csv"):
                        (draft / name).write_text(text, encoding="utf-8")
                    described = {"resources": [{"path": "a.csv"}, {"path": "b.csv"}]}
                    (draft / writing.DESCRIPTOR).write_text(json.dumps(described), encoding="utf-8")
        except BaseException as fault:  # noqa: BLE001  told by the test
            faults.append(fault)
            begin.abort()

    threads = [threading.Thread(target=export, args=(str(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    held = {(tmp_path / "out" / name).read_text(encoding="utf-8") for name in ("a.csv", "b.csv")}
    assert len(held) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_file_keeps_its_mode_and_a_link_its_place(tmp_path: Path) -> None:
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    with writing.whole_file(link) as draft:
        draft.write_text("new", encoding="utf-8")
    assert (link.is_symlink(), target.read_text(encoding="utf-8"), target.stat().st_mode & 0o777) == (
        True,
        "new",
        0o640,
    )
    with pytest.raises(UsageProblem, match="is a folder"), writing.whole_file(tmp_path):
        pass
    with pytest.raises(KeyboardInterrupt), writing.whole_file(target):
        raise KeyboardInterrupt
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.csv", "target.csv"]


def test_a_table_is_written_row_by_row(full: Corpus) -> None:
    """However many rows there are, few are held: the first is out before the last is read."""
    with full.read() as session:
        [table] = of(chosen(session, rights=Rights()), ["passages"])
        all_rows, out = table.rows(), StringIO()
        first = next(all_rows)

        def watched() -> Any:
            yield first
            assert len(out.getvalue().splitlines()) >= 2, "the first row has been written"
            yield from all_rows

        delimited.write(Table(table.name, "", "", table.key, table.columns, watched), out)
