"""What was said of a commitment afterwards, by date: answers, reports, evidence, judgements.

Reports reach a commitment as suggested evidence (``addewid link``), answers by words and numbers. What no person
accepted may bear on it, and is never said to; the status that it points to is a suggestion, and no judgement. Answers
and suggestions are found by whoever knows language and the index: this module is given them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from corpus import commitments, documents, reports, standing
from corpus.codebook import AnchorOutcome, Lang, LinkState, Relation
from corpus.promised import Promised, promised_by
from corpus.rows import (
    Answer,
    CommitmentDetail,
    EvidenceRow,
    Happening,
    Moment,
    PassageRow,
    Quotation,
    ReplyRow,
    ReportRow,
    Timeline,
)
from corpus.rows.timeline import FORMER

ANSWERS = 3
"""Answers to a recommendation that are shown, the likeliest."""

Answering = Callable[[Session, CommitmentDetail], Sequence[Answer]]
"""The passages that may answer a statement of a recommendation, best first."""


def of_commitment(
    session: Session, ref: str, answering: Answering, suggest: standing.Suggest, *, on: date | None = None
) -> Timeline:
    """What became of a commitment, wherever people said that it is stated. Raises NotFound or UsageProblem."""
    today = on or date.today()
    asked = commitments.get(session, ref, on=today)
    details = [asked, *(commitments.get(session, other.ref, on=today) for other in asked.statements)]
    promised = promised_by(detail.own for detail in details)
    moments = [moment for detail in details for moment in _statement(detail)]
    moments += _judgements(asked, promised)
    # An answer may be to a recommendation that several statements repeat.
    answered = _answered(session, details, answering)
    moments += [_answer(answer, order) for answer, order in answered]
    evidence = [link for link in asked.evidence if link.state is not LinkState.REJECTED]
    later = [link for link in evidence if _counts(link, promised)]
    moments += _evidence(session, later, promised)
    return Timeline(
        asked.row.ref,
        tuple(sorted(moments, key=lambda moment: (not _is_first(moment, promised), *_by_date(moment)))),
        len(evidence) - len(later),
        standing.suggested(session, asked, later, [answer for answer, _ in answered], suggest, today),
    )


def of_document(session: Session, key: str, lang: Lang | None = None) -> Timeline:
    """What a document itself reports and answers. Raises NotFound."""
    row = documents.get(session, key, lang)
    moments = [_report(one) for one in reports.reports_of_version(session, row.version_id)]
    moments += [_reply(one) for one in reports.replies_of_version(session, row.version_id)]
    return Timeline(row.key, tuple(sorted(moments, key=_by_date)))


def _by_date(moment: Moment) -> tuple[date, bool, str]:
    return moment.dated or date.max, moment.what is not Happening.STATED, moment.ref


def _is_first(moment: Moment, promised: Promised) -> bool:
    """Whether it is the promise itself, as first stated for all that is known."""
    return moment.what is Happening.STATED and moment.dated in {None, promised.last}


def _statement(detail: CommitmentDetail) -> Iterator[Moment]:
    row, quotation = detail.own, detail.quotation
    yield Moment(row.issued, row.when, Happening.STATED, row.kind, row.quote, row.body, row.ref, quotation)
    if row.deadline:
        due = row.deadline
        yield Moment(due, due.isoformat(), Happening.DEADLINE, "", row.deadline_text, "", row.ref, quotation)


def _judgements(detail: CommitmentDetail, promised: Promised) -> Iterator[Moment]:
    for event in detail.history:
        yield Moment(
            dated=event.as_of,
            when=event.as_of.isoformat(),
            what=Happening.JUDGED,
            value=event.value,
            quote=event.because,
            who=event.who,
            ref=event.commitment_ref,
            order=FORMER if promised.first and event.as_of < promised.first else "",
            judgement=event.judgement,
            event=event.name,
            self_reported=event.self_reported,
            corrected=event.corrected,
        )


def _evidence(session: Session, links: Sequence[EvidenceRow], promised: Promised) -> Iterator[Moment]:
    told: dict[int, list[ReportRow]] = {}
    for report in reports.reports_in(session, [link.quotation.passage.id for link in links]):
        told.setdefault(report.passage.id, []).append(report)
    for link in links:
        quotation, passage = link.quotation, link.quotation.passage
        states = [
            report.state
            for report in told.get(passage.id, ())
            if report.start < quotation.end and quotation.start < report.end
        ]
        earlier = promised.is_earlier(_dated(passage))
        yield Moment(
            dated=_dated(passage),
            when=passage.when,
            what=Happening.EVIDENCE,
            value=link.relation,
            quote=quotation.exact,
            who=passage.speaker or passage.publisher,
            ref=link.ref,
            quotation=quotation,
            order=FORMER if earlier else promised.order(_dated(passage), _dated_text(passage)),
            may_bear=link.state is LinkState.SUGGESTED,
            score=link.score,
            reasons=link.reasons,
            state=states[0] if states else None,
        )


def _counts(link: EvidenceRow, promised: Promised) -> bool:
    """Whether evidence belongs on a timeline: what tells of delivery must be later, a case may be older."""
    return link.relation is Relation.ILLUSTRATES or not promised.is_earlier(_dated(link.quotation.passage))


def _dated(passage: PassageRow) -> date | None:
    return passage.dated or passage.issued


def _dated_text(passage: PassageRow) -> str:
    return "" if passage.dated else passage.issued_text


def _answered(session: Session, details: Iterable[CommitmentDetail], answering: Answering) -> list[tuple[Answer, str]]:
    """The likeliest answers to all statements, each once, with what is to be said of their order."""
    best: dict[int, tuple[Answer, str]] = {}
    for detail in details:
        made = promised_by([detail.own])
        for answer in answering(session, detail):
            known = best.get(answer.passage.id)
            if known is None or answer.suggestion.score > known[0].suggestion.score:
                order = made.order(_dated(answer.passage), _dated_text(answer.passage))
                best[answer.passage.id] = answer, order
    return sorted(best.values(), key=lambda each: (-each[0].suggestion.score, each[0].passage.id))[:ANSWERS]


def _answer(answer: Answer, order: str) -> Moment:
    """An answer on the timeline of the recommendation that it may be to."""
    passage, reply, suggestion = answer.passage, answer.reply, answer.suggestion
    quotation = _of_reply(reply) if reply else _whole(passage)
    return Moment(
        dated=_dated(passage),
        when=passage.when,
        what=Happening.RESPONSE,
        value=reply.response if reply else "",
        quote=quotation.exact,
        who=passage.speaker or passage.publisher,
        ref=passage.ref,
        quotation=quotation,
        order=order,
        may_bear=True,
        score=suggestion.score,
        reasons=suggestion.reasons,
        recommendation=reply.recommendation if reply else "",
    )


def _report(row: ReportRow) -> Moment:
    passage = row.passage
    return Moment(
        dated=row.dated,
        when=row.dated.isoformat() if row.dated else passage.when,
        what=Happening.REPORT,
        value=row.state,
        quote=row.quote,
        who=row.actor or passage.speaker or passage.publisher,
        ref=passage.ref,
        quotation=Quotation(row.quote, row.start, row.end, AnchorOutcome.FOUND, passage),
    )


def _reply(row: ReplyRow) -> Moment:
    passage = row.passage
    return Moment(
        dated=_dated(passage),
        when=passage.when,
        what=Happening.RESPONSE,
        value=row.response,
        quote=row.quote,
        who=passage.speaker or passage.publisher,
        ref=passage.ref,
        quotation=_of_reply(row),
        recommendation=row.recommendation,
    )


def _of_reply(row: ReplyRow) -> Quotation:
    return Quotation(row.quote, row.start, row.end, AnchorOutcome.FOUND, row.passage)


def _whole(passage: PassageRow) -> Quotation:
    return Quotation(passage.text, 0, len(passage.text), AnchorOutcome.FOUND, passage)
