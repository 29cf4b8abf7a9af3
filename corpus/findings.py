"""Keeping what the tagger found, without ever losing what people decided about it.

Tagging a version again replaces the program's own findings. A commitment is the same one when its words are the
same words of the same document; its ref, its evidence and its account stay with it, whatever version it now stands in.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, exists, insert, or_, select
from sqlalchemy.orm import Session, joinedload

from corpus.anchors import Selector, find, select_words
from corpus.bodies import by_key
from corpus.codebook import AnchorOutcome, CommitmentKind, DocumentKind, Lang, LinkState, PassageKind
from corpus.database import next_revision
from corpus.documents import text as version_text
from corpus.models import (
    Anchor,
    Body,
    CaseStudy,
    Commitment,
    EvidenceLink,
    Passage,
    Question,
    StatusEvent,
    ThemeMark,
    Version,
)
from corpus.refs import digest_ref
from corpus.types import AnyFinding, CaseStudyFinding, CommitmentFinding, QuestionFinding, TaggedSource, ThemeFinding
from corpus.types import Passage as ReadPassage

PROGRAM = "program"
"""Who made what no person made."""

PERSON = "person"
"""Where a commitment comes from that a person added."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What storing the findings of one version came to.

    ``lost`` names commitments and evidence that people decided about and whose words are gone.
    """

    commitments: int
    themes: int
    case_studies: int
    questions: int
    lost: tuple[str, ...]


def stale(session: Session, fingerprint: str) -> list[int]:
    """Current versions that these rules have not tagged, oldest first."""
    wanted = select(Version.id).where(Version.current, Version.tagged_with != fingerprint).order_by(Version.id)
    return list(session.scalars(wanted))


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
        return Kept(0, 0, 0, 0, ())
    in_order = select(Passage.id).where(Passage.version_id == version_id).order_by(Passage.ordinal)
    passages = list(session.scalars(in_order))
    text = version_text(session, version_id)
    found = list(findings)
    _forget_marks(session, passages)
    themes = [_theme(f, passages[f.passage]) for f in found if isinstance(f, ThemeFinding)]
    studies = [_case_study(f, passages[f.passage]) for f in found if isinstance(f, CaseStudyFinding)]
    questions = [_question(f, passages[f.passage]) for f in found if isinstance(f, QuestionFinding)]
    for table, rows in ((ThemeMark, themes), (CaseStudy, studies), (Question, questions)):
        if rows:
            session.execute(insert(table), rows)
    promises = [f for f in found if isinstance(f, CommitmentFinding)]
    lost = _keep_commitments(session, version, text, passages, promises)
    lost += _follow_evidence(session, version, text)
    version.tagged_with = fingerprint
    version.revision = next_revision(session)
    return Kept(len(promises), len(themes), len(studies), len(questions), tuple(lost))


def add(session: Session, passage_id: int, start: int, end: int, kind: CommitmentKind, body: str = "") -> str:
    """Make a commitment, by hand, of the words ``start:end`` of a passage's own text; returns its ref.

    ``body`` is the key of the body that is bound, or empty.
    """
    passage = session.get_one(Passage, passage_id, options=[joinedload(Passage.version).joinedload(Version.document)])
    quote = passage.text[start:end]
    commitment = _new_commitment(session, passage.version, quote, 1)
    text = version_text(session, passage.version_id)
    place_anchor(commitment.anchor, passage.version_id, passage.id, text, passage.start + start, passage.start + end)
    commitment.origin, commitment.rule, commitment.confidence = PERSON, "", 1.0
    commitment.kind, commitment.themes, commitment.withdrawn = kind, [], False
    commitment.body_id = _body(session, body, {})
    for field in ("actor", "action", "beneficiary", "deadline_text", "condition"):
        setattr(commitment, field, "")
    passage.version.revision = next_revision(session)
    session.add(commitment)
    session.flush()
    return commitment.ref


def _forget_marks(session: Session, passages: list[int]) -> None:
    for table in (ThemeMark, CaseStudy, Question):
        for some in _batched(passages):
            session.execute(delete(table).where(table.passage_id.in_(some)))


def _batched(numbers: list[int], size: int = 500) -> list[list[int]]:
    """Pieces small enough for one SQL statement's parameters."""
    return [numbers[at : at + size] for at in range(0, len(numbers), size)]


def _mark(finding: AnyFinding, passage_id: int) -> dict[str, object]:
    return {
        "passage_id": passage_id,
        "start": finding.start,
        "end": finding.end,
        "confidence": finding.confidence,
        "rule": finding.rule,
    }


def _theme(finding: ThemeFinding, passage_id: int) -> dict[str, object]:
    return {**_mark(finding, passage_id), "theme": finding.theme}


def _case_study(finding: CaseStudyFinding, passage_id: int) -> dict[str, object]:
    told = {"name": finding.name, "place": finding.place, "sector": finding.sector}
    return {**_mark(finding, passage_id), **told, "outcomes": [asdict(outcome) for outcome in finding.outcomes]}


def _question(finding: QuestionFinding, passage_id: int) -> dict[str, object]:
    return {**_mark(finding, passage_id), "number": finding.number}


def _keep_commitments(
    session: Session, version: Version, text: str, passages: list[int], promises: list[CommitmentFinding]
) -> list[str]:
    known = _known_commitments(session, version)
    same = _matched(known, version, text, promises)
    seen: Counter[str] = Counter()
    bodies: dict[str, Body] = {}
    for number, promise in enumerate(promises):
        seen[promise.quote] += 1
        commitment = same.get(number) or _new_commitment(session, version, promise.quote, seen[promise.quote])
        place_anchor(commitment.anchor, version.id, passages[promise.passage], text, promise.start, promise.end)
        commitment.withdrawn = False
        if commitment.origin == PROGRAM:
            _describe(session, commitment, promise, bodies)
        session.add(commitment)
    kept = {commitment.id for commitment in same.values()}
    return _settle_unfound(session, version, text, [commitment for commitment in known if commitment.id not in kept])


def _known_commitments(session: Session, version: Version) -> list[Commitment]:
    """Commitments of this document and language, in the order of their words."""
    return list(
        session.scalars(
            select(Commitment)
            .join(Anchor)
            .where(Commitment.document_id == version.document_id, Commitment.lang == version.lang)
            .order_by(Anchor.version_id, Anchor.start, Commitment.id)
            .options(joinedload(Commitment.anchor))
        )
    )


def _matched(
    known: list[Commitment], version: Version, text: str, promises: list[CommitmentFinding]
) -> dict[int, Commitment]:
    """Which finding, by its number, is which known commitment.

    The same words between the same neighbours come first, then the same words in order, then, in the text it already
    stood in, a stretch that overlaps it: rules may draw the edges of a promise anew.
    """

    def neighbours(commitment: Commitment, promise: CommitmentFinding) -> bool:
        anchor = commitment.anchor
        if anchor.exact != promise.quote:
            return False
        fresh = select_words(text, promise.start, promise.end)
        # Either may be cut short by the beginning or end of the text it was taken from.
        return fresh.prefix.endswith(anchor.prefix) and fresh.suffix.startswith(anchor.suffix)

    def words(commitment: Commitment, promise: CommitmentFinding) -> bool:
        return commitment.anchor.exact == promise.quote

    def overlaps(commitment: Commitment, promise: CommitmentFinding) -> bool:
        anchor = commitment.anchor
        return anchor.version_id == version.id and anchor.start < promise.end and promise.start < anchor.end

    same: dict[int, Commitment] = {}
    free = {commitment.id: commitment for commitment in known}
    for alike in (neighbours, words, overlaps):
        for number, promise in enumerate(promises):
            if number not in same:
                found = next((commitment for commitment in free.values() if alike(commitment, promise)), None)
                if found is not None:
                    same[number] = free.pop(found.id)
    return same


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


def place_anchor(anchor: Anchor, version_id: int, passage_id: int, text: str, start: int, end: int) -> None:
    """Set an anchor on ``text[start:end]`` of a version."""
    words = select_words(text, start, end)
    anchor.version_id, anchor.passage_id = version_id, passage_id
    anchor.exact, anchor.prefix, anchor.suffix = words.exact, words.prefix, words.suffix
    anchor.start, anchor.end = start, end
    anchor.outcome, anchor.verified_at = AnchorOutcome.FOUND, datetime.now(UTC)


def _describe(session: Session, commitment: Commitment, promise: CommitmentFinding, bodies: dict[str, Body]) -> None:
    commitment.body_id = _body(session, promise.actor_body, bodies)
    commitment.kind = promise.kind
    commitment.actor, commitment.action, commitment.beneficiary = promise.actor, promise.action, promise.beneficiary
    commitment.deadline, commitment.deadline_text = promise.deadline, promise.deadline_text
    commitment.condition, commitment.confidence, commitment.rule = promise.condition, promise.confidence, promise.rule
    commitment.themes = list(promise.themes)


def _body(session: Session, key: str, bodies: dict[str, Body]) -> int | None:
    if not key:
        return None
    if key not in bodies:
        row = session.scalar(select(Body).where(Body.key == key))
        if row is None:
            known = by_key()[key]
            row = Body(key=key, name_en=known.name_en, name_cy=known.name_cy)
            session.add(row)
            session.flush()
        bodies[key] = row
    return bodies[key].id


def _settle_unfound(session: Session, version: Version, text: str, unfound: list[Commitment]) -> list[str]:
    """Forget what nobody decided about; keep the rest at its words, or say that the words are gone."""
    lost = []
    for commitment in unfound:
        if not decided(session, commitment):
            forget(session, commitment)
        elif not _reanchor(session, commitment.anchor, version, text):
            commitment.withdrawn = True
            lost.append(commitment.ref)
    return lost


def decided(session: Session, commitment: Commitment) -> bool:
    """Whether a person made, judged or weighed anything about this commitment."""
    judged = exists().where(StatusEvent.commitment_id == commitment.id)
    weighed = exists().where(
        EvidenceLink.commitment_id == commitment.id,
        or_(EvidenceLink.state != LinkState.SUGGESTED, EvidenceLink.made_by != PROGRAM),
    )
    return commitment.origin != PROGRAM or bool(session.scalar(select(or_(judged, weighed))))


def forget(session: Session, commitment: Commitment) -> None:
    """Remove a commitment that nobody decided about, with its suggestions."""
    for link in list(commitment.links):
        forget_link(session, link)
    session.delete(commitment)
    session.flush()
    session.delete(commitment.anchor)


def forget_link(session: Session, link: EvidenceLink) -> None:
    """Remove a suggestion and its anchor."""
    session.delete(link)
    session.flush()
    session.delete(link.anchor)


def _reanchor(session: Session, anchor: Anchor, version: Version, text: str) -> bool:
    """Find an anchor's words in the new text of its document; False when they are not there."""
    selector = Selector(anchor.exact, anchor.prefix, anchor.suffix, anchor.start)
    found = find(selector, text)
    if found.start is None:
        anchor.outcome, anchor.verified_at = found.outcome, datetime.now(UTC)
        return False
    end = found.start + len(selector.exact)
    passage_id = session.scalar(
        select(Passage.id).where(Passage.version_id == version.id, Passage.start <= found.start, Passage.end >= end)
    )
    if passage_id is None:
        anchor.outcome, anchor.verified_at = AnchorOutcome.CHANGED, datetime.now(UTC)
        return False
    place_anchor(anchor, version.id, passage_id, text, found.start, end)
    anchor.outcome = found.outcome
    return True


def _follow_evidence(session: Session, version: Version, text: str) -> list[str]:
    """Move quotations of older versions, used as evidence, to this version; drop undecided suggestions of them."""
    links = session.scalars(
        select(EvidenceLink)
        .join(Anchor)
        .join(Version, Anchor.version_id == Version.id)
        .where(Version.document_id == version.document_id, Version.lang == version.lang, Version.id != version.id)
    ).all()
    lost = []
    for link in links:
        if link.state == LinkState.SUGGESTED and link.made_by == PROGRAM:
            forget_link(session, link)
        elif not _reanchor(session, link.anchor, version, text):
            lost.append(link.ref)
    return lost
