"""Commitments, where each is stated, and statements that may be of one."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from corpus.codebook import CommitmentKind, Delivery, DocumentKind, Lang, LinkState, Response, Theme, Verifiability
from corpus.rows.account import StatusRow
from corpus.rows.documents import PassageRow, stands_in, when
from corpus.rows.evidence import EvidenceRow, Quotation


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment as a line of a list, with its three judgements as they stand on the day asked.

    Judgements, counts of evidence and the deadline are those of all its statements: the deadline is the earliest, of
    statements whose words stand before others. All else is as the statement itself has it.
    ``start:end`` are offsets of the quotation in its passage, ``page`` the printed label or else the count from 1.
    ``withdrawn`` says that its document no longer holds these words; ``self_reported`` that its delivery rests on
    the word of whoever promised. ``amends`` names the other Act that its words are inserted into. ``same_as`` is the
    ref of the commitment that stands for it in lists, ``also_stated`` how many it stands for, as people said;
    ``refused`` that a person said it is no commitment.
    """

    ref: str
    quote: str
    kind: CommitmentKind
    lang: Lang
    actor: str
    body_key: str
    body_en: str
    body_cy: str
    action: str
    beneficiary: str
    deadline: date | None
    deadline_text: str
    condition: str
    themes: tuple[Theme, ...]
    confidence: float
    rule: str
    origin: str
    withdrawn: bool
    document_key: str
    document_title: str
    document_kind: DocumentKind
    issued: date | None
    issued_text: str
    collection: str
    place: str
    page: str
    passage_ref: str
    start: int
    end: int
    publisher: str
    url: str
    response: Response | None
    delivery: Delivery
    verifiability: Verifiability | None
    self_reported: bool
    overdue: bool
    suggested: int
    accepted: int
    amends: str = ""
    same_as: str = ""
    also_stated: int = 0
    refused: bool = False

    @property
    def stands_in(self) -> str:
        """The document it is a commitment of: the amended Act where its words are inserted into one."""
        return stands_in(self.amends, self.document_title)

    @property
    def body(self) -> str:
        """The body's name in the commitment's language, or the actor's words where the body is unknown."""
        name = self.body_cy if self.lang is Lang.CY else self.body_en
        return name or self.actor

    @property
    def when(self) -> str:
        """The document's date, no more exact than it is known; empty when it is not."""
        return when(self.issued, self.issued_text)


@dataclass(frozen=True, slots=True)
class StatementRow:
    """Where a commitment is stated. ``stands`` says that it stands in lists for others that people said are one."""

    ref: str
    quote: str
    kind: CommitmentKind
    lang: Lang
    body: str
    deadline: date | None
    deadline_text: str
    document_key: str
    document_title: str
    amends: str
    issued: date | None
    issued_text: str
    place: str
    passage_ref: str
    withdrawn: bool
    stands: bool

    @property
    def stands_in(self) -> str:
        """The document it is a commitment of: the amended Act where its words are inserted into one."""
        return stands_in(self.amends, self.document_title)

    @property
    def when(self) -> str:
        """The document's date, no more exact than it is known; empty when it is not."""
        return when(self.issued, self.issued_text)


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two statements that may be of one commitment; ``suggested`` until a person decides."""

    ref: str
    state: LinkState
    score: float
    reasons: tuple[str, ...]
    one: StatementRow
    other: StatementRow
    made_by: str
    made_at: datetime
    decided_by: str
    decided_at: datetime | None
    because: str


@dataclass(frozen=True, slots=True)
class CommitmentDetail:
    """Everything a screen shows of one commitment. ``context`` is its passage with those around it.

    ``own`` is the statement that was asked for, ``statements`` are where else it is stated, as people said;
    ``open_pairs`` counts where it may be, as the program suggests. ``evidence`` and ``history`` are those of all;
    ``last_decision`` names the newest decision about it, which a stale edit is told by.
    """

    row: CommitmentRow
    own: StatementRow
    quotation: Quotation
    context: tuple[PassageRow, ...]
    twin: PassageRow | None
    evidence: tuple[EvidenceRow, ...]
    history: tuple[StatusRow, ...]
    statements: tuple[StatementRow, ...] = ()
    open_pairs: int = 0
    last_decision: str = ""

    @property
    def as_stated(self) -> CommitmentRow:
        """The row with the deadline of this statement alone, as its own words have it."""
        return replace(self.row, deadline=self.own.deadline, deadline_text=self.own.deadline_text)
