"""Work in processes of its own: what is heard of it, how it is stopped, how it ends, and that it is no orphan."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus import documents
from corpus.codebook import CrawlOutcome
from corpus.database import Corpus
from corpus.errors import AddewidError, CorpusBusy
from tui import chores
from tui.chores import Chore, Chores, Ended, Kind, Standing
from tui.chores import words as chore_words
from tui.chores.narration import Added, Crawled, Line, Linked, Tagged, Task, from_line

PLAYED = Path(__file__).with_name("played_commands.py")
ADD = Chore(Kind.ADD, (("add", "--", "papers"),))
UPDATE = Chore(Kind.UPDATE, (("update",),))
BOTH = Chore(Kind.ADD, (("add", "--", "papers"), ("update",)), first=True)

Play = Callable[[str], Chores]


@pytest.fixture
def play() -> Iterator[Play]:
    """Chores that go as a word says."""
    made: list[Chores] = []

    def make(how: str) -> Chores:
        made.append(Chores((sys.executable, str(PLAYED), how)))
        return made[-1]

    yield make
    for each in made:
        each.close()


def done(held: Chores, chore: Chore = ADD) -> Standing:
    held.begin(chore, lambda: None)
    assert held.wait(30)
    assert held.standing is not None
    return held.standing


def until(condition: Callable[[], object], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come in time"
        time.sleep(0.01)


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z"


def waiting(held: Chores) -> int:
    """The process of a chore that waits."""
    until(lambda: held.lines)
    return int(held.lines[0].removeprefix("waiting "))


def test_everything_said_is_heard_and_nothing_of_it_drives_a_terminal(play: Play) -> None:
    held, heard = play("well"), []
    held.begin(BOTH, lambda: heard.append(held.standing))
    assert held.wait(30)
    assert held.lines[0] == "document 0 [b]bold[/b] [31mred right"
    assert "printed, not narrated" in held.lines
    assert held.standing is not None
    assert held.standing.told == (Added(3, 0, 0, 1), Tagged(3, 12, 0), Linked(12, 7))
    assert held.standing.ended == Ended(0, held.lines[-1], True)
    assert Task("Tagging", 0, 4) in [standing.task for standing in heard if standing]
    assert heard[-1] == held.standing, "the end is told of too"


def test_the_next_command_follows_only_one_that_ended_well(play: Play) -> None:
    held = play("busy")
    standing = done(held, BOTH)
    assert len(held.lines) == 1
    assert standing.ended is not None and (standing.ended.status, standing.ended.well) == (6, False)
    assert chore_words.result(standing) == (
        "Adding documents: it could not be done. "
        "The corpus is being written by another process; wait for it to finish and try again."
    )


def test_one_at_a_time(play: Play) -> None:
    held = play("waits")
    held.begin(ADD, lambda: None)
    waiting(held)
    with pytest.raises(CorpusBusy, match="wait for it, or stop it first"):
        held.begin(UPDATE, lambda: None)
    assert held.standing is not None and held.standing.chore is ADD


def test_without_a_command_nothing_is_begun() -> None:
    held = Chores(())
    assert not held.can
    with pytest.raises(AddewidError, match="no way to do this"):
        held.begin(ADD, lambda: None)
    assert held.standing is None


@pytest.mark.parametrize("command", [("/nonexistent/addewid",), (sys.executable, "nul\0nul")])
def test_a_command_that_cannot_be_started_is_told(command: tuple[str, ...]) -> None:
    standing = done(Chores(command))
    assert standing.ended is not None and not standing.ended.well
    assert chore_words.result(standing).startswith("Adding documents: it could not be done. ")


def test_stopped_as_by_ctrl_c(play: Play) -> None:
    held = play("waits")
    held.begin(BOTH, lambda: None)
    process = waiting(held)
    held.stop()
    assert held.standing is not None and held.standing.stopping
    assert chore_words.doing(held.standing) == "Adding documents: stopping; what has come is kept"
    assert held.wait(30)
    assert held.lines[-1] == "Stopped; what was finished is kept."
    assert held.standing.ended == Ended(130, held.lines[-1], False)
    assert "the next time goes on from there" in chore_words.result(held.standing)
    assert gone(process)
    held.stop()  # there is nothing to stop any more


def test_one_that_does_not_heed_is_ended(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chores, "PATIENCE", 0.2)
    held = play("stubborn")
    held.begin(ADD, lambda: None)
    process = waiting(held)
    held.stop()
    assert held.wait(30)
    assert gone(process)
    assert held.standing is not None and held.standing.ended is not None and held.standing.ended.status == 130


def test_the_end_of_the_app_ends_it(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chores, "SHORT_PATIENCE", 0.3)
    held = play("stubborn")
    held.begin(ADD, lambda: None)
    process = waiting(held)
    held.close()
    assert not held.under_way
    assert gone(process)


def test_one_that_is_killed_is_told_in_a_sentence_and_another_can_follow(play: Play) -> None:
    held = play("dies")
    standing = done(held)
    assert standing.ended == Ended(-signal.SIGKILL, "about to die", False)
    said = "Adding documents: ended from outside. What has come is kept; start it again."
    assert chore_words.result(standing) == said
    assert not held.under_way
    assert done(held).ended is not None


def test_an_exit_status_of_one_is_no_failure_where_the_rest_was_done(play: Play) -> None:
    in_part = done(play("in_part"))
    assert in_part.ended is not None and in_part.ended.well
    assert chore_words.result(in_part) == "2 documents are new or changed. 1 file could not be read whole."
    nothing = done(play("nothing"))
    assert nothing.ended is not None and not nothing.ended.well
    assert "set ADDEWID_HOME to a folder of your own" in chore_words.result(nothing)


def test_however_much_is_said_only_the_latest_is_held(play: Play) -> None:
    held = play("talks")
    done(held)
    assert len(held.lines) == chores.KEPT_LINES
    assert max(map(len, held.lines)) <= 2_000
    assert held.lines[0].startswith("line 40")


def test_what_is_no_news_of_ours_is_words_or_nothing(play: Play) -> None:
    standing = done(play("noise"))
    assert standing.ended is not None and standing.ended.well
    assert standing.told == ()


def test_arguments_reach_the_command_as_they_are(play: Play) -> None:
    held = play("arguments")
    done(held, Chore(Kind.ADD, (("add", "--", "-rf; $(touch x) `id` 'a b' é"),)))
    assert held.lines[0] == "add|--|-rf; $(touch x) `id` 'a b' é"


@pytest.mark.parametrize("how", ["waits", "stubborn"])
def test_a_command_ends_when_the_app_was_killed(how: str) -> None:
    """The app is another process here, and gets kill -9; nobody is left to end what it had begun."""
    code = (
        "import sys, time\n"
        "from tui.chores import Chore, Chores, Kind\n"
        f"held = Chores((sys.executable, {str(PLAYED)!r}, {how!r}))\n"
        "held.begin(Chore(Kind.ADD, (('add', 'papers'),)), lambda: print(*held.lines, flush=True))\n"
        "time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as app:
        assert app.stdout is not None
        line = next(line for line in app.stdout if line.startswith("waiting"))
        process = int(line.split()[1])
        assert not gone(process)
        app.kill()
        app.wait()
    until(lambda: gone(process), seconds=40)


def test_lines_are_read_as_what_they_tell() -> None:
    assert from_line('{"addewid": "line", "line": "a\\u001b[1m b"}') == Line("a[1m b")
    assert from_line('{"addewid": "task", "what": "Tagging", "done": 1, "total": null}') == Task("Tagging", 1, None)
    assert from_line("Now run: addewid update") == Line("Now run: addewid update")
    assert from_line('{"addewid": "task", "what": "Tagging", "done": "1", "total": null}').__class__ is Line
    assert from_line("[" * 100_000).__class__ is Line
    assert from_line('{"addewid":' + "[" * 100_000).__class__ is Line


@pytest.mark.parametrize(
    ("task", "said"),
    [
        (Task("Tagging", 3, 1200), "Looking for promises in 3 of 1,200 documents"),
        (Task("Adding", 1, 1), "Reading 1 of 1 file"),
        (Task("Fetching copronet", 1, None), "Co-production Network for Wales: 1 page fetched"),
        (Task("Taking in website:example.org", 4, 9), "example.org: taking in 4 of 9 pages"),
        (Task("Indexing", 40, 41), "Making 40 of 41 passages ready to be searched"),
        (Task("Linking", 40, 41), "Looking for evidence for 40 of 41 promises"),
        (Task("Polishing [b]", 4, 9), "Polishing [b] 4"),
    ],
)
def test_how_far_it_has_come_in_words(task: Task, said: str) -> None:
    assert chore_words.at(task) == said


def test_what_crawls_came_to_in_words() -> None:
    told = (
        Crawled("copronet", CrawlOutcome.COMPLETE, "", 0, 0, 0),
        Crawled("senedd-bills", CrawlOutcome.BLOCKED, "The site refuses.", 3, 2, 1),
    )
    standing = Standing(Chore(Kind.CRAWL, (("crawl", "due"),)), told=told, ended=Ended(3, "", False))
    assert chore_words.result(standing) == (
        "Co-production Network for Wales: complete; nothing new. "
        "Senedd: Bills: blocked; 2 documents are new or changed. The site refuses."
    )
    assert chore_words.brought(standing) == 2


LIMITED = (
    "import resource, signal, sys\n"
    "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
    "from addewid.__main__ import main\n"
    "main()\n"
)
"""The real command on a disk that is full: no file may grow beyond so many bytes."""


def papers(folder: Path, many: int) -> Path:
    folder.mkdir()
    for number in range(many):
        (folder / f"{number}.md").write_text(f"# Plan {number}\n\nWe will open hub {number}.\n", encoding="utf-8")
    return folder


def held_documents(corpus: Corpus) -> int:
    with corpus.read() as session:
        return documents.unread(session)[0]


def test_a_full_disk_is_told_in_a_sentence_and_nothing_is_lost(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADDEWID_HOME", str(tmp_path))
    chore = Chore(Kind.ADD, (("add", "--", str(papers(tmp_path / "papers", 3))),))
    full = Chores((sys.executable, "-c", LIMITED))
    standing = done(full, chore)
    assert standing.ended is not None and not standing.ended.well
    said = chore_words.result(standing)
    assert said.startswith("Adding documents: it could not be done. ") and "\n" not in said
    assert "could not be used" in said
    (added,) = done(Chores((sys.executable, "-m", "addewid")), chore).told
    assert isinstance(added, Added) and (added.documents + added.same, added.problems) == (3, 0)
    assert held_documents(corpus) == 3


@pytest.mark.slow
def test_a_real_command_that_is_killed_is_gone_on_with_by_the_next(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADDEWID_HOME", str(tmp_path))
    chore = Chore(Kind.ADD, (("add", "--", str(papers(tmp_path / "papers", 150))),))
    held = Chores((sys.executable, "-m", "addewid"))
    held.begin(chore, lambda: None)
    until(lambda: held.standing and held.standing.task and held.standing.task.done)
    assert held._child is not None
    held._child.kill()
    assert held.wait(30)
    assert held.standing is not None and held.standing.ended is not None
    assert held.standing.ended.status == -signal.SIGKILL
    before = held_documents(corpus)
    assert 0 < before < 150
    (added,) = done(held, chore).told
    assert isinstance(added, Added) and (added.same, added.documents + added.same) == (before, 150)
    assert held_documents(corpus) == 150


def test_what_is_slow_to_load_stays_out_of_the_apps_process() -> None:
    code = "import sys, tui.app; print(*{'scrapy', 'spacy', 'twisted', 'addewid'} & set(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not loaded.strip()
