"""The index is disposable: whatever is done to it, the next search answers from the corpus as it is."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus import versions
from corpus.database import Corpus
from corpus.errors import AddewidError
from corpus.types import ReadDocument
from index import Index

Fill = Callable[..., versions.Added]
Ask = Callable[..., list[str]]

ROOT = Path(__file__).parents[2]


@pytest.fixture
def filled(fill: Fill, index: Index) -> Index:
    fill("Care in Cardiff.", "Trams in Cardiff.", title="One")
    fill("Care in Swansea.", work="other")
    index.update()
    return index


def generation(folder: Path) -> Path:
    (found,) = (each for each in folder.iterdir() if each.is_dir())
    return found


def remove_naming_file(folder: Path) -> None:
    (folder / "index.json").unlink()


def remove_everything(folder: Path) -> None:
    shutil.rmtree(folder)


def remove_generation(folder: Path) -> None:
    shutil.rmtree(generation(folder))


def segments(folder: Path) -> list[Path]:
    found = [each for each in generation(folder).iterdir() if each.suffix in (".pst", ".trm", ".col")]
    assert len(found) >= 3
    return found


def remove_segments(folder: Path) -> None:
    for each in segments(folder):
        each.unlink()


def remove_contents(folder: Path) -> None:
    for each in generation(folder).glob("*.toc"):
        each.unlink()


def cut_short(folder: Path) -> None:
    for each in segments(folder):
        each.write_bytes(each.read_bytes()[:-10])


def flip_bits(folder: Path) -> None:
    for each in generation(folder).iterdir():
        flipped = bytearray(each.read_bytes())
        if flipped:
            flipped[len(flipped) // 2] ^= 0xFF
        each.write_bytes(flipped)


def empty_files(folder: Path) -> None:
    for each in generation(folder).iterdir():
        each.write_bytes(b"")


def write_nonsense(folder: Path) -> None:
    (folder / "index.json").write_bytes(b"\xff\x00nonsense")


def write_other_json(folder: Path) -> None:
    (folder / "index.json").write_text('{"layout": 3}')


def change_the_revision(folder: Path) -> None:
    naming = folder / "index.json"
    naming.write_text(naming.read_text().replace('"revision": 2', '"revision": 1'))


def point_elsewhere(folder: Path) -> None:
    naming = folder / "index.json"
    naming.write_text(naming.read_text().replace('"generation": "g', '"generation": "../g'))


HARM = [
    remove_naming_file,
    remove_everything,
    remove_generation,
    remove_segments,
    remove_contents,
    cut_short,
    flip_bits,
    empty_files,
    write_nonsense,
    write_other_json,
    change_the_revision,
    point_elsewhere,
]


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("opened", [True, False])
def test_a_damaged_index_is_built_again(
    harm: Callable[[Path], None], opened: bool, filled: Index, folder: Path, corpus: Corpus
) -> None:
    if opened:
        assert filled.search("Cardiff").total == 2
    else:
        filled = Index(folder, corpus)
    harm(folder)
    assert not filled.is_current()
    results = filled.search("care")
    assert sorted(hit.passage.text for hit in results.hits) == ["Care in Cardiff.", "Care in Swansea."]
    assert filled.is_current()
    filled.close()


def test_any_one_damaged_byte_of_an_index_is_seen(filled: Index, folder: Path) -> None:
    paths = [*generation(folder).glob("*.*"), folder / "index.json"]
    for path in paths:
        whole = path.read_bytes()
        for at in range(0, len(whole), max(1, len(whole) // 20)):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x01]) + whole[at + 1 :])
            assert not filled.is_current(), (path.name, at)
            path.write_bytes(whole)
            assert filled.is_current()


def test_candidates_heal_too(filled: Index, folder: Path) -> None:
    filled.close()
    remove_everything(folder)
    assert len(filled.candidates(["care"], lang=None, limit=9)) == 2


def test_candidates_are_never_those_of_another_state(
    filled: Index, fill: Fill, folder: Path, corpus: Corpus, tmp_path: Path
) -> None:
    def found(index: Index) -> int:
        return len(index.candidates(["care"], lang=None, limit=9))

    assert found(filled) == 2
    fill("Care in Bangor.", work="third")
    later = Index(folder, corpus)
    assert found(later) == 3
    fill("Care in Newport.", work="fourth")
    later.update()
    assert found(later) == 4
    later.close()
    other = Corpus(f"sqlite:///{tmp_path / 'other.db'}")
    stranger = Index(folder, other)
    assert found(stranger) == 0
    stranger.close()
    other.close()


@pytest.mark.databases
def test_an_index_that_is_behind_takes_in_only_what_changed(filled: Index, fill: Fill, ask: Ask) -> None:
    fill("Care in Bangor.", work="third")
    fill("Care in Newport.", work="other")
    assert not filled.is_current()
    updated = filled.update()
    assert (updated.added, updated.removed, updated.rebuilt, updated.revision) == (2, 1, False, 4)
    assert sorted(ask("care")) == ["Care in Bangor.", "Care in Cardiff.", "Care in Newport."]
    again = filled.update()
    assert (again.added, again.removed, again.rebuilt, again.revision) == (0, 0, False, 4)


@pytest.mark.databases
def test_a_version_that_comes_back_is_found_again(filled: Index, fill: Fill, ask: Ask) -> None:
    for text in ("Care in Newport.", "Care in Swansea.", "Care in Newport."):
        fill(text, work="other")
        assert sorted(ask("care")) == ["Care in Cardiff.", text]


def test_an_index_of_another_corpus_is_not_answered_from(
    filled: Index, folder: Path, tmp_path: Path, make_document: Callable[..., ReadDocument], put: Callable[..., object]
) -> None:
    other = Corpus(f"sqlite:///{tmp_path / 'other.db'}")
    for number in range(2):
        with other.write() as session:
            put(session, make_document(f"Care in Leeds {number}.", work=f"w{number}"))
    stranger = Index(folder, other)
    assert not stranger.is_current()
    assert [hit.passage.text for hit in stranger.search("care").hits] == ["Care in Leeds 0.", "Care in Leeds 1."]
    assert filled.search("care").total == 2
    assert {hit.passage.text for hit in filled.search("care").hits} == {"Care in Cardiff.", "Care in Swansea."}
    stranger.close()
    other.close()


def test_an_index_is_not_fooled_by_a_corpus_put_back_from_a_copy(
    tmp_path: Path, make_document: Callable[..., ReadDocument], put: Callable[..., object]
) -> None:
    def add(text: str) -> Corpus:
        opened = Corpus(f"sqlite:///{tmp_path / 'c.db'}")
        with opened.write() as session:
            put(session, make_document(text, work=text[:6], title="One"))
        return opened

    def found(corpus: Corpus) -> list[str]:
        index = Index(tmp_path / "index", corpus)
        hits = [hit.passage.text for hit in index.search("care", limit=9).hits]
        index.close()
        corpus.close()
        return sorted(hits)

    add("First care.").close()
    for each in tmp_path.glob("c.db*"):
        shutil.copy(each, tmp_path / each.name.replace("c.db", "copy"))
    assert found(add("Second care.")) == ["First care.", "Second care."]
    for changes in (["Third care."], ["Fourth care.", "Fifth care."]):
        for each in tmp_path.glob("c.db*"):
            each.unlink()
        for each in tmp_path.glob("copy*"):
            shutil.copy(each, tmp_path / each.name.replace("copy", "c.db"))
        for text in changes:
            corpus = add(text)
        assert found(corpus) == sorted(["First care.", *changes])


def test_an_index_of_another_layout_is_built_again(
    filled: Index, folder: Path, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.whoosh import engine as whoosh_engine

    monkeypatch.setattr(whoosh_engine, "LAYOUT", "0 of before")
    older = Index(folder, corpus)
    assert not older.is_current()
    assert older.update().rebuilt
    monkeypatch.undo()
    assert not filled.is_current()
    assert filled.search("care").total == 2
    older.close()


def test_nothing_but_the_current_generation_is_left_lying_about(filled: Index, fill: Fill, folder: Path) -> None:
    for number in range(5):
        fill("More care.", work=f"w{number}")
        filled.update()
    shutil.copytree(generation(folder), folder / "g999")
    fill("Even more care.", work="last")
    filled.update()
    assert len([each for each in folder.iterdir() if each.is_dir()]) == 1
    assert filled.search("care").total == 8


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(fill: Fill, folder: Path, corpus: Corpus) -> None:
    fill("Care.")
    folder.write_text("not a folder")
    index = Index(folder, corpus)
    assert not index.is_current()
    with pytest.raises(AddewidError, match=r"could not be written .*\.$"):
        index.search("care")


@pytest.mark.databases
def test_progress_is_told_passages_done_and_to_do(fill: Fill, index: Index) -> None:
    fill(*["Care."] * 130)
    told: list[tuple[int, int]] = []
    index.update(lambda done, total: told.append((done, total)))
    assert told == [(0, 130), (100, 130), (130, 130)]


CHILD = """
import os, signal, sys
from pathlib import Path
from corpus.database import Corpus
from index import Index
from index.whoosh.shelf import Shelf
from whoosh.writing import SegmentWriter

folder, url, moment = Path(sys.argv[1]), sys.argv[2], sys.argv[3]

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def after(owner, name):
    before = getattr(owner, name)
    setattr(owner, name, lambda *a, **k: (before(*a, **k), die()))

def instead(owner, name):
    setattr(owner, name, die)

progress = None
if moment.isdecimal():
    progress = lambda done, total: die() if done >= int(moment) else None
elif moment == "committing":
    instead(SegmentWriter, "_commit_toc")
elif moment == "committed":
    after(SegmentWriter, "commit")
elif moment == "publishing":
    instead(Path, "replace")
elif moment == "published":
    after(Path, "replace")
Index(folder, Corpus(url)).update(progress)
"""


@pytest.fixture
def bigger(fill: Fill) -> Iterator[None]:
    for number in range(3):
        fill(*[f"Care number {number} of {other}." for other in range(150)], work=f"w{number}")
    yield


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize(
    ("moment", "before"),
    [
        ("0", False),
        ("committing", False),
        ("published", False),
        ("100", True),
        ("400", True),
        ("committing", True),
        ("committed", True),
        ("publishing", True),
        ("published", True),
    ],
)
def test_killed_at_any_moment_the_old_state_or_the_new_one_stands(
    moment: str, before: bool, bigger: None, index: Index, folder: Path, corpus: Corpus, fill: Fill
) -> None:
    if before:
        index.update()
    old = corpus.revision() if before else None
    fill(*[f"Late care {number}." for number in range(450)], work="late")
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder), corpus.address, moment],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        timeout=60,
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    held = index._engine.held()
    if moment == "published":
        assert index.is_current()
    else:
        assert (held and held.revision) == old
    assert index.search("late").total == 450
    assert index.search('"care number"').total == 450
    assert index.is_current()
    fill("The last.", work="last")
    assert index.search("last").total == 1
    assert len([each for each in folder.iterdir() if each.is_dir()]) == 1
