"""Carrying decisions over: a commitment that is read again keeps its ref, its evidence and its account.

Which one it is, ``corpus.matching`` says. What nobody decided about goes with the rule that found it; what somebody
decided about stays at its words, and is said to be lost when they are gone.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select
from sqlalchemy.orm import Session, joinedload, object_session

from corpus.anchors import Selector, find, select_words
from corpus.codebook import AnchorOutcome, LinkState
from corpus.documents import text as version_text
from corpus.models import (
    Anchor,
    Coding,
    Commitment,
    EventEvidence,
    EvidenceLink,
    Passage,
    SamePair,
    StatusEvent,
    Version,
)

PROGRAM = "program"
"""Who made what no person made."""

PERSON = "person"
"""Where a commitment comes from that a person added."""


def known_of(session: Session, version: Version) -> list[Commitment]:
    """Commitments of this version's document and language, in the order of their words."""
    return list(
        session.scalars(
            select(Commitment)
            .join(Anchor)
            .where(Commitment.document_id == version.document_id, Commitment.lang == version.lang)
            .order_by(Anchor.version_id, Anchor.start, Commitment.id)
            .options(joinedload(Commitment.anchor))
        )
    )


def decided_of(session: Session, version: Version) -> set[int]:
    """Those of them that a person made or refused, judged, coded, weighed evidence for, or compared with another."""
    own = and_(Commitment.document_id == version.document_id, Commitment.lang == version.lang)
    made = or_(Commitment.origin != PROGRAM, Commitment.refused)
    return set(session.scalars(select(Commitment.id).where(own, or_(made, _decided_about()))))


def is_decided_about(session: Session, commitment: Commitment) -> bool:
    """Whether a person judged or coded a commitment, weighed evidence for it, or compared it with another."""
    own = Commitment.id == commitment.id
    return session.scalar(select(Commitment.id).where(own, _decided_about())) is not None


def _decided_about() -> ColumnElement[bool]:
    judged = exists().where(StatusEvent.commitment_id == Commitment.id)
    weighed = exists().where(
        EvidenceLink.commitment_id == Commitment.id,
        or_(EvidenceLink.state != LinkState.SUGGESTED, EvidenceLink.made_by != PROGRAM),
    )
    compared = exists().where(
        or_(SamePair.one_id == Commitment.id, SamePair.other_id == Commitment.id),
        SamePair.state != LinkState.SUGGESTED,
    )
    coded = exists().where(Coding.commitment_id == Commitment.id)
    return or_(judged, weighed, compared, coded)


def settle_unfound(
    session: Session, version: Version, text: str, unfound: Sequence[Commitment], decided: set[int]
) -> list[str]:
    """Forget what nobody decided about; keep the rest at its words; returns the refs of those whose words are gone."""
    lost = []
    for commitment in unfound:
        if commitment.id not in decided:
            forget(session, commitment)
        elif not reanchor(session, commitment.anchor, version, text):
            commitment.withdrawn = True
            lost.append(commitment.ref)
    return lost


def follow_evidence(session: Session, version: Version, text: str) -> list[str]:
    """Move quotations of older versions, used as evidence, to this version; drop undecided suggestions of them.

    Returns the refs of those that count as evidence and whose words are gone.
    """
    links = session.scalars(
        select(EvidenceLink)
        .join(Anchor)
        .join(Version, Anchor.version_id == Version.id)
        .where(Version.document_id == version.document_id, Version.lang == version.lang, Version.id != version.id)
    ).all()
    cited = set(
        session.scalars(
            select(EventEvidence.link_id)
            .join(EvidenceLink)
            .join(Anchor)
            .join(Version)
            .where(Version.document_id == version.document_id, Version.lang == version.lang)
        )
    )
    lost = []
    for link in links:
        if link.state == LinkState.SUGGESTED and link.made_by == PROGRAM and link.id not in cited:
            forget_link(session, link)
        elif not reanchor(session, link.anchor, version, text) and link.state != LinkState.REJECTED:
            lost.append(link.ref)
    return lost


def forget(session: Session, commitment: Commitment) -> None:
    """Remove a commitment that nobody decided about, with its suggestions."""
    for link in links_of(session, commitment):
        forget_link(session, link)
    session.execute(delete(SamePair).where(or_(SamePair.one_id == commitment.id, SamePair.other_id == commitment.id)))
    session.delete(commitment)
    session.flush()
    session.delete(commitment.anchor)


def links_of(session: Session, commitment: Commitment) -> Sequence[EvidenceLink]:
    """What is linked to a commitment, whoever linked it, in the order in which it was."""
    wanted = select(EvidenceLink).where(EvidenceLink.commitment_id == commitment.id).order_by(EvidenceLink.id)
    return session.scalars(wanted).all()


def forget_link(session: Session, link: EvidenceLink) -> None:
    """Remove a suggestion and its anchor."""
    session.delete(link)
    session.flush()
    session.delete(link.anchor)


def place_anchor(anchor: Anchor, version_id: int, passage_id: int, text: str, start: int, end: int) -> None:
    """Set an anchor on ``text[start:end]`` of a version."""
    words = select_words(text, start, end)
    anchor.version_id, anchor.passage_id = version_id, passage_id
    anchor.exact, anchor.prefix, anchor.suffix = words.exact, words.prefix, words.suffix
    anchor.start, anchor.end = start, end
    anchor.outcome, anchor.verified_at = AnchorOutcome.FOUND, datetime.now(UTC)


def reanchor(session: Session, anchor: Anchor, version: Version, text: str) -> bool:
    """Find an anchor's words in the new text of its document; False when they are not there."""
    found = find(selector(anchor), text)
    if found.start is None:
        anchor.outcome, anchor.verified_at = found.outcome, datetime.now(UTC)
        return False
    end = found.start + len(anchor.exact)
    passage_id = session.scalar(
        select(Passage.id).where(Passage.version_id == version.id, Passage.start <= found.start, Passage.end >= end)
    )
    if passage_id is None:
        anchor.outcome, anchor.verified_at = AnchorOutcome.CHANGED, datetime.now(UTC)
        return False
    place_anchor(anchor, version.id, passage_id, text, found.start, end)
    anchor.outcome = found.outcome
    return True


def selector(anchor: Anchor) -> Selector:
    """An anchor as what finds its words again, with the text that it was taken from."""
    source = _text_of(anchor)
    return Selector(
        exact=anchor.exact,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        start=anchor.start,
        source=source if source[anchor.start : anchor.end] == anchor.exact else "",
    )


def _text_of(anchor: Anchor) -> str:
    """The text of the version that an anchor stands in; the last one read is kept at hand, to be asked for often."""
    session = object_session(anchor)
    if session is None:
        return ""
    key = (anchor.version_id, anchor.version.text_sha256)
    if session.info.get("text_of") != key:
        session.info["text_of"], session.info["text"] = key, version_text(session, anchor.version_id)
    return str(session.info["text"])
