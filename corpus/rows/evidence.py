"""Words that are quoted, how they bear on a commitment, and whether they still stand where they stood."""

from dataclasses import dataclass
from datetime import datetime

from corpus.codebook import AnchorOutcome, LinkState, Relation
from corpus.rows.documents import PassageRow


@dataclass(frozen=True, slots=True)
class Quotation:
    """A verbatim quotation with its passage; ``start:end`` are offsets in the passage's own text."""

    exact: str
    start: int
    end: int
    outcome: AnchorOutcome
    passage: PassageRow


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """An evidence link: what is quoted, how it bears on the commitment, who said so."""

    ref: str
    commitment_ref: str
    relation: Relation
    state: LinkState
    score: float
    reasons: tuple[str, ...]
    made_by: str
    made_at: datetime
    decided_by: str
    decided_at: datetime | None
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class AnchorCheck:
    """What re-reading a quotation found. ``owner`` is the ref of the commitment or evidence link it belongs to."""

    owner: str
    exact: str
    outcome: AnchorOutcome
    document_key: str
    place: str
