"""``addewid export``: to stdout, to a file, to a folder; what cannot be is said in a sentence and leaves nothing."""

import csv
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from addewid.cli import cli
from addewid.commands.taking import FORMS, TABLES
from addewid.workspace import Workspace
from corpus.database import Corpus
from publish.export.forms import Form
from publish.export.tables import NAMES
from tests.publish.exports.exported import Put, fill
from tests.tui.filled import HUBS, REVIEW

TEXTS = {
    "csv": "events", "json": "events", "jsonl": "events", "annotations": "themes", "qdc": "themes", "atom": "events",
    "csl": "documents", "bibtex": "documents", "ris": "documents",
}  # fmt: skip
"""Forms that can be printed, each with a table that it can hold."""


@pytest.fixture(scope="module")
def filled_database(tmp_path_factory: pytest.TempPathFactory, empty_database: Path, put: Put) -> Path:
    """A corpus made once, to be copied."""
    path = tmp_path_factory.mktemp("exporting") / "corpus.db"
    shutil.copy(empty_database, path)
    with closing(Corpus(f"sqlite:///{path}")) as corpus:
        fill(corpus, put)
    return path


@pytest.fixture
def held(workspace: Workspace, filled_database: Path) -> Workspace:
    workspace.paths.home.mkdir()
    shutil.copy(filled_database, workspace.paths.database)
    return workspace


def export(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["export", *map(str, arguments)], standalone_mode=False)


def test_every_table_and_form_can_be_asked_for() -> None:
    assert {name.replace("-", "_") for name in TABLES} == set(NAMES)
    assert set(FORMS) == set(Form)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_goes_to_stdout_and_its_stamp_does_not(held: Workspace, table: str) -> None:
    done = export(table)
    assert done.exit_code == 0, done.exception
    read = list(csv.DictReader(StringIO(done.stdout, newline="")))
    assert read
    assert "As of" not in done.stdout
    assert "9 promises, of which people decided what became of 2; 7 not yet assessed." in done.stderr
    assert json.loads(export(table, "--format", "json").stdout)


@pytest.mark.parametrize(("form", "table"), TEXTS.items())
def test_what_is_printed_is_what_is_written(held: Workspace, tmp_path: Path, form: str, table: str) -> None:
    printed = export(table, "--format", form)
    assert printed.exit_code == 0, printed.exception
    assert export(table, "--format", form, "--output", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out").read_bytes() == printed.stdout_bytes
    assert printed.stdout


def test_all_tables_go_into_a_folder_or_one_file(held: Workspace, tmp_path: Path) -> None:
    done = export("--output", tmp_path / "out", "--suggested")
    assert "9 commitments, 1 searches, 9 events, 3 evidence, 1 case studies written to" in done.stderr
    assert len(list((tmp_path / "out").glob("*.csv"))) == len(TABLES)
    assert json.loads((tmp_path / "out" / "datapackage.json").read_bytes())["addewid"]["suggested"] is True
    assert export("--format", "sqlite", "--output", tmp_path / "a.db").exit_code == 0
    with closing(sqlite3.connect(tmp_path / "a.db")) as database:
        assert database.execute("SELECT count(*) FROM unmet").fetchone() == (2,)
    assert export("--format", "xlsx", "--output", tmp_path / "a.xlsx").exit_code == 0
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")


def test_one_table_goes_into_a_folder_that_is_there(held: Workspace, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert export("events", "--output", tmp_path / "out").exit_code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"events.csv", "datapackage.json"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "xlsx"), "xlsx cannot be printed; say where to write with --output."),
        (("--format", "sqlite"), "sqlite cannot be printed; say where to write with --output."),
        ((), "8 tables cannot be printed; name one, or a folder for them with --output."),
        (("events", "evidence"), "2 tables cannot be printed"),
        (("--format", "json"), "A json file holds one table; name it, or choose jsonl for a folder of several."),
        (("passages", "--format", "atom"), "atom cannot hold passages; it holds: events."),
        (("events", "--format", "qdc"), "qdc cannot hold events; it holds: themes."),
        (("commitments", "--format", "ris"), "ris cannot hold commitments; it holds: documents."),
        (("commitments", "--body", "nobody at all"), "No public body is called nobody at all"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(held: Workspace, arguments: tuple[str, ...], said: str) -> None:
    done = export(*arguments)
    assert str(done.exception).startswith(said)
    assert done.stdout == ""


@pytest.mark.parametrize("form", FORMS)
def test_where_nothing_can_be_written_nothing_is(held: Workspace, tmp_path: Path, form: str) -> None:
    done = export(TEXTS.get(form, "events"), "--format", form, "--output", tmp_path / "none" / "out")
    assert "cannot be written (No such file or directory), so nothing was changed" in str(done.exception)
    assert not (tmp_path / "none").exists()


def test_the_filters_choose_commitments_and_the_rest_follows(held: Workspace) -> None:
    def quotes(*arguments: str) -> set[str]:
        done = export("commitments", *arguments)
        return {row["quote"] for row in csv.DictReader(StringIO(done.stdout, newline=""))}

    assert quotes("--delivery", "no-evidence-found") == {REVIEW}
    assert quotes("--overdue") == {HUBS}
    assert quotes("--text", "hubs") == {HUBS}
    assert HUBS in quotes(
        "--theme", "peer-networks", "--body", "welsh-government", "--kind", "pledge", "--since", "2021-01-01"
    )
    assert len(quotes("--document", "hostile")) == 2
    searches = export("searches", "--delivery", "in-progress").stdout
    assert len(searches.splitlines()) == 1, "the search is of another promise"
    feed = ET.fromstring(export("--format", "atom", "--text", "hubs").stdout.encode())
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 3


def test_a_day_that_is_past_is_told_as_it_was(held: Workspace) -> None:
    done = export("commitments", "--on", "2024-06-01", "--format", "json")
    assert {row["delivery"] for row in json.loads(done.stdout)} == {"not-assessed", "in-progress"}
    assert "As of 1 Jun 2024" in done.stderr
    assert "people decided what became of 1;" in done.stderr


def test_what_may_not_be_handed_on_is_quoted_only(held: Workspace) -> None:
    def whole() -> set[str]:
        return {row["text"] for row in json.loads(export("passages", "--format", "json").stdout)}

    assert "Where a hub was open, people praised it." in whole()
    held.paths.settings.write_text('short_quotations = ["audit-2023"]', encoding="utf-8")
    assert "Where a hub was open, people praised it." not in whole()
    held.paths.settings.write_text('short_quotations = ["Audit Wales"]', encoding="utf-8")
    assert "should set short_quotations = names of sources" in str(export("passages").exception)


def test_an_export_can_be_imported_again(held: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "promises.csv"
    assert export("commitments", "--output", path).exit_code == 0
    done = CliRunner().invoke(cli, ["import", str(path), "--dry-run"], standalone_mode=False)
    assert done.exit_code == 0, done.exception
    assert "Nothing was read from" not in done.output


def test_data_is_utf_8_whatever_the_terminal_speaks(
    held: Workspace, addewid: Callable[..., subprocess.CompletedProcess[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    held.close()
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    done = addewid("export", "passages", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    assert any("thŷ agored" in json.loads(line)["text"] for line in done.stdout.split("\n") if line)
