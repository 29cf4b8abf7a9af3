"""The engine's contract: an index changed step by step answers exactly as one built at once, and stays in shape."""

import random
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus import versions
from corpus.codebook import Lang
from corpus.database import Corpus
from index import Index, blocks, service, view
from index.engine import Engine
from index.engines import engine
from index.postgres import store
from index.postgres.engine import PostgresEngine
from index.postgres.store import Held
from index.whoosh import engine as whoosh_engine
from index.whoosh.engine import WhooshEngine
from index.whoosh.shelf import Held as ShelfHeld

Fill = Callable[..., versions.Added]

ROOT = Path(__file__).parents[2]
WORDS = [
    "care",
    "support",
    "tram",
    "bus",
    "hub",
    "plan",
    "pay",
    "co-production",
    "well-being",
    "gofal",
    "gwasanaeth",
    "wasanaeth",
    "cynllun",
    "the",
]
QUERIES = [
    "care",
    "care support",
    '"care support"',
    "co-production",
    "wasanaeth OR plan",
    "p*",
    "care -bus",
    "the",
    "zzz care",
]


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (blocks, view):
        monkeypatch.setattr(module, "ROWS", 8)
    monkeypatch.setattr(whoosh_engine, "BLOCKS_TOGETHER", 2)


def answers(index: Index) -> list[object]:
    found: list[object] = []
    for query in QUERIES:
        for fields in ("", "lang:cy date:..2021-01-01"):
            results = index.search(f"({query}) {fields}", limit=500)
            found.append((results.total, [(hit.passage.id, hit.score) for hit in results.hits]))
    found.append(index.candidates(["care", "gofal"], lang=None, limit=50))
    return found


@pytest.mark.databases
@pytest.mark.usefixtures("small_blocks")
def test_changed_step_by_step_it_answers_as_built_at_once(
    index: Index, tmp_path: Path, corpus: Corpus, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "engine", lambda folder, _: WhooshEngine(folder))  # whatever ``index`` is kept in
    chance = random.Random(corpus.shared)  # another course of events for each
    for step in range(19):
        for _ in range(chance.randint(1, 3)):
            texts = [" ".join(chance.choices(WORDS, k=chance.randint(1, 6))) for _ in range(chance.randint(1, 20))]
            work = f"w{chance.randint(0, 8)}"
            fill(*texts, work=work, lang=chance.choice(list(Lang)), issued=date(2020 + chance.randint(0, 2), 1, 1))
        assert not index.update().rebuilt or step == 0
        if step % 6 == 0:
            fresh = Index(tmp_path / f"fresh{step}", corpus)
            assert answers(index) == answers(fresh)
            fresh.close()


@pytest.mark.databases
@pytest.mark.usefixtures("small_blocks")
def test_many_small_changes_do_not_wear_it_out(index: Index, folder: Path, fill: Fill, corpus: Corpus) -> None:
    for number in range(60):
        fill(f"Care number {number}.", work=f"w{number}")
        fill(f"Changing care {number}.", work="changing")
        index.update()
    assert index.search("care", limit=100).total == 61
    assert index.search("changing").total == 1
    if corpus.shared:
        with corpus.snapshot() as connection:
            said = store.said(connection)
        held: Held | ShelfHeld | None = store.held(said, PostgresEngine(corpus)._layout) if said else None
        assert isinstance(held, Held)
        assert len(held.blocks) < 35
    else:
        (generation,) = (each for each in folder.iterdir() if each.is_dir())
        assert len(list(generation.iterdir())) < 35
        held = WhooshEngine(folder)._shelf.held()
    assert held is not None
    assert len(held.replaced) < 25


@pytest.mark.databases
def test_blocks_of_few_long_passages_are_left_alone(index: Index, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (blocks, view):
        monkeypatch.setattr(module, "WORDS", 50)
    fill(*["care " * 60] * 12)
    assert index.update().added == 12
    fill("More care.", work="other")
    assert index.update().added == 1
    assert index.search("care").total == 13


@pytest.mark.databases
def test_a_passage_too_long_for_positions_is_still_found_by_its_words(index: Index, fill: Fill) -> None:
    fill("care " * 61_000 + "tram stop", "tram stop")
    assert index.search("tram stop").total == 2
    assert index.search('"tram stop"').total == 1
    assert index.search('"care care"').total == 1


@pytest.mark.databases
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TITLE_SHARE", 2.0),
        ("RADICAL_WEIGHT", 0.25),
        ("EIGHTHS", 4),
        ("TITLE_FROM", 62_000),
        ("COLUMNS", 7),
        ("LANGS", tuple(reversed(Lang))),
        ("_FEWEST_ALIKE", 9),
    ],
)
def test_an_index_packed_by_other_numbers_is_not_one(
    name: str, value: object, index: Index, folder: Path, corpus: Corpus, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill("Care in Cardiff.")
    index.update()
    assert engine(folder, corpus).held() is not None
    monkeypatch.setattr(blocks, name, value)
    assert engine(folder, corpus).held() is None
    monkeypatch.undo()
    assert engine(folder, corpus).held() is not None


@pytest.mark.databases
def test_the_address_of_the_corpus_alone_chooses_the_engine(folder: Path, corpus: Corpus) -> None:
    chosen: Engine = engine(folder, corpus)
    assert type(chosen) is (PostgresEngine if corpus.shared else WhooshEngine)
    assert chosen.held() is None
    chosen.close()
    assert not folder.exists()


def test_importing_search_loads_no_engine() -> None:
    code = "import sys, index; print(sorted({'whoosh', 'numpy', 'filelock', 'psycopg'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
