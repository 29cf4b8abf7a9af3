"""What became of one promise, by date; before it what the program suggests, which is nobody's judgement."""

from collections.abc import Iterator, Mapping
from datetime import date

from textual.content import Content

from corpus.codebook import CommitmentKind, Delivery, Judgement, ProgressState, Relation, Response
from corpus.language import day, plural, tr, when
from corpus.rows import CommitmentDetail, EvidenceRow, Happening, Moment, Timeline
from corpus.types import SuggestedStatus
from corpus.wording import name
from tui import words
from tui.text import plain, toned
from tui.tones import Tone
from tui.widgets import account, evidence
from tui.widgets.entries import Entries

LONGEST = 220
"""Characters of a quotation shown on the timeline."""

Entry = Moment | SuggestedStatus


class TimelineList(Entries[Entry]):
    """The moments of one promise, and what they point to."""

    def __init__(self) -> None:
        super().__init__(id="timeline")

    def show(self, timeline: Timeline, detail: CommitmentDetail, on: date) -> None:
        """Show what is suggested on a day, then the moments in their order."""
        self.fill(
            [
                *(
                    (f"suggested-{each.judgement}", each, suggestion(each, timeline, detail, on))
                    for each in timeline.suggested_status
                ),
                *((f"{each.what}-{each.ref}-{each.event}", each, moment(each)) for each in timeline.moments),
            ]
        )


def title(timeline: Timeline) -> str:
    """What the list is called, with what is not in it."""
    if not timeline.earlier:
        return tr("Timeline")
    return plural(
        "Timeline · {count} piece of evidence left out, being older",
        "Timeline · {count} pieces of evidence left out, being older",
        timeline.earlier,
    )


def moment(it: Moment) -> Content:
    """One moment as the lines of a list."""
    dated = when(it.when) or tr("no date")
    order = f" ({tr(it.order)})" if it.order else ""
    lines = [Content.assemble((dated, Tone.LABEL), (order, Tone.PART), "  ", _what(it))]
    if it.what in {Happening.EVIDENCE, Happening.RESPONSE} and it.quotation is not None:
        lines.append(toned(evidence.source(it.quotation.passage), Tone.LABEL))
    if it.quotation is not None and it.what is not Happening.DEADLINE:
        lines.append(evidence.said(it.quotation, LONGEST))
    if it.may_bear and it.reasons:
        lines.append(evidence.why(it.reasons))
    return Content("\n").join(lines)


def _what(it: Moment) -> Content:
    match it.what:
        case Happening.STATED:
            document = plain(it.quotation.passage.stands_in) if it.quotation else ""
            return Content(
                tr("promised in {document} ({kind})", document=document, kind=name(CommitmentKind(it.value)))
            )
        case Happening.DEADLINE:
            return Content(tr("deadline: {words}", words=plain(it.quote)) if it.quote else tr("deadline"))
        case Happening.JUDGED:
            return _judged(it)
        case Happening.EVIDENCE:
            return Content.assemble(*_doubt(it), _bears(Relation(it.value), it.state))
        case Happening.RESPONSE:
            return Content.assemble(*_doubt(it), _answers(it))
        case Happening.REPORT:
            return Content(tr("reported: {state}", state=name(ProgressState(it.value))))


def _doubt(it: Moment) -> Iterator[tuple[str, Tone]]:
    if it.may_bear:
        yield tr("? not decided on:") + " ", Tone.PART


def _bears(relation: Relation, state: ProgressState | None) -> str:
    said = {
        Relation.ILLUSTRATES: tr("evidence that it works"),
        Relation.DELIVERS: tr("evidence that it is delivered"),
        Relation.REPORTS_PROGRESS: tr("evidence that reports progress"),
        Relation.CONTRADICTS: tr("evidence that contradicts it"),
        Relation.BACKGROUND: tr("evidence that gives background"),
    }[relation]
    return f"{said}: {name(state)}" if state else said


def _answers(it: Moment) -> str:
    answer = name(Response(it.value)) if it.value else tr("what it says is not known")
    if it.recommendation:
        number = plain(it.recommendation)
        return tr("answer to recommendation {number}: {answer}", number=number, answer=answer)
    return tr("answer: {answer}", answer=answer)


def _judged(it: Moment) -> Content:
    marks = [plain(it.who)]
    if it.self_reported:
        marks.append(tr("self-reported"))
    if it.corrected:
        marks.append(tr("corrected since"))
    said = account.judged(it.judgement or Judgement.DELIVERY, it.value)
    if it.corrected:
        said = said.stylize(Tone.QUIET)
    return Content.assemble(said, f" – {plain(it.quote)} ", (f"({', '.join(marks)})", Tone.QUIET))


def suggestion(it: SuggestedStatus, timeline: Timeline, detail: CommitmentDetail, on: date) -> Content:
    """What the program suggests, marked as that, and why."""
    lines = [toned(tr("The program suggests; nobody has decided:"), Tone.PART)]
    if it.value:
        sure = f" · {words.sure(it.score)}"
        lines.append(Content.assemble("? ", account.judged(it.judgement, it.value), (sure, Tone.QUIET)))
    else:
        lines.append(Content.assemble("? ", (_advice(it), Tone.STRONG)))
    lines += [toned(f"– {reason}", Tone.QUIET) for reason in _reasons(it, timeline, detail, on)]
    if it.value:
        lines.append(toned(tr("S fills in the form with this, for you to judge."), Tone.QUIET))
    return Content("\n").join(lines)


def _advice(it: SuggestedStatus) -> str:
    if it.judgement is Judgement.RESPONSE:
        return tr("Two answers differ: read both, and judge.")
    if it.evidence:
        return tr("It is contradicted: read that, and judge.")
    return tr("Search for what became of it, and keep a search that finds nothing.")


def _reasons(it: SuggestedStatus, timeline: Timeline, detail: CommitmentDetail, on: date) -> Iterator[str]:
    """What it rests on, where each stands."""
    links = {link.ref: link for link in detail.evidence}
    yield from (_rests_on(links[ref], timeline) for ref in it.evidence if ref in links)
    if it.judgement is Judgement.RESPONSE:
        for each in timeline.moments:
            if each.what is Happening.RESPONSE and each.quotation is not None and it.value in {"", each.value}:
                yield f"{_answers(each)}: {evidence.source(each.quotation.passage)}"
    if it.self_reported:
        yield tr("only whoever promised it says so")
    due = detail.row.deadline
    if it.judgement is Judgement.DELIVERY and it.value != Delivery.MET and due is not None and due < on:
        yield tr("it fell due on {day}", day=day(due))


def _rests_on(link: EvidenceRow, timeline: Timeline) -> str:
    states: Mapping[str, ProgressState | None] = {each.ref: each.state for each in timeline.moments}
    bears, source = _bears(link.relation, states.get(link.ref)), evidence.source(link.quotation.passage)
    if link.decided_by:
        return f"{bears}: {source}"
    return tr("{evidence}: {source} (nobody has accepted it yet)", evidence=bears, source=source)
