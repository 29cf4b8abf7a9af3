"""One promise: everything about it, and what is decided of it. Each decision answers with its own name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from corpus import account, commitments, decided, evidence, journal, recorded
from corpus import timeline as timelines
from corpus.codebook import Judgement, LinkState
from corpus.rows import Answer, CommitmentDetail, EvidenceRow, PairRow, StatementRow, StatusRow, Timeline
from corpus.rows.decided import Decided
from corpus.same import deciding
from corpus.same import pairs as same
from corpus.types import StatusSign, StatusSubject, SuggestedStatus
from index.query.limits import readable
from tui.desk import Desk

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class StatusDraft:
    """A judgement as filled in: ``evidence`` by refs of links; ``searched`` are the words of a search in vain.

    A correction with no ``value`` only takes back what it corrects.
    """

    judgement: Judgement
    value: str
    as_of: date
    because: str = ""
    evidence: tuple[str, ...] = ()
    self_reported: bool = False
    searched: str = ""


@dataclass(frozen=True, slots=True)
class Written(Generic[Row]):
    """What was decided, and the name of the newest decision about its commitment from then on."""

    row: Row
    newest: str


def get(desk: Desk, ref: str) -> CommitmentDetail:
    """Everything about one commitment. Raises NotFound."""
    with desk.corpus.read() as session:
        return commitments.get(session, ref, on=desk.today())


def timeline(desk: Desk, ref: str) -> Timeline:
    """What became of it by date, with what the program suggests where it is there to be asked. Raises NotFound."""
    if desk.timeline is not None:
        return desk.timeline(ref)
    with desk.corpus.read() as session:
        return timelines.of_commitment(session, ref, _no_answers, _no_suggestion, on=desk.today())


def newest(desk: Desk, ref: str) -> Decided | None:
    """The last decision about it, with the words that it is about."""
    with desk.corpus.read() as session:
        return decided.newest(session, ref)


def decide(desk: Desk, link: str, state: LinkState, seen: str) -> Written[EvidenceRow]:
    """Accept or reject a piece of evidence, or undo that.

    ``seen`` names the newest decision that the screen knows. Raises StaleEdit where there is a newer one.
    """
    with desk.corpus.write() as session:
        row = evidence.decide(session, link, state, desk.who, seen)
        return _written(session, row, row.commitment_ref)


def record(desk: Desk, ref: str, draft: StatusDraft, seen: str) -> Written[StatusRow]:
    """Record a judgement; a search in vain is made and recorded with it, or neither is.

    ``seen`` is as in ``decide``. Raises CorpusBusy while such a search cannot look through the whole corpus.
    """
    search = _searched(desk, draft)
    with desk.corpus.write() as session:
        row = account.record(
            session,
            ref,
            draft.judgement,
            draft.value,
            because=draft.because,
            who=desk.who,
            as_of=draft.as_of,
            evidence=draft.evidence,
            search=search(session),
            self_reported=draft.self_reported,
            seen=seen,
        )
        return _written(session, row, ref)


def correct(desk: Desk, event: str, draft: StatusDraft, seen: str) -> Written[StatusRow]:
    """Put a judgement in the place of the one called ``event``, or only take that back. As ``record`` otherwise."""
    search = _searched(desk, draft)
    with desk.corpus.write() as session:
        row = account.correct(
            session,
            event,
            value=draft.value,
            because=draft.because,
            who=desk.who,
            as_of=draft.as_of,
            evidence=draft.evidence,
            search=search(session),
            self_reported=draft.self_reported,
            seen=seen,
        )
        return _written(session, row, row.commitment_ref)


@dataclass(frozen=True, slots=True)
class OpenPair:
    """Two statements that may be one; ``seen`` names the newest decision about either."""

    row: PairRow
    seen: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """How a promise is ``stated``, and every pair that one of its statements (``own``, refs) is in."""

    stated: StatementRow
    own: frozenset[str]
    open: tuple[OpenPair, ...]


def pairs(desk: Desk, ref: str) -> Pairs:
    """Every pair that a statement of a commitment is in: those that wait for a decision first, the likeliest first."""
    order = [LinkState.SUGGESTED, LinkState.ACCEPTED, LinkState.REJECTED]
    with desk.corpus.read() as session:
        detail = commitments.get(session, ref, on=desk.today())
        own = [detail.own.ref, *(each.ref for each in detail.statements)]
        found = {pair.ref: pair for each in own for pair in same.of_commitment(session, each)}
        rows = sorted(found.values(), key=lambda row: (order.index(row.state), -row.score, row.ref))
        told = tuple(OpenPair(row, _newest_of_pair(session, row.ref)) for row in rows)
        return Pairs(detail.own, frozenset(own), told)


def join(desk: Desk, pair: str, state: LinkState, seen: str) -> Written[PairRow]:
    """Say that two statements are one commitment, or are not, or leave it open. As ``decide`` otherwise."""
    with desk.corpus.write() as session:
        row = deciding.decide(session, pair, state, desk.who, seen=seen)
        return _written(session, row, row.one.ref)


def _newest_of_pair(session: Session, ref: str) -> str:
    last = journal.newest(session, deciding.members(session, same.find(session, ref)))
    return last.name if last else ""


def _searched(desk: Desk, draft: StatusDraft) -> Callable[[Session], str]:
    """Search in vain for the words of a draft, if it has any; the answer keeps the search, and gives its ref."""
    query = readable(draft.searched)
    if not query:
        return lambda _: ""
    found = desk.index.search(query, limit=1, offset=0)
    hits = found.evidence()
    return lambda session: recorded.record(session, query, hits, desk.who, found.revision)


def _written(session: Session, row: Row, ref: str) -> Written[Row]:
    return Written(row, journal.newest_names(session, [ref])[ref])


def _no_answers(_: Session, __: CommitmentDetail) -> Sequence[Answer]:
    return ()


def _no_suggestion(_: StatusSubject, __: Sequence[StatusSign]) -> list[SuggestedStatus]:
    return []
