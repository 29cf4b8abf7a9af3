"""A corpus of the version before is brought to this one with all it holds; the same statements suit PostgreSQL."""

import importlib.util
import io
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

import pytest
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, Engine, MetaData, Table, create_engine, inspect, text

from corpus import account, audit, commitments, database, events, findings, journal
from corpus.codebook import Judgement
from corpus.database import Corpus
from corpus.models import Base, StatusEvent
from corpus.rows import CommitmentFilter
from tests.postgres_server import Server

MIGRATIONS = Path(database.__file__).parent / "migrations"

ROWS: dict[str, dict[str, object]] = {
    "captures": {"complete": True},
    "bodies": {"key": "welsh-government"},
    "documents": {"key": "plan", "work": "plan", "kind": "strategy", "issued": "2021-06-15"},
    "versions": {"document_id": 1, "capture_id": 1, "lang": "en", "title": "A plan", "current": True},
    "passages": {"version_id": 1, "kind": "paragraph", "text": "We will publish a plan.", "end": 23},
    "anchors": {"version_id": 1, "passage_id": 1, "exact": "We will publish a plan.", "end": 23, "outcome": "found"},
    "commitments": {"ref": "c-plan", "document_id": 1, "anchor_id": 1, "body_id": 1, "lang": "en", "kind": "pledge"},
    "questions": {"passage_id": 1, "number": "4"},
}
MOMENT = "2026-01-01 12:00:00.000000"
PLAIN = {
    "DATETIME": MOMENT,
    "TIMESTAMP": MOMENT,
    "JSON": "[]",
    "TEXT": "",
    "VARCHAR": "",
    "DOUBLE": 0.5,
    "BOOLEAN": False,
}
"""What stands in a column that nothing is said of, by its type."""


def put(connection: Connection, table: str, row: dict[str, object]) -> None:
    """Insert a row numbered 1 into a table as it is in the database now."""
    filled = {"id": 1, **row}
    for column in inspect(connection).get_columns(table):
        if not column["nullable"] and column["name"] not in filled:
            kind = str(column["type"]).split("(")[0].split()[0]
            filled[column["name"]] = PLAIN.get(kind, 0)
    names = ", ".join(f'"{name}"' for name in filled)
    values = ", ".join(f":{name}" for name in filled)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), filled)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """A corpus as an earlier version left it, with a judgement in it."""
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("postgresql")
        made = create_engine(server.make("of_before"))
    else:
        made = create_engine(f"sqlite:///{tmp_path / 'corpus.db'}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with made.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        for table, row in ROWS.items():
            put(connection, table, row)
        judged = StatusEvent(
            commitment_id=1,
            judgement="verifiability",
            value="clear",
            as_of=date(2022, 1, 1),
            recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
            who="Mair",
            because="Dated.",
            self_reported=False,
            search_id=None,
            previous_hash=journal.GENESIS,
        )
        judged.hash = events.event_hash(judged, "c-plan", [], None)
        held = Table("status_events", MetaData(), autoload_with=connection)
        said = {column.name: getattr(judged, column.name) for column in held.columns if column.name != "id"}
        connection.execute(held.insert(), said)
    return made


def test_a_corpus_of_the_version_before_keeps_all_it_holds(engine: Engine) -> None:
    corpus = Corpus(engine.url)
    with corpus.write() as session:
        (row,) = commitments.listing(session, CommitmentFilter())
        assert (row.ref, row.quote, row.verifiability, row.amends, row.same_as) == (
            "c-plan", "We will publish a plan.", "clear", "", "",
        )  # fmt: skip
        assert not audit.audit(session).faults
        counts = commitments.counts(session)
        assert (counts.questions, counts.progress, counts.responses, counts.pairs) == (1, 0, 0, 0)
        assert session.scalar(text("SELECT under FROM questions")) == ""
        account.record(
            session, row.ref, Judgement.VERIFIABILITY, "partly", because="So.", who="Mair", as_of=date(2022, 2, 2)
        )
        assert findings.stale(session, "rules") == {1: 23}
    corpus.close()


@pytest.mark.parametrize(
    ("number", "tables"),
    [
        ("0003", ("progress_statements", "response_statements", "same_pairs")),
        ("0004", ("saved_searches", "looks", "seen_wordings")),
    ],
)
def test_the_same_migration_is_written_for_postgresql(number: str, tables: tuple[str, ...]) -> None:
    out = io.StringIO()
    context = MigrationContext.configure(dialect_name="postgresql", opts={"as_sql": True, "output_buffer": out})
    with Operations.context(context):
        _migration(number).upgrade()
    said = out.getvalue()
    assert ("ADD COLUMN same_as_id INTEGER REFERENCES commitments" in said) == (number == "0003")
    for table in tables:
        assert f"CREATE TABLE {table}" in said
        assert {column.name for column in Base.metadata.tables[table].columns} <= set(said.replace('"', "").split())


def _migration(number: str) -> ModuleType:
    (path,) = (MIGRATIONS / "versions").glob(f"{number}_*.py")
    spec = importlib.util.spec_from_file_location("one_migration", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
