"""Saved searches: keeping them, looking at what is new in them, and telling it as a feed."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import islice

from addewid.pipeline.indexing import update
from addewid.workspace import Workspace
from corpus import database, searches
from corpus.searches import News, SavedRow
from publish.feed import Entry, as_atom

IN_FEED = 100
"""Passages of each search in a feed: a reader that comes by seldom still finds those of looks before the last."""


def save(workspace: Workspace, name: str, query: str) -> SavedRow:
    """Keep a query under a name; what it finds now counts as seen by whoever saves it.

    Raises UsageProblem for a name that will not do and for a query that finds too much to watch.
    """
    who, (hits, revision) = workspace.settings.name, workspace.index.passages(query)
    with workspace.corpus.write() as session:
        saved = searches.save(session, name, query, who)
        if saved.looked_at is None:
            searches.look(session, saved.name, who, hits, revision, _now())
        return searches.get(session, saved.name, who)


def look(workspace: Workspace, name: str) -> News:
    """Look at one saved search, and record that.

    Raises NotFound, and UsageProblem for a query that cannot be understood any more or finds too much.
    """
    if not workspace.index.is_current():
        update(workspace)
    who = workspace.settings.name
    with workspace.corpus.read() as session:
        saved = searches.get(session, name, who)
    hits, revision = workspace.index.passages(saved.query)
    with workspace.corpus.write() as session:
        return searches.look(session, saved.name, who, hits, revision, _now())


def feed(workspace: Workspace, name: str, looks: Sequence[News]) -> str:
    """What came last of the searches looked at, as an Atom feed: of the one called ``name``, or of all without one."""
    entries: list[Entry] = []
    with workspace.corpus.read() as session:
        identity = database.identity(session)
    for each in looks:
        newest = islice(sorted(each.seen, key=lambda passage: (each.seen[passage], passage), reverse=True), IN_FEED)
        for hit in workspace.index.shown(list(newest), each.saved.query):
            key = f"{identity} {each.saved.name} {searches.wording_of(hit.passage.text)}"
            entries.append(Entry(key, hit.passage, each.seen[hit.passage.id], each.saved.name))
    begun = min((each.saved.made_at for each in looks), default=datetime.fromtimestamp(0, UTC))
    return as_atom(f"Addewid: {name or 'saved searches'}", f"{identity} feed {name}", entries, begun)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
