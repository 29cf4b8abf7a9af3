"""What was said of a commitment afterwards, by date: answers, reports, evidence, judgements.

Reports reach a commitment as suggested evidence (``addewid link``), answers by words and numbers. What no person
accepted may bear on it, and is never said to; the status that it points to is a suggestion, and no judgement.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from addewid.pipeline import standing
from addewid.pipeline.answers import Answer, Search, answers
from addewid.pipeline.promised import FORMER, Promised, promised_by
from corpus import commitments, documents, reports
from corpus.codebook import Lang, LinkState, Relation
from corpus.rows import CommitmentDetail, EvidenceRow, PassageRow, ReplyRow, ReportRow, StatementRow
from corpus.types import SuggestedStatus

ANSWERS = 3
"""Answers to a recommendation that are shown, the likeliest."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing on a timeline: ``what`` it is, the ``value`` that it gives, in words of the codebook, and its words.

    ``may_bear`` says that only the program thinks that it is about the commitment. ``ref`` names the evidence, the
    commitment or the passage. ``when`` is the date no more exact than it is known; ``order`` says where dates do not
    show that it came after the promise, and is empty where they do. ``score`` and ``reasons`` are the program's.
    """

    dated: date | None
    when: str
    what: str
    value: str
    quote: str
    who: str
    ref: str
    source: str
    place: str
    passage_ref: str
    may_bear: bool = False
    order: str = ""
    score: float = 1.0
    reasons: tuple[str, ...] = ()


@dataclass(slots=True)
class Timeline:
    """Moments: the promise, then by date, the undated last. ``earlier`` counts evidence left out, being no later.

    ``suggested_status`` is that that they point to, where that is not how it stands: a suggestion, never recorded.
    """

    ref: str
    moments: list[Moment] = field(default_factory=list)
    earlier: int = 0
    suggested_status: list[SuggestedStatus] = field(default_factory=list)


def of_commitment(session: Session, ref: str, search: Search) -> Timeline:
    """What became of a commitment, wherever people said that it is stated. Raises NotFound or UsageProblem."""
    timeline = Timeline(commitments.find_ref(session, ref))
    asked = commitments.get(session, timeline.ref)
    details = [asked, *(commitments.get(session, other.ref) for other in asked.statements)]
    promised = promised_by(detail.own for detail in details)
    moments = [moment for detail in details for moment in _statement(detail.own)]
    moments += _judgements(asked, promised)
    # An answer may be to a recommendation that several statements repeat.
    answered = _answered(session, details, search)
    moments += [_answer(answer, order) for answer, order in answered]
    evidence = [link for link in asked.evidence if link.state is not LinkState.REJECTED]
    later = [link for link in evidence if _counts(link, promised)]
    timeline.earlier = len(evidence) - len(later)
    moments += _evidence(session, later, promised)
    timeline.moments = sorted(moments, key=lambda moment: (not _is_first(moment, promised), *_by_date(moment)))
    timeline.suggested_status = standing.suggested(session, asked, later, [answer for answer, _ in answered])
    return timeline


def of_document(session: Session, key: str, lang: Lang | None = None) -> Timeline:
    """What a document itself reports and answers. Raises NotFound."""
    row = documents.get(session, key, lang)
    timeline = Timeline(row.key)
    timeline.moments += [_report(one) for one in reports.reports_of_version(session, row.version_id)]
    timeline.moments += [_reply(one) for one in reports.replies_of_version(session, row.version_id)]
    timeline.moments.sort(key=_by_date)
    return timeline


def _by_date(moment: Moment) -> tuple[date, bool, str]:
    return moment.dated or date.max, moment.what != "stated", moment.ref


def _is_first(moment: Moment, promised: Promised) -> bool:
    """Whether it is the promise itself, as first stated for all that is known."""
    return moment.what == "stated" and moment.dated in {None, promised.last}


def _statement(row: StatementRow) -> Iterator[Moment]:
    where = (row.ref, row.stands_in, row.place, row.passage_ref)
    yield Moment(row.issued, row.when, "stated", row.kind, row.quote, row.body, *where)
    if row.deadline:
        yield Moment(row.deadline, row.deadline.isoformat(), "deadline", "", row.deadline_text, "", *where)


def _judgements(detail: CommitmentDetail, promised: Promised) -> Iterator[Moment]:
    for event in detail.history:
        mark = " (self-reported)" if event.self_reported else ""
        value = (
            f"{event.judgement}: {event.value or 'taken back'}{mark}{' (corrected since)' if event.corrected else ''}"
        )
        on = event.as_of
        order = FORMER if promised.first and on < promised.first else ""
        where = (event.commitment_ref, "", "", "")
        yield Moment(on, on.isoformat(), "judged", value, event.because, event.who, *where, order=order)


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
        yield Moment(
            dated=_dated(passage),
            when=passage.when,
            what="evidence",
            value=f"{link.relation}{f': {states[0]}' if states else ''}",
            quote=quotation.exact,
            who=passage.speaker or passage.publisher,
            ref=link.ref,
            source=passage.stands_in,
            place=passage.place,
            passage_ref=passage.ref,
            may_bear=link.state is LinkState.SUGGESTED,
            order=FORMER
            if promised.is_earlier(_dated(passage))
            else promised.order(_dated(passage), _dated_text(passage)),
            score=link.score,
            reasons=link.reasons,
        )


def _counts(link: EvidenceRow, promised: Promised) -> bool:
    """Whether evidence belongs on a timeline: what tells of delivery must be later, a case may be older."""
    return link.relation is Relation.ILLUSTRATES or not promised.is_earlier(_dated(link.quotation.passage))


def _dated(passage: PassageRow) -> date | None:
    return passage.dated or passage.issued


def _dated_text(passage: PassageRow) -> str:
    return "" if passage.dated else passage.issued_text


def _answered(session: Session, details: Iterable[CommitmentDetail], search: Search) -> list[tuple[Answer, str]]:
    """The likeliest answers to all statements, each once, with what is to be said of their order."""
    best: dict[int, tuple[Answer, str]] = {}
    for detail in details:
        made = promised_by([detail.own])
        for answer in answers(session, detail, search):
            known = best.get(answer.passage.id)
            if known is None or answer.suggestion.score > known[0].suggestion.score:
                order = made.order(_dated(answer.passage), _dated_text(answer.passage))
                best[answer.passage.id] = answer, order
    return sorted(best.values(), key=lambda each: (-each[0].suggestion.score, each[0].passage.id))[:ANSWERS]


def _answer(answer: Answer, order: str) -> Moment:
    """An answer on the timeline of the recommendation that it may be to."""
    passage, reply, suggestion = answer.passage, answer.reply, answer.suggestion
    return Moment(
        dated=_dated(passage),
        when=passage.when,
        what="response",
        value=_says(reply) if reply else "",
        quote=reply.quote if reply else passage.text,
        who=passage.speaker or passage.publisher,
        ref=passage.ref,
        source=passage.stands_in,
        place=passage.place,
        passage_ref=passage.ref,
        may_bear=True,
        order=order,
        score=suggestion.score,
        reasons=suggestion.reasons,
    )


def _says(reply: ReplyRow) -> str:
    """What an answer says, and of which recommendation."""
    return f"{reply.response}{f' (recommendation {reply.recommendation})' if reply.recommendation else ''}"


def _report(row: ReportRow) -> Moment:
    passage, when = row.passage, row.dated.isoformat() if row.dated else row.passage.when
    return Moment(
        dated=row.dated,
        when=when,
        what="report",
        value=row.state,
        quote=row.quote,
        who=row.actor or passage.speaker or passage.publisher,
        ref=passage.ref,
        source=passage.stands_in,
        place=passage.place,
        passage_ref=passage.ref,
    )


def _reply(row: ReplyRow) -> Moment:
    passage = row.passage
    return Moment(
        dated=_dated(passage),
        when=passage.when,
        what="response",
        value=_says(row),
        quote=row.quote,
        who=passage.speaker or passage.publisher,
        ref=passage.ref,
        source=passage.stands_in,
        place=passage.place,
        passage_ref=passage.ref,
    )
