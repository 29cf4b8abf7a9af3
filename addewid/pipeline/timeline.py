"""What was said of a commitment afterwards, by date: answers, reports, evidence, judgements.

Reports reach a commitment as suggested evidence (``addewid link``), answers by the number of the recommendation. What
no person accepted may bear on it, and is never said to.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus import commitments, documents, pairs, progress
from corpus.codebook import CommitmentKind, Lang, LinkState
from corpus.models import Commitment
from corpus.rows import CommitmentDetail, EvidenceRow, PassageRow, ReplyRow, ReportRow
from nlp.links import content

ABOUT = 0.5
"""Share of a recommendation's words, or of its document's title, that an answer to it repeats."""

BEFORE = 3
"""Passages before an answer in which the recommendation may be repeated."""

_NUMBERED = re.compile(r"^\W*(?:recommendation|argymhelliad)?\s*(\d+\w?)\b", re.IGNORECASE)
_NAMED = re.compile(r"\b(?:recommendation|argymhelliad)\s+(\d+\w?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing on a timeline: ``what`` it is, the ``value`` that it gives, in words of the codebook, and its words.

    ``may_bear`` says that only the program thinks that it is about the commitment. ``ref`` names the evidence, the
    commitment or the passage. ``when`` is the date no more exact than it is known.
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


@dataclass(slots=True)
class Timeline:
    """Moments by date, the undated last. ``earlier`` counts evidence left out as it is not later than the promise."""

    ref: str
    moments: list[Moment] = field(default_factory=list)
    earlier: int = 0


def of_commitment(session: Session, ref: str) -> Timeline:
    """What became of a commitment, wherever people said that it is stated. Raises NotFound or UsageProblem."""
    timeline = Timeline(commitments.find_ref(session, ref))
    own = session.scalars(select(Commitment.id).where(Commitment.ref == timeline.ref)).one()
    group = session.scalars(select(Commitment.ref).where(Commitment.id.in_(pairs.group_of(session, own)))).all()
    details = [commitments.get(session, one) for one in sorted(group)]
    promised = min((detail.row.issued for detail in details if detail.row.issued), default=None)
    for detail in details:
        timeline.moments += _statement(detail)
        timeline.moments += _judgements(detail)
        timeline.moments += _replies(session, detail)
    evidence = [link for detail in details for link in detail.evidence if link.state is not LinkState.REJECTED]
    later = [link for link in evidence if _is_later(_dated(link), promised)]
    timeline.earlier = len(evidence) - len(later)
    timeline.moments += _evidence(session, later)
    timeline.moments.sort(key=_by_date)
    return timeline


def of_document(session: Session, key: str, lang: Lang | None = None) -> Timeline:
    """What a document itself reports and answers. Raises NotFound."""
    row = documents.get(session, key, lang)
    timeline = Timeline(row.key)
    timeline.moments += [_report(one) for one in progress.reports_of_version(session, row.version_id)]
    timeline.moments += [_reply(one, may_bear=False) for one in progress.replies_of_version(session, row.version_id)]
    timeline.moments.sort(key=_by_date)
    return timeline


def _by_date(moment: Moment) -> tuple[date, bool, str]:
    return moment.dated or date.max, moment.what != "stated", moment.ref


def _statement(detail: CommitmentDetail) -> Iterator[Moment]:
    row = detail.row
    where = (row.ref, row.stands_in, row.place, row.passage_ref)
    yield Moment(row.issued, row.when, "stated", row.kind, row.quote, row.body, *where)
    if row.deadline:
        yield Moment(row.deadline, row.deadline.isoformat(), "deadline", "", row.deadline_text, "", *where)


def _judgements(detail: CommitmentDetail) -> Iterator[Moment]:
    for event in detail.history:
        value = f"{event.judgement}: {event.value}{' (self-reported)' if event.self_reported else ''}"
        on = event.as_of
        yield Moment(on, on.isoformat(), "judged", value, event.because, event.who, detail.row.ref, "", "", "")


def _evidence(session: Session, links: Iterable[EvidenceRow]) -> Iterator[Moment]:
    links = list(links)
    told: dict[int, list[ReportRow]] = {}
    for report in progress.reports_in(session, [link.quotation.passage.id for link in links]):
        told.setdefault(report.passage.id, []).append(report)
    for link in links:
        quotation, passage = link.quotation, link.quotation.passage
        states = [
            report.state
            for report in told.get(passage.id, ())
            if report.start < quotation.end and quotation.start < report.end
        ]
        yield Moment(
            dated=_dated(link),
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
        )


def _is_later(dated: date | None, promised: date | None) -> bool:
    """Whether something may be of a later day than the promise, for all that is known."""
    return dated is None or promised is None or dated > promised


def _dated(link: EvidenceRow) -> date | None:
    return link.quotation.passage.dated or link.quotation.passage.issued


def _replies(session: Session, detail: CommitmentDetail) -> Iterator[Moment]:
    """Answers to a recommendation of this number, in later documents that name its document or repeat its words."""
    number = _number(detail)
    if detail.row.kind is not CommitmentKind.RECOMMENDATION or not number:
        return
    title, words = content(detail.row.document_title).keys(), content(detail.row.quote).keys()
    for reply in progress.replies_to(session, number, detail.row.lang):
        if not _is_later(reply.passage.dated or reply.passage.issued, detail.row.issued):
            continue
        if _repeats(title, [reply.passage.document_title]) or _repeats(words, _around(session, reply.passage)):
            yield _reply(reply, may_bear=True)


def _number(detail: CommitmentDetail) -> str:
    """The number of a recommendation, as its passage, its heading or its first words have it."""
    passage = detail.quotation.passage
    for pattern, words in (
        (_NUMBERED, passage.number),
        (_NAMED, passage.text[: detail.quotation.start + 40]),
        (_NAMED, passage.lead),
        (_NAMED, passage.headings[-1] if passage.headings else ""),
    ):
        if found := pattern.search(words):
            return found[1].lower()
    return ""


def _around(session: Session, passage: PassageRow) -> list[str]:
    return [passage.text, *passage.headings, *documents.words_before(session, passage, BEFORE)]


def _repeats(words: Iterable[str], texts: Iterable[str]) -> bool:
    wanted = set(words)
    held = {stem for text in texts for stem in content(text)}
    return len(wanted) > 1 and len(wanted & held) >= ABOUT * len(wanted)


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


def _reply(row: ReplyRow, *, may_bear: bool) -> Moment:
    passage = row.passage
    number = f" (recommendation {row.recommendation})" if row.recommendation else ""
    return Moment(
        dated=passage.dated or passage.issued,
        when=passage.when,
        what="response",
        value=f"{row.response}{number}",
        quote=row.quote,
        who=passage.speaker or passage.publisher,
        ref=passage.ref,
        source=passage.stands_in,
        place=passage.place,
        passage_ref=passage.ref,
        may_bear=may_bear,
    )
