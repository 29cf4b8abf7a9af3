"""Searches that are kept as evidence of absence: what was asked of which corpus, when, by whom, and its hits."""

from datetime import UTC, datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from corpus.database import revision
from corpus.errors import NotFound, UsageProblem
from corpus.models import RecordedSearch
from corpus.refs import digest_ref
from corpus.rows import SearchRow


def record(session: Session, query: str, hits: int, who: str, searched: int | None = None) -> str:
    """Keep a search as evidence of absence; returns its ref.

    ``searched`` is the corpus revision that answered, where it may not be the newest.
    """
    if not query.strip():
        raise UsageProblem("A recorded search needs the words that were searched for.")
    now, of_revision = datetime.now(UTC), revision(session) if searched is None else searched

    def taken(ref: str) -> bool:
        return bool(session.scalar(select(exists().where(RecordedSearch.ref == ref))))

    ref = digest_ref("s", query, str(of_revision), now.isoformat(), who, str(hits), taken=taken)
    kept = RecordedSearch(ref=ref, query=query, corpus_revision=of_revision, searched_at=now, hits=hits, who=who)
    session.add(kept)
    session.flush()
    return ref


def get(session: Session, ref: str) -> SearchRow | None:
    """A recorded search by its ref, or None."""
    found = session.scalar(select(RecordedSearch).where(RecordedSearch.ref == ref))
    if found is None:
        return None
    return SearchRow(found.ref, found.query, found.corpus_revision, found.searched_at, found.hits, found.who)


def is_genuine(search: RecordedSearch) -> bool:
    """Whether a search says what it said when it was recorded: its ref is made of that."""
    said = [search.query, str(search.corpus_revision), search.searched_at.isoformat(), search.who]
    of_before = "s", *said  # the number of hits was not always in it
    return any(
        search.ref == digest_ref(*parts, taken=lambda ref: len(ref) < len(search.ref))
        for parts in (("s", *said, str(search.hits)), of_before)
    )


def find(session: Session, ref: str) -> RecordedSearch:
    """A recorded search by its ref. Raises NotFound."""
    search = session.scalar(select(RecordedSearch).where(RecordedSearch.ref == ref))
    if search is None:
        raise NotFound("No recorded search is called {ref}; record one with: addewid search --record QUERY.", ref=ref)
    return search
