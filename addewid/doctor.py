"""Looking a corpus over: the database, the account, the archive, what is due."""

from dataclasses import dataclass

from sqlalchemy import func, select

from addewid.workspace import Workspace
from corpus import audit, findings
from corpus.errors import AddewidError
from corpus.models import Capture
from crawlers.archive import Place


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: whether it is well, and what was found or is to be done."""

    what: str
    well: bool
    found: str


def examine(workspace: Workspace) -> list[Check]:
    """Look everything over; changes nothing."""
    checks = [Check("home", True, str(workspace.paths.home))]
    try:
        checks += [_database(workspace), _account(workspace), _archive(workspace), _captures(workspace)]
        checks += [_tagged(workspace), _index(workspace)]
    except AddewidError as error:
        checks.append(Check("corpus", False, str(error)))
    return checks


def _database(workspace: Workspace) -> Check:
    fault = workspace.corpus.fault()
    told = f"damaged ({fault}); restore a copy of {workspace.corpus.named}"
    return Check("database", not fault, told if fault else "whole")


def _account(workspace: Workspace) -> Check:
    with workspace.corpus.read() as session:
        found = audit.audit(session)
    if not found.faults:
        return Check("account", True, "every judgement and decision follows from the one before it")
    first = found.faults[0]
    told = f"{first.name}, about {first.subject}: {first.what}; addewid audit tells all; restore a backup"
    return Check("account", False, told)


def _archive(workspace: Workspace) -> Check:
    with workspace.corpus.read() as session:
        captures = session.scalars(select(Capture)).all()
        places = {(capture.archive, capture.archive_offset): capture.archive_length for capture in captures}
    missing = [place for place, length in places.items() if not workspace.archive.holds(Place(*place, length))]
    if missing:
        return Check("archive", False, f"{len(missing)} of {len(places)} captures are missing; restore a copy")
    return Check("archive", True, f"{len(places):,} captures in place")


def _captures(workspace: Workspace) -> Check:
    newest = select(func.max(Capture.id)).group_by(Capture.address)
    with workspace.corpus.read() as session:
        unfinished = session.scalars(select(Capture.address).where(~Capture.complete, Capture.id.in_(newest))).all()
    if unfinished:
        return Check("files", False, f"{len(unfinished)} not read whole, the first {unfinished[0]}; add them again")
    return Check("files", True, "all that were added were read whole")


def _tagged(workspace: Workspace) -> Check:
    from nlp import fingerprint

    with workspace.corpus.read() as session:
        stale = len(findings.stale(session, fingerprint()))
    return Check("tagging", not stale, f"{stale:,} documents wait; run: addewid update" if stale else "up to date")


def _index(workspace: Workspace) -> Check:
    current = workspace.index.is_current()
    return Check("index", current, "up to date" if current else "behind or missing; run: addewid index")
