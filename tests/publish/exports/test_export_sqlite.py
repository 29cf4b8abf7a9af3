"""The SQLite file: rows as they were, keys that hold, words that are found, views that agree with the corpus."""

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from corpus import commitments
from corpus.codebook import UNMET, Judgement
from corpus.database import Corpus
from corpus.errors import AddewidError
from corpus.rows import CommitmentFilter
from publish.export import datasette, sqlite_file
from publish.export.cells import bare
from publish.export.columns import Type
from publish.export.tables import NAMES, Slice, of
from tests.publish.exports.exported import ON, chosen, told

EVERYTHING = Slice(CommitmentFilter(on=ON), suggested=True)


def write(corpus: Corpus, path: Path, names: tuple[str, ...] = NAMES) -> Path:
    with corpus.read() as session:
        sqlite_file.write(of(chosen(session, EVERYTHING), names), path, told(session, EVERYTHING))
    return path


@pytest.fixture(scope="module")
def file(full: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(full, tmp_path_factory.mktemp("sqlite") / "tracker.db")


@pytest.fixture
def database(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as opened:
        opened.row_factory = sqlite3.Row
        yield opened


def as_stored(kind: Type, held: Any) -> object:
    if kind in {Type.LIST, Type.JSON}:
        return bare(held)
    return int(held) if isinstance(held, bool) else bare(held)


def test_every_row_is_read_back_as_it_was(full: Corpus, database: sqlite3.Connection) -> None:
    with full.read() as session:
        for table in of(chosen(session, EVERYTHING)):
            stored = database.execute(f'SELECT * FROM "{table.name}" ORDER BY rowid').fetchall()
            expected = list(table.named())
            assert len(stored) == len(expected)
            for one, other in zip(stored, expected, strict=True):
                for column in table.columns:
                    read = one[column.name]
                    if column.type in {Type.LIST, Type.JSON}:
                        read = json.loads(read)
                    assert read == as_stored(column.type, other[column.name]), (table.name, column.name)


def test_the_file_is_whole_and_its_keys_hold(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA user_version").fetchone()[0] == sqlite_file.SCHEMA
    keys = {
        (table, row["from"]): (row["table"], row["to"])
        for table in NAMES
        for row in database.execute(f'PRAGMA foreign_key_list("{table}")')
    }
    assert keys[("evidence", "commitment_ref")] == ("commitments", "ref")
    assert keys[("events", "search")] == ("searches", "ref")
    assert keys[("passages", "document_ref")] == ("documents", "ref")
    assert keys[("passages", "twin_ref")] == ("passages", "ref")
    assert len(keys) == 11


def test_keys_are_only_to_tables_that_are_there(full: Corpus, tmp_path: Path) -> None:
    path = write(full, tmp_path / "some.db", ("events", "evidence"))
    with closing(sqlite3.connect(path)) as held:
        assert held.execute("PRAGMA foreign_key_list(evidence)").fetchall() == []
        assert [row[0] for row in held.execute("SELECT name FROM sqlite_master WHERE type = 'view'")] == [
            "status_as_of"
        ]


@pytest.mark.parametrize(
    ("table", "words", "found"),
    [("passages", "carers", 3), ("passages", "thy agored", 1), ("commitments", "hubs", 1),
     ("passages", "trees", 1)],
)  # fmt: skip
def test_words_are_found_whatever_their_accents(
    database: sqlite3.Connection, table: str, words: str, found: int
) -> None:
    sql = f"SELECT ref FROM {table} JOIN {table}_fts ON {table}_fts.rowid = {table}.id WHERE {table}_fts MATCH ?"
    assert len(database.execute(sql, (words,)).fetchall()) == found
    database.execute(f"SELECT count(*) FROM {table}_fts").fetchone()


def test_the_index_of_words_matches_its_table(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(file.read_bytes())
    with closing(sqlite3.connect(copy, isolation_level=None)) as held:
        for table in ("passages", "commitments"):
            held.execute(f"INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('integrity-check', 1)")
        held.execute("VACUUM")
        for table in ("passages", "commitments"):
            held.execute(f"INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('integrity-check', 1)")


def test_datasette_sees_which_tables_can_be_searched(database: sqlite3.Connection) -> None:
    """As Datasette does: by the name of the table in the SQL of a virtual table."""
    made = [
        row["sql"] for row in database.execute("SELECT sql FROM sqlite_master WHERE rootpage = 0 AND sql IS NOT NULL")
    ]
    for table in ("passages", "commitments"):
        assert any(re.search(rf'VIRTUAL TABLE.*USING FTS.*content="{table}"', sql, re.IGNORECASE) for sql in made)


def test_the_views_tell_what_the_corpus_tells(full: Corpus, database: sqlite3.Connection) -> None:
    def refs(view: str) -> set[str]:
        return {row["ref"] for row in database.execute(f"SELECT ref FROM {view}")}

    with full.read() as session:
        unmet = commitments.listing(session, CommitmentFilter(on=ON, deliveries=UNMET))
        everything = commitments.listing(session, CommitmentFilter(on=ON))
    assert refs("unmet") == {row.ref for row in unmet}
    assert refs("overdue") == {row.ref for row in everything if row.overdue}
    assert refs("overdue"), "one is"
    by_body = {row["body_key"]: row["commitments"] for row in database.execute("SELECT * FROM by_body")}
    assert sum(by_body.values()) == len(everything)
    assert by_body["welsh-government"] == sum(row.body_key == "welsh-government" for row in everything)
    for row in database.execute("SELECT * FROM by_body UNION ALL SELECT * FROM by_body WHERE 0"):
        assert row["decided"] + row["not_assessed"] == row["commitments"]
    by_theme = {row["theme"]: row["commitments"] for row in database.execute("SELECT * FROM by_theme")}
    assert by_theme["assets"] == sum("assets" in row.themes for row in everything) == 2
    [evidence] = database.execute("SELECT count(*) AS many FROM evidence_of").fetchall()
    assert evidence["many"] == 3


def test_how_things_stood_on_any_day_is_as_the_corpus_has_it(full: Corpus, database: sqlite3.Connection) -> None:
    [query] = datasette.metadata("x", _tables(full), _about(full))["databases"]["x"]["queries"].values()
    for day in (
        date(2023, 6, 1),
        date(2024, 3, 1),
        date(2024, 6, 1),
        date(2024, 1, 1),
        date(2024, 12, 31),
        date(2025, 1, 1),
        ON + timedelta(100),
    ):
        told = {
            (row["ref"], row["judgement"]): row["value"]
            for row in database.execute(query["sql"], {"day": day.isoformat()})
        }
        with full.read() as session:
            for row in commitments.listing(session, CommitmentFilter(on=day)):
                assert told.get((row.ref, Judgement.DELIVERY), "not-assessed") == row.delivery, day
                assert told.get((row.ref, Judgement.VERIFIABILITY)) == row.verifiability, day


def _tables(full: Corpus) -> Any:
    with full.read() as session:
        return of(chosen(session))


def _about(full: Corpus) -> Any:
    with full.read() as session:
        return told(session)


def test_datasette_is_told_of_every_column(full: Corpus, file: Path, database: sqlite3.Connection) -> None:
    described: Mapping[str, Any] = json.loads(sqlite_file.beside(file).read_bytes())
    assert sqlite_file.beside(file).name == "tracker.metadata.json"
    assert "2 Mar 2026" in described["description"]
    assert "7 not yet assessed" in described["description"]
    tables = described["databases"]["tracker"]["tables"]
    for table in NAMES:
        there = {row["name"] for row in database.execute(f'PRAGMA table_info("{table}")')} - {"id"}
        assert set(tables[table]["columns"]) == there
        for named in (tables[table].get("label_column"), *tables[table].get("facets", ())):
            assert named is None or (named if isinstance(named, str) else named["array"]) in there
    about = dict(database.execute("SELECT name, value FROM about").fetchall())
    assert (about["on"], about["total"], about["decided"]) == ("2026-03-02", "9", "2")


def test_what_is_written_twice_is_the_same(full: Corpus, file: Path, tmp_path: Path) -> None:
    assert write(full, tmp_path / "again.db").read_bytes() == file.read_bytes()


def test_what_fails_half_way_leaves_the_file_as_it_was(
    full: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(full, tmp_path / "out.db", ("themes",))
    before = path.read_bytes(), sqlite_file.beside(path).read_bytes()

    monkeypatch.setattr(sqlite_file, "_PRAGMAS", ("max_page_count=9",))
    with pytest.raises(
        AddewidError, match=r"out\.db cannot be written .database or disk is full., so nothing was changed"
    ):
        write(full, path)
    assert before == (path.read_bytes(), sqlite_file.beside(path).read_bytes())
    assert sorted(each.name for each in tmp_path.iterdir()) == ["out.db", "out.metadata.json"]
