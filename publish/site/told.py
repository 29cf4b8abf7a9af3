"""What the page of a promise tells, in the language in use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.codebook import JUDGEMENT_VALUES, Judgement, LinkState, Relation
from corpus.language import day, msg, tr, when
from corpus.rows import CommitmentDetail, CommitmentRow, EvidenceRow, StatusRow
from corpus.wording import name
from publish.site.meanings import ASKED, meaning
from publish.site.quoting import Quoted, Quoter, beginning

MOST_EVIDENCE = 20
"""Pieces of evidence that one page shows in full."""
MOST_SUGGESTED = 5
MOST_MOMENTS = 60
REASON = 1_000
"""Characters of a reason that a page shows."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One of the three judgements: what it asks, and what people answered last, if anybody did."""

    judgement: Judgement
    asks: str
    value: StrEnum | None
    meaning: str
    as_of: date | None = None
    who: str = ""
    because: str = ""
    evidence: tuple[str, ...] = ()
    search: str = ""
    self_reported: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence: how it bears on the promise, and its words."""

    ref: str
    relation: Relation
    meaning: str
    quoted: Quoted


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing on the timeline; ``words`` are of it, in the language ``lang``, which is "" where it is not known."""

    when: str
    what: str
    words: str = ""
    lang: str = ""
    fragment: str = ""
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that the page of a promise tells."""

    row: CommitmentRow
    quoted: Quoted
    twin: Quoted | None
    judged: tuple[Judged, ...]
    evidence: tuple[Proof, ...]
    more_evidence: int
    suggested: tuple[Proof, ...]
    moments: tuple[Moment, ...]


def told(detail: CommitmentDetail, quoter: Quoter, on: date, *, suggestions: bool) -> Told:
    """What there is to tell of a promise; what the program suggests as evidence only where it is asked for."""
    accepted = [row for row in detail.evidence if row.state is LinkState.ACCEPTED]
    guessed = [row for row in detail.evidence if row.state is LinkState.SUGGESTED] if suggestions else []
    return Told(
        row=detail.row,
        quoted=quoter.quoted(detail.quotation, detail.context),
        twin=quoter.twin(detail.twin) if detail.twin else None,
        judged=tuple(_judged(detail, judgement, on) for judgement in Judgement),
        evidence=tuple(_proof(row, quoter) for row in accepted[:MOST_EVIDENCE]),
        more_evidence=max(0, len(accepted) - MOST_EVIDENCE),
        suggested=tuple(_proof(row, quoter) for row in guessed[:MOST_SUGGESTED]),
        moments=tuple(_moments(detail, accepted, on))[:MOST_MOMENTS],
    )


def in_force(history: Sequence[StatusRow], judgement: Judgement, on: date) -> StatusRow | None:
    """The event that says how a promise is judged on a day, as ``corpus.events`` has it."""
    places: dict[str, int] = {}
    best: tuple[date, int, int] | None = None
    found = None
    for number, event in enumerate(history):
        place = places[event.name] = places.get(event.corrects, number)
        if event.judgement is judgement and event.value and not event.corrected and event.as_of <= on:
            rank = (event.as_of, place, number)
            if best is None or rank > best:
                best, found = rank, event
    return found


def _judged(detail: CommitmentDetail, judgement: Judgement, on: date) -> Judged:
    event = in_force(detail.history, judgement, on)
    asks = tr(ASKED[judgement])
    if event is None:
        return Judged(judgement, asks, None, "")
    value = JUDGEMENT_VALUES[judgement](event.value)
    return Judged(
        judgement=judgement,
        asks=asks,
        value=value,
        meaning=meaning(value),
        as_of=event.as_of,
        who=beginning(event.who, 100),
        because=beginning(event.because, REASON),
        evidence=event.evidence,
        search=event.search,
        self_reported=event.self_reported,
    )


def _proof(row: EvidenceRow, quoter: Quoter) -> Proof:
    return Proof(row.ref, row.relation, meaning(row.relation), quoter.quoted(row.quotation))


_STATED, _DUE, _EVIDENCE = msg("promised"), msg("due"), msg("evidence: {relation}")
_UNDATED = msg("no date")
_JUDGED, _TAKEN_BACK = msg("{judgement} judged: {value}"), msg("{judgement}: an earlier judgement taken back")


def _moments(detail: CommitmentDetail, accepted: Sequence[EvidenceRow], on: date) -> list[Moment]:
    own = detail.row
    stated = Moment(when(own.when) or tr(_UNDATED), tr(_STATED))
    dated: list[tuple[date, Moment]] = [(own.issued or date.min, stated)]
    if own.deadline:
        words, lang = own.deadline_text, own.lang.value
        dated.append((own.deadline, Moment(day(own.deadline), tr(_DUE), words, lang if words else "")))
    for row in accepted:
        passage = row.quotation.passage
        what = tr(_EVIDENCE, relation=name(row.relation))
        words = beginning(passage.document_title, 200)
        moment = Moment(when(passage.when) or tr(_UNDATED), what, words, passage.lang.value, row.ref)
        dated.append((passage.dated or passage.issued or date.max, moment))
    dated += [(event.as_of, _judgement(event)) for event in detail.history if event.as_of <= on]
    return [moment for _, moment in sorted(dated, key=lambda each: each[0])]


def _judgement(event: StatusRow) -> Moment:
    if not event.value:
        what = tr(_TAKEN_BACK, judgement=name(event.judgement))
    else:
        value = JUDGEMENT_VALUES[event.judgement](event.value)
        what = tr(_JUDGED, judgement=name(event.judgement), value=name(value))
    return Moment(day(event.as_of), what, beginning(event.because, 300), "", "", event.corrected)
