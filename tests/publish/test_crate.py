"""Crates: what is in them, that others can read and check them, and that nothing in a strange one is believed."""

import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from rocrate.rocrate import ROCrate
from sqlalchemy.orm import Session

from corpus import versions
from corpus.codebook import AnchorOutcome, Lang, Theme
from corpus.database import Corpus
from corpus.errors import AddewidError, UsageProblem
from corpus.language import use
from corpus.rows import CommitmentFilter
from corpus.types import Passage, ReadDocument, lay_out
from publish import crate
from publish.crate.metadata import NAME, Making
from publish.export.chosen import Chosen, Slice
from publish.rights import Rights
from publish.stamp import stamp
from tests.publish.judged import ON
from tests.tui.filled import AIM, AUDIT, HUBS, MARKUP, PLAN, Filled

Put = Callable[[Session, ReadDocument], versions.Added]

MAKING = Making("addewid crate c.zip --on 2026-03-02", "theme: outcomes <b>$x$</b>", {"spaCy": "3.8", "Rules": "ab12"})


def made(corpus: Corpus, path: Path, rights: Rights | None = None, **wanted: Any) -> Path:
    with corpus.read() as session:
        asked = Slice(CommitmentFilter(on=ON, **wanted))
        crate.make(Chosen(session, asked, rights or Rights()), stamp(session, ON), path, MAKING)
    return path


def checked(corpus: Corpus, path: Path) -> crate.Checked:
    with corpus.read() as session, crate.opened(path) as held:
        return crate.check(session, held)


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]


def graph(folder: Path) -> dict[str, dict[str, Any]]:
    entities = json.loads((folder / NAME).read_text(encoding="utf-8"))["@graph"]
    named = {each["@id"]: each for each in entities}
    assert len(named) == len(entities), "every name is of one entity"
    return named


def pointed_at(held: Any) -> set[str]:
    """Every name that an entity refers to."""
    if isinstance(held, list):
        return set().union(*map(pointed_at, held))
    return {held["@id"]} if isinstance(held, dict) else set()


def test_others_read_it_as_an_ro_crate(judged: Filled, tmp_path: Path) -> None:
    folder = made(judged.corpus, tmp_path / "crate")
    read = ROCrate(folder)
    assert str(read.datePublished).startswith("2026-03-02")
    files = {each.id for each in read.get_entities() if each.type == "File"}
    assert files | {NAME} == {path.name for path in folder.iterdir()}
    assert read.license["description"].startswith("The words of documents are their publishers'")
    assert "7 commitments in the corpus, of which people decided what became of 4; 3 not yet" in read.description
    made(judged.corpus, tmp_path / "crate.zip")
    assert ROCrate(tmp_path / "crate.zip").name == read.name


def test_everything_that_it_points_at_is_there(judged: Filled, tmp_path: Path) -> None:
    folder = made(judged.corpus, tmp_path / "crate")
    named = graph(folder)
    for entity in named.values():
        for key, value in entity.items():
            if key not in {"@id", "conformsTo"}:
                assert pointed_at(value) <= named.keys(), (entity["@id"], key)
    assert named[NAME]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert pointed_at(named["./"]["hasPart"]) == {path.name for path in folder.iterdir()} - {NAME}
    assert len(pointed_at(named["./"]["mentions"])) == len(rows(folder, "documents")) == 5
    for file in (each for each in named.values() if each["@type"] == "File"):
        content = (folder / file["@id"]).read_bytes()
        assert (file["sha256"], file["contentSize"]) == (sha256(content).hexdigest(), str(len(content)))
    readers = {each["name"]: each["version"] for each in named.values() if each["@type"] == "SoftwareApplication"}
    assert readers.keys() == {"Addewid", "spaCy", "Rules"}
    assert all(each.get("url", "https://").startswith("https://") for each in named.values())


def test_it_holds_what_a_finding_rests_on(judged: Filled, tmp_path: Path) -> None:
    folder = made(judged.corpus, tmp_path / "crate")
    quotations = {row["exact"]: row for row in rows(folder, "quotations")}
    assert {HUBS, AIM, MARKUP} <= quotations.keys()
    assert quotations[HUBS]["outcome"] == "found"
    assert quotations[HUBS]["exact_sha256"] == sha256(HUBS.encode()).hexdigest()
    assert quotations[HUBS]["prefix"] and quotations[HUBS]["suffix"]
    audit = next(exact for exact, row in quotations.items() if row["owner"].startswith("e-"))
    assert audit.startswith("The auditors counted four"), "evidence that was accepted, and no other"
    assert len(quotations) == 8
    known = {row["version"]: row for row in rows(folder, "versions")}
    assert {row["version"] for row in quotations.values()} == known.keys()
    assert known[quotations[HUBS]["version"]]["tagged_with"] == "rules-1"
    assert {row["value"] for row in rows(folder, "events")} == {"stalled", "no-evidence-found"}
    assert all(len(row["hash"]) == 64 for row in rows(folder, "events") + rows(folder, "decisions"))
    assert {row["action"] for row in rows(folder, "decisions")} == {"judged"}
    assert len(rows(folder, "searches")) == 3
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert {each["name"] for each in package["resources"]} >= {"quotations", "versions", "decisions"}


def test_no_text_of_a_document_is_in_it_but_what_is_quoted(judged: Filled, tmp_path: Path) -> None:
    folder = made(judged.corpus, tmp_path / "crate")
    held = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    assert "what they want most is somewhere near to go" not in held
    assert "test:" not in held, "where somebody had a file is nobody's concern"


def test_a_slice_is_of_what_was_asked_for(judged: Filled, tmp_path: Path) -> None:
    folder = made(judged.corpus, tmp_path / "crate", themes=frozenset({Theme.OUTCOMES}))
    assert [row["ref"] for row in rows(folder, "commitments")] == [judged.ref("We will review")]
    assert {row["key"] for row in rows(folder, "documents")} == {"plan-2021"}
    assert len(rows(folder, "searches")) == len(rows(folder, "events")) == 1


def test_the_same_slice_gives_the_same_bytes(judged: Filled, tmp_path: Path) -> None:
    one, other = (made(judged.corpus, tmp_path / f"{name}.zip") for name in ("one", "other"))
    assert one.read_bytes() == other.read_bytes()
    folder = made(judged.corpus, tmp_path / "folder")
    with zipfile.ZipFile(one) as archive:
        assert archive.namelist() == sorted(path.name for path in folder.iterdir())
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert all(archive.read(path.name) == path.read_bytes() for path in folder.iterdir())


def test_the_language_in_use_changes_the_readme_alone(judged: Filled, tmp_path: Path) -> None:
    english = made(judged.corpus, tmp_path / "en")
    use(Lang.CY)
    welsh = made(judged.corpus, tmp_path / "cy")
    differ = {path.name for path in english.iterdir() if (welsh / path.name).read_bytes() != path.read_bytes()}
    assert differ <= {"README.md", NAME}, "the description gives the README's checksum"


def test_the_readme_says_how_to_check_and_repeat_it(judged: Filled, tmp_path: Path) -> None:
    text = (made(judged.corpus, tmp_path / "crate") / "README.md").read_text(encoding="utf-8")
    assert "    addewid crate --check CRATE" in text
    assert "    addewid crate c.zip --on 2026-03-02" in text
    assert "7 promises, of which people decided what became of 4; 3 not yet assessed." in text
    assert "theme: outcomes \\<b\\>\\$x\\$\\</b\\>" in text
    assert "`quotations.jsonl`" in text


def test_it_is_written_whole_or_not_at_all(judged: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "out"
    home.mkdir()
    kept = home / "crate.zip"
    kept.write_bytes(b"kept")

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("publish.crate.making.shutil.copyfileobj", fails)
    monkeypatch.setattr("publish.crate.making.shutil.copyfile", fails)
    for name in ("crate.zip", "folder"):
        with pytest.raises(AddewidError, match="No space left"):
            made(judged.corpus, home / name)
    assert [(path.name, path.read_bytes()) for path in home.iterdir()] == [("crate.zip", b"kept")]


def test_a_folder_that_holds_anything_is_left_alone(judged: Filled, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    with pytest.raises(UsageProblem, match="holds other files"):
        made(judged.corpus, tmp_path / "full")
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_it_holds_in_the_corpus_that_it_was_made_from(judged: Filled, tmp_path: Path) -> None:
    for name in ("crate", "crate.zip"):
        found = checked(judged.corpus, made(judged.corpus, tmp_path / name))
        assert found.holds
        assert found.outcomes == {AnchorOutcome.FOUND: 8}
        assert (found.same, found.other, found.absent) == (4, 0, 0)
        assert (found.judgements, found.known) == (4, 4)


def test_a_file_that_was_altered_taken_away_or_added_shows(judged: Filled, tmp_path: Path) -> None:
    folder = made(judged.corpus, tmp_path / "crate")
    events = folder / "events.jsonl"
    events.write_text(events.read_text(encoding="utf-8").replace("stalled", "broken"), encoding="utf-8")
    (folder / "searches.jsonl").unlink()
    (folder / "more.exe").write_bytes(b"MZ")
    found = checked(judged.corpus, folder)
    assert (found.altered, found.missing, found.foreign) == (("events.jsonl",), ("searches.jsonl",), ("more.exe",))
    assert not found.holds


def test_somebody_else_checks_it_against_their_own_documents(
    judged: Filled, corpus: Corpus, put: Put, tmp_path: Path
) -> None:
    path = made(judged.corpus, tmp_path / "crate.zip")
    texts = [passage.text for passage in PLAN.passages]
    texts = [text.replace("Our aim is that nobody", "It is our aim that no person") for text in ("New.", *texts)]
    newer = replace(PLAN, passages=lay_out([Passage(text, 0, 0) for text in texts]))
    with corpus.write() as session:
        put(session, newer)
        put(session, AUDIT)
    found = checked(corpus, path)
    assert not found.holds
    lost = {each.words: each.outcome for each in found.lost}
    assert lost[AIM] in {AnchorOutcome.CHANGED, AnchorOutcome.ORPHANED}
    assert lost[MARKUP] is None, "their corpus has not this document"
    assert HUBS not in lost
    assert found.outcomes[AnchorOutcome.MOVED] >= 2
    assert found.outcomes[AnchorOutcome.FOUND] == 1, "the audit is the same"
    assert (found.same, found.absent, found.known) == (1, 2, 0)


def test_words_that_stand_there_twice_are_not_verified_by_chance(
    judged: Filled, corpus: Corpus, put: Put, tmp_path: Path
) -> None:
    path = made(judged.corpus, tmp_path / "crate")
    twice = replace(PLAN, passages=lay_out([Passage(text, 0, 0) for text in (HUBS, "And once more:", HUBS)]))
    with corpus.write() as session:
        put(session, twice)
    lost = {each.words: each.outcome for each in checked(corpus, path).lost}
    assert lost[HUBS] is AnchorOutcome.AMBIGUOUS


def test_short_quotations_are_all_that_is_given_and_can_still_be_checked(
    judged: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publish.rights.SHORT", 20)
    folder = made(judged.corpus, tmp_path / "crate", Rights(frozenset({"plan-2021"})))
    held = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    assert HUBS not in held and AIM not in held
    assert MARKUP in held
    row = next(row for row in rows(folder, "quotations") if row["owner"] == judged.ref(HUBS))
    assert (row["exact"], row["prefix"], row["suffix"]) == ("The Welsh…", "", "")
    assert checked(judged.corpus, folder).holds
    monkeypatch.undo()
    lines = [json.dumps(row | {"start": row["start"] + 1}) for row in rows(folder, "quotations")]
    (folder / "quotations.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert len(checked(judged.corpus, folder).lost) == 8


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (NAME, b"[" * 100_000),
        (NAME, b"{}"),
        (NAME, b'{"@graph": [1]}'),
        (NAME, b"\xff\xfe"),
        ("quotations.jsonl", b"nonsense\n"),
        ("quotations.jsonl", b"[1]\n"),
        ("quotations.jsonl", b'{"owner": "c-x", "version": "nowhere/en@1"}\n'),
        ("versions.jsonl", b'{"version": 7}\n'),
        ("events.jsonl", b'{"hash": {"a": 1}}\n'),
        ("events.jsonl", b"1" * 5_000_000),
    ],
)
def test_what_is_no_crate_is_refused_in_a_sentence(judged: Filled, tmp_path: Path, name: str, content: bytes) -> None:
    folder = made(judged.corpus, tmp_path / "crate")
    (folder / name).write_bytes(content)
    with pytest.raises(UsageProblem, match=r"no crate of Addewid.*\."):
        checked(judged.corpus, folder)


def test_offsets_that_are_none_are_refused(judged: Filled, tmp_path: Path) -> None:
    folder = made(judged.corpus, tmp_path / "crate")
    lines = [json.dumps(row | {"start": "0"}) for row in rows(folder, "quotations")]
    (folder / "quotations.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(UsageProblem, match="start of a row is no number"):
        checked(judged.corpus, folder)


def test_only_files_of_the_crate_itself_are_read(judged: Filled, tmp_path: Path) -> None:
    folder = made(judged.corpus, tmp_path / "crate")
    secret = tmp_path / "secret.jsonl"
    shutil.copy(folder / "events.jsonl", secret)
    (folder / "events.jsonl").unlink()
    (folder / "events.jsonl").symlink_to(secret)
    with pytest.raises(UsageProblem, match=r"it has no file events\.jsonl"):
        checked(judged.corpus, folder)


def test_a_path_that_is_no_crate_is_named(judged: Filled, tmp_path: Path) -> None:
    (tmp_path / "torn.zip").write_bytes(b"PK\x03\x04 torn")
    (tmp_path / "empty").mkdir()
    for name, words in (("torn.zip", "cannot be read"), ("empty", "it has no file"), ("absent", "There is no crate")):
        with pytest.raises(UsageProblem, match=words):
            checked(judged.corpus, tmp_path / name)


def test_an_archive_of_too_much_is_refused(judged: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(judged.corpus, tmp_path / "crate.zip")
    monkeypatch.setattr("publish.crate.reading.LARGEST", 10)
    with pytest.raises(UsageProblem, match="too large"):
        checked(judged.corpus, path)


def test_the_documents_of_a_search_are_those_of_its_passages(judged: Filled) -> None:
    passage = judged.passage("audit-2023", "counted four")
    with judged.corpus.read() as session:
        assert crate.found_in(session, [passage.id]) == {"audit-2023"}
        assert crate.found_in(session, []) == frozenset()
