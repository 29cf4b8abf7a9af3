"""Coding blind: what several people say of the same words, each on their own; how far they agree, where they differ.

What a coder says changes nothing in the account. Who settles a difference decides (``editing.settle``, ``account``).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from corpus import commitments, events, journal
from corpus.agreement import alpha, kappa
from corpus.codebook import QUESTION_VALUES, Action, Judgement, Question
from corpus.errors import UsageProblem
from corpus.models import Coding, Commitment, Decision, StatusEvent
from corpus.same import groups


@dataclass(frozen=True, slots=True)
class Difference:
    """What coders say differently of one commitment: each by name, with their answer."""

    ref: str
    question: Question
    answers: Mapping[str, str]
    since: datetime


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree on a question over ``units`` commitments that two or more of them coded.

    ``kappa`` is Cohen's, of two coders; ``alpha`` Krippendorff's, of all who are named. None where undefined.
    """

    question: Question
    coders: tuple[str, ...]
    units: int
    agreed: int
    kappa: float | None
    alpha: float | None


def code(session: Session, ref: str, answers: Mapping[Question, str], who: str) -> str:
    """Keep what one coder says of a commitment, in the place of what they said before; returns its whole ref.

    Raises NotFound, UsageProblem for an answer that the codebook does not know.
    """
    if not who.strip():
        raise UsageProblem("A coding needs the name of whoever makes it; set it as name in settings.toml.")
    if not answers:
        raise UsageProblem("Nothing to keep; answer one of the questions: {questions}.", questions=", ".join(Question))
    for question, value in answers.items():
        if value not in QUESTION_VALUES[question]:
            raise UsageProblem(
                "{value} is no answer to {question}; choose one of: {answers}.",
                value=value,
                question=question,
                answers=", ".join(QUESTION_VALUES[question]),
            )
    ref = commitments.find_ref(session, ref)
    own = session.scalars(select(Commitment.id).where(Commitment.ref == ref)).one()
    now = datetime.now(UTC)
    session.add_all(
        Coding(commitment_id=own, question=question, value=value, who=who.strip(), made_at=now)
        for question, value in answers.items()
    )
    session.flush()
    return ref


def next_for(session: Session, who: str) -> str | None:
    """The ref of what a coder is to look at next, or None when all is coded.

    What others have coded comes first; then all in the order of their refs, which is as good as drawn by lot, so that
    coders who never speak meet over the same ones.
    """
    mine = select(Coding.commitment_id).where(Coding.who == who.strip())
    coders = select(func.count(Coding.who.distinct())).where(Coding.commitment_id == Commitment.id)
    wanted = select(Commitment.ref).where(groups.stands(), Commitment.id.not_in(mine))
    return session.scalar(wanted.order_by(coders.scalar_subquery().desc(), Commitment.ref).limit(1))


def coded(session: Session, who: str) -> int:
    """How many commitments a coder has coded."""
    mine = select(func.count(Coding.commitment_id.distinct())).where(Coding.who == who.strip())
    return session.scalar(mine) or 0


def agreements(session: Session) -> list[Agreement]:
    """How far every two coders agree, and, where there are more, all of them, on each question."""
    found = []
    for question, told in _answers(session).items():
        coders = sorted({who for answers in told.values() for who in answers})
        pairs = list(combinations(coders, 2))
        for some in [*pairs, *([tuple(coders)] if len(coders) > 2 else [])]:
            if (one := _agreement(question, some, told)) is not None:
                found.append(one)
    return found


def differences(session: Session) -> list[Difference]:
    """Commitments that coders say different things of, and that nobody settled since, the oldest first.

    What they say of the words is settled by ``editing.settle``, what they say of a judgement by a judgement.
    """
    refs = dict(session.execute(select(Commitment.id, Commitment.ref).where(_is_coded())).all())
    if not refs:
        return []
    settled = _settled(session)
    found = []
    for commitment_id, answers in _newest(session).items():
        for question, given in answers.items():
            since = max(made_at for _, made_at in given.values())
            values = {who: value for who, (value, _) in sorted(given.items())}
            if len(set(values.values())) > 1 and since > settled.get((commitment_id, question), _NEVER):
                found.append(Difference(refs[commitment_id], question, values, since))
    return sorted(found, key=lambda one: (one.since, one.ref, one.question))


def _is_coded() -> ColumnElement[bool]:
    """Whether anybody coded a commitment."""
    return Commitment.id.in_(select(Coding.commitment_id))


_NEVER = datetime.min.replace(tzinfo=UTC)


def _settled(session: Session) -> dict[tuple[int, Question], datetime]:
    """By commitment and question, when somebody last decided it."""
    found: dict[tuple[int, Question], datetime] = {}
    words = (
        select(Commitment.id, func.max(Decision.recorded_at))
        .join(Decision, Decision.commitment_ref == Commitment.ref)
        .where(Decision.action == Action.SETTLED, journal.stands())
        .group_by(Commitment.id)
    )
    for commitment_id, at in session.execute(words):
        found |= {(commitment_id, question): at for question in (Question.COMMITMENT, Question.KIND)}
    judged = (
        select(groups.number(), StatusEvent.judgement, func.max(StatusEvent.recorded_at))
        .join(StatusEvent, StatusEvent.commitment_id == Commitment.id)
        .where(events.counts())
        .group_by(groups.number(), StatusEvent.judgement)
    )
    at_of = {(group, judgement): at for group, judgement, at in session.execute(judged)}
    for commitment_id, group in session.execute(select(Commitment.id, groups.number()).where(_is_coded())):
        for judgement in Judgement:
            if (group, judgement) in at_of:
                found[commitment_id, Question(judgement)] = at_of[group, judgement]
    return found


def _agreement(question: Question, coders: tuple[str, ...], told: Mapping[int, Mapping[str, str]]) -> Agreement | None:
    units = [[answers[who] for who in coders if who in answers] for answers in told.values()]
    units = [unit for unit in units if len(unit) > 1]
    if not units:
        return None
    return Agreement(
        question=question,
        coders=coders,
        units=len(units),
        agreed=sum(len(set(unit)) == 1 for unit in units),
        kappa=kappa([(unit[0], unit[1]) for unit in units]) if len(coders) == 2 else None,
        alpha=alpha(units),
    )


def _answers(session: Session) -> dict[Question, dict[int, dict[str, str]]]:
    """By question and commitment, the newest answer of each coder."""
    found: dict[Question, dict[int, dict[str, str]]] = {question: {} for question in Question}
    for commitment_id, answers in _newest(session).items():
        for question, given in answers.items():
            found[question][commitment_id] = {who: value for who, (value, _) in given.items()}
    return found


def _newest(session: Session) -> dict[int, dict[Question, dict[str, tuple[str, datetime]]]]:
    found: dict[int, dict[Question, dict[str, tuple[str, datetime]]]] = defaultdict(lambda: defaultdict(dict))
    for each in _in_order(session):
        found[each.commitment_id][Question(each.question)][each.who] = (each.value, each.made_at)
    return found


def _in_order(session: Session) -> Iterator[Coding]:
    yield from session.scalars(select(Coding).order_by(Coding.id))
