"""A corpus in PostgreSQL: backed up into the same kind of file, restored from one, and moved either way."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from addewid.pipeline.keeping.making import make
from addewid.pipeline.keeping.restoring import restore
from corpus import audit, commitments, copying
from corpus.copying import Lacking
from corpus.database import Corpus
from corpus.errors import AddewidError, UsageProblem
from corpus.models import Commitment, Document, StatusEvent
from corpus.rows import CommitmentFilter
from tests.addewid.keeping.conftest import At
from tests.addewid.keeping.homes import add, archived, everything, everything_at, fill, judge
from tests.postgres_server import Server

ROOT = Path(__file__).parents[3]


@pytest.fixture
def server(postgresql: Server, on_postgresql: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty corpus on a server, which every workspace of a test is then of."""
    _forget_asides(on_postgresql)
    monkeypatch.setenv("ADDEWID_DATABASE", on_postgresql)
    return on_postgresql


def _forget_asides(address: str) -> None:
    corpus = Corpus(address)
    with corpus.write() as session:
        for name in _schemas(corpus):
            session.execute(text(f'DROP SCHEMA "{name}" CASCADE'))
    corpus.close()


def _schemas(corpus: Corpus) -> list[str]:
    with corpus.read() as session:
        found = session.scalars(text("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'addewid\\_replaced%'"))
        return sorted(found)


def test_from_a_file_to_a_server_and_back(
    home: Path, backup: Path, tmp_path: Path, at: At, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numbers, times, the account and the archive are those of before; new rows go on from the last ones."""
    before = everything_at(f"sqlite:///{home / 'corpus.db'}")
    with at(tmp_path / "other") as workspace:
        done = restore(workspace, backup, over=False)
        assert done.into == "postgresql://addewid@/corpus"
        assert (done.aside, done.lacking) == ((), Lacking())
        assert everything(workspace.corpus) == before
        assert _schemas(workspace.corpus) == []
        assert not (tmp_path / "other" / "corpus.db").exists()
        assert archived(tmp_path / "other") == archived(home)
        assert workspace.index.search("hubs").total == 2
        version = add(workspace, tmp_path / "papers", "tram", "The council must paint the tram.")
        assert version == len(before["versions"]) + 1
        with workspace.corpus.read() as session:
            (row,) = commitments.listing(session, CommitmentFilter())
        judge(workspace, row.ref)
        with workspace.corpus.read() as session:
            assert audit.audit(session).faults == ()
            assert audit.audit(session).judgements == 2
        there = everything(workspace.corpus)
        make(workspace, tmp_path / "of-server.zip", replace=False)
        assert everything(workspace.corpus) == there
    monkeypatch.delenv("ADDEWID_DATABASE")
    with at(tmp_path / "third") as workspace:
        restore(workspace, tmp_path / "of-server.zip", over=False)
        assert everything(workspace.corpus) == there
        assert workspace.index.search("tram").total


def test_the_account_is_as_closed_as_before(backup: Path, tmp_path: Path, at: At, server: str) -> None:
    with at(tmp_path / "other") as workspace:
        restore(workspace, backup, over=False)
        for statement in (
            "UPDATE status_events SET because = 'x'",
            "DELETE FROM decisions",
            "TRUNCATE event_evidence",
            "UPDATE status_events SET id = 7",
        ):
            with pytest.raises(DBAPIError, match="append-only"), workspace.corpus.write() as session:
                session.execute(text(statement))
        with pytest.raises(DBAPIError, match="needs evidence"), workspace.corpus.write() as session:
            event = session.scalars(select(StatusEvent)).one()
            said = {column.name: getattr(event, column.name) for column in StatusEvent.__table__.columns}
            changed = {**said, "id": 99, "hash": "0" * 64, "rests_on": 0}
            session.execute(StatusEvent.__table__.insert(), [changed])  # type: ignore[attr-defined]


def test_events_of_before_anybody_counted_what_they_rest_on_come_back(
    home: Path, ref: str, tmp_path: Path, at: At, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And statements that refer to one that was stored later."""
    address = f"sqlite:///{home / 'corpus.db'}"
    monkeypatch.setenv("ADDEWID_DATABASE", address)
    with at(home) as workspace:
        with workspace.corpus.write() as session:
            trigger = session.scalars(
                text("SELECT sql FROM sqlite_master WHERE name = 'status_events_no_update'")
            ).one()
            session.execute(text("DROP TRIGGER status_events_no_update"))
            session.execute(text("UPDATE status_events SET rests_on = 0"))
            session.execute(text(trigger))
            first = session.scalars(select(Commitment)).one()
            later = {column.name: getattr(first, column.name) for column in Commitment.__table__.columns}
            anchor = session.execute(text("SELECT max(id) FROM anchors")).scalar_one()
            session.execute(
                Commitment.__table__.insert(),  # type: ignore[attr-defined]
                [{**later, "id": 50_000, "ref": "c-later", "anchor_id": anchor}],
            )
            first.same_as_id = 50_000
        make(workspace, tmp_path / "b.zip", replace=False)
        before = everything(workspace.corpus)
    monkeypatch.setenv("ADDEWID_DATABASE", server)
    with at(tmp_path / "other") as workspace:
        restore(workspace, tmp_path / "b.zip", over=False)
        assert everything(workspace.corpus) == before
        make(workspace, tmp_path / "c.zip", replace=False)
    monkeypatch.setenv("ADDEWID_DATABASE", f"sqlite:///{tmp_path / 'new.db'}")
    with at(tmp_path / "third") as workspace:
        restore(workspace, tmp_path / "c.zip", over=False)
        assert everything(workspace.corpus) == before


def test_a_corpus_on_a_server_is_set_aside_only_when_told(backup: Path, tmp_path: Path, at: At, server: str) -> None:
    with at(tmp_path / "other") as workspace:
        ref = fill(workspace, tmp_path / "papers")
        judge(workspace, ref)
        assert workspace.index.search("hubs").total == 2
        newer = everything(workspace.corpus)
        told = (
            r"corpus at postgresql://addewid@/corpus already, with 2 judgements and 3 decisions that backup\.zip lacks"
        )
        with pytest.raises(UsageProblem, match=told):
            restore(workspace, backup, over=False)
        assert everything(workspace.corpus) == newer
    with at(tmp_path / "other") as workspace:
        done = restore(workspace, backup, over=True)
        assert done.lacking == Lacking(2, 3)
        (schema,) = _schemas(workspace.corpus)
        assert done.aside[-1] == f"postgresql://addewid@/corpus, schema {schema}"
        assert everything(workspace.corpus) != newer
        assert workspace.index.search("hubs").total == 2
    assert everything_at(f"{server}&options=-csearch_path%3D{schema}") == newer
    again = Corpus(f"{server}&options=-csearch_path%3D{schema}")
    with pytest.raises(DBAPIError, match="append-only"), again.write() as session:
        session.execute(text("DELETE FROM status_events"))
    with again.read() as session:
        assert audit.audit(session).faults == ()
    again.close()


def test_what_goes_wrong_on_the_server_leaves_all_as_it_was(
    backup: Path, tmp_path: Path, at: At, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at(tmp_path / "other") as workspace:
        fill(workspace, tmp_path / "papers")
        before, archive = everything(workspace.corpus), archived(tmp_path / "other")
    real = copying.replace

    def half(*arguments: object, **named: object) -> None:
        real(*arguments, **named)  # type: ignore[arg-type]
        raise AddewidError("The server went away.")

    with monkeypatch.context() as patch, at(tmp_path / "other") as workspace:
        patch.setattr(copying, "replace", half)
        with pytest.raises(AddewidError, match="went away"):
            restore(workspace, backup, over=True)
    with at(tmp_path / "other") as workspace:
        assert everything(workspace.corpus) == before
        assert _schemas(workspace.corpus) == []
    assert archived(tmp_path / "other") == archive
    assert not (tmp_path / "other" / "addewid-restoring").exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
from addewid.pipeline.keeping import moving
from addewid.pipeline.keeping.restoring import restore
from addewid.workspace import opened

def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)

write, carry_out = moving.Plan.write, moving.Plan.carry_out

def written(self, file):
    write(self, file)
    if sys.argv[2] == "before":
        kill()

moving.Plan.write = written
if sys.argv[2] == "after":
    moving.Plan.carry_out = kill
with opened(quiet=True) as workspace:
    restore(workspace, Path(sys.argv[1]), over=sys.argv[3] == "over")
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize("over", [True, False])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_kill_around_the_commit(
    moment: str, over: bool, backup: Path, tmp_path: Path, at: At, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before it the plan is forgotten, for the transaction never was; after it the archive follows."""
    other = tmp_path / "other"
    if over:
        with at(other) as workspace:
            fill(workspace, tmp_path / "papers")
    before = everything_at(server)
    monkeypatch.setenv("ADDEWID_HOME", str(other))
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(backup), moment, "over" if over else ""],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert (everything_at(server) == before) == (moment == "before")
    with at(other) as workspace, pytest.raises(AddewidError, match="interrupted; run the same addewid restore again"):
        workspace.corpus.revision()
    with at(other) as workspace:
        done = restore(workspace, backup, over=over)
        assert done.resumed == (moment == "after")
        assert len(_schemas(workspace.corpus)) == over
        with workspace.corpus.read() as session:
            assert audit.audit(session).faults == ()
            assert session.scalar(select(func.count(Document.id))) == 2
        assert workspace.index.search("hubs").total == 2
    assert archived(other)
    assert not (other / "addewid-restoring").exists()
