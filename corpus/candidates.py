"""Questions that the search for evidence and answers asks of the corpus: what answers, and what people turned down."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus.codebook import DocumentKind, Lang, LinkState
from corpus.database import batched
from corpus.models import Anchor, Commitment, Document, EvidenceLink, ResponseStatement, Version
from corpus.same import groups


def answering(session: Session, passage_ids: Sequence[int]) -> set[int]:
    """Those of these passages in which an answer to a recommendation was found."""
    found: set[int] = set()
    for some in batched(passage_ids):
        wanted = select(ResponseStatement.passage_id).where(ResponseStatement.passage_id.in_(some))
        found.update(session.scalars(wanted))
    return found


def response_titles(session: Session, lang: Lang) -> dict[int, str]:
    """The titles of all responses of governments in a language, by the number of their current version."""
    wanted = (
        select(Version.id, Version.title)
        .join(Document, Version.document_id == Document.id)
        .where(Document.kind == DocumentKind.GOVERNMENT_RESPONSE, Version.lang == lang, Version.current.is_(True))
        .order_by(Version.id)
    )
    return dict(session.execute(wanted).all())


def turned_down(session: Session, commitment_ref: str) -> frozenset[str]:
    """The words that people rejected as evidence of a commitment, in whichever document and version they stood.

    What was rejected of one of several statements that are one commitment was rejected of all.
    """
    own = session.scalar(select(Commitment.id).where(Commitment.ref == commitment_ref))
    if own is None:  # tagged away by another process in the meantime
        return frozenset()
    rejected = (
        select(Anchor.exact)
        .join(EvidenceLink, EvidenceLink.anchor_id == Anchor.id)
        .where(EvidenceLink.commitment_id.in_(groups.members(session, own)), EvidenceLink.state == LinkState.REJECTED)
    )
    return frozenset(session.scalars(rejected))
