"""Backups that are damaged, or were made to do harm: each is refused in a sentence, and nothing is touched."""

import hashlib
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from addewid.pipeline.keeping import packed, restoring
from addewid.pipeline.keeping.packed import Backup
from addewid.pipeline.keeping.restoring import restore
from corpus import database
from corpus.errors import AddewidError, CorpusDamaged, UsageProblem
from tests.addewid.keeping.conftest import At
from tests.addewid.keeping.homes import everything

Files = dict[str, bytes]
ARCHIVED = "archive/captures-00001.warc.gz"


def unpacked(backup: Path) -> Files:
    with zipfile.ZipFile(backup) as held:
        return {name: held.read(name) for name in held.namelist()}


def packed_again(files: Files, target: Path, packing: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(target, "w", packing) as held:
        for name, content in files.items():
            held.writestr(name, content)
    return target


def told_again(files: Files, change: Callable[[Any], None] = lambda told: None) -> Files:
    """With a manifest that fits what is in the files now, and with a change to that."""
    told = json.loads(files["manifest.json"])
    told["members"] = {
        name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in files.items()
        if name != "manifest.json"
    }
    change(told)
    return {**files, "manifest.json": json.dumps(told).encode()}


def with_corpus(files: Files, folder: Path, *statements: str) -> Files:
    """With a corpus that somebody changed by hand."""
    file = folder / "changed.db"
    file.write_bytes(files["corpus.db"])
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        for statement in statements:
            connection.execute(statement)
    return told_again({**files, "corpus.db": file.read_bytes()})


def names(home: Path) -> list[str]:
    return sorted(each.name for each in home.iterdir() if each.suffix != ".lock")


def refused(at: At, home: Path, backup: Path, match: str, kind: type[AddewidError] = CorpusDamaged) -> None:
    """Refused with or without --replace, and all in the home is as it was."""
    with at(home) as workspace:
        before = everything(workspace.corpus)
    there = names(home)
    for over in (False, True):
        with at(home) as workspace, pytest.raises(kind, match=match) as raised:
            restore(workspace, backup, over=over)
        assert str(raised.value).count(". ") == 0
    assert names(home) == there
    with at(home) as workspace:
        assert everything(workspace.corpus) == before


def test_what_is_no_backup(home: Path, tmp_path: Path, at: At) -> None:
    (tmp_path / "b.zip").write_bytes(b"words")
    refused(at, home, tmp_path / "b.zip", "is not a backup that Addewid made", UsageProblem)
    refused(at, home, packed_again({"words.txt": b"words"}, tmp_path / "z.zip"), "is a ZIP file, but not", UsageProblem)
    refused(at, home, tmp_path / "none.zip", "cannot be read", UsageProblem)
    (tmp_path / "folder").mkdir()
    refused(at, home, tmp_path / "folder", "cannot be read", UsageProblem)


def test_a_backup_whose_end_is_missing(home: Path, backup: Path, at: At) -> None:
    backup.write_bytes(backup.read_bytes()[:-200])
    refused(at, home, backup, "or its end is missing", UsageProblem)


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b'{"addewid_backup": 1}',
        b"[" * 200_000,
        b"\xff\xfe",
        b'{"members": {"corpus.db": 7}}',
        b" " * (packed._LARGEST_MANIFEST + 1),
    ],
    ids=lambda manifest: str(manifest[:30]),
)
def test_a_manifest_that_is_none(manifest: bytes, home: Path, backup: Path, tmp_path: Path, at: At) -> None:
    files = {**unpacked(backup), "manifest.json": manifest}
    refused(at, home, packed_again(files, tmp_path / "b.zip"), "is damaged")


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told["members"]["corpus.db"].update(size=-1),
        lambda told: told["members"]["corpus.db"].update(size=True),
        lambda told: told["members"]["corpus.db"].update(size=1e300),
        lambda told: told["members"]["corpus.db"].update(sha256="0" * 63),
        lambda told: told["members"]["corpus.db"].update(sha256=None),
        lambda told: told["members"]["corpus.db"].update(more=1),
        lambda told: told["members"].pop("corpus.db"),
        lambda told: told["facts"].update(revision="7"),
        lambda told: told["facts"].update(faults=[7]),
        lambda told: told["facts"].pop("head"),
        lambda told: told.update(schema="../../5"),
        lambda told: told.update(schema=None),
        lambda told: told.update(made_at=7),
    ],
)
def test_a_manifest_that_says_what_none_says(
    change: Callable[[Any], None], home: Path, backup: Path, tmp_path: Path, at: At
) -> None:
    files = told_again(unpacked(backup), change)
    refused(at, home, packed_again(files, tmp_path / "b.zip"), "its manifest cannot be understood")


@pytest.mark.parametrize("change", [{"addewid_backup": 3}, {"schema": "9999"}])
def test_a_backup_of_a_newer_version(
    change: dict[str, object], home: Path, backup: Path, tmp_path: Path, at: At
) -> None:
    files = told_again(unpacked(backup), lambda told: told.update(change))
    refused(at, home, packed_again(files, tmp_path / "b.zip"), "made by a newer version of Addewid; install that one")


@pytest.mark.parametrize(
    "name",
    [
        "../corpus.db",
        "/etc/passwd",
        "archive/../../captures-00001.warc.gz",
        "archive/sub/captures-00002.warc.gz",
        "archive/captures-2.warc.gz",
        "archive/captures-00002.warc.gz\n",
        "archive\\captures-00002.warc.gz",
        "index/held",
        "manifest.json/x",
        "addewid-restoring/plan.json",
    ],
)
def test_names_that_no_backup_has(name: str, home: Path, backup: Path, tmp_path: Path, at: At) -> None:
    files = unpacked(backup)
    refused(at, home, packed_again({**files, name: b"x"}, tmp_path / "b.zip"), "does not hold the files that its mani")
    files = told_again({**files, name: b"x"})
    refused(at, home, packed_again(files, tmp_path / "c.zip"), "is damaged")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["b.zip", "backup.zip", "c.zip", "home"]


def test_files_that_are_missing_or_there_twice(home: Path, backup: Path, tmp_path: Path, at: At) -> None:
    files = unpacked(backup)
    less = {name: content for name, content in files.items() if name != ARCHIVED}
    refused(at, home, packed_again(less, tmp_path / "b.zip"), "does not hold the files that its manifest names")
    with zipfile.ZipFile(backup, "a") as held, pytest.warns(UserWarning, match="Duplicate name"):
        held.writestr("corpus.db", files["corpus.db"])
    refused(at, home, backup, "does not hold the files that its manifest names")


@pytest.mark.parametrize("name", ["corpus.db", ARCHIVED])
def test_bytes_that_are_not_those_that_were_packed(name: str, home: Path, backup: Path, tmp_path: Path, at: At) -> None:
    files = unpacked(backup)
    content = bytearray(files[name])
    content[len(content) // 2] ^= 1
    other = packed_again({**files, name: bytes(content)}, tmp_path / "b.zip")
    with (
        at(tmp_path / "other") as workspace,
        pytest.raises(CorpusDamaged, match=f"b.zip is damaged: {name} is not wha"),
    ):
        restore(workspace, other, over=False)
    assert not (tmp_path / "other" / "corpus.db").exists()
    files[name] += b"more"
    refused(at, home, packed_again(files, tmp_path / "c.zip"), "is not as long as its manifest says")


def test_what_unpacks_to_more_than_it_says_is_stopped(home: Path, backup: Path, tmp_path: Path, at: At) -> None:
    """The directory of the ZIP says little, and the bytes go on and on."""
    files = unpacked(backup)
    bomb = packed_again({**files, ARCHIVED: b"\0" * 50_000_000}, tmp_path / "b.zip").read_bytes()
    said, says = (50_000_000).to_bytes(4, "little"), len(files[ARCHIVED]).to_bytes(4, "little")
    (tmp_path / "b.zip").write_bytes(bomb.replace(said, says))
    with at(tmp_path / "other") as workspace, pytest.raises(CorpusDamaged, match="is damaged"):
        restore(workspace, tmp_path / "b.zip", over=False)


def test_what_there_is_no_room_for(home: Path, backup: Path, at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 1000})())
    refused(at, home, backup, r"needs [\d,]+ bytes in .+, where 1,000 are free; make room", AddewidError)


def test_a_backup_that_is_encrypted_or_packed_otherwise(home: Path, backup: Path, tmp_path: Path, at: At) -> None:
    files = unpacked(backup)
    other = packed_again(files, tmp_path / "b.zip", zipfile.ZIP_BZIP2)
    refused(at, home, other, "is packed in a way that Addewid never does")
    content = bytearray(backup.read_bytes())
    at_directory = content.index(b"PK\x01\x02")
    content[at_directory + 8] |= 1
    backup.write_bytes(content)
    refused(at, home, backup, "is packed in a way that Addewid never does")


@pytest.mark.parametrize(
    ("statements", "match"),
    [
        (["DROP TRIGGER status_events_no_update"], "trigger status_events_no_update is not as it was made"),
        (
            [
                "DROP TRIGGER status_events_no_delete",
                "CREATE TRIGGER status_events_no_delete BEFORE DELETE ON status_events BEGIN SELECT 1; END",
            ],
            "trigger status_events_no_delete is not as it was made",
        ),
        (
            ["CREATE TRIGGER t AFTER INSERT ON status_events BEGIN DELETE FROM documents; END"],
            "trigger t is none of Addewid's",
        ),
        (["CREATE VIEW v AS SELECT 1"], "view v is none of Addewid's"),
        (["DROP TABLE looks"], "is damaged"),
        (["UPDATE state SET value = 'x' WHERE name = 'revision'"], "its corpus cannot be read"),
        (["UPDATE state SET value = '99' WHERE name = 'revision'"], "is not the one that its manifest tells of"),
        (["DELETE FROM state"], "its corpus cannot be read"),
        (["DROP TABLE alembic_version"], "its corpus cannot be read"),
        (["UPDATE anchors SET exact = 'Forty'"], r"j-[0-9a-f]{10} in its account was changed after it was recorded"),
        (["PRAGMA foreign_keys=OFF", "DELETE FROM commitments"], "is damaged"),
    ],
)
def test_a_corpus_that_was_changed_by_hand(
    statements: list[str], match: str, home: Path, backup: Path, tmp_path: Path, at: At
) -> None:
    """The digests in its manifest were made to fit."""
    files = with_corpus(unpacked(backup), tmp_path, *statements)
    refused(at, home, packed_again(files, tmp_path / "b.zip"), match)


def test_a_corpus_that_is_no_database(home: Path, backup: Path, tmp_path: Path, at: At) -> None:
    files = told_again({**unpacked(backup), "corpus.db": b"words" * 2000})
    refused(at, home, packed_again(files, tmp_path / "b.zip"), "its corpus cannot be read")


def test_settings_from_elsewhere_cannot_send_the_corpus_away(backup: Path, tmp_path: Path, at: At, home: Path) -> None:
    said = b'name = "Mair"\ndatabase = "postgresql://thief@server/corpus"\n'
    files = told_again({**unpacked(backup), "settings.toml": said})
    with at(tmp_path / "other") as workspace:
        restore(workspace, packed_again(files, tmp_path / "b.zip"), over=False)
    assert (tmp_path / "other" / "settings.toml").read_text(encoding="utf-8") == 'name = "Mair"\n'
    files = told_again({**unpacked(backup), "settings.toml": b"name = 7\n"})
    told = "c.zip is damaged: its settings cannot be understood"
    with at(tmp_path / "third") as workspace, pytest.raises(CorpusDamaged, match=told):
        restore(workspace, packed_again(files, tmp_path / "c.zip"), over=False)
    assert [each.name for each in (tmp_path / "third").iterdir()] == ["addewid-restoring.lock"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1), flip=st.integers(1, 255), cut=st.booleans())
def test_a_byte_that_went_bad_is_noticed_or_makes_no_difference(
    place: float, flip: int, cut: bool, backup: Path
) -> None:
    content = bytearray(backup.read_bytes())
    spot = int(place * (len(content) - 1))
    if cut:
        del content[spot:]
    else:
        content[spot] ^= flip
    whole = Backup(backup, database.SCHEMA)
    bad = backup.with_name("bad.zip")
    bad.write_bytes(content)
    try:
        held = Backup(bad, database.SCHEMA)
        assert held.manifest == whole.manifest
        for name in held.manifest.members:
            out, right = io.BytesIO(), io.BytesIO()
            held.extract(name, out, lambda: None)
            whole.extract(name, right, lambda: None)
            assert out.getvalue() == right.getvalue()
        held.close()
    except AddewidError as error:
        assert str(error).endswith(".")
    finally:
        whole.close()


def test_a_digest_is_of_the_first_bytes_only(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"ab" * packed.PIECE)
    size = packed.PIECE + 7
    assert restoring._digest(file, size) == hashlib.sha256((b"ab" * packed.PIECE)[:size]).hexdigest()
