"""What the store hands out: frozen rows, safe to pass between threads, and the filters that ask for them."""

from corpus.rows.account import DecisionRow, SearchRow, StatusRow
from corpus.rows.commitments import CommitmentDetail, CommitmentRow, PairRow, StatementRow
from corpus.rows.documents import DocumentRow, PassageRow, first_day, place
from corpus.rows.evidence import AnchorCheck, EvidenceRow, Quotation
from corpus.rows.findings import CaseStudyRow, ReplyRow, ReportRow
from corpus.rows.lists import BodyCount, CommitmentFilter, CommitmentSort, Counts
from corpus.rows.timeline import Answer, Happening, Moment, Timeline

__all__ = [
    "AnchorCheck",
    "Answer",
    "BodyCount",
    "CaseStudyRow",
    "CommitmentDetail",
    "CommitmentFilter",
    "CommitmentRow",
    "CommitmentSort",
    "Counts",
    "DecisionRow",
    "DocumentRow",
    "EvidenceRow",
    "Happening",
    "Moment",
    "PairRow",
    "PassageRow",
    "Quotation",
    "ReplyRow",
    "ReportRow",
    "SearchRow",
    "StatementRow",
    "StatusRow",
    "Timeline",
    "first_day",
    "place",
]
