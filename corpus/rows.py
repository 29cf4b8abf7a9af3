"""What the store hands out: frozen rows, safe to pass between threads, and the filters that ask for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from corpus.codebook import (
    AnchorOutcome,
    CommitmentKind,
    Delivery,
    DocumentKind,
    Judgement,
    Lang,
    LinkState,
    PassageKind,
    ProgressState,
    Relation,
    Response,
    Theme,
    Verifiability,
)
from corpus.types import Outcome


def place(number: str, page_label: str, page_index: int | None, ordinal: int) -> str:
    """Where a passage stands, for people: its number and its page ("16(1)", "(b), p. 23"), else its count ("¶ 7")."""
    page = page_label or (str(page_index + 1) if page_index is not None else "")
    parts = [*([number] if number else []), *([f"p. {page}"] if page else [])]
    return ", ".join(parts) or f"¶ {ordinal + 1}"


def when(issued: date | None, issued_text: str) -> str:
    """A date for people: as stated where less than a day is known, else as ISO; empty when there is none."""
    return issued_text or (issued.isoformat() if issued else "")


def first_day(issued: date | None, issued_text: str) -> date | None:
    """The first day that a date could be, where it is told by a year or a month ("2014", "2014-05"); else its day."""
    year, _, month = issued_text.partition("-")
    if issued is None or not (year.isdecimal() and (month.isdecimal() or not month)):
        return issued
    return issued.replace(month=issued.month if month else 1, day=1)


def stands_in(amends: str, title: str) -> str:
    """The document that words are of: the amended Act, with the document that inserts them, or the document's title."""
    return f"{amends}, inserted by {title}" if amends else title


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A work and its current version in one language. ``version_id`` names that version.

    ``part_of`` is the key of the document it is attached to. ``source`` is the spider that fetched it, at
    ``captured_at``; ``via`` the other address that it was in truth fetched from; ``gone_on`` the day its address
    was found empty. ``facts`` are what its page said beside its text.
    """

    key: str
    version_id: int
    lang: Lang
    title: str
    kind: DocumentKind
    issued: date | None
    publisher: str
    url: str
    source_id: str
    collection: str
    languages: tuple[Lang, ...]
    passages: int
    commitments: int
    tagged: bool
    issued_text: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    part_of: str = ""
    captured_at: datetime | None = None
    source: str = ""
    via: str = ""
    gone_on: date | None = None

    @property
    def when(self) -> str:
        """The document's date, no more exact than it is known; empty when it is not."""
        return when(self.issued, self.issued_text)


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage with the facets of its document. ``ref`` is stable while the version is ("asc-2025-1/en/45")."""

    id: int
    ref: str
    version_id: int
    ordinal: int
    kind: PassageKind
    text: str
    start: int
    end: int
    headings: tuple[str, ...]
    number: str
    page_index: int | None
    page_label: str
    lead: str
    amends: str
    speaker: str
    role: str
    dated: date | None
    document_key: str
    document_title: str
    document_kind: DocumentKind
    lang: Lang
    publisher: str
    url: str
    source_id: str
    themes: tuple[Theme, ...] = ()
    is_commitment: bool = False
    is_case_study: bool = False
    issued: date | None = None
    issued_text: str = ""

    @property
    def when(self) -> str:
        """The day of the passage, or the document's date, no more exact than it is known; empty when it is not."""
        return self.dated.isoformat() if self.dated else when(self.issued, self.issued_text)

    @property
    def stands_in(self) -> str:
        """The document that the words are of: the amended Act where they are inserted into one."""
        return stands_in(self.amends, self.document_title)

    @property
    def place(self) -> str:
        """Where it stands in the document, for people."""
        return place(self.number, self.page_label, self.page_index, self.ordinal)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A verbatim quotation with its passage; ``start:end`` are offsets in the passage's own text."""

    exact: str
    start: int
    end: int
    outcome: AnchorOutcome
    passage: PassageRow


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One event of the account, with the evidence links (by ref) it rests on.

    ``commitment_ref`` names the statement that was judged; the judgement is of all that are one with it.
    """

    commitment_ref: str
    judgement: Judgement
    value: str
    as_of: date
    recorded_at: datetime
    who: str
    because: str
    self_reported: bool
    evidence: tuple[str, ...]
    search: str
    hash: str


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
class CommitmentRow:
    """A commitment as a line of a list, with its three judgements as they stand on the day asked.

    Judgements, counts of evidence and the deadline are those of all its statements: the deadline is the earliest, of
    statements whose words stand before others. All else is as the statement itself has it.
    ``start:end`` are offsets of the quotation in its passage, ``page`` the printed label or else the count from 1.
    ``withdrawn`` says that its document no longer holds these words; ``self_reported`` that its delivery rests on
    the word of whoever promised. ``amends`` names the other Act that its words are inserted into. ``same_as`` is the
    ref of the commitment that stands for it in lists, ``also_stated`` how many it stands for, as people said.
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
class ReportRow:
    """A sentence that reports doing; ``start:end`` are offsets in its passage, ``dated`` the best date known."""

    state: ProgressState
    actor: str
    body_key: str
    dated: date | None
    quote: str
    start: int
    end: int
    passage: PassageRow


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """What is said of a recommendation, by its number; ``start:end`` are offsets in its passage."""

    response: Response
    recommendation: str
    quote: str
    start: int
    end: int
    passage: PassageRow


@dataclass(frozen=True, slots=True)
class CommitmentDetail:
    """Everything a screen shows of one commitment. ``context`` is its passage with those around it.

    ``own`` is the statement that was asked for, ``statements`` are where else it is stated, as people said;
    ``open_pairs`` counts where it may be, as the program suggests. ``evidence`` and ``history`` are those of all.
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

    @property
    def as_stated(self) -> CommitmentRow:
        """The row with the deadline of this statement alone, as its own words have it."""
        return replace(self.row, deadline=self.own.deadline, deadline_text=self.own.deadline_text)


class CommitmentSort(StrEnum):
    """Orders of a list of commitments; every order ends with document and place, so that it is total."""

    DEADLINE = "deadline"
    DATE = "date"
    BODY = "body"
    STATUS = "status"
    DOCUMENT = "document"
    CONFIDENCE = "confidence"


@dataclass(frozen=True, slots=True)
class CommitmentFilter:
    """Which commitments to list. Empty sets and strings ask for all. ``text`` is found in quote, actor or title.

    ``document`` is the key of its document, or of the Act that its words are inserted into, or words of its name.
    """

    deliveries: frozenset[Delivery] = frozenset()
    kinds: frozenset[CommitmentKind] = frozenset()
    themes: frozenset[Theme] = frozenset()
    bodies: frozenset[str] = frozenset()
    langs: frozenset[Lang] = frozenset()
    document: str = ""
    text: str = ""
    overdue: bool = False
    on: date | None = None
    sort: CommitmentSort = CommitmentSort.DEADLINE
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of everything; ``deliveries`` covers every value of the codebook.

    ``commitments`` that people said are one count once; ``pairs`` are suggestions that more are.
    """

    documents: int
    versions: int
    passages: int
    commitments: int
    progress: int
    responses: int
    themes: int
    case_studies: int
    questions: int
    pairs: int
    links: dict[LinkState, int]
    deliveries: dict[Delivery, int]
    untagged: int
    revision: int


@dataclass(frozen=True, slots=True)
class BodyCount:
    """A body that has commitments, and how many."""

    key: str
    name_en: str
    name_cy: str
    commitments: int


@dataclass(frozen=True, slots=True)
class CaseStudyRow:
    """A case study and the passage that tells of it."""

    name: str
    place: str
    sector: str
    outcomes: tuple[Outcome, ...]
    passage: PassageRow = field(repr=False)


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A search kept as evidence of absence: what was asked of which corpus, when, by whom, and its hits."""

    ref: str
    query: str
    corpus_revision: int
    searched_at: datetime
    hits: int
    who: str


@dataclass(frozen=True, slots=True)
class AnchorCheck:
    """What re-reading a quotation found. ``owner`` is the ref of the commitment or evidence link it belongs to."""

    owner: str
    exact: str
    outcome: AnchorOutcome
    document_key: str
    place: str
