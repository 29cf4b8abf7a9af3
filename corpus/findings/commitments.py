"""Commitments as they are found or added by hand: those that are known stay the same ones."""

from collections import Counter

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from corpus import carrying, matching
from corpus.carrying import PERSON, PROGRAM
from corpus.codebook import CommitmentKind
from corpus.database import next_revision
from corpus.documents import text as version_text
from corpus.findings.bodies import Bodies
from corpus.models import Anchor, Commitment, Passage, Version
from corpus.refs import digest_ref
from corpus.types import CommitmentFinding


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
    commitment.body_id, commitment.amends = Bodies(session).id(body), passage.amends
    for field in ("actor", "action", "beneficiary", "deadline_text", "condition"):
        setattr(commitment, field, "")
    passage.version.revision = next_revision(session)
    session.add(commitment)
    session.flush()
    return commitment.ref


def keep_commitments(
    session: Session,
    version: Version,
    text: str,
    passages: list[int],
    promises: list[CommitmentFinding],
    bodies: Bodies,
) -> list[str]:
    """Store the commitments found in a version; returns the refs of decided ones whose words are gone."""
    known, decided = carrying.known_of(session, version), carrying.decided_of(session, version)
    held = matching.matched(known, decided, version, text, promises)
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


def _describe(commitment: Commitment, promise: CommitmentFinding, bodies: Bodies) -> None:
    commitment.body_id = bodies.id(promise.actor_body)
    commitment.kind = promise.kind
    commitment.actor, commitment.action, commitment.beneficiary = promise.actor, promise.action, promise.beneficiary
    commitment.deadline, commitment.deadline_text = promise.deadline, promise.deadline_text
    commitment.condition, commitment.confidence, commitment.rule = promise.condition, promise.confidence, promise.rule
    commitment.themes, commitment.amends = list(promise.themes), promise.amends
