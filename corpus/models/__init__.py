"""The tables, all of them: whoever imports one knows the whole schema.

Columns only: no engine, no session, no rule (those live in the modules of ``corpus`` named after each subject).
Enumerations are stored as their values in plain strings, so that a database can be read without this code.
Times are UTC and carry their zone; dates are the document's own.
"""

from corpus.models.base import Base, State
from corpus.models.crawls import Crawl, CrawlProblem, WebPage
from corpus.models.decisions import EventEvidence, EvidenceLink, RecordedSearch, SamePair, StatusEvent
from corpus.models.documents import Capture, Document, Passage, Twin, Version
from corpus.models.findings import (
    Anchor,
    Body,
    CaseStudy,
    Commitment,
    ProgressStatement,
    Question,
    ResponseStatement,
    ThemeMark,
)
from corpus.models.journal import Coding, Decision
from corpus.models.searches import Look, SavedSearch, SeenWording

__all__ = [
    "Anchor",
    "Base",
    "Body",
    "Capture",
    "CaseStudy",
    "Coding",
    "Commitment",
    "Crawl",
    "CrawlProblem",
    "Decision",
    "Document",
    "EventEvidence",
    "EvidenceLink",
    "Look",
    "Passage",
    "ProgressStatement",
    "Question",
    "RecordedSearch",
    "ResponseStatement",
    "SamePair",
    "SavedSearch",
    "SeenWording",
    "State",
    "StatusEvent",
    "ThemeMark",
    "Twin",
    "Version",
    "WebPage",
]
