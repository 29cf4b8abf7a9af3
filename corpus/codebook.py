"""The words everything shares: what a commitment is, and what the labels mean.

Values are what is stored, typed on the command line and written to exports, so they never change
without a migration. Definitions for people are in ``docs/codebook.md``.
"""

from enum import StrEnum


class Lang(StrEnum):
    """ISO 639-1 codes of the two languages of the corpus."""

    EN = "en"
    CY = "cy"


class DocumentKind(StrEnum):
    """What a work is; detected where it can be, and else given by the person who adds it."""

    ACT = "act"
    BILL = "bill"
    STATUTORY_INSTRUMENT = "statutory-instrument"
    CODE_OF_PRACTICE = "code-of-practice"
    COMMISSION_REPORT = "commission-report"
    COMMITTEE_REPORT = "committee-report"
    AUDIT_REPORT = "audit-report"
    GOVERNMENT_RESPONSE = "government-response"
    CONSULTATION = "consultation"
    CONSULTATION_RESPONSES = "consultation-responses"
    STRATEGY = "strategy"
    STATEMENT = "statement"
    RECORD = "record"
    WRITTEN_QUESTION = "written-question"
    MOTION = "motion"
    RESEARCH = "research"
    BRIEFING = "briefing"
    CASE_STUDY = "case-study"
    LETTER = "letter"
    ARTICLE = "article"
    TIMELINE = "timeline"
    OTHER = "other"


class PassageKind(StrEnum):
    """What a passage is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_ROW = "table-row"
    PROVISION = "provision"
    SPEECH = "speech"


class CommitmentKind(StrEnum):
    """Codebook, section 1."""

    DUTY = "duty"
    PLEDGE = "pledge"
    RECOMMENDATION = "recommendation"
    ASPIRATION = "aspiration"


class Judgement(StrEnum):
    """The three separate questions asked about a commitment (codebook, section 2)."""

    RESPONSE = "response"
    DELIVERY = "delivery"
    VERIFIABILITY = "verifiability"


class Response(StrEnum):
    """What the body addressed said of the commitment."""

    ACCEPTED = "accepted"
    ACCEPTED_IN_PRINCIPLE = "accepted-in-principle"
    PARTLY_ACCEPTED = "partly-accepted"
    REJECTED = "rejected"
    NO_RESPONSE = "no-response"
    NOT_APPLICABLE = "not-applicable"


class Delivery(StrEnum):
    """What happened."""

    NOT_ASSESSED = "not-assessed"
    NO_EVIDENCE_FOUND = "no-evidence-found"
    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    PARTLY_MET = "partly-met"
    MET = "met"
    STALLED = "stalled"
    SUPERSEDED = "superseded"
    BROKEN = "broken"


class Verifiability(StrEnum):
    """Could anyone tell?"""

    CLEAR = "clear"
    PARTLY = "partly"
    UNCLEAR = "unclear"


JUDGEMENT_VALUES: dict[Judgement, type[StrEnum]] = {
    Judgement.RESPONSE: Response,
    Judgement.DELIVERY: Delivery,
    Judgement.VERIFIABILITY: Verifiability,
}

UNMET: frozenset[Delivery] = frozenset(
    {
        Delivery.NO_EVIDENCE_FOUND,
        Delivery.NOT_STARTED,
        Delivery.IN_PROGRESS,
        Delivery.PARTLY_MET,
        Delivery.STALLED,
        Delivery.BROKEN,
    }
)


class ProgressState(StrEnum):
    """What a sentence that reports doing says of it."""

    DONE = "done"
    UNDER_WAY = "under-way"
    DELAYED = "delayed"
    DROPPED = "dropped"


class Relation(StrEnum):
    """How a passage bears on a commitment (codebook, section 3)."""

    ILLUSTRATES = "illustrates"
    DELIVERS = "delivers"
    REPORTS_PROGRESS = "reports-progress"
    CONTRADICTS = "contradicts"
    BACKGROUND = "background"


class LinkState(StrEnum):
    """A link is the program's suggestion until a person decides."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Action(StrEnum):
    """What a person decided; each is written in the journal."""

    JUDGED = "judged"
    CORRECTED = "corrected"
    CITED = "cited"
    WEIGHED = "weighed"
    """Evidence accepted, rejected or left open."""
    JOINED = "joined"
    """Two statements said to be one commitment, or not, or left open."""
    ADDED = "added"
    CONFIRMED = "confirmed"
    EDITED = "edited"
    REFUSED = "refused"
    """A statement said to be no commitment."""
    SETTLED = "settled"
    """What several coders had said differently."""
    UNDONE = "undone"


class Question(StrEnum):
    """What a coder is asked of a stretch of text, apart from everybody else."""

    COMMITMENT = "commitment"
    """Whether it is one at all: ``yes`` or ``no``."""
    KIND = "kind"
    RESPONSE = "response"
    DELIVERY = "delivery"
    VERIFIABILITY = "verifiability"


QUESTION_VALUES: dict[Question, tuple[str, ...]] = {
    Question.COMMITMENT: ("yes", "no"),
    Question.KIND: tuple(CommitmentKind),
    Question.RESPONSE: tuple(Response),
    Question.DELIVERY: tuple(Delivery),
    Question.VERIFIABILITY: tuple(Verifiability),
}


class ReviewReason(StrEnum):
    """Why a commitment waits for a person, in the order in which they are told."""

    CHANGED_SOURCE = "changed-source"
    DISPUTED = "disputed"
    STALE = "stale"
    OVERDUE = "overdue"
    RESPONSE_DUE = "response-due"
    NEW = "new"


class AnchorOutcome(StrEnum):
    """What became of a quotation when its source was read again (codebook, section 4)."""

    FOUND = "found"
    MOVED = "moved"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    ORPHANED = "orphaned"


VERIFIED: frozenset[AnchorOutcome] = frozenset({AnchorOutcome.FOUND, AnchorOutcome.MOVED})


class Theme(StrEnum):
    """Codebook, section 5: principles of co-production, policy strands, and how far power is shared."""

    ASSETS = "assets"
    CORE_ECONOMY = "core-economy"
    PEER_NETWORKS = "peer-networks"
    RECIPROCITY = "reciprocity"
    SHARED_POWER = "shared-power"
    CO_PRODUCTION = "co-production"
    OUTCOMES = "outcomes"
    VOICE_AND_CONTROL = "voice-and-control"
    DUTY_TO_COOPERATE = "duty-to-cooperate"
    COMMISSIONING = "commissioning"
    PRUDENT_HEALTHCARE = "prudent-healthcare"
    PREVENTION = "prevention"
    GOVERNANCE_AND_DELIVERY = "governance-and-delivery"
    WELLBEING_OF_FUTURE_GENERATIONS = "wellbeing-of-future-generations"
    SOCIAL_VALUE_AND_PROCUREMENT = "social-value-and-procurement"
    INTEGRATION_OF_CARE = "integration-of-care"
    COMMUNITY_RESILIENCE = "community-resilience"
    INFORM = "inform"
    CONSULT = "consult"
    INVOLVE = "involve"
    CO_DESIGN = "co-design"
    CO_PRODUCE = "co-produce"


POWER_LADDER: tuple[Theme, ...] = (
    Theme.INFORM,
    Theme.CONSULT,
    Theme.INVOLVE,
    Theme.CO_DESIGN,
    Theme.CO_PRODUCE,
)


class PageState(StrEnum):
    """What became of an address that a spider knows."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    GONE = "gone"
    REFUSED = "refused"


class CrawlOutcome(StrEnum):
    """How a crawl ended. After ``changed``, ``shrunk``, ``empty`` and ``failed`` nothing is taken into the corpus."""

    RUNNING = "running"
    COMPLETE = "complete"
    PARTIAL = "partial"
    """Ended well, over the part of the source that was asked for."""
    STOPPED = "stopped"
    BLOCKED = "blocked"
    CHANGED = "changed"
    SHRUNK = "shrunk"
    EMPTY = "empty"
    FAILED = "failed"
