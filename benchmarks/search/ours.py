"""Our own engines as the benchmark asks them, and the whole of search over a real corpus."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from benchmarks.search.disk import size
from benchmarks.search.queries import Asked
from benchmarks.search.recombined import PER_DOCUMENT, Recombined
from corpus import versions
from corpus.database import Corpus
from corpus.models import Capture
from corpus.rows import PassageRow
from corpus.types import Passage, ReadDocument, lay_out
from index import Index
from index.engine import Change, Engine, Stamp
from index.query.parser import parse

TOGETHER = 100
"""Documents that are put into a corpus in one transaction."""

_TABLES = """
SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'addewid_index'::regnamespace
"""


class Bare:
    """An engine alone: a query understood and answered, with nothing looked up in a corpus."""

    def __init__(self, engine: Engine, size: Callable[[], float]) -> None:
        self.engine, self.size = engine, size

    def build(self, count: int, passages: Iterator[PassageRow]) -> None:
        """Index the passages, in one go."""
        documents = range(1, count // PER_DOCUMENT + 2)
        with self.engine.writing(1):
            self.engine.write(Change(Stamp("benchmark", 1, ""), documents, [], afresh=True, passages=passages))

    def ask(self, asked: Asked, best: int) -> int:
        """Find the ``best``; returns how many there are."""
        node = parse(asked.text)
        assert node is not None
        return self.engine.search(node, limit=best, offset=0).total

    def close(self) -> None:
        """Let go of every file."""
        self.engine.close()


def whoosh(folder: str) -> Bare:
    """The embedded engine, in a folder."""
    from index.whoosh.engine import WhooshEngine

    return Bare(WhooshEngine(Path(folder)), lambda: size(Path(folder)))


def postgresql(address: str) -> Bare:
    """The shared engine, in the database of a corpus."""
    from index.postgres.engine import PostgresEngine

    corpus = Corpus(address)

    def tables() -> float:
        with corpus.snapshot() as connection:
            return float(connection.execute(_TABLES).fetchone()[0]) / 1e6

    return Bare(PostgresEngine(corpus), tables)


class Whole:
    """What a person waits for: the corpus checked, the answer found, its passages read, snippets cut and marked."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        self._folder.mkdir(exist_ok=True)
        self.corpus = Corpus(f"sqlite:///{self._folder / 'corpus.db'}")
        self.index = Index(self._folder / "index", self.corpus)

    def fill(self, passages: Recombined) -> None:
        """Put the passages into the corpus, which ``build`` then makes an index of."""
        documents = passages.documents()
        while some := list(islice(documents, TOGETHER)):
            with self.corpus.write() as session:
                for rows in some:
                    capture, read = _captured(rows)
                    session.add(capture)
                    session.flush()
                    versions.add(session, read, capture=capture, fallback=read.work)

    def build(self, count: int, _passages: Iterator[PassageRow]) -> None:
        """Index the corpus, which holds so many passages."""
        added = self.index.update().added
        assert added == count, f"{added:,} of {count:,} passages were indexed"

    def ask(self, asked: Asked, best: int) -> int:
        """The first page."""
        return self.index.search(asked.text, limit=best).total

    def size(self) -> float:
        """Megabytes of the index, without the corpus."""
        return size(self._folder / "index")

    def close(self) -> None:
        """Let go of every file."""
        self.index.close()
        self.corpus.close()


def _captured(rows: list[PassageRow]) -> tuple[Capture, ReadDocument]:
    first = rows[0]
    capture = Capture(
        sha256=f"{first.id:064}",
        size=1,
        media_type="text/plain",
        address=first.document_key,
        captured_at=datetime(2026, 1, 1, tzinfo=UTC),
        archive="none",
        archive_offset=0,
        archive_length=0,
        complete=True,
    )
    read = ReadDocument(
        title=first.document_title,
        lang=first.lang,
        kind=first.document_kind,
        passages=lay_out([Passage(row.text, 0, 0, headings=row.headings) for row in rows]),
        reader="benchmark",
        work=first.document_key,
        issued=first.dated,
        publisher=first.publisher,
    )
    return capture, read
