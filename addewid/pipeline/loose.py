"""Tagging files that are not in the corpus: what ``addewid tag PATH`` prints."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from addewid.pipeline.adding import files_of
from addewid.pipeline.workers import told
from addewid.workspace import Workspace
from corpus import readers
from corpus.errors import UnreadableDocument
from corpus.types import (
    AnyFinding,
    CaseStudyFinding,
    CommitmentFinding,
    FindingName,
    ProgressFinding,
    QuestionFinding,
    ReadDocument,
    ResponseFinding,
    TaggedSource,
    ThemeFinding,
)

NAMES: dict[type[AnyFinding], FindingName] = {
    CommitmentFinding: "commitment",
    ProgressFinding: "progress",
    ResponseFinding: "response",
    ThemeFinding: "theme",
    CaseStudyFinding: "case-study",
    QuestionFinding: "question",
}


def findings_of(workspace: Workspace, paths: Iterable[Path]) -> Iterator[dict[str, Any] | str]:
    """Findings as flat objects, and, as plain sentences, what could not be read."""
    problems: list[str] = []
    for file in files_of(paths, problems):
        try:
            for read in readers.read(file, limit=workspace.settings.largest_file):
                yield from _lines(workspace, file, read)
        except UnreadableDocument as problem:
            problems.append(str(problem))
        except Exception as fault:
            if os.environ.get("ADDEWID_DEBUG"):
                raise
            problems.append(
                f"{file}: the tagger failed on it ({told(fault)}); please report it, with what ADDEWID_DEBUG=1 shows."
            )
    yield from problems


def _lines(workspace: Workspace, file: Path, read: ReadDocument) -> Iterator[dict[str, Any]]:
    source = TaggedSource(read.title, read.lang, read.kind, read.passages, read.issued, read.publisher)
    for finding in list(workspace.tagger.tag(source)):  # all of a text, or nothing of it
        passage = read.passages[finding.passage]
        yield {
            "file": str(file),
            "document": read.source_id or read.work or file.name,
            "finding": NAMES[type(finding)],
            **_fields(finding),
            "page": passage.page_label or (passage.page_index + 1 if passage.page_index is not None else None),
        }


def _fields(finding: AnyFinding) -> dict[str, Any]:
    """Every key a reader may rely on, empty where a finding of this sort has no such thing."""
    fields: dict[str, Any] = {
        "kind": "",
        "quote": finding.quote,
        "start": finding.start,
        "end": finding.end,
        "actor": "",
        "action": "",
        "deadline": None,
        "condition": "",
        "themes": list(finding.themes),
        "confidence": round(finding.confidence, 3),
        "rule": finding.rule,
        "lang": finding.lang,
    }
    match finding:
        case CommitmentFinding():
            fields |= {"kind": finding.kind, "actor": finding.actor, "body": finding.actor_body}
            fields |= {"action": finding.action, "beneficiary": finding.beneficiary, "condition": finding.condition}
            fields |= {"deadline": finding.deadline, "deadline_text": finding.deadline_text, "amends": finding.amends}
        case ProgressFinding():
            fields |= {"kind": finding.state, "actor": finding.actor, "body": finding.actor_body}
            fields |= {"dated": finding.dated}
        case ResponseFinding():
            fields |= {"kind": finding.response, "recommendation": finding.recommendation}
        case ThemeFinding():
            fields |= {"kind": finding.theme, "themes": [finding.theme]}
        case CaseStudyFinding():
            fields |= {"name": finding.name, "place": finding.place, "sector": finding.sector}
            fields |= {"outcomes": finding.outcomes}
        case QuestionFinding():
            fields |= {"number": finding.number, "under": finding.under}
    return fields
