"""What the tagger finds beside commitments: each sort has its table, and is replaced whole."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from corpus.findings.bodies import Bodies
from corpus.models import CaseStudy, Passage, ProgressStatement, Question, ResponseStatement, ThemeMark
from corpus.types import (
    AnyFinding,
    CaseStudyFinding,
    ProgressFinding,
    QuestionFinding,
    ResponseFinding,
    ThemeFinding,
)


def replace_marks(
    session: Session,
    name: type[AnyFinding],
    found: list[AnyFinding],
    passages: list[int],
    version_id: int,
    bodies: Bodies,
) -> int:
    """Store the findings of one sort in the place of those that the version had; returns how many."""
    table, columns = MARKS[name]
    own = select(Passage.id).where(Passage.version_id == version_id)
    session.execute(delete(table).where(table.passage_id.in_(own)))
    rows = [
        {**_mark(finding, passages[finding.passage]), **columns(finding, bodies)}
        for finding in found
        if isinstance(finding, name)
    ]
    if rows:
        session.execute(insert(table), rows)
    return len(rows)


def _mark(finding: AnyFinding, passage_id: int) -> dict[str, object]:
    return {
        "passage_id": passage_id,
        "start": finding.start,
        "end": finding.end,
        "confidence": finding.confidence,
        "rule": finding.rule,
    }


def _theme(finding: ThemeFinding, _bodies: Bodies) -> dict[str, object]:
    return {"theme": finding.theme}


def _case_study(finding: CaseStudyFinding, _bodies: Bodies) -> dict[str, object]:
    told = {"name": finding.name, "place": finding.place, "sector": finding.sector}
    return {**told, "outcomes": [asdict(outcome) for outcome in finding.outcomes]}


def _question(finding: QuestionFinding, _bodies: Bodies) -> dict[str, object]:
    return {"number": finding.number, "under": finding.under}


def _progress(finding: ProgressFinding, bodies: Bodies) -> dict[str, object]:
    told = {"state": finding.state, "actor": finding.actor, "dated": finding.dated}
    return {**told, "body_id": bodies.id(finding.actor_body)}


def _response(finding: ResponseFinding, _bodies: Bodies) -> dict[str, object]:
    return {"response": finding.response, "recommendation": finding.recommendation}


MARKS: dict[type[AnyFinding], tuple[Any, Callable[[Any, Bodies], dict[str, object]]]] = {
    ProgressFinding: (ProgressStatement, _progress),
    ResponseFinding: (ResponseStatement, _response),
    ThemeFinding: (ThemeMark, _theme),
    CaseStudyFinding: (CaseStudy, _case_study),
    QuestionFinding: (Question, _question),
}
"""Which table holds the findings of each sort but commitments, and its own columns."""
