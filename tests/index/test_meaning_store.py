"""Vectors on disk follow the corpus; whatever is done to them, they are right again at the next look."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus import versions
from corpus.codebook import Lang
from corpus.database import Corpus
from index.meaning import writing
from index.meaning.keeping import Meanings
from tests.index.meaning_models import Ideas

Fill = Callable[..., versions.Added]


@pytest.fixture
def model() -> Ideas:
    return Ideas()


@pytest.fixture
def meanings(folder: Path, corpus: Corpus, model: Ideas) -> Iterator[Meanings]:
    opened = Meanings(folder, corpus, model)
    yield opened
    opened.close()


def nearest(meanings: Meanings, text: str, most: int = 10) -> list[int]:
    vectors = meanings.now()
    every = vectors.table[:, 0].tolist()
    found = vectors.nearest(meanings.of(text), lambda among: every if among is None else among, most)
    return [each.passage for each in found]


def parts(folder: Path) -> list[Path]:
    return sorted(folder.glob("g*/part*.npy"))


def test_only_what_was_never_read_is_read(fill: Fill, meanings: Meanings, model: Ideas) -> None:
    fill("Carers rest.", "Trams run.", work="one")
    assert (meanings.update().added, meanings.is_current()) == (2, True)
    fill("Carers rest.", "Schools open.", work="two")
    assert not meanings.is_current()
    updated = meanings.update()
    assert (updated.added, updated.removed, updated.rebuilt) == (1, 0, False)
    assert model.read == ["Carers rest.", "Trams run.", "Schools open."]
    assert meanings.update().added == 0
    assert len(nearest(meanings, "carers")) == 4


def test_what_is_gone_leaves(fill: Fill, meanings: Meanings, folder: Path) -> None:
    fill("Carers rest.", "Trams run.", work="one")
    meanings.update()
    before = set(meanings.now().table[:, 0].tolist())
    fill("Schools open.", work="one")
    updated = meanings.update()
    assert (updated.added, updated.removed) == (1, 2)
    vectors = meanings.now()
    assert (vectors.size, len(vectors.table)) == (1, 1)
    assert not before & set(nearest(meanings, "trams"))
    assert sum(len(np.load(path)) for path in parts(folder)) == 1


def test_welsh_is_not_read(fill: Fill, meanings: Meanings, model: Ideas) -> None:
    fill("Gofal seibiant.", lang=Lang.CY)
    assert meanings.update().added == 0
    assert model.read == []
    assert nearest(meanings, "carers") == []


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5])


def turn(path: Path) -> None:
    held = bytearray(path.read_bytes())
    held[-3] ^= 0xFF
    path.write_bytes(held)


def forge(path: Path) -> None:
    with path.open("wb") as file:
        np.save(file, np.array([object()]), allow_pickle=True)


@pytest.mark.parametrize("harm", [cut, turn, forge, Path.unlink])
@pytest.mark.parametrize("name", ["part1.npy", "table1.npy", "../index.json"])
def test_what_is_damaged_is_made_again(
    fill: Fill, meanings: Meanings, folder: Path, model: Ideas, harm: Callable[[Path], None], name: str
) -> None:
    fill("Carers rest.", "Trams run.")
    meanings.update()
    harm(folder / "g1" / name)
    assert not meanings.is_current()
    assert nearest(meanings, "carers") == []
    assert meanings.update().rebuilt
    assert len(nearest(meanings, "carers")) == 2


def test_another_models_vectors_are_none_of_ours(fill: Fill, meanings: Meanings, folder: Path, corpus: Corpus) -> None:
    fill("Carers rest.")
    meanings.update()
    other = Meanings(folder, corpus, Ideas("ideas 2"))
    assert not other.is_current()
    assert other.update().rebuilt


def test_killed_before_the_new_state_is_named_the_old_one_stands(
    fill: Fill, meanings: Meanings, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill("Carers rest.", work="one")
    meanings.update()
    fill("Trams run.", work="two")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            meanings.update()
    assert len(nearest(meanings, "carers")) == 1
    assert meanings.update().added == 1
    assert len(nearest(meanings, "carers")) == 2


def killed(*_: object) -> Path:
    raise KeyboardInterrupt


def test_what_was_read_before_a_kill_is_not_read_again(
    fill: Fill, meanings: Meanings, model: Ideas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "AT_ONCE", 2)
    fill(*(f"Text number {number} of carers." for number in range(7)))
    reads, told = model.vector, iter(range(5))

    def stop(text: str) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        if next(told, None) is None:
            raise KeyboardInterrupt
        return reads(text)

    with monkeypatch.context() as patched:
        patched.setattr(model, "vector", stop)
        with pytest.raises(KeyboardInterrupt):
            meanings.update()
    assert not meanings.is_current()
    assert not meanings.now().table.size
    assert meanings.update().added == 3
    assert len(nearest(meanings, "carers")) == 7


def test_many_parts_become_one(fill: Fill, meanings: Meanings, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_PARTS", 3)
    for number, word in enumerate(["carers", "trams", "schools", "rest", "pupils"]):
        fill(f"About {word}.", work=f"work {number}")
        meanings.update()
        assert len(parts(folder)) <= 3
    assert meanings.now().size == 5
    first, *_ = nearest(meanings, "trams")
    assert first == meanings.now().table[1, 0]


def test_one_wording_is_one_hit(fill: Fill, meanings: Meanings) -> None:
    text = "Carers who look after somebody may have a rest of ten days in every year of care{}"
    fill(text.format("."), "Trams run.", work="one")
    fill(text.format(";"), work="two")
    meanings.update()
    vectors = meanings.now()
    every = vectors.table[:, 0].tolist()
    found = vectors.nearest(meanings.of("carers rest"), lambda among: every if among is None else among, 10)
    assert [each.alike for each in found] == [1, 0]
    assert found[0].wording != 0 == found[1].wording


def test_nearest_looks_past_what_is_not_let_through(fill: Fill, meanings: Meanings) -> None:
    fill(*(f"Carers rest {number}." for number in range(30)), "Trams run.")
    meanings.update()
    vectors = meanings.now()
    last = int(vectors.table[-1, 0])
    found = vectors.nearest(meanings.of("carers"), lambda among: {last}.intersection(among or [last]), 2)
    assert [each.passage for each in found] == [last]


def test_a_vector_keeps_its_direction_in_eight_bits(fill: Fill, meanings: Meanings, model: Ideas) -> None:
    fill("Carers rest.", "Trams run.")
    meanings.update()
    (similarity, _) = meanings.now().similarities(model.vector("Carers rest."))
    assert abs(similarity - 1) < 0.005


def test_all_that_is_kept_may_be_deleted(fill: Fill, meanings: Meanings, folder: Path) -> None:
    fill("Carers rest.")
    meanings.update()
    shutil.rmtree(folder)
    assert not meanings.is_current()
    assert meanings.heal()
    assert len(nearest(meanings, "carers")) == 1
