"""Saved searches: questions under a name, and for each person what is new since they last looked.

A hit is new when its wording was not among the hits at the last look. So a document that is read again, and whose
passages get other ids, brings nothing new; a changed word or figure does.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from corpus.database import batched
from corpus.errors import NotFound, UsageProblem
from corpus.language import number, plural
from corpus.models import Look, Passage, SavedSearch, SeenWording

LONGEST_NAME = 64

MOST_WATCHED = 100_000
"""Hits of a saved search above which it says nothing to watch it."""

_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class SavedRow:
    """A saved search, and when the person who asks last looked at it and at which revision; None when never."""

    name: str
    query: str
    made_by: str
    made_at: datetime
    looked_at: datetime | None
    revision: int | None


@dataclass(frozen=True, slots=True)
class News:
    """What a look came to: the passages that were new, and when each wording that is there now was first seen.

    Both name one passage, the oldest, for each wording. ``saved`` is the search as it was before the look.
    """

    saved: SavedRow
    looked_at: datetime
    revision: int
    new: tuple[int, ...]
    seen: Mapping[int, datetime]


def save(session: Session, name: str, query: str, who: str) -> SavedRow:
    """Keep a query under a name. Raises UsageProblem for no name, and for one that another query has."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or name.startswith("-"):
        raise UsageProblem(
            "A saved search needs a name of 1 to {most} characters that does not begin with -.", most=LONGEST_NAME
        )
    if not query.strip():
        raise UsageProblem("A saved search needs the words to search for.")
    held = session.scalar(select(SavedSearch).where(SavedSearch.name == name))
    if held is not None and held.query != query:
        raise UsageProblem(
            "{name} is already the name of another search ({query}); choose another name, "
            'or first: addewid searches --forget "{name}".',
            name=name,
            query=held.query,
        )
    if held is None:
        session.add(SavedSearch(name=name, query=query, made_by=who, made_at=datetime.now(UTC)))
        session.flush()
    return get(session, name, who)


def listing(session: Session, who: str) -> list[SavedRow]:
    """All saved searches by name, as one person has them."""
    wanted = (
        select(SavedSearch, Look)
        .outerjoin(Look, (Look.search_id == SavedSearch.id) & (Look.who == who))
        .order_by(SavedSearch.name)
    )
    return [
        SavedRow(
            saved.name,
            saved.query,
            saved.made_by,
            saved.made_at,
            look.looked_at if look else None,
            look.revision if look else None,
        )
        for saved, look in session.execute(wanted)
    ]


def get(session: Session, name: str, who: str) -> SavedRow:
    """The saved search of this name, as one person has it. Raises NotFound."""
    saved = _saved(session, name)
    return next(row for row in listing(session, who) if row.name == saved.name)


def forget(session: Session, name: str) -> None:
    """Remove a saved search, and what anybody saw of it. Raises NotFound."""
    saved = _saved(session, name)
    looks = select(Look.id).where(Look.search_id == saved.id)
    session.execute(delete(SeenWording).where(SeenWording.look_id.in_(looks)))
    session.execute(delete(Look).where(Look.search_id == saved.id))
    session.delete(saved)
    session.flush()


def look(session: Session, name: str, who: str, hits: Sequence[int], revision: int, now: datetime) -> News:
    """Record that somebody looks at what a search finds at a revision, and say what is new to them.

    ``hits`` are ids of passages; those that are gone do not count. Raises NotFound, and UsageProblem for more than
    ``MOST_WATCHED`` hits.
    """
    here = _wordings(session, name, hits)
    before = get(session, name, who)
    kept = _look(session, _saved(session, name), who)
    kept.looked_at, kept.revision = now, revision
    session.flush()
    known = _known(session, kept.id)
    _remember(session, kept.id, known, here, now)
    new = tuple(passage for wording, passage in here.items() if wording not in known)
    return News(before, now, revision, new, {passage: known.get(wording, now) for wording, passage in here.items()})


def unseen(session: Session, name: str, who: str, hits: Sequence[int]) -> tuple[int, ...]:
    """What of the hits a look would find new, one passage for each wording; nothing is recorded. Raises as ``look``."""
    here = _wordings(session, name, hits)
    kept = session.scalar(select(Look).where(Look.search_id == _saved(session, name).id, Look.who == who))
    known = _known(session, kept.id) if kept else {}
    return tuple(passage for wording, passage in here.items() if wording not in known)


def _wordings(session: Session, name: str, hits: Sequence[int]) -> dict[int, int]:
    """The wordings of some passages, each with the oldest passage of it."""
    if len(hits) > MOST_WATCHED:
        raise UsageProblem(
            plural(
                "{name} finds {count} passage, and at most {most} can be watched; save a narrower one.",
                "{name} finds {count} passages, and at most {most} can be watched; save a narrower one.",
                len(hits),
                name=name,
                most=number(MOST_WATCHED),
            )
        )
    here: dict[int, int] = {}
    for passage, text in _texts(session, sorted(hits)):
        here.setdefault(wording_of(text), passage)
    return here


def _known(session: Session, look_id: int) -> dict[int, datetime]:
    """The wordings of a look, each with when it was first seen."""
    seen = select(SeenWording.wording, SeenWording.first_seen).where(SeenWording.look_id == look_id)
    return dict(session.execute(seen).all())


def wording_of(text: str) -> int:
    """A number that texts of the same words and figures share, whatever their case, spaces and punctuation."""
    words = " ".join(_WORDS.findall(text.casefold())) or text
    return int.from_bytes(blake2b(words.encode(errors="surrogatepass"), digest_size=8).digest(), "big", signed=True)


def _saved(session: Session, name: str) -> SavedSearch:
    saved = session.scalar(select(SavedSearch).where(SavedSearch.name == " ".join(name.split())))
    if saved is None:
        raise NotFound("No saved search is called {name}; addewid searches lists them.", name=name)
    return saved


def _look(session: Session, saved: SavedSearch, who: str) -> Look:
    """What is kept of one person's looks at a search, new where they never looked."""
    kept = session.scalar(select(Look).where(Look.search_id == saved.id, Look.who == who))
    if kept is None:
        kept = Look(search_id=saved.id, who=who)
        session.add(kept)
    return kept


def _texts(session: Session, passages: Sequence[int]) -> Iterator[tuple[int, str]]:
    for some in batched(passages):
        wanted = select(Passage.id, Passage.text).where(Passage.id.in_(some)).order_by(Passage.id)
        yield from session.execute(wanted)


def _remember(
    session: Session, look_id: int, known: Mapping[int, datetime], here: Mapping[int, int], now: datetime
) -> None:
    """Keep the wordings that are there now, and no others."""
    for some in batched([wording for wording in known if wording not in here]):
        session.execute(delete(SeenWording).where(SeenWording.look_id == look_id, SeenWording.wording.in_(some)))
    fresh = [{"look_id": look_id, "wording": wording, "first_seen": now} for wording in here if wording not in known]
    if fresh:
        session.execute(insert(SeenWording), fresh)
