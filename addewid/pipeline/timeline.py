"""What was said of a commitment afterwards, by date: answers, reports, evidence, judgements.

Reports reach a commitment as suggested evidence (``addewid link``), answers by the number of the recommendation. What
no person accepted may bear on it, and is never said to.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import Session

from corpus import commitments, documents, reports
from corpus.codebook import CommitmentKind, Lang, LinkState
from corpus.rows import CommitmentDetail, EvidenceRow, PassageRow, ReplyRow, ReportRow, StatementRow, first_day
from nlp.links import content

ABOUT = 0.5
"""Share of a recommendation's words, or of its document's title, that an answer to it repeats."""

BEFORE = 3
"""Passages before an answer in which the recommendation may be repeated."""

UNORDERED = "order not known"
"""Said of what may have come before the promise or after it, as far as dates tell."""

FORMER = "before the promise"
"""Said of a judgement of a day before the promise was made."""

_NUMBERED = re.compile(r"^\W*(?:recommendation|argymhelliad)?\s*(\d+\w?)\b", re.IGNORECASE)
_NAMED = re.compile(r"\b(?:recommendation|argymhelliad)\s+(\d+\w?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing on a timeline: ``what`` it is, the ``value`` that it gives, in words of the codebook, and its words.

    ``may_bear`` says that only the program thinks that it is about the commitment. ``ref`` names the evidence, the
    commitment or the passage. ``when`` is the date no more exact than it is known; ``order`` says where dates do not
    show that it came after the promise, and is empty where they do.
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


@dataclass(frozen=True, slots=True)
class Promised:
    """When a commitment was first stated: from ``first`` to ``last``, as exactly as the dates of its statements tell.

    ``first`` is None where one of them has no date, ``last`` where none has.
    """

    first: date | None
    last: date | None

    def is_earlier(self, dated: date | None) -> bool:
        """Whether a day is no later than the promise, whichever days both are."""
        return dated is not None and self.first is not None and dated <= self.first

    def order(self, dated: date | None, dated_text: str = "") -> str:
        """What is to be said of the order of the promise and a date; nothing of one that is later."""
        since = first_day(dated, dated_text)
        return UNORDERED if since is None or self.last is None or since <= self.last else ""


@dataclass(slots=True)
class Timeline:
    """Moments: the promise, then by date, the undated last. ``earlier`` counts evidence left out, being no later."""

    ref: str
    moments: list[Moment] = field(default_factory=list)
    earlier: int = 0


def of_commitment(session: Session, ref: str) -> Timeline:
    """What became of a commitment, wherever people said that it is stated. Raises NotFound or UsageProblem."""
    timeline = Timeline(commitments.find_ref(session, ref))
    asked = commitments.get(session, timeline.ref)
    details = [asked, *(commitments.get(session, other.ref) for other in asked.statements)]
    promised = _promised(detail.own for detail in details)
    moments = [moment for detail in details for moment in _statement(detail.own)]
    moments += _judgements(asked, promised)
    # An answer may be to a recommendation that several statements repeat.
    moments += dict.fromkeys(reply for detail in details for reply in _replies(session, detail))
    evidence = [link for link in asked.evidence if link.state is not LinkState.REJECTED]
    later = [link for link in evidence if not promised.is_earlier(_dated(link.quotation.passage))]
    timeline.earlier = len(evidence) - len(later)
    moments += _evidence(session, later, promised)
    timeline.moments = sorted(moments, key=lambda moment: (not _is_first(moment, promised), *_by_date(moment)))
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


def _promised(statements: Iterable[StatementRow]) -> Promised:
    """When the first of these was made, for all that is known."""
    days = [(first_day(row.issued, row.issued_text), row.issued) for row in statements]
    known = [(first, last) for first, last in days if first and last]
    return Promised(
        first=min((first for first, _ in known), default=None) if len(known) == len(days) else None,
        last=min((last for _, last in known), default=None),
    )


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
        value = f"{event.judgement}: {event.value}{' (self-reported)' if event.self_reported else ''}"
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
            order=promised.order(_dated(passage), _dated_text(passage)),
        )


def _dated(passage: PassageRow) -> date | None:
    return passage.dated or passage.issued


def _dated_text(passage: PassageRow) -> str:
    return "" if passage.dated else passage.issued_text


def _replies(session: Session, detail: CommitmentDetail) -> Iterator[Moment]:
    """Answers to a recommendation of this number, in documents that are not earlier and name its own or repeat it."""
    number = _number(detail)
    if detail.row.kind is not CommitmentKind.RECOMMENDATION or not number:
        return
    made = _promised([detail.own])
    title, words = content(detail.row.document_title).keys(), content(detail.row.quote).keys()
    for reply in reports.replies_to(session, number, detail.row.lang):
        passage = reply.passage
        if made.is_earlier(_dated(passage)):
            continue
        if _repeats(title, [passage.document_title]) or _repeats(words, _around(session, passage)):
            order = made.order(_dated(passage), _dated_text(passage))
            yield replace(_reply(reply), may_bear=True, order=order)


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


def _reply(row: ReplyRow) -> Moment:
    passage = row.passage
    number = f" (recommendation {row.recommendation})" if row.recommendation else ""
    return Moment(
        dated=_dated(passage),
        when=passage.when,
        what="response",
        value=f"{row.response}{number}",
        quote=row.quote,
        who=passage.speaker or passage.publisher,
        ref=passage.ref,
        source=passage.stands_in,
        place=passage.place,
        passage_ref=passage.ref,
    )
