"""Everything about many commitments, each as ``commitments.get`` tells it, in few queries for many at a time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from corpus import documents, events, evidence, journal
from corpus.codebook import AnchorOutcome, LinkState
from corpus.commitments import NEIGHBOURS
from corpus.errors import NotFound
from corpus.known import View
from corpus.models import Commitment, Passage, SamePair, Twin
from corpus.rows import CommitmentDetail, PassageRow, Quotation, StatementRow, StatusRow
from corpus.same import groups, statements
from corpus.view import as_row, named

AT_A_TIME = 100
"""Commitments that are read together: queries name each of them, and all statements that are one with it."""


def details(session: Session, refs: Sequence[str], *, on: date) -> Iterator[CommitmentDetail]:
    """Everything about the commitments of these refs, in their order, with the judgements in force on a day.

    Raises NotFound for a ref that names none; the beginning of one is not enough.
    """
    for at in range(0, len(refs), AT_A_TIME):
        yield from _together(session, refs[at : at + AT_A_TIME], on)


def _together(session: Session, refs: Sequence[str], on: date) -> Iterator[CommitmentDetail]:
    ids, members = _members(session, refs)
    every = sorted({number for own in members.values() for number in own})
    found = {row.Commitment.ref: row for row in session.execute(named(View(on, every), refs))}
    group_of = {ref: found[ref].Commitment.same_as_id or ids[ref] for ref in refs}
    around = _around(session, [row.Passage.id for row in found.values()])
    twins = _twins(session, list(around))
    counted = evidence.counted(session, sorted(members))
    stated = statements.rows(session, every)
    links = dict(zip(members, evidence.of_groups(session, list(members.values())), strict=True))
    history = _histories(session, members, stated)
    waiting = _waiting(session, members)
    last = journal.newest_names(session, refs)
    for ref in refs:
        row, group = found[ref], group_of[ref]
        yield CommitmentDetail(
            row=as_row(row, on, counted[group]),
            own=stated[ids[ref]],
            quotation=_quotation(row.Anchor, around[row.Passage.id]),
            context=around[row.Passage.id],
            twin=twins.get(row.Passage.id),
            evidence=tuple(links[group]),
            history=tuple(history[group]),
            statements=_others(stated, members[group], ids[ref]),
            open_pairs=waiting[group],
            last_decision=last[ref],
        )


def _members(session: Session, refs: Sequence[str]) -> tuple[dict[str, int], dict[int, list[int]]]:
    """The row numbers of these statements by their refs; those of all statements that are one with each, by group."""
    own = session.execute(select(Commitment.ref, Commitment.id, groups.number()).where(Commitment.ref.in_(refs))).all()
    ids = {ref: number for ref, number, _ in own}
    for ref in refs:
        if ref not in ids:
            raise NotFound(
                "No commitment is called {ref}; addewid unmet and addewid search list them with their names.", ref=ref
            )
    members: dict[int, list[int]] = {group: [] for _, _, group in own}
    joined = or_(Commitment.id.in_(members), Commitment.same_as_id.in_(members))
    for number, group in session.execute(select(Commitment.id, groups.number()).where(joined)):
        members[group].append(number)
    return ids, members


def _quotation(anchor: Any, context: Sequence[PassageRow]) -> Quotation:
    own = next(row for row in context if row.id == anchor.passage_id)
    return Quotation(anchor.exact, anchor.start - own.start, anchor.end - own.start, AnchorOutcome(anchor.outcome), own)


def _others(stated: Mapping[int, StatementRow], members: Sequence[int], own: int) -> tuple[StatementRow, ...]:
    others = [stated[number] for number in members if number != own]
    return tuple(sorted(others, key=lambda row: (not row.stands, row.issued or date.max, row.ref)))


def _around(session: Session, passage_ids: Sequence[int]) -> dict[int, tuple[PassageRow, ...]]:
    """Each of these passages with those around it, in order."""
    own, near = aliased(Passage), aliased(Passage)
    beside = and_(
        near.version_id == own.version_id,
        near.ordinal.between(own.ordinal - NEIGHBOURS, own.ordinal + NEIGHBOURS),
    )
    query = select(own.id, near.id).join(near, beside).where(own.id.in_(passage_ids)).order_by(own.id, near.ordinal)
    pairs = session.execute(query).all()
    told = {row.id: row for row in documents.passages_by_id(session, sorted({other for _, other in pairs}))}
    around: dict[int, list[PassageRow]] = {number: [] for number in passage_ids}
    for number, other in pairs:
        around[number].append(told[other])
    return {number: tuple(rows) for number, rows in around.items()}


def _twins(session: Session, passage_ids: Sequence[int]) -> dict[int, PassageRow]:
    """The passage that says the same in the other language as each of these, where one is known."""
    found: dict[int, int] = {}
    for own, other in ((Twin.english_id, Twin.welsh_id), (Twin.welsh_id, Twin.english_id)):
        for number, twin in session.execute(select(own, other).where(own.in_(passage_ids)).order_by(own, other)):
            found.setdefault(number, twin)
    told = {row.id: row for row in documents.passages_by_id(session, sorted(set(found.values())))}
    return {number: told[twin] for number, twin in found.items()}


def _histories(
    session: Session, members: Mapping[int, Sequence[int]], stated: Mapping[int, StatementRow]
) -> dict[int, list[StatusRow]]:
    """The account of each group of statements, oldest first."""
    group_of = {stated[number].ref: group for group, numbers in members.items() for number in numbers}
    told: dict[int, list[StatusRow]] = {group: [] for group in members}
    for event in events.history(session, sorted(stated)):
        told[group_of[event.commitment_ref]].append(event)
    return told


def _waiting(session: Session, members: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """How many suggestions that it is one with another wait for a decision, of each group of statements."""
    numbers = [number for own in members.values() for number in own]
    one, other = aliased(Commitment), aliased(Commitment)
    first, second = groups.number(one), groups.number(other)
    query = (
        select(first, second)
        .select_from(SamePair)
        .join(one, SamePair.one_id == one.id)
        .join(other, SamePair.other_id == other.id)
        .where(
            SamePair.state == LinkState.SUGGESTED,
            first != second,
            or_(SamePair.one_id.in_(numbers), SamePair.other_id.in_(numbers)),
        )
    )
    waiting = dict.fromkeys(members, 0)
    for pair in session.execute(query):
        for group in pair:
            if group in waiting:
                waiting[group] += 1
    return waiting
