"""Several processes leave the corpus that one leaves, and whatever befalls one of them is said in a sentence."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text as sql

from addewid.pipeline import tagging, workers
from addewid.pipeline.workers import Job, tagged
from addewid.settings import load
from addewid.workspace import Workspace, opened
from corpus.codebook import DocumentKind, Lang
from corpus.errors import AddewidError, UsageProblem
from corpus.types import CommitmentFinding, Passage, TaggedSource, lay_out
from tests.addewid.fake_taggers import BrokenTagger, DyingTagger, SlowTagger, WillTagger

pytestmark = pytest.mark.slow


def job(number: int, *words: str) -> Job:
    passages = lay_out(Passage(text, 0, 0) for text in words)
    return Job(number, sum(map(len, words)), TaggedSource(f"Text {number}", Lang.EN, DocumentKind.OTHER, passages))


def all_have_ended() -> bool:
    """Whether every process that was started ends by itself."""
    for child in multiprocessing.active_children():
        child.join(30)
    return multiprocessing.active_children() == []


def test_findings_come_back_in_order_and_from_more_than_one_process() -> None:
    jobs = [job(number, f"We will open hub {number}.", "Or not.") for number in range(200)]
    found = list(tagged(iter(jobs), 2, WillTagger))
    assert [done.version_id for done in found] == list(range(200))
    promises = [finding for done in found for finding in done.findings]
    assert [finding.quote for finding in promises] == [f"We will open hub {number}." for number in range(200)]
    assert all(isinstance(finding, CommitmentFinding) for finding in promises)
    assert str(os.getpid()) not in {finding.rule for finding in promises}
    assert all_have_ended()


def test_what_is_under_way_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "UNDER_WAY", 300)
    out = 0

    def jobs() -> Iterator[Job]:
        nonlocal out
        for number in range(50):
            out += 1
            yield job(number, "We will see. " * 8)

    for done, _ in enumerate(tagged(jobs(), 2, WillTagger)):
        assert out - done <= 5, "at most three texts of a hundred characters are out, and one is at hand"


def test_a_killed_process_is_told_in_one_sentence_and_what_came_before_is_kept() -> None:
    jobs = [job(1, "We will begin."), job(2, "kill"), *(job(number, "We will go on.") for number in range(3, 9))]
    seen: list[int] = []
    with pytest.raises(AddewidError, match=r"ended from outside.*--processes 1"):
        seen.extend(done.version_id for done in tagged(iter(jobs), 2, DyingTagger))
    assert all_have_ended()


def test_a_tagger_that_cannot_be_made_is_told_as_it_is() -> None:
    with pytest.raises(OSError, match="the model is not there"):
        list(tagged(iter([job(1, "We will."), job(2, "We will.")]), 2, BrokenTagger))
    assert all_have_ended()


def test_a_caller_that_has_had_enough_leaves_no_process_behind() -> None:
    found = tagged(iter([job(number, "We will.") for number in range(40)]), 2, SlowTagger)
    next(found)
    began = time.monotonic()
    found.close()
    assert all_have_ended()
    assert time.monotonic() - began < 10, "what is waiting is not worked off first"


PLAN = "# Plan {n}\n\nThe Welsh Government will open hub {n} by 31 March 2023.\n\nThe council must publish list {n}.\n"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for n in range(12):
        (folder / f"plan-{n}.md").write_text(PLAN.format(n=n), encoding="utf-8")
    return folder


def contents(workspace: Workspace) -> list[Any]:
    """Every row that tagging writes, to the row number."""
    with workspace.corpus.read() as session:
        tables = ("commitments", "themes", "case_studies", "questions", "progress_statements", "response_statements")
        rows: list[Any] = [tuple(row) for table in tables for row in session.execute(sql(f"SELECT * FROM {table}"))]
        anchors = "SELECT id, version_id, passage_id, exact, prefix, suffix, start, end FROM anchors"
        versions = "SELECT id, tagged_with, revision FROM versions"
        return rows + [tuple(row) for wanted in (anchors, versions) for row in session.execute(sql(wanted))]


def test_two_processes_leave_what_one_leaves(papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from addewid.pipeline import adding

    monkeypatch.setattr(tagging, "WORTH", 10)
    left = []
    for processes in (1, 2):
        monkeypatch.setenv("ADDEWID_HOME", str(tmp_path / f"home-{processes}"))
        with opened(quiet=True) as workspace:
            adding.add(workspace, [papers])
            outcome = tagging.tag(workspace, processes)
            assert (outcome.versions, "tagger" in workspace.__dict__) == (12, processes == 1)
            left.append(contents(workspace))
            assert tagging.tag(workspace, processes).versions == 0
    assert left[0] == left[1]


INTERRUPTED = """
import sys
from pathlib import Path

from addewid.pipeline import adding, tagging
from tests.addewid.fake_taggers import SlowTagger

if __name__ == "__main__":
    tagging.WORTH, tagging.Tagger = 10, SlowTagger
    from addewid.__main__ import main
    sys.argv = ["addewid", "tag", "--processes", "2"]
    main()
"""


def begun(papers: Path, home: Path, tmp_path: Path) -> subprocess.Popen[str]:
    """A run that tags in two processes, slowly, once it has written something."""
    script = tmp_path / "interrupted.py"
    script.write_text(INTERRUPTED, encoding="utf-8")
    env = {**os.environ, "ADDEWID_HOME": str(home), "PYTHONPATH": str(Path.cwd())}
    subprocess.run([sys.executable, "-m", "addewid", "add", str(papers)], env=env, check=True, capture_output=True)
    run = subprocess.Popen(
        [sys.executable, str(script)], env=env, text=True, stderr=subprocess.PIPE, start_new_session=True
    )
    until(lambda: number_tagged(home) > 0)
    return run


def until(happened: Any) -> None:
    began = time.monotonic()
    while not happened():
        assert time.monotonic() - began < 60, "it took too long"
        time.sleep(0.05)


def number_tagged(home: Path) -> int:
    import sqlite3

    with sqlite3.connect(home / "corpus.db") as database:
        return int(database.execute("SELECT count(*) FROM versions WHERE tagged_with != ''").fetchone()[0])


def children(group: int) -> list[str]:
    """What still runs in a session of processes."""
    shown = subprocess.run(["ps", "-e", "-o", "pid=,sid=,stat=,args="], capture_output=True, text=True, check=True)
    rows = (line.split(None, 3) for line in shown.stdout.splitlines())
    return [args for pid, sid, state, args in rows if int(sid) == group and not state.startswith("Z")]


def test_ctrl_c_says_one_sentence_and_leaves_the_corpus_right(papers: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with begun(papers, home, tmp_path) as run:
        os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to everybody
        _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert [line for line in said.splitlines() if line and not line.startswith("Tagging")] == [
        "Stopped; what was finished is kept."
    ]
    assert 0 < number_tagged(home) < 12
    until(lambda: children(run.pid) == [])
    ended = subprocess.run(
        [sys.executable, "-m", "addewid", "tag"], env={**os.environ, "ADDEWID_HOME": str(home)}, check=False
    )
    assert (ended.returncode, number_tagged(home)) == (0, 12)


def test_when_the_run_is_killed_its_processes_do_not_stay(papers: Path, tmp_path: Path) -> None:
    with begun(papers, tmp_path / "home", tmp_path) as run:
        run.kill()
    until(lambda: children(run.pid) == [])


def test_processes_are_a_setting(tmp_path: Path) -> None:
    told = tmp_path / "settings.toml"
    assert load(told).processes == 1
    told.write_text("processes = 0\n", encoding="utf-8")
    assert load(told).processes == 0
    assert workers.cores() >= 1
    for wrong in ("-1", "true", '"two"', "1.5"):
        told.write_text(f"processes = {wrong}\n", encoding="utf-8")
        with pytest.raises(UsageProblem, match="whole number"):
            load(told)
