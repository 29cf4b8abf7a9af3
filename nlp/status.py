"""What became of a commitment, as far as its timeline shows: a suggestion, with reasons, for a person to judge.

Nothing is suggested where nothing is known. A promise is never called unmet because nobody looked.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from corpus.codebook import CommitmentKind, Delivery, Judgement, ProgressState, Relation
from corpus.types import StatusSign, StatusSubject, SuggestedStatus

SURE = 0.4
"""Score of an answer, or of suggested evidence, below which nothing is made of it."""

GUESSED = 0.6
"""How far a status is trusted that rests on evidence which no person has accepted."""

CERTAIN: dict[str, float] = {
    Delivery.MET: 0.9,
    Delivery.IN_PROGRESS: 0.9,
    Delivery.PARTLY_MET: 0.6,
    Delivery.STALLED: 0.6,
    Delivery.BROKEN: 0.5,
}
"""How far evidence that all agrees can show a status: that a promise was broken is for people to say."""

CLOSE = 0.1
"""Difference of scores below which two answers that say different things leave it open which one counts."""

TELLS = frozenset({Relation.DELIVERS, Relation.REPORTS_PROGRESS, Relation.CONTRADICTS})
"""How evidence bears that tells what became of a promise."""


def suggest_status(subject: StatusSubject, signs: Sequence[StatusSign]) -> list[SuggestedStatus]:
    """The response and the delivery that the signs on a timeline point to: at most one of each."""
    known = [sign for sign in signs if sign.accepted or sign.score >= SURE]
    found = (_response(subject, known), _delivery(subject, [sign for sign in known if sign.relation in TELLS]))
    return [each for each in found if each is not None]


def _response(subject: StatusSubject, signs: Iterable[StatusSign]) -> SuggestedStatus | None:
    """What the best answer says; nothing but a task where two that are as good differ."""
    if subject.kind is not CommitmentKind.RECOMMENDATION:
        return None
    answers = sorted((sign for sign in signs if sign.response), key=lambda sign: (-sign.score, sign.ref))
    if not answers:
        return None
    best = answers[0]
    other = next((each for each in answers if each.response != best.response), None)
    if other is not None and best.score - other.score < CLOSE:
        reasons = (_answered(best), _answered(other))
        return SuggestedStatus(Judgement.RESPONSE, "", 0.0, reasons, do="Two answers differ: read both.")
    return SuggestedStatus(Judgement.RESPONSE, str(best.response), round(best.score, 3), (_answered(best),))


def _answered(sign: StatusSign) -> str:
    return f"The answer at {sign.ref}{_on(sign.dated)} says {sign.response}."


def _delivery(subject: StatusSubject, signs: Sequence[StatusSign]) -> SuggestedStatus | None:
    """What the evidence comes to; of a promise that is due and of which nothing is known, that somebody should look."""
    if not signs:
        return _unknown(subject)
    shown = sorted(signs, key=lambda sign: (sign.dated or date.min, sign.ref))
    value, do = _value(subject, shown)
    trust = CERTAIN.get(value, 0.0) * (1.0 if all(sign.accepted for sign in shown) else GUESSED)
    score = round(trust * max(1.0 if sign.accepted else sign.score for sign in shown), 3)
    done = [sign for sign in shown if sign.relation is Relation.DELIVERS]
    own_word = value == Delivery.MET and all(sign.by_maker for sign in done)
    reasons = [_told(sign) for sign in shown]
    if own_word:
        reasons.append("Only whoever promised it says that it was done: met would be self-reported.")
    if _is_due(subject) and value != Delivery.MET:
        reasons.append(f"It fell due on {subject.deadline}.")
    refs = tuple(sign.ref for sign in shown)
    return SuggestedStatus(Judgement.DELIVERY, value, score, tuple(reasons), refs, own_word, do)


def _value(subject: StatusSubject, shown: Sequence[StatusSign]) -> tuple[str, str]:
    """A word of the codebook for evidence in order of date; or none, and what a person should do about it."""
    relations = {sign.relation for sign in shown}
    against = [sign for sign in shown if sign.relation is Relation.CONTRADICTS]
    states = {sign.state for sign in against}
    if Relation.DELIVERS in relations:
        done = [sign for sign in shown if sign.relation is Relation.DELIVERS][-1]
        is_disputed = any((sign.dated or date.min) >= (done.dated or date.min) for sign in against)
        return (Delivery.PARTLY_MET if is_disputed else Delivery.MET), ""
    if ProgressState.DROPPED in states:
        return Delivery.BROKEN, ""
    last = shown[-1]
    if not against or last.relation is Relation.REPORTS_PROGRESS or last.state is ProgressState.UNDER_WAY:
        return Delivery.IN_PROGRESS, ""
    if ProgressState.DELAYED in states or Relation.REPORTS_PROGRESS in relations:
        return Delivery.STALLED, ""
    if _is_due(subject):
        return Delivery.BROKEN, ""
    return "", "It is contradicted: read that and judge."


def _unknown(subject: StatusSubject) -> SuggestedStatus | None:
    if not _is_due(subject):
        return None
    due = f"It fell due on {subject.deadline}, and nothing here tells what became of it."
    if subject.searches:
        searched = f"A search found nothing: {', '.join(subject.searches)}."
        return SuggestedStatus(Judgement.DELIVERY, Delivery.NO_EVIDENCE_FOUND, GUESSED, (due, searched))
    look = "Look for evidence, and keep a search that finds none: addewid search --record QUERY."
    return SuggestedStatus(Judgement.DELIVERY, "", 0.0, (due,), do=look)


def _is_due(subject: StatusSubject) -> bool:
    return subject.deadline is not None and subject.deadline < subject.on


def _told(sign: StatusSign) -> str:
    """What a piece of evidence shows, in a sentence with its ref."""
    whose = " in the words of whoever promised" if sign.by_maker else ""
    said = {
        Relation.DELIVERS: "says that it was done",
        Relation.REPORTS_PROGRESS: "reports progress",
        Relation.CONTRADICTS: "speaks against it",
    }[sign.relation or Relation.CONTRADICTS]
    accepted = "" if sign.accepted else ", which nobody has accepted yet,"
    return f"{sign.ref}{_on(sign.dated)}{accepted} {said}{whose}."


def _on(dated: date | None) -> str:
    return f" of {dated}" if dated else ""
