"""Statements of commitments as rows: where each stands, from when, and whether it stands for others in lists."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from corpus.codebook import CommitmentKind, Lang
from corpus.database import batched
from corpus.models import Anchor, Body, Commitment, Document, Passage, Version
from corpus.rows import StatementRow, place


def rows(session: Session, ids: Sequence[int]) -> dict[int, StatementRow]:
    """Statements by their row numbers."""
    query = (
        select(Commitment, Anchor, Passage, Version, Document, Body)
        .join(Anchor, Commitment.anchor_id == Anchor.id)
        .join(Passage, Anchor.passage_id == Passage.id)
        .join(Version, Anchor.version_id == Version.id)
        .join(Document, Commitment.document_id == Document.id)
        .outerjoin(Body, Commitment.body_id == Body.id)
    )
    member = aliased(Commitment)
    leads = select(member.id).where(member.same_as_id == Commitment.id).exists()
    told = {}
    for some in batched(ids):
        for commitment, anchor, passage, version, document, body, stands in session.execute(
            query.add_columns(leads).where(Commitment.id.in_(some))
        ):
            told[commitment.id] = StatementRow(
                ref=commitment.ref,
                quote=anchor.exact,
                kind=CommitmentKind(commitment.kind),
                lang=Lang(commitment.lang),
                body=(body.name_cy if commitment.lang == Lang.CY else body.name_en) if body else commitment.actor,
                deadline=commitment.deadline,
                deadline_text=commitment.deadline_text,
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
    return told
