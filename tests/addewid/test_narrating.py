"""What a command says of its work: lines and bars for people, JSON for the app that attends it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from addewid import attended
from addewid.commands import crawling
from addewid.narrator import Narrator
from addewid.pipeline.crawling import Report
from crawlers.spiders import SOURCES


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


@pytest.fixture
def attending(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(attended.ATTENDED, "1")


@pytest.mark.usefixtures("attending")
def test_an_attendant_is_told_in_json_whatever_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    says = Narrator()
    says.say('a "title"\nof two lines \x1b[1m')
    with says.task("Tagging", 3, "documents") as task:
        task.advance()
        task.advance(2)
    says.tell("tagged", documents=3)
    line, began, ended, tagged = told(capsys)
    assert line == {"addewid": "line", "line": 'a "title"\nof two lines \x1b[1m'}
    assert began == {"addewid": "task", "what": "Tagging", "done": 0, "total": 3}
    assert ended == {"addewid": "task", "what": "Tagging", "done": 3, "total": 3}
    assert tagged == {"addewid": "tagged", "documents": 3}


@pytest.mark.usefixtures("attending")
def test_it_is_told_often_but_not_of_each_thing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(1000))
    monkeypatch.setattr("time.monotonic", lambda: next(clock) / 100)
    with Narrator().task("Indexing", None, "passages") as task:
        for _ in range(200):
            task.advance()
    done = [one["done"] for one in told(capsys)]
    assert done[0] == 0 and done[-1] == 200
    assert 5 < len(done) < 30


@pytest.mark.usefixtures("attending")
def test_nothing_to_do_is_not_told_of_and_quiet_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    with Narrator().task("Tagging", 0, "documents") as task:
        task.advance()
    quiet = Narrator(quiet=True)
    quiet.say("done")
    quiet.tell("added", documents=1)
    with quiet.task("Adding", 4, "files") as task:
        task.advance()
    assert not capsys.readouterr().err
    quiet.warn("look out")
    assert told(capsys) == [{"addewid": "line", "line": "look out"}]


def test_people_are_told_in_plain_words(capsys: pytest.CaptureFixture[str]) -> None:
    says = Narrator()
    says.say("done")
    says.tell("added", documents=1)
    with says.task("Adding", 1, "files") as task:
        task.advance()
    first, second = capsys.readouterr().err.splitlines()
    assert first == "done" and second.startswith("Adding: 1 file in ")


def attend(home: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "addewid", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "ADDEWID_HOME": str(home), attended.ATTENDED: "1"},
    )


def test_a_real_command_tells_what_it_came_to(home: Path, tmp_path: Path) -> None:
    paper = tmp_path / "plan.md"
    paper.write_text("# A plan\n\nThe Welsh Government will open a hub by 31 March 2027.\n", encoding="utf-8")
    with attend(home, "add", str(paper), str(tmp_path / "nowhere.md")) as command:
        assert command.stdout is not None
        lines = [json.loads(line) for line in command.stdout if line.startswith("{")]
    assert command.returncode == 1
    assert lines[-1] == {"addewid": "added", "documents": 1, "same": 0, "problems": 1, "left": 0}
    assert {"addewid": "task", "what": "Adding", "done": 2, "total": 2} in lines


def test_a_command_ends_once_nobody_attends_it(home: Path, tmp_path: Path) -> None:
    """As Ctrl-C would, though it may be waiting for another process at that moment."""
    papers = tmp_path / "papers"
    papers.mkdir()
    for number in range(1_000):
        (papers / f"{number}.md").write_text(f"# Plan {number}\n\nWe will open hub {number}.\n", encoding="utf-8")
    with attend(home, "add", str(papers)) as command:
        assert command.stdin is not None and command.stdout is not None
        next(line for line in command.stdout if '"task"' in line)
        command.stdin.close()
        said = command.stdout.read()
        assert command.wait(30) == 130
    assert '"added"' not in said


def test_all_that_is_due_can_be_crawled_by_one_word(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setenv("ADDEWID_HOME", str(home))

    def crawl(_: object, name: str, __: object) -> Report:
        asked.append(name)
        return Report(name)

    monkeypatch.setattr(crawling, "crawled", crawl)
    done = CliRunner().invoke(crawling.crawl_command, ["due"])
    assert done.exit_code == 0, done.output
    assert asked == [name for name in SOURCES if name != "website"]
    asked.clear()
    monkeypatch.setattr("corpus.crawls.due", lambda source, now: source.name == "copronet")
    assert CliRunner().invoke(crawling.crawl_command, ["due"]).exit_code == 0
    assert asked == ["copronet"]
