"""An index on a server: damage is seen, whoever dies leaves the last commit, and one writer waits for the other."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus import versions
from corpus.database import Corpus
from corpus.errors import CorpusBusy
from index import Index, keeping
from index.postgres import engine as postgres_engine
from index.postgres import store

pytestmark = pytest.mark.databases("postgresql")

Fill = Callable[..., versions.Added]

ROOT = Path(__file__).parents[2]


@pytest.fixture
def filled(fill: Fill, index: Index) -> Index:
    fill("Care in Cardiff.", "Trams in Cardiff.", title="One")
    fill("Care in Swansea.", work="other")
    index.update()
    return index


def done(corpus: Corpus, *statements: str) -> list[Any]:
    """Carry out statements behind the program's back; returns what the last one answers."""
    with corpus.engine.begin() as connection:
        answers = [connection.exec_driver_sql(statement) for statement in statements]
        return list(answers[-1].all()) if answers[-1].returns_rows else []


def tables(corpus: Corpus) -> list[str]:
    found = done(corpus, "SELECT tablename FROM pg_tables WHERE schemaname = 'addewid_index' ORDER BY 1")
    return [name for (name,) in found]


HARM = [
    "DROP SCHEMA addewid_index CASCADE",
    "DROP TABLE addewid_index.state",
    "DROP TABLE addewid_index.blocks_1",
    "DROP TABLE addewid_index.terms_1",
    "DELETE FROM addewid_index.state",
    "DELETE FROM addewid_index.blocks_1",
    "TRUNCATE addewid_index.blocks_1, addewid_index.terms_1",
    "UPDATE addewid_index.blocks_1 SET packed = substr(packed, 9)",
    "UPDATE addewid_index.blocks_1 SET packed = set_byte(packed, 0, 77)",
    "UPDATE addewid_index.state SET held = replace(held, '\"revision\": 2', '\"revision\": 1')",
    "UPDATE addewid_index.state SET held = 'nonsense'",
    "UPDATE addewid_index.state SET held = ''",
    "ALTER TABLE addewid_index.state RENAME held TO something",
]


@pytest.mark.parametrize(("harm", "opened"), [(harm, at % 3 > 0) for at, harm in enumerate(HARM)])
def test_a_damaged_index_is_built_again(harm: str, opened: bool, filled: Index, folder: Path, corpus: Corpus) -> None:
    other = filled if opened else Index(folder, corpus)
    done(corpus, harm)
    found = [hit.passage.text for hit in other.search("care").hits]
    assert sorted(found) == ["Care in Cardiff.", "Care in Swansea."]
    fresh = Index(folder, corpus)
    assert fresh.is_current()
    assert fresh.search("Cardiff").total == 2


def test_an_index_of_another_layout_is_built_again_and_the_old_tables_go(
    filled: Index, folder: Path, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tables(corpus) == ["blocks_1", "state", "terms_1"]
    monkeypatch.setattr(store, "LAYOUT", "0 of before")
    older = Index(folder, corpus)
    assert not older.is_current()
    assert older.update().rebuilt
    assert tables(corpus) == ["blocks_2", "state", "terms_2"]
    monkeypatch.undo()
    assert not filled.is_current()
    assert filled.search("care").total == 2


def test_whoever_asks_while_the_tables_are_replaced_asks_again(filled: Index, folder: Path, corpus: Corpus) -> None:
    """The view of the old tables is open, and the new ones have come in the meantime."""
    assert filled.search("care").total == 2
    other = Index(folder, corpus)
    with other._engine.writing(5):
        done(corpus, "DELETE FROM addewid_index.state")
        other._kept._update(None)
    assert filled.search("care").total == 2
    assert len(filled.candidates(["care"], lang=None, limit=9)) == 2


def test_all_who_have_it_open_see_what_one_of_them_wrote(
    filled: Index, fill: Fill, folder: Path, corpus: Corpus
) -> None:
    others = [Index(folder, corpus) for _ in range(3)]
    for other in others:
        assert other.search("care").total == 2
    fill("Care in Newport.", work="other")
    assert filled.update().rebuilt is False
    for other in others:
        assert other.is_current()
        assert [hit.passage.text for hit in other.search("newport").hits] == ["Care in Newport."]
        assert other.search("swansea").total == 0


def test_nothing_of_versions_that_went_stays_for_ever(fill: Fill, index: Index, corpus: Corpus) -> None:
    for number in range(6):
        fill(f"Care number {number}.", work="one")
        index.update()
    assert done(corpus, "SELECT count(*) FROM addewid_index.blocks_1") == [(1,)]
    assert done(corpus, "SELECT count(DISTINCT block) FROM addewid_index.terms_1") == [(1,)]


def test_a_search_holds_no_transaction_open(filled: Index, corpus: Corpus) -> None:
    assert filled.search("care").total == 2
    filled.facets("care")
    filled.candidates(["care"], lang=None, limit=9)
    idle = "SELECT count(*) FROM pg_stat_activity WHERE state ~ '^idle in' AND datname = current_database()"
    assert done(corpus, idle) == [(0,)]


CHILD = """
import os, signal, sys
from pathlib import Path
from corpus.database import Corpus
from index import Index
from index.postgres import engine, store

url, moment = sys.argv[1], sys.argv[2]

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

progress = None
if moment.isdecimal():
    progress = lambda done, total: die() if done >= int(moment) else None
elif moment == "written":
    store.say = die
elif moment == "said":
    said = store.say
    store.say = lambda *a: (said(*a), die())
elif moment == "finishing":
    finish = store.finish
    store.finish = lambda *a: (finish(*a), die())
elif moment == "committed":
    packing = engine.Packing
    engine.PostgresEngine.write = (lambda write: lambda *a: (write(*a), die()))(engine.PostgresEngine.write)
elif moment == "holding":
    progress = lambda done, total: (print("holding", flush=True), sys.stdin.read())
Index(Path("/nowhere"), Corpus(url)).update(progress)
"""


@pytest.fixture
def bigger(fill: Fill) -> Iterator[None]:
    for number in range(3):
        fill(*[f"Care number {number} of {other}." for other in range(150)], work=f"w{number}")
    yield


def child(corpus: Corpus, moment: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", CHILD, corpus.address, moment]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.usefixtures("bigger")
@pytest.mark.parametrize(
    ("moment", "before"),
    [("finishing", False), ("400", True), ("written", True), ("said", True), ("committed", True)],
)
def test_killed_at_any_moment_the_last_commit_stands(
    moment: str, before: bool, index: Index, folder: Path, corpus: Corpus, fill: Fill
) -> None:
    held = None
    if before:
        index.update()
        held = index._engine.held()
        for number in range(3):
            fill(*[f"Care anew {number} of {other}." for other in range(150)], work=f"w{number}")
    with child(corpus, moment) as killed:
        killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    survivor = Index(folder, corpus)
    if moment == "committed":
        assert survivor.is_current()
    else:
        assert survivor._engine.held() == held
    assert survivor.search("care", limit=1).total == 450
    assert survivor.search("anew", limit=1).total == (450 if before else 0)
    assert len(tables(corpus)) == 3


def test_a_second_writer_is_told_who_writes_and_readers_are_not_in_the_way(
    filled: Index, corpus: Corpus, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill("Care in Bangor.", work="later")
    monkeypatch.setattr(keeping, "PATIENCE", 0.05)
    with child(corpus, "holding") as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"holding"
        with pytest.raises(CorpusBusy, match=rf"written by .+ \(process {other.pid}\); wait for it to finish and try"):
            filled.update()
        results = filled.search("care")
        assert (results.total, results.revision) == (2, 2)
        other.communicate()
    results = filled.search("care")
    assert (results.total, results.revision) == (3, 3)
    assert os.getpid() != other.pid


def test_the_index_is_no_part_of_the_corpus_tables(filled: Index, corpus: Corpus) -> None:
    assert filled.is_current()
    names = done(corpus, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename ~ '^(blocks|terms)'")
    assert names == [(0,)]
    assert postgres_engine.PostgresEngine(corpus).held() is not None
