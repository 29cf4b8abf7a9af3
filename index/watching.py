"""Saved searches asked of the index: keeping one, counting what is new in it, and looking at that."""

from datetime import UTC, datetime

from corpus import searches
from corpus.database import Corpus
from corpus.searches import News, SavedRow
from index.service import Index


def save(index: Index, corpus: Corpus, name: str, query: str, who: str) -> SavedRow:
    """Keep a query under a name; what it finds now counts as seen by whoever saves it.

    Raises UsageProblem for a name that will not do and for a query that finds too much to watch.
    """
    hits, revision = index.passages(query)
    with corpus.write() as session:
        saved = searches.save(session, name, query, who)
        if saved.looked_at is None:
            searches.look(session, saved.name, who, hits, revision, _now())
        return searches.get(session, saved.name, who)


def look(index: Index, corpus: Corpus, name: str, who: str) -> News:
    """Look at one saved search, and record that.

    Raises NotFound, UsageProblem for a query that cannot be understood any more or finds too much, and CorpusBusy
    while there is no whole index to ask.
    """
    with corpus.read() as session:
        saved = searches.get(session, name, who)
    hits, revision = index.passages(saved.query)
    with corpus.write() as session:
        return searches.look(session, saved.name, who, hits, revision, _now())


def unseen(index: Index, corpus: Corpus, saved: SavedRow, who: str) -> int:
    """How many wordings a look would find new, and no look is recorded. Raises as ``look`` does."""
    hits, _ = index.passages(saved.query)
    with corpus.read() as session:
        return len(searches.unseen(session, saved.name, who, hits))


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
