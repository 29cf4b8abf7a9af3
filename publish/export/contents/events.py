"""The tables of what was judged: status events, and the recorded searches that some of them rest on."""

from corpus.rows import SearchRow
from corpus.taken import events, promises
from corpus.taken.events import TakenEvent
from publish.export.chosen import Chosen
from publish.export.columns import Column, Table, Type, read


def judgements(chosen: Chosen) -> Table:
    """The events of the account."""
    return Table(
        name="events",
        title="Status events",
        description="Everything that people judged of the commitments, in the order in which it was recorded.",
        key="event",
        columns=_EVENTS,
        rows=lambda: read(_EVENTS, events.judged(chosen.session, chosen.refs, chosen.on)),
        searched=("because",),
    )


def searches(chosen: Chosen) -> Table:
    """Recorded searches."""
    return Table(
        name="searches",
        title="Recorded searches",
        description="Searches that were kept as evidence that nothing was found.",
        key="ref",
        columns=_SEARCHES,
        rows=lambda: read(_SEARCHES, promises.searches(chosen.session, chosen.searches)),
        searched=("query",),
    )


_event = Column[TakenEvent]
_EVENTS = (
    _event("event", Type.STRING, "Name of the event.", lambda each: each.row.name),
    _event("commitment_ref", Type.STRING, "The commitment that was judged.", lambda each: each.of, "commitments.ref"),
    _event(
        "statement_ref",
        Type.STRING,
        "The statement of it that was judged, where several are one.",
        lambda each: each.row.commitment_ref,
    ),
    _event("number", Type.INTEGER, "Its number in the account, in the order of recording.", lambda each: each.number),
    _event(
        "place",
        Type.INTEGER,
        "The number at which it counts among events of one day: its own, or that of the first that it corrects.",
        lambda each: each.place,
    ),
    _event("judgement", Type.STRING, "response, delivery or verifiability.", lambda each: each.row.judgement),
    _event(
        "value",
        Type.STRING,
        "How it was judged, a word of the codebook; empty where the event only takes another back.",
        lambda each: each.row.value,
    ),
    _event("as_of", Type.DATE, "The day that the judgement is of.", lambda each: each.row.as_of),
    _event("recorded_at", Type.DATETIME, "When it was recorded.", lambda each: each.row.recorded_at),
    _event("who", Type.STRING, "Who judged.", lambda each: each.row.who),
    _event("because", Type.STRING, "Why, in the words of whoever judged.", lambda each: each.row.because),
    _event(
        "self_reported",
        Type.BOOLEAN,
        "Whether it rests on the word of whoever promised.",
        lambda each: each.row.self_reported,
    ),
    _event("evidence", Type.LIST, "Names of the evidence that it rests on.", lambda each: each.row.evidence),
    _event(
        "search",
        Type.STRING,
        "The recorded search that it rests on.",
        lambda each: each.row.search or None,
        "searches.ref",
    ),
    _event("corrects", Type.STRING, "The event in whose place it stands.", lambda each: each.row.corrects or None),
    _event(
        "corrected",
        Type.BOOLEAN,
        "Whether another stands in its place; it is then in force on no day.",
        lambda each: each.row.corrected,
    ),
    _event(
        "in_force",
        Type.BOOLEAN,
        "Whether it says how the commitment stood on the day of the export.",
        lambda each: each.in_force,
    ),
    _event("hash", Type.STRING, "Its link in the chain of the account, SHA-256.", lambda each: each.row.hash),
)

_search = Column[SearchRow]
_SEARCHES = (
    _search("ref", Type.STRING, "Name of the search.", lambda each: each.ref),
    _search("query", Type.STRING, "What was asked, in the query language of Addewid.", lambda each: each.query),
    _search(
        "corpus_revision", Type.INTEGER, "Revision of the corpus that answered.", lambda each: each.corpus_revision
    ),
    _search("searched_at", Type.DATETIME, "When.", lambda each: each.searched_at),
    _search("hits", Type.INTEGER, "How many passages were found.", lambda each: each.hits),
    _search("who", Type.STRING, "Who searched.", lambda each: each.who),
)
