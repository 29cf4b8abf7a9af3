"""Restoring: into nothing, over something, beside an archive; and search after it."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from addewid.pipeline.keeping.making import make
from addewid.pipeline.keeping.packed import Packing
from addewid.pipeline.keeping.restoring import restore
from corpus import audit, copying, database, journal
from corpus.copying import Lacking
from corpus.errors import CorpusBusy, UsageProblem
from tests.addewid.keeping.conftest import At
from tests.addewid.keeping.homes import add, archived, everything, judge

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_a_corpus_that_is_there_is_refused_with_what_it_holds_more(home: Path, backup: Path, ref: str, at: At) -> None:
    with at(home) as workspace:
        judge(workspace, ref)
        judge(workspace, ref, "partly")
        before = everything(workspace.corpus)
    told = (
        r"There is a corpus at .+corpus\.db already, with 2 judgements and 2 decisions that backup\.zip lacks; to move"
    )
    with at(home) as workspace, pytest.raises(UsageProblem, match=told):
        restore(workspace, backup, over=False)
    with at(home) as workspace:
        assert everything(workspace.corpus) == before
    assert not (home / "addewid-restoring").exists()


def test_a_corpus_that_holds_no_more_is_refused_too(home: Path, backup: Path, at: At) -> None:
    told = r"already, all of whose judgements and decisions are in backup\.zip; to move it aside and restore"
    with at(home) as workspace, pytest.raises(UsageProblem, match=told):
        restore(workspace, backup, over=False)


def test_what_was_there_is_moved_aside_as_a_home_of_its_own(
    home: Path, backup: Path, ref: str, tmp_path: Path, at: At
) -> None:
    with at(home) as workspace:
        old = everything(workspace.corpus)
        judge(workspace, ref)
        add(workspace, tmp_path / "papers", "tram", "The council must paint the tram.")
        assert workspace.index.search("tram").total
        newer, index = everything(workspace.corpus), tmp_path / "index"
        shutil.copytree(home / "index", index)
    archive = archived(home)
    with at(home) as workspace:
        done = restore(workspace, backup, over=True)
        assert done.lacking == Lacking(1, 1)
        assert everything(workspace.corpus) == old
        assert not workspace.index.search("tram").total
        assert workspace.index.search("hubs").total == 2
    (aside,) = map(Path, done.aside)
    assert aside.parent == home
    assert aside.name.startswith("replaced-20")
    with at(aside) as workspace:
        assert everything(workspace.corpus) == newer
        assert workspace.index.search("tram").total
        with workspace.corpus.read() as session:
            assert audit.audit(session).faults == ()
    assert archived(aside) == archive
    assert archived(home) != archive


def test_an_index_of_the_corpus_that_was_there_is_seen_to_be_of_another(
    home: Path, backup: Path, tmp_path: Path, at: At
) -> None:
    """Also where somebody puts it back."""
    with at(home) as workspace:
        add(workspace, tmp_path / "papers", "tram", "The council must paint the tram.")
        assert workspace.index.search("tram").total
    shutil.copytree(home / "index", tmp_path / "index")
    with at(home) as workspace:
        restore(workspace, backup, over=True)
    assert not (home / "index").exists()
    shutil.copytree(tmp_path / "index", home / "index")
    with at(home) as workspace:
        assert not workspace.index.is_current()
        assert not workspace.index.search("tram").total
        assert workspace.index.is_current()


def test_a_corpus_that_nothing_was_put_into_is_in_nobodys_way(backup: Path, tmp_path: Path, at: At) -> None:
    with at(tmp_path / "other") as workspace:
        workspace.corpus.revision()
    with at(tmp_path / "other") as workspace:
        restore(workspace, backup, over=False)
        assert workspace.corpus.revision() > 0


def test_a_damaged_corpus_is_moved_aside_only_when_told(home: Path, backup: Path, at: At) -> None:
    (home / "corpus.db").write_bytes(b"no database at all" * 1000)
    with at(home) as workspace, pytest.raises(UsageProblem, match=r"is damaged .+ restore backup.zip, say --replace"):
        restore(workspace, backup, over=False)
    with at(home) as workspace:
        (aside,) = restore(workspace, backup, over=True).aside
        assert workspace.corpus.revision() > 0
    assert (Path(aside) / "corpus.db").read_bytes().startswith(b"no database")


def test_an_archive_that_goes_on_after_the_backup_is_kept(home: Path, backup: Path, tmp_path: Path, at: At) -> None:
    """The corpus was lost, the archive was not: what came after the backup is still there to be taken in."""
    with at(home) as workspace:
        add(workspace, tmp_path / "papers", "tram", "The council must paint the tram.")
    archive = archived(home)
    (home / "corpus.db").unlink()
    with at(home) as workspace:
        done = restore(workspace, backup, over=False)
    assert done.archive_left
    assert not done.aside
    assert archived(home) == archive


def test_an_archive_of_another_corpus_is_refused_and_then_moved_aside(home: Path, backup: Path, at: At) -> None:
    file = home / "archive" / "captures-00001.warc.gz"
    ours = file.read_bytes()
    file.write_bytes(b"another" + ours)
    (home / "corpus.db").unlink()
    with at(home) as workspace, pytest.raises(UsageProblem, match=r"archive holds what backup\.zip does not know; to"):
        restore(workspace, backup, over=False)
    assert file.read_bytes() == b"another" + ours
    with at(home) as workspace:
        (aside,) = restore(workspace, backup, over=True).aside
    assert file.read_bytes() == ours
    assert archived(Path(aside)) == {file.name: b"another" + ours}


def test_settings_that_are_there_stay(home: Path, tmp_path: Path, at: At) -> None:
    (home / "settings.toml").write_text('name = "Mair"\n', encoding="utf-8")
    with at(home) as workspace:
        make(workspace, tmp_path / "b.zip", replace=False)
    other = tmp_path / "other"
    other.mkdir()
    (other / "settings.toml").write_text('name = "Nia"\n', encoding="utf-8")
    with at(other) as workspace:
        assert restore(workspace, tmp_path / "b.zip", over=False).settings_left
    assert (other / "settings.toml").read_text(encoding="utf-8") == 'name = "Nia"\n'


def test_views_come_back_and_those_that_are_there_are_moved_aside(home: Path, tmp_path: Path, at: At) -> None:
    (home / "views.json").write_text('[{"name": "Hubs"}]', encoding="utf-8")
    with at(home) as workspace:
        make(workspace, tmp_path / "b.zip", replace=False)
    other = tmp_path / "other"
    with at(other) as workspace:
        assert restore(workspace, tmp_path / "b.zip", over=False).aside == ()
    assert (other / "views.json").read_text(encoding="utf-8") == '[{"name": "Hubs"}]'
    (other / "views.json").write_text("[]", encoding="utf-8")
    with at(other) as workspace:
        (aside,) = restore(workspace, tmp_path / "b.zip", over=True).aside
    assert (other / "views.json").read_text(encoding="utf-8") == '[{"name": "Hubs"}]'
    assert (Path(aside) / "views.json").read_text(encoding="utf-8") == "[]"


def test_a_corpus_that_is_open_somewhere_is_not_moved(
    home: Path, backup: Path, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("addewid.pipeline.keeping.places._PATIENCE", 0.05)
    with at(home) as other:
        revision = other.corpus.revision()
        with at(home) as workspace, pytest.raises(CorpusBusy, match="is open in another process; close Addewid there"):
            restore(workspace, backup, over=True)
        assert other.corpus.revision() == revision
    with at(home) as workspace:
        restore(workspace, backup, over=True)


def test_a_corpus_in_another_folder_is_restored_there(
    home: Path, backup: Path, tmp_path: Path, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere" / "team.db"
    elsewhere.parent.mkdir()
    monkeypatch.setenv("ADDEWID_DATABASE", f"sqlite:///{elsewhere}")
    with at(tmp_path / "other") as workspace:
        restore(workspace, backup, over=False)
        assert workspace.corpus.named == str(elsewhere)
        assert workspace.corpus.revision() > 0
    with at(tmp_path / "other") as workspace:
        done = restore(workspace, backup, over=True)
    asides = sorted(Path(each) for each in done.aside)
    assert [each.parent for each in asides] == [elsewhere.parent, tmp_path / "other"]
    assert [each.name for each in asides[0].iterdir()] == ["team.db"]
    assert [each.name for each in elsewhere.parent.iterdir() if each.suffix == ".db"] == ["team.db"]
    assert not (tmp_path / "other" / "corpus.db").exists()


def test_a_corpus_in_memory_cannot_be_restored_into(
    backup: Path, tmp_path: Path, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADDEWID_DATABASE", "sqlite://")
    with at(tmp_path / "other") as workspace, pytest.raises(UsageProblem, match="in memory cannot be restored into"):
        restore(workspace, backup, over=False)


def test_a_backup_of_an_older_version_is_brought_to_this_one(tmp_path: Path, at: At) -> None:
    """Its journal is not there yet, and its judgements stand for no decisions."""
    older = tmp_path / "older.db"
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    engine = create_engine(f"sqlite:///{older}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        connection.execute(text("INSERT INTO bodies (key, name_en, name_cy) VALUES ('a', 'A', 'A')"))
        connection.execute(text("INSERT INTO state VALUES ('revision', '7')"))
        identity = connection.scalar(text("SELECT value FROM state WHERE name = 'identity'"))
    engine.dispose()
    with (tmp_path / "b.zip").open("xb") as out, older.open("rb") as stream:
        packing = Packing(out)
        packing.add("corpus.db", stream, older.stat().st_size, lambda: None)
        facts = copying.Facts(str(identity), 7, 0, 0, f"{journal.GENESIS}-{journal.GENESIS}", ())
        packing.close("2026-01-01T00:00:00+00:00", "0.1.0", "0004", facts)
    with at(tmp_path / "other") as workspace:
        assert restore(workspace, tmp_path / "b.zip", over=False).manifest.schema == "0004"
        with workspace.corpus.read() as session:
            assert session.scalar(text("SELECT version_num FROM alembic_version")) == database.SCHEMA
            assert copying.facts(session) == facts


def test_the_commands(home: Path, ref: str, tmp_path: Path, addewid: Run, at: At) -> None:
    file = tmp_path / "b.zip"
    made = addewid("backup", file, "--json")
    assert made.returncode == 0, made.stderr
    told = json.loads(made.stdout)
    assert (told["judgements"], told["decisions"], told["missing"]) == (1, 2, [])
    assert told["bytes"] == file.stat().st_size
    assert "archive/captures-00001.warc.gz" in told["files"]
    again = addewid("backup", file)
    assert again.returncode == 2
    assert again.stderr.strip().endswith("is there already; name another file, or say --replace.")
    with at(home) as workspace:
        judge(workspace, ref)
    refused = addewid("restore", file)
    assert refused.returncode == 2
    assert "with 1 judgement and 1 decision that b.zip lacks" in refused.stderr
    restored = addewid("restore", file, "--replace")
    assert restored.returncode == 0, restored.stderr
    assert "1 judgement, 2 decisions, 1 archive file" in restored.stderr
    assert "That held 1 judgement and 1 decision which the backup lacks." in restored.stderr
    other = tmp_path / "other"
    as_json = addewid("restore", file, "--json", home=other)
    assert json.loads(as_json.stdout)["aside"] == []
    assert as_json.stderr == ""
    assert addewid("search", "hubs", "--json", home=other).returncode == 0
    bad = tmp_path / "bad.zip"
    bad.write_bytes(file.read_bytes()[:-100])
    assert addewid("restore", bad, home=tmp_path / "third").returncode == 2
    assert addewid("restore", tmp_path / "none.zip", home=tmp_path / "third").returncode == 2
