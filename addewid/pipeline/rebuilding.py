"""Rebuilding: the corpus's documents from the archive alone, without the network.

First what the archive holds and the corpus does not know, in the order it came; then the last capture of each address
that it knew before, read again by today's readers. What people decided is not in the archive and is not touched.
"""

import os
import shutil
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote_to_bytes

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from addewid.workspace import Workspace
from corpus import intake, said
from corpus.documents import Novelty
from corpus.errors import AddewidError, UnreadableDocument, UsageProblem
from corpus.models import Capture, Crawl, Document, State, StatusEvent
from corpus.types import ReadDocument
from crawlers import captures
from crawlers.archive import Damage, Place, Record

LARGEST_PAGE = 100 * 1024 * 1024
"""Bytes of a page that is read into memory; no crawl keeps a larger one."""
STARTER = "starter"
"""The collection of the documents shipped with the program."""
UNDER_WAY = "rebuild"
"""Name of the state that an unfinished rebuild leaves: the last capture that the corpus knew when it began."""


class NotRead(AddewidError):
    """A capture could not be read; the others are."""


@dataclass(slots=True)
class Outcome:
    """What rebuilding came to, in captures; ``documents`` by what became of them.

    ``waiting`` are left to the next crawl of their source, which has still to judge them. Of ``unsaid`` ones it is
    not known what was said of them when they were added.
    """

    was_empty: bool = False
    captures: int = 0
    taken: int = 0
    reread: int = 0
    waiting: int = 0
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
    place: Place
    complete: bool


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
        crawled = set(session.scalars(select(Crawl.source).distinct()))
    unseen = set(rows)
    with workspace.narrator.task("Reading the archive", None, "captures") as task:
        for found in workspace.archive.records():
            if isinstance(found, Damage):
                _note(outcome, found, known=(found.file, found.offset) in rows)
                unseen.discard((found.file, found.offset))
            else:
                outcome.captures += 1
                unseen.discard(found.place.start)
                _take(workspace, found, rows.get(found.place.start), crawled, outcome)
            task.advance()
    outcome.damage += [Damage(*at, f"the capture of {rows[at][0].address} is missing") for at in sorted(unseen)]
    _read_again(workspace, [row for held in rows.values() for row in held if row.id <= known_until], outcome)
    with workspace.corpus.write() as session:
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
        Capture.archive,
        Capture.archive_offset,
        Capture.archive_length,
        Capture.complete,
    )
    rows: dict[tuple[str, int], list[_Row]] = {}
    with workspace.corpus.read() as session:
        for number, address, file, offset, length, complete in session.execute(columns.order_by(Capture.id)):
            rows.setdefault((file, offset), []).append(_Row(number, address, Place(file, offset, length), complete))
    return rows


def _note(outcome: Outcome, damage: Damage, *, known: bool) -> None:
    """What was never reported as kept was left by a killed process; a corpus that is lost cannot say, but a file that
    ends in the middle of a record can.
    """
    left = damage.tail and not known and (damage.torn or not outcome.was_empty)
    (outcome.leftovers if left else outcome.damage).append(damage)


def _take(workspace: Workspace, record: Record, rows: list[_Row] | None, crawled: set[str], outcome: Outcome) -> None:
    """Read a capture that the corpus does not know, or did not finish reading."""
    if rows is not None and all(row.complete for row in rows):
        return
    if rows is not None and record.source in crawled:
        outcome.waiting += 1
        return
    if record.facts is None:
        outcome.unsaid += 1
    unread: list[_Row | None] = [*rows] if rows else [None]
    for row in unread:
        if row is None or not row.complete:
            outcome.taken += _store(workspace, record, row, intake.not_overtaken, outcome)


def _read_again(workspace: Workspace, rows: list[_Row], outcome: Outcome) -> None:
    """The last capture of each address that was read before, in the order they came."""
    broken = {(damage.file, damage.offset) for damage in outcome.damage}
    rows.sort(key=lambda row: (row.place.start, row.id))
    last = {row.address: row.id for row in rows}
    due = [row for row in rows if last[row.address] == row.id and row.complete and row.place.start not in broken]
    with workspace.narrator.task("Reading again", len(due), "captures") as task:
        for row in due:
            record = workspace.archive.record(row.place)
            if record.facts is None:
                outcome.unsaid += 1
            else:
                outcome.reread += _store(workspace, record, row, intake.would_be_news, outcome)
            task.advance()


def _store(workspace: Workspace, record: Record, row: _Row | None, wanted: intake.Wanted, outcome: Outcome) -> bool:
    """Read a capture and store what it holds; whether all of it could be read."""

    def capture(session: Session) -> Capture:
        return captures.adopt(session, record) if row is None else session.get_one(Capture, row.id)

    collection = (record.facts or {}).get("collection", "")
    try:
        with closing(_documents(workspace, record)) as reading:
            for added in intake.take_in(
                workspace.corpus,
                reading,
                capture,
                name=_name(record),
                warnings=outcome.warnings,
                collection=collection if isinstance(collection, str) else "",
                wanted=wanted,
            ):
                outcome.documents[added.novelty] += 1
    except NotRead as problem:
        outcome.problems.append(str(problem))
        workspace.narrator.warn(str(problem))
        return False
    return True


def _documents(workspace: Workspace, record: Record) -> Generator[ReadDocument, None, None]:
    """What a capture holds, by its spider or by the reader of its format. Raises NotRead for whatever is wrong."""
    try:
        if record.source:
            from crawlers import taking

            yield from taking.read(record, workspace.archive.read(record.place, LARGEST_PAGE))
        else:
            yield from _of_file(workspace, record)
    except AddewidError as error:
        raise NotRead(str(error)) from error


def _of_file(workspace: Workspace, record: Record) -> Iterator[ReadDocument]:
    """The documents of a file that somebody added, read under the name it had."""
    try:
        given = said.from_facts((record.facts or {}).get("given", {}))
    except ValueError as error:
        raise NotRead(f"{record.address}: {error}; add the file again.") from error
    with TemporaryDirectory(prefix="addewid-") as folder:
        file = Path(folder) / _name(record)
        with workspace.archive.open(record.place) as held, file.open("wb") as copy:
            shutil.copyfileobj(held, copy)
        try:
            yield from intake.read_file(file, given, limit=workspace.settings.largest_file)
        except UnreadableDocument as error:
            raise NotRead(str(error).replace(str(file), record.address)) from error


def _name(record: Record) -> str:
    """The name of a file as it was when it was added, where it is one; a page's address."""
    if record.source:
        return record.address
    name = os.fsdecode(unquote_to_bytes(record.address.rsplit("/", 1)[-1]))
    safe = name not in {"", ".", ".."} and not set(name) & {"/", "\\", "\0"} and len(os.fsencode(name)) <= 255
    return name if safe else "document"
