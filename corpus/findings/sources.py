"""What the tagger is given: which versions its rules have not seen, and each as it wants them."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.models import Passage, Version
from corpus.types import Passage as ReadPassage
from corpus.types import TaggedSource


def stale(session: Session, fingerprint: str) -> dict[int, int]:
    """Current versions that these rules have not tagged, oldest first, each with the length of its text."""
    wanted = (
        select(Version.id, func.coalesce(func.max(Passage.end), 0))
        .outerjoin(Passage, Passage.version_id == Version.id)
        .where(Version.current, Version.tagged_with != fingerprint)
        .group_by(Version.id)
        .order_by(Version.id)
    )
    return dict(session.execute(wanted).all())


def source(session: Session, version_id: int) -> TaggedSource:
    """A version as the tagger wants it."""
    version = session.get_one(Version, version_id, options=[joinedload(Version.document)])
    return TaggedSource(
        title=version.title,
        lang=Lang(version.lang),
        kind=DocumentKind(version.document.kind),
        passages=tuple(_plain(passage) for passage in version.passages),
        issued=version.document.issued,
        publisher=version.publisher,
    )


def _plain(passage: Passage) -> ReadPassage:
    return ReadPassage(
        text=passage.text,
        start=passage.start,
        end=passage.end,
        kind=PassageKind(passage.kind),
        headings=tuple(passage.headings),
        number=passage.number,
        page_index=passage.page_index,
        page_label=passage.page_label,
        lead=passage.lead,
        amends=passage.amends,
        speaker=passage.speaker,
        role=passage.role,
        spoken_at=passage.spoken_at,
        dated=passage.dated,
    )
