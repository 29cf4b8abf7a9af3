"""Documents and their passages, in bulk: current versions only."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus import documents
from corpus.codebook import LinkState
from corpus.database import batched
from corpus.models import Anchor, Capture, Commitment, Document, EvidenceLink, Passage, Twin, Version
from corpus.rows import DocumentRow, PassageRow
from corpus.same import groups


@dataclass(frozen=True, slots=True)
class TakenDocument:
    """A document in one language, with the SHA-256 and the type of the bytes that it was read from."""

    row: DocumentRow
    sha256: str
    media_type: str

    @property
    def ref(self) -> str:
        """Its name: key and language."""
        return f"{self.row.key}/{self.row.lang}"


@dataclass(frozen=True, slots=True)
class TakenPassage:
    """A passage, and the ref of the one that says the same in the other language, if any."""

    row: PassageRow
    twin: str


def works(session: Session, keys: Collection[str] | None = None) -> list[TakenDocument]:
    """Documents, a row for each language, by key: all of them, or those of these keys."""
    rows = [row for row in documents.listing(session) if keys is None or row.key in keys]
    captured: dict[int, tuple[str, str]] = {}
    query = select(Version.id, Capture.sha256, Capture.media_type).join(Capture, Version.capture_id == Capture.id)
    for some in batched([row.version_id for row in rows]):
        for version, sha256, media_type in session.execute(query.where(Version.id.in_(some))):
            captured[version] = sha256, media_type
    return [TakenDocument(row, *captured[row.version_id]) for row in sorted(rows, key=lambda row: (row.key, row.lang))]


def passages(session: Session, versions: Sequence[int]) -> Iterator[TakenPassage]:
    """The passages of these versions, in order, some versions at a time."""
    for some in _runs(documents.stream(session, versions)):
        twins = _twins(session, [row.id for row in some])
        for row in some:
            yield TakenPassage(row, twins.get(row.id, ""))


def quoted(session: Session, version: int) -> Mapping[int, tuple[tuple[int, int], ...]]:
    """The stretches of each passage of a version that a commitment or accepted evidence quotes, in order."""
    stated = select(Anchor).join(Commitment, Commitment.anchor_id == Anchor.id).where(groups.stands())
    shown = select(Anchor).join(EvidenceLink, EvidenceLink.anchor_id == Anchor.id)
    shown = shown.where(EvidenceLink.state == LinkState.ACCEPTED)
    found: dict[int, set[tuple[int, int]]] = {}
    for query in (stated, shown):
        for anchor in session.scalars(query.where(Anchor.version_id == version)):
            found.setdefault(anchor.passage_id, set()).add((anchor.start, anchor.end))
    return {passage: tuple(sorted(stretches)) for passage, stretches in found.items()}


def _runs(rows: Iterator[PassageRow]) -> Iterator[list[PassageRow]]:
    while some := list(islice(rows, documents.STREAMED)):
        yield some


def _twins(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """The refs of the passages of current versions that say the same as these, by the row numbers of these."""
    told: dict[int, str] = {}
    for own, other in ((Twin.english_id, Twin.welsh_id), (Twin.welsh_id, Twin.english_id)):
        query = (
            select(own, Document.key, Version.lang, Passage.ordinal)
            .join(Passage, Passage.id == other)
            .join(Version, Passage.version_id == Version.id)
            .join(Document, Version.document_id == Document.id)
            .where(Version.current)
            .order_by(Passage.ordinal.desc())
        )
        for some in batched(ids):
            for number, key, lang, ordinal in session.execute(query.where(own.in_(some))):
                told[number] = f"{key}/{lang}/{ordinal}"
    return told
