"""The database: migrations say what the models say, damage and foreign files are named."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from corpus import database
from corpus.database import Corpus, identity
from corpus.errors import CorpusBusy, CorpusDamaged, UsageProblem
from corpus.models import Base


def test_migrations_give_the_tables_of_the_models(tmp_path: Path) -> None:
    Corpus(f"sqlite:///{tmp_path / 'c.db'}").close()
    with create_engine(f"sqlite:///{tmp_path / 'c.db'}").connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_the_newest_migration_is_the_one_opening_looks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == database.SCHEMA


def test_opening_again_keeps_the_corpus_and_its_identity(tmp_path: Path) -> None:
    names = []
    for _ in range(2):
        corpus = Corpus(f"sqlite:///{tmp_path / 'c.db'}")
        with corpus.read() as session:
            names.append(identity(session))
        corpus.close()
    assert names[0] == names[1] != ""


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "c.db").write_bytes(b"This is a shopping list, not a database." * 50)
    with pytest.raises(CorpusDamaged, match="is damaged"):
        Corpus(f"sqlite:///{tmp_path / 'c.db'}")


def test_other_databases_are_refused_by_name() -> None:
    with pytest.raises(UsageProblem, match="in SQLite or in PostgreSQL, not in mysql"):
        Corpus("mysql://somewhere/corpus")


def test_a_second_writer_waits_and_then_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    url = f"sqlite:///{tmp_path / 'c.db'}"
    one, other = Corpus(url), Corpus(url)
    with one.write(), pytest.raises(CorpusBusy, match="another process"), other.write() as session:
        identity(session)
