"""Several processes leave the corpus that one leaves, and whatever befalls one of them is said in a sentence."""

import multiprocessing
import os
import signal
import subprocess
import sys
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
from tests.addewid.fake_taggers import BrokenTagger, DyingTagger, FailingTagger, HangingTagger, WillTagger

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def job(number: int, *words: str) -> Job:
    passages = lay_out(Passage(text, 0, 0) for text in words)
    source = TaggedSource(f"Text {number}", Lang.EN, DocumentKind.OTHER, passages)
    return Job(number, f"text-{number}/en", sum(map(len, words)), source)


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
    with pytest.raises(AddewidError, match=r"tagging .*text-2/en.* ended from outside.*--processes 1"):
        seen.extend(done.version_id for done in tagged(iter(jobs), 2, DyingTagger))
    assert all_have_ended()


def test_a_tagger_that_cannot_be_made_is_told_as_it_is() -> None:
    with pytest.raises(OSError, match="the model is not there"):
        list(tagged(iter([job(1, "We will."), job(2, "We will.")]), 2, BrokenTagger))
    assert all_have_ended()


def test_a_text_that_the_tagger_fails_on_is_told_and_the_others_go_on() -> None:
    jobs = [job(1, "We will begin."), job(2, "We will fail.", "A bad text."), *(job(n, "We will.") for n in (3, 4))]
    found = list(tagged(iter(jobs), 2, FailingTagger))
    assert [(done.ref, len(done.findings), done.fault) for done in found] == [
        ("text-1/en", 1, ""),
        ("text-2/en", 0, "Unsendable: a bad text"),
        ("text-3/en", 1, ""),
        ("text-4/en", 1, ""),
    ]
    assert all_have_ended()


def test_a_caller_that_has_had_enough_leaves_no_process_behind() -> None:
    """It does not wait for what is under way either: that would never end."""
    jobs = [job(1, "We will."), *(job(number, "Wait.") for number in range(2, 40))]
    found = tagged(iter(jobs), 2, HangingTagger)
    assert next(found).version_id == 1
    found.close()
    assert all_have_ended()


PLAN = "# Plan {n}\n\nThe Welsh Government will open hub {n} by 31 March 2023.\n\nThe council must publish list {n}.\n"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for n in range(12):
        (folder / f"plan-{n}.md").write_text(PLAN.format(n=n) + ("\nWait.\n" if n > 5 else ""), encoding="utf-8")
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


def test_both_ways_of_tagging_leave_a_text_that_fails_as_it_was(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from addewid.pipeline import adding

    (papers / "plan-3.md").write_text("# Plan 3\n\nWe will open a bad hub.\n", encoding="utf-8")
    monkeypatch.setattr(tagging, "WORTH", 10)
    monkeypatch.setattr(tagging, "Tagger", FailingTagger)
    for processes in (1, 2):
        monkeypatch.setenv("ADDEWID_HOME", str(tmp_path / f"home-{processes}"))
        with opened(quiet=True) as workspace:
            workspace.__dict__["tagger"] = FailingTagger()
            adding.add(workspace, [papers])
            first, second = tagging.tag(workspace, processes), tagging.tag(workspace, processes)
        assert (first.versions, first.commitments, first.failed) == (11, 11, ["plan-3/en"])
        assert (second.versions, second.failed) == (0, ["plan-3/en"])


INTERRUPTED = """
import sys
from contextlib import closing

from addewid.pipeline import tagging, workers
from tests.addewid.fake_taggers import HangingTagger

tagged = workers.tagged

def telling(jobs, processes, make):
    with closing(tagged(jobs, processes, make)) as found:
        for number, done in enumerate(found):
            if number == 1:  # whoever asks for a second one has written the first
                print("written", flush=True)
            yield done

if __name__ == "__main__":
    tagging.WORTH, tagging.Tagger, workers.tagged = 10, HangingTagger, telling
    from addewid.__main__ import main
    sys.argv = ["addewid", "tag", "--processes", "2"]
    main()
"""


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "ADDEWID_HOME": str(home), "PYTHONPATH": str(ROOT)}


def begun(papers: Path, home: Path, tmp_path: Path) -> subprocess.Popen[str]:
    """A run that tags in two processes, has written something, and waits for ever for the rest."""
    script = tmp_path / "interrupted.py"
    script.write_text(INTERRUPTED, encoding="utf-8")
    env = environment(home)
    subprocess.run([sys.executable, "-m", "addewid", "add", str(papers)], env=env, check=True, capture_output=True)
    pipe = subprocess.PIPE
    run = subprocess.Popen(
        [sys.executable, str(script)], env=env, text=True, stdout=pipe, stderr=pipe, start_new_session=True
    )
    assert run.stdout is not None
    assert run.stdout.readline() == "written\n"
    return run


def number_tagged(home: Path) -> int:
    import sqlite3

    with sqlite3.connect(home / "corpus.db") as database:
        return int(database.execute("SELECT count(*) FROM versions WHERE tagged_with != ''").fetchone()[0])


def test_ctrl_c_says_one_sentence_and_leaves_the_corpus_right(papers: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with begun(papers, home, tmp_path) as run:
        os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to everybody
        _, said = run.communicate(timeout=60)  # which waits for all who hold its end of the pipe
    assert run.returncode == 130
    assert [line for line in said.splitlines() if line and not line.startswith("Tagging")] == [
        "Stopped; what was finished is kept."
    ]
    assert number_tagged(home) in (1, 2)
    ended = subprocess.run([sys.executable, "-m", "addewid", "tag"], env=environment(home), check=False)
    assert (ended.returncode, number_tagged(home)) == (0, 12)


def test_when_the_run_is_killed_its_processes_do_not_stay(papers: Path, tmp_path: Path) -> None:
    with begun(papers, tmp_path / "home", tmp_path) as run:
        run.kill()
        run.communicate(timeout=60)  # its processes hold the other end of the pipe for as long as they are there


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
