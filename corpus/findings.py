"""Keeping what the tagger found, without ever losing what people decided about it.

Tagging a version again replaces the program's own findings. What people decided is carried over by ``corpus.carrying``.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, exists, func, insert, select
from sqlalchemy.orm import Session, joinedload

from corpus import carrying
from corpus.bodies import by_key
from corpus.carrying import PERSON, PROGRAM
from corpus.codebook import CommitmentKind, DocumentKind, Lang, PassageKind
from corpus.database import next_revision
from corpus.documents import text as version_text
from corpus.models import (
    Anchor,
    Body,
    CaseStudy,
    Commitment,
    Passage,
    ProgressStatement,
    Question,
    ResponseStatement,
    ThemeMark,
    Version,
)
from corpus.refs import digest_ref
from corpus.same import groups
from corpus.types import (
    AnyFinding,
    CaseStudyFinding,
    CommitmentFinding,
    ProgressFinding,
    QuestionFinding,
    ResponseFinding,
    TaggedSource,
    ThemeFinding,
)
from corpus.types import Passage as ReadPassage


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


def stale(session: Session, fingerprint: str) -> dict[int, int]:
    """Current versions that these rules have not tagged, oldest first, each with the length of its text."""
    wanted = (
        select(Version.id, func.coalesce(func.max(Passage.end), 0))
        .outerjoin(Passage, Passage.version_id == Version.id)
        .where(Version.current, Version.tagged_with != fingerprint)
        .group_by(Version.id)
        .order_by(Version.id)
    )
    return dict(session.execute(wanted).all())


def source(session: Session, version_id: int) -> TaggedSource:
    """A version as the tagger wants it."""
    version = session.get_one(Version, version_id, options=[joinedload(Version.document)])
    return TaggedSource(
        title=version.title,
        lang=Lang(version.lang),
        kind=DocumentKind(version.document.kind),
        passages=tuple(_plain(passage) for passage in version.passages),
        issued=version.document.issued,
        publisher=version.publisher,
    )


def _plain(passage: Passage) -> ReadPassage:
    return ReadPassage(
        text=passage.text,
        start=passage.start,
        end=passage.end,
        kind=PassageKind(passage.kind),
        headings=tuple(passage.headings),
        number=passage.number,
        page_index=passage.page_index,
        page_label=passage.page_label,
        lead=passage.lead,
        amends=passage.amends,
        speaker=passage.speaker,
        role=passage.role,
        spoken_at=passage.spoken_at,
        dated=passage.dated,
    )


def keep(session: Session, version_id: int, findings: Iterable[AnyFinding], fingerprint: str) -> Kept:
    """Replace what the program found in a version, and mark the version tagged by these rules."""
    version = session.get_one(Version, version_id, options=[joinedload(Version.document)])
    if not version.current:  # replaced by another process while it was being tagged
        return Kept()
    in_order = select(Passage.id).where(Passage.version_id == version_id).order_by(Passage.ordinal)
    passages = list(session.scalars(in_order))
    text = version_text(session, version_id)
    found = list(findings)
    bodies = _Bodies(session)
    marks = {name: _replace(session, name, found, passages, version_id, bodies) for name in _MARKS}
    promises = [finding for finding in found if isinstance(finding, CommitmentFinding)]
    lost = _keep_commitments(session, version, text, passages, promises, bodies)
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


def add(session: Session, passage_id: int, start: int, end: int, kind: CommitmentKind, body: str = "") -> str:
    """Make a commitment, by hand, of the words ``start:end`` of a passage's own text; returns its ref.

    ``body`` is the key of the body that is bound, or empty.
    """
    passage = session.get_one(Passage, passage_id, options=[joinedload(Passage.version).joinedload(Version.document)])
    quote = passage.text[start:end]
    commitment = _new_commitment(session, passage.version, quote, 1)
    text = version_text(session, passage.version_id)
    carrying.place_anchor(
        commitment.anchor, passage.version_id, passage.id, text, passage.start + start, passage.start + end
    )
    commitment.origin, commitment.rule, commitment.confidence = PERSON, "", 1.0
    commitment.kind, commitment.themes, commitment.withdrawn = kind, [], False
    commitment.body_id, commitment.amends = _Bodies(session).id(body), passage.amends
    for field in ("actor", "action", "beneficiary", "deadline_text", "condition"):
        setattr(commitment, field, "")
    passage.version.revision = next_revision(session)
    session.add(commitment)
    session.flush()
    return commitment.ref


class _Bodies:
    """Row numbers of bodies by their keys; a body is stored when it is first named."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ids: dict[str, int] = {}

    def id(self, key: str) -> int | None:
        """The number of a body; None for no key."""
        if not key:
            return None
        if key not in self._ids:
            row = self._session.scalar(select(Body).where(Body.key == key))
            if row is None:
                known = by_key()[key]
                row = Body(key=key, name_en=known.name_en, name_cy=known.name_cy)
                self._session.add(row)
                self._session.flush()
            self._ids[key] = row.id
        return self._ids[key]


def _replace(
    session: Session,
    name: type[AnyFinding],
    found: list[AnyFinding],
    passages: list[int],
    version_id: int,
    bodies: _Bodies,
) -> int:
    """Store the findings of one sort in the place of those that the version had; returns how many."""
    table, columns = _MARKS[name]
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


def _theme(finding: ThemeFinding, _bodies: _Bodies) -> dict[str, object]:
    return {"theme": finding.theme}


def _case_study(finding: CaseStudyFinding, _bodies: _Bodies) -> dict[str, object]:
    told = {"name": finding.name, "place": finding.place, "sector": finding.sector}
    return {**told, "outcomes": [asdict(outcome) for outcome in finding.outcomes]}


def _question(finding: QuestionFinding, _bodies: _Bodies) -> dict[str, object]:
    return {"number": finding.number, "under": finding.under}


def _progress(finding: ProgressFinding, bodies: _Bodies) -> dict[str, object]:
    told = {"state": finding.state, "actor": finding.actor, "dated": finding.dated}
    return {**told, "body_id": bodies.id(finding.actor_body)}


def _response(finding: ResponseFinding, _bodies: _Bodies) -> dict[str, object]:
    return {"response": finding.response, "recommendation": finding.recommendation}


_MARKS: dict[type[AnyFinding], tuple[Any, Callable[[Any, _Bodies], dict[str, object]]]] = {
    ProgressFinding: (ProgressStatement, _progress),
    ResponseFinding: (ResponseStatement, _response),
    ThemeFinding: (ThemeMark, _theme),
    CaseStudyFinding: (CaseStudy, _case_study),
    QuestionFinding: (Question, _question),
}
"""Which table holds the findings of each sort but commitments, and its own columns."""


def _keep_commitments(
    session: Session,
    version: Version,
    text: str,
    passages: list[int],
    promises: list[CommitmentFinding],
    bodies: _Bodies,
) -> list[str]:
    known, decided = carrying.known_of(session, version), carrying.decided_of(session, version)
    held = carrying.matched(known, decided, version, text, promises)
    seen: Counter[str] = Counter()
    for number, promise in enumerate(promises):
        seen[promise.quote] += 1
        commitment = held.get(number) or _new_commitment(session, version, promise.quote, seen[promise.quote])
        commitment.withdrawn = False
        if commitment.origin == PROGRAM:
            _describe(commitment, promise, bodies)
        if commitment.origin != PROGRAM and commitment.anchor.exact != promise.quote:
            carrying.reanchor(session, commitment.anchor, version, text)  # a person chose other words of the sentence
        else:
            passage_id = passages[promise.passage]
            carrying.place_anchor(commitment.anchor, version.id, passage_id, text, promise.start, promise.end)
        session.add(commitment)
    kept = {commitment.id for commitment in held.values()}
    unfound = [commitment for commitment in known if commitment.id not in kept]
    lost = carrying.settle_unfound(session, version, text, unfound, decided)
    for commitment in known:
        if commitment.origin == PERSON:  # no finding describes her words: their passage says where they belong
            commitment.amends = session.get_one(Passage, commitment.anchor.passage_id).amends
    return lost


def _new_commitment(session: Session, version: Version, quote: str, count: int) -> Commitment:
    def taken(ref: str) -> bool:
        return session.scalar(select(exists().where(Commitment.ref == ref))) or False

    ref = digest_ref("c", version.document.key, version.lang, quote, str(count), taken=taken)
    return Commitment(
        ref=ref,
        document_id=version.document_id,
        lang=version.lang,
        origin=PROGRAM,
        linked_at_revision=0,
        anchor=Anchor(),
    )


def _describe(commitment: Commitment, promise: CommitmentFinding, bodies: _Bodies) -> None:
    commitment.body_id = bodies.id(promise.actor_body)
    commitment.kind = promise.kind
    commitment.actor, commitment.action, commitment.beneficiary = promise.actor, promise.action, promise.beneficiary
    commitment.deadline, commitment.deadline_text = promise.deadline, promise.deadline_text
    commitment.condition, commitment.confidence, commitment.rule = promise.condition, promise.confidence, promise.rule
    commitment.themes, commitment.amends = list(promise.themes), promise.amends
