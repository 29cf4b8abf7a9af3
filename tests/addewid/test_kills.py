"""kill -9 at many moments of add, tag and index: running it again gives the corpus of an uninterrupted run."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from addewid.pipeline import adding, tagging
from addewid.workspace import opened
from corpus import commitments, documents
from corpus.database import Corpus
from corpus.models import Capture, CaseStudy, ProgressStatement, Question, ResponseStatement, ThemeMark
from corpus.rows import CommitmentFilter

MARKS = (ThemeMark, CaseStudy, Question, ProgressStatement, ResponseStatement)

KILLED_RUN = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine

moment, step, papers = int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
seen = 0

def passing(*_):
    global seen
    seen += 1
    if seen == moment:
        os.kill(os.getpid(), signal.SIGKILL)

from addewid.pipeline import adding, tagging
from addewid.workspace import opened

with opened(quiet=True) as workspace:
    workspace.corpus.revision()
    # A commit is passed twice: just before it, and at whatever comes after it.
    event.listen(Engine, "commit", passing)
    event.listen(Engine, "begin", passing)
    if step == "add":
        keep = workspace.archive.keep_all
        def kept(*arguments, **named):
            place = keep(*arguments, **named)
            passing()
            return place
        workspace.archive.keep_all = kept
        adding.add(workspace, [papers])
    elif step == "tag":
        tagging.tag(workspace)
    else:
        workspace.index.update(lambda done, total: passing())
print("finished", seen)
"""


def make_papers(folder: Path) -> Path:
    folder.mkdir()
    for number in range(3):
        text = f"# Plan {number}\n\nThe Welsh Government will open hub {number} by 31 March 202{number}.\n"
        (folder / f"plan-{number}.md").write_text(text, encoding="utf-8")
    lines = [
        json.dumps({"id": f"bulk-{n}", "title": f"Paper {n}", "text": f"The council must publish list {n} each year."})
        for n in range(120)
    ]
    (folder / "bulk.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def run(home: Path, code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**os.environ, "ADDEWID_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def finish(home: Path, step: str, papers: Path, environment: pytest.MonkeyPatch) -> None:
    """The same step, in this process and to its end."""
    environment.setenv("ADDEWID_HOME", str(home))
    with opened(quiet=True) as workspace:
        if step == "add":
            adding.add(workspace, [papers])
        else:
            tagging.tag(workspace)


def contents(home: Path) -> dict[str, Any]:
    """Everything in a corpus but times and row numbers."""
    corpus = Corpus(f"sqlite:///{home / 'corpus.db'}")
    with corpus.read() as session:
        rows = documents.listing(session)
        held = {
            "documents": [(row.key, row.lang, row.title, row.passages, row.commitments) for row in rows],
            "texts": [documents.text(session, row.version_id) for row in rows],
            "commitments": [
                (row.ref, row.quote, row.kind, row.place) for row in commitments.listing(session, CommitmentFilter())
            ],
            "marks": [len(session.scalars(select(table)).all()) for table in MARKS],
            "captures": sorted(session.scalars(select(Capture.sha256))),
            "complete": set(session.scalars(select(Capture.complete))),
        }
    corpus.close()
    return held


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_papers(tmp_path_factory.mktemp("kills") / "papers")


@pytest.fixture(scope="module")
def homes(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder as each step leaves it that nothing interrupted; nobody writes to them."""
    home, after = tmp_path_factory.mktemp("whole") / "home", {}
    for step in ("add", "tag"):
        ended = run(home, KILLED_RUN, 0, step, papers)
        assert ended.returncode == 0, ended.stderr
        after[step] = Path(shutil.copytree(home, home.with_name(step)))
    return after


@pytest.fixture(scope="module")
def whole(homes: dict[str, Path]) -> dict[str, dict[str, Any]]:
    """The corpus after each step of a run that nothing interrupted."""
    return {step: contents(home) for step, home in homes.items()}


@pytest.mark.slow
@pytest.mark.parametrize("moment", [1, 2, 3, 5, 8, 9, 12, 14])
def test_a_killed_add_is_finished_by_the_next(
    moment: int, papers: Path, whole: dict[str, dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(tmp_path, KILLED_RUN, moment, "add", papers).returncode == -signal.SIGKILL
    finish(tmp_path, "add", papers, monkeypatch)
    assert contents(tmp_path) == whole["add"]


@pytest.mark.slow
@pytest.mark.parametrize("moment", [2, 5, 40, 201])
def test_a_killed_tag_is_finished_by_the_next(
    moment: int,
    papers: Path,
    homes: dict[str, Path],
    whole: dict[str, dict[str, Any]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = Path(shutil.copytree(homes["add"], tmp_path / "home"))
    assert run(home, KILLED_RUN, moment, "tag", papers).returncode == -signal.SIGKILL
    finish(home, "tag", papers, monkeypatch)
    assert contents(home) == whole["tag"]


@pytest.mark.slow
def test_a_killed_index_answers_whole_the_next_time(papers: Path, homes: dict[str, Path], tmp_path: Path) -> None:
    search = """
import sys
from addewid.workspace import opened
with opened(quiet=True) as workspace:
    print(workspace.index.search("publish list").total)
"""
    home = Path(shutil.copytree(homes["add"], tmp_path / "home"))
    for moment in (1, 2, 4):
        run(home, KILLED_RUN, moment, "index", papers)
        found = run(home, search)
        assert found.stdout.strip() == "120", found.stderr
