"""All that was found in a version, stored in the place of what the program had found there before."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from corpus import carrying
from corpus.database import next_revision
from corpus.documents import text as version_text
from corpus.findings.bodies import Bodies
from corpus.findings.commitments import keep_commitments
from corpus.findings.marks import MARKS, replace_marks
from corpus.models import Passage, Version
from corpus.same import groups
from corpus.types import (
    AnyFinding,
    CaseStudyFinding,
    CommitmentFinding,
    ProgressFinding,
    QuestionFinding,
    ResponseFinding,
    ThemeFinding,
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What storing the findings of one version came to.

    ``lost`` names commitments and evidence that people decided about and whose words are gone.
    """

    commitments: int = 0
    progress: int = 0
    responses: int = 0
    themes: int = 0
    case_studies: int = 0
    questions: int = 0
    lost: tuple[str, ...] = ()


def keep(session: Session, version_id: int, findings: Iterable[AnyFinding], fingerprint: str) -> Kept:
    """Replace what the program found in a version, and mark the version tagged by these rules."""
    version = session.get_one(Version, version_id, options=[joinedload(Version.document)])
    if not version.current:  # replaced by another process while it was being tagged
        return Kept()
    in_order = select(Passage.id).where(Passage.version_id == version_id).order_by(Passage.ordinal)
    passages = list(session.scalars(in_order))
    text = version_text(session, version_id)
    found = list(findings)
    bodies = Bodies(session)
    marks = {name: replace_marks(session, name, found, passages, version_id, bodies) for name in MARKS}
    promises = [finding for finding in found if isinstance(finding, CommitmentFinding)]
    lost = keep_commitments(session, version, text, passages, promises, bodies)
    lost += carrying.follow_evidence(session, version, text)
    session.flush()
    groups.settle_document(session, version.document_id)
    version.tagged_with = fingerprint
    version.revision = next_revision(session)
    return Kept(
        commitments=len(promises),
        progress=marks[ProgressFinding],
        responses=marks[ResponseFinding],
        themes=marks[ThemeFinding],
        case_studies=marks[CaseStudyFinding],
        questions=marks[QuestionFinding],
        lost=tuple(lost),
    )
