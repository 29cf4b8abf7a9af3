"""Pairs of statements that may be of one commitment, read back; what is suggested and decided is in ``corpus.same``."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from corpus.codebook import CommitmentKind, Lang, LinkState
from corpus.database import batched
from corpus.errors import NotFound, UsageProblem
from corpus.models import Anchor, Commitment, Document, Passage, SamePair, Version
from corpus.rows import PairRow, StatementRow, place


def group_of(session: Session, commitment_id: int) -> set[int]:
    """The row numbers of a commitment and of all that people said are one with it, directly or through others."""
    group, edge = {commitment_id}, [commitment_id]
    while edge:
        met: set[int] = set()
        for some in batched(edge):
            pairs = select(SamePair.one_id, SamePair.other_id).where(
                SamePair.state == LinkState.ACCEPTED, or_(SamePair.one_id.in_(some), SamePair.other_id.in_(some))
            )
            met.update(number for pair in session.execute(pairs) for number in pair)
        edge = sorted(met - group)
        group |= met
    return group


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


def count(session: Session, *, document: str = "", commitment_id: int | None = None) -> int:
    """How many suggestions wait for a decision: in all, of a document by its key, or of a commitment."""
    query = _wanted(frozenset({LinkState.SUGGESTED}), document)
    if commitment_id is not None:
        query = query.where(or_(SamePair.one_id == commitment_id, SamePair.other_id == commitment_id))
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def _wanted(states: frozenset[LinkState], document: str) -> Select[SamePair]:
    query = select(SamePair).where(SamePair.state.in_(states))
    if document:
        own = select(Commitment.id).join(Document).where(Document.key == document)
        query = query.where(or_(SamePair.one_id.in_(own), SamePair.other_id.in_(own)))
    return query


def of_commitment(session: Session, ref: str) -> list[PairRow]:
    """Every pair that a commitment is in, decided or not."""
    own = select(Commitment.id).where(Commitment.ref == ref).scalar_subquery()
    pairs = select(SamePair).where(or_(SamePair.one_id == own, SamePair.other_id == own))
    return rows_of(session, session.scalars(pairs.order_by(SamePair.score.desc(), SamePair.ref)).all())


def statements(session: Session, commitment_id: int) -> list[StatementRow]:
    """Where else a commitment is stated, by what people said; the one that stands for all comes first."""
    others = sorted(group_of(session, commitment_id) - {commitment_id})
    rows = _statements(session, others)
    return sorted(rows.values(), key=lambda row: (not row.stands, row.issued or date.max, row.ref))


def find(session: Session, ref: str) -> SamePair:
    """The pair that a ref, or its beginning, names. Raises NotFound, or UsageProblem when several fit."""
    pairs = session.scalars(select(SamePair).where(SamePair.ref.startswith(ref, autoescape=True)).limit(3)).all()
    exact = [pair for pair in pairs if pair.ref == ref] or pairs
    if not ref or not exact:
        raise NotFound(f"No pair is called {ref}; addewid same lists those that wait for a decision.")
    if len(exact) > 1:
        raise UsageProblem(f"{ref} could be {' or '.join(pair.ref for pair in exact)}; type more of the name.")
    return exact[0]


def rows_of(session: Session, pairs: Sequence[SamePair]) -> list[PairRow]:
    """Pairs as rows, in their order."""
    told = _statements(session, sorted({number for pair in pairs for number in (pair.one_id, pair.other_id)}))
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


def _statements(session: Session, ids: Sequence[int]) -> dict[int, StatementRow]:
    query = (
        select(Commitment, Anchor, Passage, Version, Document)
        .join(Anchor, Commitment.anchor_id == Anchor.id)
        .join(Passage, Anchor.passage_id == Passage.id)
        .join(Version, Anchor.version_id == Version.id)
        .join(Document, Commitment.document_id == Document.id)
    )
    member = aliased(Commitment)
    leads = select(member.id).where(member.same_as_id == Commitment.id).exists()
    rows = {}
    for some in batched(ids):
        for commitment, anchor, passage, version, document, stands in session.execute(
            query.add_columns(leads).where(Commitment.id.in_(some))
        ):
            rows[commitment.id] = StatementRow(
                ref=commitment.ref,
                quote=anchor.exact,
                kind=CommitmentKind(commitment.kind),
                lang=Lang(commitment.lang),
                deadline=commitment.deadline,
                document_key=document.key,
                document_title=version.title,
                amends=commitment.amends,
                issued=passage.dated or document.issued,
                issued_text="" if passage.dated else document.issued_text,
                place=place(passage.number, passage.page_label, passage.page_index, passage.ordinal),
                passage_ref=f"{document.key}/{version.lang}/{passage.ordinal}",
                withdrawn=commitment.withdrawn,
                stands=stands,
            )
    return rows
