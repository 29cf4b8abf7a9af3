"""What waits by what sources and people say: words that are gone from where they stood, and coders who differ."""

from collections.abc import Iterator

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from corpus import codings, verify
from corpus.codebook import JUDGEMENT_VALUES, CommitmentKind, Judgement, Question, ReviewReason
from corpus.database import batched
from corpus.language import msg, tr
from corpus.models import Commitment, EvidenceLink
from corpus.review.parts import Read, Waiting, listed
from corpus.wording import name

_YES_OR_NO = {"yes": msg("yes"), "no": msg("no")}


def changed(session: Session) -> Read:
    """Commitments whose words, or those of what their judgements rest on, are gone."""
    return Read(list(_changed(session)))


def _changed(session: Session) -> Iterator[Waiting]:
    lost = verify.lost(session)
    own: dict[str, str] = {}
    for some in batched([each.owner for each in lost]):
        pressing = and_(listed(), Commitment.ref.in_(some))
        own |= {ref: ref for ref in session.scalars(select(Commitment.ref).where(pressing))}
        links = select(EvidenceLink.ref, Commitment.ref).join(Commitment, EvidenceLink.commitment_id == Commitment.id)
        own |= dict(session.execute(links.where(EvidenceLink.ref.in_(some), ~Commitment.refused)).all())
    for each in lost:
        if each.owner in own:  # not what was refused, nor what is stated elsewhere by words that stand
            why = tr(
                "its words are {outcome} in {document}, {place}",
                outcome=name(each.outcome),
                document=each.document_key,
                place=each.place,
            )
            yield Waiting(ReviewReason.CHANGED_SOURCE, own[each.owner], each.owner, why)


def disputed(session: Session) -> Read:
    """Commitments that coders say different things of."""
    return Read(list(_disputed(session)))


def _disputed(session: Session) -> Iterator[Waiting]:
    found = codings.differences(session)
    refused: set[str] = set()
    for some in batched([each.ref for each in found]):
        refused |= set(session.scalars(select(Commitment.ref).where(Commitment.refused, Commitment.ref.in_(some))))
    for each in found:
        if each.ref not in refused:
            said = ", ".join(f"{who}: {_answer(each.question, value)}" for who, value in each.answers.items())
            why = tr("coders differ on {question} ({said})", question=name(each.question), said=said)
            yield Waiting(ReviewReason.DISPUTED, each.ref, each.ref, why)


def _answer(question: Question, value: str) -> str:
    """What a coder said, as people call it."""
    if question is Question.COMMITMENT:
        return tr(_YES_OR_NO[value])
    kind = CommitmentKind if question is Question.KIND else JUDGEMENT_VALUES[Judgement(question.value)]
    return name(kind(value))
