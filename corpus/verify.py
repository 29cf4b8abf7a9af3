"""Re-reading every quotation at its source."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from corpus.anchors import Selector, find
from corpus.codebook import VERIFIED, AnchorOutcome
from corpus.documents import text as version_text
from corpus.models import Anchor, Commitment, EvidenceLink, Version
from corpus.rows import AnchorCheck, place


def verify(session: Session) -> Iterator[AnchorCheck]:
    """Look up every quotation in the newest text of its document; the outcome is kept with the quotation.

    A quotation still standing in an older version, because the newest no longer has its words, is not verified.
    """
    owners = {anchor: ref for ref, anchor in session.execute(select(Commitment.ref, Commitment.anchor_id))}
    owners |= {anchor: ref for ref, anchor in session.execute(select(EvidenceLink.ref, EvidenceLink.anchor_id))}
    anchors = session.scalars(
        select(Anchor)
        .options(joinedload(Anchor.passage), joinedload(Anchor.version).joinedload(Version.document))
        .order_by(Anchor.version_id, Anchor.start, Anchor.id)
    ).all()
    read, text = 0, ""
    for anchor in anchors:
        passage = anchor.passage
        if anchor.version_id != read:
            read, text = anchor.version_id, version_text(session, anchor.version_id)
        outcome = _outcome(anchor, text)
        if outcome != anchor.outcome:
            anchor.outcome = outcome
        anchor.verified_at = datetime.now(UTC)
        yield AnchorCheck(
            owner=owners.get(anchor.id, ""),
            exact=anchor.exact,
            outcome=outcome,
            document_key=anchor.version.document.key,
            place=place(passage.number, passage.page_label, passage.page_index, passage.ordinal),
        )


def _outcome(anchor: Anchor, text: str) -> AnchorOutcome:
    if not anchor.version.current:
        kept = AnchorOutcome(anchor.outcome)
        return AnchorOutcome.ORPHANED if kept in VERIFIED else kept
    if text[anchor.start : anchor.end] == anchor.exact:
        return AnchorOutcome.MOVED if anchor.outcome == AnchorOutcome.MOVED else AnchorOutcome.FOUND
    return find(Selector(anchor.exact, anchor.prefix, anchor.suffix, anchor.start), text).outcome
