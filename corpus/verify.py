"""Re-reading every quotation at its source, and those that were lost on the way."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from corpus.anchors import Selector, find
from corpus.carrying import PROGRAM
from corpus.codebook import VERIFIED, AnchorOutcome, LinkState
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
        if anchor.version_id != read:
            read, text = anchor.version_id, version_text(session, anchor.version_id)
        outcome = _outcome(anchor, text)
        if outcome != anchor.outcome:
            anchor.outcome = outcome
        anchor.verified_at = datetime.now(UTC)
        yield _check(owners.get(anchor.id, ""), anchor, outcome)


def lost(session: Session) -> list[AnchorCheck]:
    """Commitments and evidence that people decided about and whose words are gone, as found when they were last read.

    Rejected evidence is not told: nothing rests on it.
    """
    commitments = select(Commitment.ref, Commitment.anchor_id).where(Commitment.withdrawn)
    evidence = (
        select(EvidenceLink.ref, EvidenceLink.anchor_id)
        .join(Anchor)
        .where(
            Anchor.outcome.not_in(VERIFIED),
            or_(
                EvidenceLink.state == LinkState.ACCEPTED,
                (EvidenceLink.state == LinkState.SUGGESTED) & (EvidenceLink.made_by != PROGRAM),
            ),
        )
    )
    rows = []
    for ref, anchor_id in (*session.execute(commitments), *session.execute(evidence)):
        anchor = session.get_one(Anchor, anchor_id)
        rows.append(_check(ref, anchor, _outcome_kept(anchor)))
    return sorted(rows, key=lambda row: (row.document_key, row.owner))


def _outcome_kept(anchor: Anchor) -> AnchorOutcome:
    kept = AnchorOutcome(anchor.outcome)
    return AnchorOutcome.ORPHANED if kept in VERIFIED else kept


def _check(owner: str, anchor: Anchor, outcome: AnchorOutcome) -> AnchorCheck:
    passage = anchor.passage
    return AnchorCheck(
        owner=owner,
        exact=anchor.exact,
        outcome=outcome,
        document_key=anchor.version.document.key,
        place=place(passage.number, passage.page_label, passage.page_index, passage.ordinal),
    )


def _outcome(anchor: Anchor, text: str) -> AnchorOutcome:
    if not anchor.version.current:
        return _outcome_kept(anchor)
    if text[anchor.start : anchor.end] == anchor.exact:
        return AnchorOutcome.MOVED if anchor.outcome == AnchorOutcome.MOVED else AnchorOutcome.FOUND
    return find(Selector(anchor.exact, anchor.prefix, anchor.suffix, anchor.start), text).outcome
