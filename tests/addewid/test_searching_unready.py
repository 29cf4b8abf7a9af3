"""Searching from the command line while the index is damaged or another process builds it."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from addewid.cli import cli
from corpus.errors import CorpusBusy
from index import keeping, scan

Ask = Callable[..., Result]

ROOT = Path(__file__).parents[2]

HOLDER = """
import sys
from pathlib import Path
from index.whoosh.shelf import Shelf

shelf = Shelf(Path(sys.argv[1]), "any")
with shelf.writing(5):
    shelf.notice.put_up(1, 4)
    print("holding", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def ask(home: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    monkeypatch.setenv("ADDEWID_HOME", str(home))
    monkeypatch.setenv("ADDEWID_NAME", "Mair")
    for name in ("GRACE", "PATIENCE"):
        monkeypatch.setattr(keeping, name, 0.01)
    return lambda *arguments: CliRunner().invoke(cli, [*map(str, arguments)])


@pytest.fixture
def filled(ask: Ask, tmp_path: Path) -> None:
    """Two documents, of which the newer one says nothing of care."""
    for year, text in ((2019, "Care for carers at home."), (2023, "Trams in the town.")):
        path = tmp_path / f"p{year}.md"
        facts = f"id: p{year}\ntitle: On {year}\nlang: en\nkind: strategy\ndate: {year}-06-15\npublisher: Audit Wales"
        path.write_text(f"---\n{facts}\n---\n{text}\n", encoding="utf-8")
        result = ask("add", path)
        assert result.exit_code == 0, result.output


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "index"


@contextmanager
def held(folder: Path) -> Iterator[int]:
    """Another process says that it has done a quarter of the index; yields its number."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"holding"
        yield other.pid
        other.communicate()


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "SECONDS", 0.0)
    monkeypatch.setattr(scan, "TOGETHER", 1)


PART = (
    "Searched 1 of 2 passages one by one, the newest documents first, because the search index is being built (25 %)."
)


@pytest.mark.usefixtures("filled", "one_by_one")
def test_a_part_of_the_corpus_is_never_passed_off_as_the_whole(ask: Ask, folder: Path) -> None:
    with held(folder):
        said = ask("search", "care")
        assert said.stdout.splitlines()[:2] == ["0 passages, in corpus revision 2.", PART]
        found = json.loads(ask("search", "care", "--json", "--facets").stdout)
        assert (found["total"], found["caveat"]) == (0, PART)
        assert found["scanned"] == {"looked": 1, "of": 2}
        table = ask("search", "trams", "--csv")
        assert len(table.stdout.splitlines()) == 2
        assert PART in table.stderr
    whole = json.loads(ask("search", "care", "--json").stdout)
    assert whole["total"] == 1
    assert not {"caveat", "scanned"} & set(whole)


@pytest.mark.usefixtures("filled", "one_by_one")
def test_a_part_of_the_corpus_is_no_evidence_and_is_not_watched(ask: Ask, folder: Path) -> None:
    assert ask("search", "trams", "--save", "mine").exit_code == 0
    (folder / "index.json").unlink()
    with held(folder) as pid:
        for option in (("--record",), ("--save", "other")):
            refused = ask("search", "care", *option)
            assert isinstance(refused.exception, CorpusBusy)
            assert str(refused.exception).startswith(PART)
            assert refused.stdout == ""
        watched = ask("watch", "mine")
        assert isinstance(watched.exception, CorpusBusy)
        assert f"written by process {pid} on " in str(watched.exception)
        assert [row["name"] for row in json.loads(ask("searches", "--json").stdout)] == ["mine"]
        busy = ask("index")
        assert isinstance(busy.exception, CorpusBusy)
    recorded = ask("search", "care", "--record")
    assert "Recorded as s-" in recorded.stdout


@pytest.mark.usefixtures("filled")
def test_a_scan_of_everything_is_evidence(ask: Ask, folder: Path) -> None:
    with held(folder):
        said = ask("search", "zebra", "--record").stdout
        assert "Searched all 2 passages one by one, because " in said
        assert "Recorded as s-" in said


@pytest.mark.usefixtures("filled")
def test_a_damaged_index_that_nobody_builds_is_built_with_progress_first(ask: Ask, folder: Path) -> None:
    assert ask("search", "care").exit_code == 0
    (generation,) = (each for each in folder.iterdir() if each.is_dir())
    for each in generation.iterdir():
        each.write_bytes(each.read_bytes()[:-9])
    said = ask("search", "care")
    assert said.stdout.startswith("1 passage, in corpus revision 2.\n\n1. ")
    assert "Indexing: 2 passages in " in said.stderr
    assert "Index rebuilt at revision 2: 2 passages added, 0 removed." in said.stderr


@pytest.mark.usefixtures("filled")
def test_an_older_index_is_asked_while_another_process_brings_it_up_to_date(
    ask: Ask, folder: Path, tmp_path: Path
) -> None:
    assert ask("search", "care", "--save", "mine").exit_code == 0
    path = tmp_path / "later.md"
    path.write_text("More care.\n", encoding="utf-8")
    assert ask("add", path).exit_code == 0
    with held(folder):
        said = ask("search", "care").stdout
        assert said.startswith("1 passage, in corpus revision 2.\nThe search index is being brought up to date (25 %)")
        assert ask("watch", "mine").stdout.endswith("in corpus revision 2.\n\n")
    assert ask("search", "care").stdout.startswith("2 passages, in corpus revision 3.\n\n")
