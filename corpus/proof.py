"""What a judgement must rest on: the codebook's rules of evidence, for all statements of a commitment."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus import evidence as links
from corpus.bodies import find_in_either
from corpus.codebook import VERIFIED, Delivery, LinkState, Relation
from corpus.documents import text as version_text
from corpus.errors import EvidenceNeeded, UsageProblem
from corpus.language import day
from corpus.models import Anchor, Body, Commitment, Document, EvidenceLink, Passage, RecordedSearch, Version
from corpus.rows import first_day
from corpus.wording import name

SHOWS_DELIVERY = frozenset({Relation.DELIVERS, Relation.REPORTS_PROGRESS, Relation.CONTRADICTS})
"""How evidence bears that tells what became of a promise, so that it cannot be older than it."""


def cited(session: Session, commitment: Commitment, members: Sequence[int], ref: str) -> EvidenceLink:
    """The evidence that a ref names, of a commitment or of another of the statements that are one with it, ``members``.

    Raises NotFound, UsageProblem for what is evidence of something else, EvidenceNeeded for what was rejected.
    """
    link = links.find(session, ref)
    if link.commitment_id not in members:
        raise UsageProblem(
            "{ref} is evidence of another commitment; link its words to {commitment} with: addewid cite.",
            ref=link.ref,
            commitment=commitment.ref,
        )
    if link.state == LinkState.REJECTED:
        raise EvidenceNeeded("{ref} was rejected as evidence; accept it first, or cite another.", ref=link.ref)
    return link


def check_delivery(
    session: Session,
    commitment: Commitment,
    members: Sequence[int],
    value: Delivery,
    shown: Sequence[EvidenceLink],
    search: RecordedSearch | None,
    self_reported: bool,
) -> None:
    """See that what is shown, or a search in vain, is enough to say this of delivery. Raises EvidenceNeeded."""
    for link in shown:
        _check_words(session, link)
    if value is Delivery.NOT_ASSESSED:
        return
    if value is Delivery.NO_EVIDENCE_FOUND:
        if search is None:
            raise EvidenceNeeded(
                "No evidence found needs a recorded search that found none; "
                "record one with: addewid search --record QUERY."
            )
        return
    if not shown:
        raise EvidenceNeeded(
            "{value} needs at least one quotation as evidence; choose one from: addewid show {commitment}.",
            value=name(value),
            commitment=commitment.ref,
        )
    promised = _promised(session, members)
    for link in shown:
        if link.relation in SHOWS_DELIVERY and _is_older(promised, link):
            raise EvidenceNeeded(
                "{ref} is dated {dated}, before the promise of {promised}, so it cannot show what became of it.",
                ref=link.ref,
                dated=_day(links.dated(link)),
                promised=_day(promised),
            )
    if all(_is_older(promised, link) for link in shown):
        raise EvidenceNeeded(
            "All that is cited is dated before the promise of {promised}, so it cannot show what became of it.",
            promised=_day(promised),
        )
    if value is Delivery.MET:
        _check_met(commitment, _makers(session, members), shown, self_reported)


def _check_met(commitment: Commitment, makers: set[str], shown: Sequence[EvidenceLink], self_reported: bool) -> None:
    supporting = [link for link in shown if link.relation not in (Relation.CONTRADICTS, Relation.BACKGROUND)]
    if not supporting:
        raise EvidenceNeeded(
            "{met} cannot rest only on evidence that contradicts it, or is background; "
            "cite what shows that it was done.",
            met=name(Delivery.MET),
        )
    if not self_reported and all(_is_own_word(commitment, makers, link) for link in supporting):
        raise EvidenceNeeded(
            "{met} needs the word of somebody other than whoever promised; "
            "cite such evidence, or mark it self-reported.",
            met=name(Delivery.MET),
        )


def _check_words(session: Session, link: EvidenceLink) -> None:
    anchor = link.anchor
    stands = version_text(session, anchor.version_id)[anchor.start : anchor.end] == anchor.exact
    if not stands or anchor.outcome not in VERIFIED or not anchor.version.current:
        raise EvidenceNeeded("The quotation of {ref} is not in its source any more; cite one that is.", ref=link.ref)


def _is_older(promised: date | None, link: EvidenceLink) -> bool:
    """Whether what is quoted was surely said before the promise."""
    shown = links.dated(link)
    return promised is not None and shown is not None and shown < promised


def _day(known: date | None) -> str:
    return day(known) if known else ""


def _promised(session: Session, members: Sequence[int]) -> date | None:
    """The first day on which a commitment may have been stated; None where the date of a statement is not known."""
    wanted = (
        select(Passage.dated, Document.issued, Document.issued_text)
        .select_from(Commitment)
        .join(Document, Commitment.document_id == Document.id)
        .join(Anchor, Commitment.anchor_id == Anchor.id)
        .join(Passage, Anchor.passage_id == Passage.id)
        .where(Commitment.id.in_(members))
    )
    days = [dated or first_day(issued, issued_text) for dated, issued, issued_text in session.execute(wanted)]
    known = [day for day in days if day is not None]
    return min(known) if len(known) == len(days) else None


def _makers(session: Session, members: Sequence[int]) -> set[str]:
    """Whoever promised, as ``evidence.voice`` names them: the bodies that any statement binds, else the publishers."""
    stated = (
        select(Body.key, Version.publisher)
        .select_from(Commitment)
        .join(Anchor, Commitment.anchor_id == Anchor.id)
        .join(Version, Anchor.version_id == Version.id)
        .outerjoin(Body, Commitment.body_id == Body.id)
        .where(Commitment.id.in_(members))
    )
    bound: set[str] = set()
    published: set[str] = set()
    for key, publisher in session.execute(stated):
        if key:
            bound.add(key)
        known = find_in_either(publisher)
        published.add(known.key if known else publisher.casefold())
    return bound or published


def _is_own_word(commitment: Commitment, makers: set[str], link: EvidenceLink) -> bool:
    """Whether the evidence is, for all that is known, in the words of whoever promised."""
    return link.anchor.version.document_id == commitment.document_id or links.voice(link) in {"", *makers}
