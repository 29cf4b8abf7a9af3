"""How much of a document may be handed on: all of it, or, where its licence forbids that, short quotations only."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from corpus.models import Capture, Document, Version

SHORT = 300
"""The most characters of one passage that are quoted from a document that may not be handed on."""

CUT = "…"


@dataclass(frozen=True, slots=True)
class Rights:
    """Which documents, by their keys, give short quotations only."""

    short: frozenset[str] = frozenset()

    def whole(self, document_key: str) -> bool:
        """Whether a document may be handed on as it is."""
        return document_key not in self.short

    def words(self, document_key: str, text: str) -> str:
        """A text of the document as it may be handed on: whole, or its beginning, cut after a word."""
        if self.whole(document_key) or len(text) <= SHORT:
            return text
        return text[:SHORT].rsplit(maxsplit=1)[0].rstrip() + CUT

    def around(self, document_key: str, text: str, start: int, end: int) -> str:
        """What may be handed on of a passage in which the words ``start:end`` are quoted: all of it, or those words."""
        return text if self.whole(document_key) else self.words(document_key, text[start:end])


def rights(session: Session, short_quotations: Collection[str]) -> Rights:
    """The rights in the documents of a corpus.

    ``short_quotations`` names what may not be handed on: sources, collections, or single documents by their keys.
    """
    if not short_quotations:
        return Rights()
    named = (
        select(Document.key)
        .join(Version, Version.document_id == Document.id)
        .join(Capture, Version.capture_id == Capture.id)
        .where(
            or_(
                Document.key.in_(short_quotations),
                Document.collection.in_(short_quotations),
                Capture.source.in_(short_quotations),
            )
        )
    )
    return Rights(frozenset(session.scalars(named)))
