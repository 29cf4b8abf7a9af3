"""kill -9 at many moments of backing up and restoring: all is as it was, or the next restoration finishes it."""

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from addewid.pipeline.keeping.making import make
from addewid.pipeline.keeping.restoring import restore
from corpus.errors import AddewidError
from tests.addewid.keeping.conftest import At
from tests.addewid.keeping.homes import Everything, add, archived, everything, judge

ROOT = Path(__file__).parents[3]

KILLED_RUN = """
import os, signal, sys
from pathlib import Path

moment, step, file = int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
seen, planned, watching = 0, 0, False
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "sqlite3.connect"}

def passing(event, arguments):
    global seen, planned
    writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
    if watching and (writes or event in CHANGES):
        seen += 1
        if event == "os.rename" and str(arguments[1]).endswith("plan.json"):
            planned = seen
        if seen == moment:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(passing)
import filelock, alembic.command
from addewid.pipeline.keeping.making import make
from addewid.pipeline.keeping.restoring import restore
from addewid.workspace import opened

with opened(quiet=True) as workspace:
    watching = True
    if step == "backup":
        make(workspace, file, replace=True)
    else:
        restore(workspace, file, over=True)
watching = False
print(seen, planned)
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL"),
]


def run(home: Path, moment: int, step: str, file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", KILLED_RUN, str(moment), step, str(file)],
        env={**os.environ, "ADDEWID_HOME": str(home)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def moments(last: int, around: range) -> list[int]:
    """Some moments by chance, and all of those around the ones that matter."""
    by_chance = [moment for moment in range(1, last + 1) if moment not in around]
    return sorted([*random.Random(6).sample(by_chance, 4), *around])


def test_a_killed_backup_leaves_the_one_before(home: Path, backup: Path, ref: str, tmp_path: Path, at: At) -> None:
    with at(home) as workspace:
        judge(workspace, ref)
        now = everything(workspace.corpus)
    before = backup.read_bytes()
    whole = run(home, 0, "backup", tmp_path / "other.zip")
    assert whole.returncode == 0, whole.stderr
    last = int(whole.stdout.split()[0])
    for moment in moments(last, range(last - 3, last + 1)):
        killed = run(home, moment, "backup", backup)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        if backup.read_bytes() != before:  # killed once it stood there
            break
    else:
        pytest.fail("no kill came after the new backup stood in its place")
    with at(home) as workspace:
        assert everything(workspace.corpus) == now
        make(workspace, backup, replace=True)
    with at(tmp_path / "third") as workspace:
        restore(workspace, backup, over=False)
        assert everything(workspace.corpus) == now
    assert not list(tmp_path.glob("backup.zip.partial"))


def _standing(home: Path, at: At) -> Everything | str:
    with at(home) as workspace:
        try:
            return everything(workspace.corpus)
        except AddewidError as error:
            return str(error)


def test_a_killed_restoration_changed_nothing_or_is_finished_by_the_next(
    home: Path, backup: Path, ref: str, tmp_path: Path, at: At
) -> None:
    with at(home) as workspace:
        old = everything(workspace.corpus)
        judge(workspace, ref)
        add(workspace, tmp_path / "papers", "tram", "The council must paint the tram.")
        assert workspace.index.search("tram").total
        newer = everything(workspace.corpus)
    archive = archived(home)
    tried = tmp_path / "tried"

    def afresh() -> None:
        shutil.rmtree(tried, ignore_errors=True)
        shutil.copytree(home, tried)

    afresh()
    whole = run(tried, 0, "restore", backup)
    assert whole.returncode == 0, whole.stderr
    last, planned = map(int, whole.stdout.split())
    outcomes = []
    for moment in moments(last, range(planned, planned + 8)):
        afresh()
        killed = run(tried, moment, "restore", backup)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        standing = _standing(tried, at)
        if isinstance(standing, str):
            assert standing.endswith("was interrupted; run the same addewid restore again.")
        elif standing == newer:
            assert archived(tried) == archive
        else:
            assert standing == old
        with at(tried) as workspace:
            done = restore(workspace, backup, over=True)
            assert everything(workspace.corpus) == old
            assert workspace.index.search("hubs").total == 2
            assert not workspace.index.search("tram").total
        asides = [each for each in tried.iterdir() if each.name.startswith("replaced-")]
        assert Path(done.aside[0]) in asides
        with at(min(asides)) as workspace:
            assert everything(workspace.corpus) == newer
        assert archived(min(asides)) == archive
        assert not (tried / "addewid-restoring").exists()
        outcomes.append("said" if isinstance(standing, str) else "as it was" if standing == newer else "done")
    assert {"said", "as it was", "done"} == set(outcomes)
    assert outcomes.count("said") >= 5
