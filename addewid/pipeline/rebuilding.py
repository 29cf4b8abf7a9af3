"""Rebuilding: the corpus's documents from the archive alone, without the network.

First what the archive holds and the corpus does not know, in the order it came, of crawls what they believed; then the
last capture of each address that it knew before, read again by today's readers. What people decided is not in the
archive and is not touched.
"""

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from addewid.pipeline import archived
from addewid.workspace import Workspace
from corpus import intake
from corpus.errors import CorpusDamaged, UsageProblem
from corpus.models import Capture, Crawl, Document, State, StatusEvent
from corpus.versions import Novelty
from crawlers.archive import Damage, Place, Record, captures, conclusions
from crawlers.archive.conclusions import Conclusion

STARTER = "starter"
"""The collection of the documents shipped with the program."""
UNDER_WAY = "rebuild"
"""Name of the state that an unfinished rebuild leaves: the last capture that the corpus knew when it began."""


@dataclass(slots=True)
class Outcome:
    """What rebuilding came to, in captures; ``documents`` by what became of them.

    ``waiting`` are left to the next crawl of their source: none that was believed has taken them in. Of ``unsaid`` ones
    it is not known what was said of them when they were added. ``crawls`` were not known to the corpus.
    """

    was_empty: bool = False
    captures: int = 0
    taken: int = 0
    reread: int = 0
    waiting: int = 0
    crawls: int = 0
    unsaid: int = 0
    documents: Counter[Novelty] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    leftovers: list[Damage] = field(default_factory=list)
    damage: list[Damage] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    address: str
    source: str
    place: Place
    complete: bool


@dataclass(slots=True)
class _Crawled:
    """What was fetched: ``sources`` the corpus knows crawls of, captures still to be judged by their source's crawls,
    and ends of crawls after the one that the corpus knows last, ``known``.
    """

    sources: set[str]
    known: Place | None
    pending: dict[str, list[_Row]] = field(default_factory=dict)
    ends: list[Conclusion] = field(default_factory=list)
    last: Place | None = None


def rebuild(workspace: Workspace) -> Outcome:
    """Take in what the corpus lacks, and read again what it has. Running it twice changes nothing.

    Raises UsageProblem when there is no archive.
    """
    if not workspace.archive.files():
        raise UsageProblem(f"{workspace.archive.folder} holds no archive; restore a copy of it, or add your documents.")
    outcome = Outcome()
    known_until = _begin(workspace, outcome)
    rows = _rows(workspace)
    with workspace.corpus.read() as session:
        sources = set(session.scalars(select(Crawl.source).distinct()))
        crawled = _Crawled(sources, captures.last_concluded(session))
    unseen = set(rows)
    with workspace.narrator.task("Reading the archive", None, "captures") as task:
        for found in workspace.archive.records():
            if isinstance(found, Damage):
                _note(outcome, found, known=(found.file, found.offset) in rows)
                unseen.discard((found.file, found.offset))
            elif found.metadata:
                _conclude(workspace, found, crawled, outcome)
            else:
                outcome.captures += 1
                unseen.discard(found.place.start)
                _take(workspace, found, rows.get(found.place.start), crawled, outcome)
            task.advance()
    outcome.damage += [Damage(*at, f"the capture of {rows[at][0].address} is missing") for at in sorted(unseen)]
    _read_again(workspace, [row for held in rows.values() for row in held if row.id <= known_until], outcome)
    outcome.waiting += sum(map(len, crawled.pending.values()))
    outcome.crawls = len(crawled.ends)
    with workspace.corpus.write() as session:
        conclusions.restore(session, crawled.ends)
        if crawled.last:
            captures.note_concluded(session, crawled.last)
        session.delete(session.get_one(State, UNDER_WAY))
    return outcome


def following(workspace: Workspace) -> list[str]:
    """The commands to run next; the decisions shipped with the starter documents come back by building it."""
    shipped = exists().where(Document.collection == STARTER)
    with workspace.corpus.read() as session:
        undecided = session.scalar(select(shipped & ~exists().where(StatusEvent.id > 0)))
    return ["addewid starter", "addewid update"] if undecided else ["addewid update"]


def _begin(workspace: Workspace, outcome: Outcome) -> int:
    """The last capture known before this rebuild, or before the interrupted one that it goes on with."""
    with workspace.corpus.write() as session:
        last = session.scalar(select(func.max(Capture.id))) or 0
        state = session.get(State, UNDER_WAY)
        if state is None:
            state = State(name=UNDER_WAY, value=str(last))
            session.add(state)
        outcome.was_empty = int(state.value) == 0
        return int(state.value)


def _rows(workspace: Workspace) -> dict[tuple[str, int], list[_Row]]:
    """The captures that the corpus knows, by where they stand; an old corpus may have several in one place."""
    columns = select(
        Capture.id,
        Capture.address,
        Capture.source,
        Capture.archive,
        Capture.archive_offset,
        Capture.archive_length,
        Capture.complete,
    )
    rows: dict[tuple[str, int], list[_Row]] = {}
    with workspace.corpus.read() as session:
        for number, address, source, file, offset, length, complete in session.execute(columns.order_by(Capture.id)):
            row = _Row(number, address, source, Place(file, offset, length), complete)
            rows.setdefault((file, offset), []).append(row)
    return rows


def _note(outcome: Outcome, damage: Damage, *, known: bool) -> None:
    """What was never reported as kept was left by a killed process; a corpus that is lost cannot say, but a file that
    ends in the middle of a record can.
    """
    left = damage.tail and not known and (damage.torn or not outcome.was_empty)
    (outcome.leftovers if left else outcome.damage).append(damage)


def _take(workspace: Workspace, record: Record, rows: list[_Row] | None, crawled: _Crawled, outcome: Outcome) -> None:
    """Read a file that the corpus does not know, or did not finish reading; keep what was fetched until the end of its
    crawl says whether that is believed.
    """
    if rows is not None and all(row.complete for row in rows):
        return
    if rows is not None and record.source in crawled.sources:
        outcome.waiting += 1
        return
    if record.facts is None:
        outcome.unsaid += 1
    unread = [row for row in rows if not row.complete] if rows else [_adopted(workspace, record)]
    if record.source:
        crawled.pending.setdefault(record.source, []).extend(unread)
        return
    for row in unread:
        outcome.taken += _store(workspace, record, row, intake.not_overtaken, outcome)


def _adopted(workspace: Workspace, record: Record) -> _Row:
    with workspace.corpus.write() as session:
        return _Row(captures.adopt(session, record).id, record.address, record.source, record.place, False)


def _conclude(workspace: Workspace, record: Record, crawled: _Crawled, outcome: Outcome) -> None:
    """Take in what a crawl took in, now that its end has been found in the archive."""
    try:
        end = conclusions.read(workspace.archive, record)
    except CorpusDamaged as problem:
        outcome.problems.append(str(problem))
        return
    if outcome.was_empty or crawled.known is None or record.place.start > crawled.known.start:
        crawled.ends.append(end)
        crawled.last = record.place
    if not end.believed:
        return
    pending = crawled.pending.pop(end.source, [])
    for row in pending:
        if row.place.name in end.left:
            crawled.pending.setdefault(end.source, []).append(row)
        else:
            outcome.taken += _store(workspace, workspace.archive.record(row.place), row, intake.not_overtaken, outcome)


def _read_again(workspace: Workspace, rows: list[_Row], outcome: Outcome) -> None:
    """The last capture of each address by each source that was read before, in the order they came."""
    broken = {(damage.file, damage.offset) for damage in outcome.damage}
    rows.sort(key=lambda row: (row.place.start, row.id))
    last = {(row.address, row.source): row.id for row in rows}
    final = set(last.values())
    due = [row for row in rows if row.id in final and row.complete and row.place.start not in broken]
    with workspace.narrator.task("Reading again", len(due), "captures") as task:
        for row in due:
            record = workspace.archive.record(row.place)
            if record.facts is None:
                outcome.unsaid += 1
            else:
                outcome.reread += _store(workspace, record, row, intake.would_be_news, outcome)
            task.advance()


def _store(workspace: Workspace, record: Record, row: _Row, wanted: intake.Wanted, outcome: Outcome) -> bool:
    """Read a capture and store what it holds; whether all of it could be read."""

    def capture(session: Session) -> Capture:
        return session.get_one(Capture, row.id)

    collection = (record.facts or {}).get("collection", "")
    try:
        with closing(archived.documents(workspace, record)) as reading:
            for added in intake.take_in(
                workspace.corpus,
                reading,
                capture,
                name=archived.name(record),
                warnings=outcome.warnings,
                collection=collection if isinstance(collection, str) else "",
                wanted=wanted,
            ):
                outcome.documents[added.novelty] += 1
    except archived.NotRead as problem:
        outcome.problems.append(str(problem))
        workspace.narrator.warn(str(problem))
        return False
    return True
