"""Where a commitment may stand: the status that its evidence and answers point to, as a suggestion."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from corpus import reports
from corpus.bodies import find_in_either
from corpus.codebook import Delivery, Judgement, LinkState, ProgressState
from corpus.rows import Answer, CommitmentDetail, EvidenceRow, PassageRow
from corpus.types import StatusSign, StatusSubject, SuggestedStatus

Suggest = Callable[[StatusSubject, Sequence[StatusSign]], list[SuggestedStatus]]
"""What signs point to, whoever knows that."""


def suggested(
    session: Session,
    detail: CommitmentDetail,
    evidence: Sequence[EvidenceRow],
    answered: Sequence[Answer],
    suggest: Suggest,
    on: date,
) -> tuple[SuggestedStatus, ...]:
    """What the signs point to on a day, but for what is recorded already; never recorded itself."""
    subject = StatusSubject(
        ref=detail.row.ref,
        kind=detail.row.kind,
        issued=detail.row.issued,
        deadline=detail.row.deadline,
        on=on,
        searches=tuple(event.search for event in detail.history if event.search and not event.corrected),
    )
    signs = [*_evidence(session, detail, evidence), *map(_answer, answered)]
    return tuple(each for each in suggest(subject, signs) if _is_news(each, detail, signs))


def _is_news(status: SuggestedStatus, detail: CommitmentDetail, signs: Sequence[StatusSign]) -> bool:
    """Whether a suggestion says more than what people judged: something else, and on what came after they did."""
    judged = [event for event in detail.history if event.judgement is status.judgement and not event.corrected]
    if not judged or judged[-1].value in {"", Delivery.NOT_ASSESSED}:
        return True
    if status.value in {"", judged[-1].value}:
        return False
    answered = status.judgement is Judgement.RESPONSE
    rests_on = [sign for sign in signs if (sign.response if answered else sign.ref in status.evidence)]
    return any(sign.dated is None or sign.dated > judged[-1].as_of for sign in rests_on)


def _evidence(session: Session, detail: CommitmentDetail, links: Sequence[EvidenceRow]) -> Iterator[StatusSign]:
    states: dict[int, list[tuple[int, int, ProgressState]]] = {}
    for report in reports.reports_in(session, [link.quotation.passage.id for link in links]):
        states.setdefault(report.passage.id, []).append((report.start, report.end, report.state))
    for link in links:
        passage, quotation = link.quotation.passage, link.quotation
        told = [
            state for start, end, state in states.get(passage.id, ()) if start < quotation.end and quotation.start < end
        ]
        yield StatusSign(
            ref=link.ref,
            dated=passage.dated or passage.issued,
            relation=link.relation,
            state=told[0] if told else None,
            accepted=link.state is LinkState.ACCEPTED,
            by_maker=passage.document_key == detail.row.document_key or _voice(passage) in {"", _maker(detail)},
            score=link.score,
        )


def _answer(answer: Answer) -> StatusSign:
    return StatusSign(
        ref=answer.passage.ref,
        dated=answer.passage.dated or answer.passage.issued,
        response=answer.reply.response if answer.reply else None,
        score=answer.suggestion.score,
    )


def _maker(detail: CommitmentDetail) -> str:
    """Whoever promised: the body that is bound, else the publisher, named as ``_voice`` names speakers."""
    if detail.row.body_key:
        return detail.row.body_key
    return _known(detail.row.publisher)


def _voice(passage: PassageRow) -> str:
    return _known(passage.role or passage.speaker or passage.publisher)


def _known(name: str) -> str:
    body = find_in_either(name)
    return body.key if body else name.casefold()
