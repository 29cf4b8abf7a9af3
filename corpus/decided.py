"""What a decision was about, in the words of the documents."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus import journal, undoing
from corpus.codebook import Action
from corpus.models import Anchor, Commitment, Decision, EvidenceLink, Version
from corpus.rows.decided import Decided
from corpus.same import groups

Words = tuple[tuple[str, str], ...]


def to_be_undone(session: Session, who: str) -> Decided:
    """The decision of ``who`` that ``undoing.undo`` would take back. Raises NotFound where there is none."""
    return _told(session, undoing.last(session, who))


def newest(session: Session, ref: str) -> Decided | None:
    """The last decision that bears on the commitment that a statement, by its whole ref, is of."""
    own = session.scalar(select(Commitment.id).where(Commitment.ref == ref))
    if own is None:
        return None
    last = journal.newest(session, groups.members(session, own))
    return _told(session, journal.find(session, last.name)) if last else None


def _told(session: Session, decision: Decision) -> Decided:
    row = next(journal.rows(session, [decision]))
    stated = _statements(session, {decision.commitment_ref})
    return Decided(
        decision=row,
        ref=decision.commitment_ref,
        promise=stated[0][0] if stated else str(row.before.get("quote", "")),
        words=_weighed(session, decision),
    )


def _weighed(session: Session, decision: Decision) -> Words:
    if decision.action == Action.JOINED:
        both = {name: {**decision.after, **decision.before}.get(name, "") for name in ("one", "other")}
        return _statements(session, set(both.values()))
    if decision.action in {Action.CITED, Action.WEIGHED}:
        wanted = (
            select(Anchor.exact, Version.title)
            .join(EvidenceLink, EvidenceLink.anchor_id == Anchor.id)
            .join(Version, Anchor.version_id == Version.id)
            .where(EvidenceLink.ref == decision.subject)
        )
        return tuple((exact, title) for exact, title in session.execute(wanted))
    return ()


def _statements(session: Session, refs: Collection[str]) -> Words:
    wanted = (
        select(Anchor.exact, Version.title)
        .join(Commitment, Commitment.anchor_id == Anchor.id)
        .join(Version, Anchor.version_id == Version.id)
        .where(Commitment.ref.in_(refs))
        .order_by(Commitment.id)
    )
    return tuple((exact, title) for exact, title in session.execute(wanted))
