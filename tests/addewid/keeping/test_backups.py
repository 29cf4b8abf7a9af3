"""Backups: of one moment, whole or not there, with all that cannot be made again and no address of a database."""

import hashlib
import json
import os
import threading
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import text

from addewid.pipeline.keeping.making import make
from addewid.pipeline.keeping.restoring import restore
from corpus import copying
from corpus.dialects import keeping
from corpus.errors import AddewidError, CorpusBusy, UsageProblem
from tests.addewid.keeping.conftest import At
from tests.addewid.keeping.homes import add, archived, everything, judge


def manifest(file: Path) -> dict[str, object]:
    with zipfile.ZipFile(file) as held:
        told: dict[str, object] = json.loads(held.read("manifest.json"))
    return told


def test_what_comes_back_is_what_was_there(home: Path, backup: Path, tmp_path: Path, at: At) -> None:
    other = tmp_path / "other"
    with at(other) as workspace:
        done = restore(workspace, backup, over=False)
        assert (done.aside, done.archive_left, done.resumed) == ((), False, False)
        found = everything(workspace.corpus)
        with workspace.corpus.read() as session:
            assert copying.facts(session).faults == ()
        assert workspace.index.search("hubs").total == 2
    with at(home) as workspace:
        assert everything(workspace.corpus) == found
    assert len(found["status_events"]) == 1
    assert archived(other) == archived(home)
    assert sorted(each.name for each in other.iterdir() if each.suffix != ".lock") == ["archive", "corpus.db", "index"]


def test_the_manifest_tells_what_is_in_it(home: Path, backup: Path, at: At) -> None:
    told = manifest(backup)
    with at(home) as workspace, workspace.corpus.read() as session:
        facts = copying.facts(session)
    said = told["facts"]
    assert isinstance(said, dict)
    assert (said["identity"], said["revision"], said["judgements"]) == (facts.identity, facts.revision, 1)
    assert said["head"] == facts.head
    members = told["members"]
    assert isinstance(members, dict)
    with zipfile.ZipFile(backup) as held:
        assert set(held.namelist()) == {"manifest.json", "corpus.db", "archive/captures-00001.warc.gz"}
        for name, member in members.items():
            bytes_of = held.read(name)
            assert member == {"size": len(bytes_of), "sha256": hashlib.sha256(bytes_of).hexdigest()}
        kinds = {info.filename: info.compress_type for info in held.infolist()}
    assert kinds["archive/captures-00001.warc.gz"] == zipfile.ZIP_STORED
    assert kinds["corpus.db"] == zipfile.ZIP_DEFLATED


def test_a_backup_is_of_one_moment_while_others_write(
    home: Path, ref: str, tmp_path: Path, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between any two steps of the copy, somebody adds a document and a judgement."""
    monkeypatch.setattr(keeping, "_PAGES", 5)
    steps = 0

    with at(home) as workspace, at(home) as other:
        before = everything(workspace.corpus)

        def write(*_done: int) -> None:
            nonlocal steps
            steps += 1
            if steps < 6:
                add(other, tmp_path / "papers", f"paper {steps}", f"The council must publish list {steps}.")
                judge(other, ref)

        copy = keeping.copy_file
        monkeypatch.setattr(keeping, "copy_file", lambda connection, target, _: copy(connection, target, write))
        make(workspace, tmp_path / "moment.zip", replace=False)
        assert steps > 6
        after = everything(workspace.corpus)
    with at(tmp_path / "other") as workspace:
        restore(workspace, tmp_path / "moment.zip", over=False)
        assert everything(workspace.corpus) == before
    assert len(after["status_events"]) == 6
    assert archived(home)["captures-00001.warc.gz"].startswith(archived(tmp_path / "other")["captures-00001.warc.gz"])


def test_it_waits_for_whoever_writes_to_the_archive(
    home: Path, tmp_path: Path, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While somebody holds the write lock, half a record may stand at the end of the archive."""
    holding, done = threading.Event(), threading.Event()
    file = home / "archive" / "captures-00001.warc.gz"
    whole = file.read_bytes()

    def append() -> None:
        with at(home) as other, other.corpus.write():
            file.write_bytes(whole + b"half a rec")
            holding.set()
            done.wait(5)
            file.write_bytes(whole)

    writer = threading.Thread(target=append)
    with at(home) as workspace:
        workspace.corpus.revision()
        writer.start()
        assert holding.wait(5)
        timer = threading.Timer(0.2, done.set)
        timer.start()
        made = make(workspace, tmp_path / "waited.zip", replace=False)
        writer.join()
    assert made.manifest.archive["captures-00001.warc.gz"].size == len(whole)


def test_a_file_that_is_there_is_not_overwritten(home: Path, backup: Path, ref: str, at: At) -> None:
    before = backup.read_bytes()
    with at(home) as workspace:
        judge(workspace, ref)
        with pytest.raises(UsageProblem, match=r"backup\.zip is there already; name another file, or say --replace"):
            make(workspace, backup, replace=False)
        assert backup.read_bytes() == before
        assert make(workspace, backup, replace=True).manifest.facts.judgements == 2
    assert not list(backup.parent.glob("*.partial"))


def test_a_backup_that_fails_leaves_what_was_there(
    home: Path, backup: Path, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = backup.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with at(home) as workspace, pytest.raises(AddewidError, match=r"could not be written \(No space left on device\)"):
        make(workspace, backup, replace=True)
    assert backup.read_bytes() == before
    assert not list(backup.parent.glob("*.partial"))


def test_what_a_killed_backup_left_is_removed_and_a_living_one_is_not(
    home: Path, tmp_path: Path, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "new.zip"
    left = tmp_path / "new.zip.partial"
    left.mkdir()
    (left / "corpus.db").write_bytes(b"half of it")
    (left / "backup.zip").write_bytes(b"half of it")
    second: list[BaseException] = []
    save = copying.save

    def meanwhile(*arguments: object) -> None:
        with at(home) as other:
            try:
                make(other, file, replace=False)
            except AddewidError as error:
                second.append(error)
        save(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(copying, "save", meanwhile)
    with at(home) as workspace:
        make(workspace, file, replace=False)
    assert [type(error) for error in second] == [CorpusBusy]
    assert manifest(file)["addewid_backup"] == 2
    assert not left.exists()


def test_nothing_is_no_backup(tmp_path: Path, at: At) -> None:
    """Most likely, it is the wrong home."""
    with at(tmp_path / "nowhere") as workspace, pytest.raises(UsageProblem, match="nothing to back up: the corpus at"):
        make(workspace, tmp_path / "b.zip", replace=False)
    assert not (tmp_path / "b.zip").exists()


def test_a_folder_that_is_not_there_is_named(home: Path, tmp_path: Path, at: At) -> None:
    with at(home) as workspace, pytest.raises(UsageProblem, match="nowhere is not there; make it first"):
        make(workspace, tmp_path / "nowhere" / "b.zip", replace=False)


def test_no_address_of_a_database_gets_out(home: Path, tmp_path: Path, at: At) -> None:
    """Not in the setting, not in a comment; words of every kind come back as they were."""
    name = 'Mair "y gath" ŵy\\n\x85'
    (home / "settings.toml").write_text(
        f"# database = 'postgresql://mair:dirgel@server/corpus'\nname = {json.dumps(name)}\n"
        f'"database" = """sqlite:///{home / "corpus.db"}"""\nprocesses = 2\n',
        encoding="utf-8",
    )
    with at(home) as workspace:
        made = make(workspace, tmp_path / "b.zip", replace=False)
    assert made.address_left
    with zipfile.ZipFile(tmp_path / "b.zip") as held:
        for member in held.namelist():
            assert b"dirgel" not in held.read(member)
        assert b"database" not in held.read("settings.toml")
    with at(tmp_path / "other") as workspace:
        restore(workspace, tmp_path / "b.zip", over=False)
    with at(tmp_path / "other") as workspace:
        assert (workspace.settings.processes, workspace.settings.database) == (2, "")
        assert (tmp_path / "other" / "settings.toml").read_text(encoding="utf-8").startswith('name = "Mair \\"y gath')


def test_an_account_that_was_tampered_with_is_backed_up_as_it_is_and_said(home: Path, tmp_path: Path, at: At) -> None:
    with at(home) as workspace:
        with workspace.corpus.write() as session:
            session.execute(text("DROP TRIGGER status_events_no_update"))
            session.execute(text("UPDATE status_events SET because = 'Ten are ten.'"))
            session.execute(
                text(
                    "CREATE TRIGGER status_events_no_update BEFORE UPDATE ON status_events "
                    "BEGIN SELECT RAISE(ABORT, 'status_events is append-only'); END"
                )
            )
        made = make(workspace, tmp_path / "b.zip", replace=False)
    assert len(made.manifest.facts.faults) == 1
    with at(tmp_path / "other") as workspace:
        assert restore(workspace, tmp_path / "b.zip", over=False).manifest.facts.faults == made.manifest.facts.faults


def test_captures_that_are_not_in_the_archive_are_told(home: Path, tmp_path: Path, at: At) -> None:
    (home / "archive" / "captures-00001.warc.gz").write_bytes(b"short")
    (home / "archive" / "captures-1.warc.gz").write_bytes(b"none of ours")
    with at(home) as workspace:
        made = make(workspace, tmp_path / "b.zip", replace=False)
    assert made.missing == ("captures-00001.warc.gz",)
    assert set(made.manifest.archive) == {"captures-00001.warc.gz"}
