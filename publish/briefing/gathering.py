"""What a briefing is made of, read from the corpus on a day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from corpus import commitments, overview
from corpus.codebook import UNMET, Delivery, Judgement, Lang
from corpus.details import details
from corpus.errors import UsageProblem
from corpus.language import language, tr
from corpus.rows import CommitmentDetail, CommitmentFilter, CommitmentRow, CommitmentSort, StatusRow
from corpus.taken import events, promises
from corpus.wording import name
from publish.briefing.asked import asked
from publish.charts import Chart, by_body, by_delivery, by_theme, by_year
from publish.charts.chart import Bar, Tone
from publish.citations.told import citation
from publish.rights import Rights
from publish.stamp import Stamp, stamp

MOST = 8
"""Bodies or themes that a chart shows; all of them stand in the text."""


class By(StrEnum):
    """What the promises of a briefing are grouped by."""

    BODY = "body"
    THEME = "theme"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class Brief:
    """One promise: its row, its words as they may be handed on, and the reference to them.

    ``judged`` is the event by which it is unmet on the day; ``accepted`` counts the evidence that people accepted.
    """

    row: CommitmentRow
    words: str
    citation: str
    judged: StatusRow | None
    accepted: int


@dataclass(frozen=True, slots=True)
class Group:
    """Promises of one body, theme or stretch of time, in the order of their deadlines; ``key`` is "" where unknown."""

    key: str
    label: str
    briefs: tuple[Brief, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """The unmet on the day of the stamp. ``asked`` says in words what was asked for, "" where it is everything.

    ``total`` are unmet, of which ``overdue`` have their day past; ``waiting`` fit too and are not yet assessed. A
    promise on several themes is in a group of each; all else counts it once.
    """

    stamp: Stamp
    by: By
    lang: Lang
    asked: str
    total: int
    overdue: int
    waiting: int
    groups: tuple[Group, ...]
    charts: tuple[Chart, ...]


def gather(session: Session, wanted: CommitmentFilter, by: By, rights: Rights) -> Briefing:
    """The briefing of what fits a filter and is unmet, in the language in use, on the filter's day or today.

    Raises UsageProblem for a filter of what is not unmet.
    """
    on = wanted.on or date.today()
    if other := sorted(wanted.deliveries - UNMET):
        raise UsageProblem("A briefing is of the unmet, which {value} is not; leave it out.", value=other[0])
    every = replace(wanted, deliveries=frozenset(), overdue=False, sort=CommitmentSort.DEADLINE, on=on)
    unmet = replace(every, deliveries=wanted.deliveries or UNMET, overdue=wanted.overdue)
    briefs = _briefs(session, unmet, on, rights)
    groups = _groups(briefs, by, on)
    tallies = overview.tallies(session, every)
    grouped = {By.BODY: by_body, By.THEME: by_theme}
    chart = grouped[by](tallies, MOST) if by in grouped else _by_deadline(groups)
    charts = (by_delivery(tallies), chart, by_year(tallies))
    return Briefing(
        stamp=stamp(session, on),
        by=by,
        lang=language(),
        asked=asked(wanted),
        total=len(briefs),
        overdue=sum(each.row.overdue for each in briefs),
        waiting=commitments.count(session, replace(every, deliveries=frozenset({Delivery.NOT_ASSESSED}))),
        groups=groups,
        charts=tuple(each for each in charts if each.bars),
    )


def _briefs(session: Session, unmet: CommitmentFilter, on: date, rights: Rights) -> tuple[Brief, ...]:
    ids = promises.chosen(session, unmet)
    refs = promises.refs(session, ids)
    captured = {each.row.ref: each.stands.captured_at.date() for each in promises.rows(session, ids, on)}
    judged = {
        each.of: each.row
        for each in events.judged(session, refs, on)
        if each.in_force and each.row.judgement is Judgement.DELIVERY
    }
    told = details(session, [refs[number] for number in ids], on=on)
    return tuple(_brief(each, captured[each.row.ref], judged.get(each.row.ref), rights) for each in told)


def _brief(detail: CommitmentDetail, captured: date, judged: StatusRow | None, rights: Rights) -> Brief:
    row = detail.row
    return Brief(
        row=row,
        words=rights.words(row.document_key, " ".join(row.quote.split())),
        citation=citation(detail.quotation.passage, captured),
        judged=judged,
        accepted=row.accepted,
    )


def _groups(briefs: Sequence[Brief], by: By, on: date) -> tuple[Group, ...]:
    """The groups: bodies and themes with the most first, deadlines in order; what is of none comes last."""
    if by is By.DEADLINE:
        return _in_time(briefs, on)
    labels: dict[str, str] = {}
    held: dict[str, list[Brief]] = {}
    for each in briefs:
        for key, label in _bodies(each.row) if by is By.BODY else _themes(each.row):
            labels.setdefault(key, label)
            held.setdefault(key, []).append(each)
    order = sorted(held, key=lambda key: (key == "", -len(held[key]), labels[key], key))
    return tuple(Group(key, labels[key], tuple(held[key])) for key in order)


def _bodies(row: CommitmentRow) -> list[tuple[str, str]]:
    if not row.body_key:
        return [("", tr("No body that is known"))]
    return [(row.body_key, body_name(row))]


def _themes(row: CommitmentRow) -> list[tuple[str, str]]:
    return [(theme, name(theme)) for theme in row.themes] or [("", tr("On no theme"))]


def body_name(row: CommitmentRow) -> str:
    """Whom a promise binds, in the language in use; the document's own words where that is no known body."""
    return (row.body_cy if language() is Lang.CY else row.body_en) or row.actor


def _in_time(briefs: Sequence[Brief], on: date) -> tuple[Group, ...]:
    soon = on + overview.SOON
    labels = {
        "overdue": tr("Overdue"),
        "soon": tr("Due within 90 days"),
        "later": tr("Due later"),
        "": tr("No day named"),
    }
    held: dict[str, list[Brief]] = {key: [] for key in labels}
    for each in briefs:
        due = each.row.deadline
        held["" if due is None else "overdue" if due < on else "soon" if due <= soon else "later"].append(each)
    return tuple(Group(key, label, tuple(held[key])) for key, label in labels.items() if held[key])


def _by_deadline(groups: Sequence[Group]) -> Chart:
    bars = tuple(Bar.of(group.label, len(group.briefs), Tone.UNMET) for group in groups)
    return Chart(tr("Unmet promises by deadline"), bars, tr("promises"), tr("Deadline"))
