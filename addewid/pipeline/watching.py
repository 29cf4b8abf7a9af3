"""Saved searches: keeping them, looking at what is new in them, and telling it as a feed."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import islice

from addewid.pipeline.indexing import refresh
from addewid.workspace import Workspace
from corpus import database, searches
from corpus.searches import News, SavedRow
from index import watching
from publish.export.feed import Entry, as_atom

IN_FEED = 100
"""Passages of each search in a feed: a reader that comes by seldom still finds those of looks before the last."""


def save(workspace: Workspace, name: str, query: str) -> SavedRow:
    """Keep a query under a name; see ``index.watching``."""
    return watching.save(workspace.index, workspace.corpus, name, query, workspace.settings.name)


def look(workspace: Workspace, name: str) -> News:
    """Look at one saved search, the index brought up to date before; see ``index.watching``."""
    refresh(workspace)
    return watching.look(workspace.index, workspace.corpus, name, workspace.settings.name)


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
