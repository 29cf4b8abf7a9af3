"""A corpus on a server: what is different there, and what must not be."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, make_url, select, text

from corpus import database, versions
from corpus.codebook import Lang
from corpus.database import Corpus, identity
from corpus.errors import AddewidError, CorpusBusy, CorpusDamaged, UsageProblem
from corpus.models import Base, Body, Passage
from corpus.types import ReadDocument
from tests.postgres_server import Server

Put = Callable[..., versions.Added]
Make = Callable[..., ReadDocument]

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://mair:dirgel@127.0.0.1:1/corpus",
        "postgresql+psycopg://mair:dirgel@127.0.0.1:1/corpus",
        "postgresql://mair@127.0.0.1:1/corpus?password=dirgel",
        "postgresql://mair:dir@dirgel@127.0.0.1:1/corpus",
        "postgresql://mair:x@127.0.0.1:dirgel/corpus",
        "mysql://mair:dirgel@127.0.0.1/corpus",
        "mair:dirgel",
    ],
)
def test_no_message_holds_a_password(url: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(AddewidError) as raised:
        Corpus(url)
    chain: BaseException | None = raised.value
    while chain is not None:
        assert "dirgel" not in f"{chain} {chain!r}"
        chain = chain.__cause__
    assert str(raised.value).endswith(".")


def test_migrations_give_the_tables_of_the_models(on_postgresql: str) -> None:
    with create_engine(make_url(on_postgresql)).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_a_corpus_of_an_older_version_is_brought_to_this_one(postgresql: Server) -> None:
    url = postgresql.make("older")
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    engine = create_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        before = connection.scalar(text("SELECT value FROM state WHERE name = 'identity'"))
    engine.dispose()
    corpus = Corpus(url)
    with corpus.read() as session:
        assert identity(session) == before
        assert session.scalar(text("SELECT version_num FROM alembic_version")) == database.SCHEMA
    corpus.close()


def test_a_corpus_of_a_newer_version_is_named(postgresql: Server) -> None:
    corpus = Corpus(postgresql.make("newer"))
    with corpus.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    corpus.close()
    with pytest.raises(CorpusDamaged, match="another version of Addewid"):
        Corpus(postgresql.url("newer"))


def test_words_are_ordered_and_told_apart_as_in_sqlite(on_postgresql: str, in_a_file: str) -> None:
    """The server's own language would order them otherwise, and PostgreSQL is strict about lengths."""
    words = ["ŵyn", "afon", "Zebra", "Ŵyn", "a fon", "a-fon", "Afon", "x" * 150]
    found = []
    for url in (on_postgresql, in_a_file):
        corpus = Corpus(url)
        with corpus.write() as session:
            session.add_all(Body(key=word, name_en=word, name_cy=word) for word in words)
        with corpus.read() as session:
            found.append(
                [
                    session.scalars(select(Body.key).order_by(Body.name_cy)).all(),
                    session.scalars(select(Body.key).where(Body.key.icontains("AFON")).order_by(Body.id)).all(),
                    session.scalars(select(Body.key).where(Body.key.startswith("a", autoescape=True))).all(),
                ]
            )
        corpus.close()
    assert found[0][:2] == found[1][:2]
    assert found[0][0] == sorted(words)


def test_a_second_writer_waits_and_then_says_who_writes(on_postgresql: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    one, other = Corpus(on_postgresql), Corpus(on_postgresql)
    told = rf"written by .+ \(process {os.getpid()}\); wait"
    with one.write(), pytest.raises(CorpusBusy, match=told), other.write():
        pass
    with other.write() as session:
        identity(session)
    one.close()
    other.close()


def test_a_reader_sees_one_moment(on_postgresql: str, put: Put, make_document: Make) -> None:
    one, other = Corpus(on_postgresql), Corpus(on_postgresql)
    with one.read() as reading:
        assert database.revision(reading) == 0
        with other.write() as session:
            put(session, make_document("Care."))
        assert database.revision(reading) == 0
        assert reading.scalars(select(Passage.text)).all() == []
    assert one.revision() == 1
    one.close()
    other.close()


@pytest.mark.databases
def test_one_alone_does_what_has_a_name(corpus: Corpus) -> None:
    with corpus.alone("crawl-toy", 0, "toy is crawled by {who}."):
        told = pytest.raises(CorpusBusy, match=r"^toy is crawled by .+\.$")
        with told, corpus.alone("crawl-toy", 0, "toy is crawled by {who}."):
            pass
        with corpus.alone("crawl-other", 0, "no"):
            pass
    with corpus.alone("crawl-toy", 0, "no"):
        pass


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_the_locks_of_a_killed_process_are_free(on_postgresql: str) -> None:
    code = (
        "import sys\nfrom corpus.database import Corpus\ncorpus = Corpus(sys.argv[1])\n"
        "with corpus.alone('crawl-toy', 0, ''), corpus.write():\n"
        "    print('holding', flush=True)\n    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, on_postgresql], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"holding"
        other.kill()
    corpus = Corpus(on_postgresql)
    with corpus.alone("crawl-toy", 20, "still held by {who}"), corpus.write() as session:
        identity(session)
    corpus.close()


def test_damage_is_told_by_table(on_postgresql: str, put: Put, make_document: Make) -> None:
    corpus = Corpus(on_postgresql)
    with corpus.write() as session:
        put(session, make_document("Care.", lang=Lang.CY))
    assert corpus.fault() == ""
    with corpus.write() as session:  # a value that the server cannot read any more, as from a page that went bad
        session.execute(text("CREATE TYPE colour AS ENUM ('red')"))
        session.execute(text("CREATE TABLE broken AS SELECT 'red'::colour"))
        session.execute(text("DELETE FROM pg_enum"))
    assert corpus.fault().startswith("broken: invalid internal value")
    with corpus.write() as session:
        session.execute(text("DROP TABLE broken"))
        session.execute(text("DROP TYPE colour"))
    corpus.close()


def test_an_address_needs_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UsageProblem, match=r"install addewid\[postgres\]"):
        Corpus("postgresql://somewhere/corpus")


def test_a_database_that_lacks_letters_is_refused(postgresql: Server) -> None:
    url = postgresql.make("latin", "ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'")
    with pytest.raises(UsageProblem, match="is in LATIN1, which lacks letters of Welsh"):
        Corpus(url)
