"""Which engine a corpus is searched with: chosen by where it is kept, and by nothing else."""

from pathlib import Path

from corpus.database import Corpus
from index.engine import Engine


def engine(folder: Path, corpus: Corpus) -> Engine:
    """The engine of a corpus: Whoosh in a folder, PostgreSQL where the corpus itself is kept there."""
    if corpus.shared:
        from index.postgres.engine import PostgresEngine

        return PostgresEngine(corpus)
    from index.whoosh.engine import WhooshEngine  # slow to load

    return WhooshEngine(folder)
