"""What documents report of things done, and what they answer to recommendations, read back."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from corpus import documents
from corpus.codebook import Lang, ProgressState, Response
from corpus.database import batched
from corpus.models import Body, Passage, ProgressStatement, ResponseStatement, Version
from corpus.rows import PassageRow, ReplyRow, ReportRow


def reports_of_version(session: Session, version_id: int) -> list[ReportRow]:
    """Everything that a version reports, in the order of its text."""
    return _reports(session, Passage.version_id == version_id)


def reports_in(session: Session, passage_ids: Sequence[int]) -> list[ReportRow]:
    """Everything that these passages report."""
    return [row for some in batched(passage_ids) for row in _reports(session, Passage.id.in_(some))]


def replies_of_version(session: Session, version_id: int) -> list[ReplyRow]:
    """Everything that a version answers to recommendations, in the order of its text."""
    return _replies(session, Passage.version_id == version_id)


def replies_to(session: Session, number: str, lang: Lang) -> list[ReplyRow]:
    """What current documents of a language answer to recommendations of this number, whosever they are."""
    of_number = ResponseStatement.recommendation == number
    return _replies(session, of_number, Version.current.is_(True), Version.lang == lang)


def _reports(session: Session, *conditions: ColumnElement[bool]) -> list[ReportRow]:
    found = session.execute(
        select(ProgressStatement, Body.key)
        .join(Passage, ProgressStatement.passage_id == Passage.id)
        .outerjoin(Body, ProgressStatement.body_id == Body.id)
        .where(*conditions)
        .order_by(Passage.version_id, ProgressStatement.start, ProgressStatement.id)
    ).all()
    told = _passages(session, [report.passage_id for report, _ in found])
    rows = []
    for report, body in found:
        passage = told[report.passage_id]
        start, end = report.start - passage.start, report.end - passage.start
        rows.append(
            ReportRow(
                state=ProgressState(report.state),
                actor=report.actor,
                body_key=body or "",
                dated=report.dated or passage.dated or passage.issued,
                quote=passage.text[start:end],
                start=start,
                end=end,
                passage=passage,
            )
        )
    return rows


def _replies(session: Session, *conditions: ColumnElement[bool]) -> list[ReplyRow]:
    found = session.scalars(
        select(ResponseStatement)
        .join(Passage, ResponseStatement.passage_id == Passage.id)
        .join(Version, Passage.version_id == Version.id)
        .where(*conditions)
        .order_by(Passage.version_id, ResponseStatement.start, ResponseStatement.id)
    ).all()
    told = _passages(session, [reply.passage_id for reply in found])
    rows = []
    for reply in found:
        passage = told[reply.passage_id]
        start, end = reply.start - passage.start, reply.end - passage.start
        rows.append(
            ReplyRow(Response(reply.response), reply.recommendation, passage.text[start:end], start, end, passage)
        )
    return rows


def _passages(session: Session, ids: Sequence[int]) -> dict[int, PassageRow]:
    return {row.id: row for row in documents.passages_by_id(session, sorted(set(ids)))}
