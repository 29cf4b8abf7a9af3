"""Whether what a response says of promises is what the account says of them today."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from corpus import commitments
from corpus.codebook import JUDGEMENT_VALUES, UNMET, Delivery, Judgement
from corpus.errors import UsageProblem
from corpus.language import tr
from corpus.rows import CommitmentRow
from corpus.wording import name
from publish.responses.checked import Problem, ProblemKind
from publish.responses.form import StatusSaid

VIEWS = ("unmet", "overdue")
"""What is said of a commitment and follows from its judgement and its deadline."""


def problems(session: Session, statuses: Sequence[StatusSaid], on: date) -> Iterator[Problem]:
    """What is said of promises that the account does not say on a day, in order."""
    for said in statuses:
        sentence = _wrong(session, said, on)
        if sentence:
            yield Problem(said.line, ProblemKind.STATUS, sentence)


def _wrong(session: Session, said: StatusSaid, on: date) -> str:
    try:
        ref = commitments.find_ref(session, said.ref)
    except UsageProblem as error:
        return str(error)
    row = commitments.rows(session, [ref], on=on)[ref]
    if row.refused:
        return tr("A person said that {ref} is no commitment, so nothing can be said of what became of it.", ref=ref)
    if row.withdrawn:
        return tr("The words of {ref} are not in their document any more; decide about the new ones first.", ref=ref)
    return _view(row, said) if said.value in VIEWS else _judged(row, said)


def _judged(row: CommitmentRow, said: StatusSaid) -> str:
    judgement = Judgement(said.judgement)
    words = JUDGEMENT_VALUES[judgement]
    if said.value not in set(words):
        return tr(
            "“{value}” is no word for {judgement}; there are: {words}.",
            value=said.value,
            judgement=name(judgement),
            words=", ".join((*words, *(VIEWS if judgement is Judgement.DELIVERY else ()))),
        )
    held = {Judgement.RESPONSE: row.response, Judgement.DELIVERY: row.delivery}.get(judgement, row.verifiability)
    if held == said.value:
        return ""
    if held is None or held == Delivery.NOT_ASSESSED:
        return _undecided(row, name(words(said.value)))
    return _otherwise(row, name(words(said.value)), name(held))


def _view(row: CommitmentRow, said: StatusSaid) -> str:
    told = tr("unmet") if said.value == "unmet" else tr("overdue")
    if row.delivery is Delivery.NOT_ASSESSED:
        return _undecided(row, told)
    if row.overdue if said.value == "overdue" else row.delivery in UNMET:
        return ""
    if row.delivery in UNMET:
        return tr("{ref} is said to be overdue; the account has no deadline of it that has passed.", ref=row.ref)
    return _otherwise(row, told, name(row.delivery))


def _otherwise(row: CommitmentRow, said: str, held: str) -> str:
    return tr("{ref} is said to be “{said}”; the account says “{held}” today.", ref=row.ref, said=said, held=held)


def _undecided(row: CommitmentRow, said: str) -> str:
    return tr("{ref} is said to be “{said}”; nobody has judged that yet.", ref=row.ref, said=said)
