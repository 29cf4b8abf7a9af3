"""Pairs of statements that may be of one commitment: made, found by name, listed."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from corpus.codebook import LinkState
from corpus.errors import NotFound, UsageProblem
from corpus.models import Commitment, Document, SamePair
from corpus.refs import digest_ref
from corpus.rows import PairRow
from corpus.same import groups, statements


def listing(
    session: Session,
    *,
    states: frozenset[LinkState] = frozenset({LinkState.SUGGESTED}),
    document: str = "",
    limit: int | None = None,
) -> list[PairRow]:
    """Pairs in these states, the likeliest first; of a document by its key, or of all."""
    query = _wanted(states, document).order_by(SamePair.score.desc(), SamePair.ref).limit(limit)
    return rows_of(session, session.scalars(query).all())


def count(session: Session, *, document: str = "", members: Collection[int] = ()) -> int:
    """How many suggestions wait for a decision: in all, of a document by its key, or of statements that are one."""
    query = _wanted(frozenset({LinkState.SUGGESTED}), document)
    if members:
        query = query.where(or_(SamePair.one_id.in_(members), SamePair.other_id.in_(members)))
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def _wanted(states: frozenset[LinkState], document: str) -> Select[SamePair]:
    """Pairs in these states; of suggestions those that no other decision has answered, since both are one already."""
    one, other = aliased(Commitment), aliased(Commitment)
    query = (
        select(SamePair)
        .join(one, SamePair.one_id == one.id)
        .join(other, SamePair.other_id == other.id)
        .where(
            SamePair.state.in_(states),
            or_(SamePair.state != LinkState.SUGGESTED, groups.number(one) != groups.number(other)),
        )
    )
    if document:
        own = select(Commitment.id).join(Document).where(Document.key == document)
        query = query.where(or_(SamePair.one_id.in_(own), SamePair.other_id.in_(own)))
    return query


def of_commitment(session: Session, ref: str) -> list[PairRow]:
    """Every pair that a commitment is in, decided or not."""
    own = select(Commitment.id).where(Commitment.ref == ref).scalar_subquery()
    pairs = select(SamePair).where(or_(SamePair.one_id == own, SamePair.other_id == own))
    return rows_of(session, session.scalars(pairs.order_by(SamePair.score.desc(), SamePair.ref)).all())


def between(session: Session, one_ref: str, other_ref: str) -> SamePair | None:
    """The pair of two commitments, by their refs, if there is one."""
    both = select(Commitment.id).where(Commitment.ref.in_([one_ref, other_ref]))
    return session.scalar(select(SamePair).where(SamePair.one_id.in_(both), SamePair.other_id.in_(both)))


def find(session: Session, ref: str) -> SamePair:
    """The pair that a ref, or its beginning, names. Raises NotFound, or UsageProblem when several fit."""
    pairs = session.scalars(select(SamePair).where(SamePair.ref.startswith(ref, autoescape=True)).limit(3)).all()
    exact = [pair for pair in pairs if pair.ref == ref] or pairs
    if not ref or not exact:
        raise NotFound("No pair is called {ref}; addewid same lists those that wait for a decision.", ref=ref)
    if len(exact) > 1:
        refs = ", ".join(pair.ref for pair in exact)
        raise UsageProblem("{ref} could be {refs}; type more of the name.", ref=ref, refs=refs)
    return exact[0]


def rows_of(session: Session, pairs: Sequence[SamePair]) -> list[PairRow]:
    """Pairs as rows, in their order."""
    told = statements.rows(session, sorted({number for pair in pairs for number in (pair.one_id, pair.other_id)}))
    return [
        PairRow(
            ref=pair.ref,
            state=LinkState(pair.state),
            score=pair.score,
            reasons=tuple(pair.reasons),
            one=told[pair.one_id],
            other=told[pair.other_id],
            made_by=pair.made_by,
            made_at=pair.made_at,
            decided_by=pair.decided_by,
            decided_at=pair.decided_at,
            because=pair.because,
        )
        for pair in pairs
    ]


def made(
    ids: tuple[int, int], names: tuple[str, str], made_by: str, taken: set[str], score: float, reasons: Sequence[str]
) -> dict[str, object]:
    """The columns of a new pair of two commitments, by their row numbers and refs; its own ref joins ``taken``."""
    ref = digest_ref("p", *sorted(names), taken=lambda candidate: candidate in taken)
    taken.add(ref)
    return {
        "ref": ref,
        "one_id": min(ids),
        "other_id": max(ids),
        "state": LinkState.SUGGESTED,
        "score": score,
        "reasons": list(reasons),
        "made_by": made_by,
        "made_at": datetime.now(UTC),
        "decided_by": "",
        "decided_at": None,
        "because": "",
    }
