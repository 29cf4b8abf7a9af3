"""``report`` and ``crate``, by the command."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from corpus import recorded
from corpus.database import Corpus
from tests.tui.filled import AIM, HUBS, HYBIAU, REVIEW, Filled, Put

Run = Callable[..., subprocess.CompletedProcess[str]]

DAY = ("--on", "2026-03-02")


@pytest.fixture(scope="session")
def told_database(tmp_path_factory: pytest.TempPathFactory, put: Put) -> Path:
    """A corpus of seven promises, of which people found three unmet; nobody writes to it."""
    path = tmp_path_factory.mktemp("told") / "corpus.db"
    corpus = Corpus(f"sqlite:///{path}")
    Filled.fill(corpus, put)
    filled = Filled(corpus)
    filled.judge(HUBS, "stalled", filled.links()[0])
    for words in (REVIEW, HYBIAU):
        with corpus.write() as session:
            search = recorded.record(session, "hubs", 0, "Mair")
        filled.judge(words, "no-evidence-found", search=search)
    corpus.close()
    return path


@pytest.fixture
def full(told_database: Path, home: Path) -> Path:
    home.mkdir()
    shutil.copy(told_database, home / "corpus.db")
    return home


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_it_is_a_table_on_the_terminal(addewid: Run, full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    done = addewid("report", *DAY)
    assert done.returncode == 0, done.stderr
    assert max(map(len, done.stdout.splitlines())) <= 72
    text = squeezed(done.stdout)
    assert "Unmet promises, by body" in text
    assert "3 promises are unmet" in text and "4 more are not yet assessed: not assessed is not unmet." in text
    assert "Welsh Government: 3 promises, 2 overdue" in text
    assert "stalled," in text and "Tester" in text
    assert "https://example.org/plan-2021" in "".join(done.stdout.split()), "an address is never cut"
    assert AIM not in text


def test_markdown_goes_to_stdout_or_to_a_file_with_its_pictures(addewid: Run, full: Path, tmp_path: Path) -> None:
    shown = addewid("report", "--by", "theme", "--format", "markdown", *DAY)
    assert shown.stdout.startswith("# Unmet promises, by theme\n")
    assert "![" not in shown.stdout
    written = tmp_path / "my unmet.md"
    done = addewid("report", "--by", "theme", "--output", written, *DAY)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "" and "3 promises written to" in done.stderr
    assert "](my%20unmet-1.png)" in written.read_text(encoding="utf-8")
    pictures = sorted(tmp_path.glob("my unmet-*.png"))
    assert len(pictures) == 3
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in pictures)


def test_a_docx_is_written_in_the_language_that_is_asked_for(addewid: Run, full: Path, tmp_path: Path) -> None:
    written = tmp_path / "heb.docx"
    done = addewid("report", "--by", "deadline", "--lang", "cy", "--output", written, *DAY)
    assert done.returncode == 0, done.stderr
    opened = docx.Document(str(written))
    assert opened.core_properties.language == "cy-GB"
    assert any(HYBIAU in paragraph.text for paragraph in opened.paragraphs)


def test_json_is_for_programs_whatever_the_language(addewid: Run, full: Path) -> None:
    plain = addewid("report", "--json", *DAY)
    told = json.loads(plain.stdout)
    assert (told["total"], told["overdue"], told["waiting"]) == (3, 2, 4)
    assert told["stamp"]["not_assessed"] == 4
    (group,) = told["groups"]
    assert group["key"] == "welsh-government"
    hubs = next(each for each in group["briefs"] if each["row"]["quote"] == HUBS)
    assert (hubs["judged"]["value"], hubs["judged"]["who"], hubs["accepted"]) == ("stalled", "Mair Tester", 1)
    (full / "settings.toml").write_text('language = "cy"\n', encoding="utf-8")
    assert addewid("report", "--json", *DAY).stdout == plain.stdout


def test_options_narrow_it(addewid: Run, full: Path) -> None:
    told = json.loads(addewid("report", "--json", "--delivery", "stalled", "--text", "hubs", *DAY).stdout)
    assert (told["total"], told["asked"]) == (1, "delivery: stalled; words: “hubs”")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "docx"], "name it with --output"),
        (["--output", "unmet.txt"], "says no format"),
        (["--json", "--output", "unmet.md"], "leave --output out"),
        (["--format", "terminal", "--output", "unmet"], "is not written to a file"),
        (["--delivery", "met"], "A briefing is of the unmet"),
    ],
)
def test_what_does_not_fit_is_told_in_a_sentence(addewid: Run, full: Path, arguments: list[str], words: str) -> None:
    done = addewid("report", *arguments)
    assert done.returncode == 2
    assert words in done.stderr and len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""


def test_a_file_that_cannot_be_written_is_named(addewid: Run, full: Path, tmp_path: Path) -> None:
    done = addewid("report", "--output", tmp_path / "absent" / "unmet.docx")
    assert done.returncode == 1
    assert "cannot be written" in done.stderr and "Traceback" not in done.stderr


def test_an_empty_corpus_is_welcomed(addewid: Run) -> None:
    assert "There is no document yet" in addewid("report").stdout
    assert json.loads(addewid("report", "--json").stdout)["total"] == 0


def test_without_a_command_or_a_terminal_there_is_the_overview(addewid: Run, full: Path) -> None:
    assert addewid().stdout == addewid("open").stdout == addewid("overview").stdout
    assert "7 commitments in" in addewid().stdout


def test_a_crate_is_made_checked_and_made_again(addewid: Run, full: Path, tmp_path: Path) -> None:
    first, again = tmp_path / "a" / "c.zip", tmp_path / "b" / "c.zip"
    for path in (first, again):
        path.parent.mkdir()
        done = addewid("crate", path, "--theme", "peer-networks", "--suggested", "--kind", "pledge", *DAY)
        assert done.returncode == 0, done.stderr
        assert done.stdout == "" and "1 commitments" in done.stderr
    assert first.read_bytes() == again.read_bytes()
    checked = addewid("crate", "--check", first)
    assert checked.returncode == 0, checked.stderr
    assert "The crate holds." in checked.stdout
    folder = tmp_path / "folder"
    assert addewid("crate", folder, *DAY).returncode == 0
    (folder / "README.md").write_text("Trust me.", encoding="utf-8")
    checked = addewid("crate", "--check", folder)
    assert checked.returncode == 1
    assert "README.md is not as it was written." in checked.stdout
    assert "The crate does not hold." in checked.stdout


def test_a_crate_tells_the_command_that_makes_it_again(addewid: Run, full: Path, tmp_path: Path) -> None:
    folder = tmp_path / "somewhere" / "my crate"
    folder.parent.mkdir()
    done = addewid("crate", folder, "--body", "Welsh Government", "--theme", "outcomes", "--suggested", *DAY)
    assert done.returncode == 0, done.stderr
    text = (folder / "README.md").read_text(encoding="utf-8")
    told = "addewid crate 'my crate' --suggested --theme outcomes --body 'Welsh Government' --on 2026-03-02"
    assert sorted(next(line for line in text.splitlines() if "--on" in line).split()) == sorted(told.split())
    assert str(tmp_path) not in "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())


def test_a_crate_of_what_a_search_finds(addewid: Run, full: Path, tmp_path: Path) -> None:
    assert addewid("index").returncode == 0
    folder = tmp_path / "crate"
    done = addewid("crate", folder, "--search", "tenant", *DAY)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in (folder / "commitments.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["document_key"] for row in rows] == ["bad-title"]
    assert "documents found by: tenant" in (folder / "README.md").read_text(encoding="utf-8")


def test_checking_as_data_and_what_does_not_fit(addewid: Run, full: Path, tmp_path: Path) -> None:
    assert addewid("crate", tmp_path / "c.zip", *DAY).returncode == 0
    told = json.loads(addewid("crate", "--check", "--json", tmp_path / "c.zip").stdout)
    assert told["holds"] and told["outcomes"] == {"found": 8} and told["judgements"] == 3
    for arguments, words in (
        (["--json", tmp_path / "d"], "--json tells what --check finds"),
        (["--check", tmp_path / "none.zip"], "There is no crate"),
    ):
        done = addewid("crate", *arguments)
        assert done.returncode == 2 and words in done.stderr and "Traceback" not in done.stderr
