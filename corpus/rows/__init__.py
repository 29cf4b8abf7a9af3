"""What the store hands out: frozen rows, safe to pass between threads, and the filters that ask for them."""

from corpus.rows.account import DecisionRow, SearchRow, StatusRow
from corpus.rows.commitments import CommitmentDetail, CommitmentRow, PairRow, StatementRow
from corpus.rows.documents import DocumentRow, PassageRow, first_day, place
from corpus.rows.evidence import AnchorCheck, EvidenceRow, Quotation
from corpus.rows.findings import CaseStudyRow, ReplyRow, ReportRow
from corpus.rows.lists import BodyCount, CommitmentFilter, CommitmentSort, Counts

__all__ = [
    "AnchorCheck",
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
    "PairRow",
    "PassageRow",
    "Quotation",
    "ReplyRow",
    "ReportRow",
    "SearchRow",
    "StatementRow",
    "StatusRow",
    "first_day",
    "place",
]
